import type { Because, Read, Step, StepResult } from './step.ts';

export type Outcome = 'act' | 'answer' | 'ask' | 'decline' | 'none';

export type SkillId =
  | 'timer-start'
  | 'timer-cancel'
  | 'timer-cancel-all'
  | 'timer-extend'
  | 'timer-shorten'
  | 'timer-pause'
  | 'timer-resume'
  | 'timer-status'
  | 'later'
  | 'list-add'
  | 'list-complete'
  | 'list-remove'
  | 'broadcast'
  | 'weather'
  | 'date'
  | 'time'
  | 'cancel';

/** Slot names and shapes are fixed by contracts §2. A slot that was not said is absent. */
export interface Slots {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly startHours?: number;
  readonly startMinutes?: number;
  readonly startSeconds?: number;
  readonly name?: string;
  /** A room's id. */
  readonly room?: string;
  /** 24-hour local time, `HH:MM`; the next one. */
  readonly at?: string;
  readonly item?: string;
  readonly list?: string;
  readonly message?: string;
  readonly place?: string;
  /** `today`, `tomorrow` or `YYYY-MM-DD`. */
  readonly day?: string;
}

export interface Choice {
  readonly say: string;
  readonly device?: string;
  readonly value?: string | number | boolean;
}

/** One request of a sentence, understood: contracts §2. */
export interface PlanPart {
  readonly outcome: Outcome;
  readonly because?: Because;
  readonly steps: readonly Step[];
  readonly reads: readonly Read[];
  readonly skill?: SkillId;
  readonly slots?: Slots;
  readonly laterSteps?: readonly Step[];
  readonly choices?: readonly Choice[];
  /** What each choice would do, in the order of `choices`. Not printed. */
  readonly choiceSteps?: readonly (readonly Step[])[];
  readonly confirm?: true;
  readonly declined?: readonly { readonly text: string; readonly because: Because }[];
  /** "刚才那个取消": the last acts of this conversation are to be undone. Not printed; the assistant knows what to do. */
  readonly undo?: true;
  /** In the person's language. Before acting it tells what is about to be done, as if it worked. */
  readonly say: string;
}

export type Tier = 'exact' | 'tolerant' | 'model' | 'cloud';

/** A sentence, understood. With several requests `parts` has each, and the rest is joined from them. */
export interface Plan extends PlanPart {
  readonly tier?: Tier;
  readonly parts?: readonly PlanPart[];
  /** The language it was read in and is answered in, BCP 47. Not printed. Absent: as the sentence is written. */
  readonly language?: string;
}

/** What a turn came to: the plan, and what was really done. */
export interface TurnResult extends Plan {
  readonly turnId: string;
  readonly receiptId?: string;
  readonly results?: readonly StepResult[];
}
