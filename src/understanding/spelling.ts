/** Names by spelling, for languages that write words: one letter wrong, missing, doubled or swapped in a word of five letters or more. */
import type { NameMatch } from '../ports/language.ts';
import { joins, type NameEntry } from './name-entry.ts';

const shortestKey = 5;
const mostWords = 6;
const oneLetter = 0.1;

/** Finds by deletion neighbourhoods (SymSpell, Garbe 2012), distance 1. */
export function spellingTable(entries: ReadonlyMap<string, readonly NameEntry[]>): (sentence: string, start: number) => NameMatch[] {
  const byNeighbour = new Map<string, { key: string; list: readonly NameEntry[] }[]>();
  for (const [key, list] of entries) {
    const whole = list.filter((entry) => entry.match === 'name' || entry.match === 'alias');
    if (key.length < shortestKey || !whole.length) continue;
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
      for (const neighbour of neighbours(spoken)) {
        for (const { key, list } of byNeighbour.get(neighbour) ?? []) {
          if (key === spoken || !withinOne(key, spoken)) continue;
          for (const entry of list) {
            const same = found.find((match) => match.end === at + 1 && match.is === entry.is);
            if (!same) found.push({ start, end: at + 1, ...entry, repaired: oneLetter });
          }
        }
      }
    }
    return found;
  };
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
