/** Words become frames: a grammar over the words of a sentence. What is no order is recognised before anything else. */
import type { Complaint, Frame, Phrase, Reading } from '../../core/frame.ts';
import type { Attribute } from '../../core/home.ts';
import type { Sentence } from '../../ports/language.ts';
import { hasHead, hasPlace } from './groups.ts';
import { correct } from './corrections.ts';
import { without, type Spared } from './exclusions.ts';
import { isConditional, isReported } from './guards.ts';
import { readBroadcast } from './lists.ts';
import { readReply } from './replying.ts';
import { scan } from './scan.ts';
import { readSegment, type Carried } from './segments.ts';
import { segmentsOf, tagged, withoutVerbalNames } from './wording.ts';

/** What was made of a sentence, before it is decided whether that is good enough. */
interface Draught {
  readonly frames: readonly Frame[];
  readonly leftover: readonly string[];
  /** What was said beside an order and not understood; it does no harm. */
  readonly remarks: readonly string[];
  readonly repaired: boolean;
  /** Whether what is to be done was itself misheard. */
  readonly repairedVerb: boolean;
  /** How much of the sentence no word was found for. */
  readonly unknownLetters: number;
}

/** More than this is not misheard, it is about something else. */
const mostUnknown = 10;

/** Reads a sentence: contracts of `Language.read`. */
export function read(sentence: Sentence): Reading {
  const first = draught(sentence, false);
  if (!sentence.tolerant) return { frames: first.frames, leftover: [...first.leftover, ...first.remarks], exact: settled(first) && first.remarks.length === 0 };
  if (!needsRepair(first) || first.unknownLetters > mostUnknown) return { frames: tolerated(first), leftover: first.leftover, exact: false };
  const second = draught(sentence, true);
  // A repair counts only if it explains the whole sentence as something to be done or answered.
  if (second.repaired && settled(second) && second.frames.every((frame) => believable(frame, second)) && second.frames.some((frame) => frame.is !== 'none'))
    return { frames: second.frames, leftover: [], exact: false };
  return { frames: tolerated(first), leftover: first.leftover, exact: false };
}

function settled(made: Draught): boolean {
  return made.leftover.length === 0 && made.frames.length > 0;
}

