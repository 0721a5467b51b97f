import type { Step } from '../core/step.ts';
import type { Appointment } from './assistant.ts';
import type { SpokenValue } from './spoken.ts';

/** When something is due: after a time that no jump of the clock shortens or lengthens, or at an instant of the wall clock. */
export type Due = { readonly afterMs: number } | { readonly atMs: number };

/** What is asked to be remembered. */
export interface NewAppointment {
  /** A timer rings after a time, an alarm (or reminder) rings at a time of day, a `later` carries out steps. */
  readonly kind: Appointment['kind'];
  readonly due: Due;
  readonly name?: string;
  /** A room's id. */
  readonly room?: string;
  /** By a person's id. */
  readonly speaker?: string;
  readonly turnId?: string;
  /** For `later`: what to do then. */
  readonly steps?: readonly Step[];
  /** For `later`: what will be done, in words. */
  readonly say?: string;
  /** For `later`: the person said yes to what is risky. Default false. */
  readonly confirmed?: boolean;
}

/** An appointment with all that is known of it. */
export interface Scheduled extends Appointment {
  readonly createdAtMs: number;
  /** For a timer: how long it was to run when it was started. */
  readonly startMs?: number;
  /** What is left until it is due, ms; 0 once it was. Also while it runs. */
  readonly remainingMs: number;
  readonly paused: boolean;
  readonly speaker?: string;
  /** A delayed command that was not carried out: its time passed while nobody was there to act, or it failed. It stays until cancelled, at most a day. */
  readonly missed?: 'late' | 'failed';
  /** How late it rang or was noticed, ms, when that is worth telling. */
  readonly lateMs?: number;
}

/**
 * What is promised for later. Durable before a promise is given; what came due while the hub was down is dealt with when it starts: timers and alarms ring
 * late and say so; a delayed command more than 60 s late, or a risky one, is not carried out but told.
 */
export interface Scheduling extends AsyncDisposable {
  /** @throws EntenteError `scheduling/bad-due` when the time lies in the past or more than a year ahead; those of `Storage.putNow` */
  add(appointment: NewAppointment): Promise<Scheduled>;
  /** The first instant from now at which clocks in this home's time zone show `HH:MM`, or that time of that day; `undefined` when it has passed. */
  instantOf(at: string, day?: string): number | undefined;
  /** What waits, rings or was missed; what is due next first. */
  list(): readonly Scheduled[];
  /** Takes it away: a waiting one never happens, a ringing one stops, a missed one is acknowledged. False when there is none. */
  cancel(id: string): Promise<boolean>;
  /** A running timer stands still. `undefined` when there is no timer that runs under this id. */
  pause(id: string): Promise<Scheduled | undefined>;
  /** `undefined` when there is no paused timer under this id. */
  resume(id: string): Promise<Scheduled | undefined>;
  /** Longer, or shorter with a negative time; never below 0, where it rings. A ringing timer starts again with that time. `undefined` when there is no such timer. */
  change(id: string, byMs: number): Promise<Scheduled | undefined>;
  /** Calls after every change of the list. Answers how to stop that. */
  subscribe(listener: () => void): () => void;
}

/** What an appointment is called when it is spoken of: its name, else how long it was to run, when it rings or what it does. */
export function labelOf({ kind, name, say, startMs, dueAtMs }: Scheduled): SpokenValue {
  if (name !== undefined) return name;
  if (kind === 'later') return say ?? '';
  return kind === 'alarm' ? { timeAtMs: dueAtMs ?? 0 } : { durationSeconds: Math.round((startMs ?? 0) / 1000) };
}
