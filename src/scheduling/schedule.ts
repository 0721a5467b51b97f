import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import type { HomeView } from '../core/home.ts';
import { isRisky } from '../core/risk.ts';
import type { StepResult } from '../core/step.ts';
import type { Arbiter } from '../ports/arbiter.ts';
import type { Notice, Notify } from '../ports/notice.ts';
import { labelOf, type NewAppointment, type Scheduled, type Scheduling } from '../ports/scheduling.ts';
import type { Spoken } from '../ports/spoken.ts';
import type { Storage } from '../ports/storage.ts';
import { fromSaved, ringingMs, toSaved, toScheduled, untilMs, type Entry, type Moment, type Phase } from './entry.ts';
import { instantOf } from './local-time.ts';

/** What scheduling works with. */
export interface ScheduleParts {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly arbiter: Pick<Arbiter, 'claim'>;
  readonly home: HomeView;
  readonly notify: Notify;
}

/** Opens what was promised, and deals at once with what came due meanwhile. Only one may be open on a storage. */
export function openSchedule(parts: ScheduleParts): Scheduling {
  const schedule = new Schedule(parts);
  schedule.start();
  return schedule;
}

/** Kept over restarts as one document each. One sleeper for all of them, none when nothing waits. */
class Schedule implements Scheduling {
  readonly #parts: ScheduleParts;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  readonly #acting = new Set<Promise<void>>();
  readonly #end = new AbortController();
  readonly #closed = Promise.withResolvers<readonly StepResult[]>();
  #nap: AbortController | undefined;
  #sleeping: Promise<void> = Promise.resolve();
  /** Wall minus elapsed time when the documents were written: they are right as long as it stays. */
  #wallAheadMs = 0;

  constructor(parts: ScheduleParts) {
    this.#parts = parts;
  }

  start(): void {
    const moment = this.#moment();
    this.#wallAheadMs = moment.nowMs - moment.elapsedMs;
    for (const { key, value } of this.#parts.storage.list(keyPrefix)) {
      if (value === null) this.#parts.storage.remove(key);
      const entry = fromSaved(value, moment);
      if (entry !== undefined) this.#entries.set(entry.promised.id, entry);
    }
    this.#attend();
  }

  async add({ due, steps, ...asked }: NewAppointment): Promise<Scheduled> {
    const moment = this.#moment();
    const inMs = 'afterMs' in due ? due.afterMs : due.atMs - moment.nowMs;
    if (!(inMs > 0 && inMs <= longestMs)) throw new EntenteError('scheduling/bad-due', 'an appointment lies in the future, at most a year ahead');
    const entry: Entry = {
      promised: {
        ...asked,
        id: randomUUID(),
        createdAtMs: moment.nowMs,
        ...(steps !== undefined && { steps: [...steps] }),
        ...('afterMs' in due && { startMs: due.afterMs }),
      },
      phase: 'afterMs' in due ? { is: 'counting', dueElapsedMs: moment.elapsedMs + due.afterMs } : { is: 'dated', dueAtMs: due.atMs },
    };
    // Promised only once it is kept: if writing fails, nothing was promised.
    await this.#parts.storage.putNow([{ key: keyOf(entry), value: toSaved(entry, moment) }]);
    this.#entries.set(entry.promised.id, entry);
    this.#attend();
    return this.#shown(entry);
  }

