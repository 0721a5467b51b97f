import type { Replies } from './language.ts';

/** What is to be said, before a language says it. */
export interface Spoken {
  /** A phrase of `Replies.say`. */
  readonly phrase: string;
  readonly values?: Readonly<Record<string, SpokenValue | readonly SpokenValue[]>>;
}

/** A value that each language writes in its own way. A phrase may stand inside another. */
export type SpokenValue =
  | string
  | number
  | boolean
  | { readonly durationSeconds: number }
  /** The local time of day at this instant. */
  | { readonly timeAtMs: number }
  | { readonly dateAtMs: number }
  | Spoken;

/** Says it in one language, times of day in the home's time zone. */
export function speak(replies: Replies, timeZone: string, { phrase, values = {} }: Spoken): string {
  const words = Object.entries(values).map(([name, value]) => {
    const word = isList(value) ? value.map((one) => String(speakValue(replies, timeZone, one))) : speakValue(replies, timeZone, value);
    return [name, word] as const;
  });
  return replies.say(phrase, Object.fromEntries(words));
}

/** One value by itself, as `Replies.say` takes it. */
export function speakValue(replies: Replies, timeZone: string, value: SpokenValue): string | number | boolean {
  if (typeof value !== 'object') return value;
  if ('durationSeconds' in value) return replies.durationText(value.durationSeconds);
  if ('timeAtMs' in value) return replies.timeText(value.timeAtMs, timeZone);
  if ('dateAtMs' in value) return replies.dateText(value.dateAtMs, timeZone);
  return speak(replies, timeZone, value);
}

function isList(value: SpokenValue | readonly SpokenValue[]): value is readonly SpokenValue[] {
  return Array.isArray(value);
}
