/** What something is set to: numbers with units, colours, modes, levels, extremes. */
import type { Extreme, Unit } from '../../core/frame.ts';
import { readNumber } from './numbers.ts';
import type { Item } from './scan.ts';
import { colors, extremeAttributes, extremes, kelvins, levels, modes, type AttributeWord } from './vocabulary.ts';

/** A value as spoken. */
export interface ValueRead {
  readonly value: number | string | boolean | Extreme;
  readonly unit?: Unit;
  /** What the value's own words say it is of. */
  readonly attribute?: AttributeWord;
  /** A step of a fan ("medium"): only a hint for others. */
  readonly level?: true;
  readonly next: number;
}

const fractions: ReadonlyMap<string, number> = new Map([
  ['half', 50],
  ['a half', 50],
  ['a quarter', 25],
  ['quarter', 25],
  ['one quarter', 25],
  ['three quarters', 75],
  ['a third', 33],
  ['one third', 33],
  ['two thirds', 66],
]);

/** A number with its unit; `bare` allows one without. */
export function readAmount(items: readonly Item[], at: number): ValueRead | undefined {
  const text = (index: number): string => items[index]?.text ?? '';
  for (const length of [2, 1]) {
    const fraction = fractions.get(
      items
        .slice(at, at + length)
        .map((item) => item.text)
        .join(' '),
    );
    if (fraction === undefined || (text(at + length) !== '' && ['as', 'of', 'an', 'past', 'hour', 'a', 'minute'].includes(text(at + length)))) continue;
    return { value: fraction, unit: 'percent', next: at + length + (text(at + length) === 'way' ? 1 : 0) };
  }
  // "a couple of degrees", "a degree"
  if (text(at) === 'a' || text(at) === 'half') {
    const couple = text(at + 1) === 'couple' ? (text(at + 2) === 'of' ? at + 3 : at + 2) : undefined;
    const unitAt = couple ?? (text(at) === 'half' && text(at + 1) === 'a' ? at + 2 : at + 1);
    const unit = text(unitAt);
    const value = couple === undefined ? (text(at) === 'half' ? 0.5 : 1) : 2;
    if (unit === 'degree' || unit === 'degrees') return { value, unit: 'celsius', next: unitAt + 1 };
    if (couple !== undefined && (unit === 'percent' || unit === '%')) return { value, unit: 'percent', next: unitAt + 1 };
  }
  const negative = text(at) === 'minus';
  const number = readNumber(items, negative ? at + 1 : at);
  if (!number) return undefined;
  const value = negative ? -number.value : number.value;
  let next = number.next;
  const unit = text(next);
  if (unit === '%' || unit === 'percent' || unit === 'per cent') return { value, unit: 'percent', next: next + 1 };
  if (unit === 'per' && text(next + 1) === 'cent') return { value, unit: 'percent', next: next + 2 };
  if (unit === 'degrees' || unit === 'degree') {
    next++;
    if (['c', 'celsius', 'centigrade'].includes(text(next))) return { value, unit: 'celsius', next: next + 1 };
    if (['f', 'fahrenheit'].includes(text(next))) return { value, unit: 'fahrenheit', next: next + 1 };
    if (['kelvin', 'k'].includes(text(next))) return { value, unit: 'kelvin', next: next + 1 };
    return { value, unit: 'celsius', next };
  }
  if (unit === 'c' || unit === 'celsius' || unit === 'centigrade') return { value, unit: 'celsius', next: next + 1 };
  if (unit === 'f' || unit === 'fahrenheit') return { value, unit: 'fahrenheit', next: next + 1 };
  if (unit === 'kelvin' || unit === 'k') return { value, unit: 'kelvin', next: next + 1 };
  return { value, next };
}

/** A value in words. `afterTo` allows what elsewhere would be a kind or a particle: "to cool", "to off". */
export function readValueWord(items: readonly Item[], at: number, afterTo: boolean): ValueRead | undefined {
  const item = items[at];
  if (!item) return undefined;
  const { text } = item;
  const next = at + 1;
  if (/^#[0-9a-f]{6}$/.test(text)) return { value: text, attribute: 'color', next };
  const extreme = extremes.get(text);
  if (extreme) {
    const attribute = extremeAttributes.get(text);
    return { value: { extreme }, ...(attribute ? { attribute } : {}), next };
  }
  const modeAhead = items[next]?.text === 'mode';
  const mode = modes.get(text);
  if (
    mode !== undefined &&
    (afterTo || modeAhead || !['heat', 'heating', 'cool', 'dry', 'sleep', 'auto', 'automatic'].includes(text) || text.includes('mode'))
  ) {
    return { value: mode, attribute: 'mode', next: modeAhead ? next + 1 : next };
  }
  if (text === 'fan' && (modeAhead || (afterTo && (!items[next] || [',', '.', 'and', 'please', 'only'].includes(items[next]?.text ?? '')))))
    return { value: 'fan', attribute: 'mode', next: modeAhead ? next + 1 : next };
  const color = colors.get(text);
  if (color !== undefined) return { value: color, attribute: 'color', next };
  const kelvin = kelvins.get(text);
  if (kelvin !== undefined) return { value: kelvin, unit: 'kelvin', attribute: 'colorTemperatureKelvin', next };
  const level = levels.get(text);
  if (level !== undefined) return { value: level, unit: 'percent', level: true, next };
  if (afterTo && (text === 'on' || text === 'off')) return { value: text === 'on', attribute: 'on', next };
  if (afterTo && (text === 'open' || text === 'closed')) return { value: text === 'open' ? 100 : 0, attribute: 'openPercent', next };
  return undefined;
}
