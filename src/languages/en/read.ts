/** A sentence becomes frames: short answers, guards, skills, questions, wishes and commands, in this order. */
import type { Frame, Phrase, Reading } from '../../core/frame.ts';
import type { Kind } from '../../core/home.ts';
import type { Sentence } from '../../ports/language.ts';
import { changesOf } from './changes.ts';
import { isEmpty, phrasesOf, type Clause } from './clause.ts';
import { readClause } from './clause-read.ts';
import { hasCondition, isProhibition, isRejected, isReported, isSparing, isStatement, reasonAt } from './guards.ts';
import { itemBefore, readBroadcast, readList } from './lists.ts';
import { unframe } from './polite.ts';
import { readSaying } from './sayings.ts';
import { type Item } from './scan.ts';
import { correctionOf } from './corrections.ts';
import { splitClauses } from './split.ts';
import { callers, readCountdown, timerAgain } from './countdown.ts';
import { readReminder, readTimer } from './timers.ts';
import { fillers, verbs } from './vocabulary.ts';
import { readWish } from './wishes.ts';
import type { PhraseDraft } from './phrase.ts';
import { misheard, owned, scanned } from './hear.ts';
import { durationCorrected } from './times.ts';
import { enumerated } from './enumerate.ts';
import { readInterrogative } from './interrogatives.ts';
import { type CommandPart, type Part, framesOf, none, readCommand, span } from './commands.ts';
import { isUnknown } from './nouns.ts';
import { readPhrase } from './phrases.ts';
import { isBroad, replaced, restOf, sparedBy } from './arrange.ts';
import { isTalk, whereSpeaking, withoutAsides } from './talk.ts';
import { opensQuestion } from './question-words.ts';

/** Reads a normalised sentence. */
export function read(sentence: Sentence): Reading {
  const heard = owned(enumerated(scanned(sentence), sentence.names), sentence.names);
  const items = sentence.tolerant ? misheard(heard) : heard;
  const { text } = sentence;
  if (items.length === 0) return { frames: [], leftover: [], exact: false };
  const repaired = items.some((item) => item.repaired);
  const whole = (frame: Frame): Reading => ({ frames: [frame], leftover: [], exact: !repaired });

  const alone = soleName(items);
  if (alone) return whole({ ...span(items, text), is: 'fragment', phrases: [alone], changes: [] });
  const saying = readSaying(items, text, sentence.awaiting);
  if (saying) return whole(saying);
  const choice = sentence.awaiting ? partAlone(items, text) : undefined;
  if (choice) return whole(choice);
  const free = freeText(items, text);
  if (free.length > 0) return { frames: free, leftover: [], exact: !repaired };
  if (isReported(items)) return whole(none(items, text, 'reported'));
  if (isRejected(items)) return whole(none(items, text, 'prohibition'));
  if (hasCondition(items)) return whole(none(items, text, 'condition'));

  const frames: Frame[] = [];
  const leftover: string[] = [];
  const readings = readAll(sentence.tolerant ? withoutAsides(items) : items, text);
  for (const reading of readings) {
    frames.push(...reading.frames);
    leftover.push(...reading.leftover);
  }
  const places = phrasesOf(
    readings.flatMap((reading) => reading.place ?? []),
    text,
  );
  const acts: readonly Frame[] = frames.filter((frame) => frame.is !== 'none' && frame.is !== 'wish');
  // A time that was not understood leaves nothing that could be done at once.
  if (readings.some((reading) => reading.leftover.includes('time') && reading.frames.every((frame) => frame.is === 'none'))) {
    return { frames: [none(items, text, 'chat')], leftover, exact: false };
  }
  // Beside an order, "I just got home" and "it's cold" are its reason.
  const forbidden = frames.some((frame) => frame.is === 'none' && frame.because === 'prohibition');
  const useful = acts.length > 0 ? frames.filter((frame) => acts.includes(frame) || (frame.is === 'none' && frame.because === 'prohibition')) : frames;
  // A bare "close" beside words that nobody understands is talk ("close but no cigar").
  const firm = acts.every((frame) => frame.is !== 'command' || frame.phrases.length > 0 || readings.length === acts.length);
  const chatter = acts.length > 0 && !forbidden && firm;
  const open = chatter ? readings.filter((reading) => reading.frames.some((frame) => acts.includes(frame))).flatMap((reading) => reading.leftover) : leftover;
  if (
    sentence.tolerant &&
    open.length > 0 &&
    useful.some((frame) => frame.is === 'command' || frame.is === 'wish' || frame.is === 'skill' || frame.is === 'fragment' || frame.is === 'question')
  ) {
    return { frames: [none(items, text, 'chat')], leftover: open, exact: false };
  }
  return {
    frames: useful.length > 0 ? useful.map((frame) => whereSaid(frame, frames, places)) : [none(items, text, 'chat')],
    leftover: sentence.tolerant ? open : leftover,
    exact: leftover.length === 0 && !repaired,
  };
}

