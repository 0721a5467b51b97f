/** Places: rooms and floors, here, the whole house, and rooms that are not there. */
import type { NameMatch } from '../../ports/language.ts';
import { roomLikeWords } from './kinds.ts';
import type { Item } from './scan.ts';
import type { PhraseDraft } from './phrase.ts';
import { addUnknown, classify, determiners, devicesOf, headFollows, isUnknown, skipOwner } from './nouns.ts';

/** A place after a preposition: rooms, floors, here, the house, or somewhere unknown. Returns the next index, or `undefined`. */
export function readPlace(items: readonly Item[], at: number, draft: PhraseDraft, after: string): number | undefined {
  let next = at;
  let determined = false;
  const whole = items[next]?.text === 'all' || items[next]?.text === 'whole' || items[next]?.text === 'entire';
  if (items[next]?.text === 'all') next++;
  while (determiners.has(items[next]?.text ?? '')) {
    if (isThisRoom(items, next + 1, { articled: true })) {
      draft.here = true;
      return next + 2;
    }
    determined = true;
    next++;
  }
  const item = items[next];
  if (!item) return undefined;
  if (item.text === 'here') {
    draft.here = true;
    return next + 1;
  }
  if (['house', 'home', 'whole', 'entire', 'apartment', 'flat', 'place'].includes(item.text)) {
    draft.wholeHome = true;
    if (whole || item.text === 'whole' || item.text === 'entire') {
      draft.all = true;
      return next + (['house', 'home', 'apartment', 'flat', 'place'].includes(items[next + 1]?.text ?? '') ? 2 : 1);
    }
    return next + 1;
  }
  if (['each', 'every', 'both', 'any'].includes(item.text) && ['room', 'rooms'].includes(items[next + 1]?.text ?? '')) {
    draft.wholeHome = true;
    draft.all = true;
    return next + 2;
  }
  if (whole && item.text === 'rooms') {
    draft.wholeHome = true;
    draft.all = true;
    return next + 1;
  }
  const found = classify(item);
  if (found.place) {
    addPlace(draft, found.place);
    return readPlaceChain(items, skipOwner(items, next + 1), draft);
  }
  if (
    ['on', 'by', 'near', 'beside', 'with', 'at', 'of', 'over', 'from', 'next to', 'above', 'under', 'behind'].includes(after) &&
    found.device &&
    found.device.match !== 'name' &&
    !draft.devices
  ) {
    draft.devices = devicesOf(found.device);
    return next + 1;
  }
  if (!isUnknown(item) || (!determined && after !== 'in' && !roomLikeWords.has(item.text))) return undefined;
  if (after === 'for' && !roomLikeWords.has(item.text)) return undefined;
  const unknown: string[] = [];
  while (next < items.length) {
    const word = items[next];
    if (!word || (!isUnknown(word) && word.text !== "'s" && !(unknown.length > 0 && roomLikeWords.has(word.text)))) break;
    unknown.push(word.text);
    next++;
  }
  addUnknown(draft, unknown, after === 'in' ? 'room' : undefined);
  return next;
}

/** Whether a preposition at this index is followed by a place of the home, or by a word that looks like one. */
export function placeFollows(items: readonly Item[], at: number): boolean {
  // "on upstairs" is a state and a place, never "on" a place.
  if (items[at - 1]?.text === 'on' && ['upstairs', 'downstairs', 'outside', 'inside'].includes(items[at]?.text ?? '')) return false;
  let next = at;
  while (determiners.has(items[next]?.text ?? '')) next++;
  const item = items[next];
  return (
    item !== undefined &&
    (classify(item).place !== undefined || item.text === 'here' || (isUnknown(item) && roomLikeWords.has(item.text)) || isOrdinalFloor(items, next))
  );
}

/** "this room", "the room": where the speaker is. */
export function isThisRoom(items: readonly Item[], at: number, draft: { readonly articled: boolean }): boolean {
  return draft.articled && items[at]?.text === 'room' && items[at - 1]?.text !== 'your' && items[at]?.names.length === 0;
}

/** Adds a room or floor to a phrase. */
export function addPlace(draft: PhraseDraft, place: NameMatch): void {
  (place.is === 'room' ? draft.rooms : draft.floors).push(...place.ids);
}

/** "kitchen, hall and bedroom": more places of the same sort. */
export function readPlaceChain(items: readonly Item[], at: number, draft: PhraseDraft): number {
  let next = at;
  for (;;) {
    let ahead = next;
    while (items[ahead]?.text === 'and' || items[ahead]?.text === ',' || items[ahead]?.text === 'or' || items[ahead]?.text === '&') ahead++;
    if (ahead === next) {
      // "upstairs hallway": one place after another narrows.
      const item = items[next];
      const found = item && classify(item);
      if (!found?.place || found.device || draft.rooms.length > 0) return next;
      addPlace(draft, found.place);
      next = skipOwner(items, next + 1);
      continue;
    }
    while (['in', 'the', 'my', 'our', 'on', 'of'].includes(items[ahead]?.text ?? '')) ahead++;
    const item = items[ahead];
    const found = item && classify(item);
    if (!found?.place) return next;
    // "in the kitchen and the bedroom fan": with a thing of its own after it, the second place begins another phrase.
    if ((draft.kinds ?? draft.devices) !== undefined && headFollows(items, skipOwner(items, ahead + 1))) return next;
    addPlace(draft, found.place);
    next = skipOwner(items, ahead + 1);
  }
}

/** "kitchen and bedroom lights": whether a head follows, other places of the same sort between. */
export function headAfterPlaces(items: readonly Item[], at: number): boolean {
  let next = at;
  for (;;) {
    if (headFollows(items, next)) return true;
    let ahead = next;
    while (['and', ',', 'or'].includes(items[ahead]?.text ?? '')) ahead++;
    if (ahead === next) return false;
    while (['the', 'my', 'our'].includes(items[ahead]?.text ?? '')) ahead++;
    const item = items[ahead];
    if (!item || !classify(item).place) return false;
    next = skipOwner(items, ahead + 1);
  }
}

function isOrdinalFloor(items: readonly Item[], at: number): boolean {
  return ['first', 'second', 'third', 'ground', 'top', 'upper', 'lower'].includes(items[at]?.text ?? '') && items[at + 1]?.text === 'floor';
}
