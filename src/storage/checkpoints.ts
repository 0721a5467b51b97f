import type { Writer } from './database.ts';
import type { GroupCommit } from './group-commit.ts';

/**
 * The log is begun again from its start after so many transactions: then it is written over in place, which costs a commit less than half of what a file
 * costs that grows; and what was written often meanwhile is moved once.
 */
const usualTransactions = 1_000;
const checkpoint = 'PRAGMA wal_checkpoint(PASSIVE)';

/** Moves the log into the database, beside the writer, so that no claim waits for it. */
export class Checkpoints {
  readonly #mover: Writer;
  readonly #commits: () => GroupCommit;
  readonly #every: number;
  #sinceLast = 0;
  #moving: Promise<void> | undefined;

  /** `mover` is a connection on which nobody waits; `every` how many transactions make it move. */
  constructor(mover: Writer, commits: () => GroupCommit, every = usualTransactions) {
    this.#every = every;
    this.#mover = mover;
    this.#commits = commits;
  }

  /** One more transaction is in the log. */
  committed(): void {
    this.#sinceLast += 1;
    if (this.#sinceLast >= this.#every) this.#moving ??= this.#move();
  }

  /** Resolves when nothing is being moved. */
  get atRest(): Promise<void> {
    return this.#moving ?? Promise.resolve();
  }

  async #move(): Promise<void> {
    this.#sinceLast = 0;
    try {
      await this.#mover.exec(checkpoint);
      // What came meanwhile is little, and what comes now is less: so little that the writer itself can move it, after which it begins the log anew.
      await this.#mover.exec(checkpoint);
      await this.#commits().addAlone(checkpoint);
    } catch {
      // Another time: the log keeps everything.
    } finally {
      this.#moving = undefined;
    }
  }
}
