/** What leaves in one turn of the event loop leaves together: one mark for all is a tenth of the work of ten. */
export class Outbox<Item> {
  readonly #leave: (items: readonly Item[]) => void;
  #items: Item[] = [];
  #leaving: Promise<void> | undefined;

  /** `leave` must not throw. */
  constructor(leave: (items: readonly Item[]) => void) {
    this.#leave = leave;
  }

  add(item: Item): void {
    this.#items.push(item);
    this.#leaving ??= this.#soon();
  }

  /** Resolves when everything has left that was added by now. */
  get empty(): Promise<void> {
    return this.#leaving ?? nothing;
  }

  async #soon(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    setImmediate(resolve);
    await promise;
    const items = this.#items;
    this.#items = [];
    this.#leaving = undefined;
    this.#leave(items);
  }
}

const nothing = Promise.resolve();
