import type { Clock } from '../../core/clock.ts';

/** Counts failures by key and says when there were too many. */
export interface FailureGate {
  /** Whether this key has failed too often of late. */
  isShut(key: string): boolean;
  fail(key: string): void;
}

/** Shut after `most` failures; one of them is forgiven every `forgiveMs`. */
export function failureGate(clock: Clock, { most, forgiveMs }: { readonly most: number; readonly forgiveMs: number }): FailureGate {
  const failures = new Map<string, { readonly count: number; readonly atMs: number }>();
  const countOf = (key: string): number => {
    const known = failures.get(key);
    return known === undefined ? 0 : Math.max(0, known.count - (clock.elapsedMs() - known.atMs) / forgiveMs);
  };
  return {
    isShut: (key) => countOf(key) >= most,
    fail: (key) => {
      for (const known of failures.keys()) if (failures.size > mostKeys || countOf(known) === 0) failures.delete(known);
      failures.set(key, { count: Math.min(most, countOf(key)) + 1, atMs: clock.elapsedMs() });
    },
  };
}

const mostKeys = 1_000;
