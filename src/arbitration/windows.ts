import type { Storage } from '../ports/storage.ts';

/** How long a duplicate is absorbed before anything was learned: where the later claim is local, and where it came through a cloud. */
export const localWindowMs = 1_500;
export const cloudWindowMs = 4_000;

const learnedWithin = { local: { min: 1_000, max: 2_000 }, cloud: { min: 1_500, max: 5_000 } } as const;
const keptSkews = 200;
const enoughSkews = 100;
const widestSkewMs = 6_000;
const documentKey = 'arbitration/skews';

/** How far apart two assistants bring the same words, learned for each pair and direction (rule 4), and kept over restarts. */
export class Windows {
  readonly #storage: Storage;
  readonly #skews = new Map<string, number[]>();
  /** Reckoned when something new was learned. */
  readonly #learned = new Map<string, number>();

  constructor(storage: Storage) {
    this.#storage = storage;
    const kept = storage.get(documentKey);
    if (typeof kept !== 'object' || kept === null) return;
    for (const [pair, list] of Object.entries(kept)) {
      if (Array.isArray(list)) this.#skews.set(pair, list.filter((skew): skew is number => Number.isFinite(skew)).slice(-keptSkews));
    }
  }

  windowMs(first: string, later: string, viaCloud: boolean): number {
    const pair = pairOf(first, later);
    const skews = this.#skews.get(pair);
    if (skews === undefined || skews.length < enoughSkews) return viaCloud ? cloudWindowMs : localWindowMs;
    let learned = this.#learned.get(pair);
    if (learned === undefined) {
      learned = 1.25 * (skews.toSorted((one, other) => one - other)[Math.ceil(skews.length * 0.99) - 1] ?? 0);
      this.#learned.set(pair, learned);
    }
    const { min, max } = viaCloud ? learnedWithin.cloud : learnedWithin.local;
    return Math.min(max, Math.max(min, learned));
  }

  learn(first: string, later: string, skewMs: number): void {
    if (skewMs > widestSkewMs) return;
    const pair = pairOf(first, later);
    const skews = this.#skews.get(pair) ?? [];
    skews.push(Math.round(skewMs));
    if (skews.length > keptSkews) skews.shift();
    this.#skews.set(pair, skews);
    this.#learned.delete(pair);
    this.#storage.put(documentKey, Object.fromEntries(this.#skews));
  }
}

function pairOf(first: string, later: string): string {
  return JSON.stringify([first, later]);
}
