import * as v from 'valibot';
import { EntenteError } from '../../core/errors.ts';
import type { Link, Message } from './link.ts';
import { AreaRegistry, DeviceRegistry, EntityRegistry, Exposure, ExtendedEntries, FloorRegistry, type DeviceEntry, type RegistryEntry } from './messages.ts';

/** What Home Assistant has in its books of entities, devices, areas and floors. */
export interface Registries {
  /** By entity id. */
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  readonly devices: ReadonlyMap<string, DeviceEntry>;
  readonly areas: v.InferOutput<typeof AreaRegistry>;
  readonly floors: v.InferOutput<typeof FloorRegistry>;
  /** Whether its own assistant may see an entity, where that was ever said. */
  exposed(entityId: string): boolean | undefined;
}

/** Events after which the books are to be read again. */
export const registryEvents = ['entity_registry_updated', 'device_registry_updated', 'area_registry_updated', 'floor_registry_updated'] as const;

/**
 * Reads all books. What an older Home Assistant lacks (floors) or does not show to everybody (exposure) counts as empty; without the book of entities
 * nothing can be known, and nothing is.
 *
 * @throws EntenteError as `Link.ask`
 */
export async function readRegistries(link: Link, signal: AbortSignal): Promise<Registries> {
  const [list, devices, areas, floors, exposure] = await Promise.all([
    link.ask({ type: 'config/entity_registry/list' }, EntityRegistry, signal),
    orEmpty(link, { type: 'config/device_registry/list' }, DeviceRegistry, [], signal),
    orEmpty(link, { type: 'config/area_registry/list' }, AreaRegistry, [], signal),
    orEmpty(link, { type: 'config/floor_registry/list' }, FloorRegistry, [], signal),
    orEmpty(link, { type: 'homeassistant/expose_entity/list' }, Exposure, { exposed_entities: {} }, signal),
  ]);
  const extended = await orEmpty(
    link,
    { type: 'config/entity_registry/get_entries', entity_ids: list.map(({ entity_id }) => entity_id) },
    ExtendedEntries,
    {},
    signal,
  );
  const entries = new Map(
    list.map((entry): readonly [string, RegistryEntry] => [entry.entity_id, { ...entry, aliases: extended[entry.entity_id]?.aliases ?? entry.aliases }]),
  );
  return {
    entries,
    devices: new Map(devices.map((device) => [device.id, device])),
    areas,
    floors,
    exposed: (entityId) => exposure.exposed_entities[entityId]?.conversation ?? saidIn(entries.get(entityId)),
  };
}

async function orEmpty<S extends v.GenericSchema>(
  link: Link,
  message: Message,
  schema: S,
  empty: v.InferOutput<S>,
  signal: AbortSignal,
): Promise<v.InferOutput<S>> {
  try {
    return await link.ask(message, schema, signal);
  } catch (error) {
    if (error instanceof EntenteError && (error.code === 'home-assistant/failed' || error.code === 'home-assistant/nonsense')) return empty;
    throw error;
  }
}

const Options = v.object({ conversation: v.object({ should_expose: v.boolean() }) });

function saidIn(entry: RegistryEntry | undefined): boolean | undefined {
  const said = v.safeParse(Options, entry?.options);
  return said.success ? said.output.conversation.should_expose : undefined;
}
