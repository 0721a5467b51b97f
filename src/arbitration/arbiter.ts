import { randomUUID } from 'node:crypto';
import type { Claim } from '../core/claim.ts';
import type { Clock } from '../core/clock.ts';
import type { Actuator } from '../ports/actuator.ts';
import type { Arbiter, Decided } from '../ports/arbiter.ts';
import type { StateReport } from '../ports/device-source.ts';
import type { StateStore } from '../ports/state.ts';
import type { Storage } from '../ports/storage.ts';
import { checkClaim } from './check.ts';
import { Contests } from './contests.ts';
import { Deadlines } from '../core/deadlines.ts';
import { answerOf } from './decided.ts';
import { Dispatcher } from './dispatcher.ts';
import { Evaluator } from './evaluate.ts';
import { Fingers } from './fingers.ts';
import { identityOf, Journal, sameContent } from './journal.ts';
import { Proceedings } from './proceedings.ts';
import { Recovery } from './recovery.ts';
import { Reports } from './reports.ts';
import { SourceTime } from './source-time.ts';
import { Windows } from './windows.ts';

export interface ArbiterOptions {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly state: StateStore;
  readonly actuator: Actuator;
  /** A claim was decided, or a command of it ended: its receipt reads differently now. Must not throw. */
  readonly changed?: (receiptId: string) => void;
  /** How much the owner prefers this source for this device; more is higher. Default 0 for all. */
  readonly preference?: (device: string, source: string) => number;
  /** Rules that are switched off, so that a simulation can show that it would notice. Of use for nothing else. Default none. */
  readonly without?: ReadonlySet<number>;
}

/** The arbiter as `hub.ts` sees it: the fence, and where devices report to. */
export interface OpenArbiter extends Arbiter, AsyncDisposable {
  /** Takes in what a device says of itself: a confirmation, a reading, or a person at the device. Never throws. */
  report(report: StateReport): void;
  /** Deals with what was open at a crash (rule 11). Called once, when the sources are connected; claims may come before. Never rejects. */
  recover(): Promise<void>;
}

/** Opens the fence over this home. Sends nothing before the first claim or `recover`. */
export function openArbiter(options: ArbiterOptions): OpenArbiter {
  return new Arbitration(options);
}

interface Deciding {
  readonly claim: Claim;
  readonly answer: Promise<Decided>;
}

/** What was declined may have left no trace on the disk, so it is remembered here too: so long, and at most so many. */
const rememberedMs = 600_000;
const rememberedDeclined = 1_000;

class Arbitration implements OpenArbiter {
  readonly #deadlines: Deadlines;
  readonly #dispatcher: Dispatcher;
  readonly #reports: Reports;
  readonly #journal: Journal;
  readonly #proceedings: Proceedings;
  readonly #recovery: Recovery;
  readonly #clock: Clock;
  readonly #without: ReadonlySet<number>;
  /** Claims under way, by what identifies them: a retry gets the same answer. */
  readonly #deciding = new Map<string, Deciding>();
  readonly #declined = new Map<string, Deciding & { readonly atMs: number }>();

  constructor({ clock, storage, state, actuator, changed, preference, without = new Set() }: ArbiterOptions) {
    this.#clock = clock;
    this.#without = without;
    this.#deadlines = new Deadlines(clock);
    const tell = (receiptIds: readonly string[]): void => {
      if (changed !== undefined) for (const receiptId of receiptIds) changed(receiptId);
    };
    const deadlines = this.#deadlines;
    const dispatcher = new Dispatcher({ clock, deadlines, actuator, state, storage, changed: tell, without });
    const contests = new Contests(new Windows(storage), () => clock.elapsedMs(), without);
    const fingers = new Fingers();
    const evaluator = new Evaluator({ state, actuator, dispatcher, contests, fingers, preference: preference ?? (() => 0), without });
    this.#dispatcher = dispatcher;
    this.#reports = new Reports({ clock, state, storage, dispatcher, contests, without });
    this.#journal = new Journal(storage, clock);
    this.#recovery = new Recovery({ clock, storage, state, dispatcher, contests, fingers, changed: tell, without });
    const sourceTime = new SourceTime(clock);
    const nextFence = (): number => this.#recovery.nextFence();
    this.#proceedings = new Proceedings({
      clock,
      storage,
      state,
      deadlines,
      dispatcher,
      contests,
      fingers,
      evaluator,
      sourceTime,
      nextFence,
      changed: tell,
      without,
    });
  }

  async claim(claim: Claim): Promise<Decided> {
    const arrivedAtMs = this.#clock.elapsedMs();
    checkClaim(claim);
    const identity = this.#without.has(5) ? undefined : identityOf(claim);
    const known = identity === undefined ? undefined : (this.#deciding.get(identity) ?? this.#declinedBefore(identity, arrivedAtMs));
    if (known !== undefined) {
      sameContent(known.claim, claim);
      return known.answer;
    }
    const place = this.#without.has(5) ? { receiptId: randomUUID() } : this.#journal.placeOf(claim);
    if ('story' in place) return answerOf(place.story, this.#dispatcher, this.#clock);
    this.#recovery.alive();
    const answer = this.#proceedings.decide(claim, place.receiptId, arrivedAtMs);
    if (identity === undefined) return answer;
    this.#deciding.set(identity, { claim, answer });
    try {
      const decided = await answer;
      if (decided.decision === 'declined') this.#rememberDeclined(identity, { claim, answer, atMs: arrivedAtMs });
      return decided;
    } finally {
      this.#deciding.delete(identity);
    }
  }

  receipt(id: string): ReturnType<Arbiter['receipt']> {
    return this.#journal.receipt(id);
  }

  receipts(sinceMs: number): ReturnType<Arbiter['receipts']> {
    return this.#journal.receipts(sinceMs);
  }

  actuations(sinceMs: number): ReturnType<Arbiter['actuations']> {
    return this.#journal.actuations(sinceMs);
  }

  report(report: StateReport): void {
    this.#reports.take(report);
  }

  async recover(): Promise<void> {
    await this.#recovery.recover();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // What has been answered leaves; what waits is looked at when the hub starts again.
    await this.#dispatcher.departures;
    this.#dispatcher.stop();
    this.#deadlines[Symbol.dispose]();
  }

  #declinedBefore(identity: string, nowMs: number): Deciding | undefined {
    const declined = this.#declined.get(identity);
    return declined === undefined || nowMs - declined.atMs > rememberedMs ? undefined : declined;
  }

  #rememberDeclined(identity: string, deciding: Deciding & { readonly atMs: number }): void {
    this.#declined.delete(identity);
    this.#declined.set(identity, deciding);
    for (const oldest of this.#declined.keys()) {
      if (this.#declined.size <= rememberedDeclined) break;
      this.#declined.delete(oldest);
    }
  }
}