  instantOf(at: string, day?: string): number | undefined {
    return instantOf(at, day, this.#parts.clock.nowMs(), this.#parts.home.home.timeZone);
  }

  list(): readonly Scheduled[] {
    const moment = this.#moment();
    return [...this.#entries.values()].map((entry) => toScheduled(entry, moment)).sort((one, other) => one.remainingMs - other.remainingMs);
  }

  async cancel(id: string): Promise<boolean> {
    const entry = this.#entries.get(id);
    // What is under way is the arbiter's by now.
    if (entry === undefined || entry.phase.is === 'acting') return false;
    this.#entries.delete(id);
    this.#attend();
    // Removing alone may be forgotten in a crash, and then it would ring.
    await this.#parts.storage.putNow([{ key: keyOf(entry), value: null }]);
    this.#parts.storage.remove(keyOf(entry));
    return true;
  }

  async pause(id: string): Promise<Scheduled | undefined> {
    return this.#change(id, (phase, { elapsedMs }) =>
      phase.is === 'counting' ? { is: 'paused', leftMs: Math.max(0, phase.dueElapsedMs - elapsedMs) } : undefined,
    );
  }

  async resume(id: string): Promise<Scheduled | undefined> {
    return this.#change(id, (phase, { elapsedMs }) => (phase.is === 'paused' ? { is: 'counting', dueElapsedMs: elapsedMs + phase.leftMs } : undefined));
  }

  async change(id: string, byMs: number): Promise<Scheduled | undefined> {
    return this.#change(id, (phase, { elapsedMs }) => {
      if (phase.is === 'counting') return { is: 'counting', dueElapsedMs: Math.max(elapsedMs, phase.dueElapsedMs + byMs) };
      if (phase.is === 'paused') return { is: 'paused', leftMs: Math.max(0, phase.leftMs + byMs) };
      return phase.is === 'ringing' && byMs > 0 ? { is: 'counting', dueElapsedMs: elapsedMs + byMs } : undefined;
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    this.#closed.resolve([]);
    await this.#sleeping;
    await Promise.all(this.#acting);
  }

  /** A timer goes on as `next` says; `undefined` from it is no. */
  async #change(id: string, next: (phase: Phase, moment: Moment) => Phase | undefined): Promise<Scheduled | undefined> {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.promised.kind !== 'timer') return undefined;
    const moment = this.#moment();
    const phase = next(entry.phase, moment);
    if (phase === undefined) return undefined;
    const changed = { ...entry, phase };
    this.#entries.set(id, changed);
    this.#attend();
    await this.#parts.storage.putNow([{ key: keyOf(changed), value: toSaved(changed, moment) }]);
    return toScheduled(changed, moment);
  }

  /** Deals with what is due, tells who listens, and sleeps until the next thing is due. */
  #attend(): void {
    if (this.#end.signal.aborted) return;
    this.#noticeJump();
    const moment = this.#moment();
    for (const entry of this.#entries.values()) {
      const leftMs = untilMs(entry, moment);
      if (leftMs !== undefined && leftMs <= 0) this.#due(entry, -leftMs);
    }
    for (const listener of this.#listeners) listener();
    this.#sleep();
  }

  #sleep(): void {
    this.#nap?.abort();
    const moment = this.#moment();
    const leftMs = Math.min(...[...this.#entries.values()].map((entry) => untilMs(entry, moment) ?? Infinity));
    if (leftMs === Infinity) return;
    const nap = new AbortController();
    this.#nap = nap;
    // Nothing tells when the wall clock is set; looking once a minute, and only while something waits, is soon enough.
    this.#sleeping = this.#wakeAfter(Math.min(leftMs, lookMs), AbortSignal.any([nap.signal, this.#end.signal]));
  }

  async #wakeAfter(durationMs: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#parts.clock.sleep(durationMs, signal);
    } catch (error) {
      // Woken to look anew, or closed.
      if (signal.aborted) return;
      throw error;
    }
    this.#attend();
  }

  /** After the wall clock was set, documents of what counts down would be read wrongly by the next start. */
  #noticeJump(): void {
    const moment = this.#moment();
    const aheadMs = moment.nowMs - moment.elapsedMs;
    if (Math.abs(aheadMs - this.#wallAheadMs) < lateMsWorthTelling) return;
    this.#wallAheadMs = aheadMs;
    for (const entry of this.#entries.values()) if (entry.phase.is === 'counting') this.#keep(entry);
  }

  #due(entry: Entry, lateMs: number): void {
    const { nowMs, elapsedMs } = this.#moment();
    const dueAtMs = nowMs - lateMs;
    const { promised, phase } = entry;
    if (phase.is === 'ringing' || phase.is === 'missed') this.#forget(entry);
    else if (promised.kind === 'later') this.#carryOut(entry, dueAtMs, lateMs);
    else {
      const toldLateMs = lateMs >= lateMsWorthTelling ? lateMs : 0;
      const ringing: Entry = { promised, phase: { is: 'ringing', dueAtMs, lateMs: toldLateMs, untilElapsedMs: elapsedMs + ringingMs } };
      this.#keep(ringing);
      this.#notify(ringing, `${promised.kind}-over`, {
        phrase: 'timer-over',
        values: {
          name: labelOf(this.#shown(ringing)),
          time: { timeAtMs: dueAtMs },
          ...(toldLateMs > 0 && { late: { durationSeconds: Math.round(toldLateMs / 1000) } }),
        },
      });
    }
  }

  #carryOut(entry: Entry, dueAtMs: number, lateMs: number): void {
    const { promised } = entry;
    if (lateMs > latestMs || (lateMs >= lateMsWorthTelling && this.#risky(promised.steps ?? []))) {
      this.#miss(entry, dueAtMs, lateMs, 'late');
      return;
    }
    this.#entries.set(promised.id, { promised, phase: { is: 'acting', dueAtMs } });
    const acting = this.#claim(entry, dueAtMs, lateMs).finally(() => this.#acting.delete(acting));
    this.#acting.add(acting);
  }

  async #claim(entry: Entry, dueAtMs: number, lateMs: number): Promise<void> {
    const { id, room, turnId, confirmed, steps = [] } = entry.promised;
    const results = await this.#resultsOf({
      source: 'timer',
      origin: 'automation',
      // Claimed again after a crash in between it is a retry, which the arbiter answers without acting twice.
      messageId: id,
      steps,
      ...(room !== undefined && { room }),
      ...(turnId !== undefined && { turnId }),
      ...(confirmed !== undefined && { confirmed }),
    });
    // Closed while the device still moved: on disk it waits, and the next start asks the arbiter what became of it.
    if (this.#end.signal.aborted) return;
    if (results.length === 0 || results.some(({ result }) => failures.has(result))) this.#miss(entry, dueAtMs, lateMs, 'failed');
    else {
      this.#forget(entry);
      this.#notify(entry, 'later-done', { phrase: 'later-done', values: { what: labelOf(this.#shown(entry)) } });
    }
    this.#attend();
  }

  async #resultsOf(claim: Parameters<Arbiter['claim']>[0]): Promise<readonly StepResult[]> {
    try {
      const decided = await this.#parts.arbiter.claim(claim);
      return await Promise.race([decided.settled(settleMs), this.#closed.promise]);
    } catch (error) {
      // What it names is gone since, or cannot do this any more: that is told like any other failure.
      if (error instanceof EntenteError) return [];
      throw error;
    }
  }

  #miss(entry: Entry, dueAtMs: number, lateMs: number, why: 'late' | 'failed'): void {
    const missed: Entry = { promised: entry.promised, phase: { is: 'missed', dueAtMs, lateMs, why, sinceMs: this.#parts.clock.nowMs() } };
    this.#keep(missed);
    const phrase = why === 'late' ? 'later-missed' : 'later-failed';
    this.#notify(missed, phrase, { phrase, values: { what: labelOf(this.#shown(missed)), time: { timeAtMs: dueAtMs } } });
  }

  #risky(steps: NonNullable<NewAppointment['steps']>): boolean {
    const { devices } = this.#parts.home.home;
    return steps.some((step) => devices.some((device) => device.id === step.device && isRisky(device, step)));
  }

  /** Keeps without waiting for the disk: after a crash before it is written, the same would be done again, later. */
  #keep(entry: Entry): void {
    this.#entries.set(entry.promised.id, entry);
    this.#parts.storage.put(keyOf(entry), toSaved(entry, this.#moment()));
  }

  #forget(entry: Entry): void {
    this.#entries.delete(entry.promised.id);
    this.#parts.storage.remove(keyOf(entry));
  }

  #notify({ promised: { id, room, speaker } }: Entry, type: Notice['type'], spoken: Spoken): void {
    const { nowMs } = this.#moment();
    this.#parts.notify({ type, atMs: nowMs, spoken, id, ...(room !== undefined && { room }), ...(speaker !== undefined && { speaker }) });
  }

  #shown(entry: Entry): Scheduled {
    return toScheduled(entry, this.#moment());
  }

  #moment(): Moment {
    return { nowMs: this.#parts.clock.nowMs(), elapsedMs: this.#parts.clock.elapsedMs() };
  }
}

const keyPrefix = 'appointment/';
const keyOf = ({ promised }: Entry): string => `${keyPrefix}${promised.id}`;

const longestMs = 366 * 24 * 3_600_000;
/** Later than this a delayed command is not carried out any more. */
const latestMs = 60_000;
const lateMsWorthTelling = 5_000;
const lookMs = 60_000;
const settleMs = 5_000;
const failures: ReadonlySet<StepResult['result']> = new Set(['refused', 'failed', 'unknown']);
