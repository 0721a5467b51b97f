/** Orders in a roundabout way: "give the kitchen a once-over", "half brightness will do". */
import { classify } from './nouns.ts';
import type { Item } from './scan.ts';
import { fillers, verbs } from './vocabulary.ts';

/** "give the kitchen a quick once-over": a clean. */
export function cleaningGiven(items: readonly Item[]): readonly Item[] | undefined {
  const article = items.findIndex((item, index) => index > 1 && ['a', 'another'].includes(item.text));
  const first = items[0];
  if (article < 0 || !first || !items.slice(1, article).some((item) => classify(item).place !== undefined)) return undefined;
  let end = article + 1;
  while (['quick', 'good', 'proper', 'thorough', 'little', 'nice', 'deep', 'once', 'going', 'light', 'wee'].includes(items[end]?.text ?? '')) end++;
  if (!['over', 'clean', 'hoover', 'vacuum', 'sweep', 'mop', 'hoovering', 'vacuuming', 'cleaning', 'sweeping', 'tidy'].includes(items[end]?.text ?? ''))
    return undefined;
  return [{ ...first, text: 'clean' }, ...items.slice(1, article), ...items.slice(end + 1)];
}

/** "half brightness will do", "some light would be nice": a wish by its end. */
const endings: readonly (readonly string[])[] = [
  ...['will', 'would', 'should', 'might'].flatMap((modal) => [
    [modal, 'do'],
    [modal, 'do', 'it'],
    [modal, 'do', 'nicely'],
    ...[
      'fine',
      'good',
      'nice',
      'great',
      'lovely',
      'perfect',
      'ideal',
      'enough',
      'plenty',
      'grand',
      'brilliant',
      'appreciated',
      'wonderful',
      'better',
      'best',
      'handy',
    ].map((word) => [modal, 'be', word]),
  ]),
  ...['fine', 'enough', 'plenty'].map((word) => ['is', word]),
  ['would', 'go', 'down', 'well'],
];

/** Where such an end begins, politeness after it not counted. */
export function endingAt(items: readonly Item[]): number | undefined {
  let end = items.length;
  while (
    end > 0 &&
    (/^[,.!;]$/.test(items[end - 1]?.text ?? '') ||
      (fillers.has(items[end - 1]?.text ?? '') && items[end - 1]?.text !== 'do' && items[end - 1]?.text !== 'great' && items[end - 1]?.text !== 'good'))
  )
    end--;
  const found = endings.find((words) => words.length < end && words.every((word, index) => items[end - words.length + index]?.text === word));
  return found &&
    (verbs.has(items[0]?.text ?? '') ||
      !items.slice(0, end - found.length).some((item) => ['not', 'if', 'i', 'we', 'you', 'that', 'what', 'it'].includes(item.text)))
    ? end - found.length
    : undefined;
}

/** "some light, please": what can only be wanted on. */
export function isBareWish(items: readonly Item[]): boolean {
  const asked = items.some((item) => item.text === 'please' || item.text === 'some');
  const spoken = items.filter((item) => !fillers.has(item.text) && !/^[,.!]$/.test(item.text) && !['some', 'the', 'a'].includes(item.text));
  return asked && spoken.length === 1 && !items.some((item) => item.text === 'me') && ['light', 'lights'].includes(spoken[0]?.text ?? '');
}
