/** What follows a named thing and narrows it. */
import { roomLikeWords } from './kinds.ts';
import type { Item } from './scan.ts';
import { readDuration } from './times.ts';
import { attributeWords } from './vocabulary.ts';
import type { PhraseDraft } from './phrase.ts';
import { addUnknown, classify, determiners, devicesOf, isUnknown } from './nouns.ts';
import { addPlace, placeFollows, readPlace } from './places.ts';

const placePrepositions = new Set('in on at of inside from for near by throughout around beside with over above under behind to'.split(' '));

/** What follows a head and narrows it: places, "of mine", "that are on", numbers. */
export function readTail(items: readonly Item[], at: number, draft: PhraseDraft): number {
  let next = at;
  for (;;) {
    const item = items[next];
    if (!item) return next;
    const text = item.text;
    if (text === 'here' || text === 'in here') {
      draft.here = true;
      next++;
      continue;
    }
    if (text === 'everywhere') {
      draft.all = true;
      draft.wholeHome = true;
      next++;
      continue;
    }
    const found = classify(item);
    if (found.place?.is === 'floor' && (draft.kinds ?? draft.devices ?? draft.having ?? (draft.everything || undefined)) !== undefined) {
      addPlace(draft, found.place);
      next++;
      continue;
    }
    if (roomLikeWords.has(text) && isUnknown(item) && (draft.kinds ?? draft.devices) !== undefined && ['upstairs', 'downstairs', 'outside'].includes(text)) {
      addUnknown(draft, [text], 'room');
      next++;
      continue;
    }
    if (text === 'next' && items[next + 1]?.text === 'to' && draft.kinds) {
      const place = readPlace(items, next + 2, draft, 'next to');
      if (place === undefined) return next;
      next = place;
      continue;
    }
    const side = text === 'on' && items[next + 1]?.text === 'the' ? items[next + 2] : undefined;
    if (side && ['left', 'right', 'top', 'bottom'].includes(side.text)) {
      const told = side.names.find((name) => name.is === 'device' && name.repaired === 0);
      if (told && !draft.devices) draft.devices = devicesOf(told);
      else addUnknown(draft, [side.text], undefined);
      next += 3;
      continue;
    }
    if (text === 'in' && readDuration(items, next + 1)) return next;
    if (placePrepositions.has(text)) {
      if (
        (text === 'on' || text === 'to' || text === 'from' || text === 'for') &&
        !placeFollows(items, next + 1) &&
        !(text === 'on' && onSomething(items, next))
      )
        return next;
      if (text === 'to') return next;
      const before = { ...draft, rooms: [...draft.rooms], floors: [...draft.floors], unknown: [...draft.unknown] };
      const place = readPlace(items, next + 1, draft, text);
      if (place === undefined) {
        Object.assign(draft, before);
        return next;
      }
      next = place;
      continue;
    }
    if ((text === 'that' || text === 'which') && ['is', 'are'].includes(items[next + 1]?.text ?? '')) {
      let end = next + 2;
      while (['still', 'currently', 'now', 'left', 'turned', 'switched'].includes(items[end]?.text ?? '')) end++;
      const state = items[end]?.text ?? '';
      if (['on', 'off', 'open', 'closed'].includes(state) && !placeFollows(items, end + 1)) {
        next = end + 1;
        continue;
      }
    }
    return next;
  }
}

/** "the lamp on the sideboard": on, an article, and something that is no word of the grammar. */
function onSomething(items: readonly Item[], at: number): boolean {
  const item = items[at + 2];
  return (
    determiners.has(items[at + 1]?.text ?? '') &&
    item !== undefined &&
    !item.known &&
    !(classify(item).device?.match === 'name') &&
    !attributeWords.has(item.text)
  );
}
