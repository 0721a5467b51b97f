import type { Clock } from '../core/clock.ts';
import type { HomeView } from '../core/home.ts';
import type { SkillId } from '../core/plan.ts';
import type { Step } from '../core/step.ts';
import type { Arbiter } from '../ports/arbiter.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Language } from '../ports/language.ts';
import type { Reader } from '../ports/reader.ts';
import type { Skill, SkillContext } from '../ports/skill.ts';
import type { Storage } from '../ports/storage.ts';
import type { Telling, TellingOf } from '../ports/telling.ts';

/** What the assistant works with; `hub.ts` hands it in. */
export interface AssistantParts extends Pick<SkillContext, 'scheduling' | 'lists' | 'notify'> {
  readonly clock: Clock;
  readonly home: HomeView;
  readonly storage: Pick<Storage, 'appendSoon'>;
  /** In the order in which they are asked. */
  readonly readers: readonly Reader[];
  readonly conversations: Conversations;
  readonly arbiter: Pick<Arbiter, 'claim'>;
  /** The first is spoken where nothing else decides. */
  readonly languages: readonly Language[];
  readonly telling: TellingOf;
  readonly skills: Readonly<Record<SkillId, Skill>>;
  /** Whether this person (by id; an unknown speaker is `undefined`) may do this at all, with or without a yes. */
  readonly mayDo: (speaker: string | undefined, step: Step) => boolean;
}

/** Who speaks, from where, and how they are answered: the same for all parts of a turn, and for the answer to what it asked. */
export interface Speaking {
  readonly turnId: string;
  readonly source: string;
  /** As said. */
  readonly text: string;
  readonly conversation?: string;
  readonly room?: string;
  readonly speaker?: string;
  readonly heardAtMs?: number;
  readonly utteranceId?: string;
  readonly language: Language;
  readonly telling: Telling;
}
