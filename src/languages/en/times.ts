/** Durations and times of day, whole or not at all: what is only half understood is said to be so. */
import type { When } from '../../core/frame.ts';
import { readNumber, type NumberRead, type Word } from './numbers.ts';

export interface Duration {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

export interface DurationRead {
  readonly duration: Duration;
  readonly next: number;
  /** True when a part of it could not be counted ("a few minutes", "an hour and something"). */
  readonly unclear: boolean;
}

const units: ReadonlyMap<string, 'hours' | 'minutes' | 'seconds'> = new Map([
  ...['hour', 'hours', 'hr', 'hrs', 'h'].map((word) => [word, 'hours'] as const),
  ...['minute', 'minutes', 'min', 'mins'].map((word) => [word, 'minutes'] as const),
  ...['second', 'seconds', 'sec', 'secs'].map((word) => [word, 'seconds'] as const),
]);
const secondsOf = { hours: 3600, minutes: 60, seconds: 1 } as const;
const vague = new Set(['few', 'several', 'some', 'bit', 'while', 'moment', 'sec', 'little', 'tick', 'mo']);

/** The duration that begins at a word: "1 hour 5 minutes", "one and a half hours", "half an hour", "three quarters of an hour". */
export function readDuration(words: readonly Word[], start: number): DurationRead | undefined {
  const total: { hours?: number; minutes?: number; seconds?: number } = {};
  let at = start;
  let found = false;
  let unclear = false;
  let smallest = Infinity;
  for (;;) {
    let from = at;
    if (found && (words[from]?.text === 'and' || words[from]?.text === ',')) from++;
    const part = readPart(words, from);
    if (part) {
      const size = secondsOf[part.unit];
      if (size >= smallest && found) break;
      smallest = size;
      add(total, part.unit, part.amount);
      at = part.next;
      found = true;
      unclear ||= part.unclear;
      // "an hour and a half", "two minutes and a half"
      if (
        words[at]?.text === 'and' &&
        words[at + 1]?.text === 'a' &&
        (words[at + 2]?.text === 'half' || words[at + 2]?.text === 'quarter') &&
        !units.has(words[at + 3]?.text ?? '') &&
        words[at + 3]?.text !== 'of'
      ) {
        add(total, part.unit, words[at + 2]?.text === 'half' ? 0.5 : 0.25);
        at += 3;
      }
      continue;
    }
    // "an hour and twenty": a number without its unit. Nobody guesses what it counts.
    const bare = found && from > at ? readNumber(words, from) : undefined;
    if (bare && words[from - 1]?.text === 'and' && !/^[%a-z]/.test(words[bare.next]?.text ?? '')) {
      unclear = true;
      at = bare.next;
    }
    break;
  }
  return found ? { duration: total, next: at, unclear } : undefined;
}

interface Part {
  readonly amount: number;
  readonly unit: 'hours' | 'minutes' | 'seconds';
  readonly next: number;
  readonly unclear: boolean;
}

function readPart(words: readonly Word[], start: number): Part | undefined {
  const text = (offset: number): string => words[start + offset]?.text ?? '';
  const unitAt = (offset: number): 'hours' | 'minutes' | 'seconds' | undefined => units.get(text(offset));
  const made = (amount: number, offset: number, unclear = false): Part | undefined => {
    const unit = unitAt(offset);
    if (unit) return { amount, unit, next: start + offset + 1, unclear };
    if (['day', 'days'].includes(text(offset))) return { amount: amount * 24, unit: 'hours', next: start + offset + 1, unclear };
    return undefined;
  };
  const article = (offset: number): boolean => ['a', 'an', 'one', 'the'].includes(text(offset));
  if (text(0) === 'half' && article(1)) return made(0.5, 2);
  if (text(0) === 'a' && text(1) === 'half') return made(0.5, 2);
  if (text(0) === 'half') return made(0.5, 1);
  const quarter = text(0) === 'a' ? 1 : 0;
  if (text(quarter) === 'quarter')
    return text(quarter + 1) === 'of' && article(quarter + 2)
      ? made(0.25, quarter + 3)
      : (made(0.25, quarter + 1) ?? (article(quarter + 1) ? made(0.25, quarter + 2) : undefined));
  if (text(0) === 'three' && text(1) === 'quarters') return text(2) === 'of' ? made(0.75, 4) : made(0.75, 2);
  if (text(0) === 'a' && text(1) === 'couple') return text(2) === 'of' ? made(2, 3) : made(2, 2);
  if (text(0) === 'another') return made(1, 1) ?? readPart(words, start + 1);
  const hazy = article(0) ? 1 : 0;
  if (vague.has(text(hazy))) {
    const skip = text(hazy + 1) === 'more' ? 2 : 1;
    const part = made(1, hazy + skip, true);
    return part ?? (hazy === 1 && vague.has(text(1)) ? { amount: 1, unit: 'minutes', next: start + 2, unclear: true } : undefined);
  }
  if ((text(0) === 'a' || text(0) === 'an') && unitAt(1)) return made(1, 1);
  const number = readNumber(words, start);
  if (!number) return undefined;
  const offset = number.next - start;
  if (text(offset) === 'more' || text(offset) === 'whole' || text(offset) === 'full') return made(number.value, offset + 1);
  return made(number.value, offset);
}

/** Adds whole units and carries the fraction down: one and a half hours are 1 h 30 min. */
function add(total: { hours?: number; minutes?: number; seconds?: number }, unit: 'hours' | 'minutes' | 'seconds', amount: number): void {
  const whole = unit === 'seconds' ? Math.round(amount) : Math.floor(amount + 1e-9);
  const rest = amount - whole;
  if (whole !== 0 || (rest === 0 && amount === 0)) total[unit] = (total[unit] ?? 0) + whole;
  if (unit === 'hours' && rest > 1e-6) add(total, 'minutes', rest * 60);
  if (unit === 'minutes' && rest > 1e-6) add(total, 'seconds', rest * 60);
}

/** What was said of the time of day, gathered over a clause. */
export interface ClockParts {
  hour?: number;
  minute?: number;
  half?: 'am' | 'pm' | 'morning' | 'afternoon' | 'evening' | 'night';
  dayOffset?: number;
  /** Written with two digits for an hour below ten: of 24 hours. */
  exact?: boolean;
  /** Something that is no time of day ("soon", "next week"). */
  unclear?: boolean;
}

const dayParts: ReadonlyMap<string, NonNullable<ClockParts['half']>> = new Map([
  ['morning', 'morning'],
  ['afternoon', 'afternoon'],
  ['evening', 'evening'],
  ['night', 'night'],
]);

/** Reads a piece of a clock time at a word into `parts`; the index after it, or `undefined`. `explicit` after "at": a bare number is an hour then. */
export function readClock(words: readonly Word[], start: number, parts: ClockParts, explicit: boolean): number | undefined {
  const text = (at: number): string => words[at]?.text ?? '';
  let at = start;
  const first = text(at);
  if (first === 'tonight') {
    parts.half = 'night';
    parts.dayOffset = 0;
    return at + 1;
  }
  if (first === 'tomorrow' || first === 'today') {
    parts.dayOffset = first === 'tomorrow' ? 1 : 0;
    const half = dayParts.get(text(at + 1));
    if (half) parts.half = half;
    return half ? at + 2 : at + 1;
  }
  if (first === 'this' && dayParts.has(text(at + 1))) {
    parts.half = dayParts.get(text(at + 1)) ?? 'morning';
    parts.dayOffset = 0;
    return at + 2;
  }
  if (first === 'in' && text(at + 1) === 'the' && dayParts.has(text(at + 2))) {
    parts.half = dayParts.get(text(at + 2)) ?? 'morning';
    return at + 3;
  }
  if (first === 'at' && text(at + 1) === 'night') {
    parts.half = 'night';
    return at + 2;
  }
  if (first === 'at' || first === 'by' || first === 'around' || first === 'for') {
    const next = readClock(words, at + 1, parts, first === 'at' || first === 'by');
    return parts.hour === undefined || text(at + 1) === 'tomorrow' || text(at + 1) === 'tonight' ? undefined : next;
  }
  if (first === 'noon' || first === 'midday' || first === 'midnight') {
    parts.hour = first === 'midnight' ? 0 : 12;
    parts.minute = 0;
    parts.half = first === 'midnight' ? 'am' : 'pm';
    if (first === 'midnight') parts.hour = 12;
    return at + 1;
  }
  if (first === 'half' && (text(at + 1) === 'past' || numberAt(words, at + 1) !== undefined)) {
    const past = text(at + 1) === 'past';
    const hour = numberAt(words, past ? at + 2 : at + 1);
    if (!hour || hour.value > 12 || (!past && !explicit)) return undefined;
    parts.hour = hour.value;
    parts.minute = 30;
    return readHalf(words, hour.next, parts);
  }
  if (first === 'a' && text(at + 1) === 'quarter') at++;
  const leading = text(at) === 'quarter' ? { value: 15, next: at + 1 } : numberAt(words, at);
  if (leading) {
    const joint = text(leading.next) === 'minutes' || text(leading.next) === 'minute' ? leading.next + 1 : leading.next;
    if (text(joint) === 'past' || text(joint) === 'to' || text(joint) === 'after' || text(joint) === 'before') {
      const hour = numberAt(words, joint + 1);
      const sure = text(at) === 'quarter' || ['am', 'pm', 'oclock', 'in', 'at', 'tomorrow', 'tonight', ''].includes(text(hour?.next ?? -1)) || explicit;
      if (hour && hour.value >= 1 && hour.value <= 12 && leading.value < 60 && Number.isInteger(leading.value) && sure) {
        const before = text(joint) === 'to' || text(joint) === 'before';
        parts.hour = before ? (hour.value === 1 ? 12 : hour.value - 1) : hour.value;
        parts.minute = before ? 60 - leading.value : leading.value;
        // "ten to one pm" is 12:50 pm; "ten to twelve pm" is 11:50 am's other half, which nobody says.
        return readHalf(words, hour.next, parts);
      }
    }
  }
  const written = /^(\d{1,2}):(\d\d)$/.exec(text(at));
  if (written) {
    parts.hour = Number(written[1]);
    parts.exact = written[1]?.startsWith('0') === true;
    parts.minute = Number(written[2]);
    return readHalf(words, at + 1, parts);
  }
  const point = /^(\d{1,2})\.(\d\d)$/.exec(text(at));
  if (point && explicit && (isHalf(words, at + 1) || parts.half !== undefined)) {
    parts.hour = Number(point[1]);
    parts.minute = Number(point[2]);
    return readHalf(words, at + 1, parts);
  }
  if (!leading || !Number.isInteger(leading.value)) return undefined;
  // "seven thirty", "eight oh five", "8 36 pm"
  const ohs = text(leading.next) === 'o' || text(leading.next) === 'oh' ? 1 : 0;
  const minutes = numberAt(words, leading.next + ohs);
  const ends = minutes && (explicit ? !isUnit(text(minutes.next)) : isHalf(words, minutes.next));
  if (minutes && ends && minutes.value < 60 && (minutes.value >= 10 || ohs > 0) && leading.value < 24) {
    parts.hour = leading.value;
    parts.minute = minutes.value;
    return readHalf(words, minutes.next, parts);
  }
  if (text(leading.next) === 'oclock') {
    parts.hour = leading.value;
    parts.minute = 0;
    return readHalf(words, leading.next + 1, parts);
  }
  if (isHalf(words, leading.next) || (explicit && leading.value <= 24 && !isUnit(text(leading.next)))) {
    parts.hour = leading.value;
    parts.minute = 0;
    return readHalf(words, leading.next, parts);
  }
  return undefined;
}

/** The clock time as `HH:MM`; `undefined` when it is none, such as 13 pm or 25:00. */
export function clockText(parts: ClockParts): string | undefined {
  const { hour, minute = 0, half } = parts;
  if (hour === undefined || hour > 24 || minute > 59 || !Number.isInteger(hour)) return undefined;
  let full = hour;
  if (half === 'am' || half === 'morning') full = hour === 12 ? 0 : hour;
  else if (half === 'pm' || half === 'afternoon') full = hour < 12 ? hour + 12 : hour;
  else if (half === 'evening') full = hour < 12 ? hour + 12 : hour === 12 ? 0 : hour;
  else if (half === 'night') full = hour === 12 ? 0 : hour < 5 ? hour : hour < 12 ? hour + 12 : hour;
  if ((half === 'am' || half === 'morning') && hour > 12) return undefined;
  if (full === 24) full = 0;
  return `${String(full).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** A time that was wholly understood; `'unclear'` when something of it was not; `undefined` when none was said. */
export function whenOf(duration: DurationRead | undefined, clock: ClockParts | undefined): When | 'unclear' | undefined {
  if (duration) return duration.unclear || clock?.hour !== undefined ? 'unclear' : { delay: duration.duration };
  if (!clock) return undefined;
  if (clock.unclear === true) return 'unclear';
  const at = clockText(clock);
  if (at === undefined) return clock.hour === undefined && clock.half === undefined && clock.dayOffset === 0 ? undefined : 'unclear';
  return { at, ...(clock.dayOffset === undefined ? {} : { dayOffset: clock.dayOffset }), ...(isEitherHalf(clock) ? { eitherHalf: true } : {}) };
}

/** "At 8", without a word for its half of the day; but "at 08:00" has it. */
export function isEitherHalf({ hour, half, exact }: ClockParts): boolean {
  return half === undefined && exact !== true && hour !== undefined && hour >= 1 && hour <= 12;
}

function readHalf(words: readonly Word[], start: number, parts: ClockParts): number {
  let at = start;
  if (words[at]?.text === 'oclock') at++;
  if (words[at]?.text === ',') at = isHalf(words, at + 1) ? at + 1 : at;
  const text = words[at]?.text ?? '';
  if (text === 'am' || text === 'pm') {
    parts.half = text;
    return at + 1;
  }
  return at;
}

function isHalf(words: readonly Word[], at: number): boolean {
  const text = words[at]?.text ?? '';
  return (
    text === 'am' ||
    text === 'pm' ||
    text === 'oclock' ||
    (text === 'in' && words[at + 1]?.text === 'the' && dayParts.has(words[at + 2]?.text ?? '')) ||
    (text === 'at' && words[at + 1]?.text === 'night')
  );
}

function isUnit(text: string): boolean {
  return units.has(text) || ['%', 'percent', 'degrees', 'degree', 'kelvin', 'k', 'days', 'celsius', 'fahrenheit'].includes(text);
}

function numberAt(words: readonly Word[], at: number): NumberRead | undefined {
  const first = words[at]?.text;
  if (first === undefined) return undefined;
  // A clock's hour and minutes are numbers of their own: "seven thirty" is not 37.
  const number = readNumber(words, at);
  return number && number.value < 100 ? number : undefined;
}

/** "… for five minutes, no, ten": the words with the new duration in the place of the old one. */
export function durationCorrected<T extends Word>(before: readonly T[], after: readonly T[]): readonly T[] | undefined {
  const fresh = after.filter(
    (word) => !/^[,.!]$/.test(word.text) && !['make', 'it', 'that', 'for', 'in', 'no', 'uh', 'um', 'er', 'i', 'mean', 'please', 'sorry'].includes(word.text),
  );
  const whole = readDuration(fresh, 0);
  const from = before.findIndex((_, index) => readDuration(before, index) !== undefined);
  const old = from < 0 ? undefined : readDuration(before, from);
  if (!old || !fresh[0]) return undefined;
  const bare = whole ? undefined : readNumber(fresh, 0);
  if (whole?.next === fresh.length) return [...before.slice(0, from), ...fresh, ...before.slice(old.next)];
  // "ten" alone counts what the old one did.
  const unit = before[old.next - 1];
  return bare?.next === fresh.length && old.next - from === 2 && unit ? [...before.slice(0, from), ...fresh, unit, ...before.slice(old.next)] : undefined;
}
