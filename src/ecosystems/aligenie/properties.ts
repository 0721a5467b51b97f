/**
 * Tmall Genie's properties and what they are here: one table for both versions of its protocol. Version 2 counts (`powerstate: 1`), version 1 writes
 * (`"on"`).
 *
 * @see https://www.aligenie.com/doc/357554/ozlpg3 (version 1), https://www.aligenie.com/doc/357554/cmhq2c (version 2)
 */
import { attributeSpecs, rangeOf, valueFits } from '../../core/attributes.ts';
import { rgbOf } from '../../core/colors.ts';
import type { Attribute, Device, Value } from '../../core/home.ts';
import type { Step } from '../../core/step.ts';

/** A value as it arrives: version 1 sends text, also for numbers. */
export type Given = number | string | boolean;

export interface Property {
  /** Tmall Genie's name, first, and others it is known by. */
  readonly names: readonly [string, ...string[]];
  /** The attribute that the device has for it. */
  readonly attribute: (device: Device) => Attribute | undefined;
  /** As version 2 counts; `undefined` for what it cannot. */
  readonly toNumber?: (value: Exclude<Value, null>, device: Device) => number | undefined;
  /** As version 1 writes; by default the number. */
  readonly toText?: (value: Exclude<Value, null>, device: Device) => string | undefined;
  /** Our value for what arrives, `max` and `min` aside; by default a number. `undefined` for what cannot be. */
  readonly fromGiven?: (given: Given, device: Device) => Exclude<Value, null> | undefined;
  /** Ours for one of theirs, in adjustments; default 1. */
  readonly stepOf?: (by: number) => number;
  /** In version 1: commands and the query. */
  readonly v1: { readonly set?: string; readonly up?: string; readonly down?: string; readonly query?: string };
}

const has = (...candidates: readonly Attribute[]): ((device: Device) => Attribute | undefined) => {
  return ({ state }) => candidates.find((attribute) => attribute in state);
};
const number = (value: Exclude<Value, null>): number | undefined => (typeof value === 'number' ? Math.round(value * 10) / 10 : undefined);
const truth = (value: Exclude<Value, null>): number | undefined => (typeof value === 'boolean' ? Number(value) : undefined);

/** 1 low, 2 middle, 3 high; what is more is taken for percent. */
const windLevels = 3;

/** Its words for modes with ours, in the order of version 2's numbers. */
const modes = [
  ['auto', 'auto'],
  ['cold', 'cool'],
  ['heat', 'heat'],
  ['ventilate', 'fan'],
  ['airsupply', 'fan'],
  ['dehumidification', 'dry'],
  ['sleep', 'sleep'],
  ['energy', 'eco'],
] as const;

