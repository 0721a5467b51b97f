/** What something is set to, or by how much it changes, as a clause says it. */
import type { Kind } from '../../core/home.ts';
import type { Clause, SaidValue } from './clause.ts';
import { numberOf } from './numbers.ts';
import type { Item } from './scan.ts';
import { readAmount, readValueWord } from './values.ts';
import { verbs, type AttributeWord } from './vocabulary.ts';
import { classify, isUnknown } from './nouns.ts';

/** A value at an item, with the preposition that says how it is meant. */
export function valueAt(items: readonly Item[], at: number, clause: Clause): SaidValue | undefined {
  const word = items[at]?.text ?? '';
  let from = at;
  let how: SaidValue['how'] = 'bare';
  if (word === 'up' || word === 'down' || word === 'back') {
    if (items[at + 1]?.text !== 'to' || clause.verb === undefined) return undefined;
    const value = valueAt(items, at + 1, clause);
    return value;
  }
  // "turn on the red lamp" switches; "the AC on cool" sets.
  if (word === 'on' && verbs.has(items[at - 1]?.text ?? '')) return undefined;
  if (['to', 'at', 'by', 'on', 'in', 'as', 'into', 'around', 'about', 'with', 'another', 'more'].includes(word)) {
    from++;
    how = word === 'by' || word === 'another' || word === 'more' ? 'by' : word === 'with' || word === 'around' || word === 'about' ? 'bare' : 'to';
  }
  const said = how !== 'bare';
  for (; from < items.length - 1 && valueOpeners.has(items[from]?.text ?? ''); from++) {
    if (readAmount(items, from) || !(said || from > at || readWordAfterArticle(items, from))) break;
  }
  const amount = readAmount(items, from);
  if (amount) {
    if (items[from]?.text === 'one' && amount.unit === undefined && how === 'bare') return undefined;
    if (word === 'in' || (word === 'on' && amount.unit === undefined)) return undefined;
    const unitless = amount.unit === undefined;
    // Without a word for setting, a bare number tells one device from another.
    if (unitless && how === 'bare' && !takesNumber(clause)) return undefined;
    if (
      unitless &&
      word === 'at' &&
      clause.verb !== undefined &&
      ['turn', 'open', 'close', 'lock'].includes(clause.verb) &&
      clause.attribute === undefined &&
      !clause.phrases.some((phrase) => phrase.headKinds?.some((kind) => kind === 'air-conditioner' || kind === 'thermostat' || kind === 'heater'))
    )
      return undefined;
    if (furtherWords.has(items[amount.next]?.text ?? '')) return { ...amount, how: 'by' };
    return { ...amount, how };
  }
  if (word === 'by' || (word === 'in' && from === at)) return undefined;
  const first = items[from];
  const ahead = first && classify(first).device;
  const valueWord = readValueWord(items, from, how === 'to' && word !== 'in' && word !== 'with');
  if (!valueWord) return undefined;
  if (ahead && ahead.match !== 'shared-word' && ahead.match !== 'part') return undefined;
  if (how === 'to' && (word === 'on' || word === 'in' || word === 'at') && valueWord.attribute === 'on') return undefined;
  // "the blue lamp" after a switching verb is a lamp that is told apart; "make the lamp blue" is a value.
  const after = items[valueWord.next];
  const ofThing = after !== undefined && classify(after).kinds !== undefined && how === 'bare';
  if (ofThing && clause.verb !== undefined && clause.verb !== 'set' && (from > at || ['open', 'close', 'lock', 'unlock'].includes(clause.verb)))
    return undefined;
  return { ...valueWord, how };
}

/** After a number: by how much, not to what. */
const furtherWords = new Set(['more', 'higher', 'lower', 'less', 'brighter', 'warmer', 'cooler', 'louder', 'quieter', 'dimmer']);

const valueOpeners = new Set(['a', 'an', 'the', 'its', 'their', 'his', 'her', 'about', 'around', 'be', 'only', 'just', 'exactly', 'level']);

