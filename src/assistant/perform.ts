import type { Outcome, Plan, PlanPart, TurnResult } from '../core/plan.ts';
import type { Step, StepResult } from '../core/step.ts';
import type { TurnPart } from '../ports/assistant.ts';
import type { SkillAnswer } from '../ports/skill.ts';
import { speak, speakValue } from '../ports/spoken.ts';
import type { Asks, Waiting } from './asks.ts';
import { claim, type Claimed, type Doing } from './claiming.ts';
import type { AssistantParts, Speaking } from './parts.ts';
import { tell as tellTruth, withDeclined } from './truth.ts';
import type { Undoing } from './undoing.ts';

/** The parts, and what outlives a turn. */
export interface Performing extends AssistantParts {
  readonly asks: Asks;
  readonly undoing: Undoing;
  /** The rest of a skill, when a button chose it: run in place of the skill. */
  readonly chosen?: NonNullable<SkillAnswer['choices']>[number] | undefined;
  /** A button said yes to all of this. Default false. */
  readonly confirmed?: boolean;
}

/** A part of a turn, come to its end. */
interface Come {
  readonly part: PlanPart;
  readonly waiting?: Waiting;
  readonly deed?: Deed;
}

/**
 * Does what a plan says and tells what came of it, part by part in their order. Commands leave first, then skills do theirs; only then is anything waited for.
 * After an abort nothing more is told, and what was ordered stands.
 */
export async function perform(
  plan: Plan,
  speaking: Speaking,
  signal: AbortSignal,
  tell: (part: TurnPart) => void,
  performing: Performing,
): Promise<TurnResult> {
  const { clock, asks, home, undoing } = performing;
  const untilMs = clock.elapsedMs() + acknowledgedMs;
  const listen = (told: TurnPart): void => {
    if (!signal.aborted) tell(told);
  };
  const parts = takenBack(plan, speaking, performing).map((part) => permitted(part, speaking, performing));
  const doings = parts.flatMap((part): Doing[] => (movesNow(part) ? [{ part, confirmed: confirmedOf(part.steps, speaking, performing) }] : []));
  const opposites = new Map(doings.flatMap(({ part }) => part.steps.map((step) => [step, opposite(step, home)] as const)));
  const claimed = await claim(doings, speaking, performing.arbiter);
  for (const result of claimed.results) listen({ type: 'state', ...result });
  const spoken = new Map<PlanPart, Come>();
  for (const part of parts) if (!movesNow(part)) spoken.set(part, await spokenFor(part, speaking, performing));

  const come: Come[] = [];
  const results: StepResult[] = [];
  for (const part of parts) {
    const ready = spoken.get(part);
    // Whoever went away hears nothing any more, so nothing is waited for.
    const ended = ready === undefined ? await claimed.ended(part, signal.aborted ? 0 : Math.max(0, untilMs - clock.elapsedMs())) : [];
    const one = ready ?? { part: truly(part, ended, speaking), deed: { restore: restoring(ended, opposites) } };
    for (const { result } of ended) {
      results.push(result);
      if (!claimed.results.some((before) => sameResult(before, result))) listen({ type: 'state', ...result });
    }
    listen({ type: 'text-delta', text: come.length ? ` ${one.part.say}` : one.part.say });
    if (one.deed !== undefined) undoing.did(speaking.conversation, one.deed);
    come.push(one);
  }
  asks.add(
    speaking,
    come.flatMap(({ waiting }) => waiting ?? []),
  );
  return recorded(joined(plan, come), claimed.receiptId, results, speaking, performing);
}

/** A part as it came true. */
function truly(part: PlanPart, ended: readonly Ended[], { language, telling }: Speaking): PlanPart {
  const { because: _because, ...kept } = part;
  return { ...kept, ...tellTruth(part, ended, language, telling) };
}

/** Its requests. What takes something back does so by what really was done here, where that is known: the readers see no buttons and no failures. */
function takenBack(plan: Plan, { conversation, language, telling }: Speaking, { undoing, home }: Performing): readonly PlanPart[] {
  return partsOf(plan).map((part) => {
    if (!part.undo) return part;
    const deed = undoing.take(conversation);
    if (deed === undefined) return part;
    const { replies } = language;
    const { confirm: _confirm, because: _because, skill: _skill, slots: _slots, ...kept } = part;
    if ('undo' in deed) return { ...kept, outcome: 'act', steps: [], takesBack: deed.undo };
    const steps = deed.restore;
    if (steps.length === 0) return { ...kept, outcome: 'answer', steps, say: replies.say('nothing-to-undo') };
    if (needsYes(steps, home)) return needingYes({ ...kept, steps }, steps, language, telling);
    return { ...kept, outcome: 'act', steps, say: replies.say('undone', { names: [...new Set(steps.map(({ device }) => telling.name(device)))] }) };
  });
}

