/** Idioms inside a clause: "get it going", "reel it back in", "down in the basement", "from 20 to 40". */
import type { Clause } from './clause.ts';
import type { PhraseDraft } from './phrase.ts';
import { placeFollows } from './places.ts';
import type { Item } from './scan.ts';
import type { ClockParts, DurationRead } from './times.ts';
import { readAmount } from './values.ts';
import { fillers } from './vocabulary.ts';

/** A clause while it is being read. */
export interface Reading {
  readonly items: readonly Item[];
  readonly text: string;
  readonly clause: Clause;
  readonly clock: ClockParts;
  clockSaid: boolean;
  delay: DurationRead | undefined;
  /** After "except". */
  excepting: boolean;
  /** A place that came before what it narrows. */
  place: PhraseDraft | undefined;
}

/** What may stand at an item: takes it and says where to go on, or leaves it to the next. */
export type Step = (reading: Reading, at: number, item: Item, next: string) => number | undefined;

/** "from 20 to 40": where it starts from does not matter. */
export const origin: Step = ({ items }, at, { text }) => {
  const from = text === 'from' ? readAmount(items, at + 1) : undefined;
  return from && items[from.next]?.text === 'to' ? from.next : undefined;
};

/** "get the dishwasher started", "set the fan going": it is to be on. */
export const going: Step = ({ items, clause }, at, { text }) => {
  if (!goingWords.has(text) || clause.phrases.length === 0 || clause.particle !== undefined || clause.values.length > 0) return undefined;
  if (clause.verb !== 'turn' && clause.verb !== 'set') return undefined;
  clause.verb = 'turn';
  clause.particle = 'on';
  return items[at + 1]?.text === 'again' ? at + 2 : at + 1;
};

const goingWords = new Set('going started running rolling moving humming whirring brewing boiling working spinning blowing cracking'.split(' '));

/** "down in the basement", "up in the loft": where, once it is clear what is wanted. */
export const whereabouts: Step = ({ items, clause }, at, { text }, next) => {
  if (!['down', 'up', 'out', 'over', 'through', 'round', 'around'].includes(text) || !['in', 'at', 'on'].includes(next)) return undefined;
  const settled = clause.particle !== undefined || clause.values.length > 0 || (clause.verb !== undefined && !['turn', 'set'].includes(clause.verb));
  return settled && placeFollows(items, at + 2) ? at + 1 : undefined;
};

/** "reel the awning back in": drawn to where it is kept. */
export const inwards: Step = ({ items, clause }, at, { text }) => {
  const after = items[at + 1];
  if (clause.phrases.length === 0 || !pulling.has(clause.verbText ?? '')) return undefined;
  if ((text === 'back' || text === 'apart') && ['pull', 'draw'].includes(clause.verbText ?? '') && items[at + 1]?.text !== 'in') {
    clause.verb = 'open';
    return at + 1;
  }
  if (text === 'back' && easing.has(clause.verbText ?? '') && clause.particle === undefined && items[at + 1]?.text !== 'to') {
    clause.particle = 'down';
    return at + 1;
  }
  if (text !== 'in') return undefined;
  if (after && !/^[,.!?;]$/.test(after.text) && !fillers.has(after.text) && after.text !== 'and') return undefined;
  clause.verb = 'close';
  return at + 1;
};

const easing = new Set('dial ease scale knock cut'.split(' '));

const pulling = new Set('reel wind roll pull bring take draw put fold crank get dial ease scale knock cut'.split(' '));
