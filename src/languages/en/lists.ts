/** Shopping and to-do lists, and messages to everybody: what is said goes through as spoken. */
import type { Frame } from '../../core/frame.ts';
import { readNumber } from './numbers.ts';
import type { Item } from './scan.ts';

type ListSkill = 'list-add' | 'list-complete' | 'list-remove';

const adding = new Set(['add', 'put', 'write', 'include', 'stick', 'jot', 'place', 'append', 'pop', 'throw', 'get', 'enter']);
const removing = new Set(['remove', 'delete', 'take', 'erase', 'drop', 'strike', 'get']);
const completing = new Set(['check', 'tick', 'cross', 'mark', 'complete', 'finish']);
const measures = new Set(
  'bottle bottles can cans loaf loaves bag bags box boxes pack packs packet packets carton cartons jar jars tin tins piece pieces slice slices kilo kilos kilogram kilograms kg gram grams g pound pounds lb lbs ounce ounces oz liter liters litre litres l pint pints gallon gallons dozen dozens bunch bunches head heads tube tubes roll rolls cup cups stick sticks bar bars tub tubs pair pairs couple lot lots bit few punnet crate crates tray trays'.split(
    ' ',
  ),
);

/** The frames of a sentence about a list, one for each item; empty when it is about none. */
export function readList(items: readonly Item[], sentence: string): Frame[] {
  const listAt = lastIndex(items, (text) => text === 'list' || text === 'lists');
  const verb = items[0]?.text ?? '';
  if (listAt < 2 || !(adding.has(verb) || removing.has(verb) || completing.has(verb))) return [];
  // What follows the list is politeness or the mark ("as done").
  const tail = items
    .slice(listAt + 1)
    .filter(
      (item) =>
        !['.', '!', '?', 'please', 'thanks', 'thank you', 'as', 'done', 'complete', 'completed', 'finished', 'bought', 'off', 'for me', 'now', ','].includes(
          item.text,
        ),
    );
  if (tail.length > 0) return [];
  let joint = -1;
  for (let index = listAt - 1; index > 0; index--) {
    if (
      ['to', 'on', 'onto', 'in', 'into', 'from', 'off', 'of'].includes(items[index]?.text ?? '') &&
      !(items[index]?.text === 'to' && /^(do|buy)$/.test(items[index + 1]?.text ?? ''))
    ) {
      joint = index;
      break;
    }
  }
  if (joint < 0) return [];
  const named = items.slice(joint + 1, listAt).filter((item) => !['the', 'my', 'our', 'a', "'s", 'your'].includes(item.text));
  const first = named[0];
  const spoken = first ? sentence.slice(first.start, named.at(-1)?.end ?? first.end) : '';
  const list = /^to[- ]?do$/.test(spoken) ? 'to-do' : spoken;
  let end = joint;
  let from = 1;
  let skill: ListSkill = adding.has(verb) ? 'list-add' : removing.has(verb) ? 'list-remove' : 'list-complete';
  if (items[from]?.text === 'off') from++;
  while (end > from && ['off', 'of', 'from', 'out', 'on'].includes(items[end - 1]?.text ?? '')) end--;
  const as = items.findIndex((item, index) => index > 0 && index < end && item.text === 'as');
  if (as > 0 && ['done', 'complete', 'completed', 'finished', 'bought'].includes(items[as + 1]?.text ?? '')) {
    end = as;
    skill = 'list-complete';
  }
  if (verb === 'get' && !['rid'].includes(items[1]?.text ?? '')) return [];
  if (verb === 'get') from = 3;
  const words = items.slice(from, end);
  const shopping = list === '' || /shop|grocer/.test(list);
  const groups = shopping ? split(words) : [words];
  return groups.flatMap((group) => {
    const item = itemOf(group, sentence, shopping);
    if (item === '') return [];
    return [
      {
        start: group[0]?.start ?? 0,
        end: items[listAt]?.end ?? 0,
        text: sentence,
        is: 'skill',
        skill,
        slots: { item, ...(list === '' ? {} : { list }) },
      } as const,
    ];
  });
}

