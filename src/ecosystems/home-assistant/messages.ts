/** What Home Assistant tells, as far as it is used. Everything else in its messages is ignored. */
import * as v from 'valibot';

const maybeText = v.optional(v.nullable(v.string()), null);
/** Aliases may have holes in newer releases: `null` stands for the name itself. */
const aliases = v.optional(
  v.pipe(
    v.array(v.unknown()),
    v.transform((all) => all.filter((alias) => typeof alias === 'string')),
  ),
  [],
);
const Context = v.object({ id: v.string(), parent_id: maybeText, user_id: maybeText });

/** A state with its attributes: https://developers.home-assistant.io/docs/core/entity */
export const EntityState = v.object({
  entity_id: v.pipe(v.string(), v.includes('.')),
  state: v.string(),
  attributes: v.optional(v.record(v.string(), v.unknown()), {}),
  last_updated: v.optional(v.string(), ''),
  context: v.optional(Context),
});
export type EntityState = v.InferOutput<typeof EntityState>;
export type Context = v.InferOutput<typeof Context>;

/** Reads a list of things, leaving out those that cannot be read: one odd entity must not hide the others. */
function listOf<S extends v.GenericSchema>(schema: S) {
  return v.pipe(
    v.array(v.unknown()),
    v.transform((all): readonly v.InferOutput<S>[] =>
      all.flatMap((one) => {
        const read = v.safeParse(schema, one);
        return read.success ? [read.output] : [];
      }),
    ),
  );
}

export const States = listOf(EntityState);

export const Config = v.object({
  /** `NOT_RUNNING`, `STARTING`, `RUNNING`, `STOPPING`, `FINAL_WRITE`; older ones say nothing. */
  state: v.optional(v.string(), 'RUNNING'),
  location_name: v.optional(v.string(), ''),
  time_zone: v.optional(v.string(), ''),
  language: v.optional(v.string(), ''),
  version: v.optional(v.string(), ''),
  components: v.optional(v.array(v.string()), []),
  unit_system: v.optional(v.object({ temperature: v.optional(v.string(), '°C') }), {}),
});
export type Config = v.InferOutput<typeof Config>;

const RegistryEntry = v.object({
  entity_id: v.pipe(v.string(), v.includes('.')),
  /** Never changes; the entry's own. */
  id: v.optional(v.string(), ''),
  /** Never changes; what the integration calls it, unique within domain and platform. Some integrations give numbers. */
  unique_id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
  platform: v.optional(v.string(), ''),
  name: maybeText,
  original_name: maybeText,
  area_id: maybeText,
  device_id: maybeText,
  disabled_by: maybeText,
  hidden_by: maybeText,
  entity_category: maybeText,
  aliases,
  options: v.optional(v.record(v.string(), v.unknown()), {}),
});
export type RegistryEntry = v.InferOutput<typeof RegistryEntry>;
export const EntityRegistry = listOf(RegistryEntry);

/** `config/entity_registry/get_entries`: more of each entry, by entity id. */
export const ExtendedEntries = v.record(v.string(), v.nullable(v.object({ aliases })));

export const AreaRegistry = listOf(v.object({ area_id: v.string(), name: v.string(), aliases, floor_id: maybeText }));
export const FloorRegistry = listOf(v.object({ floor_id: v.string(), name: v.string(), aliases }));
export const DeviceRegistry = listOf(
  v.object({
    id: v.string(),
    area_id: maybeText,
    manufacturer: maybeText,
    serial_number: maybeText,
    identifiers: v.optional(v.array(v.array(v.unknown())), []),
  }),
);
export type DeviceEntry = v.InferOutput<typeof DeviceRegistry>[number];

/** `homeassistant/expose_entity/list`: by entity id, whether an assistant may see it. */
export const Exposure = v.object({ exposed_entities: v.record(v.string(), v.object({ conversation: v.optional(v.boolean()) })) });

export const CurrentUser = v.object({ id: v.string() });
export const CallResult = v.nullish(v.object({ context: v.optional(Context) }));

export const StateChanged = v.object({
  data: v.object({ entity_id: v.string(), new_state: v.nullish(EntityState) }),
  context: v.optional(Context),
});
export const RegistryUpdated = v.object({
  data: v.object({ action: v.optional(v.string(), ''), entity_id: v.optional(v.string()), old_entity_id: v.optional(v.string()) }),
});
