import type { Device, Home, Kind, Room } from '../core/home.ts';

/** What resolving asks of a home, found without a scan. Built once for each `Home` object. */
export interface HomeIndex {
  readonly home: Home;
  readonly byId: ReadonlyMap<string, Device>;
  readonly byRoom: ReadonlyMap<string, readonly Device[]>;
  readonly byKind: ReadonlyMap<Kind, readonly Device[]>;
  /** Room ids of each floor. */
  readonly roomsOfFloor: ReadonlyMap<string, readonly string[]>;
  readonly roomById: ReadonlyMap<string, Room>;
  /** Names that more than one device bears. */
  readonly sharedNames: ReadonlySet<string>;
}

const indexes = new WeakMap<Home, HomeIndex>();

export function indexOf(home: Home): HomeIndex {
  const known = indexes.get(home);
  if (known) return known;
  const index: HomeIndex = {
    home,
    byId: new Map(home.devices.map((device) => [device.id, device])),
    byRoom: Map.groupBy(home.devices, (device) => device.room ?? ''),
    byKind: Map.groupBy(home.devices, (device) => device.kind),
    roomsOfFloor: new Map(home.floors.map((floor) => [floor.id, home.rooms.filter((room) => room.floor === floor.id).map((room) => room.id)])),
    roomById: new Map(home.rooms.map((room) => [room.id, room])),
    sharedNames: new Set([...Map.groupBy(home.devices, (device) => device.name)].flatMap(([name, list]) => (list.length > 1 ? [name] : []))),
  };
  indexes.set(home, index);
  return index;
}
