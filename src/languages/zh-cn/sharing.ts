/** What is said once and meant twice: rooms, kinds, things and respects that neighbours share. */
import type { Change, Phrase } from '../../core/frame.ts';
import type { Kind } from '../../core/home.ts';
import type { Sentence } from '../../ports/language.ts';
import type { Group } from './groups.ts';
import { hasHead, hasPlace } from './groups.ts';
import { kindsOf, type Draft } from './phrases.ts';

/** 客厅，灯打开: a place said before belongs to the thing. */
export function placed(phrase: Draft, pending: readonly Draft[]): Draft {
  const place = pending.find((one) => !hasHead(one) && hasPlace(one));
  if (!place || hasPlace(phrase)) return phrase;
  return {
    ...phrase,
    ...(place.rooms ? { rooms: place.rooms } : {}),
    ...(place.floors ? { floors: place.floors } : {}),
    ...(place.here ? { here: true } : {}),
  };
}

const fits: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['brightnessPercent', 'color', 'colorTemperatureKelvin'], ['light']],
  [
    ['targetTemperatureCelsius', 'mode', 'swing'],
    ['air-conditioner', 'thermostat', 'heater', 'water-heater', 'fan', 'air-purifier', 'humidifier', 'dehumidifier', 'kettle'],
  ],
  [['fanPercent'], ['air-conditioner', 'fan', 'air-purifier', 'heater']],
  [
    ['volumePercent', 'muted', 'playback', 'source'],
    ['tv', 'speaker', 'media-player'],
  ],
  [['openPercent'], ['curtain', 'blind', 'shutter', 'awning', 'window', 'door', 'garage-door', 'gate', 'valve']],
];

/** 打开空调，调到26度: what has no thing of its own is about the thing before, if that can be. */
export function inherited(group: Group, last: Group | undefined): readonly Draft[] {
  if (!last) return group.all ? [{ start: group.start, end: group.end, text: '', all: true, pronoun: 'several' }] : [];
  const kinds = last.phrases.flatMap((phrase) => kindsOf(phrase) ?? []);
  const suits = group.changes.every((change) => {
    const attribute = 'attribute' in change ? change.attribute : undefined;
    const wanted = fits.find(([attributes]) => attribute !== undefined && attributes.includes(attribute))?.[1];
    return !wanted || !kinds.length || kinds.some((kind) => wanted.includes(kind));
  });
  return suits ? last.phrases : [];
}

/** Two things side by side share what only one of them was given: the room, or the kind. */
export function spread(groups: readonly Group[], sentence: Sentence): readonly Group[] {
  for (const { phrases } of groups) {
    for (let at = phrases.length - 2; at >= 0; at -= 1) {
      const phrase = phrases[at];
      const next = phrases[at + 1];
      if (!phrase || !next || hasHead(phrase) || !hasPlace(phrase) || phrase.unknown !== undefined) continue;
      const kinds = kindsOf(next);
      if (kinds) phrase.kinds = kinds;
    }
    phrases.forEach((phrase, at) => {
      const before = phrases[at - 1];
      if (before && phrase.unknown === undefined) shareWith(phrase, before, sentence);
    });
  }
  return groups;
}

function shareWith(phrase: Draft, before: Draft, sentence: Sentence): void {
  if (!hasHead(phrase) && hasPlace(phrase)) {
    const kinds = kindsOf(before);
    if (kinds) phrase.kinds = kinds;
  }
  if (!phrase.kinds || phrase.devices || hasPlace(phrase) || phrase.kinds.some((kind) => roomless.has(kind))) return;
  const rooms = before.rooms ?? roomInName(before, sentence);
  if (rooms) phrase.rooms = rooms;
  if (before.floors) phrase.floors = before.floors;
  if (before.here) phrase.here = before.here;
  if (before.wholeHome) phrase.wholeHome = before.wholeHome;
}

const roomless: ReadonlySet<Kind> = new Set(['vacuum', 'lock', 'garage-door', 'lawn-mower']);

/** 声音太吵了，小一点: smaller in the same respect. */
export function continued(group: Group, last: Group): void {
  const attribute = last.changes.map((change) => ('attribute' in change ? change.attribute : undefined)).findLast((one) => one !== undefined);
  if (attribute) group.changes = group.changes.map((change) => (change.do === 'adjust' && !change.attribute ? { ...change, attribute } : change));
}

/** 主卧空调 names its room, though it is one name. */
function roomInName(phrase: Draft, { names, text }: Sentence): readonly string[] | undefined {
  if (!phrase.devices) return undefined;
  return names.at(text, phrase.start, false).find((match) => match.is === 'room' && match.end < phrase.end)?.ids;
}

/** Quantifiers that stood apart from their noun, and what an exception implies. */
export function settle(group: Group): void {
  const switchesOff = group.changes.some((change) => change.do === 'switch');
  if (group.except.length) {
    if (!group.phrases.length) {
      const kinds = group.except.find((phrase) => phrase.kinds)?.kinds ?? group.except.flatMap((phrase) => kindsOf(phrase) ?? [])[0];
      group.phrases.push({
        start: group.start,
        end: group.end,
        text: '',
        all: true,
        ...(kinds ? { kinds: Array.isArray(kinds) ? kinds : [kinds] } : { everything: true }),
      });
    }
    for (const phrase of group.phrases) {
      phrase.all = true;
      delete phrase.others;
    }
  }
  for (const phrase of group.phrases) {
    if (group.all) phrase.all = true;
    if (group.plural) phrase.plural = true;
    if (switchesOff && hasPlace(phrase) && !hasHead(phrase) && (phrase.all || phrase.plural || phrase.wholeHome)) phrase.everything = true;
  }
}

/** Where it cleans and what cleans are one phrase. */
export function cleaned(phrases: readonly Draft[], changes: readonly Change[]): readonly Phrase[] {
  if (!changes.some((change) => change.do === 'run' && change.action === 'start-cleaning') || phrases.length < 2) return phrases;
  const machine = phrases.find((phrase) => phrase.devices ?? phrase.kinds);
  if (!machine) return phrases;
  const rooms = phrases.flatMap((phrase) => phrase.rooms ?? []);
  return [{ ...machine, ...(rooms.length ? { rooms } : {}), ...(phrases.some((phrase) => phrase.here) ? { here: true } : {}) }];
}
