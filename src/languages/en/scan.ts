/** From a sentence to items: the best cover by the home's names, the grammar's words, and what neither knows. */
import type { Span } from '../../core/frame.ts';
import type { NameMatch, Sentence } from '../../ports/language.ts';
import { kindWords } from './kinds.ts';
import { tokenize, type Token } from './text.ts';
import { lexicon, longestEntry, repairWord } from './lexicon.ts';

/** A stretch of the sentence that belongs together. */
export interface Item extends Span {
  /** Canonical words, one space between them. */
  readonly text: string;
  /** Names of the home for exactly this stretch. */
  readonly names: readonly NameMatch[];
  /** Whether the grammar knows the text. */
  readonly known: boolean;
  /** Whether spelling was mended to get here. */
  readonly repaired: boolean;
}

/** The best cover of a sentence: whole names beat words of the grammar, those beat parts of names, and all beat the unknown; longer beats shorter. */
export function scan(sentence: Sentence): Item[] {
  const tokens = tokenize(sentence.text);
  const endIndex = new Map(tokens.map((token, at) => [token.end, at]));
  const best: { score: number; next: number; item: Item }[] = [];
  for (let at = tokens.length - 1; at >= 0; at--) {
    const candidates = candidatesAt(sentence, tokens, endIndex, at);
    let winner: { score: number; next: number; item: Item } | undefined;
    for (const { item, next, score } of candidates) {
      const total = score + (best[next]?.score ?? 0);
      if (!winner || total > winner.score) winner = { score: total, next, item };
    }
    if (winner) best[at] = winner;
  }
  const items: Item[] = [];
  for (let at = 0; at < tokens.length;) {
    const step = best[at];
    if (!step) break;
    items.push(step.item);
    at = step.next;
  }
  return items;
}

function candidatesAt(
  sentence: Sentence,
  tokens: readonly Token[],
  endIndex: ReadonlyMap<number, number>,
  at: number,
): { item: Item; next: number; score: number }[] {
  const first = tokens[at];
  if (!first) return [];
  const found: { item: Item; next: number; score: number }[] = [];
  const byLast = new Map<number, NameMatch[]>();
  if (/[\p{L}\p{N}]/u.test(first.text)) {
    for (const match of sentence.names.at(sentence.text, first.start, sentence.tolerant)) {
      const last = endIndex.get(match.end);
      if (last === undefined || match.repaired > 2 || (match.onlyKind && match.repaired > 0)) continue;
      // "Room" is a piece of half the names at home and tells nothing.
      if (last === at && match.match !== 'name' && match.match !== 'alias' && (first.text === 'room' || edgeWords.has(first.text))) continue;
      const list = byLast.get(last);
      if (list) list.push(match);
      else byLast.set(last, [match]);
    }
  }
  const longest = Math.min(tokens.length - at, longestEntry(first.text));
  for (let last = at; last < at + Math.max(1, longest); last++) if (!byLast.has(last)) byLast.set(last, []);
  for (const [last, names] of byLast) {
    const text = joined(tokens, at, last);
    const known = lexicon.has(text) || /^[\d,.;:!?%#]/.test(text);
    const length = last - at + 1;
    const score = Math.max(known ? 12 * length - 1 + (length > 1 && kindWords.has(text) ? 3 : 0) : 0, nameScore(names, length, tokens, at, sentence));
    if (length > 1 && score === 0) continue;
    const item: Item = {
      text,
      start: first.start,
      end: tokens[last]?.end ?? first.end,
      names,
      known,
      repaired: !known && names.length > 0 && names.every((name) => name.repaired > 0),
    };
    found.push({ item, next: last + 1, score });
  }
  const mended = sentence.tolerant && found.length === 1 && found[0]?.score === 0 ? repairWord(first.text) : undefined;
  if (mended !== undefined)
    return [{ item: { text: mended, start: first.start, end: first.end, names: [], known: true, repaired: true }, next: at + 1, score: 5 }];
  return found;
}

function nameScore(names: readonly NameMatch[], length: number, tokens: readonly Token[], at: number, sentence: Sentence): number {
  let best = 0;
  for (const name of names) {
    // "all but Jack's": Jack's room, where no other is.
    if (name.is === 'room' && name.match === 'part' && name.repaired === 0 && length > 1 && tokens[at + length - 1]?.text === "'s")
      best = Math.max(best, 13 * length);
    const whole = !name.onlyKind && (name.match === 'name' || name.match === 'alias');
    // A word that nobody knows speaks for the repair.
    if (name.repaired > 0) best = Math.max(best, (whole ? (length > 1 && holdsUnknown(tokens, at, length, sentence) ? 10 : 6) : 4) * length - name.repaired);
    else if (whole) best = Math.max(best, 12 * length + 2);
    else if (!edgeWords.has(tokens[at]?.text ?? '') && !edgeWords.has(tokens[at + length - 1]?.text ?? '')) {
      let unknown = 0;
      for (let word = at; word < at + length; word++) if (!lexicon.has(tokens[word]?.text ?? '')) unknown++;
      // A part that consists of one word the grammar knows ("temperature") is only that word.
      if (unknown > 0 || length > 1) best = Math.max(best, 11 * length - 0.2 + 0.7 * length);
    }
  }
  return best;
}

function holdsUnknown(tokens: readonly Token[], at: number, length: number, sentence: Sentence): boolean {
  return tokens.slice(at, at + length).some((token) => !lexicon.has(token.text) && sentence.names.at(sentence.text, token.start, false).length === 0);
}

/** Words at which no part of a name begins or ends. */
const edgeWords = new Set("the a an of in on off at to from for and or with by my our 's up down is are it that this".split(' '));

function joined(tokens: readonly Token[], from: number, to: number): string {
  let text = tokens[from]?.text ?? '';
  for (let at = from + 1; at <= to; at++) text += ` ${tokens[at]?.text ?? ''}`;
  return text;
}
