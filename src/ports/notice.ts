import type { Spoken } from './spoken.ts';

/** What every open page is told at once, unasked. What must not be missed stands in `Scheduling.list` as well, until it is dismissed. */
export interface Notice {
  readonly type: 'broadcast' | 'timer-over' | 'alarm-over' | 'later-done' | 'later-missed' | 'later-failed';
  readonly atMs: number;
  /** What to show or say, by `speak`. */
  readonly spoken: Spoken;
  /** The appointment it is about. */
  readonly id?: string;
  /** Where it was asked for, by room id. */
  readonly room?: string;
  /** Who asked for it, by person id. */
  readonly speaker?: string;
}

/** Gives a notice to whoever shows such. Never throws, and waits for nobody. */
export type Notify = (notice: Notice) => void;
