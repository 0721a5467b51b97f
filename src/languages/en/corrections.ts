/** Where somebody corrects themselves: "the kitchen, no, I mean the bedroom". */
import { classify, isUnknown } from './nouns.ts';
import { readPhrase } from './phrases.ts';
import type { Item } from './scan.ts';
import { fillers, verbs } from './vocabulary.ts';

/** A correction: what was said before it, and what is meant instead. */
export interface Correction {
  readonly before: readonly Item[];
  readonly after: readonly Item[];
}

const corrections: readonly (readonly string[])[] = [
  'no i mean',
  'no i meant',
  'no wait i mean',
  'no sorry i mean',
  'sorry i mean',
  'sorry i meant',
  'i mean',
  'i meant',
  'no not that one',
  'no not that',
  'no wait',
  'wait no',
  'oh wait',
  'wait',
  'no sorry',
  'sorry no',
  'oops',
  'or rather',
  'rather',
  'scratch that',
  'correction',
  'no make that',
  'no make it',
  'make that',
  'actually no',
  'no actually',
  'actually make it',
  'actually make that',
  'actually',
  'sorry',
  'no no',
  'no',
  'on second thought',
  'on second thoughts',
  'forget that',
  'forget it',
  'cancel that',
  'strike that',
  'never mind that',
  'never mind',
  'no never mind',
  'hang on',
  'no hang on',
  'hold on',
  'no hold on',
  'hang about',
  'my mistake',
  'my bad',
  'silly me',
  'i take that back',
  'nope',
  'nah',
  'wait up',
  'wait a minute',
  'wait a second',
  'wait a sec',
  'whoops',
  'not that',
  'not that one',
  'i meant to say',
  'or better',
  'better',
].map((words) => words.split(' '));

const byFirst: ReadonlyMap<string, readonly (readonly string[])[]> = Map.groupBy(corrections, (words) => words[0] ?? '');

/** Where somebody corrects themselves, if they do: "the kitchen, no, I mean the bedroom". */
export function correctionOf(items: readonly Item[]): Correction | undefined {
  for (let index = items.length - 2; index > 0; index--) {
    // The comma may stand between the words of the marker.
    for (const marker of byFirst.get(items[index]?.text.split(' ', 1)[0] ?? '') ?? []) {
      const end = matches(items, index, marker);
      if (end === undefined) continue;
      const before = stripped(items.slice(0, index));
      const after = items.slice(end).filter((item, at) => at > 0 || item.text !== ',');
      if (before.length === 0 || after.length === 0) continue;
      if (
        marker[0] === 'no' &&
        marker.length === 1 &&
        !pausedBefore(items, index) &&
        readPhrase(items, index, { unknownAllowed: false })?.phrase.plural &&
        index === 0
      )
        continue;
      if (!after.some((item) => !fillers.has(item.text) && !/^[,.!?;]$/.test(item.text))) continue;
      if (!hasContent(before)) continue;
      return { before, after };
    }
  }
  return undefined;
}

function pausedBefore(items: readonly Item[], index: number): boolean {
  return [',', '.', '!', ';'].includes(items[index - 1]?.text ?? '');
}

function matches(items: readonly Item[], at: number, words: readonly string[]): number | undefined {
  let index = at;
  for (let word = 0; word < words.length;) {
    while (index > at && [',', '.', '!'].includes(items[index]?.text ?? '')) index++;
    // "scratch that" may be one item.
    for (const part of (items[index]?.text ?? '').split(' ')) if (words[word++] !== part) return undefined;
    index++;
  }
  return index;
}

function stripped(items: readonly Item[]): readonly Item[] {
  let end = items.length;
  while (end > 0 && [',', '.', '!', ';', 'oh', 'uh', 'um', 'er', 'no', 'and', 'but'].includes(items[end - 1]?.text ?? '')) end--;
  return items.slice(0, end);
}

function hasContent(items: readonly Item[]): boolean {
  return items.some(
    (item) =>
      verbs.has(item.text) ||
      classify(item).kinds !== undefined ||
      classify(item).device !== undefined ||
      classify(item).place !== undefined ||
      isUnknown(item),
  );
}