function readAll(items: readonly Item[], text: string): CommandPart[] {
  const correction = correctionOf(items);
  if (correction) {
    const corrected = readCorrection(correction.before, correction.after, text);
    if (corrected) return corrected;
  }
  const clauses = splitClauses(items, text);
  const parts: CommandPart[] = [];
  let topic: readonly PhraseDraft[] = [];
  let told: readonly PhraseDraft[] = [];
  let kinds: readonly Kind[] = [];
  let kept: readonly PhraseDraft[] = [];
  let forbidding = false;
  for (const clause of clauses) {
    const joint = clause[0]?.text ?? '';
    if (forbidding && !['but', ',', '.', ';', '!', 'then'].includes(joint)) {
      parts.push({ frames: [none(clause, text, 'prohibition')], leftover: [] });
      continue;
    }
    const spared = (isProhibition(clause) && told.length === 0) || isSparing(clause) ? sparedBy(clause, text) : [];
    const before = parts.at(-1)?.frames.at(-1);
    // "… but leave the hall light on": an exception to what was said before.
    if (spared.length > 0 && before?.is === 'command' && before.phrases.some(isBroad)) {
      parts.push({ frames: [{ ...before, except: [...(before.except ?? []), ...phrasesOf(spared, text)] }], leftover: parts.pop()?.leftover ?? [] });
      continue;
    }
    const timer = timerAgain(told.length > 0 ? apart(clause) : clause, before);
    if (timer.length === 0) continue;
    const part = itemBefore(
      restOf(readOne(timer, text, told.length > 0 && pointsBack(timer) ? told : topic, kinds), kept, text),
      clauses[parts.length - 1] ?? [],
      text,
    );
    // "which is better, lights on or lights off": no order follows a question without a verb of its own.
    const asked = opensQuestion(clauses[0]?.[0]?.text ?? '') && clause !== clauses[0] && !clause.slice(0, 4).some((item) => verbs.has(item.text));
    if (asked && part.frames.some((frame) => frame.is === 'command')) {
      parts.push({ frames: [none(clause, text, 'chat')], leftover: [] });
      continue;
    }
    kept = spared;
    kinds = part.kinds ?? kinds;
    forbidding = part.frames.some((frame) => frame.is === 'none' && frame.because === 'prohibition');
    topic = part.topic ?? [];
    told = part.told ?? [];
    parts.push(part);
  }
  // A thing said first and then spoken of: "the kitchen light, turn it off".
  return parts.filter(
    (part, index) => !(index < parts.length - 1 && part.frames.length === 1 && part.frames[0]?.is === 'fragment' && part.frames[0].changes.length === 0),
  );
}

