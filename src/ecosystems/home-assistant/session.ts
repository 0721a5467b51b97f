import * as v from 'valibot';
import type { Command } from '../../core/claim.ts';
import { EntenteError } from '../../core/errors.ts';
import type { Device } from '../../core/home.ts';
import type { DeviceSession, DeviceSourceContext } from '../../ports/device-source.ts';
import { stayConnected, within, type Phase } from './connecting.ts';
import type { Values } from './domains/domain.ts';
import { domainOf } from './domains/registry.ts';
import { Echoes } from './echoes.ts';
import { houseOf, type House } from './house.ts';
import { Identities } from './identity.ts';
import type { Link } from './link.ts';
import { CallResult, Config, CurrentUser, RegistryUpdated, StateChanged, States, type EntityState } from './messages.ts';
import { Missing } from './missing.ts';
import { placesOf } from './places.ts';
import { readRegistries, registryEvents, type Registries } from './registries.ts';
import type { Settings } from './settings.ts';
import { Telling } from './telling.ts';

/** What there is to tell about Home Assistant itself. */
export interface HomeAssistantStatus {
  readonly phase: Phase;
  readonly version?: string;
  /** Entities that are no devices here, and why. */
  readonly leftOut: House['leftOut'];
  /** It runs a HomeKit bridge of its own: lamps that it exports there too are reached past our fence. */
  readonly hasHomeKitBridge: boolean;
}

export interface HomeAssistantSession extends DeviceSession {
  status(): HomeAssistantStatus;
  travelMs(command: Command): number | undefined;
  homeChanged(): void;
}

/** Connects in the background and stays connected; until then every device is out of reach. */
export function openSession(settings: Settings, context: DeviceSourceContext): HomeAssistantSession {
  return new Session(settings, context);
}

/** What is true of a Home Assistant while it runs. */
interface Running {
  readonly link: Link;
  readonly config: Config;
  readonly registries: Registries;
}

const callsWithinMs = 30_000;
const readsWithinMs = 5_000;
/** Registry events come in swarms. */
const settleMs = 200;

class Session implements HomeAssistantSession {
  readonly #context: DeviceSourceContext;
  readonly #ending = new AbortController();
  readonly #signal: AbortSignal;
  readonly #identities: Identities;
  readonly #missing: Missing;
  readonly #echoes = new Echoes();
  readonly #telling: Telling;
  readonly #states = new Map<string, EntityState>();
  readonly #owned = new Set<Promise<void>>();
  #phase: Phase = 'connecting';
  #running: Running | undefined;
  #house: House = { devices: new Map(), entityOf: new Map(), deviceOf: new Map(), leftOut: [] };
  #rereading: 'no' | 'states' | 'registries' = 'no';

