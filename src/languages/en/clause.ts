/** What one clause says, word by word, before it is decided what it wants: verb, particle, phrases, values, time. */
import { blank, classify, finishPhrase, isUnknown, placeFollows, readPhrase, readPlace, type PhraseDraft } from './phrases.ts';
import type { Phrase, When } from '../../core/frame.ts';
import type { Kind } from '../../core/home.ts';
import { everythingWords, havingWords, kindWords } from './kinds.ts';
import { numberOf } from './numbers.ts';
import type { Item } from './scan.ts';
import { readClock, readDuration, whenOf, type ClockParts, type DurationRead } from './times.ts';
import { readAmount, readValueWord, type ValueRead } from './values.ts';
import { attributeWords, comparatives, fillers, littleWords, verbs, type AttributeWord, type Comparative, type Verb } from './vocabulary.ts';

export type Particle = 'on' | 'off' | 'up' | 'down';

/** A value, and whether it was said to be the goal ("to 20") or the way there ("by 20"). */
export type SaidValue = ValueRead & { readonly how: 'to' | 'by' | 'bare'; readonly of?: AttributeWord | undefined };

/** A clause, read. */
export interface Clause {
  verb?: Verb;
  verbText?: string;
  particle?: Particle;
  phrases: PhraseDraft[];
  except: PhraseDraft[];
  attribute?: AttributeWord;
  /** Whether a number has taken it. */
  attributeUsed: boolean;
  values: SaidValue[];
  comparative?: Comparative;
  factor?: number;
  /** Words for a bit or a lot. */
  amountWord: boolean;
  when?: When | 'unclear';
  /** "for ten minutes". */
  forDuration?: DurationRead;
  /** "switch to movie mode": the phrase after "to" is what is wanted. */
  toPhrase?: PhraseDraft;
  /** A device's own word: "turbo", "hdmi 1". */
  ownWord?: { readonly text: string; readonly as: 'mode' | 'source' | 'any' };
  media?: 'next' | 'previous';
  home?: boolean;
  too: boolean;
  question: boolean;
  leftover: string[];
  repaired: boolean;
}

const particles: ReadonlyMap<string, Particle> = new Map([
  ['on', 'on'],
  ['off', 'off'],
  ['out', 'off'],
  ['up', 'up'],
  ['down', 'down'],
]);
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
const needParticle: ReadonlySet<Verb> = new Set(['turn']);
const trackNouns = new Set(['song', 'track', 'item', 'episode', 'chapter', 'video', 'tune', 'one', 'music', 'media', 'channel', 'podcast', 'movie']);

