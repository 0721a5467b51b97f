import * as v from 'valibot';
import { EntenteError } from '../core/errors.ts';
import type { SkillId } from '../core/plan.ts';
import type { Skill, SkillAnswer, SkillContext } from '../ports/skill.ts';

type SlotsSchema = v.GenericSchema<unknown, Readonly<Record<string, unknown>>>;

/** A skill as it is written: its slots by schema, so that `run` gets what it can use. */
export interface SkillDefinition<TSchema extends SlotsSchema> {
  readonly id: SkillId;
  readonly description: string;
  readonly says: Readonly<Record<string, readonly string[]>>;
  readonly slots: TSchema;
  readonly run: (slots: v.InferOutput<TSchema>, context: SkillContext) => Promise<SkillAnswer>;
}

/** Makes a skill that checks its slots before it runs. */
export function defineSkill<TSchema extends SlotsSchema>({ slots: schema, run, ...known }: SkillDefinition<TSchema>): Skill {
  return {
    ...known,
    async run(slots, context) {
      const { success, output, issues } = v.safeParse(schema, slots);
      // The path alone: what was said stays out of messages.
      if (!success) throw new EntenteError('skills/bad-slots', `${known.id}: ${issues.map((issue) => v.getDotPath(issue) ?? 'slots').join(', ')}`);
      return run(output, context);
    },
  };
}

const count = v.exactOptional(v.pipe(v.number(), v.finite(), v.minValue(0)));
const word = v.exactOptional(v.pipe(v.string(), v.nonEmpty()));

/** How long. */
export const duration = { hours: count, minutes: count, seconds: count };
/** Which timer, beside its name and room: how long it was to run. */
export const start = { startHours: count, startMinutes: count, startSeconds: count };
/** What is called so, where. `room` is a room's id. */
export const naming = { name: word, room: word };
/** A time of day and its day. */
export const clockTime = { at: word, day: word };

/** The time of the slots, ms; 0 when none was said. */
export function durationMs({ hours = 0, minutes = 0, seconds = 0 }: { hours?: number; minutes?: number; seconds?: number }): number {
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000);
}

/** An item and its list's name. */
export const listed = { item: v.pipe(v.string(), v.nonEmpty()), list: word };

/** What a phrase about an item is told. The list without a name has none to say. */
export function onList(item: string, list: string | undefined): { item: string; list?: string } {
  return { item, ...(list !== undefined && list !== '' && { list }) };
}
