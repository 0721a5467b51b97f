import type { Claim } from '../core/claim.ts';
import type { Clock } from '../core/clock.ts';
import type { Decided } from '../ports/arbiter.ts';
import type { LedgerEvent } from '../ports/ledger.ts';
import type { StateStore } from '../ports/state.ts';
import type { Storage } from '../ports/storage.ts';
import type { Claimant, Contest, Contests } from './contests.ts';
import type { Deadlines } from '../core/deadlines.ts';
import { bestOf, decidedOf, resultsNow } from './decided.ts';
import type { Fate } from './decided.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Draft } from './draft.ts';
import type { Evaluator, Outcome, Verdict } from './evaluate.ts';
import type { Fingers } from './fingers.ts';
import { Once } from './once.ts';
import { newOrder } from './order.ts';
import type { Order } from './order.ts';
import type { SourceTime } from './source-time.ts';
import { localWindowMs, cloudWindowMs } from './windows.ts';

/** Everything a decision waits for, the journal included, must be over so long after arrival (rule 12). */
const decidedWithinMs = 400;
/** A device that must be asked first has so long. */
const readWithinMs = 300;

export interface ProceedingsOptions {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly state: StateStore;
  readonly deadlines: Deadlines;
  readonly dispatcher: Dispatcher;
  readonly contests: Contests;
  readonly fingers: Fingers;
  readonly evaluator: Evaluator;
  readonly sourceTime: SourceTime;
  readonly nextFence: () => number;
  readonly without: ReadonlySet<number>;
  readonly changed: (receiptIds: readonly string[]) => void;
}

/** One claim on its way: what it stands for, and what it put into the queues. */
interface Case {
  readonly claim: Claim;
  readonly receiptId: string;
  readonly arrivedAtMs: number;
  readonly arrivedAtWallMs: number;
  readonly claimant: Claimant;
}

interface Committed {
  readonly fates: readonly Fate[];
  readonly orders: readonly Order[];
  readonly contests: readonly Contest[];
  /** Commands that must be written down first. */
  readonly bases: ReadonlySet<Order>;
  readonly decided: Once;
  readonly events: readonly LedgerEvent[];
  readonly decision: Decided['decision'];
}

/** From a claim to its decision: weighed, written down, then let go. */
export class Proceedings {
  readonly #options: ProceedingsOptions;

  constructor(options: ProceedingsOptions) {
    this.#options = options;
  }

  async decide(claim: Claim, receiptId: string, arrivedAtMs: number): Promise<Decided> {
    const { clock, deadlines, sourceTime, without } = this.#options;
    const { source, origin, heardAtMs, viaCloud = false } = claim;
    const claimant = { source, heard: origin === 'heard', viaCloud, arrivedAtMs };
    const one: Case = { claim, receiptId, arrivedAtMs, arrivedAtWallMs: clock.nowMs(), claimant };
    if (heardAtMs !== undefined && sourceTime.isTooLate(source, heardAtMs) && origin === 'heard' && !without.has(13)) {
      return this.#decline(one, { is: 'over', result: 'failed', because: 'too-late', rule: 13 });
    }
    const { promise: late, resolve } = Promise.withResolvers<'late'>();
    const deadline = deadlines.at(without.has(12) ? Infinity : arrivedAtMs + decidedWithinMs, () => resolve('late'));
    try {
      const committed = await this.#weigh(one, late);
      if (committed === 'late') return this.#decline(one, tooSlow);
      return await this.#record(one, committed, late);
    } finally {
      deadline.cancel();
    }
  }

