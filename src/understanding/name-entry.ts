/** What the name index and its repairs share: an entry, and where in a sentence a name may begin, go on and end. */
import type { NameMatch } from '../ports/language.ts';

/** A name or a piece of one, before it is known who else bears it. */
export interface NameEntry {
  readonly is: NameMatch['is'];
  readonly ids: string[];
  match: NameMatch['match'];
  readonly onlyKind: boolean;
}

/** Spaces, 的, and signs that nobody speaks; but not what ends a clause. */
export function isSkipped(sentence: string, at: number): boolean {
  const letter = String.fromCodePoint(sentence.codePointAt(at) ?? 0);
  if (letter === '的' || letter === ' ') return true;
  if (/[，。；！？、,;!?]/.test(letter)) return false;
  if (letter === '.') return /[a-z0-9]/i.test(sentence[at + 1] ?? '');
  return /[\p{P}\p{S}\p{M}\u200d]/u.test(letter);
}

/** Whether a word or a number goes on across this place, so that no name may end or begin here. */
export function joins(sentence: string, at: number): boolean {
  const before = sentence[at - 1] ?? '';
  const after = sentence[at] ?? '';
  const letters = /[a-z]/i;
  const digits = /[0-9]/;
  const numerals = /[零一二三四五六七八九十百千]/;
  return (
    (letters.test(before) && letters.test(after)) ||
    (digits.test(before) && digits.test(after)) ||
    (numerals.test(before) && /[十百千]/.test(after)) ||
    (/[十百千]/.test(before) && numerals.test(after))
  );
}
