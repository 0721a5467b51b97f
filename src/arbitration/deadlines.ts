import type { Clock } from '../core/clock.ts';

/** Something that happens at its time unless it is cancelled before. */
export interface Deadline {
  cancel(): void;
}

interface Entry extends Deadline {
  readonly atMs: number;
  run: (() => void) | undefined;
}

/** All bounds of the arbiter on one sleeper: a claim costs no timer of its own. */
export class Deadlines implements Disposable {
  readonly #clock: Clock;
  /** By time, the latest first, so that the next one is at the end. */
  readonly #entries: Entry[] = [];
  #sleeping: AbortController | undefined;
  #wakeAtMs = Infinity;
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `run` once the clock's elapsed time is `atMs` or later. `run` must not throw. */
  at(atMs: number, run: () => void): Deadline {
    const entry: Entry = {
      atMs,
      run,
      cancel: () => {
        entry.run = undefined;
      },
    };
    // Most are among the latest: the search from there is short.
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#entries[middle];
      if (other !== undefined && other.atMs > atMs) low = middle + 1;
      else high = middle;
    }
    this.#entries.splice(low, 0, entry);
    if (!this.#stopped && atMs < this.#wakeAtMs) this.#sleepUntil(atMs);
    return entry;
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    this.#entries.length = 0;
    this.#sleeping?.abort();
  }

  #sleepUntil(atMs: number): void {
    this.#sleeping?.abort();
    this.#sleeping = new AbortController();
    this.#wakeAtMs = atMs;
    this.#clock.sleep(Math.max(0, atMs - this.#clock.elapsedMs()), this.#sleeping.signal).then(
      () => this.#wake(),
      // Only an earlier deadline, or the end, interrupts.
      () => undefined,
    );
  }

  #wake(): void {
    this.#wakeAtMs = Infinity;
    for (let entry = this.#entries.at(-1); entry !== undefined; entry = this.#entries.at(-1)) {
      if (entry.run !== undefined && entry.atMs > this.#clock.elapsedMs()) break;
      this.#entries.pop();
      entry.run?.();
    }
    const next = this.#entries.at(-1);
    if (next !== undefined && !this.#stopped && next.atMs < this.#wakeAtMs) this.#sleepUntil(next.atMs);
  }
}
