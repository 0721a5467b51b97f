/** One stretch of a sentence, between two pauses, becomes frames. */
import type { Frame, When } from '../../core/frame.ts';
import type { Attribute } from '../../core/home.ts';
import type { Sentence } from '../../ports/language.ts';
import { readClause } from './clauses.ts';
import { hasHead, hasPlace, type Clause, type Group } from './groups.ts';
import { spare, sparedBy, within, type Spared } from './exclusions.ts';
import { isAbilityQuestion, isPast, isProhibition, isQuestion, isStatement } from './guards.ts';
import { readList } from './lists.ts';
import type { Draft } from './phrases.ts';
import { readQuestion } from './questions.ts';
import { cleaned, continued, inherited, placed, settle, spread } from './sharing.ts';
import { readSky } from './sky.ts';
import { readTimer } from './timers.ts';
import type { Token } from './tokens.ts';
import { vocabulary } from './vocabulary.ts';

/** What was made of one stretch of a sentence. */
export interface Segment {
  readonly frames: readonly Frame[];
  readonly leftover: readonly string[];
  /** Things that were named and have no verb yet. */
  readonly waiting: readonly Draft[];
  readonly last?: Group | undefined;
  /** What the command before is not to touch. */
  readonly except?: readonly Draft[];
  /** Commands that a complaint only implies. */
  readonly implied?: readonly Frame[];
  /** What some command before or after is not to touch. */
  readonly spared?: Spared;
}

/** What one stretch of a sentence leaves to the next. */
export interface Carried {
  /** Things that were named and have no verb yet. */
  readonly waiting: readonly Draft[];
  /** What the command to come is not to touch. */
  readonly except: readonly Draft[];
  readonly previous: Group | undefined;
}

/** Reads one stretch: what is no order first, then skills, questions, and at last orders. */
export function readSegment(tokens: readonly Token[], sentence: Sentence, carried: Carried): Segment {
  const { names, text } = sentence;
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  const at = { start, end, text: text.slice(start, end) };
  const only = (frame: Frame, leftover: readonly string[] = []): Segment => ({ frames: [frame], leftover, waiting: [] });
  const none = (because: Extract<Frame, { is: 'none' }>['because']): Segment => only({ ...at, is: 'none', because });

  const lists = readList(at.text, start);
  if (lists?.length) return { frames: lists, leftover: [], waiting: [] };
  const spared = sparedBy(tokens, sentence);
  if (spared) return { ...none('prohibition'), spared, last: spokenOf(tokens, sentence) };
  if (isProhibition(tokens)) return { ...none('prohibition'), last: spokenOf(tokens, sentence) };
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
    return { frames, leftover: asked.leftover, waiting: [], last: spokenOf(tokens, sentence) };
  }
  if (isPast(tokens)) return none('past');
  if (isStatement(tokens)) return none('chat');
  return commands(readClause(tokens, names, text), tokens, at, carried, sentence);
}

