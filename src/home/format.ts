import { attributes, type Attribute, type Device, type Floor, type Home, type Person, type Room, type Value } from '../core/home.ts';
import { sayable } from './values.ts';

/** A device as the home file has it: what is usual is left out. */
export interface DeviceDocument extends Partial<Omit<Device, 'id' | 'name' | 'kind' | 'state'>>, Pick<Device, 'id' | 'name' | 'kind' | 'state'> {}

/** The home file as a JSON document. */
export interface HomeDocument {
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly floors?: readonly object[];
  readonly rooms?: readonly object[];
  readonly people?: readonly object[];
  readonly devices: readonly DeviceDocument[];
}

/**
 * The home file of a home: what `parseHome` reads back as the same home. `value` tells live values; without it, and where it knows none, those that
 * stand in the home. A value that no longer fits its device is written as `null`, so that the file is always good.
 */
export function formatHome(home: Home, value: (device: string, attribute: Attribute) => Value | undefined = () => undefined): HomeDocument {
  return {
    name: home.name,
    locale: home.locale,
    timeZone: home.timeZone,
    ...(home.floors.length > 0 && { floors: home.floors.map(withoutEmpty) }),
    ...(home.rooms.length > 0 && { rooms: home.rooms.map(withoutEmpty) }),
    ...(home.people.length > 0 && { people: home.people.map(withoutEmpty) }),
    devices: home.devices.map((device) => formatDevice(device, value)),
  };
}

/** One device as the home file has it. */
export function formatDevice(device: Device, value: (device: string, attribute: Attribute) => Value | undefined = () => undefined): DeviceDocument {
  const state: Partial<Record<Attribute, Value>> = {};
  for (const attribute of attributes) {
    const fallback = device.state[attribute];
    if (fallback === undefined) continue;
    const now = value(device.id, attribute);
    const said = now === undefined ? fallback : now;
    state[attribute] = sayable(device, attribute, said) === 'fits' ? said : null;
  }
  return {
    id: device.id,
    name: device.name,
    ...(device.aliases.length > 0 && { aliases: device.aliases }),
    ...(device.room !== undefined && { room: device.room }),
    kind: device.kind,
    ...(device.risky && { risky: true }),
    ...(!device.exposed && { exposed: false }),
    ...(Object.keys(device.options).length > 0 && { options: device.options }),
    ...(Object.keys(device.limits).length > 0 && { limits: device.limits }),
    state,
  };
}

function withoutEmpty(place: Floor | Room | Person): object {
  const { aliases, ...rest } = place;
  return aliases.length > 0 ? { ...rest, aliases } : rest;
}
