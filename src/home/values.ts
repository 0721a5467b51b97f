import { attributeSpecs, rangeOf, valueFits } from '../core/attributes.ts';
import type { Attribute, Device, Range, Value } from '../core/home.ts';

/**
 * Whether a device may say this of itself. `null` is "not known"; a mode, a source, an activity may be any word, since devices have more of them than
 * they list.
 */
export function sayable(device: Device, attribute: Attribute, value: Value): 'fits' | 'wrong-type' | 'out-of-range' {
  if (value === null) return 'fits';
  if (typeof value === 'string' && attributeSpecs[attribute].type === 'string' && attribute !== 'color') return value === '' ? 'wrong-type' : 'fits';
  return valueFits(device, attribute, value);
}

/** What an attribute of this device may be, in English, for messages. */
export function expectedText(device: Device, attribute: Attribute): string {
  const { type } = attributeSpecs[attribute];
  if (attribute === 'color') return 'a CSS colour name or #rrggbb';
  if (type !== 'number') return type === 'boolean' ? 'true, false or null' : 'text or null';
  return `${rangeText(rangeOf(device, attribute))} or null`;
}

/** "a number between 0 and 100". */
export function rangeText({ min, max }: Range): string {
  if (min === undefined && max === undefined) return 'a number';
  if (max === undefined) return `a number from ${min} up`;
  return min === undefined ? `a number up to ${max}` : `a number between ${min} and ${max}`;
}
