/** Durations and times of day, however they are said. Never shorter than what was said: what is only half understood is no time at all. */
import { numberAt } from './numbers.ts';
import type { Clock, Duration } from './tokens.ts';

const units: readonly (readonly [RegExp, keyof Duration, number])[] = [
  [/个?(?:小时|钟头)|个钟(?!头)/y, 'hours', 1],
  [/刻钟?/y, 'minutes', 15],
  [/分钟|分(?!之|贝)/y, 'minutes', 1],
  [/秒钟?/y, 'seconds', 1],
  [/天(?=后|之后|以后)/y, 'hours', 24],
];
const halves: readonly (readonly [RegExp, Duration])[] = [
  [/半个?(?:小时|钟头)|半个钟/y, { minutes: 30 }],
  [/半分钟/y, { seconds: 30 }],
];

/** The duration that begins at `at`: 一个半小时, 两分半, 一小时又十分钟, 75秒. */
export function durationAt(text: string, at: number): { readonly duration: Duration; readonly end: number } | undefined {
  let end = at;
  const sum: { -readonly [unit in keyof Duration]: number } = {};
  const order = ['hours', 'minutes', 'seconds'] as const;
  let lastRank = -1;
  for (;;) {
    const gap = end > at ? (/[又零加]?/y.exec(text.slice(end))?.[0].length ?? 0) : 0;
    const part = halfAt(text, end + gap) ?? partAt(text, end + gap);
    if (!part) break;
    const rank = order.indexOf(part.unit);
    if (rank <= lastRank) break;
    lastRank = rank;
    sum[part.unit] = (sum[part.unit] ?? 0) + part.amount;
    end = part.end;
    if (part.half) {
      const smaller = order[rank + 1];
      if (smaller) sum[smaller] = (sum[smaller] ?? 0) + 30;
      lastRank = order.length;
    }
  }
  return end > at ? { duration: sum, end } : undefined;
}

interface Part {
  readonly unit: keyof Duration;
  readonly amount: number;
  readonly end: number;
  /** A half of the unit comes on top. */
  readonly half?: boolean;
}

function halfAt(text: string, at: number): Part | undefined {
  for (const [pattern, duration] of halves) {
    pattern.lastIndex = at;
    if (!pattern.test(text)) continue;
    return duration.minutes === undefined ? { unit: 'seconds', amount: 30, end: pattern.lastIndex } : { unit: 'minutes', amount: 30, end: pattern.lastIndex };
  }
  return undefined;
}

function partAt(text: string, at: number): Part | undefined {
  const number = numberAt(text, at);
  if (!number) return undefined;
  // 一个半小时, 两分半
  const before = text.startsWith('个半', number.end) ? 2 : 0;
  for (const [pattern, unit, factor] of units) {
    pattern.lastIndex = number.end + before;
    if (!pattern.test(text)) continue;
    const after = before === 0 && text[pattern.lastIndex] === '半' && text[pattern.lastIndex + 1] !== '小' && text[pattern.lastIndex + 1] !== '个' ? 1 : 0;
    let end = pattern.lastIndex + after;
    if (after && text[end] === '钟') end += 1;
    const whole = number.value * factor;
    if (!Number.isInteger(whole)) {
      return unit === 'hours' ? { unit: 'minutes', amount: whole * 60, end } : unit === 'minutes' ? { unit: 'seconds', amount: whole * 60, end } : undefined;
    }
    return { unit, amount: whole, end, half: before > 0 || after > 0 };
  }
  return undefined;
}

const days: Readonly<Record<string, number>> = { 今天: 0, 今晚: 0, 今早: 0, 今夜: 0, 明天: 1, 明早: 1, 明晚: 1, 明日: 1, 后天: 2 };
const dayWord = /今天|今晚|今早|今夜|明天|明早|明晚|明日|后天/y;
const periodWord = /凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|夜里|夜晚|深夜|半夜|午夜|晚间|早间/y;
const alone = /零点|正午|午夜十二点|午夜/y;

