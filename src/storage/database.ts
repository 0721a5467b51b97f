import { chmodSync } from 'node:fs';
import Database from 'libsql';
import AsyncDatabase from 'libsql/promise';
import { EntenteError } from '../core/errors.ts';

/** A connection for short reads and for writes that need no disk: every call answers at once. */
export interface Reader {
  /** Rows as arrays, columns in the order of the statement. */
  rows(sql: string, ...values: readonly (string | number)[]): readonly (readonly unknown[])[];
  exec(sql: string): void;
  close(): void;
}

/** A connection whose work is done on another thread: a slow disk holds up nobody who does not wait for it. */
export interface Writer {
  /** Statements, separated by semicolons. */
  exec(sql: string): Promise<void>;
  close(): void;
}

/** Opens an encrypted database, making it where there is none. @throws EntenteError `storage/unreadable` for another key or a damaged file */
export function openReader(path: string, key: string): Reader {
  const database = guarded(() => new Database(path, optionsWith(key)));
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string): Database.Statement => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  const reader: Reader = {
    rows: (sql, ...values) =>
      guarded(() =>
        prepared(sql)
          .raw()
          .all(...values)
          .map((row) => (Array.isArray(row) ? row : [row])),
      ),
    exec: (sql) => guarded(() => void database.exec(sql)),
    close: () => {
      database.close();
    },
  };
  try {
    // The first look at the file: nothing before it needs the key.
    reader.rows('SELECT count(*) FROM sqlite_master');
    chmodSync(path, 0o600);
  } catch (error) {
    reader.close();
    throw error;
  }
  return reader;
}

/** Opens what `openReader` opened before, for writing. */
export async function openWriter(path: string, key: string): Promise<Writer> {
  const database = guarded(() => new AsyncDatabase(path, optionsWith(key)));
  const writer: Writer = {
    exec: async (sql) => {
      try {
        await database.exec(sql);
      } catch (error) {
        throw storageError(error);
      }
    },
    close: () => {
      database.close();
    },
  };
  // Moving the log into the database takes many times as long as a commit: that is for a connection on which nobody waits.
  await writer.exec(`PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = ${keptLogBytes}`);
  return writer;
}

/** A log that grew beyond this in a busy hour is cut when it begins anew. */
const keptLogBytes = 64_000_000;

/** A text as SQL writes it. JSON has no NUL characters, which SQL could not hold. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

interface Options {
  /** How long to wait for another connection's lock, seconds. */
  readonly timeout: number;
  readonly encryptionCipher: string;
  readonly encryptionKey: string;
}

function optionsWith(key: string): Options {
  return { timeout: 5, encryptionCipher: 'aes256cbc', encryptionKey: key };
}

function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw storageError(error);
  }
}

/** SQLite's own error as ours. Its message may quote values, so it is kept out of the message. */
function storageError(error: unknown): EntenteError {
  if (error instanceof EntenteError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = messages.find(([start]) => code.startsWith(start));
  return known === undefined
    ? new EntenteError('storage/failed', `the database refused: ${code || 'unknown reason'}`, { cause: error, retryable: true })
    : new EntenteError(known[1], known[2], { cause: error, retryable: known[1] === 'storage/full' });
}

const messages = [
  ['SQLITE_FULL', 'storage/full', 'the disk is full: nothing can be recorded, so nothing is moved'],
  ['SQLITE_NOTADB', 'storage/unreadable', 'the database cannot be read: it is damaged, or the key is another one'],
  ['SQLITE_CORRUPT', 'storage/corrupt', 'the database is damaged; put back a copy of the data folder, or move it away to begin anew'],
  ['SQLITE_BUSY', 'storage/in-use', 'another hub is using this data folder'],
] as const;
