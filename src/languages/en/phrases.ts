/** Noun phrases: "all the lights in the kitchen and the hall", "grandma's lamp", "the other one", "everything upstairs". */
import type { Phrase } from '../../core/frame.ts';
import type { Attribute, Kind } from '../../core/home.ts';
import type { NameMatch } from '../../ports/language.ts';
import { anythingNouns, everythingWords, havingWords, kindPlurals, kindWords, principalKindWords, roomLikeWords } from './kinds.ts';
import { readNumber } from './numbers.ts';
import type { Item } from './scan.ts';
import { readDuration } from './times.ts';
import { attributeWords, colors, fillers } from './vocabulary.ts';

/** A phrase while it is being read. */
export interface PhraseDraft {
  start: number;
  end: number;
  devices?: { readonly ids: readonly string[]; readonly match: 'name' | 'alias' | 'part' | 'shared-word' };
  rooms: string[];
  floors: string[];
  here: boolean;
  wholeHome: boolean;
  kinds?: readonly Kind[];
  having?: Attribute;
  all: boolean;
  plural: boolean;
  others: boolean;
  everything: boolean;
  pronoun?: 'one' | 'several';
  count?: number;
  unknown: string[];
  unknownIs?: 'room' | 'device';
  /** Whether an article or owner opened it: then a room said before does not carry over. */
  articled: boolean;
  /** The last word of the name or kind, which tells the kind of what was named. */
  headKinds?: readonly Kind[];
}

export interface PhraseRead {
  readonly phrase: PhraseDraft;
  readonly next: number;
}

/** What the surroundings allow. */
export interface PhraseContext {
  /** Whether words that nobody knows may make a phrase ("turn on the flux capacitor"). */
  readonly unknownAllowed: boolean;
  /** In a question "any" counts many. */
  readonly question?: boolean;
}

const determiners = new Set('the a an my our your his her their its some that this these those'.split(' '));
const pronouns: ReadonlyMap<string, 'one' | 'several'> = new Map([
  ['it', 'one'],
  ['that', 'one'],
  ['this', 'one'],
  ['one', 'one'],
  ['that one', 'one'],
  ['them', 'several'],
  ['they', 'several'],
  ['those', 'several'],
  ['these', 'several'],
  ['ones', 'several'],
  ['both', 'several'],
]);

/** The phrase that begins at an item, with the places said after it; `undefined` when none does. */
export function readPhrase(items: readonly Item[], at: number, context: PhraseContext): PhraseRead | undefined {
  const first = items[at];
  if (!first) return undefined;
  const draft = blank(first);
  let next = readQuantity(items, at, draft);
  let determined = draft.articled || draft.all;
  let headed = draft.everything;
  const pendingUnknown: string[] = [];
  while (next < items.length && !headed) {
    const item = items[next];
    if (!item) break;
    const found = classify(item);
    if (isThisRoom(items, next, draft)) {
      draft.here = true;
      next++;
      headed = !headFollows(items, next);
      if (headed) break;
      continue;
    }
    if (found.place) {
      const more = headAfterPlaces(items, skipOwner(items, next + 1));
      addPlace(draft, found.place);
      if (found.device && !more) {
        draft.devices = devicesOf(found.device);
        draft.headKinds = lastWordKinds(item);
      }
      next = skipOwner(items, next + 1);
      const chained = readPlaceChain(items, next, draft);
      next = chained;
      determined = true;
      if (!headFollows(items, next)) {
        headed = true;
        break;
      }
      continue;
    }
    if (found.device) {
      draft.devices = devicesOf(found.device);
      draft.headKinds = lastWordKinds(item);
      if (kindPlurals.has(lastWord(item.text))) draft.plural = true;
      if (kindWords.has(item.text)) draft.kinds = kindWords.get(item.text) ?? [];
      next++;
      headed = true;
      const own = items[next];
      const owned = own?.text === "'s" && headFollows(items, next + 1);
      if (owned) {
        // "rover's battery": the owner is the device, unless a kind follows that narrows ("nora's lamp" of a part "nora").
        next++;
      }
      if (['one', 'ones'].includes(items[next]?.text ?? '')) next++;
      const kind = kindAt(items, next);
      const part = items[next]?.text === 'fan' && draft.headKinds.some((one) => one === 'air-conditioner' || one === 'air-purifier');
      if (kind && !part && !isVerbUse(items, next)) {
        draft.kinds = kind;
        draft.headKinds = kind;
        if (kindPlurals.has(items[next]?.text ?? '')) draft.plural = true;
        next++;
      }
      break;
    }
    if (found.kinds ?? found.having) {
      if (found.kinds) {
        draft.kinds = found.kinds;
        draft.headKinds = found.kinds;
      }
      if (found.having) draft.having = found.having;
      if (kindPlurals.has(item.text)) draft.plural = true;
      next++;
      headed = true;
      break;
    }
    if (anythingNouns.has(item.text)) {
      draft.everything = true;
      draft.all ||= !draft.plural;
      next++;
      headed = true;
      break;
    }
    const pronoun = pronouns.get(item.text);
    if (pronoun && (item.text !== 'one' || draft.articled || draft.others || pendingUnknown.length > 0 || draft.rooms.length > 0)) {
      if (determined && item.text !== 'one' && item.text !== 'ones' && items[next - 1]?.text !== 'of') break;
      draft.pronoun = pronoun;
      next++;
      headed = true;
      break;
    }
    if (item.text === 'one' && draft.count === undefined && items[next + 1]?.text === 'of') {
      draft.count = 1;
      next = readQuantity(items, next + 2, draft);
      continue;
    }
    if (item.text === "'s" || item.text === 'and') {
      if (pendingUnknown.length > 0 && item.text === "'s") {
        pendingUnknown.push("'s");
        next++;
        continue;
      }
      break;
    }
    if (isUnknown(item) && (determined || context.unknownAllowed || headFollowsSoon(items, next))) {
      pendingUnknown.push(item.text);
      next++;
      continue;
    }
    if (narrows(items, next, determined)) {
      const told = item.names.find((name) => name.is === 'device' && name.repaired === 0 && !name.onlyKind);
      if (told) {
        draft.devices = devicesOf(told);
        next++;
        const kind = kindAt(items, next);
        if (kind) draft.kinds = kind;
        draft.headKinds = kind ?? [];
        if (kindPlurals.has(items[next]?.text ?? '')) draft.plural = true;
        next++;
        headed = true;
        break;
      }
      pendingUnknown.push(item.text);
      next++;
      continue;
    }
    break;
  }
  if (pendingUnknown.length > 0) {
    if (!headed && !determined && !context.unknownAllowed) return undefined;
    addUnknown(draft, pendingUnknown, undefined);
    headed = true;
  }
  if (!headed && draft.rooms.length + draft.floors.length === 0 && !draft.here && !draft.wholeHome) {
    if (draft.all && !draft.articled) {
      draft.everything = items[at]?.text === 'all';
      if (!draft.everything) return undefined;
    } else if (draft.others) draft.pronoun = 'one';
    else {
      const alone = items[at]?.text ?? '';
      const pronoun = pronouns.get(alone);
      if (!pronoun || alone === 'one') return undefined;
      const single = blank(first);
      single.pronoun = pronoun;
      single.end = first.end;
      return { phrase: single, next: at + 1 };
    }
  }
  next = readTail(items, next, draft);
  draft.end = items[next - 1]?.end ?? draft.end;
  return { phrase: draft, next };
}

