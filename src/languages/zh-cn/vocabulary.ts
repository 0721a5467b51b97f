/** The words of Chinese at home and what each means. A word may stand here once; what it does in a sentence is for the grammar to say. */
import { compounds } from './compounds.ts';
import { adjectives, adjusts, attributes, verbs } from './deeds.ts';
import { kindWords } from './kinds.ts';
import { asks, blockers, complaints, ordinals, plain, states, vagueTimes } from './sayings.ts';
import type { Meaning } from './tokens.ts';
import { colors, extremes, kelvins, modes, ownModes } from './values.ts';

const split = (text: string) => text.split(' ');

/** Words of families: too many of them sound like something else to be looked for by sound. */
export const composed = new Set<string>();

/** The lexicon: every word with all that it may mean. */
export const vocabulary: ReadonlyMap<string, readonly Meaning[]> = build();

/** The length of the longest word. */
export const longestWord = Math.max(...[...vocabulary.keys()].map((word) => word.length));

/** Words that hold a place in a sentence but say nothing of what is to be done. */
function build(): Map<string, Meaning[]> {
  const words = new Map<string, Meaning[]>();
  const add = (list: string, meaning: Meaning) => {
    for (const word of split(list)) {
      const known = words.get(word);
      if (known) known.push(meaning);
      else words.set(word, [meaning]);
    }
  };
  for (const [word, kinds] of kindWords) add(word, { is: 'kind', kinds });
  add('音乐 歌 歌曲 歌儿 曲子 背景音乐', { is: 'kind', kinds: ['speaker', 'media-player', 'tv'], having: 'playback' });
  add('设备 电器 东西 家电 所有东西 用电器', { is: 'kind', kinds: [], everything: true });
  for (const [verb, list] of entries(verbs)) add(list, { is: 'verb', verb });
  for (const [list, attribute, asked] of attributes) add(list, { is: 'attribute', attribute, asked });
  for (const [list, attribute, sign] of adjectives) add(list, { is: 'adjective', sign, ...(attribute ? { attribute } : {}) });
  for (const [list, attribute, sign] of adjusts) add(list, { is: 'adjust', sign, ...(attribute ? { attribute } : {}) });
  for (const [list, extreme, attribute] of extremes) add(list, { is: 'extreme', extreme, ...(attribute ? { attribute } : {}) });
  for (const [list, value] of colors)
    for (const word of split(list)) add(word.length > 1 ? `${word}色 ${word}光 ${word}` : `${word}色 ${word}光`, { is: 'color', value });
  for (const [list, value] of kelvins)
    for (const word of split(list)) {
      words.delete(word);
      add(word, { is: 'kelvin', value });
    }
  for (const [list, word] of modes) for (const spoken of split(list)) add(`${spoken} ${spoken}模式 ${spoken}档`, { is: 'mode', word, canonical: true });
  for (const spoken of split(ownModes)) if (!words.has(`${spoken}模式`)) add(`${spoken}模式 ${spoken}档`, { is: 'mode', word: spoken, canonical: false });
  add('一条缝 一条小缝 条缝 一道缝 一点缝', { is: 'number', value: 10, unit: 'percent' });
  add('低档 低速 低速档 低风 微风 弱风 小风 低风档 低挡', { is: 'number', value: 33, unit: 'level' });
  add('中档 中速 中速档 中风 中风档 中挡', { is: 'number', value: 66, unit: 'level' });
  add('高档 高速 高速档 高风 强风 大风 高风档 高挡', { is: 'number', value: 100, unit: 'level' });
  for (const [list, complaint, certain] of complaints) add(list, { is: 'complaint', complaint, certain });
  for (const [is, list] of entries(plain)) if (list !== undefined) add(list, { is });
  for (const [list, ask] of asks) add(list, { is: 'ask', ask });
  for (const [list, state] of states) add(list, { is: 'state', state });
  for (const [list, index] of ordinals) add(list, { is: 'ordinal', index });
  // Words in which a verb of ours means something else.
  add(blockers, { is: 'unknown' });
  add(vagueTimes, { is: 'vague-time' });
  add('半成', { is: 'number', value: 5, unit: 'percent' });
  add('今天 今日 今个 今儿 今儿个', { is: 'day', day: 'today' });
  add('明天 明日 明儿 明儿个', { is: 'day', day: 'tomorrow' });
  add('后天', { is: 'day', day: '+2' });
  for (const [word, meaning] of compounds()) {
    if (words.has(word)) continue;
    words.set(word, [meaning]);
    composed.add(word);
  }
  return words;
}

function entries<Key extends string, Value>(record: Readonly<Partial<Record<Key, Value>>>): readonly (readonly [Key, Value])[] {
  const made: (readonly [Key, Value])[] = [];
  for (const key in record) {
    const value = record[key];
    if (value !== undefined) made.push([key, value]);
  }
  return made;
}
