import type { Device } from '../../core/home.ts';
import type { Facts, Reason, Units } from './domains/domain.ts';
import { hasState, wordsIn } from './domains/reading.ts';
import { domainOf } from './domains/registry.ts';
import { domainNameOf, idOfUnregistered, isExported, type Identities } from './identity.ts';
import type { EntityState, RegistryEntry } from './messages.ts';
import type { Places } from './places.ts';
import type { Registries } from './registries.ts';

/** Home Assistant's entities as devices. */
export interface House {
  readonly devices: ReadonlyMap<string, Device>;
  /** Entity id by device id; none while it has neither entry nor state. */
  readonly entityOf: ReadonlyMap<string, string>;
  readonly deviceOf: ReadonlyMap<string, string>;
  /** What is no device here, and why. */
  readonly leftOut: readonly { readonly entityId: string; readonly reason: Reason }[];
}

export interface HouseSources {
  readonly states: ReadonlyMap<string, EntityState>;
  readonly registries: Registries;
  readonly places: Places;
  readonly identities: Identities;
  readonly units: Units;
  /** The devices as they were before, by id: what is out of reach, or out of sight, is still what it was. */
  readonly before: ReadonlyMap<string, Device>;
  /** Whether one without an entry that is not to be seen may be forgotten by now. */
  isForgotten(id: string): boolean;
}

/** Everything that Home Assistant has, as a home has it. Pure but for the ids that are given. */
export function houseOf(sources: HouseSources): House {
  const { states, registries, identities, before } = sources;
  const devices = new Map<string, Device>();
  const entityOf = new Map<string, string>();
  const leftOut: { readonly entityId: string; readonly reason: Reason }[] = [];
  const tracked = new Set(
    [...states.values()].flatMap(({ entity_id, attributes }) => (domainNameOf(entity_id) === 'person' ? wordsIn(attributes, 'device_trackers') : [])),
  );
  const take = (id: string, entityId: string, device: Device | { readonly leftOut: Reason }): void => {
    if ('leftOut' in device) leftOut.push({ entityId, reason: device.leftOut });
    else if (!devices.has(id)) {
      devices.set(id, device);
      entityOf.set(id, entityId);
    }
  };

  for (const entry of registries.entries.values()) {
    const { entity_id: entityId } = entry;
    const reason = reasonFor(entry, sources, tracked);
    // What is no device takes no id from one that is.
    const id = reason === undefined ? identities.idOf(entry) : identities.knownIdOf(entry);
    // What was a device stays one until it leaves the registry, whatever is switched off or hidden meanwhile; only what must not be one goes.
    const wasOne = id !== undefined && before.has(id) && reason !== 'ours' && reason !== 'a-tracker-of-a-person';
    if (reason !== undefined && !wasOne) leftOut.push({ entityId, reason });
    else if (id !== undefined) take(id, entityId, described(id, entityId, entry, sources));
  }
  for (const entityId of states.keys()) {
    if (registries.entries.has(entityId)) continue;
    const id = idOfUnregistered(entityId);
    take(id, entityId, tracked.has(entityId) ? { leftOut: 'a-tracker-of-a-person' } : described(id, entityId, undefined, sources));
  }
  for (const [id, device] of before) {
    const isReplaced = identities.isRegistered(id) || registries.entries.has(id.slice(id.indexOf(':') + 1));
    if (!devices.has(id) && !isReplaced && !sources.isForgotten(id)) devices.set(id, device);
  }
  return { devices, entityOf, deviceOf: new Map([...entityOf].map(([id, entityId]) => [entityId, id])), leftOut };
}

/** Why an entity is not taken in. */
function reasonFor(entry: RegistryEntry, { registries, states, units }: HouseSources, tracked: ReadonlySet<string>): Reason | undefined {
  const device = entry.device_id === null ? undefined : registries.devices.get(entry.device_id);
  if (device !== undefined && isExported(device)) return 'ours';
  if (tracked.has(entry.entity_id)) return 'a-tracker-of-a-person';
  if (entry.disabled_by !== null) return 'disabled';
  if (entry.hidden_by !== null) return 'hidden';
  if (entry.entity_category !== null) return 'a-setting';
  const state = states.get(entry.entity_id);
  const facts = state === undefined ? undefined : domainOf(state).facts(state, units);
  return facts !== undefined && 'leftOut' in facts ? facts.leftOut : undefined;
}

function described(id: string, entityId: string, entry: RegistryEntry | undefined, sources: HouseSources): Device | { readonly leftOut: Reason } {
  const state = sources.states.get(entityId);
  const before = sources.before.get(id);
  const told = state === undefined ? undefined : domainOf(state).facts(state, sources.units);
  const facts = (told === undefined || 'leftOut' in told) && before !== undefined ? shapeOf(before) : told;
  if (facts === undefined) return { leftOut: 'not-known' };
  if ('leftOut' in facts) return facts;
  const { registries, places } = sources;
  const areaId = entry?.area_id ?? registries.devices.get(entry?.device_id ?? '')?.area_id ?? null;
  const room = places.roomOf(areaId);
  const name = nameOf(entityId, entry, state);
  return {
    id,
    name,
    aliases: [...new Set(entry?.aliases ?? [])].filter((alias) => alias.trim() !== '' && alias !== name),
    ...(room !== undefined && { room }),
    risky: false,
    exposed: registries.exposed(entityId) ?? true,
    ...shape(facts, state, before),
  };
}

function nameOf(entityId: string, entry: RegistryEntry | undefined, state: EntityState | undefined): string {
  const friendly = state?.attributes['friendly_name'];
  const names = [friendly, entry?.name, entry?.original_name].filter((name) => typeof name === 'string');
  return names.find((name) => name.trim() !== '')?.trim() ?? entityId.slice(entityId.indexOf('.') + 1).replaceAll('_', ' ');
}

/** An entity that is out of reach tells less of what it can do; it can do what it could. */
function shape(facts: Facts, state: EntityState | undefined, before: Device | undefined): Pick<Device, 'kind' | 'state' | 'options' | 'limits'> {
  const { kind, values, options = {}, limits = {} } = facts;
  if (before === undefined || (state !== undefined && hasState(state))) return { kind, options, limits, state: values };
  const unknown = Object.fromEntries(Object.keys(before.state).map((attribute) => [attribute, null]));
  return { kind, options: { ...before.options, ...options }, limits: { ...before.limits, ...limits }, state: { ...unknown, ...values } };
}

function shapeOf({ kind, state, options, limits }: Device): Facts {
  return { kind, values: state, options, limits };
}