/** A phrase ready to be handed out. */
export function finishPhrase(draft: PhraseDraft, text: string): Phrase {
  return {
    start: draft.start,
    end: draft.end,
    text: text.slice(draft.start, draft.end),
    ...(draft.devices ? { devices: draft.devices } : {}),
    ...(draft.rooms.length > 0 ? { rooms: [...new Set(draft.rooms)] } : {}),
    ...(draft.floors.length > 0 ? { floors: [...new Set(draft.floors)] } : {}),
    ...(draft.here ? { here: true } : {}),
    ...(draft.wholeHome ? { wholeHome: true } : {}),
    ...(draft.kinds ? { kinds: draft.kinds } : {}),
    ...(draft.having ? { having: draft.having } : {}),
    ...(draft.all ? { all: true } : {}),
    ...(draft.plural ? { plural: true } : {}),
    ...(draft.others ? { others: true } : {}),
    ...(draft.everything ? { everything: true } : {}),
    ...(draft.pronoun ? { pronoun: draft.pronoun } : {}),
    ...(draft.count === undefined ? {} : { count: draft.count }),
    ...(draft.unknown.length > 0 ? { unknown: draft.unknown.join(' ').replaceAll(" 's", "'s"), unknownIs: draft.unknownIs ?? 'device' } : {}),
  };
}

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

/** Whether nothing is known of an item: no word of the grammar, no name. */
export function isUnknown(item: Item): boolean {
  return !item.known && item.names.length === 0;
}

