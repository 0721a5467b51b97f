import type { Attribute, Device, Home, HomeView, Kind, Person, Value } from '../core/home.ts';

/** A device for a test: only what matters need be said. */
export interface DeviceSketch extends Partial<Omit<Device, 'id' | 'kind'>> {
  /** An id without a colon becomes `virtual:…`. */
  readonly id: string;
  /** Default `light`. */
  readonly kind?: Kind;
}

/** The home around the devices. */
export interface HomeSketch {
  readonly locale?: string;
  readonly timeZone?: string;
  /** Room names by id. A room that a device names and that is not here has its id as its name. */
  readonly rooms?: Readonly<Record<string, string>>;
  readonly people?: readonly Person[];
}

/** A device with everything usual filled in: a light that is off unless told otherwise, its id as its name. */
export function deviceOf(sketch: DeviceSketch): Device {
  return {
    name: sketch.id,
    aliases: [],
    kind: 'light',
    risky: false,
    exposed: true,
    options: {},
    limits: {},
    state: { on: false },
    ...sketch,
    id: sketch.id.includes(':') ? sketch.id : `virtual:${sketch.id}`,
  };
}

/** A small home: `homeOf([{ id: 'lamp', name: '客厅灯', room: 'living' }], { rooms: { living: '客厅' } })`. */
export function homeOf(devices: readonly DeviceSketch[], around: HomeSketch = {}): Home {
  const names = new Map(Object.entries(around.rooms ?? {}));
  for (const { room } of devices) if (room !== undefined && !names.has(room)) names.set(room, room);
  return {
    name: 'home',
    locale: around.locale ?? 'zh-CN',
    timeZone: around.timeZone ?? 'Asia/Shanghai',
    floors: [],
    rooms: [...names].map(([id, name]) => ({ id, name, aliases: [] })),
    people: around.people ?? [],
    devices: devices.map(deviceOf),
  };
}

/** A view of a home at rest: the values that stand in it, everything reachable but what is named. */
export function viewOf(home: Home, unreachable: readonly string[] = []): HomeView {
  const states = new Map<string, Readonly<Partial<Record<Attribute, Value>>>>(home.devices.map(({ id, state }) => [id, state]));
  return {
    home,
    value: (device, attribute) => states.get(device)?.[attribute],
    reachable: (device) => states.has(device) && !unreachable.includes(device),
  };
}
