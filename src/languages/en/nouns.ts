/** What a word or name can be inside a noun phrase, and whether something that can be named still follows. */
import type { Attribute, Kind } from '../../core/home.ts';
import type { NameMatch } from '../../ports/language.ts';
import { complaintAdjectives } from './complaint-words.ts';
import { havingWords, kindWords, principalKindWords, roomLikeWords } from './kinds.ts';
import type { Item } from './scan.ts';
import { colors, fillers } from './vocabulary.ts';
import type { PhraseDraft } from './phrase.ts';

/** Articles and owners that open a phrase. */
export const determiners = new Set('the a an my our your his her their its some that this these those'.split(' '));

/** Whether nothing is known of an item: no word of the grammar, no name. */
export function isUnknown(item: Item): boolean {
  return !item.known && item.names.length === 0;
}

interface Found {
  readonly place?: NameMatch;
  readonly device?: NameMatch;
  readonly kinds?: readonly Kind[];
  readonly having?: Attribute;
}

/** What an item can be as the head or the place of a phrase. */
export function classify(item: Item): Found {
  const kinds = kindWords.get(item.text);
  const having = havingWords.get(item.text);
  let place: NameMatch | undefined;
  let device: NameMatch | undefined;
  for (const name of item.names) {
    // What the grammar knows is not a misspelling.
    if (item.known && name.repaired > 0) continue;
    if (name.is === 'room' || name.is === 'floor') {
      if (name.match === 'name' || name.match === 'alias' ? !place || name.repaired < place.repaired : !place && !item.known) place = name;
      continue;
    }
    if (name.onlyKind) continue;
    const whole = name.match === 'name' || name.match === 'alias';
    if (item.known && !whole && (principalKindWords.has(item.text) || (!kinds && !item.text.includes(' ')))) continue;
    if (!device || rank(name) > rank(device) || (rank(name) === rank(device) && name.is === 'device' && device.is === 'person')) device = name;
  }
  // A word of the grammar for which something is named ("Home", a weather device) is read as that word first.
  if (device && reservedNames.has(item.text)) device = undefined;
  return {
    ...(place ? { place } : {}),
    ...(device ? { device } : {}),
    ...(kinds ? { kinds } : {}),
    ...(having ? { having } : {}),
  };
}

const reservedNames = new Set(['home', 'house', 'it', 'on', 'off', 'all', 'one', 'here', 'time', 'timer', 'weather', 'everything']);

function rank(name: NameMatch): number {
  return { name: 4, alias: 3, part: 2, 'shared-word': 1 }[name.match] - name.repaired / 4;
}

/** The devices of a name; one that was mended is no full name. */
export function devicesOf(name: NameMatch): NonNullable<PhraseDraft['devices']> {
  return { ids: name.ids, match: name.repaired > 0 && name.match === 'name' ? 'alias' : name.match };
}

/** Past an owner's `'s`, and the "floor" of "the kitchen floor". */
export function skipOwner(items: readonly Item[], at: number): number {
  const item = items[at];
  if (item && ['floor', 'floors', 'carpet', 'rug'].includes(item.text) && isUnknown(item) && !headFollows(items, at + 1)) return at + 1;
  return item?.text === "'s" ? at + 1 : at;
}

/** The kinds an item is a word for. */
export function kindAt(items: readonly Item[], at: number): readonly Kind[] | undefined {
  const item = items[at];
  return item && kindWords.get(item.text);
}

/** "kitchen light switch off": a kind word that is a verb here. */
export function isVerbUse(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  if (
    ['vacuum', 'hoover'].includes(items[at]?.text ?? '') &&
    next &&
    (classify(next).place ?? (['the', 'my', 'our', 'up', 'around', 'in'].includes(next.text) || undefined))
  )
    return true;
  return ['switch', 'lock'].includes(items[at]?.text ?? '') && ['on', 'off', 'up', 'it', 'the'].includes(next?.text ?? '');
}

/** Whether something that can be named stands here, unknown words before it included. */
export function headFollows(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (!item) return false;
  const found = classify(item);
  if (isVerbUse(items, at)) return false;
  if (found.kinds ?? found.having ?? found.device) return true;
  if (item.text === 'one' || item.text === 'ones') return true;
  return headFollowsSoon(items, at);
}

/** Unknown words and then a head: "kitchen breakfast lamp". */
export function headFollowsSoon(items: readonly Item[], at: number): boolean {
  for (let next = at; next < items.length && next < at + 5; next++) {
    const item = items[next];
    if (!item) return false;
    const found = classify(item);
    if (next > at && (found.kinds ?? found.device ?? (item.text === 'one' || undefined)) !== undefined) return true;
    if (!isUnknown(item) && item.text !== "'s") return false;
  }
  return false;
}

/** A known word between article and head that tells one device from another: "the blue lamp", "the left blind", "the night light". */
export function narrows(items: readonly Item[], at: number, determined: boolean): boolean {
  const item = items[at];
  const head = items[at + 1];
  if (!item || !head || !determined) return false;
  // "the hot tub": nobody knows it, whatever "hot" means otherwise.
  if (isUnknown(head) && !fillers.has(item.text)) return complaintAdjectives.has(item.text) || colors.has(item.text);
  if (!(classify(head).kinds ?? (head.text === 'one' || head.text === 'ones' || undefined))) return false;
  return (
    colors.has(item.text) ||
    [
      'left',
      'back',
      'night',
      'morning',
      'little',
      'second',
      'first',
      'third',
      'half',
      'power',
      'sleep',
      'dry',
      'hot',
      'great',
      'last',
      'next',
      'number',
      'down',
      'rain',
      'candle',
      'outside',
      'inside',
      'good',
    ].includes(item.text) ||
    (fillers.has(item.text) && !['please', 'now', 'just'].includes(item.text))
  );
}

/** Adds words that name nothing here; they look like a room, or like a device. */
export function addUnknown(draft: PhraseDraft, words: readonly string[], is: 'room' | undefined): void {
  draft.unknown.push(...words);
  const last = words.at(-1) ?? '';
  const looksLikeRoom = is === 'room' || roomLikeWords.has(last) || words.some((word) => roomLikeWords.has(word));
  draft.unknownIs = draft.unknownIs === 'room' || looksLikeRoom ? 'room' : 'device';
}

/** Kinds that the last word of a name tells: the "blind" of Bedroom Blind. */
export function lastWordKinds(item: Item): readonly Kind[] {
  const words = item.text.split(' ');
  return kindWords.get(words.slice(-2).join(' ')) ?? kindWords.get(words.at(-1) ?? '') ?? [];
}

/** The last word of a text. */
export function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}
