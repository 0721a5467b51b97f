/** Talk beside an order: "the kids are asleep", "phone's ringing", "brr", "for the delivery guy". It holds no wish of its own. */
import { complaintAdjectives } from './complaint-words.ts';
import { classify, determiners, isUnknown } from './nouns.ts';
import { numberOf } from './numbers.ts';
import { blank, type PhraseDraft } from './phrase.ts';
import { readPlace } from './places.ts';
import { unframe } from './polite.ts';
import type { Item } from './scan.ts';
import { fillers, gerunds, pasts, verbs } from './vocabulary.ts';

const subjects = new Set(
  'i we he she they you it there that this someone somebody everyone everybody nobody everything nothing who these those people'.split(' '),
);

/** Verbs that say how something is. */
const being = new Set(
  'is are am was were has have had can could will would should must might may does do did been seems seem looks look feels feel sounds needs keeps'.split(' '),
);

/** Verbs by which people tell something; their forms tell that they are no orders. */
const telling = new Set(
  'hurt hurts ache aches came comes goes went wants wanted keep kept smells stinks makes made got gets fell broke rang rings sleeps slept woke wakes starts started stopped works worked happened arrived arrives loves love like likes hate hates knows thinks forgot left lost spilled spilt dropped ran cries cried barks barked took said saw see heard stays stayed finished began begins think'.split(
    ' ',
  ),
);

/** Words that make a sentence about something at home more than talk: what is to stay as it is, or not to be. */
const binding = new Set([
  'not',
  'never',
  'stay',
  'stays',
  'remain',
  'remains',
  'only',
  'left',
  'leave',
  'keep',
  'keeps',
  'no',
  'off-limits',
  'without',
  'unless',
  'except',
]);

const pause = /^[,.!;:]$/;

/** Whether a clause only tells something. A clause that orders, asks, or says what is to stay is none. */
export function isTalk(items: readonly Item[]): boolean {
  const body = items.slice(
    items.findIndex((item) => !pause.test(item.text) && !['and', 'but', 'so', 'because', 'cause', 'as', 'since', 'oh'].includes(item.text)),
  );
  const first = body[0];
  if (!first || body.some((item) => item.text === '?')) return false;
  if (body.some((item) => binding.has(item.text)) && body.some((item) => isOfHome(item))) return false;
  if (unframe(body).frame !== 'bare') return false;
  if (isExclamation(body)) return true;
  if (subjects.has(first.text)) {
    const second = body.slice(1).find((item) => !fillers.has(item.text) && !['all', 'both', 'really', 'always', 'never', 'only'].includes(item.text));
    return second !== undefined && (being.has(second.text) || telling.has(second.text) || pasts.has(second.text) || (isUnknown(second) && body.length > 2));
  }
  if (isOrderVerb(first)) return false;
  return predicateAt(body) !== undefined;
}

/** Where the finite verb of "the neighbours can see in" stands, after a subject that is no verb; `undefined` when there is none. */
function predicateAt(body: readonly Item[]): number | undefined {
  for (let index = 0; index < body.length && index < 7; index++) {
    const item = body[index];
    if (!item) return undefined;
    const before = body[index - 1]?.text ?? '';
    if (index > 0 && (being.has(item.text) || telling.has(item.text)) && !['that', 'which', 'who', 'to'].includes(before)) {
      return item.text === 'do' || (index === body.length - 1 && being.has(item.text)) ? undefined : index;
    }
    if (index > 0 && item.text === "'s" && isPredicate(body, index + 1)) return index;
    if (item.text === 'on' || item.text === 'off' || item.text === 'to' || /^[\d,.%]/.test(item.text) || numberOf(item.text) !== undefined) return undefined;
    if (index > 0 && isOrderVerb(item) && !classify(item).kinds) return undefined;
  }
  return undefined;
}

/** What follows "the baby's" when it means "the baby is": no thing that could be the baby's. */
function isPredicate(body: readonly Item[], at: number): boolean {
  const item = body[at];
  if (!item || body.slice(at).some((one) => isOfHome(one) || ['on', 'off'].includes(one.text) || numberOf(one.text) !== undefined)) return false;
  return (
    /ing$|ed$/.test(item.text) ||
    complaintAdjectives.has(item.text) ||
    adjectives.has(item.text) ||
    fillers.has(item.text) ||
    ['in', 'at', 'here', 'coming', 'a', 'the', 'too', 'all', 'not', 'got', 'about', 'home', 'away', 'up', 'out', 'over', 'gone'].includes(item.text)
  );
}

const adjectives = new Set(
  'asleep awake ready here late early tired hungry sick ill poorly full empty wet dirty busy gone done over due scared crying'.split(' '),
);

/** "brr", "blimey", "good grief": a word or two that nobody knows, before a pause. */
function isExclamation(body: readonly Item[]): boolean {
  const words = body.filter((item) => !pause.test(item.text));
  return (
    words.length > 0 &&
    words.length <= 2 &&
    words.every((item) => interjections.has(item.text) || (fillers.has(item.text) && isUnknown(item))) &&
    words.some((item) => interjections.has(item.text))
  );
}