/** "broadcast dinner is ready", "tell everyone that …". */
export function readBroadcast(items: readonly Item[], sentence: string): Frame | undefined {
  const text = (index: number): string => items[index]?.text ?? '';
  let from = -1;
  if (text(0) === 'broadcast' || text(0) === 'announce') from = 1;
  else if ((text(0) === 'tell' || text(0) === 'inform') && ['everyone', 'everybody', 'the'].includes(text(1)))
    from = text(1) === 'the' ? (/^(family|whole|house)/.test(text(2)) ? 3 : -1) : 2;
  else if (text(0) === 'let' && ['everyone', 'everybody'].includes(text(1)) && text(2) === 'know') from = 3;
  else if (text(0) === 'say' && text(1) === 'to' && ['everyone', 'everybody'].includes(text(2))) from = 3;
  else if (text(0) === 'make' && text(1) === 'an' && text(2) === 'announcement') from = 3;
  else if (text(0) === 'send' && text(1) === 'a' && text(2) === 'message' && text(3) === 'to' && ['everyone', 'everybody'].includes(text(4))) from = 5;
  if (from < 0) return undefined;
  if (['to', 'for'].includes(text(from)) && ['everyone', 'everybody', 'all'].includes(text(from + 1))) from += 2;
  if (text(from) === 'in' && text(from + 1) === 'the' && text(from + 2) === 'house') from += 3;
  while (['that', 'saying', ':', ',', 'a', 'the'].includes(text(from)) && ((text(from) !== 'a' && text(from) !== 'the') || text(from + 1) === 'message'))
    from++;
  if (text(from) === 'message' && from < items.length - 1) from++;
  if (text(from) === 'that' || text(from) === ':') from++;
  const first = items[from];
  if (!first) return undefined;
  return {
    start: items[0]?.start ?? 0,
    end: sentence.length,
    text: sentence,
    is: 'skill',
    skill: 'broadcast',
    slots: { message: sentence.slice(first.start).replace(/[.\s]+$/, '') },
  };
}

function split(words: readonly Item[]): Item[][] {
  const groups: Item[][] = [[]];
  for (const word of words) {
    if (word.text === 'and' || word.text === ',') groups.push([]);
    else groups.at(-1)?.push(word);
  }
  return groups.filter((group) => group.length > 0);
}

/** The thing alone: without how much of it. */
function itemOf(words: readonly Item[], sentence: string, quantities: boolean): string {
  let from = 0;
  const text = (index: number): string => words[index]?.text ?? '';
  for (;;) {
    if (from >= words.length - 1) break;
    if (
      ['a', 'an', 'the', 'some', 'more', 'another', 'my', 'our', 'half'].includes(text(from)) &&
      (quantities || ['a', 'an', 'some', 'the'].includes(text(from)))
    )
      from++;
    else if (quantities && readNumber(words, from)) from = Math.min(words.length - 1, readNumber(words, from)?.next ?? from + 1);
    else if (quantities && measures.has(text(from)) && (text(from + 1) === 'of' || text(from) === 'dozen')) from += text(from + 1) === 'of' ? 2 : 1;
    else if (quantities && measures.has(text(from)) && from > 0 && readNumber(words, from - 1)) from++;
    else break;
  }
  const first = words[from];
  return first ? sentence.slice(first.start, words.at(-1)?.end ?? first.end) : '';
}

function lastIndex(items: readonly Item[], fits: (text: string) => boolean): number {
  for (let index = items.length - 1; index >= 0; index--) if (fits(items[index]?.text ?? '')) return index;
  return -1;
}

/** "we are out of milk, add it to the list": what was spoken of before; what no word names goes on no list. */
export function itemBefore<P extends { readonly frames: readonly Frame[]; readonly leftover: readonly string[] }>(
  part: P,
  before: readonly Item[],
  sentence: string,
): P {
  const [frame] = part.frames;
  if (frame?.is !== 'skill' || !frame.skill.startsWith('list-') || !['it', 'them', 'that', 'this', 'those', 'some'].includes(frame.slots.item ?? ''))
    return part;
  const spoken = before.filter((item) => !/^[,.!;]$/.test(item.text));
  const at = spoken.findLastIndex((item) => ['of', 'need', 'bought', 'got', 'on', 'low', 'forgot', 'want', 'without'].includes(item.text));
  const item = at < 0 ? '' : itemOf(spoken.slice(at + 1), sentence, true);
  const frames: readonly Frame[] =
    item === '' ? [{ start: frame.start, end: frame.end, text: frame.text, is: 'none', because: 'chat' }] : [{ ...frame, slots: { ...frame.slots, item } }];
  return { ...part, frames };
}