function readWordAfterArticle(items: readonly Item[], from: number): boolean {
  const value = readValueWord(items, from + 1, false);
  const after = value && items[value.next];
  return value !== undefined && value.attribute !== 'color' && (after === undefined || classify(after).kinds === undefined);
}

function takesNumber(clause: Clause): boolean {
  if (clause.attribute !== undefined || clause.comparative !== undefined) return true;
  if (clause.verb === undefined) return true;
  return ['set', 'raise', 'lower', 'dim', 'brighten'].includes(clause.verb) || clause.particle === 'up' || clause.particle === 'down';
}

/** "twice as bright", "half as loud". */
export function factorAt(
  items: readonly Item[],
  at: number,
): { readonly factor: number; readonly attribute?: AttributeWord; readonly next: number } | undefined {
  const word = items[at]?.text ?? '';
  const factor = word === 'twice' || word === 'double' ? 2 : word === 'half' ? 0.5 : undefined;
  if (factor === undefined || items[at + 1]?.text !== 'as') return undefined;
  const adjective = items[at + 2]?.text ?? '';
  const attributes: Record<string, AttributeWord> = { bright: 'brightnessPercent', loud: 'volumePercent', fast: 'fanPercent', warm: 'temperature' };
  const attribute = attributes[adjective];
  return attribute ? { factor, attribute, next: at + 3 } : undefined;
}

/** Kinds whose modes and sources have words of their own. */
const ownWorded: ReadonlySet<Kind> = new Set(['tv', 'media-player', 'speaker', 'air-conditioner', 'thermostat', 'heater', 'fan', 'air-purifier']);

/** "to turbo", "to hdmi 1", "to turbo mode": a device's own word, after "to", up to the end or the next joint. */
export function ownWordAt(
  items: readonly Item[],
  at: number,
  clause: Clause,
  text: string,
): { readonly word: NonNullable<Clause['ownWord']>; readonly next: number } | undefined {
  const named = clause.verb === undefined && clause.phrases.some((phrase) => phrase.headKinds?.some((kind) => ownWorded.has(kind)));
  if (!named && (clause.verb === undefined || !['set', 'turn', 'play', 'go'].includes(clause.verb))) return undefined;
  const from = items[at]?.text === 'the' ? at + 1 : at;
  const first = items[from];
  const station = first?.text === 'radio' && /^\d+$/.test(String(numberOf(items[from + 1]?.text ?? '') ?? items[from + 1]?.text));
  if (!first || (!station && !isUnknown(first))) return undefined;
  let next = station ? from + 2 : from;
  while (
    items[next] &&
    (isUnknown(items[next] ?? first) ||
      /^\d/.test(items[next]?.text ?? '') ||
      (next > from && ['tv', 'radio', 'music', 'one', 'two', 'three', 'four', 'play'].includes(items[next]?.text ?? '')))
  )
    next++;
  const mode = items[next]?.text === 'mode';
  // "hdmi two" is what the device calls "HDMI 2".
  const spoken = text.slice(first.start, items[next - 1]?.end ?? first.end);
  const word = spoken.replace(/\S+$/, (last) => String(next - from > 1 ? (numberOf(last) ?? last) : last));
  const kinds = clause.phrases.flatMap((phrase) => phrase.headKinds ?? []);
  const source = clause.attribute === 'source' || kinds.some((kind) => kind === 'tv' || kind === 'media-player' || kind === 'speaker');
  return { word: { text: word, as: mode || clause.attribute === 'mode' ? 'mode' : source ? 'source' : 'any' }, next: mode ? next + 1 : next };
}

/** "turbo mode" without "to". */
export function modeNameAt(items: readonly Item[], at: number): { readonly word: NonNullable<Clause['ownWord']>; readonly next: number } | undefined {
  const first = items[at];
  if (!first || !isUnknown(first) || items[at + 1]?.text !== 'mode') return undefined;
  return { word: { text: first.text, as: 'mode' }, next: at + 2 };
}
