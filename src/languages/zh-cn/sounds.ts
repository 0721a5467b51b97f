import { readings } from './readings.ts';

let table: Map<string, string[]> | undefined;

/**
 * For each character its readings without tones, the likeliest first. What has no reading (letters, digits) stands for itself.
 * The table is unpacked at the first call: only repair needs it.
 */
export function sounds(text: string): readonly (readonly string[])[] {
  table ??= unpack();
  const known = table;
  return Array.from(text, (character) => known.get(character) ?? [character]);
}

function unpack(): Map<string, string[]> {
  const first = new Map<string, string[]>();
  const groups = readings.split(' ').map((group) => {
    const syllable = group.match(/^[a-z]+/)?.[0] ?? '';
    const [usual = '', other = ''] = group.slice(syllable.length).split('/');
    return { syllable, usual, other };
  });
  for (const { syllable, usual } of groups) for (const character of usual) first.set(character, [syllable]);
  for (const { syllable, other } of groups) for (const character of other) first.get(character)?.push(syllable);
  return first;
}
