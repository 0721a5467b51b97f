import type { Language, NameIndex } from '../ports/language.ts';

/** What words answer a question of a skill's, which the readers know nothing of: a choice counted from 1, a no, or nothing. */
export type SpokenChoice = { readonly choice: number } | { readonly confirm: false } | undefined;

/** "第二个", "the last one", a name as it was offered, "算了". All of them at once is no choice here. */
export function spokenChoice(text: string, names: readonly string[], language: Language): SpokenChoice {
  const said = language.nameKey(text);
  const named = names.findIndex((name) => language.nameKey(name) === said);
  if (named >= 0) return { choice: named + 1 };
  const { frames } = language.read({ text: language.normalize(text), names: nameless, tolerant: false, awaiting: true });
  const [frame] = frames;
  if (frames.length !== 1 || frame?.is !== 'reply') return undefined;
  if (frame.reply === 'no') return { confirm: false };
  if (frame.reply !== 'choice') return undefined;
  const choice = frame.index < 0 ? names.length + 1 + frame.index : frame.index;
  return choice >= 1 && choice <= names.length ? { choice } : undefined;
}

/** Whoever answers which timer names nothing at home. */
const nameless: NameIndex = { at: () => [] };
