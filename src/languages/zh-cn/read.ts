/** Words become frames: a grammar over the words of a sentence. What is no order is recognised before anything else. */
import type { Change, Complaint, Frame, Phrase, Reading, When } from '../../core/frame.ts';
import type { Attribute, Kind } from '../../core/home.ts';
import type { NameIndex, Sentence } from '../../ports/language.ts';
import type { Clause, Group } from './clauses.ts';
import { hasHead, hasPlace, readClause } from './clauses.ts';
import { correct } from './corrections.ts';
import { isAbilityQuestion, isConditional, isPast, isProhibition, isQuestion, isReported, isStatement } from './guards.ts';
import { readBroadcast, readList } from './lists.ts';
import { kindsOf, type Draft } from './phrases.ts';
import { readQuestion } from './questions.ts';
import { readReply } from './replying.ts';
import { scan } from './scan.ts';
import { readSky } from './sky.ts';
import { readTimer } from './timers.ts';
import type { Token } from './tokens.ts';
import { kindWords } from './vocabulary.ts';

/** What was made of a sentence, before it is decided whether that is good enough. */
interface Draught {
  readonly frames: readonly Frame[];
  readonly leftover: readonly string[];
  /** What was said beside an order and not understood; it does no harm. */
  readonly remarks: readonly string[];
  readonly repaired: boolean;
}

export function read(sentence: Sentence): Reading {
  const first = draught(sentence, false);
  if (!sentence.tolerant) return { frames: first.frames, leftover: [...first.leftover, ...first.remarks], exact: settled(first) && first.remarks.length === 0 };
  if (!needsRepair(first)) return { frames: tolerated(first), leftover: first.leftover, exact: false };
  const second = draught(sentence, true);
  // A repair counts only if it explains the whole sentence as something to be done or answered.
  if (second.repaired && settled(second) && second.frames.every(believable) && second.frames.some((frame) => frame.is !== 'none'))
    return { frames: second.frames, leftover: [], exact: false };
  return { frames: tolerated(first), leftover: first.leftover, exact: false };
}

function settled(made: Draught): boolean {
  return made.leftover.length === 0 && made.frames.length > 0;
}

/** What was found by repair must be about something that was said: a verb that was only misheard moves nothing. */
function believable(frame: Frame): boolean {
  if (frame.is === 'wish' || frame.is === 'fragment' || !known(frame)) return false;
  return frame.is !== 'command' || frame.phrases.length > 0;
}

function known(frame: Frame): boolean {
  return !('phrases' in frame) || !frame.phrases?.some((phrase) => phrase.unknown !== undefined);
}

function needsRepair(made: Draught): boolean {
  return made.leftover.length > 0 || made.frames.some((frame) => !known(frame) || (frame.is === 'none' && frame.because === 'chat'));
}

/** Words that are not understood may say that nothing is to be done: then nothing is. */
function tolerated(made: Draught): readonly Frame[] {
  if (made.leftover.length === 0 && made.frames.length) return made.frames;
  return made.frames
    .filter((frame) => frame.is === 'none' && frame.because !== 'chat')
    .slice(0, 1)
    .concat(chat(made))
    .slice(0, 1);
}

function chat(made: Draught): Frame[] {
  const first = made.frames[0];
  return [{ is: 'none', because: 'chat', start: first?.start ?? 0, end: first?.end ?? 0, text: first?.text ?? '' }];
}

