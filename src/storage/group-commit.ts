import { setImmediate as turnEnd } from 'node:timers/promises';
import type { Writer } from './database.ts';

interface Waiting {
  readonly sql: string;
  /** Shares no transaction, and has none of its own. */
  readonly alone: boolean;
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
  readonly #committed: () => void;
  #waiting: Waiting[] = [];
  #running = false;

  /** `committed` is told of every transaction, and must not throw. */
  constructor(writer: Writer, committed: () => void = () => undefined) {
    this.#writer = writer;
    this.#committed = committed;
  }

  /** Durable when it resolves. The SQL is statements of one transaction, without `BEGIN` and `COMMIT`. */
  async add(sql: string): Promise<void> {
    await this.#push(sql, false);
  }

  /** A statement that is no part of a transaction, between two of them. */
  async addAlone(sql: string): Promise<void> {
    await this.#push(sql, true);
  }

  async #push(sql: string, alone: boolean): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ sql, alone, done: resolve, failed: reject });
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
        await this.#write(batch);
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
    const end = this.#waiting.findIndex(({ sql, alone }) => alone || (characters += sql.length) > transactionCharacters);
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(1, end));
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (first?.alone === true) return this.#writer.exec(first.sql);
    await this.#writer.exec(`BEGIN IMMEDIATE;${batch.map(({ sql }) => sql).join(';')};COMMIT`);
    this.#committed();
  }

  /** What one asked for must not be lost for another's fault. */
  async #oneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const one of batch) {
      try {
        await this.#write([one]);
        one.done();
      } catch (error) {
        await this.#rollBack();
        one.failed(error);
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
