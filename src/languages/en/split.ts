/** Several requests in one sentence: where one ends and the next begins. */
import { readWish } from './wishes.ts';
import { isEmpty, type Clause } from './clause.ts';
import { isSparing } from './guards.ts';
import { exceptionAt } from './clause-words.ts';
import { readClause } from './clause-read.ts';
import { readNumber } from './numbers.ts';
import { unframe } from './polite.ts';
import type { Item } from './scan.ts';
import { readDuration } from './times.ts';
import { fillers, verbs } from './vocabulary.ts';
import { classify } from './nouns.ts';
import { isOfHome, isTalk } from './talk.ts';
import { opensQuestion } from './question-words.ts';

const joints = new Set([',', ';', '.', '!', ':', 'and', 'then', 'plus', 'but', 'after that', 'afterwards', 'also', 'or']);

const starters = new Set(
  'add remove delete cancel remind wake tell announce broadcast undo do does is are was what which who where how did check never let i we it subtract extend create give say can could would will'.split(
    ' ',
  ),
);

/** The sentence in clauses. A verb begins a new one, and so does a thing with a state of its own once the clause before is whole. */
export function splitClauses(items: readonly Item[], sentence: string): Item[][] {
  const complained = complaintEnd(items, sentence);
  if (complained !== undefined) return [items.slice(0, complained), ...splitClauses(items.slice(complained), sentence)];
  const segments = segmentsOf(items);
  const clauses: Item[][] = [];
  let current: Item[] = [];
  for (const segment of segments) {
    if (current.length === 0) {
      current = [...segment];
      continue;
    }
    const body = bodyOf(segment);
    // "in five minutes, turn off the light": a time said first belongs to what follows, one said after "and" to the next.
    if (isTimeOnly(current, sentence)) {
      current.push(...segment);
      continue;
    }
    if (isTimeOnly(segment, sentence) && ['and', 'then'].includes(segment[0]?.text ?? '')) {
      clauses.push(current);
      current = [...segment];
      continue;
    }
    if (body.length === 0 || exceptionAt(body, 0) !== undefined || exceptionAt(segment, 0) !== undefined) {
      current.push(...segment);
      continue;
    }
    const told = isTalk(current);
    if (told && mentions(current) && !begins(body)) {
      current.push(...segment);
      continue;
    }
    if (
      begins(body) ||
      isSparing(body) ||
      isTalk(body) ||
      isAnotherTimer(body, current) ||
      (told && hasPredicate(readClause(body, sentence))) ||
      standsAlone(segment, current, sentence)
    ) {
      clauses.push(current);
      current = [...segment];
    } else current.push(...segment);
  }
  if (current.length > 0) clauses.push(current);
  return clauses;
}

/** "… and a ten minute one called bread": a timer of its own. */
function isAnotherTimer(body: readonly Item[], current: readonly Item[]): boolean {
  return (
    current.some((item) => item.text === 'timer' || item.text === 'timers') &&
    body.some((item) => ['one', 'another', 'called', 'named', 'for'].includes(item.text)) &&
    body.some((_, index) => readDuration(body, index) !== undefined)
  );
}

/** "I'm cold turn the heating up": where the order begins, with no pause before it. */
function complaintEnd(items: readonly Item[], sentence: string): number | undefined {
  if (!['i', 'we', 'it', 'this'].includes(items[0]?.text ?? '')) return undefined;
  const at = items.findIndex((item, index) => index > 1 && verbs.has(item.text) && begins(items.slice(index)));
  return at > 1 &&
    at < 9 &&
    items[at - 1]?.text !== 'to' &&
    items.slice(0, at).every((item) => !joints.has(item.text)) &&
    readWish(items.slice(0, at), sentence)?.is === 'wish'
    ? at
    : undefined;
}

/** Whether something at home is spoken of: "I turned the TV on and the lamp off" tells of both. */
function mentions(items: readonly Item[]): boolean {
  return items.some(isOfHome);
}

function isTimeOnly(items: readonly Item[], sentence: string): boolean {
  const clause = readClause(bodyOf(items), sentence);
  return (clause.when ?? clause.forDuration) !== undefined && isEmpty(clause) && clause.leftover.length === 0;
}

/** Each segment keeps the joint that opens it, and its closing question mark. */
function segmentsOf(items: readonly Item[]): Item[][] {
  const inside = new Set<number>();
  for (let index = 0; index < items.length; index++) {
    const end = readDuration(items, index)?.next ?? readNumber(items, index)?.next ?? index;
    for (let at = index + 1; at < end; at++) inside.add(at);
  }
  const segments: Item[][] = [[]];
  items.forEach((item, index) => {
    if ((joints.has(item.text) || isSo(items, index)) && !inside.has(index) && item.names.length === 0 && (segments.at(-1)?.length ?? 0) > 0) {
      // "and then", ", and": one joint.
      if ((segments.at(-1) ?? []).every((one) => joints.has(one.text))) segments.at(-1)?.push(item);
      else segments.push([item]);
    } else segments.at(-1)?.push(item);
    if (item.text === '?' && index < items.length - 1) segments.push([]);
  });
  return segments.filter((segment) => segment.length > 0);
}

