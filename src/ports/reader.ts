import type { HomeView } from '../core/home.ts';
import type { Plan } from '../core/plan.ts';

/** Words as they reached us. */
export interface Utterance {
  readonly text: string;
  /** The speaker's room, by id. */
  readonly room?: string;
  /** The speaker, by a person's id. */
  readonly speaker?: string;
  /** Utterances of one conversation follow one another. */
  readonly conversation?: string;
  /** The hub's language for answers; the reader may find the sentence to be in another. */
  readonly locale?: string;
}

/** One of the readers in a row: exact, tolerant, model, cloud. The first that is sure wins. */
export interface Reader {
  readonly tier: NonNullable<Plan['tier']>;
  /** A plan, or `undefined` when it is not sure. Never throws for what a person may say. */
  read(utterance: Utterance, home: HomeView, signal?: AbortSignal): Promise<Plan | undefined>;
}
