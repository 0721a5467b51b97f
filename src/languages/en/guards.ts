/** What is no order though it has an order's words: prohibitions, conditions, what was reported, what is past. */
import { kindPlurals } from './kinds.ts';
import type { Item } from './scan.ts';
import { fillers, pasts, verbs } from './vocabulary.ts';
import { classify } from './nouns.ts';

export type Guard = 'prohibition' | 'condition' | 'reported' | 'past' | 'chat';

const subjects = new Set([
  'i',
  'we',
  'he',
  'she',
  'they',
  'you',
  'it',
  'someone',
  'somebody',
  'everyone',
  'everybody',
  'nobody',
  'that',
  'this',
  'there',
  'who',
  'people',
]);

const reporting = new Set([
  'said',
  'says',
  'told',
  'asked',
  'thinks',
  'think',
  'heard',
  'mentioned',
  'claims',
  'claimed',
  'suggested',
  'wanted',
  'wants',
  'wishes',
  'believes',
  'knows',
  'reckons',
  'read',
  'wrote',
  'texted',
  'called',
  'tells',
  'asks',
]);

const recurring = new Set([
  'day',
  'morning',
  'evening',
  'night',
  'afternoon',
  'hour',
  'week',
  'weekday',
  'time',
  'month',
  'year',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'weekend',
  'minute',
  'minutes',
  'hours',
]);

const sun = new Set(['sunset', 'sunrise', 'dusk', 'dawn', 'sundown', 'nightfall', 'daybreak']);

/** Whether the sentence depends on something that is not now: a condition, a habit, the sun. */
export function hasCondition(items: readonly Item[]): boolean {
  return items.some((item, index) => {
    const next = items[index + 1]?.text ?? '';
    const before = items[index - 1]?.text ?? '';
    switch (item.text) {
      case 'if':
        return (
          (!['know', 'check', 'see', 'wonder', 'me', 'wondering', 'tell', 'as', 'sure'].includes(before) &&
            !(next === 'you' && ['can', 'could', 'would', 'please', 'like', 'do'].includes(items[index + 2]?.text ?? ''))) ||
          before === 'as'
        );
      case 'unless':
      case 'whenever':
      case 'until':
      case 'till':
      case 'while':
      case 'provided':
      case 'assuming':
        return true;
      case 'when':
        return index > 0
          ? !['know', 'me', 'and', 'ok', 'hey'].includes(before) || subjects.has(next)
          : subjects.has(next) && next !== 'there' && !['is', 'does', 'will', 'did'].includes(next);
      case 'once':
        return subjects.has(next) || ['the', 'my', 'everyone', 'all'].includes(next);
      case 'soon':
        return before === 'as' && next === 'as' && items[index + 2]?.text !== 'possible';
      case 'before':
      case 'after':
        return (
          subjects.has(next) ||
          sun.has(next) ||
          ['the', 'my', 'bed', 'bedtime', 'dinner', 'lunch', 'breakfast', 'work'].includes(next) ||
          (items[index + 1] !== undefined && !items[index + 1]?.known && item.text === 'before')
        );
      case 'every':
      case 'each':
        return (
          recurring.has(next) || ((/^\d/.test(next) || ['two', 'three', 'other', 'five', 'ten'].includes(next)) && recurring.has(items[index + 2]?.text ?? ''))
        );
      case 'daily':
      case 'nightly':
      case 'weekly':
      case 'always':
      case 'automatically':
      case 'usually':
        return true;
      case 'in':
        return next === 'case';
      default:
        return sun.has(item.text);
    }
  });
}

/** Whether somebody else's words are told. "I said" is our own order again. */
export function isReported(items: readonly Item[]): boolean {
  return items.some((item, index) => {
    if (!reporting.has(item.text)) return false;
    const before = items[index - 1]?.text ?? '';
    if (item.text === 'called' || item.text === 'read' || item.text === 'heard') return ['he', 'she', 'they', 'i', 'we'].includes(before);
    if (item.text === 'think' || item.text === 'thinks') return before !== 'you' && before !== 'i';
    if (
      before === 'i' &&
      (item.text === 'said' || (item.text === 'told' && items[index + 1]?.text === 'you') || (item.text === 'asked' && items[index + 1]?.text === 'you'))
    )
      return false;
    return index > 0;
  });
}

/** Whether a clause forbids: the first word that counts is a negation. */
export function isProhibition(items: readonly Item[]): boolean {
  let at = 0;
  while (
    at < items.length &&
    ((fillers.has(items[at]?.text ?? '') && items[at]?.text !== 'do') || [',', 'and', 'but', 'so', 'then', 'or', '.', '!'].includes(items[at]?.text ?? ''))
  )
    at++;
  const texts = items.slice(at).map((item) => item.text);
  const [first = '', second = '', third = ''] = texts;
  if ((first === 'do' || first === 'does' || first === 'did') && second === 'not') return true;
  if (['not', 'never', 'stop it', 'nobody', 'avoid'].includes(first)) return first !== 'never' || second !== 'mind';
  if (first === 'no' && (second === 'need' || second === 'one' || second === 'more')) return second === 'need';
  if (['you', 'we', 'i'].includes(first)) {
    if (['do', 'should', 'must', 'can', 'will', 'would', 'could', 'need', 'am'].includes(second) && (third === 'not' || third === 'never'))
      return !(first === 'i' && second === 'can');
    if (second === 'never' || second === 'not') return true;
  }
  if (first === 'please' && second === 'do' && third === 'not') return true;
  if ((first === 'there' && second === 'is' && third === 'no') || (first === 'it' && second === 'is' && third === 'not' && texts.includes('necessary')))
    return texts.includes('need') || texts.includes('necessary') || texts.includes('reason');
  if (first === 'keep' || first === 'leave')
    return (
      texts.some((text) => ['on', 'off', 'open', 'closed', 'locked', 'unlocked', 'alone', 'running', 'shut', 'as', 'it', 'that', 'way'].includes(text)) &&
      !texts.includes('to') &&
      !texts.includes('at')
    );
  if (first === 'i' && (second === 'would' || second === 'do') && texts.includes('not')) return true;
  // "turn on the kitchen light? No, do not."
  return false;
}

