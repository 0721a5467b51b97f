import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /**
   * Moves time on, waking sleepers in the order of their time (then of their falling asleep), each at its own moment. What a sleeper sets off is
   * let finish, as far as it waits for nothing but this clock, before the next one wakes.
   */
  advance(durationMs: number): Promise<void>;
  /** Lets what is ready run, without moving time. */
  settle(): Promise<void>;
  /** Moves time from sleeper to sleeper until nobody sleeps, or `limitMs` have passed (default one hour). Answers how long it took, ms. */
  drain(limitMs?: number): Promise<number>;
  /** The wall clock jumps; deadlines do not move. */
  jumpWall(byMs: number): void;
  /** How many sleep now. An idle thing has none. */
  readonly sleepers: number;
}

interface Sleeper {
  readonly wakeAtMs: number;
  readonly wake: () => void;
}

/** A fake clock. The wall clock starts at `startMs`, by default 2025-06-01T08:00:00Z; elapsed time at 0. */
export function fakeClock(startMs: number = Date.UTC(2025, 5, 1, 8)): FakeClock {
  let elapsedMs = 0;
  let wallOffsetMs = startMs;
  const sleepers = new Set<Sleeper>();

  const next = (): Sleeper | undefined => {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) if (first === undefined || sleeper.wakeAtMs < first.wakeAtMs) first = sleeper;
    return first;
  };
  // Twice, since what the first turn of the event loop wakes may itself wait for a microtask of another.
  const settle = async (): Promise<void> => {
    await setImmediate();
    await setImmediate();
  };
  const wakeNext = async (untilMs: number): Promise<boolean> => {
    const sleeper = next();
    if (sleeper === undefined || sleeper.wakeAtMs > untilMs) return false;
    elapsedMs = Math.max(elapsedMs, sleeper.wakeAtMs);
    sleepers.delete(sleeper);
    sleeper.wake();
    await settle();
    return true;
  };

  return {
    nowMs: () => wallOffsetMs + elapsedMs,
    elapsedMs: () => elapsedMs,
    sleep: async (durationMs, signal) => {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const sleeper: Sleeper = { wakeAtMs: elapsedMs + Math.max(0, durationMs), wake: resolve };
      sleepers.add(sleeper);
      const abort = (): void => {
        sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', abort, { once: true });
      try {
        await promise;
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    advance: async (durationMs) => {
      const untilMs = elapsedMs + durationMs;
      await settle();
      while (await wakeNext(untilMs));
      elapsedMs = untilMs;
      await settle();
    },
    settle,
    drain: async (limitMs = 3_600_000) => {
      const startedMs = elapsedMs;
      await settle();
      while (await wakeNext(startedMs + limitMs));
      return elapsedMs - startedMs;
    },
    jumpWall: (byMs) => {
      wallOffsetMs += byMs;
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}
