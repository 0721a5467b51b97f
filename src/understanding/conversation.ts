/** What one conversation remembers: what was spoken of, what was done, what was asked and still waits. */
import type { Clock } from '../core/clock.ts';
import type { Frame } from '../core/frame.ts';
import type { Choice, PlanPart, SkillId, Slots } from '../core/plan.ts';
import type { Step } from '../core/step.ts';

/** What was asked. It waits 60 s, and is answered once. */
export interface Pending {
  readonly part: PlanPart;
  readonly askedAtMs: number;
  /** False after a sentence that was neither an answer nor an order: only the button answers then (§2). */
  readonly byVoice: boolean;
}

/** What could be taken back. */
export interface Deed {
  readonly restore: readonly Step[];
  readonly skill?: SkillId;
  readonly slots?: Slots;
}

export interface Conversation {
  readonly lastFrame?: Extract<Frame, { is: 'command' | 'question' }>;
  /** Device ids. */
  readonly lastDevices: readonly string[];
  readonly pending?: Pending;
  readonly deed?: Deed;
  readonly atMs: number;
}

export const waitsMs = 60_000;
/** After this long "it" means nothing any more. */
const remembersMs = 5 * 60_000;
const mostConversations = 500;

export const fresh: Conversation = { lastDevices: [], atMs: 0 };

/** Conversations by id, the oldest forgotten first. A line without an id stands alone. */
export class Conversations {
  readonly #clock: Clock;
  readonly #all = new Map<string, Conversation>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  of(id: string | undefined): Conversation {
    const known = id === undefined ? undefined : this.#all.get(id);
    if (!known) return fresh;
    const nowMs = this.#clock.elapsedMs();
    const waits = known.pending && nowMs - known.pending.askedAtMs <= waitsMs;
    const { pending, ...rest } = known;
    if (nowMs - known.atMs > remembersMs) return waits && pending ? { ...fresh, pending } : fresh;
    return waits && pending ? { ...rest, pending } : rest;
  }

  keep(id: string | undefined, next: Omit<Conversation, 'atMs'>): void {
    if (id === undefined) return;
    this.#all.delete(id);
    this.#all.set(id, { ...next, atMs: this.#clock.elapsedMs() });
    const oldest = this.#all.keys().next().value;
    if (this.#all.size > mostConversations && oldest !== undefined) this.#all.delete(oldest);
  }

  /** What was asked has been answered by the button. */
  answered(id: string): void {
    const known = this.#all.get(id);
    if (!known) return;
    const { pending: _pending, ...rest } = known;
    this.#all.set(id, rest);
  }

  nowMs(): number {
    return this.#clock.elapsedMs();
  }
}

/** The choice that was meant: 1-based; -1 is the last, 0 all of them. `undefined` when there is no such one. */
export function chosen(part: PlanPart, index: number): { readonly steps: readonly Step[]; readonly choices: readonly Choice[] } | undefined {
  const choices = part.choices ?? [];
  const steps = part.choiceSteps ?? [];
  if (index === 0) return { steps: steps.flat(), choices };
  const at = index < 0 ? choices.length + index : index - 1;
  const choice = choices[at];
  return choice ? { steps: steps[at] ?? [], choices: [choice] } : undefined;
}
