/** Phrases among themselves: places said apart from what they narrow, one place for several things. */
import type { Clause } from './clause.ts';
import type { PhraseDraft } from './phrase.ts';

/** Adds a phrase, or makes one unknown thing of two that stand side by side. */
export function pushPhrase(clause: Clause, phrase: PhraseDraft, excepting: boolean): void {
  const phrases = excepting ? clause.except : clause.phrases;
  const before = phrases.at(-1);
  const adjacent = before && phrase.start - before.end <= 1 && !phrase.articled && !phrase.all && !phrase.pronoun && !before.pronoun && !before.everything;
  if (adjacent && phrase.kinds && !phrase.having && (before.devices ?? before.kinds)) {
    // "the TV lamp" where none is called that: two things in a row are one that nobody knows, not both.
    phrases.pop();
    phrases.push({ ...phrase, start: before.start, unknown: ['that'], unknownIs: 'device' });
  } else phrases.push(phrase);
}

/** Whether a phrase says where and nothing else. */
export function isPlaceOnly(phrase: PhraseDraft): boolean {
  return phrase.rooms.length + phrase.floors.length > 0 && !phrase.kinds && !phrase.devices && !phrase.having && !phrase.everything && !phrase.pronoun;
}

/** Whether all have a place of their own. */
export const placed = (phrases: readonly PhraseDraft[]): boolean =>
  phrases.every((phrase) => phrase.rooms.length + phrase.floors.length > 0 || phrase.here || phrase.wholeHome || phrase.unknownIs === 'room');

/** A place said apart from what it narrows: "turn the lights off in the kitchen". */
export function spread(phrases: readonly PhraseDraft[], place: PhraseDraft): void {
  for (const phrase of phrases) {
    if (placed([phrase])) continue;
    phrase.rooms.push(...place.rooms);
    phrase.floors.push(...place.floors);
    phrase.here ||= place.here;
    phrase.wholeHome ||= place.wholeHome;
    phrase.all ||= place.all;
    if (place.unknown.length > 0) {
      phrase.unknown.push(...place.unknown);
      phrase.unknownIs = place.unknownIs ?? 'room';
    }
  }
}

/** "kitchen lights and fan", "the lamp and the TV in the bedroom": one place for both, unless the other has its own or is named. */
export function shareRooms(phrases: readonly PhraseDraft[]): void {
  const last = phrases.at(-1);
  const first = phrases[0];
  if (!first || !last || phrases.length < 2) return;
  const bare = (phrase: PhraseDraft): boolean =>
    !placed([phrase]) && phrase.kinds !== undefined && !phrase.pronoun && (phrase.devices === undefined || phrase.devices.match === 'shared-word');
  if (placed([first]) && first.kinds && !first.unknownIs)
    for (const phrase of phrases.slice(1)) if (bare(phrase) && !phrase.articled && !phrase.all) inherit(phrase, first);
  if (placed([last]) && last.kinds && !last.unknownIs) for (const phrase of phrases.slice(0, -1)) if (bare(phrase)) inherit(phrase, last);
}

function inherit(phrase: PhraseDraft, from: PhraseDraft): void {
  phrase.rooms.push(...from.rooms);
  phrase.floors.push(...from.floors);
  phrase.here ||= from.here;
}
