/** Reads a clause word by word, in any order that English puts them. */
import { emptyClause, type Clause } from './clause.ts';
import { going, inwards, origin, whereabouts, type Reading, type Step } from './clause-idioms.ts';
import { isPlaceOnly, placed, pushPhrase, shareRooms, spread } from './clause-places.ts';
import { factorAt, modeNameAt, ownWordAt, valueAt } from './clause-values.ts';
import { climate, readWhenAt } from './clause-when.ts';
import { dockAt, exceptionAt, isParticleHere, isVerbHere, mediaAt, particles } from './clause-words.ts';
import { numberOf } from './numbers.ts';
import type { Item } from './scan.ts';
import { readDuration, whenOf } from './times.ts';
import { readAmount, readValueWord } from './values.ts';
import { attributeWords, comparatives, fillers, littleWords, verbs, type Verb } from './vocabulary.ts';
import { blank } from './phrase.ts';
import { classify, isUnknown } from './nouns.ts';
import { placeFollows, readPlace } from './places.ts';
import { readPhrase } from './phrases.ts';

/** Reads the items of one clause. */
export function readClause(items: readonly Item[], text: string): Clause {
  const clause = emptyClause();
  const reading: Reading = { items, text, clause, clock: {}, clockSaid: false, delay: undefined, excepting: false, place: undefined };
  for (let at = 0; at < items.length;) {
    const item = items[at];
    if (!item) break;
    at = take(reading, at, item);
  }
  // "all but …" whom? Then nothing may be done.
  if (reading.excepting && clause.except.length === 0) clause.leftover.push('except');
  const { place } = reading;
  if (place) {
    if (clause.phrases.length > 0 && !placed(clause.phrases)) spread(clause.phrases, place);
    else clause.phrases.push(place);
  }
  const when = whenOf(reading.delay, reading.clockSaid ? reading.clock : undefined);
  if (when !== undefined) clause.when = when;
  shareRooms(clause.phrases);
  return clause;
}

function take(reading: Reading, at: number, item: Item): number {
  const next = reading.items[at + 1]?.text ?? '';
  for (const step of reading.excepting ? exceptingSteps : steps) {
    const taken = step(reading, at, item, next);
    if (taken !== undefined) return taken;
  }
  return leave(reading, at, item);
}

const pause: Step = (_reading, at, { text }) => ([',', '.', '!', ';', ':', '?'].includes(text) ? at + 1 : undefined);

/** "in 5 minutes", "at 8:36 pm", "tomorrow at seven", "for ten minutes". */
const time: Step = (reading, at, { text }) => {
  const { clause, items } = reading;
  const when = readWhenAt(items, at, reading.clock, clause);
  if (when?.delay) reading.delay = when.delay;
  if (when?.clock) reading.clockSaid = true;
  if (when) return when.next;
  const lasting = text === 'for' && clause.verb !== undefined ? readDuration(items, at + 1) : undefined;
  if (!lasting) return undefined;
  clause.forDuration = lasting;
  return lasting.next;
};

const exception: Step = (reading, at) => {
  const from = exceptionAt(reading.items, at);
  if (from === undefined) return undefined;
  reading.excepting = true;
  return ['leave', 'keep', 'leaving'].includes(reading.items[from]?.text ?? '') ? from + 1 : from;
};

const joint: Step = (_reading, at, { text }) => (['and', 'or', 'plus'].includes(text) ? at + 1 : undefined);

const media: Step = ({ items, clause }, at) => {
  const said = mediaAt(items, at);
  if (!said) return undefined;
  clause.media = said.what;
  return said.next;
};

const verb: Step = ({ items, clause }, at, { text }) => {
  const said = verbs.get(text);
  const wished = stateVerbs.get(text);
  const result = wished !== undefined && clause.phrases.length > 0 && clause.verb === undefined && !particles.has(items[at + 1]?.text ?? '');
  if (said !== undefined && !result && isVerbHere(items, at, clause)) clause.verb = said;
  else if (wished && clause.phrases.length > 0 && (clause.verb === undefined || clause.verb === 'turn' || clause.verb === 'set')) clause.verb = wished;
  else return undefined;
  clause.verbText = text;
  return at + 1;
};

/** "I want the door locked": what it should be, for what makes it so. */
const stateVerbs: ReadonlyMap<string, Verb> = new Map<string, Verb>([
  ['locked', 'lock'],
  ['unlocked', 'unlock'],
  ['open', 'open'],
  ['opened', 'open'],
  ['closed', 'close'],
  ['shut', 'close'],
  ['muted', 'mute'],
  ['unmuted', 'unmute'],
  ['paused', 'pause'],
  ['dimmed', 'dim'],
]);

