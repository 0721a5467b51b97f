/** Small makers of plan parts, so that every part has every field it must have. */
import type { Choice, PlanPart, SkillId, Slots } from '../core/plan.ts';
import type { Because, Read, Step } from '../core/step.ts';

const empty = { steps: [], reads: [] } as const;

export function act(steps: readonly Step[], say: string, declined: PlanPart['declined'] = []): PlanPart {
  return { ...empty, outcome: 'act', steps, say, ...(declined.length ? { declined } : {}) };
}

export function later(slots: Slots, laterSteps: readonly Step[], say: string, declined: PlanPart['declined'] = []): PlanPart {
  return { ...empty, outcome: 'act', skill: 'later', slots, laterSteps, say, ...(declined.length ? { declined } : {}) };
}

export function confirm(steps: readonly Step[], say: string): PlanPart {
  return { ...empty, outcome: 'ask', because: 'needs-confirmation', confirm: true, steps, say };
}

export function ask(say: string, choices: readonly Choice[] = [], choiceSteps: readonly (readonly Step[])[] = []): PlanPart {
  return { ...empty, outcome: 'ask', say, ...(choices.length ? { choices, choiceSteps } : {}) };
}

export function decline(because: Because, say: string): PlanPart {
  return { ...empty, outcome: 'decline', because, say };
}

export function answer(reads: readonly Read[], say: string): PlanPart {
  return { ...empty, outcome: 'answer', reads, say };
}

export function none(say: string): PlanPart {
  return { ...empty, outcome: 'none', say };
}

export function skillPart(outcome: 'act' | 'answer', skill: SkillId, slots: Slots, say: string): PlanPart {
  return { ...empty, outcome, skill, slots, say };
}
