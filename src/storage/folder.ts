import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { EntenteError } from '../core/errors.ts';

/** A data folder that is ours alone until `release`, or until the process dies in whatever way. */
export interface LockedFolder {
  readonly databasePath: string;
  /** The beginning of the names of two files. */
  readonly marksPath: string;
  readonly key: string;
  /** Whether the key is the one with which this folder was begun. */
  keyFits(): boolean;
  release(): void;
}

/**
 * Makes the folder (mode 0700) and its key (`DIR/key`, mode 0600) where they are missing, and locks it.
 *
 * @param givenKey instead of `DIR/key`: `ENTENTE_KEY`
 * @throws EntenteError `storage/in-use`, `storage/key-missing`, `storage/folder`
 */
export function lockFolder(folder: string, givenKey?: string): LockedFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (error) {
    throw new EntenteError('storage/folder', `the data folder cannot be made or is not ours: ${folder}`, { cause: error });
  }
  const release = lock(join(folder, 'lock'));
  try {
    const databasePath = join(folder, 'entente.db');
    const key = givenKey ?? keyIn(join(folder, 'key'), databasePath);
    if (key === '') throw new EntenteError('storage/key-missing', 'the key is empty');
    const checkPath = join(folder, 'key-check');
    if (!existsSync(databasePath)) writeWhole(checkPath, fingerprint(key, randomBytes(16)));
    return { databasePath, marksPath: join(folder, 'marks'), key, keyFits: () => fits(key, checkPath), release };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * SQLite's exclusive lock is a lock of the kernel on the file, so it ends with the process, also by SIGKILL or power failure; Node itself has none.
 */
function lock(path: string): () => void {
  let database: Database.Database | undefined;
  try {
    // Made by us only while nobody can hold it: closing any handle of a file gives up this process's locks on it.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    database = new Database(path);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    const busy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
    if (busy) throw new EntenteError('storage/in-use', 'another hub is using this data folder', { cause: error });
    throw new EntenteError('storage/folder', `the data folder cannot be locked: ${path}`, { cause: error });
  }
  const held = database;
  return () => {
    held.close();
  };
}

function keyIn(path: string, databasePath: string): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  // A new key could never open what lies there, and would look like damage.
  if (existsSync(databasePath)) throw new EntenteError('storage/key-missing', `the data is encrypted and its key is not there: ${path}, or ENTENTE_KEY`);
  const key = randomBytes(32).toString('hex');
  writeWhole(path, `${key}\n`);
  return key;
}

/** Written whole or not at all: half a key would lock the family out of its own data. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

/** Costly on purpose: it must not be easier to guess a chosen key by this file than by the database. */
function fingerprint(key: string, salt: Buffer): string {
  return `${salt.toString('hex')}:${scryptSync(key, salt, 32).toString('hex')}\n`;
}

function fits(key: string, checkPath: string): boolean {
  if (!existsSync(checkPath)) return false;
  const text = readFileSync(checkPath, 'utf8');
  const salt = Buffer.from(text.split(':')[0] ?? '', 'hex');
  const [expected, actual] = [Buffer.from(text), Buffer.from(fingerprint(key, salt))];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