/** "it is freezing, so put the heating on": what follows is what is wanted. */
function isSo(items: readonly Item[], at: number): boolean {
  return items[at]?.text === 'so' && at > 1 && unframe(items.slice(at + 1)).frame !== 'bare'
    ? true
    : items[at]?.text === 'so' && at > 1 && verbs.has(items[at + 1]?.text ?? '');
}

function bodyOf(segment: readonly Item[]): readonly Item[] {
  let at = 0;
  while (
    at < segment.length &&
    (joints.has(segment[at]?.text ?? '') ||
      (fillers.has(segment[at]?.text ?? '') && !['there', 'do', 'would you', 'could you', 'can you', 'will you'].includes(segment[at]?.text ?? '')))
  )
    at++;
  return segment.slice(at);
}

/** Whether a segment opens a request of its own: with a verb, a question word, or somebody who speaks of themselves. */
function begins(body: readonly Item[]): boolean {
  const first = body[0];
  const second = body[1];
  if (!first) return false;
  const { text } = first;
  if (text === 'not' || text === 'except') return false;
  if (['i', 'we', 'it', 'he', 'she', 'they', 'you', 'there'].includes(text))
    return (
      second !== undefined &&
      [
        'am',
        'is',
        'are',
        'want',
        'need',
        'can',
        'could',
        'would',
        'was',
        'were',
        'will',
        'have',
        'has',
        'feel',
        'feels',
        'do',
        'just',
        'think',
        'said',
        'hate',
        'love',
        'like',
        'got',
        'should',
        'looks',
        'does',
      ].includes(second.text)
    );
  if (verbs.has(text)) {
    const kinds = classify(first).kinds;
    if (['up', 'on', 'off', 'cool', 'warm', 'dim', 'secure', 'position', 'hold', 'light', 'power', 'have', 'go', 'next'].includes(text) || kinds) {
      return (
        second !== undefined &&
        (['the', 'my', 'our', 'it', 'them', 'that', 'all', 'every', 'to', 'this', 'down', 'back', 'both', 'off', 'on', 'up'].includes(second.text) ||
          classify(second).place !== undefined ||
          classify(second).device !== undefined ||
          (!kinds && classify(second).kinds !== undefined))
      );
    }
    return true;
  }
  if (text === 'do' || text === 'does') return second?.text === 'not' || ['i', 'you', 'we', 'the'].includes(second?.text ?? '');
  if (text === 'what' || text === 'how') return true;
  if (text === 'set' || text === 'remind' || starters.has(text)) return second !== undefined;
  if (unframe(body).frame !== 'bare') return true;
  return opensQuestion(text) && second !== undefined && !['any', 'have'].includes(text);
}

/** "… and the fan to 50 %", "… the TV off": a thing with its own predicate, after a clause that is whole. */
function standsAlone(segment: readonly Item[], current: readonly Item[], sentence: string): boolean {
  const clause = readClause(bodyOf(segment), sentence);
  const joint = segment[0]?.text ?? '';
  if (segment.some((item) => item.text === 'timer' || item.text === 'timers')) return true;
  if (clause.phrases.length === 0)
    return clause.media !== undefined || (clause.leftover.length > 0 && clause.values.length === 0 && clause.particle === undefined && joint !== 'and');
  if (!hasPredicate(clause)) return false;
  const before = readClause(unframe(current).items, sentence);
  return isWhole(before);
}

function hasPredicate(clause: Clause): boolean {
  return (
    clause.particle !== undefined ||
    clause.values.length > 0 ||
    clause.comparative !== undefined ||
    clause.media !== undefined ||
    clause.ownWord !== undefined ||
    (clause.verb !== undefined && !['turn', 'set'].includes(clause.verb))
  );
}

function isWhole(clause: Clause): boolean {
  if (clause.phrases.length === 0 && clause.attribute === undefined) return false;
  if (clause.verb === undefined) return hasPredicate(clause);
  if (clause.verb === 'turn') return clause.particle !== undefined || clause.values.length > 0;
  if (['set', 'dim', 'brighten', 'raise', 'lower'].includes(clause.verb))
    return clause.values.length > 0 || clause.comparative !== undefined || clause.ownWord !== undefined;
  return true;
}
