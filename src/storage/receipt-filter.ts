import type { Clock } from '../core/clock.ts';
import type { Reader } from './database.ts';

/** Half a megabyte; with twice as many receipts as are kept by default one look in a thousand is made for nothing. */
const bits = 2 ** 22;
/** More than so many were noted: what was pruned since makes up much of them. */
const mostNoted = 250_000;
const readAtOnce = 500;
const pauseMs = 20;

/**
 * Tells most receipts that the database does not have without asking it: every claim looks whether it was made before, and hardly one was (a Bloom filter).
 * Knows nothing until the receipts of earlier lives were read, which it does bit by bit, so that nobody waits for it.
 */
export class ReceiptFilter {
  readonly #reader: Reader;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #noted = new Noted();
  #isWhole = false;
  #next: Noted | undefined;

  constructor(reader: Reader, clock: Clock, signal: AbortSignal) {
    this.#reader = reader;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Reads what is there, until it knows all or is stopped. Never rejects. */
  async read(): Promise<void> {
    const noted = this.#isWhole ? new Noted() : this.#noted;
    this.#next = noted;
    try {
      for (let last = ''; ;) {
        const rows = this.#reader.rows('SELECT DISTINCT receiptId FROM events WHERE receiptId > ? ORDER BY receiptId LIMIT ?', last, readAtOnce);
        for (const [receiptId] of rows) noted.add((last = String(receiptId)));
        if (rows.length < readAtOnce) break;
        await this.#clock.sleep(pauseMs, this.#signal);
      }
      this.#noted = noted;
      this.#isWhole = true;
    } catch {
      // Stopped, or the disk fails: then the database is asked each time.
    } finally {
      this.#next = undefined;
    }
  }

  /** The receipt is about to be written. */
  add(receiptId: string): void {
    this.#noted.add(receiptId);
    if (this.#next !== undefined && this.#next !== this.#noted) this.#next.add(receiptId);
    if (this.#noted.count > mostNoted && this.#isWhole && this.#next === undefined) void this.read();
  }

  /** False when it is surely not in the database. */
  mayHave(receiptId: string): boolean {
    return !this.#isWhole || this.#noted.mayHave(receiptId);
  }
}

class Noted {
  readonly #words = new Uint32Array(bits / 32);
  count = 0;

  add(text: string): void {
    let isNew = false;
    const [first, step] = hashesOf(text);
    for (let which = 0; which < 4; which += 1) {
      const bit = (first + which * step) >>> 0;
      const [word, mask] = [(bit >>> 5) % this.#words.length, 1 << (bit & 31)];
      if (((this.#words[word] ?? 0) & mask) !== 0) continue;
      this.#words[word] = (this.#words[word] ?? 0) | mask;
      isNew = true;
    }
    if (isNew) this.count += 1;
  }

  mayHave(text: string): boolean {
    const [first, step] = hashesOf(text);
    for (let which = 0; which < 4; which += 1) {
      const bit = (first + which * step) >>> 0;
      if (((this.#words[(bit >>> 5) % this.#words.length] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

/** Where to look first, and how far apart: FNV-1a, stirred as MurmurHash3 does. */
function hashesOf(text: string): readonly [number, number] {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const step = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return [hash >>> 0, ((step ^ (step >>> 16)) | 1) >>> 0];
}
