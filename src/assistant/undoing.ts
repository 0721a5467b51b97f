import type { Clock } from '../core/clock.ts';
import type { SkillAnswer } from '../ports/skill.ts';

type Undo = NonNullable<SkillAnswer['undo']>;

/** How the last thing that a skill did in a conversation is taken back. Steps are taken back by the plan, which knows what was before. */
export class Undoing {
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #last = new Map<string, { readonly undo: Undo; readonly atElapsedMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Something was done: a skill's deed with how it is undone, or, without that, anything else. */
  did(conversation: string | undefined, undo: Undo | undefined): void {
    if (conversation === undefined) return;
    this.#last.delete(conversation);
    if (undo === undefined) return;
    this.#last.set(conversation, { undo, atElapsedMs: this.#clock.elapsedMs() });
    const oldest = this.#last.keys().next().value;
    if (this.#last.size > mostConversations && oldest !== undefined) this.#last.delete(oldest);
  }

  /** Takes it, once. `undefined` when the last deed was no skill's, or is too long ago for 刚才. */
  take(conversation: string | undefined): Undo | undefined {
    if (conversation === undefined) return undefined;
    const last = this.#last.get(conversation);
    this.#last.delete(conversation);
    return last !== undefined && this.#clock.elapsedMs() - last.atElapsedMs <= remembersMs ? last.undo : undefined;
  }
}

const mostConversations = 500;
const remembersMs = 5 * 60_000;
