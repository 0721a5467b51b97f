import type { Device, Value } from '../core/home.ts';
import type { Step } from '../core/step.ts';
import type { Once } from './once.ts';
import type { Order } from './order.ts';
import { equalWish, flipped, oppositeValues } from './values.ts';
import type { Settable } from './values.ts';
import { localWindowMs } from './windows.ts';
import type { Windows } from './windows.ts';

/** One effect that somebody wants, as it is compared with others'. */
export interface Wish {
  readonly step: Step;
  /** The absolute value it comes to; `undefined` for an action, and for what cannot be known. */
  readonly value: Settable | undefined;
  /** The desired state before it. */
  readonly before: Value;
  /** Whether its source could have said it as a change: HomeKit and Matter compute a value instead. */
  readonly saysRelative: boolean;
}

/** The claims of one utterance about one attribute of one device. */
export interface Contest {
  readonly device: string;
  /** The attribute, or `run`. */
  readonly about: string;
  readonly source: string;
  readonly heard: boolean;
  readonly rank: number;
  readonly receiptId: string;
  readonly wish: Wish;
  /** Arrival of its first claim. */
  readonly openedAtMs: number;
  /** Comes when it is decided. */
  readonly decided: Once;
  /** The command that acts for it, where one does. */
  order: Order | undefined;
  state: 'deciding' | 'live' | 'failed';
  /** Sources from which this attribute was absorbed. */
  readonly absorbed: Set<string>;
  /** False once its first write proved to be a finger's (rule 6). */
  absorbs: boolean;
  /** A person at the device ended it: duplicates are absorbed until then. */
  overAtMs: number;
}

/** Who claims now, as the contests see it. */
export interface Claimant {
  readonly source: string;
  readonly heard: boolean;
  readonly viaCloud: boolean;
  readonly arrivedAtMs: number;
}

/** Equal claims so far apart still teach a window; contests are kept so long. */
export const keepMs = 6_000;
/** Opposite effects this close are one utterance misheard (rule 7). */
const misheardMs = 500;

/** The open contests, by device and attribute, the oldest first. */
export class Contests {
  readonly #lists = new Map<string, Contest[]>();
  readonly #windows: Windows;
  readonly #nowMs: () => number;
  readonly #without: ReadonlySet<number>;

  constructor(windows: Windows, nowMs: () => number, without: ReadonlySet<number> = new Set()) {
    this.#windows = windows;
    this.#nowMs = nowMs;
    this.#without = without;
  }

  open(contest: Contest): void {
    const list = this.#list(contest.device, contest.about);
    if (list.length === 0) this.#lists.set(keyOf(contest.device, contest.about), [contest]);
    else list.push(contest);
  }

  /** It absorbed this source. Dimming to nothing is one thing, though it is compared as "off" too. */
  absorbed(contest: Contest, source: string): void {
    contest.absorbed.add(source);
    if (contest.wish.step.do !== 'set' || contest.about !== 'brightnessPercent' || contest.wish.value !== 0) return;
    for (const twin of this.#list(contest.device, 'on')) if (twin.receiptId === contest.receiptId) twin.absorbed.add(source);
  }

  /** Its claim was declined: it never was. */
  drop(contest: Contest): void {
    contest.state = 'failed';
    const list = this.#list(contest.device, contest.about);
    const index = list.indexOf(contest);
    if (index !== -1) list.splice(index, 1);
  }

  /** The oldest contest that absorbs this wish (rule 4), and the window in which it does. It may still be being decided. */
  absorbing(device: Device, about: string, wish: Wish, claimant: Claimant): { readonly contest: Contest; readonly windowMs: number } | undefined {
    if (this.#without.has(4)) return undefined;
    const own = this.#without.has(5) ? undefined : claimant.source;
    for (const contest of this.#list(device.id, about)) {
      if (contest.source === own || !contest.absorbs || contest.state === 'failed' || contest.absorbed.has(claimant.source)) continue;
      const windowMs = this.#windows.windowMs(contest.source, claimant.source, claimant.viaCloud);
      if (claimant.arrivedAtMs - contest.openedAtMs > windowMs || claimant.arrivedAtMs > contest.overAtMs) continue;
      if (sameWish(device, contest.wish, wish)) return { contest, windowMs };
    }
    return undefined;
  }

  /** The newest contest by another's voice of which this wish is the opposite, half a second ago at most (rule 7). */
  misheard(device: Device, about: string, wish: Wish, claimant: Claimant): Contest | undefined {
    if (!claimant.heard) return undefined;
    return this.#list(device.id, about).findLast(
      (contest) =>
        contest.heard &&
        contest.source !== claimant.source &&
        contest.state !== 'failed' &&
        claimant.arrivedAtMs - contest.openedAtMs <= misheardMs &&
        oppositeWish(contest.wish, wish),
    );
  }

  /** Equal absolute claims of two sources teach how far apart they arrive. */
  learn(device: Device, about: string, wish: Wish, claimant: Claimant): void {
    if (wish.step.do !== 'set') return;
    const first = this.#list(device.id, about).find(
      ({ source, wish: other }) =>
        source !== claimant.source &&
        other.step.do === 'set' &&
        other.value !== undefined &&
        wish.value !== undefined &&
        wish.step.do === 'set' &&
        equalWish(device, wish.step.attribute, other.value, wish.value),
    );
    if (first !== undefined) this.#windows.learn(first.source, claimant.source, claimant.arrivedAtMs - first.openedAtMs);
  }

