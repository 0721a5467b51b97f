import type { Appointment } from '../ports/assistant.ts';
import type { Due } from '../ports/scheduling.ts';
import type { SkillAnswer, SkillContext } from '../ports/skill.ts';
import type { Spoken } from '../ports/spoken.ts';
import { durationMs } from './define.ts';

interface WhenSlots {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly at?: string;
  readonly day?: string;
  readonly name?: string;
  readonly room?: string;
}

/** Makes an appointment, and answers with `spoken` or the plan's own sentence. A time that has passed or is absent is no time: nothing is promised. */
export async function promise(kind: Appointment['kind'], slots: WhenSlots, context: SkillContext, spoken?: Spoken): Promise<SkillAnswer> {
  const { scheduling, turn } = context;
  const due = dueOf(slots, context);
  if (due === undefined) {
    if (slots.at === undefined) return { outcome: 'ask', spoken: { phrase: 'how-long' } };
    return { outcome: 'decline', because: 'too-late', spoken: { phrase: 'too-late' } };
  }
  if ('afterMs' in due && due.afterMs > longestMs) return { outcome: 'decline', because: 'out-of-range', spoken: { phrase: 'too-far-ahead' } };
  const room = slots.room ?? turn.room;
  const { id } = await scheduling.add({
    kind,
    due,
    turnId: turn.id,
    ...(slots.name !== undefined && { name: slots.name }),
    ...(room !== undefined && { room }),
    ...(turn.speaker !== undefined && { speaker: turn.speaker }),
    ...(kind === 'later' && { steps: turn.laterSteps, say: turn.what, confirmed: turn.confirmed }),
  });
  return {
    outcome: 'act',
    ...(spoken !== undefined && { spoken }),
    undo: async () => {
      const cancelled = await scheduling.cancel(id);
      if (!cancelled) return { phrase: 'nothing-to-undo' };
      return kind === 'later' ? { phrase: 'later-cancelled' } : { phrase: 'timer-cancelled', values: { count: 1 } };
    },
  };
}

function dueOf(slots: WhenSlots, { clock, scheduling }: SkillContext): Due | undefined {
  if (slots.at !== undefined) {
    const atMs = scheduling.instantOf(slots.at, slots.day);
    return atMs === undefined || atMs - clock.nowMs() > longestMs ? undefined : { atMs };
  }
  const afterMs = durationMs(slots);
  return afterMs > 0 ? { afterMs } : undefined;
}

const longestMs = 365 * 24 * 3_600_000;
