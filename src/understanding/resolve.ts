/** Which device is meant, when several could be: §2 of the contracts. */
import type { Phrase } from '../core/frame.ts';
import type { Device, Kind } from '../core/home.ts';
import type { Because } from '../core/step.ts';
import type { HomeIndex } from './home-index.ts';

/** What a phrase is about. Every branch is normal. */
export type Meant =
  | {
      readonly is: 'devices';
      readonly devices: readonly Device[];
      /** By name or pronoun: one that cannot do it is told, not passed over. */ readonly named: boolean;
    }
  | { readonly is: 'choice'; readonly devices: readonly Device[] }
  /** A kind or nothing was said, and nothing tells which: any of these, too many to list or none here. */
  | { readonly is: 'unclear'; readonly devices: readonly Device[] }
  | { readonly is: 'nothing'; readonly because: Because; readonly what: string };

/** What is known beside the words. */
export interface Surroundings {
  readonly index: HomeIndex;
  /** The speaker's room, if known and at home. */
  readonly room?: string;
  /** What was spoken of last. */
  readonly last: readonly Device[];
  /** Whether a device can do (or tell) what was said. */
  readonly fits: (device: Device) => boolean;
  /** A question over many: a kind alone means the whole home. */
  readonly overMany?: boolean;
}

export function meantBy(phrase: Phrase, surroundings: Surroundings): Meant {
  const { having } = phrase;
  // "stop the music" is about what plays, never about the lights.
  const around = having === undefined ? surroundings : { ...surroundings, fits: (device: Device) => having in device.state && surroundings.fits(device) };
  if (phrase.unknown !== undefined) return { is: 'nothing', because: phrase.unknownIs === 'room' ? 'no-such-room' : 'no-such-device', what: phrase.unknown };
  const place = placeOf(phrase, around);
  if (phrase.everything)
    return devices(
      inPlace(around.index.home.devices, place).filter((device) => 'on' in device.state && around.fits(device)),
      false,
    );
  if (phrase.pronoun && !phrase.devices && !phrase.kinds) return byPronoun(phrase, around, place);
  if (phrase.devices) return byName(phrase, phrase.devices.ids, around, place);
  if (phrase.kinds) return byKind(phrase, phrase.kinds, around, place);
  return byPlace(phrase, around, place);
}

/** Room ids; `undefined` is anywhere. */
type Place = ReadonlySet<string> | undefined;

function placeOf(phrase: Phrase, around: Surroundings): Place {
  const rooms = new Set(phrase.rooms);
  const floorRooms = phrase.floors?.flatMap((floor) => around.index.roomsOfFloor.get(floor) ?? []);
  if (phrase.here && around.room !== undefined) rooms.add(around.room);
  if (!rooms.size) return floorRooms ? new Set(floorRooms) : undefined;
  // "一楼的卧室": the rooms that lie there; a room on another floor than said is nowhere.
  return floorRooms ? new Set([...rooms].filter((room) => floorRooms.includes(room))) : rooms;
}

function inPlace(list: readonly Device[], place: Place): readonly Device[] {
  return place ? list.filter((device) => device.room !== undefined && place.has(device.room)) : list;
}

const devices = (list: readonly Device[], named: boolean): Meant => ({ is: 'devices', devices: list, named });

function byPronoun(phrase: Phrase, around: Surroundings, place: Place): Meant {
  const last = inPlace(around.last, place);
  if (!last.length) return { is: 'unclear', devices: [] };
  return devices(phrase.pronoun === 'one' && phrase.count === 1 ? last.slice(-1) : last, true);
}

