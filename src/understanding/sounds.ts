/** Names by how they sound: what speech recognition wrote with other characters is found again, against this home's names only. */
import type { NameMatch } from '../ports/language.ts';
import type { NameEntry } from './name-entry.ts';

/** Sounds that are heard as one another; the second spelling is reduced to the first. */
const confusable: readonly (readonly [RegExp, string])[] = [
  [/^zh/, 'z'],
  [/^ch/, 'c'],
  [/^sh/, 's'],
  [/^l/, 'n'],
  [/^hu(?=[aoei])/, 'f'],
  [/ng$/, 'n'],
];

const sameSound = 0.04;
const nearSound = 0.1;
const mostReadings = 8;
const shortest = 2;

type Sounds = (text: string) => readonly (readonly string[])[];

/** Accepts the same syllables, or such as are mistaken for one another (at most a third of a name's). */
export function soundTable(entries: ReadonlyMap<string, readonly NameEntry[]>, sounds: Sounds): (sentence: string, start: number) => NameMatch[] {
  const bySound = new Map<string, { key: string; list: readonly NameEntry[]; syllables: readonly (readonly string[])[] }[]>();
  let longest = 0;
  for (const [key, list] of entries) {
    const whole = list.filter((entry) => entry.match === 'name' || entry.match === 'alias');
    if (key.length < shortest || !whole.length || !/\p{Script=Han}/u.test(key)) continue;
    const syllables = sounds(key);
    longest = Math.max(longest, syllables.length);
    for (const blurred of readings(syllables, blur)) bySound.set(blurred, [...(bySound.get(blurred) ?? []), { key, list: whole, syllables }]);
  }
  // A sentence is asked about at each of its places: its sounds are worked out once.
  let last = { sentence: '', heard: sounds('') };
  const heardFrom = (sentence: string, start: number) => {
    if (last.sentence !== sentence) last = { sentence, heard: sounds(sentence) };
    return last.heard.length === sentence.length ? last.heard.slice(start, start + longest) : sounds(sentence.slice(start, start + longest));
  };
  return (sentence, start) => {
    const found: NameMatch[] = [];
    const rest = heardFrom(sentence, start);
    for (let length = Math.min(longest, rest.length); length >= shortest; length -= 1) {
      const heard = rest.slice(0, length);
      const end = start + length;
      for (const blurred of readings(heard, blur)) {
        for (const { key, list, syllables } of bySound.get(blurred) ?? []) {
          if (key === sentence.slice(start, end)) continue;
          const near = syllables.filter((one, at) => !one.some((sound) => heard[at]?.includes(sound))).length;
          if (near > Math.max(1, Math.floor(length / 3))) continue;
          for (const entry of list) {
            if (found.some((match) => match.end === end && match.is === entry.is)) continue;
            found.push({ start, end, ...entry, repaired: near === 0 ? sameSound : nearSound });
          }
        }
      }
    }
    return found;
  };
}

function blur(sound: string): string {
  return confusable.reduce((text, [from, to]) => text.replace(from, to), sound);
}

/** All spellings of a run of syllables, up to a bound. */
function readings(syllables: readonly (readonly string[])[], shape: (sound: string) => string): Set<string> {
  let made = [''];
  for (const one of syllables) {
    const shapes = [...new Set(one.map(shape))];
    made = made.flatMap((start) => shapes.map((sound) => `${start} ${sound}`)).slice(0, mostReadings);
  }
  return new Set(made);
}
