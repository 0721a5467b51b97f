import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import type { LedgerEvent } from '../ports/ledger.ts';
import type { Storage } from '../ports/storage.ts';
import { Checkpoints } from './checkpoints.ts';
import { openReader, openWriter } from './database.ts';
import type { Reader, Writer } from './database.ts';
import { DocumentCache } from './documents.ts';
import { lockFolder } from './folder.ts';
import type { LockedFolder } from './folder.ts';
import { GroupCommit } from './group-commit.ts';
import type { Marks } from './marks.ts';
import { Pruning } from './prune.ts';
import { ReceiptFilter } from './receipt-filter.ts';
import { secretsTable, takeUpMarks } from './rescue.ts';
import { parseEvent } from './rows.ts';
import type { NumberedEvent } from './rows.ts';
import { insertEvents, SoonEvents } from './soon.ts';

export interface StorageOptions {
  /** The data folder; made with mode 0700 where it is missing. */
  readonly folder: string;
  readonly clock: Clock;
  /** Instead of `DIR/key`: `ENTENTE_KEY`. */
  readonly key?: string;
  /** How long events are kept, ms. Default 90 days. */
  readonly keepMs?: number;
  /** How many events are kept. Default 300 000. */
  readonly keepEvents?: number;
}

/**
 * Everything the hub keeps, in one encrypted SQLite database: WAL, `synchronous=FULL`, so that what was answered outlives a crash of the machine.
 *
 * Writing happens on another thread, one transaction for all that came meanwhile; reading happens here and now, on a second connection.
 *
 * @throws EntenteError `storage/in-use`, `storage/wrong-key`, `storage/key-missing`, `storage/corrupt`, `storage/folder`
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const folder = lockFolder(options.folder, options.key);
  try {
    const reader = readerOf(folder);
    reader.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${tables} ${secretsTable}`);
    const { marks, lastSeq } = takeUpMarks(reader, folder.marksPath);
    const open = async (): Promise<Writer> => openWriter(folder.databasePath, folder.key);
    return new SqliteStorage(options, folder, reader, await open(), await open(), marks, lastSeq);
  } catch (error) {
    folder.release();
    throw error;
  }
}

const tables = `
  CREATE TABLE IF NOT EXISTS events (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, atMs REAL NOT NULL, receiptId TEXT, body TEXT NOT NULL);
  DROP INDEX IF EXISTS events_by_type;
  CREATE INDEX IF NOT EXISTS events_by_time ON events (atMs);
  CREATE INDEX IF NOT EXISTS events_by_receipt ON events (receiptId) WHERE receiptId IS NOT NULL;
  CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;`;

/** SQLite sees a wrong key and a damaged file alike; the folder can tell them apart. */
function readerOf(folder: LockedFolder): Reader {
  try {
    return openReader(folder.databasePath, folder.key);
  } catch (error) {
    if (!(error instanceof EntenteError) || error.code !== 'storage/unreadable') throw error;
    throw folder.keyFits()
      ? new EntenteError('storage/corrupt', 'the database is damaged; put back a copy of the data folder, or move it away to begin anew', { cause: error })
      : new EntenteError('storage/wrong-key', 'this is not the key with which the data was encrypted (DIR/key, or ENTENTE_KEY)', { cause: error });
  }
}

/** Documents wait this long, so that a dimming lamp writes once. */
const documentDelayMs = 1_000;

/** A reason that costs no stack trace at every stop. */
const stopped = new EntenteError('storage/closed', 'the storage was closed');

class SqliteStorage implements Storage {
  readonly #options: StorageOptions;
  readonly #folder: LockedFolder;
  readonly #reader: Reader;
  readonly #writer: Writer;
  readonly #checkpointer: Writer;
  readonly #checkpoints: Checkpoints;
  readonly #marks: Marks;
  readonly #commits: GroupCommit;
  readonly #pruning: Pruning;
  readonly #receipts: ReceiptFilter;
  readonly #documents = new DocumentCache();
  readonly #stopped = new AbortController();
  readonly #soon = new SoonEvents();
  /** Those of them that a crash of the process would lose. */
  #unmarked: NumberedEvent[] = [];
  #marking: NodeJS.Immediate | undefined;
  #lastSeq: number;
  #flushing: Promise<void> | undefined;

  constructor(options: StorageOptions, folder: LockedFolder, reader: Reader, writer: Writer, checkpointer: Writer, marks: Marks, lastSeq: number) {
    this.#options = options;
    this.#folder = folder;
    this.#reader = reader;
    this.#writer = writer;
    this.#checkpointer = checkpointer;
    this.#marks = marks;
    this.#lastSeq = lastSeq;
    const { clock, keepMs = 90 * 86_400_000, keepEvents = 300_000 } = options;
    this.#checkpoints = new Checkpoints({ clock, signal: this.#stopped.signal, mover: checkpointer, commits: () => this.#commits });
    this.#commits = new GroupCommit(writer, () => this.#checkpoints.committed());
    this.#pruning = new Pruning({ clock, keepMs, keepEvents }, reader, this.#commits);
    this.#receipts = new ReceiptFilter(reader, clock, this.#stopped.signal);
    void this.#receipts.read();
  }

  async append(events: readonly LedgerEvent[]): Promise<void> {
    if (events.length === 0) return;
    const numbered = this.#number(events);
    this.#flushSoon();
    // What waits goes along: later, all of it at once would hold somebody up.
    const taken = this.#soon.take();
    try {
      await this.#commits.add(insertEvents([...taken, ...numbered]));
      this.#soon.written(taken);
    } catch (error) {
      this.#soon.restore(taken);
      throw error;
    }
  }

