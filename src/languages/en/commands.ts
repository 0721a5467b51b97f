/** A clause becomes a command or a fragment. */
import type { Change, Frame } from '../../core/frame.ts';
import type { Kind } from '../../core/home.ts';
import { changesOf, kindsOf } from './changes.ts';
import { isEmpty, phrasesOf, type Clause } from './clause.ts';
import { readClause } from './clause-read.ts';
import { reasonAt, type Guard } from './guards.ts';
import { type Item } from './scan.ts';
import { blank, type PhraseDraft } from './phrase.ts';
import { arrange, replaced, settlePronouns } from './arrange.ts';

/** Frames of one clause, and the words that nothing accounted for. */
export interface Part {
  readonly frames: readonly Frame[];
  readonly leftover: readonly string[];
}

/** A part, with what the next one may lean on: a thing said first, the kinds spoken of. */
export type CommandPart = Part & {
  /** What was told of: "the light is on, turn it off". */ readonly told?: readonly PhraseDraft[];
  /** Where the speaker says to be. */ readonly place?: PhraseDraft;
  readonly topic?: readonly PhraseDraft[];
  readonly kinds?: readonly Kind[];
};

/** A command or a fragment. */
export function readCommand(items: readonly Item[], text: string, topic: readonly PhraseDraft[], wanted: boolean, kinds: readonly Kind[]): CommandPart {
  const reason = reasonAt(items);
  const body = withoutFollow(reason === undefined ? items : items.slice(0, reason));
  const clause = readClause(body.items, text);
  if (topic.length > 0 && clause.phrases.every((phrase) => phrase.pronoun !== undefined && phrase.rooms.length === 0)) clause.phrases = [...topic];
  // "… and the kitchen ones on": of the kind that the clause before spoke of.
  if (kinds.length > 0) clause.phrases = replaced([{ ...blank({ start: 0, end: 0 }), kinds, plural: true }], clause.phrases, true);
  return { ...framesOf(clause, body.items.length > 0 ? body.items : items, text, body.follow, wanted), kinds: kindsOf(clause) };
}

/** Verbs that mean something to a device only when one is named. */
const manners = new Set(
  'get have knock pop stick whack bung chuck throw sling fling kick fire shove jam hit bang shut chill freeze hold lighten kill cut drop'
    .split(' ')
    .concat(['lighten up', 'brighten up', 'cool off', 'warm up', 'slow down', 'speed up', 'slow', 'open up', 'close up', 'knock off', 'kick off']),
);

