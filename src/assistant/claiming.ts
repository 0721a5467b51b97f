import type { Claim } from '../core/claim.ts';
import type { PlanPart } from '../core/plan.ts';
import type { Step, StepResult } from '../core/step.ts';
import type { Decided } from '../ports/arbiter.ts';
import type { AssistantParts, Speaking } from './parts.ts';
import { paired, type Ended } from './truth.ts';

/** A part of a plan whose steps are to be done now. */
export interface Doing {
  readonly part: PlanPart;
  readonly confirmed: boolean;
}

/** What was decided about the steps of some parts, and what became of them. */
export interface Claimed {
  readonly receiptId: string | undefined;
  /** As decided. */
  readonly results: readonly StepResult[];
  /** What became of a part's steps, when every command ended or `waitMs` have passed. */
  ended(part: PlanPart, waitMs: number): Promise<readonly Ended[]>;
}

/**
 * Claims the steps of these parts, in order: as one claim, unless a part wants something of what an earlier one just moved ("on, then off again"), or a yes
 * was said to one and not to the other. Then each is decided before the next is made, since it starts from what the earlier one wanted.
 */
export async function claim(doings: readonly Doing[], speaking: Speaking, arbiter: AssistantParts['arbiter']): Promise<Claimed> {
  const decided: { readonly group: readonly Doing[]; readonly decision: Decided }[] = [];
  for (const group of grouped(doings)) decided.push({ group, decision: await arbiter.claim(claimOf(group, speaking, decided.length)) });
  return {
    receiptId: decided[0]?.decision.receiptId,
    results: decided.flatMap(({ decision }) => decision.results),
    ended: async (part, waitMs) => {
      const own = decided.find(({ group }) => group.some((doing) => doing.part === part));
      return own === undefined ? [] : endedOf(own.group, own.decision, part, waitMs);
    },
  };
}

async function endedOf(group: readonly Doing[], decision: Decided, part: PlanPart, waitMs: number): Promise<readonly Ended[]> {
  const all = paired(
    group.flatMap((doing) => doing.part.steps),
    await decision.settled(waitMs),
  );
  return all.filter(({ step }) => part.steps.includes(step));
}

function grouped(doings: readonly Doing[]): readonly (readonly Doing[])[] {
  const groups: { readonly doings: Doing[]; readonly touched: Set<string>; readonly confirmed: boolean }[] = [];
  for (const doing of doings) {
    const touches = doing.part.steps.map(touchedBy);
    const last = groups.at(-1);
    if (last !== undefined && last.confirmed === doing.confirmed && !touches.some((one) => last.touched.has(one))) {
      last.doings.push(doing);
      for (const one of touches) last.touched.add(one);
    } else groups.push({ doings: [doing], touched: new Set(touches), confirmed: doing.confirmed });
  }
  return groups.map((group) => group.doings);
}

function touchedBy(step: Step): string {
  return step.do === 'run' ? `${step.device} ${step.action}` : `${step.device} ${step.attribute}`;
}

function claimOf(group: readonly Doing[], { source, room, heardAtMs, utteranceId, turnId }: Speaking, earlier: number): Claim {
  return {
    source,
    origin: 'heard',
    turnId,
    // "Brighter, brighter" is no retry of "brighter", though all else of the two claims is the same.
    ...(earlier > 0 && { messageId: `${utteranceId ?? turnId}:${earlier}` }),
    steps: group.flatMap(({ part }) => part.steps),
    ...(group.some(({ confirmed }) => confirmed) && { confirmed: true }),
    ...(room !== undefined && { room }),
    ...(heardAtMs !== undefined && { heardAtMs }),
    ...(utteranceId !== undefined && { utteranceId }),
  };
}
