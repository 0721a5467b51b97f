import * as v from 'valibot';
import type { DeviceSourceContext } from '../../ports/device-source.ts';
import type { DeviceEntry, RegistryEntry } from './messages.ts';

export const sourceId = 'home-assistant';

/** An entity without an entry in the registry has no other name that lasts. */
export const idOfUnregistered = (entityId: string): string => `${sourceId}:${entityId}`;

/**
 * Device ids: `home-assistant:` and what the integration calls the entity, which neither a new name nor a new entity id changes. Home Assistant keeps that
 * unique only within a domain and a platform; the first that came has the plain id and keeps it over restarts, another is told apart by both.
 */
export class Identities {
  readonly #context: Pick<DeviceSourceContext, 'load' | 'save'>;
  readonly #owners: Map<string, string>;
  #isChanged = false;

  constructor(context: Pick<DeviceSourceContext, 'load' | 'save'>) {
    this.#context = context;
    const kept = v.safeParse(v.record(v.string(), v.string()), context.load(document));
    this.#owners = new Map(kept.success ? Object.entries(kept.output) : []);
  }

  /** Its id, from now on. */
  idOf(entry: RegistryEntry): string {
    const known = this.knownIdOf(entry);
    if (known !== undefined) return known;
    this.#owners.set(entry.unique_id, keyOf(entry));
    this.#isChanged = true;
    return `${sourceId}:${entry.unique_id}`;
  }

  /** Its id; `undefined` while nobody bears what would be its id. */
  knownIdOf(entry: RegistryEntry): string | undefined {
    const owner = this.#owners.get(entry.unique_id);
    if (owner === undefined) return undefined;
    return `${sourceId}:${owner === keyOf(entry) ? entry.unique_id : keyOf(entry)}`;
  }

  /** Whether this id was once given to an entity of the registry. */
  isRegistered(id: string): boolean {
    const native = id.slice(sourceId.length + 1);
    if (this.#owners.has(native)) return true;
    const [domain, platform, ...rest] = native.split('.');
    return domain !== undefined && platform !== undefined && this.#owners.has(rest.join('.'));
  }

  keep(): void {
    if (this.#isChanged) this.#context.save(document, Object.fromEntries(this.#owners));
    this.#isChanged = false;
  }
}

function keyOf({ entity_id, platform, unique_id }: RegistryEntry): string {
  return `${domainNameOf(entity_id)}.${platform}.${unique_id}`;
}

/** What stands before the point of an entity id. */
export function domainNameOf(entityId: string): string {
  return entityId.slice(0, entityId.indexOf('.'));
}

/**
 * Whether this is one of the devices that an Entente exported, this hub or another: over HomeKit it is Entente's by its maker, and a device's id is its
 * serial number. To take it in again would close a ring in which every order comes back.
 */
export function isExported({ manufacturer, serial_number, identifiers }: DeviceEntry): boolean {
  const marks = [serial_number, ...identifiers.flat()].filter((mark) => typeof mark === 'string');
  return manufacturer?.toLowerCase() === 'entente' || marks.some((mark) => /^(entente[:_]|virtual:|home-assistant:|mqtt:|matter:)/i.test(mark));
}

const document = 'ids';
