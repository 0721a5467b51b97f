import * as v from 'valibot';
import type { Device, Home } from '../core/home.ts';
import { formatDevice } from './format.ts';
import { readWith } from './read.ts';
import { Aliases, DeviceSchema, Id, KindName, Name, most, strict } from './schema.ts';

/** What a person may change of a device: `PATCH /v1/home/devices/{id}`, contracts §3. `room: null` takes it out of its room. */
export const OwnSchema = strict({
  name: v.exactOptional(Name),
  aliases: v.exactOptional(Aliases),
  room: v.exactOptional(v.nullable(Id)),
  kind: v.exactOptional(KindName),
  risky: v.exactOptional(v.boolean()),
  exposed: v.exactOptional(v.boolean()),
});

/** What a person said of a device. It stays, whatever the device's own ecosystem says later. */
export type Own = v.InferOutput<typeof OwnSchema>;

/** What a person may say of a room: `PUT /v1/home/rooms/{id}`. It replaces the room's name, aliases and floor. */
export const RoomBody = strict({ name: Name, aliases: v.optional(Aliases, []), floor: v.exactOptional(v.nullable(Id)) });
/** What a person may say of a floor. */
export const FloorBody = strict({ name: Name, aliases: v.optional(Aliases, []) });

/** The device as it is in this home: what its source says, under what a person said. A room that does not exist is none. */
export function compose(base: Device, own: Own | undefined, rooms: ReadonlySet<string>): Device {
  const { room: baseRoom, ...rest } = base;
  const { room: ownRoom = baseRoom, ...said } = own ?? {};
  return { ...rest, ...said, ...(ownRoom !== undefined && ownRoom !== null && rooms.has(ownRoom) && { room: ownRoom }) };
}

/** Everything of a device that a person could have said: how a device of another ecosystem in a home file keeps its name once that ecosystem answers. */
export function ownOf(device: Device): Own {
  const { name, aliases, room = null, kind, risky, exposed } = device;
  return { name, aliases: [...aliases], room, kind, risky, exposed };
}

/** A device as another system describes it, cut to what a home can hold; none when nothing can be made of it. */
export function adoptable(device: Device): readonly Device[] {
  const clip = (name: string): string => name.slice(0, most.nameChars);
  const aliases = device.aliases.filter((alias) => alias.trim() !== '').map(clip);
  const name = device.name.trim() === '' ? device.id : device.name;
  const reading = readWith(DeviceSchema, formatDevice({ ...device, name: clip(name), aliases: aliases.slice(0, most.aliases) }));
  return reading.problems === undefined ? [reading.value] : [];
}

/**
 * What stands before the first `:` of a device's id, if that is an ecosystem we know; else `virtual` (contracts §1).
 */
export function ecosystemOf(id: string, known: ReadonlySet<string>): string {
  const colon = id.indexOf(':');
  const prefix = colon < 0 ? '' : id.slice(0, colon);
  return known.has(prefix) ? prefix : 'virtual';
}

/** The home of a hub that has none yet. */
export const emptyHome: Home = { name: '', locale: 'zh-CN', timeZone: 'UTC', floors: [], rooms: [], people: [], devices: [] };
