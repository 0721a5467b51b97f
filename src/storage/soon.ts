import type { LedgerEvent } from '../ports/ledger.ts';
import { rowOf } from './rows.ts';
import type { NumberedEvent } from './rows.ts';

/** Events that were appended soon and that the database does not have yet. */
export class SoonEvents {
  readonly #all = new Map<number, NumberedEvent>();
  readonly #byReceipt = new Map<string, NumberedEvent[]>();
  #waiting: NumberedEvent[] = [];

  add(events: readonly NumberedEvent[]): void {
    for (const numbered of events) {
      const { seq, event } = numbered;
      this.#all.set(seq, numbered);
      this.#waiting.push(numbered);
      if (event.receiptId === undefined) continue;
      const others = this.#byReceipt.get(event.receiptId);
      if (others === undefined) this.#byReceipt.set(event.receiptId, [numbered]);
      else others.push(numbered);
    }
  }

  /** Those that are in no transaction yet. `written` or `restore` must follow. */
  take(): readonly NumberedEvent[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  written(taken: readonly NumberedEvent[]): void {
    for (const { seq, event } of taken) {
      this.#all.delete(seq);
      if (event.receiptId === undefined) continue;
      const left = this.#byReceipt.get(event.receiptId)?.filter((other) => other.seq !== seq);
      if (left === undefined || left.length === 0) this.#byReceipt.delete(event.receiptId);
      else this.#byReceipt.set(event.receiptId, left);
    }
  }

  restore(taken: readonly NumberedEvent[]): void {
    this.#waiting = [...taken, ...this.#waiting];
  }

  /** The number of the oldest one; Infinity when the database has them all. */
  get oldestSeq(): number {
    for (const seq of this.#all.keys()) return seq;
    return Infinity;
  }

  ofReceipt(receiptId: string): readonly NumberedEvent[] {
    return this.#byReceipt.get(receiptId) ?? [];
  }

  filter(fits: (event: LedgerEvent) => boolean): readonly NumberedEvent[] {
    const found: NumberedEvent[] = [];
    for (const numbered of this.#all.values()) if (fits(numbered.event)) found.push(numbered);
    return found;
  }
}

/** `INSERT` for these; the same one twice is one. */
export function insertEvents(events: readonly NumberedEvent[]): string {
  return `INSERT OR IGNORE INTO events (seq, type, atMs, receiptId, body) VALUES ${events.map(rowOf).join(',')}`;
}
