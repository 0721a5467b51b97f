import { attributes } from '../core/home.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import type { Settable } from './values.ts';

/** What a device says of itself: without what it lacks and what it does not know; a lamp at 0 % is off, and keeps its stored brightness. */
export function knownValues(device: Device, values: Readonly<Partial<Record<Attribute, Value>>>): readonly (readonly [Attribute, Settable])[] {
  const known: [Attribute, Settable][] = [];
  for (const attribute of attributesOf(device)) {
    const value = values[attribute];
    if (value === undefined || value === null) continue;
    if (attribute === 'brightnessPercent' && value === 0 && 'on' in device.state) {
      if (values.on === undefined) known.push(['on', false]);
    } else known.push([attribute, value]);
  }
  return known;
}

/** What a lamp that says it is off has as it was, though it does not tell it. */
export function storedBy(device: Device, values: Readonly<Partial<Record<Attribute, Value>>>): readonly Attribute[] {
  return values.on === false && device.kind === 'light' && 'brightnessPercent' in device.state ? ['brightnessPercent'] : [];
}

function attributesOf(device: Device): readonly Attribute[] {
  const cached = attributeLists.get(device);
  if (cached !== undefined) return cached;
  const list = attributes.filter((attribute) => attribute in device.state);
  attributeLists.set(device, list);
  return list;
}

const attributeLists = new WeakMap<Device, readonly Attribute[]>();
