import { signal } from '@preact/signals';
import { isRisky } from '../../src/core/risk.ts';
import type { Step } from '../../src/core/step.ts';
import { ask, CallError, newId } from './call.ts';
import { deviceName, followedDevice, takeBack, wish } from './home-store.ts';
import { notify } from './notices.ts';
import { parseDecision, parseTurn, type ToldResult } from './shapes.ts';
import { whenSettled } from './timeline-store.ts';
import { words, wordOr } from './words/index.ts';

/** A risky step that waits for the person's yes. */
export interface Question {
  readonly step: Step;
  readonly answer: (yes: boolean) => void;
}
export const question = signal<Question | undefined>(undefined);

/** A finger on a control: shows the wish at once, asks first where it is risky, claims, and tells what did not work. */
export async function act(step: Step): Promise<void> {
  const device = followedDevice(step.device)?.device.value;
  const risky = device !== undefined && isRisky(device, step);
  if (risky && !(await confirmed(step))) return;
  if (step.do === 'set') wish(step.device, step.attribute, step.value);
  try {
    const results = risky ? await claimRisky(step) : await claim(step);
    for (const result of results) tellFailure(step, result);
  } catch (error) {
    if (step.do === 'set') takeBack(step.device, step.attribute);
    notify(problemOf(error));
  }
}

function confirmed(step: Step): Promise<boolean> {
  return new Promise((resolve) => {
    question.value = {
      step,
      answer: (yes) => {
        question.value = undefined;
        resolve(yes);
      },
    };
  });
}

async function claim(step: Step): Promise<readonly ToldResult[]> {
  const claimed = { source: 'page', origin: 'direct', messageId: newId(), heardAtMs: Date.now(), steps: [step] };
  const { receiptId, results } = parseDecision(await ask('POST', '/v1/claims', claimed));
  // A device that does not answer is known to fail only later.
  if (receiptId !== undefined && results.some(({ result }) => result === 'pending')) {
    whenSettled(receiptId, ({ claims }) =>
      claims.filter(({ source }) => source === 'page').forEach(({ steps }) => steps.forEach((settled) => tellFailure(step, settled))),
    );
  }
  return results;
}

/** `/v1/claims` refuses what is risky (contracts §3): the yes goes the way of a turn, and only where the hub understood exactly this step. */
async function claimRisky(step: Step): Promise<readonly ToldResult[]> {
  const name = deviceName(step.device);
  const turn = { source: 'page', conversation: newId(), locale: words.value.tag };
  const asked = parseTurn(await ask('POST', '/v1/turns', { ...turn, text: sentenceOf(step, name), heardAtMs: Date.now() }));
  if (asked.confirm !== true || JSON.stringify(asked.steps.map(key)) !== JSON.stringify([key(step)])) {
    throw new CallError('assistant/misunderstood', asked.say, 409);
  }
  return parseTurn(await ask('POST', '/v1/turns', { ...turn, turnId: asked.turnId, confirm: true })).results;
}

const key = (step: object) => ['device', 'do', 'attribute', 'value', 'action'].map((part): unknown => Reflect.get(step, part));

function sentenceOf(step: Step, name: string): string {
  const { device } = words.value;
  if (step.do === 'set' && step.attribute === 'locked') return `${step.value === true ? device.lock : device.unlock} ${name}`;
  if (step.do === 'set' && step.value === false) return `${device.turnOff} ${name}`;
  if (step.do === 'run') return `${device.activate} ${name}`;
  return `${device.open} ${name}`;
}

function tellFailure(step: Step, { result, because }: Pick<ToldResult, 'result' | 'because'>): void {
  if (result !== 'failed' && result !== 'refused' && result !== 'unknown') return;
  const { problem, because: reasons } = words.value;
  const name = deviceName(step.device);
  if (step.do === 'set') takeBack(step.device, step.attribute);
  if (because === 'unreachable') notify(problem.offline(name));
  else notify([result === 'refused' ? problem.refused(name) : problem.failed(name), wordOr(reasons, because, '')].filter(Boolean).join('，'));
}

/** What a person is told when a call did not work. */
export function problemOf(error: unknown): string {
  const { problem, errors, talk } = words.value;
  if (!(error instanceof CallError) || error.code === 'network') return problem.network;
  return wordOr(errors, error.code, error.code === 'assistant/misunderstood' ? error.message : talk.trouble);
}
