import { setImmediate as turnEnd } from 'node:timers/promises';
import type { Writer } from './database.ts';

interface Waiting {
  readonly sql: string;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** At most so many characters of SQL are one transaction. */
const transactionCharacters = 2_000_000;

/**
 * Transactions that share one sync of the disk: all that is added in one turn of the event loop, and all that is added while an earlier one is being
 * written, in the order of adding.
 */
export class GroupCommit {
  readonly #writer: Writer;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  /** Durable when it resolves. The SQL is statements of one transaction, without `BEGIN` and `COMMIT`. */
  async add(sql: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ sql, done: resolve, failed: reject });
    if (!this.#running) {
      this.#running = true;
      void this.#run();
    }
    await promise;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // What else this turn of the event loop brings shares the sync.
      await turnEnd();
      const batch = this.#next();
      try {
        await this.#writer.exec(`BEGIN IMMEDIATE;${batch.map(({ sql }) => sql).join(';')};COMMIT`);
        for (const { done } of batch) done();
      } catch (error) {
        await this.#rollBack();
        if (batch.length === 1) batch[0]?.failed(error);
        else await this.#oneByOne(batch);
      }
    }
    this.#running = false;
  }

  #next(): readonly Waiting[] {
    let characters = 0;
    const end = this.#waiting.findIndex(({ sql }) => (characters += sql.length) > transactionCharacters);
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(1, end));
  }

  /** What one asked for must not be lost for another's fault. */
  async #oneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const { sql, done, failed } of batch) {
      try {
        await this.#writer.exec(`BEGIN IMMEDIATE;${sql};COMMIT`);
        done();
      } catch (error) {
        await this.#rollBack();
        failed(error);
      }
    }
  }

  async #rollBack(): Promise<void> {
    try {
      await this.#writer.exec('ROLLBACK');
    } catch {
      // The failure ended the transaction already.
    }
  }
}
