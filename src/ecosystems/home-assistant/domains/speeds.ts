/** Fan speeds that an air conditioner gives as words, as percentages. */
import type { Range } from '../../../core/home.ts';

const order = ['quiet', 'low', 'mediumlow', 'medium', 'mediumhigh', 'high', 'max'];
const meanings: Readonly<Record<string, string>> = {
  silent: 'quiet',
  mute: 'quiet',
  min: 'quiet',
  lowest: 'quiet',
  静音: 'quiet',
  低: 'low',
  低风: 'low',
  lowmid: 'mediumlow',
  lowmedium: 'mediumlow',
  中低: 'mediumlow',
  mid: 'medium',
  middle: 'medium',
  中: 'medium',
  中风: 'medium',
  midhigh: 'mediumhigh',
  highmid: 'mediumhigh',
  中高: 'mediumhigh',
  高: 'high',
  高风: 'high',
  highest: 'max',
  turbo: 'max',
  strong: 'max',
  full: 'max',
  强劲: 'max',
};

/** A device's words for speeds as steps of a percentage: `low, medium, high` are 33, 67 and 100. */
export interface Speeds {
  readonly range: Range;
  /** `null` for a word that is no speed, such as `auto`. */
  percentOf(word: string | null): number | null;
  /** The word that is nearest. */
  wordFor(percent: number): string;
}

/** `undefined` when fewer than two of the words are speeds. */
export function speedsOf(words: readonly string[]): Speeds | undefined {
  const ranked = words
    .flatMap((word) => ({ word, rank: rankOf(word) }))
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank);
  const [first] = ranked;
  if (first === undefined || ranked.length < 2) return undefined;
  const step = 100 / ranked.length;
  return {
    range: { min: 0, max: 100, step: stepBetween(step) },
    percentOf: (word) => {
      const index = ranked.findIndex((speed) => speed.word === word);
      return index < 0 ? null : Math.round((index + 1) * step);
    },
    wordFor: (percent) => ranked[Math.min(ranked.length, Math.max(1, Math.round(percent / step))) - 1]?.word ?? first.word,
  };
}

/** The step of a device with levels so far apart: it reaches from a level what lies beside it, and no other level. */
export function stepBetween(levels: number): number {
  return Math.max(1, Math.floor(levels) - 1);
}

function rankOf(word: string): number {
  const plain = word
    .toLowerCase()
    .replace(/^on[_ ]/, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/(speed|level|档)$/, '');
  if (/^\d+$/.test(plain)) return Number(plain) > 0 ? Number(plain) : -1;
  return order.indexOf(meanings[plain] ?? plain);
}