function readOne(clauseItems: readonly Item[], text: string, topic: readonly PhraseDraft[], kinds: readonly Kind[] = []): CommandPart {
  const one = (frame: Frame, leftover: readonly string[] = []): Part => ({ frames: [frame], leftover });
  if (isProhibition(clauseItems)) return one(none(clauseItems, text, 'prohibition'));
  const wish = readWish(clauseItems, text);
  if (wish) return one(wish);
  const countdown = readCountdown(unframedBy(clauseItems), text);
  if (countdown) return one(countdown);
  const framed = unframe(clauseItems);
  const { items } = framed;
  if (items.length === 0) return { frames: [], leftover: [] };
  if (isProhibition(items)) return one(none(items, text, 'prohibition'));
  const free = freeText(items, text);
  if (free.length > 0) return { frames: free, leftover: [] };
  const reminder = readReminder(items, text);
  if (reminder) return one(reminder);
  const timer = readTimer(items, text);
  if (timer) return one(timer.frame, timer.leftover);
  const asked = readInterrogative(items, text, framed.frame);
  if (asked) return asked;
  if (framed.frame === 'bare') {
    // "hall light on so I can see": the reason is no part of what is said.
    const reason = reasonAt(items);
    const guard = isStatement(reason === undefined ? items : items.slice(0, reason));
    const place = whereSpeaking(items);
    if (place) return { frames: [none(items, text, 'chat')], leftover: [], place };
    if (guard) return { ...one(none(items, text, guard)), told: toldOf(items) };
    if (isTalk(items)) return { ...one(none(items, text, 'chat'), unknownIn(items)), told: toldOf(items) };
  }
  if (framed.frame === 'ability') return one(none(items, text, 'chat'));
  return readCommand(items, text, topic, framed.frame === 'want', kinds);
}

/** "the garage door is open, close it": what was told of. */
function toldOf(items: readonly Item[]): readonly PhraseDraft[] {
  const from = items.findIndex((item) => !fillers.has(item.text) && !/^[,.!]$/.test(item.text));
  const phrase = from < 0 ? undefined : readPhrase(items, from, { unknownAllowed: false })?.phrase;
  return phrase && phrase.unknown.length === 0 && (phrase.devices ?? phrase.kinds ?? phrase.having) !== undefined ? [phrase] : [];
}

/** "stop it" is a word of its own, but of what was told it is two. */
function apart(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item) =>
    item.text === 'stop it'
      ? [
          { ...item, text: 'stop', end: item.start + 4 },
          { ...item, text: 'it', start: item.end - 2 },
        ]
      : [item],
  );
}

function pointsBack(items: readonly Item[]): boolean {
  return items.some((item) => ['it', 'them', 'that', 'those', 'this'].includes(item.text));
}

/** "could you give me a shout": without what comes before the verb. */
function unframedBy(items: readonly Item[]): readonly Item[] {
  const at = items.findIndex((item) => item.text === 'time' || callers.has(item.text));
  return at > 0 && at < 4 && items.slice(0, at).every((item) => fillers.has(item.text) || modalWords.has(item.text) || /^[,.!]$/.test(item.text))
    ? items.slice(at)
    : items;
}

const modalWords = new Set(['can', 'could', 'would', 'will', 'you', 'and', 'then']);

function unknownIn(items: readonly Item[]): readonly string[] {
  const unknown = items.filter(isUnknown).map((item) => item.text);
  return unknown.length > 0 ? unknown : ['talk'];
}

/** What somebody corrected: the new words in the place of the old ones. */
function readCorrection(before: readonly Item[], after: readonly Item[], text: string): Part[] | undefined {
  const clauses = splitClauses(before, text);
  const last = clauses.at(-1) ?? [];
  const framed = unframe(last);
  if (isProhibition(framed.items) || isProhibition(after)) return undefined;
  if (framed.frame === 'ability') return undefined;
  const duration = durationCorrected(framed.items, after);
  if (duration) return [...clauses.slice(0, -1).map((clause) => readOne(clause, text, [])), readOne(duration, text, [])];
  const old = readClause(framed.items, text);
  const next = unframe(after);
  const fresh = readClause(next.items, text);
  if (opensQuestion(next.items[0]?.text ?? '') || isStatement(next.items)) return undefined;
  if (isEmpty(fresh)) return undefined;
  if (opensQuestion(framed.items[0]?.text ?? '') && framed.frame === 'bare') return undefined;
  const earlier = clauses.slice(0, -1).map((clause) => readOne(clause, text, []));
  const span = [...framed.items, ...next.items];
  if (fresh.verb !== undefined && (fresh.phrases.length > 0 || changesOf(fresh).length > 0)) {
    if (fresh.phrases.length === 0 || fresh.phrases.every((phrase) => phrase.pronoun !== undefined)) fresh.phrases = old.phrases;
    if (old.when && !fresh.when) fresh.when = old.when;
    return [...earlier, framesOf(fresh, span, text, false, false)];
  }
  if (old.verb === undefined && old.particle === undefined && old.values.length === 0) return undefined;
  const merged: Clause = { ...old, leftover: [...old.leftover, ...fresh.leftover] };
  if (fresh.phrases.length > 0) merged.phrases = replaced(old.phrases, fresh.phrases);
  if (fresh.values.length > 0)
    merged.values = fresh.values.map((value) => ({ ...value, how: value.how === 'bare' ? (old.values[0]?.how ?? 'bare') : value.how }));
  if (fresh.particle) merged.particle = fresh.particle;
  if (fresh.comparative) merged.comparative = fresh.comparative;
  if (fresh.when) merged.when = fresh.when;
  if (fresh.attribute) merged.attribute = fresh.attribute;
  if (fresh.ownWord) merged.ownWord = fresh.ownWord;
  return [...earlier, framesOf(merged, span, text, false, framed.frame === 'want')];
}