/** Sounds and words of feeling; people draw their letters out, so they are compared without doubles. */
export const interjections = new Set(
  'brr brrr br ooh oo ugh phew blimey crikey gosh gee jeez geez wow whoa yikes argh aargh ouch ow oops whoops right-o righto cor heck damn dammit shoot crap shh shhh sh yay woohoo hooray hurrah aha ahh aah ooo oi hiya howdy mornin evenin gah pff tsk tut bah meh alas cripes bugger bollocks sheesh dang darn golly goodness heavens hell god lord omg christ man hmph mmm mm yum boy ta-da eek'.split(
    ' ',
  ),
);

function isOrderVerb(item: Item): boolean {
  return (verbs.has(item.text) || gerunds.has(item.text)) && item.names.every((name) => name.match !== 'name' && name.match !== 'alias');
}

/** Whether an item names something here, or a kind of thing. A piece of a name alone does not: "the baby" is no baby monitor. */
export function isOfHome(item: Item): boolean {
  const { device, kinds, having } = classify(item);
  const named = device?.is === 'device' && (device.match === 'name' || device.match === 'alias');
  return named || (kinds ?? having) !== undefined;
}

/** "I'm in the kitchen": where the speaker says to be, and nothing else. */
export function whereSpeaking(items: readonly Item[]): PhraseDraft | undefined {
  const body = items.filter((item) => !pause.test(item.text) && !['and', 'but', 'so'].includes(item.text));
  const [first, second] = body;
  if (!first || !['i', 'we'].includes(first.text) || !['am', 'are'].includes(second?.text ?? '')) return undefined;
  const at = body.findIndex((item, index) => index > 1 && ['in', 'at', 'on', 'upstairs', 'downstairs'].includes(item.text));
  if (at < 0 || body.slice(2, at).some((item) => item.text === 'not' || isOfHome(item))) return undefined;
  const prepositional = ['in', 'at', 'on'].includes(body[at]?.text ?? '');
  const place = blank(body[at] ?? first);
  const end = readPlace(body, prepositional ? at + 1 : at, place, prepositional ? 'at' : 'in');
  if (end === undefined || place.rooms.length + place.floors.length === 0) return undefined;
  place.end = body[end - 1]?.end ?? place.end;
  return body.slice(end).every((item) => fillers.has(item.text)) ? place : undefined;
}

/** Words after which a purpose follows: "to let some light in", "to see better". */
const purposes = new Set(
  'let see help keep save get make read cook eat watch sleep relax study work avoid protect stop air freshen check find wake impress hide block cool warm give'.split(
    ' ',
  ),
);

/** A sentence without what only tells for whom or what for: "for the delivery guy", "to let some air in", "my hands are full". */
export function withoutAsides(items: readonly Item[]): readonly Item[] {
  const kept: Item[] = [];
  for (let at = 0; at < items.length;) {
    const item = items[at];
    if (!item) break;
    const end = kept.length > 1 ? (purposeEnd(items, at) ?? reasonEnd(items, at)) : undefined;
    if (end === undefined) {
      if (!interjections.has(item.text) || item.names.length > 0) kept.push(item);
      at++;
    } else at = end;
  }
  return kept.length > 0 ? kept : items;
}

function clauseEnd(items: readonly Item[], at: number): number {
  let end = at;
  while (end < items.length && !/^[,.!?;]$/.test(items[end]?.text ?? '') && !['and', 'then', 'but'].includes(items[end]?.text ?? '')) end++;
  return end;
}

function purposeEnd(items: readonly Item[], at: number): number | undefined {
  const word = items[at]?.text ?? '';
  const next = items[at + 1];
  if (!next || (word !== 'for' && word !== 'to' && word !== 'so')) return undefined;
  const end = clauseEnd(items, at + 1);
  const rest = items.slice(at + 1, end);
  if (word === 'to') return purposes.has(next.text) && !isOrderContext(items, at) ? end : undefined;
  if (word === 'so') return undefined;
  const homely = rest.some(
    (item) => isOfHome(item) || classify(item).place !== undefined || numberOf(item.text) !== undefined || /^\d/.test(item.text) || verbs.has(item.text),
  );
  const timely = rest.some((item) =>
    ['minute', 'minutes', 'hour', 'hours', 'second', 'seconds', 'while', 'bit', 'moment', 'sec', 'half', 'few', 'timer'].includes(item.text),
  );
  return homely || timely || rest.length > 5 ? undefined : end;
}

/** "tell X to let", "set it to cool": the infinitive is what is wanted. */
function isOrderContext(items: readonly Item[], at: number): boolean {
  const before = items[at - 1]?.text ?? '';
  return ['want', 'need', 'like', 'how', 'set', 'going', 'have', 'has', 'it', 'you', 'able', 'remember', 'forget', 'dusty'].includes(before) || at < 3;
}

/** "… the neighbours can see in": a reason behind a whole order, without a pause. */
function reasonEnd(items: readonly Item[], at: number): number | undefined {
  const first = items[at];
  if (!first || !determiners.has(first.text) || ['that', 'this', 'some', 'a', 'an'].includes(first.text)) return undefined;
  const end = clauseEnd(items, at);
  const rest = items.slice(at, end);
  const verbAt = rest.findIndex((item, index) => index > 1 && (being.has(item.text) || item.text === "'s"));
  if (
    verbAt < 2 ||
    verbAt > 4 ||
    !rest.slice(1, verbAt).every((item) => isUnknown(item) || (!item.known && !isOfHome(item) && classify(item).place === undefined))
  )
    return undefined;
  if (rest.slice(verbAt).some((item) => isOfHome(item) || binding.has(item.text))) return undefined;
  return isTalk(rest) ? end : undefined;
}
