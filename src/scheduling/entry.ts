import * as v from 'valibot';
import { attributes } from '../core/home.ts';
import { actions } from '../core/step.ts';
import type { Scheduled } from '../ports/scheduling.ts';

const Step = v.variant('do', [
  v.object({ device: v.string(), do: v.literal('set'), attribute: v.picklist(attributes), value: v.union([v.boolean(), v.number(), v.string()]) }),
  v.object({ device: v.string(), do: v.literal('adjust'), attribute: v.picklist(attributes), by: v.number() }),
  v.object({ device: v.string(), do: v.literal('toggle'), attribute: v.picklist(attributes) }),
  v.object({ device: v.string(), do: v.literal('run'), action: v.picklist(actions), room: v.exactOptional(v.string()) }),
]);

/** What never changes of an appointment. */
const Promised = v.object({
  id: v.string(),
  kind: v.picklist(['timer', 'alarm', 'later']),
  createdAtMs: v.number(),
  name: v.exactOptional(v.string()),
  room: v.exactOptional(v.string()),
  speaker: v.exactOptional(v.string()),
  turnId: v.exactOptional(v.string()),
  steps: v.exactOptional(v.array(Step)),
  say: v.exactOptional(v.string()),
  confirmed: v.exactOptional(v.boolean()),
  startMs: v.exactOptional(v.number()),
});
export type Promised = v.InferOutput<typeof Promised>;

/** How it stands, on disk: by the wall clock alone, since the other one does not outlive the process. */
const SavedPhase = v.variant('is', [
  /** Was `leftMs` away when it was written, which by the wall clock of then is `dueAtMs`. */
  v.object({ is: v.literal('counting'), dueAtMs: v.number(), leftMs: v.number() }),
  v.object({ is: v.literal('dated'), dueAtMs: v.number() }),
  v.object({ is: v.literal('paused'), leftMs: v.number() }),
  v.object({ is: v.literal('ringing'), dueAtMs: v.number(), lateMs: v.number() }),
  v.object({ is: v.literal('missed'), dueAtMs: v.number(), lateMs: v.number(), why: v.picklist(['late', 'failed']), sinceMs: v.number() }),
]);
type SavedPhase = v.InferOutput<typeof SavedPhase>;

const Saved = v.object({ promised: Promised, phase: SavedPhase });

/** How it stands, in a running hub. */
export type Phase =
  /** Due after a time, whatever the wall clock does. */
  | { readonly is: 'counting'; readonly dueElapsedMs: number }
  /** Due when the wall clock shows it. */
  | { readonly is: 'dated'; readonly dueAtMs: number }
  | { readonly is: 'paused'; readonly leftMs: number }
  | { readonly is: 'ringing'; readonly dueAtMs: number; readonly lateMs: number; readonly untilElapsedMs: number }
  /** A delayed command under way. On disk it still waits. */
  | { readonly is: 'acting'; readonly dueAtMs: number }
  | { readonly is: 'missed'; readonly dueAtMs: number; readonly lateMs: number; readonly why: 'late' | 'failed'; readonly sinceMs: number };

export interface Entry {
  readonly promised: Promised;
  readonly phase: Phase;
}

/** Both clocks, read together. */
export interface Moment {
  readonly nowMs: number;
  readonly elapsedMs: number;
}

/** How long an unanswered timer rings. */
export const ringingMs = 10 * 60_000;
/** How long what was missed is kept to be told. */
export const toldMs = 24 * 3_600_000;

/** When something is next to be done about it, ms from now; negative when it should have been. `undefined` when nothing is. */
export function untilMs({ phase }: Entry, { nowMs, elapsedMs }: Moment): number | undefined {
  switch (phase.is) {
    case 'counting':
      return phase.dueElapsedMs - elapsedMs;
    case 'dated':
      return phase.dueAtMs - nowMs;
    case 'ringing':
      return phase.untilElapsedMs - elapsedMs;
    case 'missed':
      return phase.sinceMs + toldMs - nowMs;
    case 'paused':
    case 'acting':
      return undefined;
  }
}

/** As a JSON document. */
export function toSaved({ promised, phase }: Entry, { nowMs, elapsedMs }: Moment): unknown {
  switch (phase.is) {
    case 'counting': {
      const leftMs = phase.dueElapsedMs - elapsedMs;
      return { promised, phase: { is: 'counting', dueAtMs: nowMs + leftMs, leftMs } satisfies SavedPhase };
    }
    case 'acting':
      return { promised, phase: { is: 'dated', dueAtMs: phase.dueAtMs } satisfies SavedPhase };
    case 'ringing': {
      const { untilElapsedMs: _, ...kept } = phase;
      return { promised, phase: kept satisfies SavedPhase };
    }
    case 'dated':
    case 'paused':
    case 'missed':
      return { promised, phase };
  }
}

/**
 * What a document says now; `undefined` when it is none of ours. The time that passed while nothing ran is counted by the wall clock, but never as negative:
 * a clock that starts in the past (a box without a battery) loses no timer.
 */
export function fromSaved(document: unknown, { nowMs, elapsedMs }: Moment): Entry | undefined {
  const { success, output } = v.safeParse(Saved, document);
  if (!success) return undefined;
  const { promised, phase } = output;
  if (phase.is === 'counting') return { promised, phase: { is: 'counting', dueElapsedMs: elapsedMs + Math.min(phase.leftMs, phase.dueAtMs - nowMs) } };
  if (phase.is === 'ringing') return { promised, phase: { ...phase, untilElapsedMs: elapsedMs + ringingMs } };
  return { promised, phase };
}

/** As others see it. */
export function toScheduled({ promised, phase }: Entry, { nowMs, elapsedMs }: Moment): Scheduled {
  const { turnId: _turn, steps: _steps, confirmed: _confirmed, ...known } = promised;
  const leftMs =
    phase.is === 'counting' ? phase.dueElapsedMs - elapsedMs : phase.is === 'dated' ? phase.dueAtMs - nowMs : phase.is === 'paused' ? phase.leftMs : 0;
  return {
    ...known,
    remainingMs: Math.max(0, Math.round(leftMs)),
    paused: phase.is === 'paused',
    ...(phase.is !== 'paused' && { dueAtMs: Math.round(phase.is === 'counting' ? nowMs + leftMs : phase.dueAtMs) }),
    ...(phase.is === 'ringing' && { ringing: true }),
    ...(phase.is === 'missed' && { missed: phase.why }),
    ...((phase.is === 'ringing' || phase.is === 'missed') && phase.lateMs > 0 && { lateMs: Math.round(phase.lateMs) }),
  };
}