export const properties: readonly Property[] = [
  {
    names: ['powerstate', 'power'],
    attribute: powerAttribute,
    toNumber: (value) => Number(isOn(value)),
    toText: (value) => (isOn(value) ? 'on' : 'off'),
    fromGiven: truthOf,
    v1: { query: 'QueryPowerState' },
  },
  {
    names: ['brightness'],
    attribute: has('brightnessPercent'),
    toNumber: number,
    v1: { set: 'SetBrightness', up: 'AdjustUpBrightness', down: 'AdjustDownBrightness', query: 'QueryBrightness' },
  },
  {
    names: ['colorTemperature', 'colortemperature'],
    attribute: has('colorTemperatureKelvin'),
    toNumber: number,
    // Some of its device types count in Kelvin, others in percent of what the lamp can.
    fromGiven: (given, device) => {
      const value = numberOf(given);
      if (value === undefined || value > 100) return value;
      const { min = 1000, max = 12_000 } = rangeOf(device, 'colorTemperatureKelvin');
      return Math.round(min + ((max - min) * value) / 100);
    },
    stepOf: (by) => (Math.abs(by) <= 100 ? by * 50 : by),
    v1: { set: 'SetColorTemperature', up: 'AdjustUpColorTemperature', down: 'AdjustDownColorTemperature', query: 'QueryColorTemperature' },
  },
  {
    names: ['color'],
    attribute: has('color'),
    toNumber: (value) => {
      const rgb = typeof value === 'string' ? rgbOf(value) : undefined;
      return rgb && rgb.red * 65_536 + rgb.green * 256 + rgb.blue;
    },
    toText: (value) => (typeof value === 'string' ? value.charAt(0).toUpperCase() + value.slice(1) : undefined),
    fromGiven: (given) => {
      if (typeof given === 'number') return Number.isInteger(given) && given >= 0 && given <= 0xffffff ? `#${given.toString(16).padStart(6, '0')}` : undefined;
      return typeof given === 'string' && rgbOf(given) !== undefined ? given.toLowerCase() : undefined;
    },
    v1: { set: 'SetColor', query: 'QueryColor' },
  },
  {
    names: ['temperature', 'targetTemperature'],
    attribute: has('targetTemperatureCelsius', 'currentTemperatureCelsius'),
    toNumber: number,
    v1: { set: 'SetTemperature', up: 'AdjustUpTemperature', down: 'AdjustDownTemperature', query: 'QueryTemperature' },
  },
  // What it measures, beside what it is set to.
  {
    names: ['currentTemperature'],
    attribute: ({ state }) => ('targetTemperatureCelsius' in state && 'currentTemperatureCelsius' in state ? 'currentTemperatureCelsius' : undefined),
    toNumber: number,
    v1: {},
  },
  {
    names: ['humidity'],
    attribute: has('targetHumidityPercent', 'currentHumidityPercent'),
    toNumber: number,
    v1: { set: 'SetHumidity', up: 'AdjustUpHumidity', down: 'AdjustDownHumidity', query: 'QueryHumidity' },
  },
  {
    names: ['windspeed', 'windSpeed'],
    attribute: has('fanPercent'),
    toNumber: (value) => (typeof value === 'number' ? Math.ceil((value / 100) * windLevels) : undefined),
    fromGiven: (given) => {
      const value = numberOf(given);
      return value === undefined || value > windLevels ? value : Math.round((value / windLevels) * 100);
    },
    stepOf: (by) => (Math.abs(by) <= windLevels ? Math.round((by / windLevels) * 100) : by),
    v1: { set: 'SetWindSpeed', up: 'AdjustUpWindSpeed', down: 'AdjustDownWindSpeed', query: 'QueryWindSpeed' },
  },
  {
    names: ['mode'],
    attribute: has('mode'),
    toNumber: (value) => {
      const at = modes.findIndex(([, ours]) => ours === value);
      return at < 0 ? undefined : at;
    },
    toText: (value) => (typeof value === 'string' ? (modes.find(([, ours]) => ours === value)?.[0] ?? value) : undefined),
    fromGiven: (given, device) => {
      const word =
        typeof given === 'number' || /^\d+$/.test(String(given)) ? modes[Number(given)]?.[1] : (modes.find(([theirs]) => theirs === given)?.[1] ?? given);
      return typeof word === 'string' && valueFits(device, 'mode', word) === 'fits' ? word : undefined;
    },
    v1: { set: 'SetMode', query: 'QueryMode' },
  },
  {
    names: ['position', 'openPercent', 'curtainPosition', 'targetPosition'],
    attribute: has('openPercent'),
    toNumber: number,
    v1: { set: 'SetPosition', up: 'AdjustUpPosition', down: 'AdjustDownPosition', query: 'QueryPosition' },
  },
  {
    names: ['volume'],
    attribute: has('volumePercent'),
    toNumber: number,
    v1: { set: 'SetVolume', up: 'AdjustUpVolume', down: 'AdjustDownVolume', query: 'QueryVolume' },
  },
  { names: ['mute'], attribute: has('muted'), toNumber: truth, toText: onOff, fromGiven: truthOf, v1: {} },
  { names: ['swing'], attribute: has('swing'), toNumber: truth, toText: onOff, fromGiven: truthOf, v1: {} },
  { names: ['lockstate'], attribute: has('locked'), toNumber: truth, toText: onOff, fromGiven: truthOf, v1: {} },
  { names: ['pm2.5', 'pm25'], attribute: has('pm25'), toNumber: number, v1: { query: 'QueryPM25' } },
  { names: ['battery'], attribute: has('batteryPercent'), toNumber: number, v1: {} },
];

