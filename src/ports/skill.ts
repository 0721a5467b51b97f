import type { Clock } from '../core/clock.ts';
import type { HomeView } from '../core/home.ts';
import type { Outcome, SkillId, Slots } from '../core/plan.ts';
import type { Because, Step } from '../core/step.ts';
import type { List } from './assistant.ts';
import type { Notify } from './notice.ts';
import type { Scheduling } from './scheduling.ts';
import type { Spoken, SpokenValue } from './spoken.ts';

/** What is no device: timers, lists, weather, time. It never writes a sentence; the language speaks. */
export interface Skill {
  readonly id: SkillId;
  /** One sentence, for prompts. */
  readonly description: string;
  /** Example sentences by language tag: for prompts, tests and the page. */
  readonly says: Readonly<Record<string, readonly string[]>>;
  /**
   * Does it. What it answers has happened, durably.
   * @throws EntenteError `skills/bad-slots` when the slots are not this skill's
   */
  run(slots: Slots, context: SkillContext): Promise<SkillAnswer>;
}

export interface SkillContext {
  readonly clock: Clock;
  readonly home: HomeView;
  readonly scheduling: Scheduling;
  readonly lists: Lists;
  readonly notify: Notify;
  readonly turn: SkillTurn;
}

/** The turn in which a skill is asked. */
export interface SkillTurn {
  readonly id: string;
  /** The speaker's room, by id. */
  readonly room?: string;
  /** By a person's id. */
  readonly speaker?: string;
  /** For `later`: what to do then. */
  readonly laterSteps: readonly Step[];
  /** For `later`: the steps in words, as what will be done. */
  readonly what: string;
  /** The person said yes to what is risky in it. */
  readonly confirmed: boolean;
}

/** What a skill did or found. Without `spoken` the plan's own sentence is true as it stands; what the plan declined is told after `spoken`. */
export interface SkillAnswer {
  readonly outcome: Outcome;
  readonly because?: Because;
  readonly spoken?: Spoken | readonly Spoken[];
  /** For `ask`: which one. Up to four are offered. */
  readonly choices?: readonly { readonly name: SpokenValue; run(): Promise<SkillAnswer> }[];
  /** Takes back what was done, and tells how that went. Absent when there is nothing to take back. */
  readonly undo?: () => Promise<Spoken>;
}

/** Lists of things. A list is found by its name without regard to case and width; the first item makes it. */
export interface Lists {
  all(): readonly List[];
  /**
   * Without a list the one that was added to last, at first the usual one (which may have no name: empty). Durable when it resolves; an item that stands there undone is not
   * added twice. Answers the list's name as it stands.
   */
  add(item: string, list?: string): Promise<string>;
  /** Ticks it off, or takes the tick away; without a list, wherever it stands. Answers that list's name, `undefined` when it stands nowhere so. */
  complete(item: string, list?: string, done?: boolean): Promise<string | undefined>;
  /** Takes it off, likewise. */
  remove(item: string, list?: string): Promise<string | undefined>;
  /** Calls after every change. Answers how to stop that. */
  subscribe(listener: () => void): () => void;
}
