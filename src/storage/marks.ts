import { createCipheriv, createDecipheriv } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { EntenteError } from '../core/errors.ts';
import type { NumberedEvent } from './rows.ts';

/** A document's newest text; `undefined` is a removal. */
export interface MarkedDocument {
  readonly key: string;
  readonly text: string | undefined;
}

/** What a life left behind that its database may not have. */
export interface LeftMarks {
  readonly events: readonly { readonly seq: number; readonly body: string }[];
  /** Each once, as it was last. */
  readonly documents: ReadonlyMap<string, string | undefined>;
}

/**
 * What must outlive the process but need not wait for the disk: two small encrypted files that are written in turn and never synced, so that a mark costs
 * a hundredth of a millisecond. What they hold moves to the database within a second. After a power failure they may be gone; nothing durable depends on
 * them.
 *
 * A record is its length, the number that it is encrypted under (AES-256-GCM), the text, and its tag. A number is used once under one key, and every life
 * has a key of its own, which lies in the database.
 */
export class Marks {
  readonly #files: readonly [MarksFile, MarksFile];
  readonly #key: Buffer;
  #current: MarksFile;
  #count = 0;

  /** Begins anew: what an earlier life left there is gone. `key` is 32 bytes that were never used before. */
  constructor(path: string, key: Buffer) {
    this.#key = key;
    this.#files = [openFile(pathOf(path, 0)), openFile(pathOf(path, 1))];
    [this.#current] = this.#files;
  }

  /**
   * All or nothing, so that what an event tells of a document is never ahead of it. `seq` is that of the newest event there is.
   * @throws EntenteError `storage/full`, `storage/failed`
   */
  add(events: readonly NumberedEvent[], documents: readonly MarkedDocument[], seq: number): void {
    if (events.length === 0 && documents.length === 0) return;
    let text = '';
    for (const event of events) text += `${event.seq}\t${event.body}\n`;
    for (const { key, text: body = '' } of documents) text += `${JSON.stringify(key)}\t${body}\n`;
    this.#count += 1;
    const file = this.#current;
    file.bytes += write(file, sealed(this.#key, this.#count, text));
    file.lastSeq = seq;
  }

  /** What is marked from now on outlives a `forget` of what was marked until now. */
  turn(): void {
    const other = this.#files[this.#current === this.#files[0] ? 1 : 0];
    // What the other one holds could not be moved yet: then both grow old together.
    if (other.bytes === 0) this.#current = other;
  }

  /** These are in the database now. */
  forget(untilSeq: number): void {
    for (const file of this.#files) {
      if (file.bytes === 0 || file.lastSeq > untilSeq) continue;
      ftruncateSync(file.descriptor, 0);
      file.bytes = 0;
    }
  }

  close(): void {
    for (const { descriptor } of this.#files) closeSync(descriptor);
  }
}

/** What an earlier life left, read with its key. A record that was not written whole is the last of its file. */
export function readMarks(path: string, key: Buffer): LeftMarks {
  const records = [0, 1].flatMap((which) => recordsIn(pathOf(path, which), key)).sort((one, other) => one.number - other.number);
  const events: { seq: number; body: string }[] = [];
  const documents = new Map<string, string | undefined>();
  for (const { text } of records) {
    for (const line of text.split('\n')) {
      const at = line.indexOf('\t');
      if (at === -1) continue;
      const [name, body] = [line.slice(0, at), line.slice(at + 1)];
      if (name.startsWith('"')) documents.set(String(JSON.parse(name)), body === '' ? undefined : body);
      else events.push({ seq: Number(name), body });
    }
  }
  return { events, documents };
}

interface MarksFile {
  readonly descriptor: number;
  bytes: number;
  lastSeq: number;
}

const cipher = 'aes-256-gcm';
const tagBytes = 16;
/** Four bytes of length, six of the number. */
const headBytes = 10;

function pathOf(path: string, which: number): string {
  return `${path}-${which}`;
}

function openFile(path: string): MarksFile {
  // Another one in its place, so that its mode is ours from the first byte.
  rmSync(path, { force: true });
  return { descriptor: openSync(path, 'wx', 0o600), bytes: 0, lastSeq: 0 };
}

function write(file: MarksFile, record: Buffer): number {
  let written: number;
  try {
    written = writeSync(file.descriptor, record, 0, record.length, file.bytes);
  } catch (error) {
    const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    throw new EntenteError(full ? 'storage/full' : 'storage/failed', 'nothing can be marked on the disk, so nothing is moved', {
      cause: error,
      retryable: true,
    });
  }
  // The next one is written over what is there of this one.
  if (written < record.length) throw new EntenteError('storage/full', 'the disk is full: nothing can be recorded, so nothing is moved', { retryable: true });
  return written;
}

function sealed(key: Buffer, number: number, text: string): Buffer {
  const cipherText = createCipheriv(cipher, key, nonceOf(number));
  const body = cipherText.update(text, 'utf8');
  cipherText.final();
  const head = Buffer.allocUnsafe(headBytes);
  head.writeUInt32LE(body.length, 0);
  head.writeUIntLE(number, 4, 6);
  return Buffer.concat([head, body, cipherText.getAuthTag()]);
}

function recordsIn(path: string, key: Buffer): readonly { readonly number: number; readonly text: string }[] {
  const bytes = contentOf(path);
  const records: { number: number; text: string }[] = [];
  for (let at = 0; at + headBytes + tagBytes <= bytes.length;) {
    const [length, number] = [bytes.readUInt32LE(at), bytes.readUIntLE(at + 4, 6)];
    const [from, to] = [at + headBytes, at + headBytes + length];
    at = to + tagBytes;
    if (at > bytes.length) break;
    const text = opened(key, number, bytes.subarray(from, to), bytes.subarray(to, at));
    if (text === undefined) break;
    records.push({ number, text });
  }
  return records;
}

function opened(key: Buffer, number: number, body: Buffer, tag: Buffer): string | undefined {
  const decipher = createDecipheriv(cipher, key, nonceOf(number)).setAuthTag(tag);
  try {
    return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    // Another life's, or torn by a power failure.
    return undefined;
  }
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw new EntenteError('storage/folder', 'the marks of the last run cannot be read', { cause: error });
  }
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntLE(number, 0, 6);
  return nonce;
}
