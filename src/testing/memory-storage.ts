import { EntenteError } from '../core/errors.ts';
import type { LedgerEvent } from '../ports/ledger.ts';
import type { Storage } from '../ports/storage.ts';

/** A storage in memory, for tests. What is put and got is copied, as a real one would. */
export interface MemoryStorage extends Storage {
  /** All appended events, in order. */
  readonly ledger: readonly LedgerEvent[];
  /** How often a document was written; a batched write counts when `flush` writes it. */
  readonly writes: number;
  /** Writes what `put` keeps waiting, as a real storage does within a second. Reading sees it before, too. */
  flush(): void;
  /** From now on appending fails with this, or works again. */
  failAppends(error: Error | undefined): void;
  /** From now on `append` waits until the answered function is called: a slow disk. */
  holdAppends(): () => void;
  /** What lies on the disk as another process would find it after a crash now: without what only waits. */
  crashed(): MemoryStorage;
}

/** A `Storage` in memory. `documents` is what it holds at first. */
export function memoryStorage(documents: Readonly<Record<string, unknown>> = {}, events: readonly LedgerEvent[] = []): MemoryStorage {
  const disk = new Map(Object.entries(documents).map(([key, value]) => [key, JSON.stringify(value)]));
  const waiting = new Map<string, string | undefined>();
  const ledger: LedgerEvent[] = [...events];
  let writes = 0;
  let failure: Error | undefined;
  let gate: Promise<void> | undefined;

  const current = (key: string): string | undefined => (waiting.has(key) ? waiting.get(key) : disk.get(key));
  const flush = (): void => {
    for (const [key, text] of waiting) {
      if (text === undefined) disk.delete(key);
      else disk.set(key, text);
      writes += 1;
    }
    waiting.clear();
  };

  return {
    append: async (appended) => {
      await gate;
      if (failure !== undefined) throw failure;
      ledger.push(...appended);
    },
    appendSoon: (appended) => {
      ledger.push(...appended);
    },
    events: (types, sinceMs) => ledger.filter((event) => types.includes(event.type) && event.atMs >= sinceMs),
    receiptEvents: (receiptId) => ledger.filter((event) => event.receiptId === receiptId),
    get: (key) => parsed(current(key)),
    list: (prefix) =>
      [...new Set([...disk.keys(), ...waiting.keys()])]
        .filter((key) => key.startsWith(prefix) && current(key) !== undefined)
        .sort()
        .map((key) => ({ key, value: parsed(current(key)) })),
    put: (key, value) => {
      waiting.set(key, text(value));
    },
    putNow: async (entries) => {
      if (failure !== undefined) throw failure;
      for (const { key, value } of entries) {
        waiting.delete(key);
        disk.set(key, text(value));
        writes += 1;
      }
    },
    remove: (key) => {
      waiting.set(key, undefined);
    },
    [Symbol.asyncDispose]: async () => flush(),
    get ledger() {
      return ledger;
    },
    get writes() {
      return writes;
    },
    flush,
    failAppends: (error) => {
      failure = error;
    },
    holdAppends: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return () => {
        gate = undefined;
        resolve();
      };
    },
    crashed: () => memoryStorage(Object.fromEntries([...disk].map(([key, text]) => [key, parsed(text)])), ledger),
  };
}

function text(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) throw new EntenteError('storage/failed', 'only JSON documents can be kept');
  return text;
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
