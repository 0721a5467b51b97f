/** When something should be done, said anywhere in a clause. */
import type { Kind } from '../../core/home.ts';
import type { Clause } from './clause.ts';
import { readNumber } from './numbers.ts';
import type { Item } from './scan.ts';
import { readClock, readDuration, type ClockParts, type DurationRead } from './times.ts';

/** A delay or a piece of a clock time at an item. */
export function readWhenAt(
  items: readonly Item[],
  at: number,
  clock: ClockParts,
  clause: Clause,
): { readonly delay?: DurationRead; readonly clock?: true; readonly next: number } | undefined {
  const word = items[at]?.text ?? '';
  if (word === 'in' || word === 'after' || word === 'within') {
    const delay = readDuration(items, at + 1);
    if (delay)
      return {
        delay,
        next:
          items[delay.next]?.text === "'s" || items[delay.next]?.text === 'time' ? delay.next + (items[delay.next + 1]?.text === 'time' ? 2 : 1) : delay.next,
      };
  }
  const delay = readDuration(items, at);
  if (delay && ['later', 'hence'].includes(items[delay.next]?.text ?? '')) return { delay, next: delay.next + 1 };
  if (delay && items[delay.next]?.text === 'from' && items[delay.next + 1]?.text === 'now') return { delay, next: delay.next + 2 };
  if (['soon', 'later', 'in a while', 'someday'].includes(word)) {
    clock.unclear = true;
    return { clock: true, next: at + 1 };
  }
  // "from 8 to 10": two times for one thing.
  if ((word === 'from' || word === 'between') && !takesValue(clause)) {
    const first = readNumber(items, at + 1);
    const second = first && ['to', 'until', 'till', 'and'].includes(items[first.next]?.text ?? '') ? readNumber(items, first.next + 1) : undefined;
    if (second && !['%', 'percent'].includes(items[second.next]?.text ?? '')) {
      clock.unclear = true;
      return { clock: true, next: second.next };
    }
  }
  if (word === 'for' || word === 'around' || (word === 'by' && !dayPartFollows(items, at + 2))) return undefined;
  // "turn the heating on at 6": nobody heats to six degrees.
  const hour =
    Number(items[at + 1]?.text) <= 12 &&
    clause.attribute === undefined &&
    clause.particle !== undefined &&
    (clause.verb === undefined || clause.verb === 'turn');
  if (
    word === 'at' &&
    !hour &&
    clock.dayOffset === undefined &&
    takesValue(clause) &&
    !dayPartFollows(items, at + 2) &&
    /^\d+$/.test(items[at + 1]?.text ?? '')
  )
    return undefined;
  // "at 20" with a value's verb is a value; a clock time has its half of the day, minutes, or a switch.
  const before = { ...clock };
  const next = readClock(items, at, clock, false);
  if (next !== undefined) return { clock: true, next };
  Object.assign(clock, before);
  return undefined;
}

/** "at 7 tonight", "by 8 pm": words after a number that make it a time of day. */
function dayPartFollows(items: readonly Item[], at: number): boolean {
  return ['am', 'pm', 'oclock', 'tonight', 'tomorrow', 'in', 'this', 'today'].includes(items[at]?.text ?? '') || /^\d+:\d/.test(items[at - 1]?.text ?? '');
}

/** Whether "at 20" is what something is set to. */
function takesValue(clause: Clause): boolean {
  return (
    clause.attribute !== undefined ||
    (clause.verb !== undefined && ['set', 'raise', 'lower', 'dim', 'brighten'].includes(clause.verb)) ||
    clause.phrases.some((phrase) => phrase.headKinds?.some((kind) => climate.has(kind)))
  );
}

/** Kinds whose numbers are degrees. */
export const climate: ReadonlySet<Kind> = new Set(['air-conditioner', 'thermostat', 'heater', 'water-heater']);
