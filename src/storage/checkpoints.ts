import type { Clock } from '../core/clock.ts';
import type { Writer } from './database.ts';
import type { GroupCommit } from './group-commit.ts';

/**
 * The log is begun again from its start after so many transactions, however busy it is: then it is written over in place, which costs a commit less than
 * half of what a file costs that grows; and what was written often meanwhile is moved once.
 */
const mostTransactions = 2_000;
/** It is worth the disk's while to move so many when nobody is waiting for it. */
const fewTransactions = 50;
const quietMs = 250;
const checkpoint = 'PRAGMA wal_checkpoint(PASSIVE)';

export interface CheckpointsOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** A connection on which nobody waits. */
  readonly mover: Writer;
  readonly commits: () => GroupCommit;
  /** Default 2 000. */
  readonly mostTransactions?: number;
}

/** Moves the log into the database: beside the writer, so that no claim waits for it, and when there are none, so that none shares the disk with it. */
export class Checkpoints {
  readonly #options: CheckpointsOptions;
  #count = 0;
  #movedCount = 0;
  #moving: Promise<void> | undefined;
  #isWatching = false;

  constructor(options: CheckpointsOptions) {
    this.#options = options;
  }

  /** One more transaction is in the log. */
  committed(): void {
    this.#count += 1;
    const unmoved = this.#count - this.#movedCount;
    if (unmoved >= (this.#options.mostTransactions ?? mostTransactions)) this.#moving ??= this.#move();
    else if (unmoved >= fewTransactions && !this.#isWatching) void this.#moveWhenQuiet();
  }

  /** Resolves when nothing is being moved. */
  get atRest(): Promise<void> {
    return this.#moving ?? Promise.resolve();
  }

  /** Never rejects. */
  async #moveWhenQuiet(): Promise<void> {
    const { clock, signal } = this.#options;
    this.#isWatching = true;
    try {
      for (let before = -1; before !== this.#count;) {
        before = this.#count;
        await clock.sleep(quietMs, signal);
      }
      await (this.#moving ??= this.#move());
    } catch {
      // Stopped: closing moves everything.
    } finally {
      this.#isWatching = false;
    }
  }

  async #move(): Promise<void> {
    const { mover, commits } = this.#options;
    this.#movedCount = this.#count;
    try {
      await mover.exec(checkpoint);
      // What came meanwhile is little, and what comes now is less: so little that the writer itself can move it, after which it begins the log anew.
      await mover.exec(checkpoint);
      await commits().addAlone(checkpoint);
    } catch {
      // Another time: the log keeps everything.
    } finally {
      this.#moving = undefined;
    }
  }
}
