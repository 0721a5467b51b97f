import type { Attribute, Device, Kind, Range, Value } from './home.ts';

/** What an attribute's values are, contracts §1. */
export interface AttributeSpec {
  readonly type: 'boolean' | 'number' | 'string';
  readonly readOnly: boolean;
  readonly range?: Range;
  /** The only words allowed, for strings. `mode` and `source` take a device's own words beside these. */
  readonly words?: readonly string[];
  /** What an adjustment without an amount changes. */
  readonly usualStep?: number;
}

const percent = { type: 'number', readOnly: false, range: { min: 0, max: 100 }, usualStep: 10 } as const;
const switched = { type: 'boolean', readOnly: false } as const;
const measured = { type: 'number', readOnly: true } as const;
const sensed = { type: 'boolean', readOnly: true } as const;

export const attributeSpecs: Readonly<Record<Attribute, AttributeSpec>> = {
  on: switched,
  brightnessPercent: percent,
  volumePercent: percent,
  fanPercent: percent,
  targetHumidityPercent: percent,
  openPercent: percent,
  colorTemperatureKelvin: { type: 'number', readOnly: false, range: { min: 1000, max: 12_000 }, usualStep: 500 },
  color: { type: 'string', readOnly: false },
  targetTemperatureCelsius: { type: 'number', readOnly: false, usualStep: 1 },
  currentTemperatureCelsius: measured,
  currentHumidityPercent: { ...measured, range: { min: 0, max: 100 } },
  mode: { type: 'string', readOnly: false, words: ['cool', 'heat', 'dry', 'fan', 'auto', 'sleep', 'eco'] },
  swing: switched,
  locked: switched,
  muted: switched,
  playback: { type: 'string', readOnly: false, words: ['playing', 'paused', 'stopped'] },
  source: { type: 'string', readOnly: false },
  activity: { type: 'string', readOnly: false, words: ['cleaning', 'mowing', 'paused', 'returning', 'docked'] },
  contact: sensed,
  motion: sensed,
  presence: sensed,
  batteryPercent: { ...measured, range: { min: 0, max: 100 } },
  powerWatts: measured,
  pm25: { ...measured, range: { min: 0 } },
  status: { type: 'string', readOnly: true },
};

const targetTemperatures: Partial<Record<Kind, Range>> = {
  'air-conditioner': { min: 16, max: 32 },
  thermostat: { min: 5, max: 35 },
  heater: { min: 5, max: 35 },
  'water-heater': { min: 30, max: 75 },
  kettle: { min: 30, max: 100 },
};

const anyTemperature: Range = { min: -30, max: 100 };
const noRange: Range = {};

/** The range of a number on this device: its own limits, else its kind's, else the attribute's. Empty where there is none. */
export function rangeOf(device: Device, attribute: Attribute): Range {
  const usual = attribute === 'targetTemperatureCelsius' ? (targetTemperatures[device.kind] ?? anyTemperature) : (attributeSpecs[attribute].range ?? noRange);
  const own = device.limits[attribute];
  return own === undefined ? usual : { ...usual, ...own };
}

/** What moves together by one wish (arbitration, *Family*): lights, climate; every other attribute by itself. */
export function familyOf(kind: Kind, attribute: Attribute | 'run'): string {
  if (kind === 'light' && ['on', 'brightnessPercent', 'color', 'colorTemperatureKelvin'].includes(attribute)) return 'light';
  if (climateKinds.has(kind) && ['on', 'mode', 'targetTemperatureCelsius', 'fanPercent', 'swing'].includes(attribute)) return 'climate';
  return attribute;
}

const climateKinds: ReadonlySet<Kind> = new Set(['air-conditioner', 'thermostat', 'heater', 'fan']);

/** Whether a value fits an attribute of this device; ranges and own words included. `null` never does: nobody can ask for the unknown. */
export function valueFits(device: Device, attribute: Attribute, value: Value): 'fits' | 'wrong-type' | 'out-of-range' {
  const spec = attributeSpecs[attribute];
  if (typeof value !== spec.type || (typeof value === 'number' && !Number.isFinite(value))) return 'wrong-type';
  if (typeof value === 'number') {
    const { min = -Infinity, max = Infinity } = rangeOf(device, attribute);
    return value < min || value > max ? 'out-of-range' : 'fits';
  }
  if (typeof value === 'string') {
    if (attribute === 'color') return /^(#[0-9a-f]{6}|[a-z]+)$/i.test(value) ? 'fits' : 'wrong-type';
    const own = device.options[attribute];
    const allowed = own ?? spec.words;
    return allowed === undefined || allowed.includes(value) ? 'fits' : 'out-of-range';
  }
  return 'fits';
}
