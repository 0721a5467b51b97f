/** All words of the grammar in one set, for the scanner; and the mending of a misspelled one. */
import { anythingNouns, everythingWords, havingWords, kindWords, roomLikeWords } from './kinds.ts';
import { numberWords } from './numbers.ts';
import { skillWords } from './skill-words.ts';
import {
  attributeWords,
  colors,
  comparatives,
  extremes,
  fillers,
  functionWords,
  gerunds,
  kelvins,
  levels,
  littleWords,
  modes,
  pasts,
  verbs,
} from './vocabulary.ts';
import { complaintWords } from './complaint-words.ts';

export const lexicon: ReadonlySet<string> = new Set([
  ...kindWords.keys(),
  ...havingWords.keys(),
  ...everythingWords,
  ...anythingNouns,
  ...numberWords,
  ...attributeWords.keys(),
  ...colors.keys(),
  ...comparatives.keys(),
  ...extremes.keys(),
  ...fillers,
  ...functionWords,
  ...gerunds.keys(),
  ...kelvins.keys(),
  ...levels.keys(),
  ...littleWords,
  ...modes.keys(),
  ...pasts.keys(),
  ...verbs.keys(),
  ...skillWords,
  ...complaintWords,
]);

const longest = new Map<string, number>();
for (const entry of lexicon) {
  const parts = entry.split(' ');
  const first = parts[0] ?? '';
  longest.set(first, Math.max(longest.get(first) ?? 1, parts.length));
}

/** How many words the longest entry has that begins with this one. */
export function longestEntry(first: string): number {
  return longest.get(first) ?? 1;
}

/** Words worth mending: what commands are made of. Short ones and what is one letter from a common word are left alone. */
const mendable = new Set([...kindWords.keys(), ...verbs.keys(), ...attributeWords.keys(), ...comparatives.keys()].filter((word) => /^[a-z]{4,}$/.test(word)));
const heard: ReadonlyMap<string, string> = new Map([
  ['lite', 'light'],
  ['lites', 'lights'],
  ['lamb', 'lamp'],
  ['blines', 'blinds'],
  ['loch', 'lock'],
  ['tern', 'turn'],
  ['hoovering', 'hoover'],
  ['termostat', 'thermostat'],
]);

const slips = new Map<string, string>();
for (const word of mendable) {
  for (const slip of slipsOf(word)) {
    // A slip that two words share mends neither.
    slips.set(slip, slips.has(slip) && slips.get(slip) !== word ? '' : word);
  }
}

/** The command word that a misspelled word stands for: two letters swapped, one left out or doubled. The first letter is never mended. */
export function repairWord(word: string): string | undefined {
  if (lexicon.has(word) || roomLikeWords.has(word)) return undefined;
  const sounded = heard.get(word);
  if (sounded !== undefined) return sounded;
  const mended = slips.get(word);
  return mended === '' ? undefined : mended;
}

function slipsOf(word: string): string[] {
  const found: string[] = [];
  for (let at = 1; at < word.length; at++) {
    if (at + 1 < word.length && word[at] !== word[at + 1]) found.push(`${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`);
    found.push(`${word.slice(0, at)}${word[at]}${word.slice(at)}`);
    if (word.length >= 6) found.push(word.slice(0, at) + word.slice(at + 1));
  }
  return found.filter((slip) => slip !== word);
}
