import * as v from 'valibot';
import { attributeSpecs } from '../core/attributes.ts';
import { attributes, kinds, type Attribute } from '../core/home.ts';

/** The most that a home file may have: far beyond real homes, small enough that no file stops the hub. */
export const most = { nameChars: 200, idChars: 400, aliases: 50, words: 200, floors: 100, rooms: 500, people: 200, devices: 2000 } as const;

const finite = v.pipe(v.number(), v.finite());
const values = { boolean: v.boolean(), number: finite, string: v.pipe(v.string(), v.minLength(1), v.maxLength(most.nameChars)) };
const ownWords: ReadonlySet<Attribute> = new Set(['mode', 'source', 'activity', 'playback']);

/** Any non-empty string. */
export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(most.idChars));
/** A name as people give it; spaces alone are none. */
export const Name = v.pipe(v.string(), v.regex(/\S/), v.maxLength(most.nameChars));
export const Aliases = v.pipe(v.array(Name), v.maxLength(most.aliases));
export const KindName = v.picklist(kinds);

const aliases = v.optional(Aliases, []);
const Range = strict({ min: v.exactOptional(finite), max: v.exactOptional(finite), step: v.exactOptional(finite) });
const State = strict(attributeEntries(attributes, (attribute) => v.exactOptional(v.nullable(values[attributeSpecs[attribute].type]))));
const Limits = strict(
  attributeEntries(
    attributes.filter((attribute) => attributeSpecs[attribute].type === 'number'),
    () => v.exactOptional(Range),
  ),
);
const Options = strict(
  attributeEntries(
    attributes.filter((attribute) => ownWords.has(attribute)),
    () => v.exactOptional(v.pipe(v.array(Name), v.minLength(1), v.maxLength(most.words))),
  ),
);

/** One device of the home file, contracts §1. */
export const DeviceSchema = strict({
  id: Id,
  name: Name,
  aliases,
  room: v.exactOptional(Id),
  kind: KindName,
  risky: v.optional(v.boolean(), false),
  exposed: v.optional(v.boolean(), true),
  options: v.optional(Options, {}),
  limits: v.optional(Limits, {}),
  state: v.optional(State, {}),
});
export const Floors = v.pipe(v.array(strict({ id: Id, name: Name, aliases })), v.maxLength(most.floors));
export const Rooms = v.pipe(v.array(strict({ id: Id, name: Name, aliases, floor: v.exactOptional(Id) })), v.maxLength(most.rooms));
export const People = v.pipe(
  v.array(strict({ id: Id, name: Name, aliases, role: v.picklist(['owner', 'adult', 'child', 'guest']) })),
  v.maxLength(most.people),
);

/** What a home is called, and where it is. */
export const aboutEntries = {
  name: Name,
  locale: v.pipe(v.string(), v.maxLength(most.nameChars), v.check(isLocale, 'a language tag such as zh-CN')),
  timeZone: v.pipe(v.string(), v.maxLength(most.nameChars), v.check(isTimeZone, 'a time zone such as Asia/Shanghai')),
};

/** The shape of the home file. What its fields say of each other is checked in `parse.ts`. */
export const HomeSchema = strict({
  ...aboutEntries,
  floors: v.optional(Floors, []),
  rooms: v.optional(Rooms, []),
  people: v.optional(People, []),
  devices: v.pipe(v.array(DeviceSchema), v.maxLength(most.devices)),
});

type StrictSchema<T extends v.ObjectEntries> = v.SchemaWithPipe<readonly [v.UnknownSchema, v.CheckAction<unknown, string>, v.StrictObjectSchema<T, undefined>]>;

/** An object with these fields and no others. A list is none, and nor is a field known because `Object.prototype` has it (`constructor`). */
export function strict<T extends v.ObjectEntries>(entries: T): StrictSchema<T> {
  const own: T = Object.assign(Object.create(null), entries);
  return v.pipe(
    v.unknown(),
    v.check((input) => !Array.isArray(input), 'an object'),
    v.strictObject(own),
  );
}

function attributeEntries<S>(of: readonly Attribute[], schemaOf: (attribute: Attribute) => S): Readonly<Record<Attribute, S>> {
  return Object.assign({}, ...of.map((attribute) => ({ [attribute]: schemaOf(attribute) })));
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