/** Reads a clause's items in any order that English puts them. */
export function readClause(items: readonly Item[], text: string): Clause {
  const clause: Clause = {
    phrases: [],
    except: [],
    values: [],
    amountWord: false,
    attributeUsed: false,
    too: false,
    question: false,
    leftover: [],
    repaired: items.some((item) => item.repaired),
  };
  const clock: ClockParts = {};
  let clockSaid = false;
  let delay: DurationRead | undefined;
  let at = 0;
  let excepting = false;
  let room: PhraseDraft | undefined;
  while (at < items.length) {
    const item = items[at];
    if (!item) break;
    const word = item.text;
    const next = items[at + 1]?.text ?? '';

    if (word === ',' || word === '.' || word === '!' || word === ';' || word === ':') {
      at++;
      continue;
    }
    if (word === '?') {
      clause.question = true;
      at++;
      continue;
    }

    // Time first: "in 5 minutes", "at 8:36 pm", "tomorrow at seven", "for ten minutes".
    const time = readWhenAt(items, at, clock, clause);
    if (time?.delay) {
      delay = time.delay;
      at = time.next;
      continue;
    }
    if (time?.clock) {
      clockSaid = true;
      at = time.next;
      continue;
    }
    if (word === 'for' && clause.verb !== undefined) {
      const lasting = readDuration(items, at + 1);
      if (lasting) {
        clause.forDuration = lasting;
        at = lasting.next;
        continue;
      }
    }

    const exception = exceptionAt(items, at);
    if (exception !== undefined) {
      excepting = true;
      at = ['leave', 'keep', 'leaving'].includes(items[exception]?.text ?? '') ? exception + 1 : exception;
      continue;
    }

    if (word === 'and' || word === 'or' || word === 'plus' || word === 'as well as') {
      at++;
      continue;
    }

    const media = mediaAt(items, at);
    if (media && !excepting) {
      clause.media = media.what;
      at = media.next;
      continue;
    }

    const verb = verbs.get(word);
    if (verb !== undefined && !excepting && isVerbHere(items, at, clause)) {
      clause.verb = verb;
      clause.verbText = word;
      at++;
      continue;
    }

    const state = stateVerbs.get(word);
    if (state && !excepting && (clause.verb === undefined || clause.verb === 'turn' || clause.verb === 'set') && clause.phrases.length > 0) {
      clause.verb = state;
      clause.verbText = word;
      at++;
      continue;
    }

    const times = factorAt(items, at);
    if (times) {
      clause.factor = times.factor;
      if (times.attribute) clause.attribute ??= times.attribute;
      at = times.next;
      continue;
    }

    const comparative = comparatives.get(word);
    if (
      comparative &&
      !(word === 'more' && readAmount(items, at + 1)) &&
      !excepting &&
      !(['more', 'less'].includes(word) && classify(items[at + 1] ?? item).kinds !== undefined && clause.verb === undefined)
    ) {
      clause.comparative = comparative.attribute || !clause.comparative ? comparative : clause.comparative;
      at++;
      continue;
    }

    const value = valueAt(items, at, clause);
    if (value && !excepting) {
      // "21 degrees with fan speed 50 %": each number is of the attribute named before it.
      const own = clause.attribute !== undefined && !clause.attributeUsed && typeof value.value === 'number' && value.attribute === undefined;
      clause.values.push(own ? { ...value, of: clause.attribute } : value);
      if (own) clause.attributeUsed = true;
      at = value.next;
      continue;
    }

    if (littleWords.has(word) && ((word !== 'some' && word !== 'any' && word !== 'little') || comparatives.has(next))) {
      clause.amountWord = true;
      at++;
      if (items[at]?.text === 'of') at++;
      continue;
    }

    if ((word === 'back' || word === 'right' || word === 'all' || word === 'straight') && particles.has(next)) {
      at++;
      continue;
    }
    const particle = particles.get(word);
    if (particle && !excepting && isParticleHere(items, at, clause)) {
      if (particle === 'up' || particle === 'down') clause.particle ??= particle;
      else clause.particle = clause.particle === undefined || clause.particle === 'up' || clause.particle === 'down' ? particle : clause.particle;
      at++;
      continue;
    }

    const attribute = attributeWords.get(word);
    if (attribute && !item.names.some((name) => name.match === 'name' || name.match === 'alias') && !excepting) {
      clause.attribute = attribute;
      clause.attributeUsed = false;
      at++;
      // "the speed of the ceiling fan"
      if (items[at]?.text === 'of' || items[at]?.text === 'level' || items[at]?.text === 'setting') at++;
      continue;
    }

    if (excepting && particles.has(word)) {
      at++;
      continue;
    }
    if (word === 'with' && attributeWords.has(next)) {
      at++;
      continue;
    }
    // "the AC fan": a part of it, not a fan of its own.
    const whole = clause.phrases.at(-1);
    if (word === 'fan' && whole && item.start - whole.end <= 1 && whole.headKinds?.some((kind) => climate.has(kind) || kind === 'air-purifier')) {
      clause.attribute = 'fanPercent';
      clause.attributeUsed = false;
      at++;
      continue;
    }

    if (word === 'to' && !excepting) {
      const own = ownWordAt(items, at + 1, clause, text);
      if (own) {
        clause.ownWord = own.word;
        at = own.next;
        continue;
      }
      const place = dockAt(items, at + 1);
      if (place !== undefined) {
        clause.home = true;
        at = place;
        continue;
      }
      const kindFirst = ['scene', 'script', 'routine'].includes(items[at + 1]?.text ?? '') ? at + 2 : at + 1;
      const target = readPhrase(items, kindFirst, { unknownAllowed: false });
      if (target && target.phrase.devices && clause.verb !== undefined) {
        clause.toPhrase = target.phrase;
        at = target.next;
        continue;
      }
      at++;
      continue;
    }
    if (word === 'home' && clause.verb !== undefined && ['dock', 'go', 'set'].includes(clause.verb)) {
      clause.home = true;
      at++;
      continue;
    }
    if ((word === 'too' || word === 'as well' || word === 'also') && at > 0) {
      clause.too = true;
      at++;
      continue;
    }

    // "grandma's lamp" after a verb may be unknown; elsewhere an article must open it.
    const afterPreposition = ['in', 'at', 'on', 'of', 'inside', 'from', 'for', 'throughout', 'around', 'with'].includes(word);
    if (afterPreposition) {
      const place = blank(items[at + 1] ?? item);
      const end =
        word === 'for' || word === 'on' || word === 'from' || word === 'with'
          ? placeFollows(items, at + 1)
            ? readPlace(items, at + 1, place, word)
            : undefined
          : readPlace(items, at + 1, place, word);
      if (end !== undefined) {
        place.start = item.start;
        place.end = items[end - 1]?.end ?? place.end;
        if (excepting) clause.except.push(place);
        else if (clause.phrases.length > 0 && !placed(clause.phrases)) spread(clause.phrases, place);
        else room = place;
        at = end;
        continue;
      }
      if (word === 'of' || word === 'on' || word === 'from' || word === 'for' || word === 'in' || word === 'at' || word === 'with') {
        const target = readPhrase(items, at + 1, { unknownAllowed: false });
        if (target && ((word !== 'with' && word !== 'in' && word !== 'at') || target.phrase.devices)) {
          pushPhrase(clause, target.phrase, excepting);
          at = target.next;
          continue;
        }
        if ((word !== 'in' && word !== 'with') || readValueWord(items, at + 1, true)) {
          at++;
          continue;
        }
      }
    }

    const unknownAllowed =
      clause.verb !== undefined &&
      clause.phrases.length === 0 &&
      at > 0 &&
      clause.leftover.length === 0 &&
      !['set', 'go'].includes(clause.verb) &&
      (verbs.has(items[at - 1]?.text ?? '') || particles.has(items[at - 1]?.text ?? ''));
    const previousAnd = items[at - 1]?.text === 'and' || items[at - 1]?.text === ',';
    const read = fillerHere(items, at)
      ? undefined
      : readPhrase(items, at, { unknownAllowed: unknownAllowed || (previousAnd && clause.phrases.length > 0 && isUnknown(item)) || excepting });
    if (read) {
      // "turn the lights on upstairs": a place without a joint before it narrows what was said.
      if (isPlaceOnly(read.phrase) && !excepting && !previousAnd && clause.phrases.length > 0 && !placed(clause.phrases)) spread(clause.phrases, read.phrase);
      else pushPhrase(clause, read.phrase, excepting);
      at = read.next;
      continue;
    }

    if (fillers.has(word) || articles.has(word)) {
      at++;
      continue;
    }
    const mode = modeNameAt(items, at);
    if (mode) {
      clause.ownWord = mode.word;
      at = mode.next;
      continue;
    }
    // A word or number that nobody knows, right after what was named, tells it apart from others.
    const last = clause.phrases.at(-1);
    const telling = isUnknown(item) || /^\d+$/.test(word) || numberOf(word) !== undefined;
    if (telling && last && last.end <= item.start && text.slice(last.end, item.start).trim() === '' && !last.pronoun && clause.toPhrase === undefined) {
      last.unknown.push(word);
      last.unknownIs ??= 'device';
      last.end = item.end;
    } else clause.leftover.push(word);
    at++;
  }
  if (room) {
    if (clause.phrases.length > 0 && !placed(clause.phrases)) spread(clause.phrases, room);
    else clause.phrases.push(room);
  }
  const when = whenOf(delay, clockSaid ? clock : undefined);
  if (when !== undefined) clause.when = when;
  shareRooms(clause.phrases);
  return clause;
}

