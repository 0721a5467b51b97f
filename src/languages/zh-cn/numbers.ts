/** Numbers as they are said and written; always read whole. */

const values: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const numeralRun = /[零〇一二两三四五六七八九十百千万]+/y;
const digitRun = /\d+(?:\.\d+)?/y;

/** The number that begins at `at`, and where it ends; `undefined` where none does, or where it is only about (两三, 十几). */
export function numberAt(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  const minus = /^(?:负|零下|-)/.exec(text.slice(at, at + 2))?.[0];
  if (minus) {
    const below = numberAt(text, at + minus.length);
    if (below) return { value: -below.value, end: below.end };
  }
  digitRun.lastIndex = at;
  const digits = digitRun.exec(text);
  if (digits) {
    const end = digitRun.lastIndex;
    if (text[end] === '万') return { value: Number(digits[0]) * 10_000, end: end + 1 };
    return { value: Number(digits[0]), end };
  }
  numeralRun.lastIndex = at;
  const numerals = numeralRun.exec(text);
  if (!numerals) return undefined;
  const value = numeralValue(numerals[0]);
  if (value === undefined || text[numeralRun.lastIndex] === '几') return undefined;
  return decimal(text, value, numeralRun.lastIndex);
}

/** 二十六点五度: a decimal only where a unit follows, else it is a time of day. */
function decimal(text: string, value: number, end: number): { value: number; end: number } {
  const after = /点([零一二三四五六七八九]+)(?=度|摄氏|华氏|%|个|小时)/y;
  after.lastIndex = end;
  const found = after.exec(text);
  if (!found?.[1]) return { value, end };
  return { value: value + Number(`0.${Array.from(found[1], (digit) => values[digit] ?? 0).join('')}`), end: after.lastIndex };
}

/** 一百二十 → 120, 二五 → 25, 一百二 → 120; `undefined` for 两三, 三四十 and what is no number. */
export function numeralValue(numerals: string): number | undefined {
  const letters = Array.from(numerals);
  if (!letters.some((letter) => letter in tens || letter === '万')) {
    if (letters.length === 2 && (values[letters[1] ?? ''] ?? 0) - (values[letters[0] ?? ''] ?? 0) === 1 && letters[0] !== '零') return undefined;
    return Number(letters.map((letter) => values[letter] ?? 0).join(''));
  }
  const [high, low] = numerals.includes('万') ? [numerals.slice(0, numerals.indexOf('万')), numerals.slice(numerals.indexOf('万') + 1)] : ['', numerals];
  const upper = high === '' ? 0 : below(high);
  const lower = low === '' ? 0 : below(low);
  return upper === undefined || lower === undefined ? undefined : upper * 10_000 + lower;
}

function below(numerals: string): number | undefined {
  let total = 0;
  let digit: number | undefined;
  let unit = 10_000;
  let last = 1;
  for (const letter of numerals) {
    const value = values[letter];
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = value;
      if (value === 0) last = 1;
    } else {
      const size = tens[letter] ?? 0;
      if (size >= unit) return undefined;
      if (digit === undefined && size !== 10) return undefined;
      total += (digit === undefined || digit === 0 ? 1 : digit) * size;
      unit = size;
      last = size / 10;
      digit = undefined;
    }
  }
  return total + (digit ?? 0) * (numerals.length > 1 ? last : 1);
}
