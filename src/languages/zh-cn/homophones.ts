/** Command words that speech recognition wrote with other characters: found again by their sound, against this vocabulary only. */
import { sounds } from './sounds.ts';
import type { Meaning } from './tokens.ts';
import { composed, vocabulary } from './vocabulary.ts';

export interface Homophone {
  readonly end: number;
  readonly meaning: Meaning;
  /** Added to the cost of a word: how far it is from what was written. */
  readonly cost: number;
}

const repairable: ReadonlySet<Meaning['is']> = new Set(['kind', 'verb', 'attribute', 'adjust', 'extreme', 'mode', 'color', 'kelvin', 'timer', 'all']);
/** One character is often heard wrong only where it is this common. */
const single: ReadonlySet<string> = new Set(['灯', '关', '开', '窗', '门', '锁']);
const longest = 5;
const sameSound = 1.2;
const nearSound = 2;
const oneCharacter = 1.5;

interface Node {
  readonly next: Map<string, Node>;
  word?: { readonly text: string; readonly meaning: Meaning };
}

let root: Node | undefined;
const shapes = new Map<string, readonly string[]>();

/** The words of the vocabulary that sound, or nearly sound, like what stands at `start`. The table is made at the first call. */
export function homophonesAt(text: string, start: number): readonly Homophone[] {
  root ??= build();
  const found: Homophone[] = [];
  let nodes: readonly Node[] = [root];
  for (let end = start; end < text.length && end - start < longest && nodes.length; end += 1) {
    const letter = text[end] ?? '';
    nodes = nodes.flatMap((node) => shapesOf(letter).flatMap((shape) => node.next.get(shape) ?? []));
    const heard = text.slice(start, end + 1);
    const word = nodes.find((node) => node.word && node.word.text !== heard)?.word;
    if (!word || (heard.length === 1 && !single.has(word.text))) continue;
    const near = Array.from(heard).some((one, at) => !soundsAlike(one, word.text[at] ?? ''));
    found.push({ end: end + 1, meaning: word.meaning, cost: (near ? nearSound : sameSound) + (heard.length === 1 ? oneCharacter : 0) });
  }
  return found;
}

function build(): Node {
  const made: Node = { next: new Map() };
  for (const [text, [meaning]] of vocabulary) {
    if (!meaning || !repairable.has(meaning.is) || composed.has(text) || text.length > longest || !/^\p{Script=Han}+$/u.test(text)) continue;
    if (text.length === 1 && !single.has(text)) continue;
    let nodes = [made];
    for (const letter of text) nodes = nodes.flatMap((node) => shapesOf(letter).map((shape) => child(node, shape)));
    for (const node of nodes) node.word ??= { text, meaning };
  }
  return made;
}

function child(node: Node, shape: string): Node {
  const known = node.next.get(shape) ?? { next: new Map() };
  node.next.set(shape, known);
  return known;
}

/** The readings of a character, with sounds that are taken for one another made one. */
function shapesOf(letter: string): readonly string[] {
  const known = shapes.get(letter);
  if (known) return known;
  const made = [...new Set(sounds(letter)[0]?.map(blur))];
  shapes.set(letter, made);
  return made;
}

function soundsAlike(one: string, other: string): boolean {
  const readings = sounds(other)[0] ?? [];
  return sounds(one)[0]?.some((reading) => readings.includes(reading)) === true;
}

function blur(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^l/, 'n')
    .replace(/ng$/, 'n');
}