/** All that moves nothing: skills, questions to us and from us. */
async function spokenFor(part: PlanPart, speaking: Speaking, performing: Performing): Promise<Come> {
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
  if (part.takesBack !== undefined) return { part: { ...part, say: speak(language.replies, home.home.timeZone, await part.takesBack()) } };
  if (part.skill === undefined || (part.outcome !== 'act' && part.outcome !== 'answer')) return { part };
  return skilled(part, speaking, performing);
}

async function skilled(part: PlanPart, speaking: Speaking, performing: Performing): Promise<Ended> {
  const { clock, home, scheduling, lists, notify, chosen, skills } = performing;
  const { language, telling, turnId, room, speaker, heardAtMs } = speaking;
  // Steps that come too late are the arbiter's to decline; nobody else would decline these.
  if (part.outcome === 'act' && heardAtMs !== undefined && clock.nowMs() - heardAtMs > tooLateMs) {
    return { part: { ...part, outcome: 'decline', because: 'too-late', say: language.replies.say('too-late') } };
  }
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
  if (answer === undefined) return { part };
  if (answer.outcome === 'act') performing.undoing.did(speaking.conversation, answer.undo);
  return answeredBy(answer, part, speaking, home.home.timeZone);
}

function answeredBy({ outcome, because, spoken, choices }: SkillAnswer, part: PlanPart, { language: { replies } }: Speaking, timeZone: string): Ended {
  const said = spoken === undefined ? undefined : [spoken].flat().map((one) => speak(replies, timeZone, one));
  const say = said === undefined ? part.say : withDeclined(part, said, replies);
  const told: PlanPart = {
    ...part,
    outcome,
    say,
    ...(because !== undefined && { because }),
    ...(choices !== undefined && { choices: choices.map(({ name }) => ({ say: String(speakValue(replies, timeZone, name)) })) }),
  };
  return choices === undefined ? { part: told } : { part: told, waiting: { is: 'skill-choice', part: told, choices } };
}

/** Without what this person may not do. */
function permitted(part: PlanPart, { speaker, language }: Speaking, { mayDo }: Performing): PlanPart {
  const may = (step: Step): boolean => mayDo(speaker, step);
  const wanted = part.laterSteps ?? part.steps;
  if (wanted.every(may)) return part;
  const left = wanted.filter(may);
  if (left.length === 0) {
    const { confirm: _confirm, ...rest } = part;
    return {
      ...rest,
      outcome: 'decline',
      because: 'not-allowed',
      steps: [],
      ...(part.laterSteps && { laterSteps: [] }),
      say: language.replies.say('not-allowed'),
    };
  }
  const declined = [...(part.declined ?? []), { text: '', because: 'not-allowed' as const }];
  return { ...part, declined, ...(part.laterSteps ? { laterSteps: left } : { steps: left }) };
}

function movesNow(part: PlanPart): boolean {
  return part.outcome === 'act' && part.steps.length > 0;
}

/** A yes was said to these steps, by a button or by words: the assistant remembers that it asked. */
function confirmedOf(steps: readonly Step[], { conversation }: Speaking, { asks, confirmed }: Performing): boolean {
  const saidYes = asks.settle(conversation, steps, 'confirm');
  if (!saidYes) asks.settle(conversation, steps, 'choice');
  return confirmed === true || saidYes;
}

const order: readonly Outcome[] = ['ask', 'act', 'answer', 'decline', 'none'];

/** Its requests, each without what belongs to the whole. */
function partsOf({ parts, tier: _tier, language: _language, ...only }: Plan): readonly PlanPart[] {
  return parts ?? [only];
}

/** The plan as it came out. */
function joined({ parts: planned, language: _language, ...plan }: Plan, ended: readonly Ended[]): Plan {
  const parts = ended.map(({ part }) => part);
  const [only] = parts;
  if (planned === undefined && only !== undefined) return { ...(plan.tier !== undefined && { tier: plan.tier }), ...only };
  return {
    ...plan,
    outcome: order.find((outcome) => parts.some((part) => part.outcome === outcome)) ?? plan.outcome,
    say: parts.map(({ say }) => say).join(' '),
    parts,
    ...parts.map(({ choices }) => choices && { choices }).find((choices) => choices),
  };
}

function recorded(
  plan: Plan,
  receiptId: string | undefined,
  results: readonly StepResult[],
  { turnId, source, text }: Speaking,
  { clock, storage }: Performing,
): TurnResult {
  const receipt = receiptId !== undefined && { receiptId };
  storage.appendSoon([{ type: 'turn', atMs: clock.nowMs(), turnId, ...receipt, text, say: plan.say, outcome: plan.outcome, source }]);
  return { ...plan, turnId, ...receipt, ...(results.length > 0 && { results }) };
}

/** Acknowledgements that come within this are waited for before speaking. */
const acknowledgedMs = 1_200;
/** Older words do nothing (arbitration, rule 13). */
const tooLateMs = 10_000;