/** By any of its names, in any case. */
export function propertyOf(name: string): Property | undefined {
  return byName.get(name.toLowerCase());
}

const byName: ReadonlyMap<string, Property> = new Map(properties.flatMap((property) => property.names.map((name) => [name.toLowerCase(), property] as const)));

/** What "on" is for a device that has no such attribute: open, playing, at work. Scenes have nothing to show. */
function powerAttribute({ state }: Device): Attribute | undefined {
  return (['on', 'openPercent', 'activity', 'playback'] as const).find((attribute) => attribute in state);
}

function isOn(value: Exclude<Value, null>): boolean {
  if (typeof value === 'number') return value > 0;
  return value === true || value === 'playing' || value === 'cleaning' || value === 'mowing';
}

function onOff(value: Exclude<Value, null>): string | undefined {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : undefined;
}

function truthOf(given: Given): boolean | undefined {
  if (typeof given === 'boolean') return given;
  const word = String(given).toLowerCase();
  return ['1', 'on', 'true', 'open'].includes(word) ? true : ['0', 'off', 'false', 'close'].includes(word) ? false : undefined;
}

export function numberOf(given: Given): number | undefined {
  const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Why there is no step for what was asked. */
export type NoStep = 'unsupported' | 'wrong';

/** The step that sets a property. */
export function setStep(device: Device, property: Property, given: Given): Step | NoStep {
  const attribute = property.attribute(device);
  if (property.names[0] === 'powerstate') return powerStep(device, attribute, property.fromGiven?.(given, device));
  if (attribute === undefined || attributeSpecs[attribute].readOnly) return 'unsupported';
  const value = extreme(device, attribute, given) ?? (property.fromGiven === undefined ? numberOf(given) : property.fromGiven(given, device));
  if (value === undefined || valueFits(device, attribute, value) !== 'fits') return 'wrong';
  return { device: device.id, do: 'set', attribute, value };
}

function powerStep(device: Device, attribute: Attribute | undefined, on: Exclude<Value, null> | undefined): Step | NoStep {
  if (typeof on !== 'boolean') return 'wrong';
  const { id, kind } = device;
  switch (attribute) {
    case 'on':
      return { device: id, do: 'set', attribute, value: on };
    case 'openPercent':
      return { device: id, do: 'set', attribute, value: on ? 100 : 0 };
    case 'playback':
      return { device: id, do: 'set', attribute, value: on ? 'playing' : 'paused' };
    case 'activity':
      return { device: id, do: 'run', action: on ? (kind === 'lawn-mower' ? 'start-mowing' : 'start-cleaning') : 'return-to-dock' };
    default:
      if (on && (kind === 'scene' || kind === 'script')) return { device: id, do: 'run', action: 'activate' };
      return on && kind === 'button' ? { device: id, do: 'run', action: 'press' } : 'unsupported';
  }
}

/** `max` and `min` are brightest and dimmest; the dimmest still gives light. */
function extreme(device: Device, attribute: Attribute, given: Given): number | undefined {
  if (given !== 'max' && given !== 'min') return undefined;
  const { min, max } = rangeOf(device, attribute);
  return given === 'max' ? max : attribute === 'brightnessPercent' ? Math.max(1, min ?? 1) : min;
}

/** The step that changes a property by this much, signed; without an amount by the usual step in its direction. */
export function adjustStep(device: Device, property: Property, by: number | { readonly sign: 1 | -1 }): Step | NoStep {
  const attribute = property.attribute(device);
  if (attribute === undefined || attributeSpecs[attribute].readOnly || attributeSpecs[attribute].type !== 'number') return 'unsupported';
  const amount = typeof by === 'number' ? (property.stepOf?.(by) ?? by) : by.sign * (attributeSpecs[attribute].usualStep ?? 1);
  if (amount === 0) return 'wrong';
  return { device: device.id, do: 'adjust', attribute, by: amount };
}