  /** A person at the device: late duplicates are absorbed for one local window more. */
  over(device: string, about: string): void {
    const overAtMs = this.#nowMs() + localWindowMs;
    for (const contest of this.#list(device, about)) contest.overAtMs = Math.min(contest.overAtMs, overAtMs);
  }

  /** Without what is too old to matter. */
  #list(device: string, about: string): Contest[] {
    const key = keyOf(device, about);
    const list = this.#lists.get(key);
    if (list === undefined) return [];
    const oldMs = this.#nowMs() - keepMs;
    while (list[0] !== undefined && list[0].openedAtMs < oldMs && list[0].state !== 'deciding') list.shift();
    if (list.length === 0) this.#lists.delete(key);
    return list;
  }
}

function keyOf(device: string, about: string): string {
  return `${device} ${about}`;
}

/** Whether a later wish says what an earlier one said (rule 4). Directions are measured from the state before the contest acted. */
function sameWish(device: Device, first: Wish, later: Wish): boolean {
  const [one, other] = [first.step, later.step];
  if (one.do === 'run' || other.do === 'run') return one.do === 'run' && other.do === 'run' && one.action === other.action && one.room === other.room;
  if (one.do === 'adjust' && other.do === 'adjust') return Math.sign(one.by) === Math.sign(other.by);
  if (one.do === 'toggle' && other.do === 'toggle') return true;
  const { attribute } = one;
  if (one.do === 'adjust' || other.do === 'adjust') {
    const [relative, absolute] = one.do === 'adjust' ? [one, later] : [other.do === 'adjust' ? other : undefined, first];
    if (relative === undefined || absolute.step.do !== 'set' || absolute.saysRelative) return false;
    return typeof absolute.value === 'number' && typeof first.before === 'number' && Math.sign(absolute.value - first.before) === Math.sign(relative.by);
  }
  const [firstValue, laterValue] = [first.value, directed(later, first.before)];
  return firstValue !== undefined && laterValue !== undefined && equalWish(device, attribute, firstValue, laterValue);
}

function oppositeWish(first: Wish, later: Wish): boolean {
  const [one, other] = [first.step, later.step];
  if (one.do === 'run' || other.do === 'run') return false;
  if (one.do === 'adjust' && other.do === 'adjust') return Math.sign(one.by) === -Math.sign(other.by);
  if (one.do === 'adjust' || other.do === 'adjust') return false;
  const [firstValue, laterValue] = [first.value, directed(later, first.before)];
  return firstValue !== undefined && laterValue !== undefined && oppositeValues(one.attribute, firstValue, laterValue);
}

/** Where a wish leads when it is measured from the state before the contest. */
function directed(wish: Wish, before: Value): Settable | undefined {
  return wish.step.do === 'toggle' && before !== null ? flipped(wish.step.attribute, before) : wish.value;
}
