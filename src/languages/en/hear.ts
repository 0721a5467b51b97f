/** From a sentence to its items, with what the scanner alone cannot decide: names made of the grammar's own words, words said twice. */
import type { NameIndex, Sentence } from '../../ports/language.ts';
import { kindWords } from './kinds.ts';
import { lexicon } from './lexicon.ts';
import { scan, type Item } from './scan.ts';
import { fillers, verbs } from './vocabulary.ts';

const running = new Set(['activate', 'run', 'start', 'execute', 'trigger', 'launch', 'on', 'do', 'enable', 'to', 'play', 'set', 'begin']);

/** A name made of the grammar's own words ("Open the Windows", "All Lights Off") counts inside a sentence only where it is run; else its words mean what they say. */
export function scanned(sentence: Sentence): Item[] {
  const items = scan(sentence);
  const doubtful = items.filter((item, index) => {
    if (items.length === 1 || !item.text.includes(' ') || !item.names.some((name) => name.is === 'device')) return false;
    const words = item.text.split(' ');
    if (!words.every((word) => lexicon.has(word)) || !words.some((word) => verbs.has(word) || ['on', 'off', 'up', 'down'].includes(word))) return false;
    if (words.some((word) => kindWords.has(word)) && !verbs.has(words[0] ?? '') && !['on', 'off'].includes(words.at(-1) ?? '')) return false;
    const before = items.slice(0, index).findLast((one) => !['the', 'my', 'our', 'please', ','].includes(one.text));
    return before !== undefined && !fillers.has(before.text) && !running.has(before.text);
  });
  if (doubtful.length === 0) return items;
  return scan({
    ...sentence,
    names: {
      at: (text, start, repair) =>
        sentence.names.at(text, start, repair).filter((match) => !doubtful.some((item) => item.start === match.start && item.end === match.end)),
    },
  });
}

/** "turn of the light" is how "off" is often written down; a stutter says a word twice. */
export function misheard(items: readonly Item[]): Item[] {
  const fluent = items.filter((item, index) => {
    // "turn the turn the light off"
    const again = items[index + 2];
    const before = items[index - 1];
    const pair = (at: number): string => `${items[at]?.text} ${items[at + 1]?.text}`;
    return !(
      (again !== undefined && verbs.has(item.text) && pair(index) === pair(index + 2)) ||
      (before && verbs.has(before.text) && pair(index - 1) === pair(index + 1))
    );
  });
  const once = fluent.filter((item, index) => index === 0 || item.text !== fluent[index - 1]?.text || /^\d|^[,.?!]$/.test(item.text) || item.text === 'on');
  return once.map((item, index) => {
    const before = once[index - 1]?.text ?? '';
    const isOff = item.text === 'of' && (['turn', 'switch', 'turning', 'switching'].includes(before) || index === once.length - 1);
    return isOff ? { ...item, text: 'off', repaired: true } : item;
  });
}

/** What "'s" stands for: "the light's still on" is, "all but Jack's" is Jack's room. */
export function owned(items: readonly Item[], names: NameIndex): readonly Item[] {
  if (!items.some((item) => item.text === "'s")) return items;
  return items.flatMap((item, index) => {
    if (item.text === "'s") return index > 0 && roomOf(items, index - 1, names) ? [] : [isBeing(items, index) ? { ...item, text: 'is' } : item];
    const room = items[index + 1]?.text === "'s" ? roomOf(items, index, names) : undefined;
    return [room ?? item];
  });
}

/** No owner has what stands here: it is so. */
function isBeing(items: readonly Item[], at: number): boolean {
  let next = at + 1;
  while (
    ['still', 'already', 'just', 'always', 'really', 'so', 'too', 'very', 'been', 'only', 'way', 'far', 'much', 'a bit', 'a little'].includes(
      items[next]?.text ?? '',
    )
  )
    next++;
  return (
    next > at + 1 ||
    ['on', 'off', 'open', 'closed', 'locked', 'unlocked', 'not', 'gone', 'getting', 'going', 'broken', 'shut'].includes(items[next]?.text ?? '')
  );
}

/** A person's room, where their name is said as the owner of what stands there, or of nothing else. */
function roomOf(items: readonly Item[], at: number, names: NameIndex): Item | undefined {
  const item = items[at];
  const after = items[at + 2];
  if (!item?.names.some((name) => name.is === 'person' && name.repaired === 0)) return undefined;
  const thing = after === undefined || /^[,.!?]$/.test(after.text) || ['and', 'one', 'ones', 'too'].includes(after.text) || kindWords.has(after.text);
  const text = `${item.text}'s room`;
  const room = thing ? names.at(text, 0, false).find((name) => name.is === 'room' && name.end === text.length) : undefined;
  return (
    room && { ...item, end: items[at + 1]?.end ?? item.end, text, known: false, names: [{ ...room, start: item.start, end: items[at + 1]?.end ?? item.end }] }
  );
}
