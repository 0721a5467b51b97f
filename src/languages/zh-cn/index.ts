import type { Kind } from '../../core/home.ts';
import type { Language } from '../../ports/language.ts';
import { read } from './read.ts';
import { replies } from './replies.ts';
import { sounds } from './sounds.ts';
import { samples } from './samples.ts';
import { nameKey, nameVariants, nameWords, normalize } from './text.ts';
import { kindNames, kindWords } from './kinds.ts';

/** Chinese as it is spoken at home: Mandarin of all regions, traditional characters, the common words of Taiwan and Cantonese. */
export const language: Language = {
  tag: 'zh-CN',
  name: '简体中文',
  normalize,
  nameKey,
  nameVariants,
  nameWords,
  nameInfixes: ['那盏', '那台', '那个', '那扇', '那条', '那把', '那只', '这盏', '这台', '这个', '那边', '里', '里的', '上的'],
  sounds,
  kindWords,
  kindName: (kind: Kind) => kindNames[kind],
  read,
  replies,
  samples,
};
