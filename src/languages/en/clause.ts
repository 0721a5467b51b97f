/** What one clause says before it is decided what it wants: verb, particle, phrases, values, time. */
import type { Phrase, When } from '../../core/frame.ts';
import type { DurationRead } from './times.ts';
import type { ValueRead } from './values.ts';
import type { AttributeWord, Comparative, Verb } from './vocabulary.ts';
import { type PhraseDraft, finishPhrase } from './phrase.ts';

export type Particle = 'on' | 'off' | 'up' | 'down';

/** A value, and whether it was said to be the goal ("to 20") or the way there ("by 20"). */
export type SaidValue = ValueRead & { readonly how: 'to' | 'by' | 'bare'; readonly of?: AttributeWord | undefined };

/** A clause, read. */
export interface Clause {
  verb?: Verb;
  verbText?: string;
  particle?: Particle;
  phrases: PhraseDraft[];
  except: PhraseDraft[];
  attribute?: AttributeWord;
  /** Whether a number has taken it. */
  attributeUsed: boolean;
  values: SaidValue[];
  comparative?: Comparative;
  factor?: number;
  /** Words for a bit or a lot. */
  amountWord: boolean;
  when?: When | 'unclear';
  /** "for ten minutes". */
  forDuration?: DurationRead;
  /** "switch to movie mode": the phrase after "to" is what is wanted. */
  toPhrase?: PhraseDraft;
  /** A device's own word: "turbo", "hdmi 1". */
  ownWord?: { readonly text: string; readonly as: 'mode' | 'source' | 'any' };
  media?: 'next' | 'previous';
  home?: boolean;
  /** "out" was said: of an awning, not off. */
  outward?: boolean;
  too: boolean;
  leftover: string[];
}

/** A clause of which nothing has been read yet. */
export function emptyClause(): Clause {
  return { phrases: [], except: [], values: [], amountWord: false, attributeUsed: false, too: false, leftover: [] };
}

/** Whether the clause names something to act on or says what with. */
export function isEmpty(clause: Clause): boolean {
  return (
    clause.phrases.length === 0 &&
    clause.values.length === 0 &&
    clause.verb === undefined &&
    clause.particle === undefined &&
    clause.comparative === undefined &&
    clause.media === undefined &&
    clause.attribute === undefined &&
    clause.ownWord === undefined &&
    clause.toPhrase === undefined
  );
}

/** The clause's phrases, finished. */
export function phrasesOf(drafts: readonly PhraseDraft[], text: string): Phrase[] {
  return drafts.map((draft) => finishPhrase(draft, text));
}
