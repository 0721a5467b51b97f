/** What is equal, what is opposite, and how a relative wish becomes a value (arbitration, *Words* and rule 8). Pure. */
import { rangeOf } from '../core/attributes.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import { rgbOf } from './colors.ts';

/** A value that can be ordered. */
export type Settable = Exclude<Value, null>;

/** Equal as two wishes are: within 2 points, half a step, 2 %; 0 equals only 0. */
export function equalWish(device: Device, attribute: Attribute, one: Value, other: Value): boolean {
  if (typeof one === 'number' && typeof other === 'number') {
    if (attribute.endsWith('Percent')) return one === other || (one !== 0 && other !== 0 && within(one, other, 2));
    if (attribute === 'colorTemperatureKelvin') return within(one, other, 0.02 * Math.max(one, other));
    if (attribute.endsWith('Celsius')) return within(one, other, (rangeOf(device, attribute).step ?? usualTemperatureStep) / 2);
    return one === other;
  }
  return sameWord(attribute, one, other);
}

/** Equal for a finger, which means what it points at: only what the device cannot tell apart. */
export function equalExactly(device: Device, attribute: Attribute, one: Value, other: Value): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return sameWord(attribute, one, other);
  const coarse = attribute.endsWith('Percent') ? 0.5 : attribute === 'colorTemperatureKelvin' ? 10 : 0.01;
  return one === other || (one !== 0 && other !== 0 && within(one, other, (rangeOf(device, attribute).step ?? 0) / 2 || coarse));
}

/** Equal for a report: within the device's step, at least 2 points. */
export function equalReport(device: Device, attribute: Attribute, one: Value, other: Value): boolean {
  if (typeof one === 'number' && typeof other === 'number') return within(one, other, reportTolerance(device, attribute, Math.max(one, other)));
  if (attribute === 'color' && typeof one === 'string' && typeof other === 'string') {
    const [first, second] = [rgbOf(one), rgbOf(other)];
    if (first !== undefined && second !== undefined) return first.every((part, index) => within(part, second[index] ?? 0, colorTolerance));
  }
  return sameWord(attribute, one, other);
}

/** Whether a report lies between what was and what was ordered. */
export function liesBetween(device: Device, attribute: Attribute, value: Value, ends: readonly Value[]): boolean {
  if (typeof value !== 'number') return ends.some((end) => equalReport(device, attribute, value, end));
  const numbers = ends.filter((end) => typeof end === 'number');
  const tolerance = reportTolerance(device, attribute, value);
  return value >= Math.min(...numbers) - tolerance && value <= Math.max(...numbers) + tolerance;
}

/** On and off, the two ends of an opening or a lock. Never two numbers. */
export function oppositeValues(attribute: Attribute, one: Value, other: Value): boolean {
  if (typeof one === 'boolean' && typeof other === 'boolean') return one !== other;
  return attribute === 'openPercent' && ((one === 0 && other === 100) || (one === 100 && other === 0));
}

/** What a toggle makes of it; `undefined` where there are no two sides. */
export function flipped(attribute: Attribute, value: Value): Settable | undefined {
  if (typeof value === 'boolean') return !value;
  if (attribute === 'openPercent' && typeof value === 'number') return value > 0 ? 0 : 100;
  if (attribute === 'playback' && typeof value === 'string') return value === 'playing' ? 'paused' : 'playing';
  return undefined;
}

/** The value that an adjustment reaches, at most the end of the device's range. */
export function adjusted(device: Device, attribute: Attribute, from: number, by: number): number {
  const { min = -Infinity, max = Infinity } = rangeOf(device, attribute);
  return Math.min(max, Math.max(min, Math.round((from + by) * 1_000) / 1_000));
}

/** Off, closed, locked: what stands where two were heard and one was meant (rule 7). */
export function isSafe(attribute: Attribute, value: Value): boolean {
  return attribute === 'locked' ? value === true : value === false || value === 0;
}

/** The step of a temperature where the device does not say. */
const usualTemperatureStep = 0.5;
/** Lamps mix colours of three channels and come back a little beside. */
const colorTolerance = 12;

function reportTolerance(device: Device, attribute: Attribute, value: number): number {
  const step = rangeOf(device, attribute).step;
  if (attribute.endsWith('Percent')) return Math.max(2, step ?? 0);
  if (attribute === 'colorTemperatureKelvin') return Math.max(0.02 * value, step ?? 0);
  return step ?? usualTemperatureStep;
}

function within(one: number, other: number, tolerance: number): boolean {
  return Math.abs(one - other) <= tolerance + 1e-9;
}

function sameWord(attribute: Attribute, one: Value, other: Value): boolean {
  if (one === other) return true;
  if (attribute !== 'color' || typeof one !== 'string' || typeof other !== 'string') return false;
  return one.toLowerCase() === other.toLowerCase() || (rgbOf(one) !== undefined && String(rgbOf(one)) === String(rgbOf(other)));
}
