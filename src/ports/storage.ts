import type { LedgerEvent } from './ledger.ts';

/** Where everything lies that the hub keeps. One data folder, one writer. */
export interface Storage extends AsyncDisposable {
  /**
   * Appends events, all or none, durable (`synchronous=FULL`) when it resolves. Calls made in one tick may share a transaction.
   * @throws EntenteError `storage/full`, `storage/failed`
   */
  append(events: readonly LedgerEvent[]): Promise<void>;
  /** Appends without waiting for the disk: `sent` marks and results. Order with `append` is kept. */
  appendSoon(events: readonly LedgerEvent[]): void;
  /** Events of these types with `atMs` at or after, oldest first. */
  events(types: readonly LedgerEvent['type'][], sinceMs: number): readonly LedgerEvent[];
  /** Events that carry this receipt id. */
  receiptEvents(receiptId: string): readonly LedgerEvent[];
  /** A JSON document by key, e.g. `home`, `state/virtual:lamp`; `undefined` when there is none. */
  get(key: string): unknown;
  /** All documents whose key begins with the prefix. */
  list(prefix: string): readonly { readonly key: string; readonly value: unknown }[];
  /** Written within a second and on close; several writes of one key within that time are one. */
  put(key: string, value: unknown): void;
  /** Durable when it resolves. */
  putNow(entries: readonly { readonly key: string; readonly value: unknown }[]): Promise<void>;
  remove(key: string): void;
}
