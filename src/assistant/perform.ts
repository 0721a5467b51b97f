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
interface Ended {
  readonly part: PlanPart;
  readonly waiting?: Waiting;
}

/**
 * Does what a plan says and tells what came of it, part by part in their order. Commands leave first; whatever can wait waits behind them. After an abort nothing
 * more is told, and what was ordered stands.
 */
export async function perform(
  plan: Plan,
  speaking: Speaking,
  signal: AbortSignal,
  tell: (part: TurnPart) => void,
  performing: Performing,
): Promise<TurnResult> {
  const { clock, asks } = performing;
  const startedMs = clock.elapsedMs();
  const parts = partsOf(plan).map((part) => permitted(part, speaking, performing));
  const doings = parts.flatMap((part): Doing[] => (movesNow(part) ? [{ part, confirmed: confirmedOf(part.steps, speaking, performing) }] : []));
  if (doings.length) performing.undoing.did(speaking.conversation, undefined);
  const claimed = await claim(doings, speaking, performing.arbiter);
  const listen = (told: TurnPart): void => {
    if (!signal.aborted) tell(told);
  };
  for (const result of claimed.results) listen({ type: 'state', ...result });

  const ended: Ended[] = [];
  const results: StepResult[] = [];
  for (const part of parts) {
    const one = movesNow(part)
      ? await moved(part, claimed, Math.max(0, startedMs + acknowledgedMs - clock.elapsedMs()), speaking, signal, results, listen)
      : await spokenFor(part, speaking, performing);
    listen({ type: 'text-delta', text: ended.length ? ` ${one.part.say}` : one.part.say });
    ended.push(one);
  }
  asks.add(
    speaking,
    ended.flatMap(({ waiting }) => waiting ?? []),
  );
  return recorded(joined(plan, ended), claimed.receiptId, results, speaking, performing);
}

/** A step's fate, waited for until a person would wonder. */
async function moved(
  part: PlanPart,
  claimed: Claimed,
  waitMs: number,
  { language, telling }: Speaking,
  signal: AbortSignal,
  results: StepResult[],
  listen: (part: TurnPart) => void,
): Promise<Ended> {
  // Whoever went away hears nothing any more, so nothing is waited for.
  const ended = await claimed.ended(part, signal.aborted ? 0 : waitMs);
  for (const { result } of ended) {
    results.push(result);
    if (!claimed.results.some((before) => before.device === result.device && before.attribute === result.attribute && before.result === result.result)) {
      listen({ type: 'state', ...result });
    }
  }
  const { because: _because, ...kept } = part;
  return { part: { ...kept, ...tellTruth(part, ended, language, telling) } };
}

/** All that moves nothing: skills, questions to us and from us. */
async function spokenFor(part: PlanPart, speaking: Speaking, performing: Performing): Promise<Ended> {
  const { conversation } = speaking;
  if (part.outcome === 'ask') {
    // What was chosen by words may still need a yes.
    performing.asks.settle(conversation, part.steps, 'choice');
    if (part.confirm) return { part, waiting: { is: 'confirm', part } };
    return part.choices?.length ? { part, waiting: { is: 'choice', part } } : { part };
  }
  if (part.undo) {
    const undo = performing.undoing.take(conversation);
    if (undo !== undefined) return { part: { ...part, outcome: 'act', say: speak(speaking.language.replies, performing.home.home.timeZone, await undo()) } };
  }
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
