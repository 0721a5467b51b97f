/** English, British and American. */
import type { Language } from '../../ports/language.ts';
import { kindName, plainKindWords } from './kinds.ts';
import { replies } from './replies.ts';
import { samples } from './samples.ts';
import { nameKey, nameVariants, nameWords, normalize } from './text.ts';
import { read } from './read.ts';

export const language: Language = {
  tag: 'en',
  name: 'English',
  normalize,
  nameKey,
  nameVariants,
  nameWords,
  nameInfixes: ["'s"],
  kindWords: plainKindWords,
  kindName,
  read,
  replies,
  samples,
};