function draught(sentence: Sentence, repair: boolean): Draught {
  const { text, names } = sentence;
  const tokens = tagged(withoutVerbalNames(text, scan(text, names, { repair, refused: new Set() }), sentence, repair));
  const repairs = tokens.filter((token) => token.repaired > 0).length;
  const heard = tokens.filter((token) => token.repaired === 0 && !['filler', 'particle', 'pause', 'chatter', 'de', 'ba'].includes(token.meaning.is)).length;
  const repaired = repairs > 0 && repairs <= 2 && heard > 0;
  const done = (frames: readonly Frame[], leftover: readonly string[] = []): Draught => ({ frames, leftover, remarks: [], repaired });
  if (!tokens.length) return done([]);

  const reply = readReply(tokens, sentence.awaiting);
  if (reply) return done([reply]);
  const none = (because: Extract<Frame, { is: 'none' }>['because']): Frame => ({ is: 'none', because, start: 0, end: text.length, text });
  const namesFirst = tokens.find((token) => token.meaning.is === 'name' && token.meaning.what === 'device');
  if (!namesFirst || !/广播|播报/.test(namesFirst.text)) {
    const broadcast = /^(?:不要|别)/.test(text) ? undefined : readBroadcast(text);
    if (broadcast) return done([broadcast]);
  }
  if (isConditional(tokens)) return done([none('condition')]);
  if (isReported(tokens)) return done([none('reported')]);

  const frames: Frame[] = [];
  const leftover: string[] = [];
  const remarks: string[] = [];
  let carried: Carried = { waiting: [], except: [], previous: undefined };
  for (const segment of segmentsOf(correct(tokens))) {
    const made = readSegment(segment, sentence, carried);
    const main = frames.at(-1);
    const except = made.except ?? [];
    const exceptsBefore = except.length > 0 && main?.is === 'command';
    if (exceptsBefore) frames[frames.length - 1] = { ...main, phrases: main.phrases.map((phrase) => ({ ...phrase, all: true })), except };
    carried = { waiting: made.waiting, except: exceptsBefore ? [] : except, previous: made.last ?? carried.previous };
    frames.push(...made.frames);
    // A remark beside an order may be about anything, as long as nothing at home was named in it.
    if (made.frames.every((frame) => frame.is === 'none' || frame.is === 'wish') && !made.waiting.some(hasHead)) remarks.push(...made.leftover);
    else leftover.push(...made.leftover);
  }
  if (carried.except.length) leftover.push(...carried.except.map((phrase) => phrase.text));
  const last = frames.at(-1);
  if (
    last?.is === 'command' &&
    carried.waiting.length &&
    carried.waiting.every((one) => hasPlace(one) && !hasHead(one)) &&
    last.phrases.every((phrase) => !hasPlace(phrase)) &&
    !/还有|也|和|再/.test(text.slice(last.end))
  ) {
    // 把灯打开，客厅的
    frames[frames.length - 1] = { ...last, phrases: last.phrases.flatMap((phrase) => carried.waiting.map((place) => ({ ...place, ...phrase }))) };
  } else if (carried.waiting.length && !(last && carried.waiting.every((one) => one.unknown !== undefined)))
    frames.push({ is: 'fragment', phrases: carried.waiting, changes: [], start: 0, end: text.length, text });
  const useful = withoutIdle(frames);
  const acting = useful.some((frame) => frame.is !== 'none' && frame.is !== 'wish');
  return { frames: useful, leftover: acting ? leftover : [...leftover, ...remarks], remarks, repaired };
}

/** 灯关了没有, 灯关了没: a negation that ends a clause asks. */
function tagged(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, at) => {
    if (token.text === '锁' && locking(tokens, at)) return { ...token, meaning: { is: 'verb', verb: 'lock' } };
    if (!/^(?:没有|没|不|未)$/.test(token.text) || token.meaning.is === 'ask' || at === 0) return token;
    // 冷不冷, 关没关
    if (tokens[at - 1]?.text === tokens[at + 1]?.text) return { ...token, meaning: { is: 'ask', ask: 'yes-no' } };
    const after = tokens.slice(at + 1).find((one) => one.meaning.is !== 'particle');
    const before = tokens[at - 1];
    return (!after || after.meaning.is === 'pause') && before && before.meaning.is !== 'pause' ? { ...token, meaning: { is: 'ask', ask: 'yes-no' } } : token;
  });
}

/** 锁门, 大门锁了没: what is done; 打开锁 is the thing. */
function locking(tokens: readonly Token[], at: number): boolean {
  const [before, after] = [tokens[at - 1]?.meaning.is, tokens[at + 1]];
  if (after?.meaning.is === 'kind' || after?.meaning.is === 'name') return true;
  return (before === 'kind' || before === 'name' || before === undefined) && (after === undefined || /^(?:了|没|吗|一下|上|好)/.test(after.text));
}

