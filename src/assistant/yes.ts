import type { Home } from '../core/home.ts';
import type { PlanPart } from '../core/plan.ts';
import { isRisky } from '../core/risk.ts';
import type { Step } from '../core/step.ts';
import type { Speaking } from './parts.ts';

/** Whether a person must say yes before these are done. */
export function needsYes(steps: readonly Step[], { devices }: Home): boolean {
  return steps.some((step) => devices.some((device) => device.id === step.device && isRisky(device, step)));
}

/** The part as a question, whose yes does these steps. */
export function askingYes(part: PlanPart, steps: readonly Step[], { language, telling }: Pick<Speaking, 'language' | 'telling'>): PlanPart {
  const say = language.replies.say('confirm', { what: telling.steps(steps, true) });
  return { ...part, outcome: 'ask', because: 'needs-confirmation', confirm: true, say };
}
