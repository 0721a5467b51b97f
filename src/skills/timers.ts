import type { SkillAnswer, SkillContext } from '../ports/skill.ts';
import { labelOf, type Scheduled } from '../ports/scheduling.ts';
import { durationMs } from './define.ts';

/** Which timer is spoken of. */
export interface Described {
  readonly name?: string;
  readonly room?: string;
  readonly startHours?: number;
  readonly startMinutes?: number;
  readonly startSeconds?: number;
}

/** All that fit the description. A name fits whole, else as a part; everything fits an empty one. */
export function fitting(all: readonly Scheduled[], slots: Described): readonly Scheduled[] {
  const startMs = durationMs({ hours: slots.startHours ?? 0, minutes: slots.startMinutes ?? 0, seconds: slots.startSeconds ?? 0 });
  const found = all.filter((one) => (slots.room === undefined || one.room === slots.room) && (startMs === 0 || one.startMs === startMs));
  if (slots.name === undefined) return found;
  const said = sameWord(slots.name);
  const whole = found.filter(({ name }) => name !== undefined && sameWord(name) === said);
  return whole.length ? whole : found.filter(({ name }) => name !== undefined && sameWord(name).includes(said));
}

/** Does something to the one that is meant: the only one that fits, else the person is asked which. */
export async function withTimer(all: readonly Scheduled[], slots: Described, act: (timer: Scheduled) => Promise<SkillAnswer>): Promise<SkillAnswer> {
  if (all.length === 0) return noTimers;
  const found = fitting(all, slots);
  const [only] = found;
  if (only === undefined) return { outcome: 'decline', spoken: { phrase: 'timer-not-found', values: { names: all.map(labelOf) } } };
  if (found.length === 1) return act(only);
  return {
    outcome: 'ask',
    spoken: { phrase: 'which-timer', values: { names: found.slice(0, mostChoices).map(labelOf) } },
    choices: found.slice(0, mostChoices).map((timer) => ({ name: labelOf(timer), run: async () => act(timer) })),
  };
}

/** What counts down or rings after having counted down. */
export function timersOf({ scheduling }: SkillContext): readonly Scheduled[] {
  return scheduling.list().filter(({ kind }) => kind === 'timer');
}

/** Said when there is nothing to speak of. */
export const noTimers: SkillAnswer = { outcome: 'decline', spoken: { phrase: 'no-timers' } };

/** The timer ended in the meantime, or is in no state for that. */
export const gone: SkillAnswer = { outcome: 'decline', spoken: { phrase: 'timer-not-found' } };

/** Words are compared without regard to case, width and spaces. */
export function sameWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
}

const mostChoices = 4;
