/** Names by spelling, for languages that write words: one letter wrong, missing, doubled or swapped in a word of five letters or more; two where it sounds the same. */
import type { NameMatch } from '../ports/language.ts';
import { joins, type NameEntry } from './name-entry.ts';

const shortestKey = 5;
const mostWords = 6;
const oneLetter = 0.1;

/** Finds by deletion neighbourhoods (SymSpell, Garbe 2012), distance 1. */
export function spellingTable(entries: ReadonlyMap<string, readonly NameEntry[]>): (sentence: string, start: number) => NameMatch[] {
  const byNeighbour = new Map<string, { key: string; list: readonly NameEntry[] }[]>();
  const bySound = new Map<string, { key: string; list: readonly NameEntry[] }[]>();
  for (const [key, list] of entries) {
    const whole = list.filter((entry) => entry.match === 'name' || entry.match === 'alias');
    if (key.length < shortestKey || !whole.length) continue;
    if (key.length >= shortestSound) bySound.set(soundOf(key), [...(bySound.get(soundOf(key)) ?? []), { key, list: whole }]);
    for (const neighbour of neighbours(key)) byNeighbour.set(neighbour, [...(byNeighbour.get(neighbour) ?? []), { key, list: whole }]);
  }
  return (sentence, start) => {
    const found: NameMatch[] = [];
    if (start > 0 && joins(sentence, start)) return found;
    let spoken = '';
    let words = 0;
    for (let at = start; at < sentence.length && words < mostWords; at += 1) {
      const letter = sentence[at] ?? '';
      if (/[a-z0-9]/i.test(letter)) spoken += letter;
      else if (!/[ '’-]/.test(letter)) break;
      if (joins(sentence, at + 1) || !/[a-z0-9]/i.test(letter)) continue;
      words += 1;
      if (spoken.length < shortestKey) continue;
      const add = (list: readonly NameEntry[], repaired: number): void => {
        for (const entry of list)
          if (!found.some((match) => match.end === at + 1 && match.is === entry.is)) found.push({ start, end: at + 1, ...entry, repaired });
      };
      for (const neighbour of neighbours(spoken))
        for (const { key, list } of byNeighbour.get(neighbour) ?? []) if (key !== spoken && withinOne(key, spoken)) add(list, oneLetter);
      if (spoken.length < shortestSound) continue;
      const alike = (bySound.get(soundOf(spoken)) ?? []).filter(({ key }) => key !== spoken && isNear(key, spoken));
      // What two names sound like is neither.
      if (alike.length === 1) for (const { list } of alike) add(list, 2 * oneLetter);
    }
    return found;
  };
}

/** Longer names may differ in two letters where they sound the same: "ferry lights", "crismas tree". */
const shortestSound = 8;

/** The consonants that are heard, roughly. */
function soundOf(key: string): string {
  const heard = key
    .replaceAll(/ph/g, 'f')
    .replaceAll(/chr/g, 'kr')
    .replaceAll(/c(?=[eiy])/g, 's')
    .replaceAll(/ck|c(?!h)|q/g, 'k')
    .replaceAll(/gh|(?<=[rk])h/g, '')
    .replaceAll(/st(?=[ml])/g, 's')
    .replaceAll('z', 's')
    .replaceAll(/(.)\1+/g, '$1');
  return heard.slice(0, 1) + heard.slice(1).replaceAll(/[aeiouyw]/g, '');
}

/** At most two letters changed, left out or added; the first and the digits are the same. */
function isNear(one: string, other: string): boolean {
  if (one[0] !== other[0] || Math.abs(one.length - other.length) > 2 || one.replace(/\D/g, '') !== other.replace(/\D/g, '')) return false;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1)
      next.push(Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1)));
    row = next;
  }
  return (row[other.length] ?? 3) <= 2;
}

function neighbours(key: string): Set<string> {
  const made = new Set([key]);
  for (let at = 0; at < key.length; at += 1) made.add(key.slice(0, at) + key.slice(at + 1));
  return made;
}

/** Damerau distance at most 1; digits are never repaired, nor is the first letter: a wall lamp is no hall lamp. */
function withinOne(one: string, other: string): boolean {
  if (one[0] !== other[0]) return false;
  if (one.replace(/\D/g, '') !== other.replace(/\D/g, '')) return false;
  let from = 0;
  while (from < Math.min(one.length, other.length) && one[from] === other[from]) from += 1;
  const a = one.slice(from);
  const b = other.slice(from);
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
}
