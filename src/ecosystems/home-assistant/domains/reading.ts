/** Reading what an entity says of itself: foreign, and not always what it should be. */
import type { Value } from '../../../core/home.ts';
import type { EntityState } from '../messages.ts';
import type { Units } from './domain.ts';

/** A number, also one in words as some integrations send it; `null` for anything else. */
export function numberIn(attributes: EntityState['attributes'], name: string): number | null {
  return numberOf(attributes[name]);
}

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export function textIn(attributes: EntityState['attributes'], name: string): string | null {
  const value = attributes[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A list of words. Empty where it is none. */
export function wordsIn(attributes: EntityState['attributes'], name: string): readonly string[] {
  const list = attributes[name];
  return Array.isArray(list) ? list.filter((word) => typeof word === 'string' && word.trim() !== '').slice(0, mostWords) : [];
}

export function numbersIn(attributes: EntityState['attributes'], name: string): readonly number[] {
  const list = attributes[name];
  return Array.isArray(list) ? list.flatMap((number) => numberOf(number) ?? []) : [];
}

/** Whether it has this bit of `supported_features`. */
export function can({ attributes }: EntityState, feature: number): boolean {
  return ((numberIn(attributes, 'supported_features') ?? 0) & feature) !== 0;
}

export const isOn = ({ state }: EntityState): Value => (state === 'on' ? true : state === 'off' ? false : null);

/** On for whatever is neither off nor unknown: climate, players, water heaters say what they do instead. */
export const isNotOff = (entity: EntityState): Value => (hasState(entity) ? entity.state !== 'off' : null);

/** Whether it is known at all. */
export const hasState = ({ state }: EntityState): boolean => state !== 'unavailable' && state !== 'unknown';

export const toCelsius = (value: number | null, { fahrenheit }: Units): number | null =>
  value === null || !fahrenheit ? value : Math.round(((value - 32) * 50) / 9) / 10;

export const fromCelsius = (value: number, { fahrenheit }: Units): number => (fahrenheit ? Math.round(value * 18 + 320) / 10 : value);

/** A part of 1 as a percentage. What cannot be stays what cannot be, and is told as that by the home. */
export const percentOf = (part: number | null, whole: number): number | null => (part === null ? null : Math.round((part / whole) * 100));

const mostWords = 200;
