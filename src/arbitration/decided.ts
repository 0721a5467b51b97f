import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import type { Step, StepResult } from '../core/step.ts';
import type { Decided } from '../ports/arbiter.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { FlatStep, Outcome } from './evaluate.ts';
import type { Order } from './order.ts';
import { decisionOf, resultFor } from './views.ts';
import type { Story } from './views.ts';

/** What a step of a claim hangs on: it is over, or an order is at work. */
export type Fate = { readonly flat: FlatStep; readonly order: Order | undefined; readonly outcome: Outcome };

/** The answer to a claim: the decision now, and what becomes of it. */
export function decidedOf(decision: Decided['decision'], receiptId: string, fates: readonly Fate[], steps: readonly Step[], clock: Clock): Decided {
  const orders = fates.flatMap(({ order }) => order ?? []);
  return {
    decision,
    receiptId,
    results: resultsNow(fates, steps),
    settled: async (waitMs) => {
      await allEnded(orders, waitMs, clock);
      return resultsNow(fates, steps);
    },
  };
}

/** The first answer again, to a message that was sent again. */
export function answerOf(story: Story, dispatcher: Dispatcher, clock: Clock): Decided {
  const decision = decisionOf(story);
  const orders = (story.decision.commandIds ?? []).map((id) => (id === null ? undefined : dispatcher.order(id)));
  return {
    ...decision,
    settled: async (waitMs) => {
      await allEnded(
        orders.flatMap((order) => order ?? []),
        waitMs,
        clock,
      );
      return decision.results.map((result, index) => {
        const order = orders[index];
        if (order === undefined) return result;
        return { ...result, result: order.result, ...(order.because === undefined ? {} : { because: order.because }) };
      });
    },
  };
}

/** The decision is that of the best of its steps (contracts §3). */
export function bestOf(outcomes: readonly Outcome[]): Decided['decision'] {
  if (outcomes.some(({ is }) => is === 'draft')) return 'won';
  const results = new Set(outcomes.map((outcome) => (outcome.is === 'over' ? outcome.result : 'already')));
  if (results.has('already')) return 'already-done';
  return results.has('lost') ? 'lost' : 'declined';
}

/** For each step of the claim the worst of its members, since a scene is as good as its last lamp. */
export function resultsNow(fates: readonly Fate[], steps: readonly Step[]): readonly StepResult[] {
  const worst: (StepResult | undefined)[] = steps.map(() => undefined);
  for (const { flat, order, outcome } of fates) {
    const { index } = flat;
    const step = steps[index] ?? flat.step;
    let now = resultFor(step, 'pending');
    if (outcome.is === 'over') now = resultFor(step, outcome.result, outcome.because);
    else if (order !== undefined) now = resultFor(step, order.result, order.because);
    const before = worst[index];
    if (before === undefined || severity[now.result] > severity[before.result]) worst[index] = now;
  }
  // A scene without members is as it should be.
  return steps.map((step, index) => worst[index] ?? resultFor(step, 'already'));
}

const severity: Readonly<Record<StepResult['result'], number>> = { already: 0, lost: 1, done: 2, pending: 3, unknown: 4, refused: 5, failed: 6 };

/** Made once: a reason costs a stack trace. */
const over = new EntenteError('arbitration/over', 'what was waited for has ended');

async function allEnded(orders: readonly Order[], waitMs: number, clock: Clock): Promise<void> {
  if (orders.every(({ stage }) => stage === 'ended')) return;
  const waiting = new AbortController();
  try {
    await Promise.race([Promise.all(orders.map(({ ended }) => ended.promise)), clock.sleep(waitMs, waiting.signal)]);
  } finally {
    // The race left the sleeper behind; its end is expected.
    waiting.abort(over);
  }
}