const factor: Step = ({ items, clause }, at) => {
  const said = factorAt(items, at);
  if (!said) return undefined;
  clause.factor = said.factor;
  if (said.attribute) clause.attribute ??= said.attribute;
  return said.next;
};

const comparative: Step = ({ items, clause }, at, item) => {
  const { text } = item;
  const said = comparatives.get(text);
  if (!said || (text === 'more' && readAmount(items, at + 1))) return undefined;
  // "more lights" are lights.
  if (['more', 'less'].includes(text) && clause.verb === undefined && classify(items[at + 1] ?? item).kinds !== undefined) return undefined;
  clause.comparative = said.attribute || !clause.comparative ? said : clause.comparative;
  return at + 1;
};

const value: Step = ({ items, clause }, at) => {
  const said = valueAt(items, at, clause);
  if (!said) return undefined;
  // "21 degrees with fan speed 50 %": each number is of the attribute named before it.
  const own = clause.attribute !== undefined && !clause.attributeUsed && typeof said.value === 'number' && said.attribute === undefined;
  clause.values.push(own ? { ...said, of: clause.attribute } : said);
  if (own) clause.attributeUsed = true;
  return said.next;
};

const amount: Step = ({ items, clause }, at, { text }, next) => {
  if (!littleWords.has(text) || (['some', 'any', 'little'].includes(text) && !comparatives.has(next))) return undefined;
  clause.amountWord = true;
  return items[at + 1]?.text === 'of' ? at + 2 : at + 1;
};

const particle: Step = ({ items, clause }, at, { text }, next) => {
  if (['back', 'right', 'all', 'straight'].includes(text) && particles.has(next)) return at + 1;
  const said = particles.get(text);
  if (!said || !isParticleHere(items, at, clause)) return undefined;
  // "turn up … on": being on or off says more than a direction.
  const direction = clause.particle === undefined || clause.particle === 'up' || clause.particle === 'down';
  if (said === 'up' || said === 'down') clause.particle ??= said;
  else if (direction) clause.particle = said;
  if (text === 'out') clause.outward = true;
  return at + 1;
};

const attribute: Step = ({ items, clause }, at, item, next) => {
  if (item.text === 'with' && attributeWords.has(next)) return at + 1;
  const said = attributeWords.get(item.text);
  const before = clause.phrases.at(-1);
  // "the AC fan": a part of it, not a fan of its own.
  const partly =
    item.text === 'fan' && before && item.start - before.end <= 1 && before.headKinds?.some((kind) => climate.has(kind) || kind === 'air-purifier');
  if (!partly && (!said || item.names.some((name) => name.match === 'name' || name.match === 'alias'))) return undefined;
  clause.attribute = partly || !said ? 'fanPercent' : said;
  clause.attributeUsed = false;
  return ['of', 'level', 'setting'].includes(items[at + 1]?.text ?? '') ? at + 2 : at + 1;
};

/** "to turbo", "to its base", "to the movie scene". */
const goal: Step = ({ items, clause, text: sentence }, at, { text }) => {
  if (text === 'home' && clause.verb !== undefined && ['dock', 'go', 'set'].includes(clause.verb)) {
    clause.home = true;
    return at + 1;
  }
  if (text === 'on' && clause.phrases.some((phrase) => phrase.headKinds?.some((kind) => kind === 'tv' || kind === 'media-player' || kind === 'speaker'))) {
    const tuned = ownWordAt(items, at + 1, clause, sentence);
    if (!tuned) return undefined;
    clause.ownWord = tuned.word;
    return tuned.next;
  }
  if (['over', 'across', 'through'].includes(text) && items[at + 1]?.text === 'to') return at + 1;
  if (text !== 'to') return undefined;
  const own = ownWordAt(items, at + 1, clause, sentence);
  if (own) {
    clause.ownWord = own.word;
    return own.next;
  }
  const dock = dockAt(items, at + 1);
  if (dock !== undefined) {
    clause.home = true;
    return dock;
  }
  const from = ['scene', 'script', 'routine'].includes(items[at + 1]?.text ?? '') ? at + 2 : at + 1;
  const target = clause.verb === undefined ? undefined : readPhrase(items, from, { unknownAllowed: false });
  if (!target?.phrase.devices) return at + 1;
  clause.toPhrase = target.phrase;
  return target.next;
};

/** "put the radio on Spotify": what it plays, before "on" is taken for a switch. */
const tuning: Step = (reading, at, item, next) => (item.text === 'on' && reading.clause.verb !== 'stop' ? goal(reading, at, item, next) : undefined);

const too: Step = ({ clause }, at, { text }) => {
  if (at === 0 || !['too', 'as well', 'also'].includes(text)) return undefined;
  clause.too = true;
  return at + 1;
};

const placing = new Set(['in', 'at', 'on', 'of', 'inside', 'from', 'for', 'throughout', 'around', 'with']);

