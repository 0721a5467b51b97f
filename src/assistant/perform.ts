import type { Outcome, Plan, PlanPart, TurnResult } from '../core/plan.ts';
import type { Step, StepResult } from '../core/step.ts';
import type { TurnPart } from '../ports/assistant.ts';
import { claim, type Doing } from './claiming.ts';
import type { Speaking } from './parts.ts';
import { confirmedOf, type Come, type Performing } from './performing.ts';
import { spokenFor } from './spoken-for.ts';
import { sameResult, tell as tellTruth, type Ended } from './truth.ts';
import { opposite, restoring, type Deed } from './undoing.ts';
import { askingYes, needsYes } from './yes.ts';

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
  const planned = partsOf(plan);
  const deed = planned.some(({ undo }) => undo) ? undoing.take(speaking.conversation) : undefined;
  const parts = planned.map((part) => permitted(part.undo && deed ? takingBack(part, deed, speaking, performing) : part, speaking, performing));
  const doings = parts.flatMap((part): Doing[] => (movesNow(part) ? [{ part, confirmed: confirmedOf(part.steps, speaking, performing) }] : []));
  const opposites = new Map(doings.flatMap(({ part }) => part.steps.map((step) => [step, opposite(step, home)] as const)));
  const claimed = await claim(doings, speaking, performing.arbiter);
  for (const result of claimed.results) listen({ type: 'state', ...result });
  const spoken = new Map<PlanPart, Come>();
  for (const part of parts) if (!movesNow(part)) spoken.set(part, await spokenFor(part, part.undo && deed, speaking, performing));

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

/** Its requests, each without what belongs to the whole. */
function partsOf({ parts, tier: _tier, language: _language, ...only }: Plan): readonly PlanPart[] {
  return parts ?? [only];
}

/** What takes something back does so by what really was done here: the readers see no buttons, no failures and nothing that was so already. */
function takingBack(part: PlanPart, deed: Deed, speaking: Speaking, { home }: Performing): PlanPart {
  const { replies } = speaking.language;
  const { confirm: _confirm, because: _because, skill: _skill, slots: _slots, ...kept } = part;
  if ('undo' in deed) return { ...kept, outcome: 'act', steps: [] };
  const steps = deed.restore;
  if (steps.length === 0) return { ...kept, outcome: 'answer', steps, say: replies.say('nothing-to-undo') };
  if (needsYes(steps, home.home)) return askingYes({ ...kept, steps }, steps, speaking);
  const names = [...new Set(steps.map(({ device }) => speaking.telling.name(device)))];
  return { ...kept, outcome: 'act', steps, say: replies.say('undone', { names }) };
}

/** Without what this person may not do. */
function permitted(part: PlanPart, { speaker, language }: Speaking, { mayDo }: Performing): PlanPart {
  const may = (step: Step): boolean => mayDo(speaker, step);
  const wanted = part.laterSteps ?? part.steps;
  if (wanted.every(may)) return part;
  const left = wanted.filter(may);
  if (left.length === 0) {
    const { confirm: _confirm, ...rest } = part;
    const say = language.replies.say('not-allowed');
    return { ...rest, outcome: 'decline', because: 'not-allowed', steps: [], ...(part.laterSteps && { laterSteps: [] }), say };
  }
  const declined = [...(part.declined ?? []), { text: '', because: 'not-allowed' as const }];
  return { ...part, declined, ...(part.laterSteps ? { laterSteps: left } : { steps: left }) };
}

function movesNow(part: PlanPart): boolean {
  return part.outcome === 'act' && part.steps.length > 0;
}

/** A part as it came true. */
function truly(part: PlanPart, ended: readonly Ended[], { language, telling }: Speaking): PlanPart {
  const { because: _because, ...kept } = part;
  return { ...kept, ...tellTruth(part, ended, language, telling) };
}

const order: readonly Outcome[] = ['ask', 'act', 'answer', 'decline', 'none'];

/** The plan as it came out. */
function joined({ parts: planned, language: _language, ...plan }: Plan, come: readonly Come[]): Plan {
  const parts = come.map(({ part }) => part);
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
