import type { Device } from '../core/home.ts';
import type { Step } from '../core/step.ts';
import type { LedgerEvent } from '../ports/ledger.ts';
import { keepMs } from './contests.ts';
import type { Contest, Wish } from './contests.ts';
import type { Fingers } from './fingers.ts';
import { Once } from './once.ts';
import { storyOf } from './views.ts';
import type { Story } from './views.ts';
import { asCompared, valueOf, wishToRun } from './wishing.ts';

/** A contest of an earlier life, and the command that acted for it. */
export interface Reopened {
  readonly contest: Contest;
  readonly commandId: string | undefined;
}

/** Rules by which a step opens a contest: it acted, or things were as it wanted them. */
const opens: ReadonlySet<number> = new Set([2, 8]);

/**
 * The contests that were open when an earlier life ended, by what it wrote down: the duplicate that comes after a restart is one all the same (rules 4
 * and 11). Between two lives there is only the wall clock; what by that lies in the future, or too far back, is left alone.
 */
export function reopened(
  events: readonly LedgerEvent[],
  deviceOf: (id: string) => Device | undefined,
  fingers: Fingers,
  now: { readonly wallMs: number; readonly elapsedMs: number },
): readonly Reopened[] {
  const byReceipt = Map.groupBy(
    events.filter(({ receiptId }) => receiptId !== undefined),
    ({ receiptId }) => receiptId,
  );
  const all: Reopened[] = [];
  for (const own of byReceipt.values()) {
    const story = storyOf(own);
    const ageMs = story === undefined ? -1 : now.wallMs - story.claim.arrivedAtMs;
    if (story === undefined || story.revoked || ageMs < 0 || ageMs > keepMs) continue;
    story.claim.claim.steps.forEach((step, index) => {
      const device = deviceOf(step.device);
      if (device !== undefined) takeIn(all, fingers, story, device, step, index, now.elapsedMs - ageMs);
    });
  }
  return all;
}

function takeIn(all: Reopened[], fingers: Fingers, story: Story, device: Device, step: Step, index: number, openedAtMs: number): void {
  const { claim, decision, ends } = story;
  const { source, origin } = claim.claim;
  const rule = decision.rules[index] ?? 0;
  const wish = wishOf(story, device, step, index);
  const about = wish.step.do === 'run' ? 'run' : wish.step.attribute;
  const here = all.filter(({ contest }) => contest.device === device.id && contest.about === about);
  if (rule === 4) for (const { contest } of here) if (decision.others?.includes(contest.receiptId) === true) contest.absorbed.add(source);
  // Of a drag nothing is reopened; that the finger is there is known again.
  if (origin === 'unsure' && fingers.slides(source, device.id, about, openedAtMs)) {
    fingers.wrote(source, device.id, about, openedAtMs, undefined);
    return;
  }
  if (origin === 'unsure' && rule === 4) fingers.wrote(source, device.id, about, openedAtMs, undefined);
  const result = decision.decision.results[index]?.result;
  if (!opens.has(rule) || (origin !== 'heard' && origin !== 'unsure') || result === 'failed' || result === 'refused') return;
  const commandId = decision.commandIds?.[index] ?? undefined;
  const end = commandId === undefined ? undefined : ends.get(commandId)?.result;
  const contest: Contest = {
    device: device.id,
    about,
    source,
    heard: origin === 'heard',
    rank: 0,
    receiptId: decision.decision.receiptId,
    wish,
    openedAtMs,
    decided: new Once(),
    order: undefined,
    state: end === 'failed' || end === 'unknown' ? 'failed' : 'live',
    absorbed: new Set(),
    absorbs: true,
    overAtMs: Infinity,
  };
  all.push({ contest, commandId });
  if (origin === 'unsure') fingers.wrote(source, device.id, about, openedAtMs, contest);
}

function wishOf({ claim, decision }: Story, device: Device, step: Step, index: number): Wish {
  if (step.do === 'run') return wishToRun(step);
  const before = decision.befores?.[index] ?? null;
  const compared = asCompared(device, step);
  return { step: compared, value: valueOf(device, compared, before), before, saysRelative: claim.claim.origin !== 'unsure' };
}
