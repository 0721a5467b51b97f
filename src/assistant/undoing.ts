import type { Clock } from '../core/clock.ts';
import type { HomeView } from '../core/home.ts';
import type { Step } from '../core/step.ts';
import type { SkillAnswer } from '../ports/skill.ts';
import type { Ended } from './truth.ts';

/** How the last thing that was done in a conversation is taken back: by a skill, or by steps. No steps: it changed nothing. */
export type Deed = { readonly undo: NonNullable<SkillAnswer['undo']> } | { readonly restore: readonly Step[] };

/** The last deeds, by conversation. Words, buttons and skills alike; the readers see only the first of these. */
export class Undoing {
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #last = new Map<string, { readonly deed: Deed; readonly atElapsedMs: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  did(conversation: string | undefined, deed: Deed): void {
    if (conversation === undefined) return;
    this.#last.delete(conversation);
    this.#last.set(conversation, { deed, atElapsedMs: this.#clock.elapsedMs() });
    const oldest = this.#last.keys().next().value;
    if (this.#last.size > mostConversations && oldest !== undefined) this.#last.delete(oldest);
  }

  /** Takes it, once. `undefined` when there was none, or too long ago for "just now". */
  take(conversation: string | undefined): Deed | undefined {
    if (conversation === undefined) return undefined;
    const last = this.#last.get(conversation);
    this.#last.delete(conversation);
    return last !== undefined && this.#clock.elapsedMs() - last.atElapsedMs <= remembersMs ? last.deed : undefined;
  }
}

/** A step that takes another back, as things stand before that one is claimed; `undefined` where nothing can, as with a scene. */
export function opposite(step: Step, home: HomeView): Step | undefined {
  if (step.do === 'run') return undefined;
  const { device, attribute } = step;
  // A brightness lights a lamp, also the brightness of before.
  if (attribute === 'brightnessPercent' && home.value(device, 'on') === false) return { device, do: 'set', attribute: 'on', value: false };
  const before = home.value(device, attribute);
  if (before !== null && before !== undefined) return { device, do: 'set', attribute, value: before };
  return step.do === 'adjust' ? { ...step, by: -step.by } : undefined;
}

/** What is to be done to take these back, the last first: only what really moved. */
export function restoring(ended: readonly Ended[], opposites: ReadonlyMap<Step, Step | undefined>): readonly Step[] {
  const moved = ended.filter(({ result: { result } }) => result === 'done' || result === 'pending' || result === 'unknown');
  return moved.flatMap(({ step }) => opposites.get(step) ?? []).reverse();
}

const mostConversations = 500;
const remembersMs = 5 * 60_000;