/** 全部关闭 is a scene when it is said alone or after a verb; in 把灯全部关闭 it is not. */
function withoutVerbalNames(text: string, tokens: readonly Token[], sentence: Sentence, repair: boolean): readonly Token[] {
  const refused = new Set<number>();
  tokens.forEach((token, at) => {
    if (token.meaning.is !== 'name' || token.meaning.what !== 'device' || !isVerbal(token.text)) return;
    const before = tokens.slice(0, at).findLast((one) => one.meaning.is !== 'filler' && one.meaning.is !== 'particle' && one.meaning.is !== 'can');
    const after = tokens.slice(at + 1).find((one) => one.meaning.is !== 'filler' && one.meaning.is !== 'particle' && one.meaning.is !== 'de');
    const introduced =
      !before ||
      before.meaning.is === 'verb' ||
      before.meaning.is === 'ba' ||
      before.meaning.is === 'pause' ||
      before.meaning.is === 'conjunction' ||
      before.meaning.is === 'next' ||
      before.meaning.is === 'not' ||
      (before.meaning.is === 'name' && before.meaning.what === 'room');
    const followed = after && (after.meaning.is === 'kind' || after.meaning.is === 'name' || after.meaning.is === 'here' || after.meaning.is === 'all');
    if (!introduced || followed) refused.add(token.start);
  });
  return refused.size ? scan(text, sentence.names, { repair, refused }) : tokens;
}

const noNames: NameIndex = { at: () => [] };

function isVerbal(name: string): boolean {
  return scan(name, noNames, { repair: false, refused: new Set() }).some(({ meaning }) => meaning.is === 'verb' || meaning.is === 'adjust');
}

function segmentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (token.meaning.is === 'pause') segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments.filter((segment) => segment.length > 0);
}

interface Segment {
  readonly frames: readonly Frame[];
  readonly leftover: readonly string[];
  /** Things that were named and have no verb yet. */
  readonly waiting: readonly Draft[];
  readonly last?: Group | undefined;
  /** What the command before is not to touch. */
  readonly except?: readonly Draft[];
}

/** What one stretch of a sentence leaves to the next. */
interface Carried {
  /** Things that were named and have no verb yet. */
  readonly waiting: readonly Draft[];
  /** What the command to come is not to touch. */
  readonly except: readonly Draft[];
  readonly previous: Group | undefined;
}

function readSegment(tokens: readonly Token[], sentence: Sentence, carried: Carried): Segment {
  const { names, text } = sentence;
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  const at = { start, end, text: text.slice(start, end) };
  const only = (frame: Frame, leftover: readonly string[] = []): Segment => ({ frames: [frame], leftover, waiting: [] });
  const none = (because: Extract<Frame, { is: 'none' }>['because']): Segment => only({ ...at, is: 'none', because });

  const lists = readList(at.text, start);
  if (lists?.length) return { frames: lists, leftover: [], waiting: [] };
  if (isProhibition(tokens)) return none('prohibition');
  const commanded =
    tokens.some((token) => token.meaning.is === 'verb' && token.meaning.verb !== 'set') &&
    tokens.some((token) => token.meaning.is === 'kind' || (token.meaning.is === 'name' && token.meaning.what === 'device'));
  if (!commanded || /提醒|叫我|叫醒|取消|计时器还/.test(at.text)) {
    const timer = readTimer(tokens, text);
    if (timer) return only(timer);
  }
  const sky = readSky(tokens, text);
  if (sky) return only(sky.frame, sky.leftover);
  if (isAbilityQuestion(tokens)) {
    const asked = readQuestion(tokens, names, text);
    return only({
      ...at,
      is: 'question',
      topic: { ask: 'ability' },
      phrases: (asked?.phrases ?? []).filter((phrase) => hasHead(phrase) && phrase.unknown === undefined),
    });
  }
  if (isQuestion(tokens)) {
    // Why, and how to: there is nothing at home to be read.
    const asked = tokens.some((token) => token.meaning.is === 'ask' && (token.meaning.ask === 'why' || token.meaning.ask === 'how'))
      ? undefined
      : readQuestion(tokens, names, text);
    if (!asked) return none('chat');
    const frames = [asked.topic, ...asked.also].map((topic): Frame => ({ ...at, is: 'question', topic, phrases: asked.phrases }));
    return { frames, leftover: asked.leftover, waiting: [] };
  }
  if (isPast(tokens)) return none('past');
  if (isStatement(tokens)) return none('chat');
  return commands(readClause(tokens, names, text), tokens, at, carried, sentence);
}