/** Lists and messages carry free text, so they are read before anything else is made of it. */
function freeText(items: readonly Item[], text: string): Frame[] {
  const framed = unframe(items);
  if (framed.frame === 'ability' || isProhibition(items)) return [];
  const broadcast = readBroadcast(framed.items, text);
  if (broadcast) return [broadcast];
  return readList(framed.items, text);
}

/** "it's dark in the kitchen, turn on the light", "I'm in the kitchen, …": there. */
function whereSaid(frame: Frame, all: readonly Frame[], said: readonly Phrase[]): Frame {
  const places = [...said, ...all.flatMap((one) => (one.is === 'wish' ? one.phrases : []))];
  const rooms = places.flatMap((phrase) => phrase.rooms ?? []);
  const floors = places.flatMap((phrase) => phrase.floors ?? []);
  const place = { ...(rooms.length > 0 ? { rooms } : {}), ...(floors.length > 0 ? { floors } : {}) };
  if ((frame.is !== 'command' && frame.is !== 'wish') || rooms.length + floors.length === 0) return frame;
  if (frame.is === 'wish')
    return frame.phrases.length === 0 ? { ...frame, phrases: [{ start: frame.start, end: frame.end, text: frame.text, ...place }] } : frame;
  if (frame.phrases.length === 0) return { ...frame, phrases: [{ start: frame.start, end: frame.end, text: frame.text, ...place }] };
  const placeless = frame.phrases.every((phrase) => !phrase.rooms && !phrase.floors && !phrase.here && !phrase.devices && !phrase.all && !phrase.everything);
  return placeless ? { ...frame, phrases: frame.phrases.map((phrase) => (phrase.pronoun ? phrase : { ...phrase, ...place })) } : frame;
}

/** The full name of something, said alone: a scene or script is run by it. */
function soleName(items: readonly Item[]): ReturnType<typeof phrasesOf>[number] | undefined {
  const spoken = items.filter((item) => !/^[,.!]$/.test(item.text) && !['please', 'thanks', 'thank you', 'hey', 'okay', 'now'].includes(item.text));
  const [only] = spoken;
  if (!only || spoken.length !== 1) return undefined;
  const name = only.names.find((one) => one.is === 'device' && (one.match === 'name' || one.match === 'alias') && !one.onlyKind);
  if (!name) return undefined;
  return { start: only.start, end: only.end, text: only.text, devices: { ids: name.ids, match: name.match } };
}

/** "left", "the upper": a word that tells one of what was offered from the others. */
function partAlone(items: readonly Item[], text: string): Frame | undefined {
  const spoken = items.filter(
    (item) => !/^[,.!?]$/.test(item.text) && !['please', 'the', 'one', 'yes', 'yeah', 'ones', 'okay', 'i', 'mean', 'meant', 'um', 'uh'].includes(item.text),
  );
  const [only] = spoken;
  const name = spoken.length === 1 ? only?.names.find((one) => one.is === 'device' && !one.onlyKind) : undefined;
  if (!only || !name || verbs.has(only.text)) return undefined;
  return {
    ...span(items, text),
    is: 'fragment',
    phrases: [{ start: only.start, end: only.end, text: only.text, devices: { ids: name.ids, match: name.match } }],
    changes: [],
  };
}