/** An empty phrase that begins at an item. */
export function blank(first: { readonly start: number; readonly end: number }): PhraseDraft {
  return {
    start: first.start,
    end: first.end,
    rooms: [],
    floors: [],
    here: false,
    wholeHome: false,
    all: false,
    plural: false,
    others: false,
    everything: false,
    unknown: [],
    articled: false,
  };
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

function devicesOf(name: NameMatch): NonNullable<PhraseDraft['devices']> {
  return { ids: name.ids, match: name.repaired > 0 && name.match === 'name' ? 'alias' : name.match };
}

function readQuantity(items: readonly Item[], at: number, draft: PhraseDraft): number {
  let next = at;
  for (; next < items.length; next++) {
    const text = items[next]?.text ?? '';
    if (everythingWords.has(text)) {
      draft.everything = true;
      draft.all = true;
      const name = items[next + 1]?.text;
      return name === 'else' ? next + 2 : next + 1;
    }
    if (text === 'anything') {
      draft.everything = true;
      draft.plural = true;
      return next + 1;
    }
    if (text === 'all' || text === 'every' || text === 'each') draft.all = true;
    else if (text === 'both') {
      draft.plural = true;
      draft.count = 2;
    } else if (text === 'any' || text === 'some' || text === 'many') draft.plural = true;
    else if (text === 'other' || text === 'others' || text === 'rest' || text === 'remaining') {
      draft.others = true;
      if (text !== 'other') draft.all = true;
      if (text === 'others') return next + 1;
    } else if (text === 'single' && draft.all) continue;
    else if (text === 'of' && next > at) continue;
    else if (text === 'no' && next === at) draft.plural = true;
    else if (determiners.has(text) && pronounsAlone(items, next) === undefined) draft.articled = true;
    else {
      const number = next > at || items[next]?.known ? readNumber(items, next) : undefined;
      const counted = number && kindPlurals.has(items[number.next]?.text ?? '') ? number : undefined;
      if (counted === undefined) break;
      draft.count = counted.value;
      next = counted.next - 1;
    }
  }
  return next;
}

/** "that" and "this" stand alone when nothing follows that they could point at. */
function pronounsAlone(items: readonly Item[], at: number): 'one' | 'several' | undefined {
  const text = items[at]?.text ?? '';
  const pronoun = pronouns.get(text);
  if (pronoun === undefined) return undefined;
  const following = items[at + 1];
  if (!following) return pronoun;
  const found = classify(following);
  const room = following.text === 'room' || following.text === 'one' || following.text === 'ones';
  return (found.place ?? found.device ?? found.kinds ?? found.having ?? (room || isUnknown(following) || undefined)) ? undefined : pronoun;
}

function isThisRoom(items: readonly Item[], at: number, draft: { readonly articled: boolean }): boolean {
  return draft.articled && items[at]?.text === 'room' && items[at]?.names.length === 0;
}

function addPlace(draft: PhraseDraft, place: NameMatch): void {
  (place.is === 'room' ? draft.rooms : draft.floors).push(...place.ids);
}

/** "kitchen, hall and bedroom": more places of the same sort. */
function readPlaceChain(items: readonly Item[], at: number, draft: PhraseDraft): number {
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
function headAfterPlaces(items: readonly Item[], at: number): boolean {
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

function skipOwner(items: readonly Item[], at: number): number {
  return items[at]?.text === "'s" ? at + 1 : at;
}

function kindAt(items: readonly Item[], at: number): readonly Kind[] | undefined {
  const item = items[at];
  return item && kindWords.get(item.text);
}

/** "kitchen light switch off": a kind word that is a verb here. */
function isVerbUse(items: readonly Item[], at: number): boolean {
  return ['switch', 'lock', 'vacuum'].includes(items[at]?.text ?? '') && ['on', 'off', 'up', 'it', 'the'].includes(items[at + 1]?.text ?? '');
}

function headFollows(items: readonly Item[], at: number): boolean {
  const item = items[at];
  if (!item) return false;
  const found = classify(item);
  if (isVerbUse(items, at)) return false;
  if (found.kinds ?? found.having ?? found.device) return true;
  if (item.text === 'one' || item.text === 'ones') return true;
  return headFollowsSoon(items, at);
}

/** Unknown words and then a head: "kitchen breakfast lamp". */
function headFollowsSoon(items: readonly Item[], at: number): boolean {
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
function narrows(items: readonly Item[], at: number, determined: boolean): boolean {
  const item = items[at];
  const head = items[at + 1];
  if (!item || !head || !determined || !(classify(head).kinds ?? (head.text === 'one' || head.text === 'ones' || undefined))) return false;
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

function isOrdinalFloor(items: readonly Item[], at: number): boolean {
  return ['first', 'second', 'third', 'ground', 'top', 'upper', 'lower'].includes(items[at]?.text ?? '') && items[at + 1]?.text === 'floor';
}

function addUnknown(draft: PhraseDraft, words: readonly string[], is: 'room' | undefined): void {
  draft.unknown.push(...words);
  const last = words.at(-1) ?? '';
  const looksLikeRoom = is === 'room' || roomLikeWords.has(last) || words.some((word) => roomLikeWords.has(word));
  draft.unknownIs = draft.unknownIs === 'room' || looksLikeRoom ? 'room' : 'device';
}

const placePrepositions = new Set('in on at of inside from for near by throughout around beside with over above under behind to'.split(' '));

/** What follows a head and narrows it: places, "of mine", "that are on", numbers. */
function readTail(items: readonly Item[], at: number, draft: PhraseDraft): number {
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

/** Kinds that the last word of a name tells: the "blind" of Bedroom Blind. */
function lastWordKinds(item: Item): readonly Kind[] {
  const words = item.text.split(' ');
  return kindWords.get(words.slice(-2).join(' ')) ?? kindWords.get(words.at(-1) ?? '') ?? [];
}

function lastWord(text: string): string {
  return text.slice(text.lastIndexOf(' ') + 1);
}