function byName(phrase: Phrase, ids: readonly string[], around: Surroundings, place: Place): Meant {
  const bearers = ids.flatMap((id) => around.index.byId.get(id) ?? []);
  // What belongs to the whole home is in every room.
  const there = place ? bearers.filter((device) => device.room === undefined || place.has(device.room)) : bearers;
  if (!there.length) return { is: 'nothing', because: 'no-such-device', what: phrase.text };
  const ofKind = phrase.kinds && phrase.devices?.match !== 'name' ? there.filter((device) => phrase.kinds?.includes(device.kind)) : there;
  const narrowed = ofKind.length ? ofKind : there;
  const able = narrowed.filter(around.fits);
  const candidates = able.length ? able : narrowed;
  // "The lamps" are those of the speaker's room, where there are some.
  const told = phrase.plural && !phrase.all && !around.overMany && phrase.count === undefined && !place && phrase.devices?.match === 'shared-word';
  const here = told ? candidates.filter((device) => device.room !== undefined && device.room === around.room) : [];
  if (here.length) return devices(here, true);
  if (candidates.length === 1 || phrase.all || phrase.plural || around.overMany) return devices(candidates, true);
  if (phrase.count !== undefined && phrase.count === candidates.length) return devices(candidates, true);
  const near = candidates.filter((device) => device.room === around.room);
  if (place === undefined && near.length === 1) return devices(near, true);
  return { is: 'choice', devices: near.length > 1 ? near : candidates };
}

/** The principal kind where there is one that fits, else the others that the word may mean. */
function ofKinds(
  list: readonly Device[],
  kinds: readonly Kind[],
  phrase: Phrase,
  fits: (device: Device) => boolean,
): { able: readonly Device[]; all: readonly Device[] } {
  const all = list.filter((device) => kinds.includes(device.kind) && (phrase.having === undefined || phrase.having in device.state));
  const able = all.filter(fits);
  const principal = able.filter((device) => device.kind === kinds[0]);
  return { able: principal.length ? principal : able, all };
}

const mobile: ReadonlySet<Kind> = new Set(['vacuum', 'lawn-mower', 'person', 'weather', 'scene', 'script']);

function byKind(phrase: Phrase, kinds: readonly Kind[], around: Surroundings, place: Place): Meant {
  const everywhere = kinds.flatMap((kind) => around.index.byKind.get(kind) ?? []);
  const others = (list: readonly Device[]) => (phrase.others ? list.filter((device) => !around.last.includes(device)) : list);
  if (place || phrase.all || phrase.wholeHome || phrase.others || around.overMany) {
    const found = ofKinds(others(inPlace(everywhere, place)), kinds, phrase, around.fits);
    if (found.able.length) return devices(found.able, false);
    if (found.all.length) return devices(found.all, true);
    // What goes about the home does its work in every room.
    const roomless = ofKinds(
      everywhere.filter((device) => device.room === undefined && mobile.has(device.kind)),
      kinds,
      phrase,
      around.fits,
    ).able;
    return roomless.length && place ? devices(roomless, false) : { is: 'nothing', because: 'no-such-device', what: phrase.text };
  }
  const here = around.room === undefined ? [] : ofKinds(around.index.byRoom.get(around.room) ?? [], kinds, phrase, around.fits).able;
  if (here.length) return devices(here, false);
  const { able, all } = ofKinds(everywhere, kinds, phrase, around.fits);
  if (able.length === 1) return devices(able, false);
  if (able.length) return { is: 'unclear', devices: able };
  return all.length ? devices(all.length === 1 ? all : [], true) : { is: 'nothing', because: 'no-such-device', what: phrase.text };
}

/** Only a place, or nothing at all: what there can do what was said. */
function byPlace(phrase: Phrase, around: Surroundings, place: Place): Meant {
  const { index } = around;
  if (place) {
    const there = inPlace(index.home.devices, place).filter(around.fits);
    return there.length ? (around.overMany ? devices(there, false) : oneKind(there)) : { is: 'nothing', because: 'unsupported', what: phrase.text };
  }
  if (phrase.all || phrase.wholeHome || around.overMany) return devices(index.home.devices.filter(around.fits), false);
  const here = around.room === undefined ? [] : (index.byRoom.get(around.room) ?? []).filter(around.fits);
  if (here.length) return oneKind(here);
  const anywhere = index.home.devices.filter(around.fits);
  return anywhere.length === 1 ? devices(anywhere, false) : { is: 'unclear', devices: anywhere };
}

/** "客厅亮一点" is about its lights. Where things of several kinds could do it ("声音小一点" between television and speaker), that is a choice. */
function oneKind(list: readonly Device[]): Meant {
  const lights = list.filter((device) => device.kind === 'light');
  if (lights.length) return devices(lights, false);
  return list.every((device) => device.kind === list[0]?.kind) ? devices(list, false) : { is: 'choice', devices: list };
}