  constructor(settings: Settings, context: DeviceSourceContext) {
    this.#context = context;
    this.#signal = AbortSignal.any([context.signal, this.#ending.signal]);
    this.#identities = new Identities(context);
    this.#missing = new Missing(context);
    this.#telling = new Telling({
      clock: context.clock,
      signal: this.#signal,
      report: (report) => context.report(report),
      echoes: this.#echoes,
      valuesOf: (device) => this.#valuesOf(device),
      isHere: (device) => this.#isHere(device),
      own: (running) => this.#own(running),
    });
    this.#own(
      stayConnected({
        settings,
        clock: context.clock,
        signal: this.#signal,
        phase: (phase) => void (this.#phase = phase),
        ready: async (link, config) => this.#ready(link, config),
        audit: async (link, signal) => this.#isAsHeard(await link.ask({ type: 'get_states' }, States, signal)),
        lost: () => this.#lost(),
      }),
    );
  }

  status(): HomeAssistantStatus {
    const config = this.#running?.config;
    const { leftOut } = this.#house;
    return {
      phase: this.#phase,
      ...(config !== undefined && { version: config.version }),
      leftOut,
      hasHomeKitBridge: config?.components.includes('homekit') === true,
    };
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    const { link, config, state } = this.#reached(command.device);
    const units = unitsOf(config);
    const calls = domainOf(state).calls?.(command, state, units) ?? [];
    if (calls.length === 0) throw new EntenteError('home-assistant/failed', 'this device cannot do that');
    const echo = this.#echoes.begin(command);
    try {
      for (const { domain, service, data = {} } of calls) {
        const message = { type: 'call_service', domain, service, service_data: data, target: { entity_id: state.entity_id } };
        const limit = AbortSignal.any([signal, this.#signal]);
        const result = await within(this.#context.clock, callsWithinMs, limit, async (limit) => link.ask(message, CallResult, limit));
        echo.answered(result?.context);
      }
    } finally {
      echo.end();
    }
  }

  /** What Home Assistant knows, after it answered once more: whatever it said before that has been heard by then. */
  async read(device: string, signal: AbortSignal): Promise<Values> {
    const { link } = this.#reached(device);
    await within(this.#context.clock, readsWithinMs, AbortSignal.any([signal, this.#signal]), async (limit) => link.ask({ type: 'get_config' }, Config, limit));
    this.#reached(device);
    return this.#valuesOf(device);
  }

  travelMs(command: Command): number | undefined {
    const entityId = this.#house.entityOf.get(command.device);
    return entityId === undefined ? undefined : domainOf({ entity_id: entityId }).travelMs;
  }

  /** What a person says of a device stands above what is said here: nothing to do. */
  homeChanged(): void {}

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort(new EntenteError('home-assistant/ended', 'the connection to Home Assistant is closed'));
    await Promise.all(this.#owned);
  }

  /** @throws EntenteError `home-assistant/unreachable` */
  #reached(device: string): { readonly link: Link; readonly config: Config; readonly state: EntityState } {
    const entityId = this.#house.entityOf.get(device);
    const state = entityId === undefined ? undefined : this.#states.get(entityId);
    // To what is unavailable Home Assistant sends nothing, and says that it did.
    if (this.#running === undefined || state === undefined || this.#isAway(device, state)) {
      throw new EntenteError('home-assistant/unreachable', 'Home Assistant does not reach this device', { retryable: true });
    }
    return { ...this.#running, state };
  }

  async #ready(link: Link, config: Config): Promise<void> {
    const early: unknown[] = [];
    let isEarly = true;
    await link.hear('state_changed', (event) => void (isEarly ? early.push(event) : this.#changed(event)));
    for (const type of registryEvents) await link.hear(type, (event) => this.#registryChanged(event)).catch(unlessOver(link));
    const [user, registries, states] = await Promise.all([
      link.ask({ type: 'auth/current_user' }, CurrentUser).catch(unlessOver(link)),
      readRegistries(link, this.#signal),
      link.ask({ type: 'get_states' }, States),
    ]);
    this.#echoes.becomes(user?.id);
    this.#states.clear();
    for (const state of states) this.#states.set(state.entity_id, state);
    this.#running = { link, config, registries };
    this.#describe();
    for (const device of this.#house.entityOf.keys()) this.#telling.meet(device);
    isEarly = false;
    for (const event of early) this.#changed(event);
  }

  #lost(): void {
    if (this.#running === undefined) return;
    this.#running = undefined;
    for (const device of this.#house.devices.keys()) this.#telling.away(device);
  }

  /** All devices anew, from what is known of registries and states. */
  #describe(): void {
    if (this.#running === undefined) return;
    const { registries, config } = this.#running;
    const known = new Map((this.#context.devices?.() ?? []).map((device) => [device.id, device]));
    const places = placesOf(registries, this.#context.places?.() ?? { floors: [], rooms: [] });
    this.#house = houseOf({
      states: this.#states,
      registries,
      places,
      identities: this.#identities,
      units: unitsOf(config),
      before: new Map([...known, ...this.#house.devices]),
      isForgotten: (id) => this.#missing.isForgotten(id),
    });
    this.#identities.keep();
    this.#missing.keep([...this.#house.devices.keys()].filter((id) => !this.#house.entityOf.has(id)));
    this.#telling.keep(this.#house.devices);
    this.#context.inventory([...this.#house.devices.values()], places);
  }

  #changed(event: unknown): void {
    const read = v.safeParse(StateChanged, event);
    if (!read.success || this.#running === undefined) return;
    const { entity_id: entityId, new_state: state } = read.output.data;
    const device = this.#house.deviceOf.get(entityId);
    if (state === null || state === undefined) {
      this.#states.delete(entityId);
      if (device !== undefined) this.#telling.away(device);
      return;
    }
    // What is left out talks as much as the rest: only what was not there before is looked at anew.
    const isNew = device === undefined && !this.#states.has(entityId);
    this.#states.set(entityId, state);
    if (isNew || (device !== undefined && this.#isOtherwise(device, state))) this.#reread('states');
    if (device !== undefined) this.#telling.heard(device, state.context ?? read.output.context);
  }

  #isHere(device: string): boolean {
    const state = this.#states.get(this.#house.entityOf.get(device) ?? '');
    return this.#running !== undefined && state !== undefined && !this.#isAway(device, state);
  }

  /** Unavailable; and unknown, where something was known before. */
  #isAway(device: string, entity: EntityState): boolean {
    if (entity.state === 'unavailable') return true;
    return entity.state === 'unknown' && domainOf(entity).stateless !== true && this.#telling.isKnown(device);
  }

  #valuesOf(device: string): Values {
    const state = this.#states.get(this.#house.entityOf.get(device) ?? '');
    if (state === undefined || this.#running === undefined) return {};
    const facts = domainOf(state).facts(state, unitsOf(this.#running.config));
    return 'leftOut' in facts ? {} : facts.values;
  }

  /** Whether it is named or equipped otherwise than the home has it. */
  #isOtherwise(device: string, state: EntityState): boolean {
    const known = this.#house.devices.get(device);
    if (known === undefined || this.#running === undefined || state.state === 'unavailable') return false;
    const facts = domainOf(state).facts(state, unitsOf(this.#running.config));
    if ('leftOut' in facts) return false;
    const { kind, values, options = {}, limits = {} } = facts;
    const name = state.attributes['friendly_name'];
    const isNamed = typeof name !== 'string' || name.trim() === '' || name.trim() === known.name;
    return !isNamed || shapeText({ kind, state: values, options, limits }) !== shapeText(known);
  }

  #registryChanged(event: unknown): void {
    const read = v.safeParse(RegistryUpdated, event);
    if (!read.success) return;
    const { entity_id: entityId, old_entity_id: oldId } = read.output.data;
    if (entityId !== undefined && oldId !== undefined && oldId !== entityId) this.#renamed(oldId, entityId);
    this.#reread('registries');
  }

  /** The same device under another entity id, from this moment on: a command must not wait for the registry. */
  #renamed(oldId: string, entityId: string): void {
    const device = this.#house.deviceOf.get(oldId);
    if (device === undefined) return;
    const state = this.#states.get(entityId) ?? this.#states.get(oldId);
    if (state !== undefined) this.#states.set(entityId, { ...state, entity_id: entityId });
    this.#states.delete(oldId);
    const entityOf = new Map(this.#house.entityOf).set(device, entityId);
    this.#house = { ...this.#house, entityOf, deviceOf: new Map([...entityOf].map(([id, entity]) => [entity, id])) };
    if (state !== undefined) this.#telling.meet(device);
  }

  /** Soon, and once for all that comes together. */
  #reread(what: 'states' | 'registries'): void {
    const isWaiting = this.#rereading !== 'no';
    if (this.#rereading !== 'registries') this.#rereading = what;
    if (!isWaiting) this.#own(this.#rereadSoon());
  }

  async #rereadSoon(): Promise<void> {
    const slept = await this.#context.clock.sleep(settleMs, this.#signal).then(
      () => true,
      () => false,
    );
    const what = this.#rereading;
    this.#rereading = 'no';
    const now = this.#running;
    if (!slept || now === undefined) return;
    if (what === 'registries') {
      try {
        const [registries, states] = await within(this.#context.clock, callsWithinMs, this.#signal, async (limit) =>
          Promise.all([readRegistries(now.link, limit), now.link.ask({ type: 'get_states' }, States, limit)]),
        );
        if (this.#running !== now) return;
        for (const state of states) if (!this.#states.has(state.entity_id)) this.#states.set(state.entity_id, state);
        this.#running = { ...now, registries };
      } catch {
        // Whoever does not tell its books is to be asked everything anew.
        now.link.close();
        return;
      }
    }
    this.#describe();
    for (const device of this.#house.entityOf.keys()) if (!this.#telling.isMet(device)) this.#telling.meet(device);
  }

  /** Whether the states are those that were heard of. */
  #isAsHeard(states: readonly EntityState[]): boolean {
    return states.every(({ entity_id, state, last_updated }) => {
      const heard = this.#states.get(entity_id);
      return heard !== undefined && heard.state === state && heard.last_updated === last_updated;
    });
  }

  #own(running: Promise<void>): void {
    const owned = running.finally(() => this.#owned.delete(owned));
    this.#owned.add(owned);
  }
}

const unitsOf = ({ unit_system }: Config): { readonly fahrenheit: boolean } => ({ fahrenheit: unit_system.temperature === '°F' });

function shapeText({ kind, state, options, limits }: Pick<Device, 'kind' | 'state' | 'options' | 'limits'>): string {
  return JSON.stringify([kind, Object.keys(state).sort(), options, limits]);
}

/** What one Home Assistant lacks or does not allow is done without; a connection that ended ends everything. */
function unlessOver(link: Link): (error: unknown) => undefined {
  return (error) => {
    if (link.over.aborted) throw error;
  };
}