/** The time of day that begins at `at`: 晚上八点三十六分 is 20:36, 凌晨十二点半 00:30. Without a half of the day the number is taken as of 24 hours. */
export function clockAt(text: string, at: number): { readonly clock: Clock; readonly end: number; readonly plain: boolean } | undefined {
  let end = at;
  const day = take(dayWord, text, end);
  end += day.length;
  const period = take(periodWord, text, end) || (day.endsWith('晚') || day.endsWith('夜') ? '晚上' : day.endsWith('早') ? '早上' : '');
  end += text.startsWith(period, end) && period !== '' ? period.length : 0;
  if (text[end] === '的') end += 1;
  const sharp = take(alone, text, end);
  const early = /差(.{1,3})分钟?(?=.{1,2}点)/y;
  early.lastIndex = end;
  const lacking = early.exec(text);
  if (lacking) end = early.lastIndex;
  const hour = numberAt(text, end);
  if (!hour) return sharp && !lacking ? made(sharp === '正午' ? 12 : 0, 0, '', day, end + sharp.length, false) : undefined;
  if (!Number.isInteger(hour.value) || hour.value > 24) return undefined;
  end = hour.end;
  if (text[end] === ':') {
    const minutes = /:(\d\d)(?::\d\d)?/y.exec(text.slice(end));
    if (!minutes?.[1] || Number(minutes[1]) > 59) return undefined;
    return made(hour.value, Number(minutes[1]), period, day, end + minutes[0].length, false);
  }
  if (text[end] !== '点' && !(text[end] === '时' && text[end + 1] !== '间')) return undefined;
  end += 1;
  const less = lacking?.[1] === undefined ? undefined : numberAt(lacking[1], 0)?.value;
  if (lacking && less === undefined) return undefined;
  const rest = minutesAt(text, end);
  if (!rest) return undefined;
  const total = hour.value * 60 + rest.minutes - (less ?? 0);
  if (total < 0) return undefined;
  const plain = period === '' && day === '' && rest.end === end && !lacking;
  return made(Math.floor(total / 60), total % 60, less && period === '' ? '' : period, day, rest.end, plain);
}

/** What follows 点: 半, 一刻, 三十六分, 零五分, 整, 钟, or nothing. */
function minutesAt(text: string, at: number): { readonly minutes: number; readonly end: number } | undefined {
  const fixed = /半|一刻钟?|三刻钟?|整|钟整?/y;
  const word = take(fixed, text, at);
  if (word) return { minutes: word === '半' ? 30 : word.startsWith('一刻') ? 15 : word.startsWith('三刻') ? 45 : 0, end: at + word.length };
  const less = /差(.{1,3})分/y;
  less.lastIndex = at;
  const lacking = less.exec(text);
  if (lacking?.[1]) {
    const amount = numberAt(lacking[1], 0)?.value;
    return amount === undefined ? undefined : { minutes: -amount, end: less.lastIndex };
  }
  const skip = text[at] === '过' ? 1 : 0;
  const number = numberAt(text, at + skip);
  if (!number) return { minutes: 0, end: at };
  const spelled = text.slice(at + skip, number.end);
  if (text[number.end] === '分' && text[number.end + 1] !== '之')
    return number.value < 60 ? { minutes: number.value, end: number.end + (text[number.end + 1] === '钟' ? 2 : 1) } : undefined;
  // 八点二十, 八点零五; but not 八点 26度.
  if (number.value < 60 && (spelled.length > 1 || number.value >= 10) && !/^[度%个盏档成]/.test(text.slice(number.end)))
    return { minutes: number.value, end: number.end };
  return { minutes: 0, end: at };
}

function made(
  hour: number,
  minutes: number,
  period: string,
  day: string,
  end: number,
  plain: boolean,
): { clock: Clock; end: number; plain: boolean } | undefined {
  let hours = hour;
  if (/下午|午后|傍晚/.test(period)) hours = hour < 12 ? hour + 12 : hour;
  else if (/中午|正午/.test(period)) hours = hour >= 1 && hour <= 3 ? hour + 12 : hour;
  else if (/晚|夜/.test(period)) hours = hour === 12 ? 0 : hour >= 5 && hour < 12 ? hour + 12 : hour;
  else if (/凌晨|早|清晨|上午/.test(period)) hours = hour === 12 && !/上午/.test(period) ? 0 : hour;
  if (hours === 24) hours = 0;
  if (hours > 23) return undefined;
  const offset = days[day];
  const at = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  return { clock: { at, ...(offset === undefined || offset === 0 ? {} : { dayOffset: offset }) }, end, plain };
}

function take(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
