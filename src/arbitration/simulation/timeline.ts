import type { Clock } from '../../core/clock.ts';

interface Happening {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | undefined;
}

/** Virtual time: what happens, in order, and nothing in between. */
export class Timeline {
  /** What the wall clock shows beyond the elapsed time. */
  wallOffsetMs = Date.UTC(2025, 5, 1, 8);
  #nowMs = 0;
  #count = 0;
  /** A binary heap, the earliest first; of one instant the first that was asked for. */
  readonly #heap: Happening[] = [];

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Calls `run` then, or now where that has passed. Answers how to cancel it. */
  at(atMs: number, run: () => void): () => void {
    const happening: Happening = { atMs: Math.max(atMs, this.#nowMs), order: (this.#count += 1), run };
    this.#push(happening);
    return () => {
      happening.run = undefined;
    };
  }

  after(durationMs: number, run: () => void): () => void {
    return this.at(this.#nowMs + durationMs, run);
  }

  /** Plays on until then; whatever is set off by what happens comes about before the next thing happens. */
  async play(untilMs: number): Promise<void> {
    let unsettled = false;
    for (let [first] = this.#heap; first !== undefined && first.atMs <= untilMs; [first] = this.#heap) {
      this.#pop();
      if (first.run !== undefined) {
        this.#nowMs = first.atMs;
        first.run();
        unsettled = true;
      }
      // What comes in one instant comes in one turn of the event loop.
      const isLast = this.#heap[0]?.atMs !== first.atMs;
      if (unsettled) await (isLast ? settle() : Promise.resolve());
      if (isLast) unsettled = false;
    }
    this.#nowMs = untilMs;
  }

  #push(happening: Happening): void {
    const heap = this.#heap;
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isBefore(parent, happening)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = happening;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    for (;;) {
      const left = heap[place * 2 + 1];
      const right = heap[place * 2 + 2];
      const [child, at] = right !== undefined && left !== undefined && isBefore(right, left) ? [right, place * 2 + 2] : [left, place * 2 + 1];
      if (child === undefined || isBefore(last, child)) break;
      heap[place] = child;
      place = at;
    }
    heap[place] = last;
  }
}

/** The clock of one life of the hub: when that ends, nobody wakes any more. */
export class LifeClock implements Clock {
  readonly #timeline: Timeline;
  /** A process counts its time from its own start. */
  readonly #startedAtMs: number;
  #isOver = false;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#startedAtMs = timeline.nowMs;
  }

  end(): void {
    this.#isOver = true;
  }

  nowMs(): number {
    return this.#timeline.wallOffsetMs + this.#timeline.nowMs;
  }

  elapsedMs(): number {
    return this.#timeline.nowMs - this.#startedAtMs;
  }

  async sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const cancel = this.#timeline.after(Math.max(0, durationMs), () => {
      signal?.removeEventListener('abort', abort);
      if (!this.#isOver) resolve();
    });
    const abort = (): void => {
      cancel();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    return promise;
  }
}

function isBefore(one: Happening, other: Happening): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}

/** What leaves together leaves at the end of a turn of the event loop, and sets off more: three turns see the end of it. */
async function settle(): Promise<void> {
  await turn();
  await turn();
  await turn();
}

async function turn(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setImmediate(resolve);
  return promise;
}
