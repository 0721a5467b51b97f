/** What changes while the frames of one sentence are planned, one after the other. */
import type { Device, HomeView } from '../core/home.ts';
import type { PlanPart } from '../core/plan.ts';
import type { Step } from '../core/step.ts';
import type { CommandContext } from './command.ts';
import type { Conversation, Deed, Pending } from './conversation.ts';

export interface Running {
  lastFrame: Conversation['lastFrame'];
  lastDevices: readonly string[];
  pending: Pending | undefined;
  /** Whether what waited was answered, so that it is over. */
  answered: boolean;
  deed: Deed | undefined;
}

export function spoke(running: Running, devices: readonly Device[], frame?: Conversation['lastFrame']): void {
  if (devices.length) running.lastDevices = devices.map((device) => device.id);
  if (frame) running.lastFrame = frame;
}

/** Remembers how to take it back. */
export function done(part: PlanPart, context: CommandContext, running: Running): PlanPart {
  if (part.outcome !== 'act') return part;
  running.deed = {
    restore: part.steps.flatMap((step) => restoring(step, context.view)),
    ...(part.skill ? { skill: part.skill } : {}),
    ...(part.slots ? { slots: part.slots } : {}),
  };
  return part;
}

export function restoring(step: Step, view: HomeView): Step[] {
  if (step.do === 'adjust') return [{ ...step, by: -step.by }];
  if (step.do === 'toggle') return [step];
  if (step.do === 'run') return [];
  const before = typeof step.value === 'boolean' ? !step.value : view.value(step.device, step.attribute);
  if (before === null || before === undefined) return [];
  // What opened fully was closed before, as far as anybody can tell.
  const openedFromThere = step.attribute === 'openPercent' && before === step.value && typeof step.value === 'number';
  return [{ ...step, value: openedFromThere ? 100 - step.value : before }];
}
