/** Characters become words: the cheapest cover of the sentence by the home's names, the vocabulary, numbers and times. */
import type { NameIndex, NameMatch } from '../../ports/language.ts';
import { homophonesAt } from './homophones.ts';
import { numberAt } from './numbers.ts';
import { clockAt, durationAt } from './times.ts';
import type { Meaning, Token } from './tokens.ts';
import { foreign } from './foreign.ts';
import { longestWord, vocabulary } from './vocabulary.ts';

export interface ScanOptions {
  /** Near misses of names and words count too. */
  readonly repair: boolean;
  /** Starts of names that are not to be read as names here. */
  readonly refused: ReadonlySet<number>;
}

interface Edge {
  readonly end: number;
  readonly cost: number;
  readonly meaning: Meaning;
  readonly repaired: number;
}

const wholeName = 0.9;
const pieceOfName = 2.3;
const word = 1;
const unknownLetter = 5;
/** Dearer than any name at home, cheaper than being cut to pieces. */
const foreignWord = 4;
const startsNumber = /[-负0-9零〇一二两三四五六七八九十百半]/;
const startsClock = /[0-9零一二两三四五六七八九十今明后凌清早上中正下午傍晚夜深半差]/;

export function scan(text: string, names: NameIndex, options: ScanOptions): readonly Token[] {
  const cost = Array.from({ length: text.length + 1 }, () => Infinity);
  const chosen: (Edge | undefined)[] = [];
  cost[text.length] = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    for (const edge of edgesAt(text, at, names, options)) {
      const total = edge.cost + (cost[edge.end] ?? Infinity);
      // Of equal covers the one whose first word is longer.
      const best = cost[at] ?? Infinity;
      if (total < best - 1e-9 || (total < best + 1e-9 && edge.end > (chosen[at]?.end ?? 0))) {
        cost[at] = total;
        chosen[at] = edge;
      }
    }
  }
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const edge = chosen[at];
    const end = edge?.end ?? at + 1;
    const last = tokens.at(-1);
    if (edge?.meaning.is === 'unknown' && last?.meaning.is === 'unknown' && last.end === at) {
      tokens[tokens.length - 1] = { ...last, end, text: text.slice(last.start, end) };
    } else if (text[at] !== ' ')
      tokens.push({ start: at, end, text: text.slice(at, end), meaning: edge?.meaning ?? { is: 'unknown' }, repaired: edge?.repaired ?? 0 });
    at = end;
  }
  return tokens;
}

function edgesAt(text: string, at: number, names: NameIndex, options: ScanOptions): Edge[] {
  const letter = text[at] ?? '';
  const edges: Edge[] = [];
  if (letter === ' ') return [{ end: at + 1, cost: 0, meaning: { is: 'particle' }, repaired: 0 }];
  const latin = /[a-z]+/y;
  latin.lastIndex = at;
  edges.push({ end: latin.test(text) ? latin.lastIndex : at + 1, cost: unknownLetter, meaning: { is: 'unknown' }, repaired: 0 });
  if (!options.refused.has(at)) edges.push(...nameEdges(text, names.at(text, at, options.repair)));
  for (let end = Math.min(text.length, at + longestWord); end > at; end -= 1) {
    const meanings = vocabulary.get(text.slice(at, end));
    const best = meanings?.[0];
    if (!best && foreign.has(text.slice(at, end))) edges.push({ end, cost: foreignWord, meaning: { is: 'unknown' }, repaired: 0 });
    if (best) edges.push({ end, cost: word + (end - at === 1 && letter !== '的' ? 0.1 + strayCost(text, at, best) : 0), meaning: best, repaired: 0 });
  }
  if (startsNumber.test(letter)) edges.push(...numberEdges(text, at));
  if (startsClock.test(letter)) {
    const clock = clockAt(text, at);
    // 一点 alone is a little more often than one o'clock.
    if (clock && !(clock.plain && text.slice(at, clock.end) === '一点' && at > 0))
      edges.push({ end: clock.end, cost: word - 0.05, meaning: { is: 'clock', clock: clock.clock }, repaired: 0 });
  }
  if (options.repair) for (const { end, meaning, cost } of homophonesAt(text, at)) edges.push({ end, cost: word + cost, meaning, repaired: cost });
  return edges;
}

/** A counter counts something: in 台灯 the 台 is none. */
function strayCost(text: string, at: number, meaning: Meaning): number {
  return meaning.is === 'measure' && !/[盏个只]/.test(text[at] ?? '') && !/[0-9一二两三四五六七八九十几这那每半]/.test(text[at - 1] ?? '') ? unknownLetter : 0;
}