function commands(clause: Clause, tokens: readonly Token[], at: { start: number; end: number; text: string }, carried: Carried, sentence: Sentence): Segment {
  const frames: Frame[] = [];
  const implied: Frame[] = [];
  let pending = [...carried.waiting];
  let last = carried.previous;
  let except: readonly Draft[] = carried.except;
  if (clause.vague !== undefined && clause.groups.some((group) => group.changes.length)) {
    return { frames: [{ ...at, is: 'skill', skill: 'timer-start', slots: {}, unclear: clause.vague }], leftover: clause.leftover, waiting: [] };
  }
  // 空调定时关闭, and no time said.
  if (
    tokens.some((token) => token.meaning.is === 'timer') &&
    clause.groups.some((group) => group.changes.length) &&
    !clause.groups.some((group) => group.when)
  ) {
    return { frames: [{ ...at, is: 'skill', skill: 'timer-start', slots: {}, unclear: at.text }], leftover: clause.leftover, waiting: [] };
  }
  let when: When | undefined;
  for (const group of spread(clause.groups, sentence)) {
    if (group.changes.length && except.length) {
      for (const phrase of group.phrases) if (phrase.others) within(phrase, except);
      group.except.push(...spare(except));
      except = [];
    }
    if (group.changes.length) settle(group);
    const span = { start: group.start, end: group.end, text: at.text };
    when = group.when ?? when;
    if (group.changes.length === 0 && group.phrases.length && !group.except.length && tokens.some((token) => token.text === '留')) {
      // 只留落地灯，其他灯都关掉
      group.except.push(...group.phrases);
    }
    if (group.changes.length === 0 && group.except.length) {
      // 所有灯关了，除了书房的: an exception that comes after.
      const main = frames.findLastIndex((frame) => frame.is === 'command');
      const before = frames[main];
      if (before?.is === 'command') frames[main] = { ...before, except: [...(before.except ?? []), ...group.except] };
      else except = [...except, ...group.except];
      continue;
    }
    if (group.changes.length === 0) {
      if (group.complaint && !isOwnWish(tokens)) {
        frames.push({ ...span, is: 'none', because: 'chat' });
        continue;
      }
      if (group.complaint) {
        frames.push({ ...span, is: 'wish', complaint: group.complaint, phrases: group.phrases.filter(hasPlace) });
        continue;
      }
      if (group.unset && clause.leftover.length) {
        frames.push({ ...span, is: 'none', because: 'chat' });
        continue;
      }
      if (group.unset) {
        const asked = measures[group.unset] ?? group.unset;
        const setting = tokens.some((token) => token.meaning.is === 'verb' || token.meaning.is === 'ba');
        frames.push(
          setting ? { ...span, is: 'none', because: 'chat' } : { ...span, is: 'question', topic: { ask: 'value', attribute: asked }, phrases: group.phrases },
        );
        continue;
      }
      if (group.phrases.length) pending.push(...group.phrases);
      continue;
    }
    if (pending.length && (group.others ?? group.phrases.some((phrase) => phrase.others))) {
      // 只留落地灯，其他灯都关掉
      for (const phrase of group.phrases) if (phrase.others) within(phrase, pending);
      group.except.push(...spare(pending));
      pending = [];
      settle(group);
    }
    if (group.others && !group.phrases.length) group.phrases.push({ start: group.start, end: group.end, text: '', others: true });
    const onlyPronoun = group.phrases.length > 0 && group.phrases.every((phrase) => phrase.pronoun && !hasHead(phrase) && !hasPlace(phrase));
    const phrases: readonly Draft[] =
      group.phrases.length && !(onlyPronoun && pending.some(hasHead))
        ? [...pending.filter(listed), ...group.phrases.map((one) => there(placed(one, pending), last))]
        : pending.length
          ? pending
          : inherited(group, last);
    if (!group.phrases.length && !pending.length && last && phrases === last.phrases) continued(group, last);
    // 停, with nothing said of what: what plays or moves, never what only is on.
    if (!phrases.length) group.changes = group.changes.map((change) => (change.do === 'stop' ? { do: 'pause' } : change));
    pending = [];
    const bare =
      phrases.length === 0 &&
      group.changes.every((change) => change.do === 'set') &&
      !tokens.some((token) => token.meaning.is === 'verb' || token.meaning.is === 'attribute' || token.meaning.is === 'mode' || token.meaning.is === 'extreme');
    // What goes on about the same thing happens at the same time.
    if (!group.when && !group.phrases.length && phrases.length && phrases === last?.phrases) when ??= last.when;
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
    if (group.mends) implied.push(...frames.slice(-1));
    last = { ...group, phrases: [...phrases], ...timed };
  }
  return { frames, leftover: clause.leftover, waiting: pending, last, except, implied };
}

/** 客厅温度, with nothing else, asks for what is measured. */
const measures: Readonly<Partial<Record<Attribute, Attribute>>> = {
  targetTemperatureCelsius: 'currentTemperatureCelsius',
  targetHumidityPercent: 'currentHumidityPercent',
};

/** 主卧的灯和空调都打开，灯调到30%: the lamps there. */
function there(phrase: Draft, last: Group | undefined): Draft {
  if (!phrase.kinds || phrase.devices || hasPlace(phrase) || phrase.unknown !== undefined || phrase.all || phrase.others) return phrase;
  const same = last?.phrases.find((one) => hasPlace(one) && one.kinds?.[0] === phrase.kinds?.[0]);
  if (!same) return phrase;
  return { ...phrase, ...(same.rooms ? { rooms: same.rooms } : {}), ...(same.floors ? { floors: same.floors } : {}), ...(same.here ? { here: true } : {}) };
}

const others = /^(?:他|她|他们|她们|孩子|小孩|有人|别人|大家|你)$/;

/** A complaint is the speaker's own, and of now: 他睡了, 明天要上班, 外面好冷 ask for nothing. */
function isOwnWish(tokens: readonly Token[]): boolean {
  return !tokens.some(
    ({ meaning, text }) =>
      meaning.is === 'vague-time' ||
      (meaning.is === 'day' && meaning.day !== 'today') ||
      meaning.is === 'past' ||
      meaning.is === 'outside' ||
      others.test(text) ||
      (meaning.is === 'name' && meaning.what === 'person'),
  );
}

/** 晚安，关灯: a greeting that is a scene's name too is no thing to be switched. */
function listed(phrase: Draft): boolean {
  return hasHead(phrase) && phrase.unknown === undefined && vocabulary.get(phrase.text)?.[0]?.is !== 'complaint';
}

/** What a stretch that is no order was about: the next may go on with it (小夜灯别太亮，调到5%). */
function spokenOf(tokens: readonly Token[], { names, text }: Sentence): Group | undefined {
  const spoken = readClause(tokens, names, text).groups.find((group) => group.phrases.some((phrase) => hasHead(phrase) || hasPlace(phrase)));
  return spoken && { ...spoken, changes: [] };
}