  appendSoon(events: readonly LedgerEvent[]): void {
    if (events.length === 0) return;
    const numbered = this.#number(events);
    this.#soon.add(numbered);
    this.#unmarked.push(...numbered);
    // Nothing may leave before its mark; all else is marked with the next one, or when this turn of the event loop ends.
    if (events.some(({ type }) => type === 'sent')) this.#mark();
    else this.#marking ??= setImmediate(() => this.#markLate());
    this.#flushSoon();
  }

  events(types: readonly LedgerEvent['type'][], sinceMs: number): readonly LedgerEvent[] {
    const marks = types.map(() => '?').join(',');
    const rows = this.#reader.rows(`SELECT body, seq FROM events WHERE type IN (${marks}) AND atMs >= ? ORDER BY seq`, ...types, sinceMs);
    return merged(
      rows,
      this.#soon.filter((event) => types.includes(event.type) && event.atMs >= sinceMs),
    );
  }

  receiptEvents(receiptId: string): readonly LedgerEvent[] {
    const soon = this.#soon.ofReceipt(receiptId);
    if (!this.#receipts.mayHave(receiptId)) return soon.map(({ event }) => event);
    return merged(this.#reader.rows('SELECT body, seq FROM events WHERE receiptId = ? ORDER BY seq', receiptId), soon);
  }

  get(key: string): unknown {
    const waiting = this.#documents.waiting(key);
    if (waiting !== undefined) return parsed(waiting.text);
    return parsed(this.#reader.rows('SELECT body FROM documents WHERE key = ?', key)[0]?.[0]);
  }

  list(prefix: string): readonly { readonly key: string; readonly value: unknown }[] {
    const rows = this.#reader.rows('SELECT key, body FROM documents WHERE key >= ? AND substr(key, 1, ?) = ?', prefix, prefix.length, prefix);
    const texts = new Map(rows.map(([key, body]) => [String(key), String(body)]));
    this.#documents.over(texts, prefix);
    return [...texts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, body]) => ({ key, value: parsed(body) }));
  }

  put(key: string, value: unknown): void {
    this.#documents.put(key, jsonOf(value));
    this.#flushSoon();
  }

  async putNow(entries: readonly { readonly key: string; readonly value: unknown }[]): Promise<void> {
    for (const { key, value } of entries) this.#documents.put(key, jsonOf(value));
    await this.#flush();
  }

  remove(key: string): void {
    this.#documents.put(key, undefined);
    this.#flushSoon();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort(stopped);
    try {
      await this.#flushing;
      await this.#flush();
      await this.#checkpoints.atRest;
    } finally {
      this.#checkpointer.close();
      this.#writer.close();
      this.#marks.close();
      this.#reader.close();
      this.#folder.release();
    }
  }

  #number(events: readonly LedgerEvent[]): readonly NumberedEvent[] {
    for (const { receiptId } of events) if (receiptId !== undefined) this.#receipts.add(receiptId);
    const numbered = events.map((event) => ({ seq: (this.#lastSeq += 1), event, body: JSON.stringify(event) }));
    this.#pruning.count(events.length, this.#lastSeq);
    return numbered;
  }

  /** What outlives the process from here on. Documents go along, so that no event is kept without the state it speaks of. */
  #mark(): void {
    if (this.#marking !== undefined) clearImmediate(this.#marking);
    this.#marking = undefined;
    this.#marks.add(this.#unmarked, this.#documents.unmarked(), (this.#lastSeq += 1));
    this.#documents.marked();
    this.#unmarked = [];
  }

  #markLate(): void {
    try {
      this.#mark();
    } catch {
      // The disk is full. What is not marked still waits to be written, and who needs it durable hears of it.
    }
  }

  /** Asks for a write within a second. */
  #flushSoon(): void {
    this.#flushing ??= this.#flushLater();
  }

  async #flushLater(): Promise<void> {
    try {
      await this.#options.clock.sleep(documentDelayMs, this.#stopped.signal);
      await this.#flush();
    } catch {
      // Stopped: closing writes. Failed: what could not be written still waits, and is written with the next.
    } finally {
      this.#flushing = undefined;
    }
  }

  async #flush(): Promise<void> {
    // The marks are never behind the database, or the next start would put the older text back.
    this.#mark();
    this.#marks.turn();
    const markedSeq = this.#lastSeq;
    const soon = this.#soon.take();
    const documents = this.#documents.take();
    const statements = documents.statements();
    if (soon.length > 0) statements.push(insertEvents(soon));
    try {
      if (statements.length > 0) await this.#commits.add(statements.join(';'));
    } catch (error) {
      this.#soon.restore(soon);
      this.#documents.restore(documents);
      throw error;
    }
    this.#soon.written(soon);
    this.#documents.written(documents);
    this.#marks.forget(Math.min(markedSeq, this.#soon.oldestSeq - 1));
  }
}

/** What the database has and what it does not have yet, in the order of appending. */
function merged(rows: readonly (readonly unknown[])[], soon: readonly NumberedEvent[]): readonly LedgerEvent[] {
  const found = new Map<number, LedgerEvent>();
  for (const [body, seq] of rows) {
    const event = parseEvent(String(body));
    if (event !== undefined) found.set(Number(seq), event);
  }
  const kept = found.size;
  for (const { seq, event } of soon) found.set(seq, event);
  if (found.size === kept) return [...found.values()];
  return [...found].sort(([one], [other]) => one - other).map(([, event]) => event);
}

function jsonOf(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new EntenteError('storage/failed', 'only what JSON can say can be kept');
  return text;
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  const value: unknown = JSON.parse(text);
  return value;
}
