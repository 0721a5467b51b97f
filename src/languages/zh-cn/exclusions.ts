/** 客厅的别动, 落地灯留着: what a command before or after is not to touch. Said alone it forbids, and nothing is done. */
import type { Change, Frame, Phrase } from '../../core/frame.ts';
import type { Sentence } from '../../ports/language.ts';
import { readClause } from './clauses.ts';
import { hasHead, hasPlace } from './groups.ts';
import { kindsOf, type Draft } from './phrases.ts';
import type { Token } from './tokens.ts';

type Command = Extract<Frame, { is: 'command' }>;

export interface Spared {
  readonly phrases: readonly Draft[];
  /** 别关: only what is switched off; absent is whatever is done. */
  readonly from?: Change;
}

const forbidding = /^(?:别|不要|不用|甭|先别|不许|不准|千万别|不必|不|先不|可别|别给我|不需要)$/;
const idle: ReadonlySet<string> = new Set(['filler', 'particle', 'zhe', 'chatter', 'degree', 'plural', 'de']);

/** What a stretch of a sentence spares; `undefined` where it says something else. */
export function sparedBy(tokens: readonly Token[], sentence: Sentence): Spared | undefined {
  const mark = markAt(tokens);
  if (!mark) return undefined;
  const [from, to] = mark;
  const rest = [...tokens.slice(0, from), ...tokens.slice(to)];
  const before = tokens.slice(0, from).some((token) => !idle.has(token.meaning.is));
  const after = tokens.slice(to).some((token) => !idle.has(token.meaning.is));
  if (before === after) return undefined;
  const { groups, leftover } = readClause(
    rest.filter((token) => token.meaning.is !== 'zhe'),
    sentence.names,
    sentence.text,
  );
  const phrases = groups.flatMap((group) => group.phrases);
  if (leftover.length || groups.some((group) => group.changes.length || group.when) || !phrases.length) return undefined;
  if (!phrases.every((phrase) => hasHead(phrase) || hasPlace(phrase) || phrase.unknown !== undefined)) return undefined;
  const verb = readClause(tokens.slice(from, to), sentence.names, sentence.text).groups[0]?.changes[0];
  return { phrases, ...(verb ? { from: verb } : {}) };
}

/** Where the words stand that spare: 别动, 不用关, 留着. */
function markAt(tokens: readonly Token[]): readonly [number, number] | undefined {
  const single = tokens.findIndex((token) => token.meaning.is === 'spared' || /^(?:不用管|别管了)$/.test(token.text));
  if (single >= 0) return [single, single + 1];
  const state = tokens.findIndex(
    (token, at) => token.meaning.is === 'state' && token.meaning.state === 'open-or-on' && at > 0 && /就|吧|别/.test(tokens[at + 1]?.text ?? ''),
  );
  if (state >= 0) return [state, state + 1];
  const not = tokens.findIndex((token) => forbidding.test(token.text) && token.meaning.is !== 'ask');
  if (not < 0) return undefined;
  const does = tokens.findIndex((token, at) => at > not && !idle.has(token.meaning.is));
  return does >= 0 && tokens[does]?.meaning.is === 'verb' ? [not, does + 1] : undefined;
}

/** Takes what is spared out of a command, if the command is about many and of that kind. */
export function without(frame: Command, { phrases, from }: Spared): Command | undefined {
  if (from && !frame.changes.some((change) => sameDirection(change, from))) return undefined;
  const many = frame.phrases.some((phrase) => phrase.all ?? phrase.plural ?? phrase.others ?? phrase.everything);
  const wide = frame.phrases.some(
    (phrase) => !phrase.devices && (phrase.kinds ?? phrase.everything) && (phrase.rooms ?? phrase.floors ?? phrase.here ?? phrase.wholeHome),
  );
  if (!many && !wide) return undefined;
  const mains = frame.phrases.map(({ others, ...phrase }): Phrase => {
    const main: Draft = { ...phrase, ...(others || many ? { all: true as const } : {}) };
    if (others) within(main, phrases);
    if (others && !hasHead(main)) {
      const kinds = phrases.flatMap((one) => kindsOf(one)?.[0] ?? []);
      if (kinds.length) main.kinds = kinds;
      else main.everything = true;
    }
    return main;
  });
  return { ...frame, phrases: mains, except: [...(frame.except ?? []), ...phrases] };
}

/** 客厅就留落地灯，其他灯关掉: the others there. 客厅的灯留着，其他灯关掉: those elsewhere. */
export function within(main: Draft, spared: readonly Draft[]): void {
  const place = spared.find(hasPlace);
  if (hasPlace(main) || !place || !spared.some((phrase) => phrase.devices)) return;
  if (place.rooms) main.rooms = place.rooms;
  if (place.floors) main.floors = place.floors;
  if (place.here) main.here = place.here;
}

/** Of 客厅 and 落地灯 only the lamp is spared: the room says where it stands. */
export function spare(phrases: readonly Draft[]): readonly Draft[] {
  return phrases.some((phrase) => phrase.devices) ? phrases.filter(hasHead) : phrases;
}

/** A curtain may be switched off, and drawn. */
function sameDirection(one: Change, other: Change): boolean {
  return (one.do === 'switch' || one.do === 'open') && (other.do === 'switch' || other.do === 'open') ? one.to === other.to : one.do === other.do;
}
