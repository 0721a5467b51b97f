/** Words of a clause that depend on where they stand: verbs that are things as well, on and off, exceptions, tracks. */
import type { Clause, Particle } from './clause.ts';
import { havingWords, kindWords } from './kinds.ts';
import type { Item } from './scan.ts';
import { verbs, type Verb } from './vocabulary.ts';
import { classify, isVerbUse } from './nouns.ts';
import { placeFollows } from './places.ts';
import { readPhrase } from './phrases.ts';

export const particles: ReadonlyMap<string, Particle> = new Map([
  ['on', 'on'],
  ['off', 'off'],
  ['out', 'off'],
  ['up', 'up'],
  ['down', 'down'],
]);

const needParticle: ReadonlySet<Verb> = new Set(['turn']);

const trackNouns = new Set(['song', 'track', 'item', 'episode', 'chapter', 'video', 'tune', 'one', 'music', 'media', 'channel', 'podcast', 'movie']);

/** "except the kitchen", "but not the TV", "leaving the hall on". The index after the words. */
export function exceptionAt(items: readonly Item[], at: number): number | undefined {
  const word = items[at]?.text ?? '';
  const next = items[at + 1]?.text ?? '';
  if (word === 'except' || word === 'excluding' || word === 'besides') return next === 'for' || next === 'in' ? at + 2 : at + 1;
  if ((word === 'apart' || word === 'aside') && next === 'from') return at + 2;
  if (word === 'with' && next === 'the' && items[at + 2]?.text === 'exception' && items[at + 3]?.text === 'of') return at + 4;
  if (word === 'not' && next === 'including') return at + 2;
  if (['bar', 'barring', 'minus', 'excepting'].includes(word) && at > 0 && items[at]?.names.length === 0 && namesSomething(items, at + 1)) return at + 1;
  if (word === 'other' && next === 'than') return at + 2;
  if (word === 'without') return at + 1;
  if ((word === 'but' || word === 'just' || word === 'and') && next === 'not') return at + 2;
  if (word === 'not' && at > 0) return at + 1;
  if (word === 'but' && ['the', 'for', 'my', 'our', 'those', 'that'].includes(next)) return next === 'for' ? at + 2 : at + 1;
  const following = items[at + 1];
  const named = following && classify(following);
  if (word === 'but' && named && (named.place ?? named.device ?? named.kinds) !== undefined) return at + 1;
  if (word === 'save' && next === 'for') return at + 2;
  return undefined;
}

function namesSomething(items: readonly Item[], at: number): boolean {
  const item = items[skipWords(items, at, ['the', 'my', 'our', 'those', 'that'])];
  const found = item && classify(item);
  return found !== undefined && (found.place ?? found.device ?? found.kinds) !== undefined;
}

/** "next song", "skip this track", "go back to the last one". */
export function mediaAt(items: readonly Item[], at: number): { readonly what: 'next' | 'previous'; readonly next: number } | undefined {
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
  if (go === 'go back' && dockAt(items, from) !== undefined) return undefined;
  if (go === 'go back' || go === 'replay' || go === 'rewind' || go === 'skip back') return { what: 'previous', next: trackNouns.has(word) ? from + 1 : at + 1 };
  return undefined;
}

function skipWords(items: readonly Item[], at: number, words: readonly string[]): number {
  let next = at;
  while (words.includes(items[next]?.text ?? '')) next++;
  return next;
}

/** Whether a word that could be a verb is one here; "switch", "lock" and "light" are things as well. */
export function isVerbHere(items: readonly Item[], at: number, clause: Clause): boolean {
  const word = items[at]?.text ?? '';
  const next = items[at + 1]?.text ?? '';
  // A second verb only where it goes on with the first: "start cleaning".
  if (clause.verb !== undefined) return clause.verb === 'start' && ['clean', 'mow', 'play'].includes(verbs.get(word) ?? '');
  if (word === 'up') return at === 0 && items.length > 1;
  if (['on', 'off'].includes(word)) return false;
  if (word === 'heat')
    return (
      clause.phrases.length === 0 && (placeFollows(items, at + 1) || ['the', 'my', 'our'].includes(next) || (next === 'up' && at === 0 && items.length > 2))
    );
  const alone = clause.phrases.length === 0 && clause.values.length === 0;
  if (weakVerbs.has(word))
    return alone && clause.attribute === undefined && (word !== 'light' || (next !== '' && !particles.has(next) && ['the', 'up', 'my', 'our'].includes(next)));
  if (!alone && isVerbUse(items, at)) return true;
  if (kindWords.has(word) || havingWords.has(word))
    return (
      (alone && clause.attribute === undefined && clause.particle === undefined && next !== '' && !isState(items, at + 1)) || (particles.has(next) && !alone)
    );
  return true;
}

/** Verbs only at the head of a clause. */
const weakVerbs = new Set(['slow', 'have', 'get', 'let', 'use', 'put', 'cool', 'warm', 'light', 'position', 'power', 'secure']);

/** "lock off", "switch on" alone: a thing and its state. */
function isState(items: readonly Item[], at: number): boolean {
  return at === items.length - 1 && ['status', 'state'].includes(items[at]?.text ?? '');
}

/** Whether on, off, up or down belongs to the verb or is a state; "on the first floor" is a place. */
export function isParticleHere(items: readonly Item[], at: number, clause: Clause): boolean {
  const word = items[at]?.text ?? '';
  const next = items[at + 1];
  if (word !== 'on' || !next) return true;
  const opener = at > 0 && verbs.get(items[at - 1]?.text ?? '') !== undefined;
  if (opener && clause.verb !== undefined && ['turn', 'on', 'set', 'go'].includes(clause.verb) && clause.verbText !== 'set') return true;
  if (clause.particle !== undefined) return false;
  const waiting = clause.verb === undefined || needParticle.has(clause.verb);
  const later = items.slice(at + 1).some((item, index) => particles.has(item.text) && (item.text !== 'on' || index > 0));
  if (placeFollows(items, at + 1)) return false;
  if (clause.verb !== undefined && !waiting) return false;
  const phrase = readPhrase(items, at + 1, { unknownAllowed: false });
  if (phrase && (clause.phrases.length > 0 || clause.media !== undefined || clause.attribute !== undefined) && !['it', 'them'].includes(next.text))
    return clause.verb === 'turn' && clause.attribute === undefined && clause.media === undefined && !later;
  return true;
}

/** "to its base", "to the dock". */
export function dockAt(items: readonly Item[], at: number): number | undefined {
  let next = at;
  while (['the', 'its', 'his', 'her', 'a', 'their'].includes(items[next]?.text ?? '')) next++;
  return ['base', 'dock', 'docking station', 'charger', 'charging station', 'charge', 'home base', 'station', 'bed', 'charging'].includes(
    items[next]?.text ?? '',
  )
    ? next + 1
    : undefined;
}
