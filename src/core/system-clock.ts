import type { Clock } from './clock.ts';

/** The real clock. Its timers do not keep the process alive: what must be awaited holds something else open. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  elapsedMs: () => performance.now(),
  sleep: async (durationMs, signal) => {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    // A timer longer than 2^31-1 ms would fire at once.
    const timer = setTimeout(
      () => (durationMs > longestTimerMs ? resolve(systemClock.sleep(durationMs - longestTimerMs, signal)) : resolve()),
      Math.max(0, Math.min(durationMs, longestTimerMs)),
    );
    timer.unref();
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  },
};

const longestTimerMs = 2 ** 31 - 1;
