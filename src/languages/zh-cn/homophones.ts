/** Command words that speech recognition wrote with other characters: found again by their sound, against this vocabulary only. */
import { sounds } from './sounds.ts';
import type { Meaning } from './tokens.ts';
import { vocabulary } from './vocabulary.ts';

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

let table: Map<string, { readonly text: string; readonly meaning: Meaning }> | undefined;

export function homophonesAt(text: string, start: number): readonly Homophone[] {
  table ??= build();
  const found: Homophone[] = [];
  for (let length = 1; length <= longest && start + length <= text.length; length += 1) {
    const heard = text.slice(start, start + length);
    if (!/^\p{Script=Han}+$/u.test(heard)) break;
    for (const key of keysOf(heard)) {
      const known = table.get(key);
      if (!known || known.text === heard || (length === 1 && !single.has(known.text))) continue;
      const near = sounds(heard).some((readings, at) => !(sounds(known.text)[at] ?? []).some((one) => readings.includes(one)));
      found.push({ end: start + length, meaning: known.meaning, cost: (near ? nearSound : sameSound) + (length === 1 ? oneCharacter : 0) });
      break;
    }
  }
  return found;
}

function build(): Map<string, { text: string; meaning: Meaning }> {
  const made = new Map<string, { text: string; meaning: Meaning }>();
  for (const [text, [meaning]] of vocabulary) {
    if (!meaning || !repairable.has(meaning.is) || text.length > longest || !/^\p{Script=Han}+$/u.test(text)) continue;
    if (text.length === 1 && !single.has(text)) continue;
    const key = keysOf(text)[0];
    if (key !== undefined && !made.has(key)) made.set(key, { text, meaning });
  }
  return made;
}

/** All ways to hear it, with sounds that are taken for one another made one. */
function keysOf(text: string): readonly string[] {
  let keys = [''];
  for (const readings of sounds(text)) {
    const shapes = [...new Set(readings.map(blur))].slice(0, 3);
    keys = keys.flatMap((key) => shapes.map((shape) => `${key} ${shape}`)).slice(0, 8);
  }
  return keys;
}

function blur(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/^l/, 'n')
    .replace(/ng$/, 'n');
}