/** Somebody who is a device too (where she is) is first of all a person; 晚安模式 is the scene 晚安. */
function nameEdges(text: string, matches: readonly NameMatch[]): Edge[] {
  return matches.flatMap((match) => {
    if (match.onlyKind || vocabulary.get(text.slice(match.start, match.end))?.[0]?.is === 'weather') return [];
    const awaited = /^(?:在家|在不在|回来|回家|到家|人呢|在哪)/.test(text.slice(match.end));
    if (awaited && match.is === 'room' && matches.some((other) => other.end === match.end && other.is === 'person')) return [];
    const twin = matches.find((other) => other.end === match.end && other.is !== match.is && (other.is === 'person' || match.is === 'person'));
    if (twin && (twin.is === 'device' || match.is === 'device')) return match.is === 'person' ? [nameEdge({ ...match, ids: twin.ids })] : [];
    const longer =
      match.is === 'device' && match.match === 'name' && /^(?:模式|场景)/.test(text.slice(match.end, match.end + 2))
        ? [nameEdge({ ...match, end: match.end + 2 })]
        : [];
    return [nameEdge(match), ...longer];
  });
}

function nameEdge(match: NameMatch): Edge {
  const whole = match.match === 'name' || match.match === 'alias';
  const short = match.end - match.start === 1 ? 0.7 : 0;
  return {
    end: match.end,
    cost: (whole ? wholeName : pieceOfName) + short + (match.repaired > 0 ? 1 + match.repaired * 5 : 0) + (match.is === 'person' ? 0.05 : 0),
    meaning: { is: 'name', what: match.is, ids: match.ids, match: match.match },
    repaired: match.repaired,
  };
}

function numberEdges(text: string, at: number): Edge[] {
  const edges: Edge[] = [];
  const add = (end: number, meaning: Meaning) => edges.push({ end, cost: word, meaning, repaired: 0 });
  const duration = durationAt(text, at);
  if (duration) add(duration.end, { is: 'duration', duration: duration.duration });
  const share = shareAt(text, at);
  if (share) {
    add(share.end, { is: 'number', value: share.value, unit: 'percent' });
    return edges;
  }
  const number = numberAt(text, at);
  if (!number) return edges;
  add(number.end, { is: 'number', value: number.value });
  const unit = unitAt(text, number.end, number.value);
  if (unit) add(unit.end, unit.meaning);
  return edges;
}

/** 百分之三十, 三分之一. */
function shareAt(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  const start = text.startsWith('百分之', at) ? { value: 100, end: at + 1 } : numberAt(text, at);
  if (!start || !text.startsWith('分之', start.end) || start.value === 0) return undefined;
  const number = numberAt(text, start.end + 2);
  if (!number) return undefined;
  return { value: start.value === 100 ? number.value : Math.round((number.value / start.value) * 100), end: number.end };
}

const levels = [0, 33, 66, 100];

function unitAt(text: string, at: number, value: number): { readonly end: number; readonly meaning: Meaning } | undefined {
  const unit = /个?百分点|%|percent|巴仙|华氏度|°f|摄氏度|°c|度半|度(?![假过])|°|成(?![为了功员])|k(?![a-z])|开尔文|[档挡级](?!位)|格/y;
  unit.lastIndex = at;
  const said = unit.exec(text)?.[0];
  if (said === undefined) return undefined;
  const end = unit.lastIndex;
  if (/百分点|%|percent|巴仙/.test(said)) return { end, meaning: { is: 'number', value, unit: 'percent' } };
  if (/华氏|°f/.test(said)) return { end, meaning: { is: 'number', value, unit: 'fahrenheit' } };
  if (said === '度半') return { end, meaning: { is: 'number', value: value + 0.5, unit: 'celsius' } };
  if (/度|°/.test(said))
    return {
      end,
      meaning: {
        is: 'number',
        value,
        unit: text
          .slice(0, at)
          .replace(/[0-9.零一二两三四五六七八九十百]+$/, '')
          .endsWith('华氏')
          ? 'fahrenheit'
          : 'celsius',
      },
    };
  if (said === '成') return { end, meaning: { is: 'number', value: value * 10, unit: 'percent' } };
  if (said === 'k' || said === '开尔文') return { end, meaning: { is: 'number', value, unit: 'kelvin' } };
  const level = levels[value];
  return { end, meaning: { is: 'number', value: /[档挡级]/.test(said) && level !== undefined ? level : value, unit: 'level' } };
}