function commands(clause: Clause, tokens: readonly Token[], at: { start: number; end: number; text: string }, carried: Carried, sentence: Sentence): Segment {
  const frames: Frame[] = [];
  let pending = [...carried.waiting];
  let last = carried.previous;
  let except: readonly Draft[] = carried.except;
  if (clause.vague !== undefined && clause.groups.some((group) => group.changes.length)) {
    return { frames: [{ ...at, is: 'skill', skill: 'timer-start', slots: {}, unclear: clause.vague }], leftover: clause.leftover, waiting: [] };
  }
  let when: When | undefined;
  for (const group of spread(clause.groups, sentence)) {
    if (group.changes.length && except.length) {
      group.except.push(...except);
      except = [];
    }
    if (group.changes.length) settle(group);
    const span = { start: group.start, end: group.end, text: at.text };
    when = group.when ?? when;
    if (group.changes.length === 0 && group.except.length) {
      // 所有灯关了，除了书房的: an exception that comes after.
      const main = frames.findLastIndex((frame) => frame.is === 'command');
      const before = frames[main];
      if (before?.is === 'command') frames[main] = { ...before, except: [...(before.except ?? []), ...group.except] };
      else except = [...except, ...group.except];
      continue;
    }
    if (group.changes.length === 0) {
      if (
        group.complaint &&
        tokens.some(
          (token) =>
            token.meaning.is === 'vague-time' ||
            (token.meaning.is === 'day' && token.meaning.day !== 'today') ||
            token.meaning.is === 'past' ||
            token.meaning.is === 'outside',
        )
      ) {
        frames.push({ ...span, is: 'none', because: 'chat' });
        continue;
      }
      if (group.complaint) {
        frames.push({ ...span, is: 'wish', complaint: group.complaint, phrases: group.phrases.filter(hasPlace) });
        continue;
      }
      if (group.unset) {
        frames.push({ ...span, is: 'none', because: 'chat' });
        continue;
      }
      if (group.phrases.length) pending.push(...group.phrases);
      continue;
    }
    const onlyPronoun = group.phrases.length > 0 && group.phrases.every((phrase) => phrase.pronoun && !hasHead(phrase) && !hasPlace(phrase));
    const phrases: readonly Draft[] =
      group.phrases.length && !(onlyPronoun && pending.some(hasHead))
        ? [...pending.filter((one) => hasHead(one) && one.unknown === undefined), ...group.phrases.map((one) => placed(one, pending))]
        : pending.length
          ? pending
          : inherited(group, last);
    if (!group.phrases.length && !pending.length && last && phrases === last.phrases) continued(group, last);
    pending = [];
    const bare =
      phrases.length === 0 &&
      group.changes.every((change) => change.do === 'set') &&
      !tokens.some((token) => token.meaning.is === 'verb' || token.meaning.is === 'attribute' || token.meaning.is === 'mode' || token.meaning.is === 'extreme');
    const timed = when ? { when } : {};
    if (bare) frames.push({ ...span, is: 'fragment', phrases, changes: group.changes, ...timed });
    else
      frames.push({
        ...span,
        is: 'command',
        phrases: cleaned(phrases, group.changes),
        changes: group.changes,
        ...(group.except.length ? { except: group.except } : {}),
        ...timed,
      });
    last = { ...group, phrases: [...phrases] };
  }
  return { frames, leftover: clause.leftover, waiting: pending, last, except };
}

