import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';

/** Something that happens at its time unless it is cancelled before. */
export interface Deadline {
  cancel(): void;
}

class Entry implements Deadline {
  readonly atMs: number;
  run: (() => void) | undefined;

  constructor(atMs: number, run: () => void) {
    this.atMs = atMs;
    this.run = run;
  }

  cancel(): void {
    this.run = undefined;
  }
}

/** Interrupts a sleeper. Made once: a reason costs a stack trace. */
const interrupted = new EntenteError('arbitration/interrupted', 'another deadline comes first');

/** All bounds of the arbiter on one sleeper: a claim costs no timer of its own. */
export class Deadlines implements Disposable {
  readonly #clock: Clock;
  /** A binary heap, the earliest first. */
  readonly #heap: Entry[] = [];
  #sleeping: AbortController | undefined;
  #wakeAtMs = Infinity;
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `run` once the clock's elapsed time is `atMs` or later; of one time, in no certain order. `run` must not throw. */
  at(atMs: number, run: () => void): Deadline {
    const entry = new Entry(atMs, run);
    this.#push(entry);
    if (!this.#stopped && atMs < this.#wakeAtMs) this.#sleepUntil(atMs);
    return entry;
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    this.#heap.length = 0;
    this.#sleeping?.abort(interrupted);
  }

  #sleepUntil(atMs: number): void {
    this.#sleeping?.abort(interrupted);
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
    for (let [first] = this.#heap; first !== undefined; [first] = this.#heap) {
      if (first.run !== undefined && first.atMs > this.#clock.elapsedMs()) break;
      this.#pop();
      first.run?.();
    }
    const [next] = this.#heap;
    if (next !== undefined && !this.#stopped && next.atMs < this.#wakeAtMs) this.#sleepUntil(next.atMs);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || parent.atMs <= entry.atMs) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const left = heap[place * 2 + 1];
      const right = heap[place * 2 + 2];
      const [child, at] = right !== undefined && left !== undefined && right.atMs < left.atMs ? [right, place * 2 + 2] : [left, place * 2 + 1];
      if (child === undefined || child.atMs >= last.atMs) break;
      heap[place] = child;
      place = at;
    }
    heap[place] = last;
  }
}
