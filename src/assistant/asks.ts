import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import type { PlanPart } from '../core/plan.ts';
import type { Step } from '../core/step.ts';
import type { SkillAnswer } from '../ports/skill.ts';
import type { Speaking } from './parts.ts';

/** One thing that waits for a person. */
export type Waiting =
  /** A yes does it. */
  | { readonly is: 'confirm'; readonly part: PlanPart }
  /** A choice does it: `choiceSteps` of the part. */
  | { readonly is: 'choice'; readonly part: PlanPart }
  /** A choice runs the rest of a skill. */
  | { readonly is: 'skill-choice'; readonly part: PlanPart; readonly choices: NonNullable<SkillAnswer['choices']> };

interface Ask {
  readonly speaking: Speaking;
  readonly waiting: readonly Waiting[];
  readonly askedElapsedMs: number;
}

/** What was answered by a button. */
export interface Answered {
  readonly speaking: Speaking;
  readonly answers: readonly Waiting[];
}

/** What was asked, by the turn that asked it. Each waits 60 s and is answered once, by a button or by words. */
export class Asks {
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #open = new Map<string, Ask>();
  /** By conversation the turn in which a skill asked, as long as nothing else was said since. */
  readonly #byVoice = new Map<string, string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A turn has ended, and this waits now; nothing may. */
  add(speaking: Speaking, waiting: readonly Waiting[]): void {
    this.#expire();
    if (waiting.length) this.#open.set(speaking.turnId, { speaking, waiting, askedElapsedMs: this.#clock.elapsedMs() });
    if (speaking.conversation === undefined) return;
    if (waiting.some(({ is }) => is === 'skill-choice')) this.#byVoice.set(speaking.conversation, speaking.turnId);
    else this.#byVoice.delete(speaking.conversation);
  }

  /**
   * Takes what a yes or a no answers: a yes everything that waits for one, a no all that was asked in that turn.
   * @throws EntenteError `assistant/no-such-turn`, `assistant/no-such-choice` for a yes where one of several was to be chosen
   */
  confirm(turnId: string, yes: boolean): Answered {
    const ask = this.#get(turnId);
    const answers = yes ? ask.waiting.filter(({ is }) => is === 'confirm') : ask.waiting;
    if (answers.length === 0) throw new EntenteError('assistant/no-such-choice', 'a choice was asked for, which a yes does not answer');
    return this.#take(ask, answers);
  }

  /**
   * Takes what a choice answers, counted from 1.
   * @throws EntenteError `assistant/no-such-turn`, `assistant/no-such-choice`; after the latter it waits on
   */
  choose(turnId: string, choice: number): Answered {
    const ask = this.#get(turnId);
    const exists = (waiting: Waiting): boolean => Number.isInteger(choice) && choice >= 1 && choice <= optionsOf(waiting);
    const meant = ask.waiting.find((waiting) => waiting.is !== 'confirm' && exists(waiting));
    if (meant === undefined) throw new EntenteError('assistant/no-such-choice', 'there is no such choice');
    return this.#take(ask, [meant]);
  }

  /**
   * Closes what words answered: the newest open ask of this conversation that waits so for these very steps. True when there was one; then they are what was
   * said yes to, or what was chosen.
   */
  settle(conversation: string | undefined, steps: readonly Step[], is: 'confirm' | 'choice'): boolean {
    this.#expire();
    if (conversation === undefined || steps.length === 0) return false;
    const said = JSON.stringify(steps);
    for (const ask of [...this.#open.values()].reverse()) {
      if (ask.speaking.conversation !== conversation) continue;
      const meant = ask.waiting.find((waiting) => waiting.is === is && stepsAsked(waiting).some((asked) => JSON.stringify(asked) === said));
      if (meant === undefined) continue;
      this.#take(ask, [meant]);
      return true;
    }
    return false;
  }

  /** What a skill asked in the last turn of this conversation: the readers know nothing of it. The names are those that were offered. */
  skillAsked(conversation: string | undefined): { readonly turnId: string; readonly names: readonly string[] } | undefined {
    this.#expire();
    const turnId = conversation === undefined ? undefined : this.#byVoice.get(conversation);
    const waiting = turnId === undefined ? undefined : this.#open.get(turnId)?.waiting.find(({ is }) => is === 'skill-choice');
    return turnId === undefined || waiting === undefined ? undefined : { turnId, names: (waiting.part.choices ?? []).map(({ say }) => say) };
  }

  /** Lets go of all that was asked in a conversation. */
  close(conversation: string | undefined): void {
    if (conversation === undefined) return;
    for (const [turnId, ask] of this.#open) if (ask.speaking.conversation === conversation) this.#open.delete(turnId);
  }

  #get(turnId: string): Ask {
    this.#expire();
    const ask = this.#open.get(turnId);
    if (ask === undefined) throw new EntenteError('assistant/no-such-turn', 'nothing waits for an answer under this turn id');
    return ask;
  }

  #take(ask: Ask, answers: readonly Waiting[]): Answered {
    const waiting = ask.waiting.filter((one) => !answers.includes(one));
    const { speaking } = ask;
    if (waiting.length) this.#open.set(speaking.turnId, { ...ask, waiting });
    else this.#open.delete(speaking.turnId);
    return { speaking, answers };
  }

  #expire(): void {
    const nowMs = this.#clock.elapsedMs();
    for (const [turnId, { askedElapsedMs }] of this.#open) {
      if (nowMs - askedElapsedMs <= waitsMs) break;
      this.#open.delete(turnId);
    }
    for (const [conversation, turnId] of this.#byVoice) if (!this.#open.has(turnId)) this.#byVoice.delete(conversation);
  }
}

function optionsOf(waiting: Waiting): number {
  return waiting.is === 'skill-choice' ? waiting.choices.length : (waiting.part.choiceSteps?.length ?? 0);
}

function stepsAsked({ is, part }: Waiting): readonly (readonly Step[])[] {
  if (is === 'confirm') return [part.laterSteps ?? part.steps];
  return is === 'choice' ? (part.choiceSteps ?? []) : [];
}

const waitsMs = 60_000;
