import type { TurnResult } from '../core/plan.ts';
import type { StepResult } from '../core/step.ts';

/** One turn of talk as it reaches us, contracts §3. The edge has parsed it; room and speaker are ids that may not exist. */
export type TurnRequest = {
  /** Ecosystem plus account: `page`, `cli`, or what the caller named. */
  readonly source: string;
  readonly conversation?: string;
  /** The hub's language for this person's answers; absent is the home's. */
  readonly locale?: string;
} & (
  | {
      readonly text: string;
      /** The speaker's room, by id. */
      readonly room?: string;
      /** By a person's id. */
      readonly speaker?: string;
      /** When the words were heard, by the source's clock; milliseconds since the Unix epoch. */
      readonly heardAtMs?: number;
      readonly utteranceId?: string;
    }
  /** Answers what was asked in that turn, once and within 60 s. `choice` counts from 1. */
  | { readonly turnId: string; readonly confirm: boolean }
  | { readonly turnId: string; readonly choice: number }
);

/** What a streamed turn tells before it ends. The end itself is what `turn` resolves to. */
export type TurnPart =
  | { readonly type: 'text-delta'; readonly text: string }
  /** What became of a step, as it becomes known. */
  | ({ readonly type: 'state' } & StepResult);

/** The turn, from hearing to answering. */
export interface Assistant {
  /**
   * Understands, decides, acts and answers. With `tell` the answer is told piece by piece while it comes about. Aborting `signal` stops what is still being
   * said; what was ordered stands.
   * @throws EntenteError `assistant/no-such-turn` when nothing waits under that turn id (unknown, answered, or older than 60 s), `assistant/no-such-choice`
   */
  turn(request: TurnRequest, signal: AbortSignal, tell?: (part: TurnPart) => void): Promise<TurnResult>;
}

/** What is promised for later: a timer, an alarm, a delayed command. */
export interface Appointment {
  readonly id: string;
  readonly kind: 'timer' | 'alarm' | 'later';
  readonly name?: string;
  /** A room's id. */
  readonly room?: string;
  /** When it is due; milliseconds since the Unix epoch. While paused: absent. */
  readonly dueAtMs?: number;
  /** What is left, when it is paused. */
  readonly remainingMs?: number;
  /** What will be done, in the person's words. */
  readonly say?: string;
  /** True from when a timer rang until somebody stops it. */
  readonly ringing?: boolean;
}

/** A list of things: shopping, to do. */
export interface List {
  readonly name: string;
  readonly items: readonly { readonly item: string; readonly done: boolean }[];
}
