/** From a sentence to its items, with what the scanner alone cannot decide: names made of the grammar's own words, words said twice. */
import type { Sentence } from '../../ports/language.ts';
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
  const once = items.filter((item, index) => index === 0 || item.text !== items[index - 1]?.text || /^\d|^[,.?!]$/.test(item.text) || item.text === 'on');
  return once.map((item, index) => {
    const before = once[index - 1]?.text ?? '';
    const isOff = item.text === 'of' && (['turn', 'switch', 'turning', 'switching'].includes(before) || index === once.length - 1);
    return isOff ? { ...item, text: 'off', repaired: true } : item;
  });
}