/** "turn off the lights? No way": asked and answered, by the same mouth. */
export function isRejected(items: readonly Item[]): boolean {
  const at = items.findIndex((item) => item.text === '?');
  const rest = items.slice(at + 1).filter((item) => !/^[,.!]$/.test(item.text));
  const spoken = items.filter((item) => !/^[,.!?]$/.test(item.text)).map((item) => item.text);
  if (spoken.length > 2 && spoken.slice(-2).join(' ').endsWith('no way')) return true;
  return at > 0 && ['no', 'nope', 'nah', 'never', 'not'].includes(rest[0]?.text ?? '') && !rest.some((item) => verbs.has(item.text));
}

/** Whether a clause says what is to stay as it is: "leave the hall light", "the hall one can stay on". */
export function isSparing(items: readonly Item[]): boolean {
  const body = items.filter((item) => !/^[,.!;]$/.test(item.text) && !['but', 'and', 'just', 'please', 'though', 'only'].includes(item.text));
  const first = body[0]?.text ?? '';
  if (body.some((item) => item.text === '?') || body.length < 2) return false;
  if (['leave', 'keep', 'spare', 'ignore'].includes(first))
    return !body.some((item) => ['to', 'at', 'playing', 'cleaning', 'it', 'going'].includes(item.text) || /^\d/.test(item.text));
  return !subjects.has(first) && body.some((item, index) => index > 0 && staying.has(item.text)) && !verbs.has(first);
}

/** Words for staying as one is. */
export const staying = new Set(['stay', 'stays', 'remain', 'remains']);

const resultStates = new Set(['closed', 'locked', 'muted', 'dimmed', 'unmuted', 'paused', 'lowered', 'raised']);

/** Whether a clause tells instead of asking: it has a subject, or a form of the past, or "is". */
export function isStatement(items: readonly Item[]): Guard | undefined {
  let at = 0;
  while (
    at < items.length &&
    ((fillers.has(items[at]?.text ?? '') && items[at]?.text !== 'there') || [',', 'and', 'but', 'so', 'because'].includes(items[at]?.text ?? ''))
  )
    at++;
  const rest = items.slice(at);
  const first = rest[0]?.text ?? '';
  const past = rest.some((item, index) => {
    if (!pasts.has(item.text)) return false;
    if (['set', 'put', 'shut', 'left', 'did', 'do'].includes(item.text)) return index > 0 && subjects.has(rest[0]?.text ?? '');
    // "curtains closed", "front door locked, please": how it should be.
    const told = rest[0]?.text === 'the' && !kindPlurals.has(rest[index - 1]?.text ?? '');
    const last = rest.slice(index + 1).every((one) => fillers.has(one.text) || /^[,.!]$/.test(one.text));
    if (resultStates.has(item.text) && index > 0 && last && !told && !subjects.has(rest[0]?.text ?? '')) return false;
    return !(index > 0 && ['get', 'have'].includes(first)) || subjects.has(first);
  });
  if (past) return 'past';
  if (subjects.has(first)) {
    // "that lamp on" points; "it off" is an order in a hurry.
    const second = rest[1];
    if (
      ['that', 'this', 'it'].includes(first) &&
      second &&
      !['is', 'was', 'will', 'has', 'looks', 'would', 'should', 'seems', 'feels', 'does', 'can', 'could', 'made', 'sounds'].includes(second.text)
    )
      return undefined;
    return 'chat';
  }
  if (verbs.has(first)) return undefined;
  const being = rest.findIndex(
    (item, index) =>
      ['is', 'are', 'was', 'were', 'am', 'has', 'will', 'should', 'would', 'can', 'could', 'must', 'might', 'need', 'needs', 'may', 'been'].includes(
        item.text,
      ) && !['that', 'which', 'who'].includes(rest[index - 1]?.text ?? ''),
  );
  if (being > 0) return ['was', 'were'].includes(rest[being]?.text ?? '') ? 'past' : 'chat';
  return undefined;
}

/** Where the reason for an order begins: "so I can find my keys", "because it is late". */
export function reasonAt(items: readonly Item[]): number | undefined {
  for (let index = 1; index < items.length; index++) {
    const word = items[index]?.text ?? '';
    const next = items[index + 1]?.text ?? '';
    if (word === 'because' || word === 'since' || word === 'as it is') return index;
    if (word === 'so' && (subjects.has(next) || next === 'that' || next === 'my' || next === 'the')) return index;
    if (word === 'so that') return index;
    // "… it's too bright", with or without a pause before it.
    const from = word === ',' ? index + 1 : index;
    const opens =
      ['i', 'it', 'we'].includes(items[from]?.text ?? '') && ['am', 'is', 'can', 'need', 'have', 'are', 'was', 'will'].includes(items[from + 1]?.text ?? '');
    if (opens && !['that', 'if', 'as', 'when', 'like', 'how', 'where'].includes(items[index - 1]?.text ?? '') && !classifyAny(items.slice(from + 2)))
      return index;
  }
  return undefined;
}

function classifyAny(items: readonly Item[]): boolean {
  return items.some((item) => verbs.has(item.text) && classify(item).kinds === undefined);
}
