import type { Clock } from '../core/clock.ts';
import type { Reader } from './database.ts';
import type { GroupCommit } from './group-commit.ts';

/** At most so many go at once: others wait for the same transaction, here some 2 ms. More than come meanwhile, so that the ledger shrinks to its size. */
const rowsAtOnce = 300;
/** Among so many of the oldest: what must stay, such as open commands, lies among them. */
const rowsLookedAt = 1_500;

/** Old events are looked for whenever so many new ones came. */
const everyEvents = 200;

export interface PruningOptions {
  readonly clock: Clock;
  readonly keepMs: number;
  readonly keepEvents: number;
}

/** Keeps the ledger from growing without end. */
export class Pruning {
  readonly #options: PruningOptions;
  readonly #reader: Reader;
  readonly #commits: GroupCommit;
  #sinceLast = everyEvents;

  constructor(options: PruningOptions, reader: Reader, commits: GroupCommit) {
    this.#options = options;
    this.#reader = reader;
    this.#commits = commits;
  }

  /** So many events came, the newest of them with this number. */
  count(events: number, lastSeq: number): void {
    this.#sinceLast += events;
    if (this.#sinceLast < everyEvents) return;
    this.#sinceLast = 0;
    const [oldest] = this.#reader.rows('SELECT seq, atMs FROM events ORDER BY seq LIMIT 1');
    if (oldest === undefined) return;
    const { clock, keepMs, keepEvents } = this.#options;
    const [beforeMs, untilSeq] = [clock.nowMs() - keepMs, lastSeq - keepEvents];
    if (Number(oldest[0]) > untilSeq && Number(oldest[1]) >= beforeMs) return;
    // Nobody waits for it; what could not be removed now is removed the next time.
    this.#commits.add(pruneStatement(beforeMs, untilSeq)).catch(() => undefined);
  }
}

/**
 * Removes events, oldest first, that are older than `beforeMs` or numbered at most `untilSeq`. A receipt goes whole or not at all, so it goes when its
 * last event may; while a command of it is open it stays.
 */
function pruneStatement(beforeMs: number, untilSeq: number): string {
  const old = (row: string): string => `(${row}.seq <= ${untilSeq} OR ${row}.atMs < ${beforeMs})`;
  return `DELETE FROM events WHERE seq IN (
    SELECT one.seq FROM (SELECT seq, atMs, receiptId FROM events ORDER BY seq LIMIT ${rowsLookedAt}) AS one
    WHERE ${old('one')} AND (one.receiptId IS NULL OR (
      NOT EXISTS (SELECT 1 FROM events AS young WHERE young.receiptId = one.receiptId AND NOT ${old('young')})
      AND (SELECT count(*) FROM events AS begun WHERE begun.receiptId = one.receiptId AND begun.type = 'command')
        <= (SELECT count(*) FROM events AS ended WHERE ended.receiptId = one.receiptId AND ended.type IN ('command-end', 'revoked'))
    )) LIMIT ${rowsAtOnce})`;
}
