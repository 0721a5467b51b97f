import { quoted } from './database.ts';
import type { MarkedDocument } from './marks.ts';

/** Documents that are on their way to the disk. `undefined` as text is a removal. */
export class DocumentBatch {
  readonly texts: ReadonlyMap<string, string | undefined>;

  constructor(texts: ReadonlyMap<string, string | undefined>) {
    this.texts = texts;
  }

  statements(): string[] {
    const rows: string[] = [];
    const removed: string[] = [];
    for (const [key, text] of this.texts) {
      if (text === undefined) removed.push(quoted(key));
      else rows.push(`(${quoted(key)},${quoted(text)})`);
    }
    const statements: string[] = [];
    if (rows.length > 0) statements.push(`INSERT OR REPLACE INTO documents (key, body) VALUES ${rows.join(',')}`);
    if (removed.length > 0) statements.push(`DELETE FROM documents WHERE key IN (${removed.join(',')})`);
    return statements;
  }
}

/** The newest texts of documents that the database does not have yet: waiting, or being written. */
export class DocumentCache {
  #waiting = new Map<string, string | undefined>();
  /** Those of the waiting ones that a crash of the process would lose. */
  readonly #unmarked = new Set<string>();
  readonly #writing = new Set<DocumentBatch>();

  put(key: string, text: string | undefined): void {
    // Deleted first, so that the order is that of the last writing.
    this.#waiting.delete(key);
    this.#waiting.set(key, text);
    this.#unmarked.add(key);
  }

  /** What must be marked before anything that may rest on it; each once. `marked` must follow when it is. */
  unmarked(): readonly MarkedDocument[] {
    return Array.from(this.#unmarked, (key) => ({ key, text: this.#waiting.get(key) }));
  }

  marked(): void {
    this.#unmarked.clear();
  }

  /** What a reader must see in place of the database's. */
  waiting(key: string): { readonly text: string | undefined } | undefined {
    if (this.#waiting.has(key)) return { text: this.#waiting.get(key) };
    for (const batch of [...this.#writing].reverse()) if (batch.texts.has(key)) return { text: batch.texts.get(key) };
    return undefined;
  }

  /** Lays what waits over what the database has. */
  over(texts: Map<string, string>, prefix: string): void {
    for (const layer of [...[...this.#writing].map((batch) => batch.texts), this.#waiting]) {
      for (const [key, text] of layer) {
        if (!key.startsWith(prefix)) continue;
        if (text === undefined) texts.delete(key);
        else texts.set(key, text);
      }
    }
  }

  /** Everything that waits, to be written now. `written` or `restore` must follow. */
  take(): DocumentBatch {
    const batch = new DocumentBatch(this.#waiting);
    this.#waiting = new Map();
    if (batch.texts.size > 0) this.#writing.add(batch);
    return batch;
  }

  written(batch: DocumentBatch): void {
    this.#writing.delete(batch);
  }

  /** It could not be written: it waits again, unless something newer does. */
  restore(batch: DocumentBatch): void {
    this.#writing.delete(batch);
    const newer = [...this.#writing].filter((other) => other !== batch);
    for (const [key, text] of batch.texts) {
      const replaced = this.#waiting.has(key) || newer.some((other) => other.texts.has(key));
      if (replaced) continue;
      this.#waiting.set(key, text);
      this.#unmarked.add(key);
    }
  }
}
