import { hash, randomUUID } from 'node:crypto';
import type { Actuation, Claim, Receipt } from '../core/claim.ts';
import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import type { LedgerEvent } from '../ports/ledger.ts';
import type { Storage } from '../ports/storage.ts';
import { actuationsOf, contentOf, receiptOf, storyOf } from './views.ts';
import type { Story } from './views.ts';

/** A message id is remembered so long (rule 5). */
const rememberedMs = 600_000;
/** What the wall clock gains at once beyond this is no drift. */
const jumpMs = 1_000;
const mostJumps = 10;
/** A command leaves at most so long after it was written; what waited longer is looked up one by one. */
const leavesWithinMs = 60_000;

/** Where a claim is written: a receipt of its own, or one that it has already. */
export type Place = { readonly receiptId: string } | { readonly receiptId: string; readonly story: Story };

/** The ledger as the arbiter uses it: what was decided before, and how that reads. */
export class Journal {
  readonly #storage: Storage;
  readonly #clock: Clock;
  #driftMs: number;
  readonly #jumps: { readonly toMs: number; readonly byMs: number }[] = [];

  constructor(storage: Storage, clock: Clock) {
    this.#storage = storage;
    this.#clock = clock;
    this.#driftMs = clock.nowMs() - clock.elapsedMs();
  }

  /**
   * A claim that can be sent again has its receipt's id from what identifies it, so that a retry is found without an index of its own, over restarts too.
   *
   * @throws EntenteError `arbitration/message-id-reused`
   */
  placeOf(claim: Claim): Place {
    const identity = identityOf(claim);
    if (identity === undefined) return { receiptId: randomUUID() };
    const base = hash('sha256', identity, 'base64url').slice(0, 20);
    for (let again = 0; ; again += 1) {
      const receiptId = again === 0 ? base : `${base}-${again}`;
      const story = storyOf(this.#storage.receiptEvents(receiptId));
      if (story === undefined) return { receiptId };
      const ageMs = this.#ageMs(story.claim.atMs);
      // A clock that was set back makes the past look like the future: then a retry is the likelier.
      if (ageMs > rememberedMs) continue;
      sameContent(story.claim.claim, claim);
      return { receiptId, story };
    }
  }

  /** How long ago that was, without what the wall clock jumped ahead since. */
  #ageMs(atMs: number): number {
    const nowMs = this.#clock.nowMs();
    const driftMs = nowMs - this.#clock.elapsedMs();
    const byMs = driftMs - this.#driftMs;
    this.#driftMs = driftMs;
    if (byMs > jumpMs) this.#jumps.push({ toMs: nowMs, byMs });
    if (this.#jumps.length > mostJumps) this.#jumps.shift();
    return this.#jumps.reduce((ageMs, jump) => (atMs <= jump.toMs - jump.byMs ? ageMs - jump.byMs : ageMs), nowMs - atMs);
  }

  receipt(id: string): Receipt | undefined {
    const story = this.#story(id);
    return story === undefined ? undefined : this.#receiptOf(story, (other) => this.#story(other));
  }

  receipts(sinceMs: number): readonly Receipt[] {
    const byReceipt = new Map<string, LedgerEvent[]>();
    for (const event of this.#storage.events(['claim', 'decision', 'sent', 'command-end', 'joined', 'revoked'], sinceMs)) {
      if (event.receiptId === undefined) continue;
      const list = byReceipt.get(event.receiptId);
      if (list === undefined) byReceipt.set(event.receiptId, [event]);
      else list.push(event);
    }
    const stories = new Map<string, Story>();
    for (const [id, events] of byReceipt) {
      const story = storyOf(events);
      if (story !== undefined) stories.set(id, story);
    }
    return [...stories.values()].map((story) => this.#receiptOf(story, (id) => stories.get(id) ?? this.#story(id)));
  }

  actuations(sinceMs: number): readonly Actuation[] {
    const events = this.#storage.events(['command', 'sent', 'command-end'], sinceMs - leavesWithinMs);
    return actuationsOf(events, sinceMs, (receiptId) => this.#storage.receiptEvents(receiptId));
  }

  #story(id: string): Story | undefined {
    return storyOf(this.#storage.receiptEvents(id));
  }

  #receiptOf(story: Story, find: (id: string) => Story | undefined): Receipt {
    const others = [...(story.decision.others ?? []), ...story.joined].flatMap((id) => find(id) ?? []);
    return receiptOf(story, others);
  }
}

/** @throws EntenteError `arbitration/message-id-reused` when a message says something else than the one that had its id */
export function sameContent(first: Claim, again: Claim): void {
  if (contentOf(first) !== contentOf(again)) {
    throw new EntenteError('arbitration/message-id-reused', 'this message id was used for another message within ten minutes');
  }
}

/** Source and message id; without an id the source, the steps and when they were heard. `undefined` for what cannot be told from a repetition. */
export function identityOf(claim: Claim): string | undefined {
  if (claim.messageId !== undefined) return JSON.stringify([claim.source, claim.messageId]);
  if (claim.heardAtMs !== undefined) return JSON.stringify([claim.source, claim.heardAtMs, contentOf(claim)]);
  return undefined;
}
