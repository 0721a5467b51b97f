/** Noun phrases: "all the lights in the kitchen and the hall", "grandma's lamp", "the other one", "everything upstairs". */
import { anythingNouns, everythingWords, kindPlurals, kindWords } from './kinds.ts';
import { readNumber } from './numbers.ts';
import type { Item } from './scan.ts';
import { type PhraseDraft, blank } from './phrase.ts';
import {
  addUnknown,
  classify,
  determiners,
  devicesOf,
  headFollows,
  headFollowsSoon,
  isUnknown,
  isVerbUse,
  kindAt,
  lastWord,
  lastWordKinds,
  narrows,
  skipOwner,
} from './nouns.ts';
import { addPlace, headAfterPlaces, isThisRoom, readPlaceChain } from './places.ts';
import { readTail } from './phrase-tail.ts';

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

const wholes = new Set(['house', 'home', 'place', 'apartment', 'flat', 'condo']);

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
    // "the whole house"
    if ((item.text === 'whole' || item.text === 'entire') && wholes.has(items[next + 1]?.text ?? '')) {
      Object.assign(draft, { everything: true, all: true, wholeHome: true });
      next += 2;
      headed = true;
      break;
    }
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
      // "them all", "them both"
      if (pronoun === 'several' && ['all', 'both'].includes(items[next]?.text ?? '')) next++;
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
    } else if (text === 'whole' && items[next + 1]?.text === 'of') {
      draft.everything = true;
      draft.all = true;
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
