import type { Value } from '../core/home.ts';

/** What lies at the ends of many values: of numbers the least and the greatest, of words each once. */
export class Ends {
  #least = Infinity;
  #most = -Infinity;
  readonly #words: Value[] = [];

  note(value: Value): void {
    if (typeof value === 'number') {
      if (value < this.#least) this.#least = value;
      if (value > this.#most) this.#most = value;
    } else if (!this.#words.includes(value)) this.#words.push(value);
  }

  noteAll(values: readonly Value[]): void {
    for (const value of values) this.note(value);
  }

  /** The numbers alone, where there are any: what is not known lies nowhere. */
  get list(): readonly Value[] {
    return this.#least <= this.#most ? [this.#least, this.#most] : this.#words;
  }
}
