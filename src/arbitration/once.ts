/** Something that comes once. Most of it nobody waits for, and then it costs no promise. */
export class Once {
  #isOver = false;
  #waiting: PromiseWithResolvers<void> | undefined;

  /** Resolves when it has come. */
  get promise(): Promise<void> {
    if (this.#isOver) return over;
    this.#waiting ??= Promise.withResolvers();
    return this.#waiting.promise;
  }

  resolve(): void {
    this.#isOver = true;
    this.#waiting?.resolve();
  }
}

const over = Promise.resolve();
