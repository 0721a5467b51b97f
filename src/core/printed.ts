import type { Plan, PlanPart } from './plan.ts';

/** A plan, or what a turn came to, as contracts §2 prints it: what is only for the assistant stays inside. */
export function printed({ choiceSteps: _steps, undo: _undo, language: _language, parts, ...told }: Plan): object {
  return { ...told, ...(parts !== undefined && { parts: parts.map(printedPart) }) };
}

function printedPart({ choiceSteps: _steps, undo: _undo, ...told }: PlanPart): object {
  return told;
}
