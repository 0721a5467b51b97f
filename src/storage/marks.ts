import { rmSync } from 'node:fs';
import { EntenteError } from '../core/errors.ts';
import { openReader, quoted } from './database.ts';
import type { Reader } from './database.ts';
import { parseEvent } from './rows.ts';
import type { NumberedEvent } from './rows.ts';

/**
 * What must outlive the process but need not wait for the disk: a small database that is never synced, so that writing to it costs a fiftieth of a
 * millisecond. Its rows move to the main one within a second. After a power failure it may be gone; nothing durable depends on it.
 */
export class Marks {
  readonly #reader: Reader;

  constructor(path: string, key: string) {
    this.#reader = open(path, key);
  }

  add(events: readonly NumberedEvent[]): void {
    this.#reader.exec(`INSERT INTO marks (seq, body) VALUES ${events.map(({ seq, event }) => `(${seq},${quoted(JSON.stringify(event))})`).join(',')}`);
  }

  rows(): readonly NumberedEvent[] {
    return this.#reader.rows('SELECT seq, body FROM marks ORDER BY seq').flatMap(([seq, body]) => {
      const event = parseEvent(String(body));
      return event === undefined ? [] : [{ seq: Number(seq), event }];
    });
  }

  /** These are in the main database now. */
  forget(untilSeq: number): void {
    this.#reader.exec(untilSeq === Infinity ? 'DELETE FROM marks' : `DELETE FROM marks WHERE seq <= ${untilSeq}`);
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
  reader.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE IF NOT EXISTS marks (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)');
  return reader;
}
