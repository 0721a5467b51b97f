import type { PlanPart } from '../core/plan.ts';
import type { Step } from '../core/step.ts';
import type { SkillAnswer } from '../ports/skill.ts';
import type { Asks, Waiting } from './asks.ts';
import type { AssistantParts, Speaking } from './parts.ts';
import type { Deed, Undoing } from './undoing.ts';

/** The parts, and what outlives a turn. */
export interface Performing extends AssistantParts {
  readonly asks: Asks;
  readonly undoing: Undoing;
  /** The rest of a skill, when a choice names it: run in place of the skill. */
  readonly chosen?: NonNullable<SkillAnswer['choices']>[number] | undefined;
  /** A button said yes to all of this. Default false. */
  readonly confirmed?: boolean;
}

/** A part of a turn, come to its end. */
export interface Come {
  readonly part: PlanPart;
  readonly waiting?: Waiting;
  readonly deed?: Deed;
}

/** A yes was said to these steps, by a button or by words: the assistant remembers that it asked. */
export function confirmedOf(steps: readonly Step[], { conversation }: Speaking, { asks, confirmed }: Performing): boolean {
  const saidYes = asks.settle(conversation, steps, 'confirm');
  if (!saidYes) asks.settle(conversation, steps, 'choice');
  return confirmed === true || saidYes;
}