/** The clause's phrases, finished. */
export function phrasesOf(drafts: readonly PhraseDraft[], text: string): Phrase[] {
  return drafts.map((draft) => finishPhrase(draft, text));
}

const articles = new Set([
  'the',
  'a',
  'an',
  'my',
  'our',
  'of',
  'be',
  'is',
  'are',
  'it',
  'to',
  'level',
  'setting',
  'percent',
  'at',
  "'s",
  'being',
  'me',
  'us',
  'or',
  'only',
  'bit',
  'down',
  'please',
  'both',
  'so',
  'also',
  'too',
  'once',
  'still',
  'yet',
  'today',
]);

function fillerHere(items: readonly Item[], at: number): boolean {
  const text = items[at]?.text ?? '';
  return (fillers.has(text) || ['is', 'are', 'be'].includes(text)) && items[at]?.names.length === 0 && !['this', 'that', 'all', 'back'].includes(text);
}

function pushPhrase(clause: Clause, phrase: PhraseDraft, excepting: boolean): void {
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

const placed = (phrases: readonly PhraseDraft[]): boolean =>
  phrases.every((phrase) => phrase.rooms.length + phrase.floors.length > 0 || phrase.here || phrase.wholeHome || phrase.unknownIs === 'room');

/** A place said apart from what it narrows: "turn the lights off in the kitchen". */
function spread(phrases: readonly PhraseDraft[], place: PhraseDraft): void {
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
function shareRooms(phrases: readonly PhraseDraft[]): void {
  const last = phrases.at(-1);
  const first = phrases[0];
  if (!first || !last || phrases.length < 2) return;
  const bare = (phrase: PhraseDraft): boolean =>
    !placed([phrase]) &&
    phrase.kinds !== undefined &&
    !phrase.all &&
    !phrase.pronoun &&
    (phrase.devices === undefined || phrase.devices.match === 'shared-word');
  if (placed([first]) && first.kinds && !first.unknownIs) for (const phrase of phrases.slice(1)) if (bare(phrase) && !phrase.articled) inherit(phrase, first);
  if (placed([last]) && last.kinds && !last.unknownIs) for (const phrase of phrases.slice(0, -1)) if (bare(phrase)) inherit(phrase, last);
}

function inherit(phrase: PhraseDraft, from: PhraseDraft): void {
  phrase.rooms.push(...from.rooms);
  phrase.floors.push(...from.floors);
  phrase.here ||= from.here;
}

function readWhenAt(
  items: readonly Item[],
  at: number,
  clock: ClockParts,
  clause: Clause,
): { readonly delay?: DurationRead; readonly clock?: true; readonly next: number } | undefined {
  const word = items[at]?.text ?? '';
  if (word === 'in' || word === 'after' || word === 'within') {
    const delay = readDuration(items, at + 1);
    if (delay)
      return {
        delay,
        next:
          items[delay.next]?.text === "'s" || items[delay.next]?.text === 'time' ? delay.next + (items[delay.next + 1]?.text === 'time' ? 2 : 1) : delay.next,
      };
  }
  const delay = readDuration(items, at);
  if (delay && ['later', 'hence'].includes(items[delay.next]?.text ?? '')) return { delay, next: delay.next + 1 };
  if (delay && items[delay.next]?.text === 'from' && items[delay.next + 1]?.text === 'now') return { delay, next: delay.next + 2 };
  if (['soon', 'later', 'in a while', 'someday'].includes(word)) {
    clock.unclear = true;
    return { clock: true, next: at + 1 };
  }
  if (word === 'for' || word === 'around' || (word === 'by' && !dayPartFollows(items, at + 2))) return undefined;
  if (word === 'at' && takesValue(clause) && !dayPartFollows(items, at + 2) && /^\d+$/.test(items[at + 1]?.text ?? '')) return undefined;
  // "at 20" with a value's verb is a value; a clock time has its half of the day, minutes, or a switch.
  const before = { ...clock };
  const next = readClock(items, at, clock, false);
  if (next !== undefined) return { clock: true, next };
  Object.assign(clock, before);
  return undefined;
}

/** "at 7 tonight", "by 8 pm": words after a number that make it a time of day. */
function dayPartFollows(items: readonly Item[], at: number): boolean {
  return ['am', 'pm', 'oclock', 'tonight', 'tomorrow', 'in', 'this', 'today'].includes(items[at]?.text ?? '') || /^\d+:\d/.test(items[at - 1]?.text ?? '');
}

/** Whether "at 20" is what something is set to. */
function takesValue(clause: Clause): boolean {
  return (
    clause.attribute !== undefined ||
    (clause.verb !== undefined && ['set', 'raise', 'lower', 'dim', 'brighten'].includes(clause.verb)) ||
    clause.phrases.some((phrase) => phrase.headKinds?.some((kind) => climate.has(kind)))
  );
}

const climate: ReadonlySet<Kind> = new Set(['air-conditioner', 'thermostat', 'heater', 'water-heater']);

/** "except the kitchen", "but not the TV", "leaving the hall on". The index after the words. */
export function exceptionAt(items: readonly Item[], at: number): number | undefined {
  const word = items[at]?.text ?? '';
  const next = items[at + 1]?.text ?? '';
  if (word === 'except' || word === 'excluding' || word === 'besides') return next === 'for' || next === 'in' ? at + 2 : at + 1;
  if (word === 'apart' && next === 'from') return at + 2;
  if (word === 'other' && next === 'than') return at + 2;
  if (word === 'without') return at + 1;
  if ((word === 'but' || word === 'just' || word === 'and') && next === 'not') return at + 2;
  if (word === 'not' && at > 0) return at + 1;
  if (word === 'but' && ['the', 'for', 'my', 'our', 'those', 'that'].includes(next)) return next === 'for' ? at + 2 : at + 1;
  if (
    word === 'but' &&
    items[at + 1] &&
    (classify(items[at + 1] ?? items[0] ?? emptyItem).place ?? classify(items[at + 1] ?? emptyItem).device ?? classify(items[at + 1] ?? emptyItem).kinds) !==
      undefined
  )
    return at + 1;
  if (word === 'save' && next === 'for') return at + 2;
  return undefined;
}

const emptyItem: Item = { text: '', start: 0, end: 0, names: [], known: false, repaired: false };

function mediaAt(items: readonly Item[], at: number): { readonly what: 'next' | 'previous'; readonly next: number } | undefined {
  let from = at;
  const go = items[from]?.text ?? '';
  const leading = ['skip', 'skip to', 'play', 'go to', 'go', 'go back', 'replay', 'rewind'].includes(go);
  if (leading) from++;
  if (leading && items[from]?.text === 'to') from++;
  if (leading) from = skipWords(items, from, ['the', 'this', 'that', 'a', 'one']);
  const word = items[from]?.text ?? '';
  const noun = items[from + 1]?.text ?? '';
  const trackAt = (index: number): number => (trackNouns.has(items[index]?.text ?? '') ? index + 1 : index);
  if (word === 'next' && noun !== 'to') return { what: 'next', next: trackAt(from + 1) };
  if (word === 'previous' || word === 'prev' || (word === 'last' && trackNouns.has(noun))) return { what: 'previous', next: trackAt(from + 1) };
  if (go === 'skip' || go === 'skip to' || go === 'skip ahead')
    return from > at && trackNouns.has(word) ? { what: 'next', next: from + 1 } : { what: 'next', next: at + 1 };
  if (go === 'go back' || go === 'replay' || go === 'rewind' || go === 'skip back') return { what: 'previous', next: trackNouns.has(word) ? from + 1 : at + 1 };
  return undefined;
}

/** Whether a word that could be a verb is one here; "switch", "lock" and "light" are things as well. */
function isVerbHere(items: readonly Item[], at: number, clause: Clause): boolean {
  const word = items[at]?.text ?? '';
  const next = items[at + 1]?.text ?? '';
  if (clause.verb !== undefined)
    return clause.verb === 'keep'
      ? false
      : clause.verb === 'set' && ['raise', 'lower'].includes(verbs.get(word) ?? '') && word !== 'up'
        ? false
        : clause.verb === 'start' && ['clean', 'mow', 'play'].includes(verbs.get(word) ?? '');
  if (word === 'up') return at === 0 && items.length > 1;
  if (['on', 'off'].includes(word)) return false;
  if (word === 'heat')
    return (
      clause.phrases.length === 0 && (placeFollows(items, at + 1) || ['the', 'my', 'our'].includes(next) || (next === 'up' && at === 0 && items.length > 2))
    );
  const alone = clause.phrases.length === 0 && clause.values.length === 0;
  if (
    word === 'have' ||
    word === 'get' ||
    word === 'let' ||
    word === 'use' ||
    word === 'put' ||
    word === 'cool' ||
    word === 'warm' ||
    word === 'up' ||
    word === 'light' ||
    word === 'position' ||
    word === 'power' ||
    word === 'secure'
  )
    return alone && clause.attribute === undefined && (word !== 'light' || (next !== '' && !particles.has(next) && ['the', 'up', 'my', 'our'].includes(next)));
  if (kindWords.has(word) || havingWords.has(word))
    return (
      (alone && clause.attribute === undefined && clause.particle === undefined && next !== '' && !isState(items, at + 1)) || (particles.has(next) && !alone)
    );
  return true;
}

/** "lock off", "switch on" alone: a thing and its state. */
function isState(items: readonly Item[], at: number): boolean {
  return at === items.length - 1 && ['status', 'state'].includes(items[at]?.text ?? '');
}

/** Whether on, off, up or down belongs to the verb or is a state; "on the first floor" is a place. */
function isParticleHere(items: readonly Item[], at: number, clause: Clause): boolean {
  const word = items[at]?.text ?? '';
  if (word !== 'on' && word !== 'up' && word !== 'down') return true;
  const next = items[at + 1];
  if (!next) return true;
  if (word !== 'on') return true;
  const opener = at > 0 && verbs.get(items[at - 1]?.text ?? '') !== undefined;
  if (opener && clause.verb !== undefined && ['turn', 'on', 'set', 'go'].includes(clause.verb) && clause.verbText !== 'set') return true;
  if (clause.particle !== undefined) return false;
  const waiting = clause.verb === undefined || needParticle.has(clause.verb);
  const later = items.slice(at + 1).some((item, index) => particles.has(item.text) && (item.text !== 'on' || index > 0));
  if (placeFollows(items, at + 1)) return waiting && !later && clause.verb !== undefined ? false : false;
  if (clause.verb !== undefined && !waiting) return false;
  const phrase = readPhrase(items, at + 1, { unknownAllowed: false });
  if (phrase && (clause.phrases.length > 0 || clause.media !== undefined || clause.attribute !== undefined) && !['it', 'them'].includes(next.text))
    return clause.verb === 'turn' && clause.attribute === undefined && clause.media === undefined && !later;
  return true;
}

function valueAt(items: readonly Item[], at: number, clause: Clause): SaidValue | undefined {
  const word = items[at]?.text ?? '';
  let from = at;
  let how: SaidValue['how'] = 'bare';
  if (word === 'up' || word === 'down' || word === 'back') {
    if (items[at + 1]?.text !== 'to' || clause.verb === undefined) return undefined;
    const value = valueAt(items, at + 1, clause);
    return value;
  }
  // "turn on the red lamp" switches; "the AC on cool" sets.
  if (word === 'on' && verbs.has(items[at - 1]?.text ?? '')) return undefined;
  if (['to', 'at', 'by', 'on', 'in', 'as', 'into', 'around', 'about', 'with', 'another', 'more'].includes(word)) {
    from++;
    how = word === 'by' || word === 'another' || word === 'more' ? 'by' : word === 'with' || word === 'around' || word === 'about' ? 'bare' : 'to';
  }
  const said = how !== 'bare';
  for (; from < items.length - 1 && valueOpeners.has(items[from]?.text ?? ''); from++) {
    if (readAmount(items, from) || !(said || from > at || readWordAfterArticle(items, from))) break;
  }
  const amount = readAmount(items, from);
  if (amount) {
    if (items[from]?.text === 'one' && amount.unit === undefined && how === 'bare') return undefined;
    if (word === 'in' || (word === 'on' && amount.unit === undefined)) return undefined;
    const unitless = amount.unit === undefined;
    // Without a word for setting, a bare number tells one device from another.
    if (unitless && how === 'bare' && !takesNumber(clause)) return undefined;
    if (
      unitless &&
      word === 'at' &&
      clause.verb !== undefined &&
      ['turn', 'open', 'close', 'lock'].includes(clause.verb) &&
      clause.attribute === undefined &&
      !clause.phrases.some((phrase) => phrase.headKinds?.some((kind) => kind === 'air-conditioner' || kind === 'thermostat' || kind === 'heater'))
    )
      return undefined;
    const more = items[amount.next]?.text;
    if (
      more === 'more' ||
      more === 'higher' ||
      more === 'lower' ||
      more === 'less' ||
      more === 'brighter' ||
      more === 'warmer' ||
      more === 'cooler' ||
      more === 'louder' ||
      more === 'quieter' ||
      more === 'dimmer'
    )
      return { ...amount, how: 'by', next: more === 'more' && clause.comparative === undefined ? amount.next : amount.next };
    return { ...amount, how };
  }
  if (word === 'by' || (word === 'in' && from === at)) return undefined;
  const phraseAhead = items[from] && classify(items[from] ?? emptyItem);
  const valueWord = readValueWord(items, from, how === 'to' && word !== 'in' && word !== 'with');
  if (!valueWord) return undefined;
  if (phraseAhead?.device && phraseAhead.device.match !== 'shared-word' && phraseAhead.device.match !== 'part') return undefined;
  if (how === 'to' && (word === 'on' || word === 'in' || word === 'at') && valueWord.attribute === 'on') return undefined;
  // "the blue lamp" after a switching verb is a lamp that is told apart; "make the lamp blue" is a value.
  const kindNext = items[valueWord.next] && classify(items[valueWord.next] ?? emptyItem).kinds;
  if (kindNext && how === 'bare' && (from > at || (clause.verb !== undefined && ['open', 'close', 'lock', 'unlock'].includes(clause.verb)))) {
    const setting = clause.verb === 'set' || clause.verb === undefined;
    if (!setting) return undefined;
  }
  return { ...valueWord, how };
}

const valueOpeners = new Set(['a', 'an', 'the', 'its', 'about', 'around', 'be', 'only', 'just', 'exactly', 'level']);

function skipWords(items: readonly Item[], at: number, words: readonly string[]): number {
  let next = at;
  while (words.includes(items[next]?.text ?? '')) next++;
  return next;
}

function readWordAfterArticle(items: readonly Item[], from: number): boolean {
  const value = readValueWord(items, from + 1, false);
  return value !== undefined && value.attribute !== 'color' && !(items[value.next] && classify(items[value.next] ?? emptyItem).kinds);
}

function takesNumber(clause: Clause): boolean {
  if (clause.attribute !== undefined || clause.comparative !== undefined) return true;
  if (clause.verb === undefined) return true;
  return ['set', 'raise', 'lower', 'dim', 'brighten'].includes(clause.verb) || clause.particle === 'up' || clause.particle === 'down';
}

function factorAt(items: readonly Item[], at: number): { readonly factor: number; readonly attribute?: AttributeWord; readonly next: number } | undefined {
  const word = items[at]?.text ?? '';
  const factor = word === 'twice' || word === 'double' ? 2 : word === 'half' ? 0.5 : undefined;
  if (factor === undefined || items[at + 1]?.text !== 'as') return undefined;
  const adjective = items[at + 2]?.text ?? '';
  const attributes: Record<string, AttributeWord> = { bright: 'brightnessPercent', loud: 'volumePercent', fast: 'fanPercent', warm: 'temperature' };
  const attribute = attributes[adjective];
  return attribute ? { factor, attribute, next: at + 3 } : undefined;
}

/** "to turbo", "to hdmi 1", "to turbo mode": a device's own word, after "to", up to the end or the next joint. */
function ownWordAt(
  items: readonly Item[],
  at: number,
  clause: Clause,
  text: string,
): { readonly word: NonNullable<Clause['ownWord']>; readonly next: number } | undefined {
  if (clause.verb === undefined || !['set', 'turn', 'play'].includes(clause.verb)) return undefined;
  const from = items[at]?.text === 'the' ? at + 1 : at;
  const first = items[from];
  if (!first || !isUnknown(first)) return undefined;
  let next = from;
  while (
    items[next] &&
    (isUnknown(items[next] ?? first) ||
      /^\d/.test(items[next]?.text ?? '') ||
      (next > from && ['tv', 'radio', 'music', 'one', 'two', 'play'].includes(items[next]?.text ?? '')))
  )
    next++;
  const mode = items[next]?.text === 'mode';
  const word = text.slice(first.start, items[next - 1]?.end ?? first.end);
  const kinds = clause.phrases.flatMap((phrase) => phrase.headKinds ?? []);
  const source = clause.attribute === 'source' || kinds.some((kind) => kind === 'tv' || kind === 'media-player' || kind === 'speaker');
  return { word: { text: word, as: mode || clause.attribute === 'mode' ? 'mode' : source ? 'source' : 'any' }, next: mode ? next + 1 : next };
}

/** "turbo mode" without "to". */
function modeNameAt(items: readonly Item[], at: number): { readonly word: NonNullable<Clause['ownWord']>; readonly next: number } | undefined {
  const first = items[at];
  if (!first || !isUnknown(first) || items[at + 1]?.text !== 'mode') return undefined;
  return { word: { text: first.text, as: 'mode' }, next: at + 2 };
}

/** "to its base", "to the dock". */
function dockAt(items: readonly Item[], at: number): number | undefined {
  let next = at;
  while (['the', 'its', 'his', 'her', 'a', 'their'].includes(items[next]?.text ?? '')) next++;
  return ['base', 'dock', 'docking station', 'charger', 'charging station', 'charge', 'home base', 'station', 'bed', 'charging'].includes(
    items[next]?.text ?? '',
  )
    ? next + 1
    : undefined;
}

/** Whether the clause names something to act on or says what with. */
export function isEmpty(clause: Clause): boolean {
  return (
    clause.phrases.length === 0 &&
    clause.values.length === 0 &&
    clause.verb === undefined &&
    clause.particle === undefined &&
    clause.comparative === undefined &&
    clause.media === undefined &&
    clause.attribute === undefined &&
    clause.ownWord === undefined &&
    clause.toPhrase === undefined
  );
}

/** Whether these words say "everything". */
export function meansEverything(text: string): boolean {
  return everythingWords.has(text);
}
