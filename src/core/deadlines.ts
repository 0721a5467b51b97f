import type { Clock } from './clock.ts';
import { EntenteError } from './errors.ts';

/** Something that happens at its time unless it is cancelled before. */
export interface Deadline {
  cancel(): void;
}

/** Interrupts a sleeper. Made once: a reason costs a stack trace. */
const interrupted = new EntenteError('core/interrupted', 'another deadline comes first');

/** Many bounds on one sleeper: none of them costs a timer of its own. */
export class Deadlines implements Disposable {
  readonly #clock: Clock;
  /** A binary heap, the earliest first. */
  readonly #heap: Entry[] = [];
  #count = 0;
  #sleeping: AbortController | undefined;
  #wakeAtMs = Infinity;
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `run` once the clock's elapsed time is `atMs` or later; of one time, in the order of asking. `run` must not throw. */
  at(atMs: number, run: () => void): Deadline {
    const entry = new Entry(atMs, (this.#count += 1), run, this.#cancelled);
    if (this.#stopped) return entry;
    this.#push(entry);
    if (atMs < this.#wakeAtMs) this.#sleepUntil(atMs);
    return entry;
  }

  [Symbol.dispose](): void {
    this.#stopped = true;
    this.#heap.length = 0;
    this.#sleeping?.abort(interrupted);
  }

  /** One that nothing waits for is left where it is until it is the first. When none is left, nobody sleeps. */
  readonly #cancelled = (): void => {
    this.#dropCancelled();
    if (this.#heap.length > 0 || this.#wakeAtMs === Infinity) return;
    this.#wakeAtMs = Infinity;
    this.#sleeping?.abort(interrupted);
  };

  #dropCancelled(): void {
    while (this.#heap[0] !== undefined && this.#heap[0].run === undefined) this.#pop();
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
    this.#sleeping = undefined;
    this.#wakeAtMs = Infinity;
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || (first.run !== undefined && first.atMs > this.#clock.elapsedMs())) break;
      this.#pop();
      const { run } = first;
      first.run = undefined;
      run?.();
    }
    const next = this.#heap[0];
    if (next !== undefined && !this.#stopped && next.atMs < this.#wakeAtMs) this.#sleepUntil(next.atMs);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || parent.isBefore(entry)) break;
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
      let at = place * 2 + 1;
      let child = heap[at];
      const right = heap[at + 1];
      if (child !== undefined && right?.isBefore(child) === true) {
        at += 1;
        child = right;
      }
      if (child === undefined || last.isBefore(child)) break;
      heap[place] = child;
      place = at;
    }
    heap[place] = last;
  }
}

class Entry implements Deadline {
  readonly atMs: number;
  readonly #number: number;
  readonly #cancelled: () => void;
  run: (() => void) | undefined;

  constructor(atMs: number, number: number, run: () => void, cancelled: () => void) {
    this.atMs = atMs;
    this.#number = number;
    this.run = run;
    this.#cancelled = cancelled;
  }

  cancel(): void {
    if (this.run === undefined) return;
    this.run = undefined;
    this.#cancelled();
  }

  isBefore(other: Entry): boolean {
    return this.atMs < other.atMs || (this.atMs === other.atMs && this.#number < other.#number);
  }
}
