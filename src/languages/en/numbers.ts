/** Numbers as English writes and speaks them. */

/** What the number reader needs of a word. */
export interface Word {
  readonly text: string;
}

/** A number read from words: its value and the index of the first word after it. */
export interface NumberRead {
  readonly value: number;
  readonly next: number;
}

const small = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

const values: ReadonlyMap<string, number> = new Map([
  ...small.map((word, value) => [word, value] as const),
  ...tens.slice(2).map((word, at) => [word, (at + 2) * 10] as const),
]);
const ordinalValues: ReadonlyMap<string, number> = new Map(ordinals.map((word, value) => [word, value] as const));

/** All single words that are numbers, for the lexicon. */
export const numberWords: readonly string[] = [...values.keys(), 'hundred', 'thousand', 'half', 'quarter', 'quarters', 'couple', 'dozen', 'point'];

/** The value of one number word below a hundred. */
export function numberOf(word: string): number | undefined {
  return values.get(word);
}

/** "second" and "2nd" as 2. */
export function ordinalOf(word: string): number | undefined {
  const written = /^(\d+)(?:st|nd|rd|th)$/.exec(word);
  return written ? Number(written[1]) : ordinalValues.get(word);
}

/** The word for a number from 0 to 99, in one piece as names are compared. */
export function numberWord(value: number): string | undefined {
  if (value < 20) return small[value];
  const unit = value % 10;
  return value < 100 ? `${tens[Math.floor(value / 10)]}${unit ? small[unit] : ''}` : undefined;
}

/** The word for an ordinal up to twelfth. */
export function ordinalWord(value: number): string | undefined {
  return ordinals[value];
}

/** The number that begins at a word: "21.5", "twenty five", "a hundred and twenty", "two and a half", "nineteen point five". */
export function readNumber(words: readonly Word[], start: number): NumberRead | undefined {
  const whole = readWhole(words, start);
  if (!whole) return undefined;
  let { value, next } = whole;
  if (words[next]?.text === 'point') {
    let decimals = '';
    for (let at = next + 1; at < words.length; at++) {
      const digit = plain(words[at]?.text);
      if (digit === undefined || digit > 9) break;
      decimals += String(digit);
    }
    if (decimals !== '') {
      value += Number(`0.${decimals}`);
      next += 1 + decimals.length;
    }
  }
  if (words[next]?.text === 'and' && words[next + 1]?.text === 'a' && words[next + 2]?.text === 'half') return { value: value + 0.5, next: next + 3 };
  return { value, next };
}

function readWhole(words: readonly Word[], start: number): NumberRead | undefined {
  const first = words[start]?.text;
  if (first === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(first)) return { value: Number(first), next: start + 1 };
  let total = 0;
  let current: number | undefined;
  let at = start;
  if (first === 'a' && (words[start + 1]?.text === 'hundred' || words[start + 1]?.text === 'thousand')) {
    current = 1;
    at++;
  }
  for (; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    const value = values.get(text);
    if (value !== undefined) {
      // "twenty five" is one number, "five twenty" is two.
      if (current === undefined || (current === 0 && total > 0)) current = value;
      else if (value > 0 && ((current % 10 === 0 && current % 100 >= 20 && value < 10) || (current >= 100 && current % 100 === 0 && value < 100)))
        current += value;
      else break;
    } else if (text === 'hundred' && current !== undefined && current < 100) current *= 100;
    else if (text === 'thousand' && current !== undefined) {
      total += current * 1000;
      current = 0;
    } else if (text === 'and' && current !== undefined && current >= 100 && values.has(words[at + 1]?.text ?? '')) continue;
    else break;
  }
  return current === undefined ? undefined : { value: total + current, next: at };
}

function plain(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d$/.test(text) ? Number(text) : values.get(text);
}