/** What was found by repair must be about something that was said: a verb that was only misheard moves nothing. */
function believable(frame: Frame, { repairedVerb }: Draught): boolean {
  if (frame.is === 'wish' || frame.is === 'fragment' || !known(frame)) return false;
  return frame.is !== 'command' || frame.phrases.length > 0 || !repairedVerb;
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
  const unknownLetters = tokens.reduce((sum, token) => sum + (token.meaning.is === 'unknown' ? token.end - token.start : 0), 0);
  const repairs = tokens.filter((token) => token.repaired > 0).length;
  const repairedVerb = tokens.some((token) => token.repaired > 0 && ['verb', 'adjust', 'mode', 'extreme'].includes(token.meaning.is));
  const heard = tokens.filter((token) => token.repaired === 0 && !['filler', 'particle', 'pause', 'chatter', 'de', 'ba'].includes(token.meaning.is)).length;
  const repaired = repairs > 0 && repairs <= 2 && heard > 0;
  const done = (frames: readonly Frame[], leftover: readonly string[] = []): Draught => ({
    frames,
    leftover,
    remarks: [],
    repaired,
    repairedVerb,
    unknownLetters,
  });
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
  let held: { readonly spared: Spared; readonly frames: readonly Frame[] } | undefined;
  const implied = new Set<Frame>();
  const meant = correct(tokens);
  const takenBack = meant === tokens ? undefined : readReply(meant, sentence.awaiting);
  if (takenBack) return done([forwards(takenBack)]);
  for (const segment of segmentsOf(meant)) {
    const said = readSegment(segment, sentence, carried);
    const lastCommand = frames.at(-1);
    if (said.spared) {
      const less = lastCommand?.is === 'command' ? without(lastCommand, said.spared) : undefined;
      if (less) frames[frames.length - 1] = less;
      else if (lastCommand) frames.push(...said.frames);
      else held = { spared: said.spared, frames: said.frames };
      carried = { ...carried, previous: said.last ?? carried.previous };
      continue;
    }
    const made = { ...said, frames: held ? sparing(said.frames, held.spared) : said.frames };
    if (held && made.frames.some((frame) => frame.is === 'command')) {
      // What could not be taken out of the order forbids by itself.
      if (made.frames.every((frame, at) => frame === said.frames[at])) frames.push(...held.frames);
      held = undefined;
    }
    const main = frames.at(-1);
    // 外面冷不冷，多少度: still the weather.
    const [asked] = made.frames;
    if (main?.is === 'skill' && main.skill === 'weather' && asked?.is === 'question' && !asked.phrases.length) continue;
    const except = made.except ?? [];
    const exceptsBefore = except.length > 0 && main?.is === 'command';
    if (exceptsBefore) frames[frames.length - 1] = { ...main, phrases: main.phrases.map((phrase) => ({ ...phrase, all: true })), except };
    carried = { waiting: made.waiting, except: exceptsBefore ? [] : except, previous: made.last ?? carried.previous };
    frames.push(...made.frames);
    for (const frame of said.implied ?? []) implied.add(frame);
    // A remark beside an order may be about anything, as long as nothing at home was named in it.
    if (made.frames.every((frame) => frame.is === 'none' || frame.is === 'wish') && !made.waiting.some(hasHead)) remarks.push(...made.leftover);
    else leftover.push(...made.leftover);
  }
  if (held) frames.push(...held.frames);
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
  } else if (carried.waiting.length && carried.waiting.every((one) => one.unknown !== undefined)) {
    if (!last) return done([none('chat')], [...leftover, ...carried.waiting.map((one) => one.text)]);
  } else if (carried.waiting.length) frames.push({ is: 'fragment', phrases: carried.waiting, changes: [], start: 0, end: text.length, text });
  // 其他 of what was never said is nobody.
  if (frames.some((frame) => frame.is === 'command' && frame.phrases.some((one) => one.others && !hasHead(one)))) leftover.push(text);
  const useful = withoutIdle(frames.filter((frame, at) => !implied.has(frame) || !goesOn(frame, frames.slice(at + 1))));
  const acting = useful.some((frame) => frame.is !== 'none' && frame.is !== 'wish');
  return { frames: useful.map(forwards), leftover: acting ? leftover : [...leftover, ...remarks], remarks, repaired, repairedVerb, unknownLetters };
}

function sparing(frames: readonly Frame[], spared: Spared): readonly Frame[] {
  return frames.map((frame) => (frame.is === 'command' ? (without(frame, spared) ?? frame) : frame));
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

/** What was corrected stands where it was put, not where it was said. */
function forwards(frame: Frame): Frame {
  return frame.end < frame.start ? { ...frame, start: frame.end, end: frame.start } : frame;
}

/** 空调太冷了，调高两度: what a complaint implies gives way to what is then said of the same thing. */
function goesOn(frame: Frame, later: readonly Frame[]): boolean {
  return frame.is === 'command' && later.some((next) => next.is === 'command' && (next.phrases.length === 0 || said(next) === said(frame)));
}

function said({ phrases }: { readonly phrases: readonly Phrase[] }): string {
  return JSON.stringify(phrases.map(({ start: _start, end: _end, text: _text, ...rest }) => rest));
}

/** 开…开一下客厅灯 */
function repeats(frame: Frame, next: Frame | undefined): boolean {
  if (frame.is !== 'command' || next?.is !== 'command' || JSON.stringify([frame.changes, frame.when]) !== JSON.stringify([next.changes, next.when]))
    return false;
  return frame.phrases.length === 0 || said(frame) === said(next);
}