/** What a clause wants, as frames. */
export function framesOf(clause: Clause, items: readonly Item[], text: string, follow: boolean, wanted: boolean): CommandPart {
  const at = span(items, text);
  const { leftover } = clause;
  if (clause.when === 'unclear' || clause.forDuration?.unclear === true) return { frames: [none(items, text, 'chat')], leftover: [...leftover, 'time'] };
  // "switch to movie mode", "set the lights to movie mode": the scene is what is run.
  if (clause.toPhrase) clause.phrases = [clause.toPhrase];
  settlePronouns(clause, follow || clause.verb === undefined);
  arrange(clause);
  // "all but the kitchen lights" speaks of lights.
  const exceptedKinds = clause.except.find((phrase) => phrase.kinds)?.kinds;
  if (exceptedKinds)
    clause.phrases = clause.phrases.map((phrase) =>
      phrase.everything && text.slice(phrase.start, phrase.end) === 'all' ? { ...phrase, everything: false, kinds: exceptedKinds } : phrase,
    );
  const alone = clause.phrases.length === 0 && clause.attribute === undefined && clause.values.length === 0 && clause.comparative === undefined;
  // "get out", "chill": with nothing named, these are said to people.
  if (alone && manners.has(clause.verbText ?? '') && clause.media === undefined && clause.ownWord === undefined)
    return { frames: [none(items, text, 'chat')], leftover: [...leftover, clause.verbText ?? ''] };
  const changes = changesOf(clause);
  const phrases = phrasesOf(clause.phrases, text);
  const when = clause.when ? { when: clause.when } : {};
  const except = clause.except.length > 0 ? { except: phrasesOf(clause.except, text) } : {};
  if (isEmpty(clause)) return { frames: clause.too ? [] : [none(items, text, 'chat')], leftover };
  if (changes.length === 0) {
    if (clause.verb !== undefined || clause.particle !== undefined || clause.values.length > 0) {
      // "turn on" alone speaks of what was spoken of last.
      if (clause.verb === undefined && clause.particle === undefined)
        return { frames: [none(items, text, 'chat')], leftover: [...leftover, ...items.map((item) => item.text)] };
      return wanted && clause.phrases.length > 0 && clause.verb === undefined
        ? { frames: [none(items, text, 'chat')], leftover }
        : { frames: [none(items, text, 'chat')], leftover: [...leftover, clause.verbText ?? ''] };
    }
    if (phrases.length === 0) return { frames: [none(items, text, 'chat')], leftover: [...leftover, clause.attribute ?? ''] };
    if (clause.attribute !== undefined) return { frames: [none(items, text, 'chat')], leftover: [...leftover, clause.attribute] };
    if (wanted) return { frames: [{ ...at, is: 'command', phrases, changes: [{ do: 'switch', to: true }], ...when }], leftover };
    return {
      frames: [{ ...at, is: 'fragment', phrases, changes: [], ...(clause.too || follow ? { too: true } : {}), ...when }],
      leftover,
      topic: clause.phrases,
    };
  }
  const bareValue =
    clause.verb === undefined &&
    clause.particle === undefined &&
    phrases.length === 0 &&
    clause.comparative?.attribute === undefined &&
    clause.media === undefined;
  if (bareValue) return { frames: [{ ...at, is: 'fragment', phrases, changes, ...(clause.too ? { too: true } : {}), ...when }], leftover };
  const command = { ...at, is: 'command', phrases, changes, ...except, ...when } as const;
  if (!clause.forDuration) return { frames: [command], leftover };
  const back = backOf(changes);
  if (!back || clause.when) return { frames: [none(items, text, 'chat')], leftover: [...leftover, 'for'] };
  return { frames: [command, { ...command, changes: [back], when: { delay: clause.forDuration.duration } }], leftover };
}

/** "for ten minutes": what undoes a switch when the time is over. */
function backOf(changes: readonly Change[]): Change | undefined {
  const only = changes.length === 1 ? changes[0] : undefined;
  return only && (only.do === 'switch' || only.do === 'open') && only.to ? { ...only, to: false } : undefined;
}

/** "and the kitchen?", "what about the bedroom", "the same in the hall": the words that tie it to before, taken off. */
function withoutFollow(items: readonly Item[]): { readonly items: readonly Item[]; readonly follow: boolean } {
  const openers: readonly (readonly string[])[] = [
    'and what about',
    'what about',
    'and how about',
    'how about',
    'do the same for',
    'do the same in',
    'do the same with',
    'do the same on',
    'do the same',
    'and the same for',
    'the same for',
    'same for',
    'same in',
    'same with',
    'the same in',
    'the same with',
    'the same goes for',
    'and also',
    'and',
    'but',
    'now',
  ].map((words) => words.split(' '));
  const found = openers.find((words) => words.every((word, index) => items[index]?.text === word) && items.length > words.length);
  if (!found) return { items, follow: false };
  return { items: items.slice(found.length), follow: found.length > 1 };
}

/** A frame for what is no order. */
export function none(items: readonly Item[], text: string, because: Guard): Frame {
  return { ...span(items, text), is: 'none', because };
}

/** Where some items stand in the sentence. */
export function span(items: readonly Item[], text: string): { start: number; end: number; text: string } {
  const start = items[0]?.start ?? 0;
  const end = items.at(-1)?.end ?? text.length;
  return { start, end, text: text.slice(start, end) };
}
