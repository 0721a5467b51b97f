import { EntenteError } from '../../core/errors.ts';
import type { LedgerEvent } from '../../ports/ledger.ts';
import type { Storage } from '../../ports/storage.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

interface Commit {
  readonly events: readonly LedgerEvent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A document is written so long after it was put. */
const writtenWithinMs = 1_000;

/** What lies on the disk, through all lives of the hub: commits take their time, stall, and are lost in a crash. */
export class Disk {
  readonly #timeline: Timeline;
  readonly #random: Random;
  #events: LedgerEvent[] = [];
  #byReceipt = new Map<string, LedgerEvent[]>();
  readonly #documents = new Map<string, string>();
  /** How much of it outlives a loss of power. */
  #synced = 0;
  #stalledUntilMs = 0;
  #failsUntilMs = 0;
  #life: Life | undefined;

  constructor(timeline: Timeline, random: Random) {
    this.#timeline = timeline;
    this.#random = random;
  }

  get events(): readonly LedgerEvent[] {
    return this.#events;
  }

  /** What a new life of the hub finds. */
  open(): Storage {
    this.#life = new Life(this, this.#timeline);
    return this.#life;
  }

  /** Nothing is committed before then. */
  stall(untilMs: number): void {
    this.#stalledUntilMs = Math.max(this.#stalledUntilMs, untilMs);
  }

  /** It is full until then. */
  fail(untilMs: number): void {
    this.#failsUntilMs = Math.max(this.#failsUntilMs, untilMs);
  }

  /** The hub died. What was being committed may have come through; with the power goes what was never synced. */
  crash(power: boolean): void {
    this.#life?.end(this.#random.chance(0.3));
    this.#life = undefined;
    if (!power) return;
    this.#events = this.#events.slice(0, this.#synced + this.#random.int(0, this.#events.length - this.#synced));
    this.#byReceipt = new Map();
    for (const event of this.#events) this.#index(event);
  }

  write(events: readonly LedgerEvent[], synced: boolean): void {
    for (const event of events) {
      this.#events.push(event);
      this.#index(event);
    }
    if (synced) this.#synced = this.#events.length;
  }

  writeDocument(key: string, text: string | undefined): void {
    if (text === undefined) this.#documents.delete(key);
    else this.#documents.set(key, text);
  }

  document(key: string): string | undefined {
    return this.#documents.get(key);
  }

  keys(): Iterable<string> {
    return this.#documents.keys();
  }

  ofReceipt(receiptId: string): readonly LedgerEvent[] {
    return this.#byReceipt.get(receiptId) ?? [];
  }

  /** When a commit that begins now is durable. */
  durableAtMs(): number {
    const begunAtMs = Math.max(this.#timeline.nowMs, this.#stalledUntilMs);
    return begunAtMs + (this.#random.chance(0.8) ? this.#random.int(0, 4) : this.#random.int(5, 40));
  }

  get isStalled(): boolean {
    return this.#timeline.nowMs < this.#stalledUntilMs;
  }

  get isFull(): boolean {
    return this.#timeline.nowMs < this.#failsUntilMs;
  }

  #index(event: LedgerEvent): void {
    if (event.receiptId === undefined) return;
    const others = this.#byReceipt.get(event.receiptId);
    if (others === undefined) this.#byReceipt.set(event.receiptId, [event]);
    else others.push(event);
  }
}

/** The storage as one life of the hub has it. */
class Life implements Storage {
  readonly #disk: Disk;
  readonly #timeline: Timeline;
  readonly #waiting: Commit[] = [];
  #committing: readonly Commit[] = [];
  readonly #put = new Map<string, { readonly text: string | undefined; readonly atMs: number }>();
  #isOver = false;

  constructor(disk: Disk, timeline: Timeline) {
    this.#disk = disk;
    this.#timeline = timeline;
  }

  end(lastCommitLands: boolean): void {
    this.#isOver = true;
    if (lastCommitLands) for (const { events } of this.#committing) this.#disk.write(events, true);
    for (const [key, { text, atMs }] of this.#put) if (this.#timeline.nowMs - atMs >= writtenWithinMs) this.#disk.writeDocument(key, text);
  }

  async append(events: readonly LedgerEvent[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (this.#isOver) return promise;
    this.#waiting.push({ events, resolve, reject });
    if (this.#committing.length === 0) this.#commit();
    return promise;
  }

  appendSoon(events: readonly LedgerEvent[]): void {
    if (this.#isOver) return;
    if (this.#disk.isFull) throw full();
    this.#disk.write(events, false);
  }

  events(types: readonly LedgerEvent['type'][], sinceMs: number): readonly LedgerEvent[] {
    return this.#disk.events.filter((event) => event.atMs >= sinceMs && types.includes(event.type));
  }

  receiptEvents(receiptId: string): readonly LedgerEvent[] {
    return this.#disk.ofReceipt(receiptId);
  }

  get(key: string): unknown {
    const text = this.#text(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  list(prefix: string): readonly { readonly key: string; readonly value: unknown }[] {
    const keys = new Set([...this.#disk.keys(), ...this.#put.keys()]);
    return [...keys]
      .filter((key) => key.startsWith(prefix) && this.#text(key) !== undefined)
      .sort()
      .map((key) => ({ key, value: this.get(key) }));
  }

  put(key: string, value: unknown): void {
    if (!this.#isOver) this.#put.set(key, { text: JSON.stringify(value), atMs: this.#put.get(key)?.atMs ?? this.#timeline.nowMs });
  }

  async putNow(entries: readonly { readonly key: string; readonly value: unknown }[]): Promise<void> {
    if (!this.#isOver) for (const { key, value } of entries) this.#disk.writeDocument(key, JSON.stringify(value));
  }

  remove(key: string): void {
    if (!this.#isOver) this.#put.set(key, { text: undefined, atMs: this.#timeline.nowMs });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const [key, { text }] of this.#put) this.#disk.writeDocument(key, text);
  }

  #text(key: string): string | undefined {
    const put = this.#put.get(key);
    return put === undefined ? this.#disk.document(key) : put.text;
  }

  /** All that waits is one transaction. It is decided at its end whether the disk takes it, as a real one tells it. */
  #commit(): void {
    this.#committing = this.#waiting.splice(0);
    this.#timeline.at(this.#disk.durableAtMs(), () => this.#landed());
  }

  #landed(): void {
    if (this.#isOver) return;
    if (this.#disk.isStalled) {
      // A stall that began meanwhile holds it up too.
      this.#timeline.at(this.#disk.durableAtMs(), () => this.#landed());
      return;
    }
    const done = this.#committing;
    if (this.#disk.isFull) for (const { reject } of done) reject(full());
    else {
      for (const { events } of done) this.#disk.write(events, true);
      for (const { resolve } of done) resolve();
    }
    this.#committing = [];
    if (this.#waiting.length > 0) this.#commit();
  }
}

function full(): EntenteError {
  return new EntenteError('storage/full', 'the disk is full');
}
