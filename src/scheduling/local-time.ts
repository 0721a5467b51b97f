/**
 * Clock times of one time zone as instants, over `Intl`. A time that the clocks skip is taken as far after the gap as it lies in it (02:30 becomes 03:30); of a
 * time that comes twice the next one to come is meant. (`disambiguation: "compatible"` of Temporal does the first alike.)
 */

/** A calendar day. `month` counts from 1. */
interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The next instant after `nowMs` at which clocks show `at` (`HH:MM`, 24 hours); with `day` (`today`, `tomorrow` or `YYYY-MM-DD`) the first of that day that is still
 * to come. `undefined` when it has passed, and for what is no time or no day.
 */
export function instantOf(at: string, day: string | undefined, nowMs: number, timeZone: string): number | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(at) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const today = dayAt(nowMs, timeZone);
  const days = day === undefined ? [today, plusDays(today, 1)] : [dayNamed(day, today)];
  for (const one of days) {
    if (one === undefined) continue;
    const found = instantsOf(one, Number(hour), Number(minute), timeZone).find((instantMs) => instantMs > nowMs);
    if (found !== undefined) return found;
  }
  return undefined;
}

function dayNamed(name: string, today: Day): Day | undefined {
  if (name === 'today') return today;
  if (name === 'tomorrow') return plusDays(today, 1);
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(name)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const there = plusDays({ year, month, day }, 0);
  return there.month === month && there.day === day ? there : undefined;
}

/** The calendar day at an instant. */
function dayAt(instantMs: number, timeZone: string): Day {
  const shown = new Date(instantMs + offsetMs(instantMs, timeZone));
  return { year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() };
}

function plusDays({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** All instants at which clocks show this, oldest first: one, two where clocks go back, and where they skip it the one after the gap. */
function instantsOf({ year, month, day }: Day, hour: number, minute: number, timeZone: string): readonly number[] {
  const shownMs = Date.UTC(year, month - 1, day, hour, minute);
  const before = offsetMs(shownMs - dayMs, timeZone);
  const after = offsetMs(shownMs + dayMs, timeZone);
  const real = [...new Set([before, after])].map((offset) => shownMs - offset).filter((instantMs) => instantMs + offsetMs(instantMs, timeZone) === shownMs);
  return real.length ? real.sort((one, other) => one - other) : [shownMs - before];
}

/** How far clocks are ahead of UTC at an instant. */
function offsetMs(instantMs: number, timeZone: string): number {
  const secondMs = Math.floor(instantMs / 1000) * 1000;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(secondMs)) parts[type] = Number(value);
  const { year = NaN, month = NaN, day = NaN, hour = NaN, minute = NaN, second = NaN } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - secondMs;
}

// Making a format costs some hundred times what using it does.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

const dayMs = 86_400_000;
