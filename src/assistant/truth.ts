import type { PlanPart } from '../core/plan.ts';
import type { Because, Step, StepResult } from '../core/step.ts';
import type { Language } from '../ports/language.ts';
import type { Telling } from '../ports/telling.ts';

/** What to say of steps that were claimed, and how that changes the plan's outcome. */
export interface Told {
  readonly say: string;
  readonly outcome: 'act' | 'decline';
  readonly because?: Because;
}

/** A step and what became of it. */
export interface Ended {
  readonly step: Step;
  readonly result: StepResult;
}

/** Pairs steps with their results: one for each in order, else by device and attribute. A step of which nothing is known ended `unknown`. */
export function paired(steps: readonly Step[], results: readonly StepResult[]): readonly Ended[] {
  return steps.map((step, at) => {
    const inOrder = results.length === steps.length ? results[at] : undefined;
    const result = inOrder?.device === step.device ? inOrder : results.find((one) => belongs(one, step));
    return { step, result: result ?? { device: step.device, result: 'unknown' } };
  });
}

/** As it was: the plan's own sentence only where all of it came true, no success that no device confirmed, and each failure by its name. */
export function tell(part: PlanPart, ended: readonly Ended[], { replies }: Language, telling: Telling): Told {
  const of = (...wanted: readonly StepResult['result'][]): readonly Ended[] => ended.filter(({ result }) => wanted.includes(result.result));
  const names = (some: readonly Ended[]): string[] => [...new Set(some.map(({ step }) => telling.name(step.device)))];
  const already = of('already');
  const done = of('done', 'lost', 'already');
  const pending = of('pending');
  if (done.length === ended.length) return { outcome: 'act', say: already.length === ended.length ? saidAlready(part, names(already), replies) : part.say };
  if (pending.length === ended.length) return { outcome: 'act', say: withDeclined(part, [replies.say('ok')], replies) };

  const reasons = Map.groupBy(of('refused', 'failed', 'unknown'), ({ result }) => phraseOf(result));
  const failed = [...reasons].map(([phrase, some]) =>
    replies.say(phrase, {
      names: names(some),
      what: telling.steps(
        some.map(({ step }) => step),
        true,
      ),
    }),
  );
  const succeeded = [
    ...(done.length ? [telling.steps(done.map(({ step }) => step))] : []),
    ...(pending.length ? [replies.say('sent', { names: names(pending) })] : []),
  ];
  const said = [...succeeded, ...failed];
  const both = succeeded.length > 0 && failed.length > 0;
  const together = both ? [replies.say('and-but', { done: succeeded.join(' '), but: failed.join(' ') })] : said;
  const nothing = succeeded.length === 0;
  const because = nothing ? ended.find(({ result }) => result.because !== undefined)?.result.because : undefined;
  const refused = of('refused').length === ended.length || because === 'too-late';
  return { outcome: refused ? 'decline' : 'act', say: withDeclined(part, together, replies), ...(because !== undefined && { because }) };
}

/** What was said about parts of the wish that cannot be, after what was said of the rest. */
export function withDeclined(part: PlanPart, said: readonly string[], replies: Language['replies']): string {
  const declined = (part.declined ?? []).map(({ text, because }) => replies.say(because, { what: text, names: [text] }));
  return [...said, ...declined].filter((one) => one !== '').join(' ');
}

/** Whether two results say the same of the same thing. */
export function sameResult(one: StepResult, other: StepResult): boolean {
  return one.device === other.device && one.attribute === other.attribute && one.action === other.action && one.result === other.result;
}

function saidAlready(part: PlanPart, names: readonly string[], replies: Language['replies']): string {
  return withDeclined(part, [replies.say('already', { names })], replies);
}

function phraseOf({ result, because }: StepResult): string {
  if (because !== undefined) return because;
  return result === 'unknown' ? 'unknown-result' : 'failed';
}

function belongs(result: StepResult, step: Step): boolean {
  if (result.device !== step.device) return false;
  return step.do === 'run' ? result.action === step.action : result.attribute === step.attribute;
}
