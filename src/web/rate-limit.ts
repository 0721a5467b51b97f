import type { Clock } from '../core/clock.ts';

/** How much may come: a burst at once, then so much a second. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Counts for each key by itself (a token bucket). Answers whether one more is admitted now. */
export type RateLimit = (key: string) => boolean;

/** Keys that have rested until full are forgotten, so that made-up keys fill no memory. */
export function rateLimit(clock: Clock, { burst, perSecond }: Allowance): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  const forgetFull = (nowMs: number): void => {
    for (const [key, { left, atMs }] of buckets) if (left + ((nowMs - atMs) / 1000) * perSecond >= burst) buckets.delete(key);
  };
  return (key) => {
    const nowMs = clock.elapsedMs();
    let bucket = buckets.get(key);
    if (bucket === undefined) {
      if (buckets.size >= mostKeys) forgetFull(nowMs);
      if (buckets.size >= mostKeys) return false;
      bucket = { left: burst, atMs: nowMs };
      buckets.set(key, bucket);
    }
    bucket.left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) / 1000) * perSecond);
    bucket.atMs = nowMs;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };
}

const mostKeys = 10_000;
