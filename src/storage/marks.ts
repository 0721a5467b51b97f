import { rmSync } from 'node:fs';
import { EntenteError } from '../core/errors.ts';
import { openReader, quoted } from './database.ts';
import type { Reader } from './database.ts';
import { parseEvent } from './rows.ts';
import type { NumberedEvent } from './rows.ts';

/** A document's newest text; `undefined` is a removal. */
export interface MarkedDocument {
  readonly key: string;
  readonly text: string | undefined;
}

/**
 * What must outlive the process but need not wait for the disk: a small database that is never synced, so that writing to it costs a fiftieth of a
 * millisecond. Its rows move to the main one within a second. After a power failure it may be gone; nothing durable depends on it.
 */
export class Marks {
  readonly #reader: Reader;

  constructor(path: string, key: string) {
    this.#reader = open(path, key);
  }

  /** All or nothing, so that what an event tells of a document is never ahead of it. */
  add(events: readonly NumberedEvent[], documents: readonly MarkedDocument[], seq: number): void {
    const statements: string[] = [];
    if (events.length > 0) {
      statements.push(`INSERT INTO marks (seq, body) VALUES ${events.map((event) => `(${event.seq},${quoted(JSON.stringify(event.event))})`).join(',')}`);
    }
    if (documents.length > 0) {
      const rows = documents.map(({ key, text }) => `(${quoted(key)},${text === undefined ? 'NULL' : quoted(text)},${seq})`);
      statements.push(`INSERT OR REPLACE INTO documents (key, body, seq) VALUES ${rows.join(',')}`);
    }
    const [only] = statements;
    if (only === undefined) return;
    this.#reader.exec(statements.length === 1 ? only : `BEGIN;${statements.join(';')};COMMIT`);
  }

  events(): readonly NumberedEvent[] {
    return this.#reader.rows('SELECT seq, body FROM marks ORDER BY seq').flatMap(([seq, body]) => {
      const event = parseEvent(String(body));
      return event === undefined ? [] : [{ seq: Number(seq), event }];
    });
  }

  documents(): readonly MarkedDocument[] {
    return this.#reader
      .rows('SELECT key, body FROM documents ORDER BY seq')
      .map(([key, body]) => ({ key: String(key), text: typeof body === 'string' ? body : undefined }));
  }

  /** These are in the main database now. */
  forget(untilSeq: number): void {
    const where = untilSeq === Infinity ? '' : ` WHERE seq <= ${untilSeq}`;
    this.#reader.exec(`BEGIN; DELETE FROM marks${where}; DELETE FROM documents${where}; COMMIT`);
  }

  close(): void {
    this.#reader.close();
  }
}

function open(path: string, key: string): Reader {
  try {
    return prepared(openReader(path, key));
  } catch (error) {
    if (!(error instanceof EntenteError) || (error.code !== 'storage/unreadable' && error.code !== 'storage/corrupt')) throw error;
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
    return prepared(openReader(path, key));
  }
}

function prepared(reader: Reader): Reader {
  reader.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS marks (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, body TEXT, seq INTEGER NOT NULL) WITHOUT ROWID`);
  return reader;
}