/** A place, or what is done with it, after a preposition. */
const preposition: Step = (reading, at, item) => {
  const { items, clause } = reading;
  const word = item.text;
  if (!placing.has(word)) return undefined;
  const place = blank(items[at + 1] ?? item);
  const certain = !['for', 'on', 'from', 'with'].includes(word) || placeFollows(items, at + 1);
  const end = certain ? readPlace(items, at + 1, place, word) : undefined;
  if (end !== undefined) {
    place.start = item.start;
    place.end = items[end - 1]?.end ?? place.end;
    if (reading.excepting) clause.except.push(place);
    else if (clause.phrases.length > 0 && !placed(clause.phrases)) spread(clause.phrases, place);
    else reading.place = place;
    return end;
  }
  if (!['of', 'on', 'from', 'for', 'in', 'at', 'with'].includes(word)) return undefined;
  const target = readPhrase(items, at + 1, { unknownAllowed: false });
  if (target && (!['with', 'in', 'at'].includes(word) || target.phrase.devices || clause.verb === 'clean')) {
    pushPhrase(clause, target.phrase, reading.excepting);
    return target.next;
  }
  return !['in', 'with'].includes(word) || readValueWord(items, at + 1, true) ? at + 1 : undefined;
};

const phrase: Step = (reading, at, item) => {
  const { items, clause } = reading;
  if (isFiller(item)) return undefined;
  const before = items[at - 1]?.text ?? '';
  const joined = before === 'and' || before === ',';
  // "grandma's lamp" right after a verb may be unknown; elsewhere an article must open it.
  const afterVerb =
    clause.verb !== undefined &&
    !['set', 'go'].includes(clause.verb) &&
    clause.phrases.length === 0 &&
    clause.leftover.length === 0 &&
    (verbs.has(before) || particles.has(before));
  const unknownAllowed = afterVerb || reading.excepting || (joined && clause.phrases.length > 0 && isUnknown(item));
  const read = readPhrase(items, at, { unknownAllowed });
  if (!read) return undefined;
  // "open the blind a jot": how, in words that nobody knows; it is no second thing.
  const { kinds, devices, having, unknown, rooms, floors } = read.phrase;
  const stray = unknown.length > 0 && !kinds && !devices && !having && rooms.length + floors.length === 0;
  if (stray && !joined && !reading.excepting && clause.phrases.length > 0) {
    clause.leftover.push(...unknown);
    return read.next;
  }
  // "turn the lights on upstairs": a place without a joint before it narrows what was said.
  if (isPlaceOnly(read.phrase) && !reading.excepting && !joined && clause.phrases.length > 0 && !placed(clause.phrases)) spread(clause.phrases, read.phrase);
  else pushPhrase(clause, read.phrase, reading.excepting);
  return read.next;
};

const filler: Step = (_reading, at, { text }) => (fillers.has(text) || idle.has(text) ? at + 1 : undefined);

const modeName: Step = ({ items, clause }, at) => {
  const said = modeNameAt(items, at);
  if (!said) return undefined;
  clause.ownWord = said.word;
  return said.next;
};

/** "except leave the hall light on": how it is left does not matter. */
const sparedState: Step = (_reading, at, { text }) => (particles.has(text) ? at + 1 : undefined);

const steps: readonly Step[] = [
  pause,
  time,
  origin,
  exception,
  joint,
  media,
  going,
  whereabouts,
  inwards,
  verb,
  factor,
  comparative,
  value,
  amount,
  tuning,
  particle,
  attribute,
  goal,
  too,
  preposition,
  phrase,
  filler,
  modeName,
];

const exceptingSteps: readonly Step[] = [pause, time, exception, joint, factor, amount, sparedState, too, preposition, phrase, filler, modeName];

/** What nothing accounts for: a word that tells one device from others, or a leftover. */
function leave({ clause, text }: Reading, at: number, item: Item): number {
  const last = clause.phrases.at(-1);
  const telling = isUnknown(item) || /^\d+$/.test(item.text) || numberOf(item.text) !== undefined;
  if (telling && last && last.end <= item.start && text.slice(last.end, item.start).trim() === '' && !last.pronoun && clause.toPhrase === undefined) {
    last.unknown.push(item.text);
    last.unknownIs ??= 'device';
    last.end = item.end;
  } else clause.leftover.push(item.text);
  return at + 1;
}

/** Words that carry nothing once everything else has been read. */
const idle = new Set(
  "the a an my our of be is are it to level setting percent at 's being me us or only bit down please both so also too once still yet today".split(' '),
);

function isFiller({ text, names }: Item): boolean {
  return (fillers.has(text) || ['is', 'are', 'be'].includes(text)) && names.length === 0 && !['this', 'that', 'all', 'back'].includes(text);
}
