import type { PlanPart } from '../core/plan.ts';
import type { SkillAnswer } from '../ports/skill.ts';
import { speak, speakValue } from '../ports/spoken.ts';
import type { Speaking } from './parts.ts';
import { confirmedOf, type Come, type Performing } from './performing.ts';
import { withDeclined } from './truth.ts';
import type { Deed } from './undoing.ts';

/** All that moves nothing: skills, questions to us and from us. `takesBack` is what a part that undoes a skill's deed does. */
export async function spokenFor(part: PlanPart, takesBack: Deed | undefined, speaking: Speaking, performing: Performing): Promise<Come> {
  const { clock, home, asks } = performing;
  const { conversation, heardAtMs, language } = speaking;
  if (part.outcome === 'ask') {
    // What was chosen by words may still need a yes.
    asks.settle(conversation, part.steps, 'choice');
    if (part.confirm) return { part, waiting: { is: 'confirm', part } };
    return part.choices?.length ? { part, waiting: { is: 'choice', part } } : { part };
  }
  // Steps that come too late are the arbiter's to decline; nobody else would decline these.
  if (part.outcome === 'act' && heardAtMs !== undefined && clock.nowMs() - heardAtMs > tooLateMs) {
    return { part: { ...part, outcome: 'decline', because: 'too-late', say: language.replies.say('too-late') } };
  }
  if (takesBack !== undefined && 'undo' in takesBack) {
    return { part: { ...part, say: speak(language.replies, home.home.timeZone, await takesBack.undo()) } };
  }
  if (part.skill === undefined || (part.outcome !== 'act' && part.outcome !== 'answer')) return { part };
  return skilled(part, speaking, performing);
}

async function skilled(part: PlanPart, speaking: Speaking, performing: Performing): Promise<Come> {
  const { clock, home, scheduling, lists, notify, chosen, skills } = performing;
  const { telling, turnId, room, speaker } = speaking;
  const laterSteps = part.laterSteps ?? [];
  const turn = {
    id: turnId,
    laterSteps,
    what: telling.steps(laterSteps, true),
    confirmed: confirmedOf(laterSteps, speaking, performing),
    ...(room !== undefined && { room }),
    ...(speaker !== undefined && { speaker }),
  };
  const skill = part.skill === undefined ? undefined : skills[part.skill];
  const answer = await (chosen?.run() ?? skill?.run(part.slots ?? {}, { clock, home, scheduling, lists, notify, turn }));
  return answer === undefined ? { part } : answeredBy(answer, part, speaking, home.home.timeZone);
}

function answeredBy({ outcome, because, spoken, choices, undo }: SkillAnswer, part: PlanPart, { language: { replies } }: Speaking, timeZone: string): Come {
  const said = spoken === undefined ? undefined : [spoken].flat().map((one) => speak(replies, timeZone, one));
  const told: PlanPart = {
    ...part,
    outcome,
    say: said === undefined ? part.say : withDeclined(part, said, replies),
    ...(because !== undefined && { because }),
    ...(choices !== undefined && { choices: choices.map(({ name }) => ({ say: String(speakValue(replies, timeZone, name)) })) }),
  };
  if (choices !== undefined) return { part: told, waiting: { is: 'skill-choice', part: told, choices } };
  if (outcome !== 'act') return { part: told };
  return { part: told, deed: undo === undefined ? { restore: [] } : { undo } };
}

/** Older words do nothing (arbitration, rule 13). */
const tooLateMs = 10_000;