  /** Weighs until nothing must come first, and commits at once: between the last look and what follows from it nobody else may look. */
  async #weigh(one: Case, late: Promise<'late'>): Promise<Committed | 'late'> {
    const { evaluator, dispatcher } = this.#options;
    const read = new Set<string>();
    for (;;) {
      const evaluation = evaluator.evaluate(one.claim, one.claimant, read);
      if ('verdict' in evaluation) return this.#commit(one, evaluation.verdict);
      let first: Promise<unknown>;
      if ('read' in evaluation) {
        for (const device of evaluation.read) read.add(device);
        // The very promises on which others wait for these readings: who came first goes on first.
        first = all(evaluation.read.map((device) => dispatcher.startReading(device, readWithinMs)));
      } else first = evaluation.waitFor;
      if ((await Promise.race([first, late])) === 'late') return 'late';
    }
  }

  /** One transaction for claim, decision and commands, before anything leaves (rule 11). */
  async #record(one: Case, committed: Committed, late: Promise<'late'>): Promise<Decided> {
    const { storage, dispatcher, clock, without } = this.#options;
    const written = storage.append(committed.events).then(
      () => 'written' as const,
      () => 'failed' as const,
    );
    let outcome = without.has(11) ? 'written' : await Promise.race([written, late]);
    if (outcome === 'written') outcome = await this.#afterBases(committed.bases, late);
    // A timer may come late where the whole process stood still.
    const tookMs = without.has(12) ? 0 : clock.elapsedMs() - one.arrivedAtMs;
    if (outcome !== 'written' || tookMs > decidedWithinMs) {
      this.#undo(committed);
      if (outcome === 'failed') return this.#decline(one, tooSlow);
      void this.#revoke(one, written);
      return this.#declined(one, tooSlow);
    }
    for (const contest of committed.contests) if (contest.state === 'deciding') contest.state = 'live';
    committed.decided.resolve();
    for (const order of committed.orders) dispatcher.landed(order);
    await dispatcher.departures;
    this.#options.changed([one.receiptId, ...absorbers(committed)]);
    return decidedOf(committed.decision, one.receiptId, committed.fates, one.claim.steps, clock);
  }

  /** What follows from a command that is not written down yet waits for it, and falls with it. */
  async #afterBases(bases: ReadonlySet<Order>, late: Promise<'late'>): Promise<'written' | 'late'> {
    for (const base of bases) {
      while (base.stage === 'journalling') {
        if ((await Promise.race([base.landed.promise, late])) === 'late') return 'late';
      }
      if (base.withdrawn) return 'late';
    }
    return 'written';
  }

  #commit(one: Case, verdict: Verdict): Committed {
    const { dispatcher, contests, fingers, evaluator, clock } = this.#options;
    const { claim, receiptId, claimant } = one;
    const decided = new Once();
    for (const contest of verdict.displaced) {
      if (contest.order !== undefined) dispatcher.end(contest.order, 'lost');
      contests.drop(contest);
    }
    for (const { device, about, wish } of verdict.spoken) contests.learn(device, about, wish, claimant);
    for (const { contest } of verdict.absorbedBy) {
      contests.absorbed(contest, claim.source);
      if (claim.origin === 'unsure') fingers.wrote(claim.source, contest.device, contest.about, one.arrivedAtMs, undefined);
    }
    const orders = new Map(verdict.drafts.map((draft) => [draft, this.#order(one, draft)]));
    const fates: Fate[] = verdict.outcomes.flatMap((outcome, index) => {
      const flat = verdict.flat[index];
      if (flat === undefined) return [];
      if (outcome.is === 'over') return { flat, outcome, order: undefined };
      return { flat, outcome, order: outcome.is === 'draft' ? orders.get(outcome.draft) : outcome.order };
    });
    const opened: Contest[] = [];
    for (const { device, about, wish, outcome, absorbs } of verdict.openings) {
      const order = outcome.is === 'draft' ? orders.get(outcome.draft) : outcome.is === 'shared' ? outcome.order : undefined;
      let contest: Contest | undefined;
      if (absorbs) {
        contest = {
          device: device.id,
          about,
          source: claim.source,
          heard: claimant.heard,
          rank: evaluator.rank(claim, device),
          receiptId,
          wish,
          openedAtMs: one.arrivedAtMs,
          decided,
          order,
          state: 'deciding',
          absorbed: new Set(),
          absorbs,
          overAtMs: Infinity,
        };
        contests.open(contest);
        order?.contests.add(contest);
        opened.push(contest);
      }
      if (claim.origin === 'unsure') fingers.wrote(claim.source, device.id, about, one.arrivedAtMs, contest);
    }
    for (const { outcome } of fates) if (outcome.is === 'shared') outcome.order.sharers.add(receiptId);
    for (const order of orders.values()) dispatcher.enqueue(order);
    const decision = bestOf(verdict.outcomes);
    const events = this.#events(one, verdict, fates, [...orders], decision, clock.elapsedMs() - one.arrivedAtMs);
    return { fates, orders: [...orders.values()], contests: opened, bases: verdict.bases, decided, events, decision };
  }

  #order(one: Case, draft: Draft): Order {
    const { state, nextFence, dispatcher } = this.#options;
    const targets = draft.targets();
    const known = state.device(draft.lane.device);
    const { device } = draft.lane;
    return newOrder({
      command: draft.command(),
      lane: draft.lane,
      fence: nextFence(),
      receiptId: one.receiptId,
      turnId: one.claim.turnId,
      source: one.claim.source,
      replaceable: draft.replaceable,
      targets,
      before: new Map([...targets.keys()].map((attribute) => [attribute, state.confirmed(device, attribute) ?? null])),
      ...(known !== undefined && { origins: new Map([...targets.keys()].map((attribute) => [attribute, dispatcher.origins(known, attribute)])) }),
    });
  }

  #events(
    one: Case,
    verdict: Verdict,
    fates: readonly Fate[],
    orders: readonly (readonly [Draft, Order])[],
    decision: Decided['decision'],
    tookMs: number,
  ): readonly LedgerEvent[] {
    const { claim, receiptId, arrivedAtWallMs: atMs } = one;
    const base = { atMs, receiptId, ...(claim.turnId === undefined ? {} : { turnId: claim.turnId }) };
    const perStep = claim.steps.map((_, index) => fates.find(({ flat }) => flat.index === index));
    const others = [...new Set(verdict.absorbedBy.map(({ contest }) => contest.receiptId))];
    return [
      { ...base, type: 'claim', claim, arrivedAtMs: atMs },
      ...orders.map(([draft, order]) => ({
        ...base,
        type: 'command' as const,
        command: order.command,
        fence: order.fence,
        relative: draft.relative,
        risky: draft.risky,
        source: order.source,
        before: Object.fromEntries(order.before),
      })),
      {
        ...base,
        type: 'decision',
        decision: { decision, receiptId, results: resultsNow(fates, claim.steps) },
        rules: perStep.map((fate) => fate?.outcome.rule ?? 8),
        decisionMs: Math.round(tookMs * 100) / 100,
        windowMs: windowOf(one, verdict),
        commandIds: perStep.map((fate) => fate?.order?.command.commandId ?? null),
        befores: claim.steps.map((_, index) => verdict.befores[verdict.flat.findIndex((flat) => flat.index === index)] ?? null),
        ...(others.length === 0 ? {} : { others }),
      },
      ...others.map((other) => ({ atMs, receiptId: other, type: 'joined' as const, other: receiptId })),
    ];
  }

  #undo({ orders, contests, decided }: Committed): void {
    for (const contest of contests) this.#options.contests.drop(contest);
    for (const order of orders) this.#options.dispatcher.withdraw(order);
    decided.resolve();
  }

  /** What lands after its claim was declined is void. */
  async #revoke({ receiptId }: Case, written: Promise<'written' | 'failed'>): Promise<void> {
    if ((await written) !== 'written') return;
    try {
      await this.#options.storage.append([{ type: 'revoked', atMs: this.#options.clock.nowMs(), receiptId }]);
    } catch {
      // Without its mark of sending a command is never sent again either.
    }
    this.#options.changed([receiptId]);
  }

  /** Declined before anything was written. It is explained all the same, where that can be written. */
  #decline(one: Case, outcome: Outcome): Decided {
    const { claim, receiptId, arrivedAtMs, arrivedAtWallMs: atMs } = one;
    const { storage, clock, changed } = this.#options;
    const answer = this.#declined(one, outcome);
    const base = { atMs, receiptId, ...(claim.turnId === undefined ? {} : { turnId: claim.turnId }) };
    const { decision, results } = answer;
    try {
      storage.appendSoon([
        { ...base, type: 'claim', claim, arrivedAtMs: atMs },
        {
          ...base,
          type: 'decision',
          decision: { decision, receiptId, results },
          rules: claim.steps.map(() => outcome.rule),
          decisionMs: Math.round((clock.elapsedMs() - arrivedAtMs) * 100) / 100,
          windowMs: 0,
        },
      ]);
      changed([receiptId]);
    } catch {
      // Nothing moved, and nothing can be written of it.
    }
    return answer;
  }

  #declined({ claim, receiptId }: Case, outcome: Outcome): Decided {
    const fates = claim.steps.map((step, index) => ({ flat: { step, index }, outcome, order: undefined }));
    return decidedOf('declined', receiptId, fates, claim.steps, this.#options.clock);
  }
}

/** The receipts that tell now of one more claim that they absorbed. */
function absorbers({ events }: Committed): readonly string[] {
  return events.flatMap((event) => (event.type === 'joined' && event.receiptId !== undefined ? [event.receiptId] : []));
}

/** One promise as it is, and not a later one that follows it. */
function all(promises: readonly Promise<unknown>[]): Promise<unknown> {
  const [only] = promises;
  return promises.length === 1 && only !== undefined ? only : Promise.all(promises);
}

const tooSlow = { is: 'over', result: 'failed', rule: 12 } as const;

/** The window that decided, else the one in which this claim absorbs others; a finger's and an automation's has none. */
function windowOf({ claim }: Case, verdict: Verdict): number {
  const widest = Math.max(0, ...verdict.absorbedBy.map(({ windowMs }) => windowMs));
  if (widest > 0) return widest;
  if (!verdict.openings.some(({ absorbs }) => absorbs)) return 0;
  return claim.viaCloud === true ? cloudWindowMs : localWindowMs;
}
