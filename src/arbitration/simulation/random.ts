import { EntenteError } from '../../core/errors.ts';

/** Randomness that a seed repeats: mulberry32. */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds would begin alike.
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
    this.next();
    this.next();
  }

  /** 0 to 1, without 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.int(0, items.length - 1)];
    if (item === undefined) throw new EntenteError('arbitration/nothing-to-pick', 'a list to pick from is empty');
    return item;
  }

  /** Several of these, each at most once, in their order. */
  some<Item>(items: readonly Item[], count: number): readonly Item[] {
    const left = [...items.keys()];
    while (left.length > count) left.splice(this.int(0, left.length - 1), 1);
    return left.flatMap((index) => items[index] ?? []);
  }

  /** A stream of its own, so that one thing does not change another. */
  fork(): Random {
    return new Random(Math.floor(this.next() * 4_294_967_296));
  }
}
