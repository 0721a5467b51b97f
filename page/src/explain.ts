import { msText, type ToldClaim } from './contests.ts';
import { sourceText, stepText } from './describe.ts';
import { deviceName } from './home-store.ts';
import type { ToldReceipt } from './shapes.ts';
import { words, wordOr } from './words/index.ts';

type ToldStepResult = ToldClaim['steps'][number];

/** A receipt in plain words, a sentence or three for each claim: who wanted what, and why it went as it did. */
export function storyOf(receipt: ToldReceipt): readonly string[] {
  const first = receipt.claims[0];
  return receipt.claims.map((claim) => {
    const { why } = words.value;
    const reasons = [...new Set(claim.steps.map((step) => reasonFor(step, claim, receipt)))].filter(Boolean);
    const laterMs = first === undefined || claim === first ? undefined : msText(claim.arrivedAtMs - first.arrivedAtMs);
    return [why.asked(whoAsked(claim), wishOf(claim), laterMs), ...reasons].join(why.join);
  });
}

function whoAsked({ source, origin }: ToldClaim): string {
  const { who } = words.value.why;
  return wordOr({ ...who }, origin, who.heard).replace('{who}', sourceText(source, origin));
}

/** "客厅灯 打开、主卧灯 关闭". */
export function wishOf({ steps }: Pick<ToldClaim, 'steps'>, most = 3): string {
  const { steps: say, listJoin, why } = words.value;
  const wishes = steps.slice(0, most).map((step) => say.of(deviceName(step.device), stepText(step)));
  return wishes.join(listJoin) + (steps.length > most ? why.andMore(steps.length - most) : '');
}

function reasonFor(step: ToldStepResult, claim: ToldClaim, receipt: ToldReceipt): string {
  const { why } = words.value;
  const because = step.because === undefined ? '' : wordOr(words.value.because, step.because, step.because);
  switch (step.rule) {
    case 1:
      return why.outdated;
    case 2:
    case 6:
      return [step.rule === 6 ? why.finger : actedFirst(claim, receipt), endOf(step, because)].filter(Boolean).join(why.join);
    case 3:
      return step.result === 'lost' ? why.fartherAway : why.nearest;
    case 4:
      return why.absorbed(msText(receipt.windowMs));
    case 5:
      return why.samePress;
    case 7:
      return why.misheard;
    case 8:
      if (step.result === 'already') return why.already;
      return step.result === 'failed' && step.because === 'unreachable' ? why.unreadable : [why.shared, endOf(step, because)].filter(Boolean).join(why.join);
    case 9:
      return why.refused(because);
    case 11:
      return why.afterRestart;
    case 12:
      return why.notWritten;
    case 13:
      return why.tooOld;
    default:
      return endOf(step, because);
  }
}

/** How fast is known of the claim that the receipt is about. */
function actedFirst({ arrivedAtMs }: ToldClaim, { atMs, decisionMs }: ToldReceipt): string {
  const { why } = words.value;
  return arrivedAtMs === atMs ? why.firstIn(msText(decisionMs)) : why.first;
}

/** What became of the command. */
function endOf({ result }: ToldStepResult, because: string): string {
  const { why } = words.value;
  if (result === 'failed') return why.failed(because);
  if (result === 'unknown') return why.unknown;
  return result === 'lost' ? why.superseded : '';
}
