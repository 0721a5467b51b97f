/** The ledger, told as receipts and actuations (contracts §3). Pure. */
import type { Actuation, Claim, Decision, Receipt, ReceiptClaim } from '../core/claim.ts';
import type { Because, Step, StepResult } from '../core/step.ts';
import type { LedgerEvent } from '../ports/ledger.ts';

type EventOf<Type extends LedgerEvent['type']> = LedgerEvent & { readonly type: Type };

/** A claim with what was decided of it and what became of that, as its events tell. */
export interface Story {
  readonly claim: EventOf<'claim'>;
  readonly decision: EventOf<'decision'>;
  readonly revoked: boolean;
  /** Receipts of the claims that were absorbed here. */
  readonly joined: readonly string[];
  readonly ends: ReadonlyMap<string, EventOf<'command-end'>>;
  readonly sentAtMs: number | undefined;
}

/** The events of one receipt as a story; `undefined` when they are not a claim's. */
export function storyOf(events: readonly LedgerEvent[]): Story | undefined {
  let claim: EventOf<'claim'> | undefined;
  let decision: EventOf<'decision'> | undefined;
  let revoked = false;
  let sentAtMs: number | undefined;
  const joined: string[] = [];
  const ends = new Map<string, EventOf<'command-end'>>();
  for (const event of events) {
    if (event.type === 'claim') claim ??= event;
    else if (event.type === 'decision') decision ??= event;
    else if (event.type === 'revoked') revoked = true;
    else if (event.type === 'sent') sentAtMs ??= event.atMs;
    else if (event.type === 'joined') joined.push(event.other);
    else if (event.type === 'command-end') ends.set(event.commandId, event);
  }
  return claim === undefined || decision === undefined ? undefined : { claim, decision, revoked, joined, ends, sentAtMs };
}

/** The results as they stand now. */
export function resultsOf({ decision, revoked, ends }: Story): readonly StepResult[] {
  return decision.decision.results.map((result, index) => {
    if (revoked) return { ...subjectOf(result), result: 'failed' };
    const commandId = decision.commandIds?.[index];
    const end = typeof commandId === 'string' ? ends.get(commandId) : undefined;
    if (end === undefined) return result;
    return { ...subjectOf(result), result: end.result, ...(end.because === undefined ? {} : { because: end.because }) };
  });
}

/** The first answer again. */
export function decisionOf(story: Story): Decision {
  const { decision } = story.decision;
  return { decision: story.revoked ? 'declined' : decision.decision, receiptId: decision.receiptId, results: resultsOf(story) };
}

/** Why: with the claims that it absorbed, or that absorbed it, the oldest first. */
export function receiptOf(story: Story, others: readonly Story[]): Receipt {
  const { claim, decision } = story;
  // Writing it down is part of deciding; the mark of sending tells when that was over.
  const writtenMs = story.sentAtMs === undefined || others.includes(story) ? 0 : story.sentAtMs - claim.arrivedAtMs;
  return {
    id: decision.decision.receiptId,
    atMs: claim.arrivedAtMs,
    decisionMs: Math.max(decision.decisionMs, writtenMs < 500 ? writtenMs : 0),
    windowMs: decision.windowMs,
    claims: [story, ...others].sort((one, other) => one.claim.arrivedAtMs - other.claim.arrivedAtMs).map(receiptClaimOf),
  };
}

function receiptClaimOf(story: Story): ReceiptClaim {
  const { claim, decision } = story;
  const results = resultsOf(story);
  const { source, origin, messageId, utteranceId, turnId, steps } = claim.claim;
  return {
    source,
    origin,
    ...(messageId === undefined ? {} : { messageId }),
    ...(utteranceId === undefined ? {} : { utteranceId }),
    ...(turnId === undefined ? {} : { turnId }),
    arrivedAtMs: claim.arrivedAtMs,
    steps: steps.map((step, index) => {
      const { result = 'unknown', because } = results[index] ?? {};
      return { ...step, result, ...(because === undefined ? {} : { because }), rule: story.revoked ? 12 : (decision.rules[index] ?? 14) };
    }),
  };
}

/** One line for each time that a command left, the oldest first. `commandOf` finds what was written before the time asked for. */
export function actuationsOf(
  events: readonly LedgerEvent[],
  sinceMs: number,
  eventsOfReceipt: (receiptId: string) => readonly LedgerEvent[],
): readonly Actuation[] {
  const commands = new Map<string, EventOf<'command'>>();
  const ends = new Map<string, EventOf<'command-end'>>();
  const note = (event: LedgerEvent): void => {
    if (event.type === 'command') commands.set(event.command.commandId, event);
    else if (event.type === 'command-end') ends.set(event.commandId, event);
  };
  for (const event of events) note(event);
  const lines: Actuation[] = [];
  for (const event of events) {
    if (event.type !== 'sent' || event.atMs < sinceMs || event.receiptId === undefined) continue;
    if (!commands.has(event.commandId)) for (const earlier of eventsOfReceipt(event.receiptId)) note(earlier);
    const command = commands.get(event.commandId);
    if (command === undefined) continue;
    lines.push({
      ...command.command,
      atMs: event.atMs,
      receiptId: event.receiptId,
      source: command.source,
      result: ends.get(event.commandId)?.result ?? 'pending',
    });
  }
  return lines;
}

/** What a step is about, for its result. */
export function resultFor(step: Step, result: StepResult['result'], because?: Because): StepResult {
  const subject = step.do === 'run' ? { device: step.device, action: step.action } : { device: step.device, attribute: step.attribute };
  return { ...subject, result, ...(because === undefined ? {} : { because }) };
}

function subjectOf({ device, attribute, action }: StepResult): Omit<StepResult, 'result' | 'because'> {
  return { device, ...(attribute === undefined ? {} : { attribute }), ...(action === undefined ? {} : { action }) };
}

/** Whether two claims say the same, in whatever order their fields came: the content of a message (rule 5). */
export function contentOf({ origin, steps }: Pick<Claim, 'origin' | 'steps'>): string {
  return `${origin} ${JSON.stringify(steps.map(stepContent))}`;
}

function stepContent(step: Step): readonly unknown[] {
  if (step.do === 'set') return [step.device, step.do, step.attribute, step.value];
  if (step.do === 'adjust') return [step.device, step.do, step.attribute, step.by];
  if (step.do === 'toggle') return [step.device, step.do, step.attribute];
  return [step.device, step.do, step.action, step.room ?? null];
}
