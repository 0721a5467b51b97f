/** English writing: one form for sentences and names, and the words of a sentence with contractions opened. */
import type { Span } from '../../core/frame.ts';
import { lexicon } from './lexicon.ts';
import { plainKindWords } from './kinds.ts';
import { ordinalWord, numberWord, numberOf, ordinalOf } from './numbers.ts';

/** A word as the grammar compares it, and where it stands in the normalised sentence. */
export interface Token extends Span {
  readonly text: string;
}

/** Lower case, straight quotes, no emoji or brackets, `&` spoken, one space between words. Contractions and hyphens stay. */
export function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘`´ʼ′]/g, "'")
    .replaceAll('&', ' and ')
    .replaceAll(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu, ' ')
    .replaceAll(/["“”«»()[\]{}<>_*|/\\~^=]+/g, ' ')
    .replaceAll(/\b([a-z])\.([a-z])\.?(?![a-z])/g, '$1$2')
    .replaceAll(/[–—]/g, ' , ')
    .replaceAll(/…|\.{2,}/g, ' , ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Letters and digits of a name; numbers as digits, so that "Lamp One" is "Lamp 1". */
export function nameKey(name: string): string {
  return nameWords(name).map(digits).join('');
}

/**
 * All forms in which a name is spoken, its key first: numbers in words, singular or plural at the end, without an owner's `s`, "left" before what it tells apart.
 * "Kitchen lights" is no name of one Kitchen Light: it means all of them.
 */
export function nameVariants(name: string): readonly string[] {
  const words = nameWords(name);
  const found = new Set<string>([nameKey(name)]);
  const add = (list: readonly string[]): void => {
    found.add(list.map(digits).join(''));
    found.add(list.map(spoken).join(''));
    found.add(list.map((word) => spoken(digits(word))).join(''));
  };
  add(words);
  const last = words.at(-1);
  if (last !== undefined && /^[a-z]{3,}$/.test(last)) {
    if (plainPlural(last)) add([...words.slice(0, -1), last.slice(0, -1)]);
    else if (!last.endsWith('s') && numberOf(last) === undefined && !plainKindWords.has(last)) add([...words.slice(0, -1), `${last}s`]);
  }
  const owners = normalize(name).replaceAll(/'s?(?= )/g, '');
  if (owners !== normalize(name)) add(wordsIn(owners));
  if (words.length > 1 && last !== undefined && ['left', 'right', 'middle', 'front', 'back', 'rear'].includes(last)) add([last, ...words.slice(0, -1)]);
  if (words[0] === 'the' && words.length > 1) add(words.slice(1));
  found.delete('');
  return [...found];
}

/** The words of a name, an owner's `'s` joined to its word as it is often written. */
export function nameWords(name: string): readonly string[] {
  return wordsIn(normalize(name).replaceAll("'", ''));
}

/** The words of a normalised sentence: contractions opened, British spellings as American ones, punctuation as words of its own. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    const written = match[0];
    const start = match.index;
    const end = start + written.length;
    const parts = contractions.get(written) ?? openContraction(written);
    if (parts === undefined) {
      tokens.push({ text: spellings.get(written) ?? drawnIn(written.replaceAll(/,(?=\d)/g, '')), start, end });
      continue;
    }
    // The first part keeps its letters; the others share what is left, so that a name may end between them.
    const cut = start + Math.min(parts[0]?.length ?? 0, written.length - 1);
    parts.forEach((part, at) => tokens.push({ text: part, start: at === 0 ? start : cut, end: at === 0 ? cut : end }));
  }
  return tokens;
}

/** "pleeease", "offff", "sooo": letters that somebody drew out, as few of them as make a word. */
function drawnIn(word: string): string {
  if (!/(\p{L})\1\1/u.test(word)) return word;
  const twice = word.replaceAll(/(\p{L})\1{2,}/gu, '$1$1');
  const once = word.replaceAll(/(\p{L})\1{2,}/gu, '$1');
  return [twice, once].find((one) => lexicon.has(one)) ?? word;
}

const tokenPattern =
  /#[0-9a-f]{6}\b|\d+:\d\d|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?(?:(?:st|nd|rd|th)\b)?|\p{L}[\p{L}\p{N}\p{M}]*(?:'\p{L}+|'(?=\s))?|[%°,;.!?:]/gu;

const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    colour: 'color',
    colours: 'colors',
    grey: 'gray',
    centre: 'center',
    favourite: 'favorite',
    pls: 'please',
    plz: 'please',
    thx: 'thanks',
    ok: 'okay',
    telly: 'tv',
    television: 'tv',
    televisions: 'tvs',
    tv: 'tv',
    nevermind: 'never mind',
    "o'clock": 'oclock',
    cos: 'because',
    round: 'around',
    cuz: 'because',
    coz: 'because',
    cause: 'because',
    mum: 'mom',
    programme: 'program',
    '°': 'degrees',
  }),
);

const contractions: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    dont: ['do', 'not'],
    doesnt: ['does', 'not'],
    didnt: ['did', 'not'],
    isnt: ['is', 'not'],
    arent: ['are', 'not'],
    cant: ['can', 'not'],
    cannot: ['can', 'not'],
    wont: ['will', 'not'],
    shouldnt: ['should', 'not'],
    "can't": ['can', 'not'],
    "won't": ['will', 'not'],
    "shan't": ['shall', 'not'],
    whats: ['what', 'is'],
    wheres: ['where', 'is'],
    hows: ['how', 'is'],
    whos: ['who', 'is'],
    thats: ['that', 'is'],
    theres: ['there', 'is'],
    im: ['i', 'am'],
    ive: ['i', 'have'],
    lets: ['let', 'us'],
    "let's": ['let', 'us'],
    gonna: ['going', 'to'],
    wanna: ['want', 'to'],
    gotta: ['got', 'to'],
    gimme: ['give', 'me'],
    lemme: ['let', 'me'],
  }),
);

const endings: ReadonlyMap<string, string> = new Map(Object.entries({ m: 'am', re: 'are', ll: 'will', ve: 'have', d: 'would' }));
const withIs = new Set(['what', 'where', 'who', 'how', 'when', 'why', 'it', 'that', 'there', 'here', 'he', 'she', 'everything', 'everyone', 'anyone', 'which']);

function openContraction(written: string): readonly string[] | undefined {
  const apostrophe = written.indexOf("'");
  if (apostrophe < 0 || written === "o'clock") return undefined;
  if (written.endsWith("n't")) return [written.slice(0, -3), 'not'];
  const stem = written.slice(0, apostrophe);
  const ending = written.slice(apostrophe + 1);
  if (ending === 's' || ending === '') return [stem, withIs.has(stem) ? 'is' : "'s"];
  const opened = endings.get(ending);
  return opened === undefined ? undefined : [stem, opened];
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function plainPlural(word: string): boolean {
  return word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') && !word.endsWith('is') && word.length > 3;
}

function digits(word: string): string {
  const ordinal = ordinalOf(word);
  return ordinal === undefined ? String(numberOf(word) ?? word) : `${ordinal}${['', 'st', 'nd', 'rd'][ordinal] ?? 'th'}`;
}

function spoken(word: string): string {
  const written = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word);
  if (written?.[1] === undefined) return word;
  return (written[2] === undefined ? numberWord(Number(written[1])) : ordinalWord(Number(written[1]))) ?? word;
}