/** 客厅，灯打开: a place said before belongs to the thing. */
function placed(phrase: Draft, pending: readonly Draft[]): Draft {
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
function inherited(group: Group, last: Group | undefined): readonly Draft[] {
  if (!last) return group.all ? [{ start: group.start, end: group.end, text: '', all: true, pronoun: 'several' }] : [];
  const kinds = last.phrases.flatMap((phrase) => kindsOf(phrase, kindWords) ?? []);
  const suits = group.changes.every((change) => {
    const attribute = 'attribute' in change ? change.attribute : undefined;
    const wanted = fits.find(([attributes]) => attribute !== undefined && attributes.includes(attribute))?.[1];
    return !wanted || !kinds.length || kinds.some((kind) => wanted.includes(kind));
  });
  return suits ? last.phrases : [];
}

/** Two things side by side share what only one of them was given: the room, or the kind. */
function spread(groups: readonly Group[], sentence: Sentence): readonly Group[] {
  for (const { phrases } of groups) {
    for (let at = phrases.length - 2; at >= 0; at -= 1) {
      const phrase = phrases[at];
      const next = phrases[at + 1];
      if (!phrase || !next || hasHead(phrase) || !hasPlace(phrase) || phrase.unknown !== undefined) continue;
      const kinds = kindsOf(next, kindWords);
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
    const kinds = kindsOf(before, kindWords);
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
function continued(group: Group, last: Group): void {
  const attribute = last.changes.map((change) => ('attribute' in change ? change.attribute : undefined)).findLast((one) => one !== undefined);
  if (attribute) group.changes = group.changes.map((change) => (change.do === 'adjust' && !change.attribute ? { ...change, attribute } : change));
}

/** 主卧空调 names its room, though it is one name. */
function roomInName(phrase: Draft, { names, text }: Sentence): readonly string[] | undefined {
  if (!phrase.devices) return undefined;
  return names.at(text, phrase.start, false).find((match) => match.is === 'room' && match.end < phrase.end)?.ids;
}

/** Quantifiers that stood apart from their noun, and what an exception implies. */
function settle(group: Group): void {
  const switchesOff = group.changes.some((change) => change.do === 'switch');
  if (group.except.length) {
    if (!group.phrases.length) {
      const kinds = group.except.find((phrase) => phrase.kinds)?.kinds ?? group.except.flatMap((phrase) => kindsOf(phrase, kindWords) ?? [])[0];
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
function cleaned(phrases: readonly Draft[], changes: readonly Change[]): readonly Phrase[] {
  if (!changes.some((change) => change.do === 'run' && change.action === 'start-cleaning') || phrases.length < 2) return phrases;
  const machine = phrases.find((phrase) => phrase.devices ?? phrase.kinds);
  if (!machine) return phrases;
  const rooms = phrases.flatMap((phrase) => phrase.rooms ?? []);
  return [{ ...machine, ...(rooms.length ? { rooms } : {}), ...(phrases.some((phrase) => phrase.here) ? { here: true } : {}) }];
}

/** A wish or a remark beside an order only says why, and perhaps what of: 太热了，调低一点. What is said twice is done once. */
function withoutIdle(frames: readonly Frame[]): readonly Frame[] {
  const wish = frames.find((frame) => frame.is === 'wish');
  const doing = frames.filter((frame) => frame.is !== 'wish' && !(frame.is === 'none' && frame.because === 'chat'));
  if (!doing.length) return frames.slice(0, 1);
  const attribute = wish && complained[wish.complaint];
  return doing
    .map((frame) => {
      if (frame.is !== 'command' || frame.phrases.length || !attribute) return frame;
      return { ...frame, changes: frame.changes.map((change) => (change.do === 'adjust' && !change.attribute ? { ...change, attribute } : change)) };
    })
    .filter((frame, at, all) => !repeats(frame, all[at + 1]));
}

const complained: Readonly<Partial<Record<Complaint, Attribute>>> = {
  dark: 'brightnessPercent',
  bright: 'brightnessPercent',
  cold: 'targetTemperatureCelsius',
  hot: 'targetTemperatureCelsius',
  loud: 'volumePercent',
  quiet: 'volumePercent',
};

/** 开…开一下客厅灯 */
function repeats(frame: Frame, next: Frame | undefined): boolean {
  if (frame.is !== 'command' || next?.is !== 'command' || JSON.stringify([frame.changes, frame.when]) !== JSON.stringify([next.changes, next.when]))
    return false;
  const said = ({ phrases }: { readonly phrases: readonly Phrase[] }) =>
    JSON.stringify(phrases.map(({ start: _start, end: _end, text: _text, ...rest }) => rest));
  return frame.phrases.length === 0 || said(frame) === said(next);
}
