import type { Claim } from '../core/claim.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import { isRisky } from '../core/risk.ts';
import type { Because, Step, StepResult } from '../core/step.ts';
import type { Actuator } from '../ports/actuator.ts';
import type { StateStore } from '../ports/state.ts';
import { refusal } from './check.ts';
import type { Claimant, Contest, Contests, Wish } from './contests.ts';
import type { Dispatcher } from './dispatcher.ts';
import { Draft } from './draft.ts';
import type { Fingers } from './fingers.ts';
import type { Order } from './order.ts';
import { equalExactly, equalWish, isSafe } from './values.ts';
import type { Settable } from './values.ts';
import { asCompared, dims, valueOf, wishToRun } from './wishing.ts';
import type { Change } from './wishing.ts';

/** What is decided of one step. */
export type Outcome = { readonly rule: number } & (
  | { readonly is: 'over'; readonly result: StepResult['result']; readonly because?: Because }
  /** A command of its own. */
  | { readonly is: 'draft'; readonly draft: Draft }
  /** It hangs on a command that is under way (rule 8). */
  | { readonly is: 'shared'; readonly order: Order }
);

/** A step of a claim; of a scene, one for each member. */
export interface FlatStep {
  readonly step: Step;
  /** Which step of the claim it belongs to. */
  readonly index: number;
}

/** A contest that the claim opens. */
export interface Opening {
  readonly device: Device;
  readonly about: string;
  readonly wish: Wish;
  readonly outcome: Outcome;
  /** Whether it takes part in absorbing: a finger's write only counts as one (rule 6). */
  readonly absorbs: boolean;
}

/** Everything that follows from a claim, and nothing of it done yet. */
export interface Verdict {
  readonly flat: readonly FlatStep[];
  readonly outcomes: readonly Outcome[];
  readonly befores: readonly Value[];
  readonly drafts: readonly Draft[];
  readonly openings: readonly Opening[];
  readonly absorbedBy: readonly { readonly contest: Contest; readonly windowMs: number }[];
  /** What was said aloud, whatever became of it: how far apart equal wishes arrive is learned from these. */
  readonly spoken: readonly { readonly device: Device; readonly about: string; readonly wish: Wish }[];
  /** Commands not written down yet from which something here follows. */
  readonly bases: ReadonlySet<Order>;
  /** Contests of something misheard, that lose against this claim (rule 7). */
  readonly displaced: readonly Contest[];
}

/** What must come first, when a verdict cannot be given yet. */
export type Evaluation = { readonly verdict: Verdict } | { readonly waitFor: Promise<unknown> } | { readonly read: readonly string[] };

export interface EvaluatorOptions {
  readonly state: StateStore;
  readonly actuator: Actuator;
  readonly dispatcher: Dispatcher;
  readonly contests: Contests;
  readonly fingers: Fingers;
  /** How much the owner prefers this source for this device; more is higher, 0 is nothing said. */
  readonly preference: (device: string, source: string) => number;
  readonly without: ReadonlySet<number>;
}

/** Weighs a claim against the state and the open contests. Looks only: what it finds may be thrown away and looked for again. */
export class Evaluator {
  readonly #options: EvaluatorOptions;

  constructor(options: EvaluatorOptions) {
    this.#options = options;
  }

  /** @param read devices that were asked already; what they did not tell stays unknown */
  evaluate(claim: Claim, claimant: Claimant, read: ReadonlySet<string>): Evaluation {
    const weighing = new Weighing(this.#options, claim, claimant, read);
    return weighing.all();
  }

  rank(claim: Claim, device: Device): number {
    return rankOf(this.#options, claim, device);
  }
}

/** The owner's word counts most, then the speaker's room, then how sure the source was. */
function rankOf({ preference }: EvaluatorOptions, claim: Claim, device: Device): number {
  const inRoom = claim.room !== undefined && claim.room === device.room ? 1 : 0;
  return preference(device.id, claim.source) * 100 + inRoom * 10 + Math.min(1, Math.max(0, claim.confidence ?? 0));
}

/** One attempt at one claim. */
class Weighing {
  readonly #options: EvaluatorOptions;
  readonly #claim: Claim;
  readonly #claimant: Claimant;
  readonly #read: ReadonlySet<string>;
  readonly #flat: FlatStep[] = [];
  readonly #outcomes: Outcome[] = [];
  readonly #befores: Value[] = [];
  readonly #drafts: Draft[] = [];
  readonly #openings: Opening[] = [];
  readonly #absorbedBy: { contest: Contest; windowMs: number }[] = [];
  readonly #spoken: { device: Device; about: string; wish: Wish }[] = [];
  readonly #bases = new Set<Order>();
  readonly #displaced: Contest[] = [];
  readonly #unread = new Set<string>();
  #waitFor: Promise<unknown> | undefined;

  constructor(options: EvaluatorOptions, claim: Claim, claimant: Claimant, read: ReadonlySet<string>) {
    this.#options = options;
    this.#claim = claim;
    this.#claimant = claimant;
    this.#read = read;
  }

  all(): Evaluation {
    this.#claim.steps.forEach((step, index) => this.#flatten(step, index, new Set()));
    const switchedOn = this.#fullySwitchedOn();
    const onOutcomes = new Map<string, Outcome>();
    for (const { step } of this.#flat) {
      const device = this.#options.state.device(step.device);
      const follows = step.do === 'set' && step.attribute === 'brightnessPercent' && step.value === 100 ? switchedOn.has(step.device) : false;
      const outcome = this.#weigh(device, step, follows ? onOutcomes.get(step.device) : undefined);
      if (this.#waitFor !== undefined) return { waitFor: this.#waitFor };
      if (step.do === 'set' && step.attribute === 'on') onOutcomes.set(step.device, outcome);
      this.#outcomes.push(outcome);
    }
    // All at once: one after the other they would outlast the decision.
    if (this.#unread.size > 0) return { read: [...this.#unread] };
    return {
      verdict: {
        flat: this.#flat,
        outcomes: this.#outcomes,
        befores: this.#befores,
        drafts: this.#drafts.filter((draft) => !draft.isEmpty),
        openings: this.#openings,
        absorbedBy: this.#absorbedBy,
        spoken: this.#spoken,
        bases: this.#bases,
        displaced: this.#displaced,
      },
    };
  }

  /** Scenes, scripts and groups are their members, where these are known. */
  #flatten(step: Step, index: number, seen: ReadonlySet<string>): void {
    const { state, actuator } = this.#options;
    const expandable =
      step.do === 'run' && step.action === 'activate' && refusal(state.device(step.device), step, this.#claim.confirmed === true) === undefined;
    const members = expandable ? actuator.members?.(step.device) : undefined;
    if (members === undefined) {
      this.#flat.push({ step, index });
      return;
    }
    const inside = new Set([...seen, step.device]);
    for (const member of members) if (!inside.has(member.device)) this.#flatten(member, index, inside);
  }

  /** Devices that are told on and 100 % in one request: compared as on, sent as they are. */
  #fullySwitchedOn(): ReadonlySet<string> {
    const on = new Set<string>();
    for (const { step } of this.#flat) if (step.do === 'set' && step.attribute === 'on' && step.value === true) on.add(step.device);
    return on;
  }

  #weigh(device: Device | undefined, step: Step, followed: Outcome | undefined): Outcome {
    const because = refusal(device, step, this.#claim.confirmed === true);
    if (device === undefined || because !== undefined) {
      this.#befores.push(null);
      return { is: 'over', result: 'refused', because: because ?? 'no-such-device', rule: 9 };
    }
    const reading = this.#options.dispatcher.reading(device.id);
    if (reading !== undefined && !this.#read.has(device.id)) this.#waitFor = reading;
    return step.do === 'run' ? this.#weighRun(device, step) : this.#weighChange(device, step, followed);
  }

  #weighRun(device: Device, step: Step & { readonly do: 'run' }): Outcome {
    this.#befores.push(null);
    const wish = wishToRun(step);
    if (this.#isFinger(device, 'run')) return { is: 'over', result: 'already', rule: 5 };
    const lost = this.#byContest(device, 'run', wish);
    if (lost !== undefined) return lost;
    const draft = new Draft(this.#options.dispatcher.lane(device, 'run'), device, this.#isOrdered);
    draft.run(step.action, step.room);
    draft.risky ||= isRisky(device, step);
    this.#drafts.push(draft);
    return this.#open(device, 'run', wish, { is: 'draft', draft, rule: this.#isOrdered ? 6 : 2 });
  }

  #weighChange(device: Device, step: Change, followed: Outcome | undefined): Outcome {
    const compared = asCompared(device, step);
    const { attribute } = compared;
    const before = this.#before(device, attribute);
    this.#befores.push(before.value);
    const wish: Wish = {
      step: compared,
      value: valueOf(device, compared, before.known ? before.value : null),
      before: before.value,
      saysRelative: this.#claim.origin !== 'unsure',
    };
    const finger = this.#isOrdered || this.#isFinger(device, attribute);
    if (followed?.is === 'over' && followed.result === 'lost') return followed;
    const dimming = !finger && dims(device, step) ? this.#dimming(device, step) : undefined;
    if (!finger && followed === undefined) {
      const lost = this.#byDimming(device, dimming) ?? this.#byContest(device, attribute, wish);
      if (lost !== undefined) return lost;
    }
    // Who hears it late may say how much darker it should be.
    if (dimming !== undefined)
      this.#openings.push({ device, about: 'brightnessPercent', wish: dimming, outcome: { is: 'over', result: 'already', rule: 8 }, absorbs: true });
    if (step.do !== 'set' && (!before.known || wish.value === undefined)) {
      if (!this.#read.has(device.id)) this.#unread.add(device.id);
      return { is: 'over', result: 'failed', because: 'unreachable', rule: 8 };
    }
    if (wish.value === undefined) return { is: 'over', result: 'refused', because: 'unsupported', rule: 9 };
    if (step.do !== 'set' && before.order?.stage === 'journalling') this.#bases.add(before.order);
    const same = finger || step.do !== 'set' ? equalExactly : equalWish;
    if (before.known && same(device, attribute, wish.value, before.value) && this.#isLit(device, attribute, wish.value)) {
      return this.#found(device, attribute, wish, before, !finger && followed === undefined);
    }
    const draft = this.#draftOf(device, attribute);
    draft.set(attribute, wish.value, step.do !== 'set');
    draft.risky ||= isRisky(device, step);
    draft.replaceable &&= finger;
    const outcome: Outcome = { is: 'draft', draft, rule: finger ? 6 : 2 };
    return followed === undefined ? this.#open(device, attribute, wish, outcome, !finger) : outcome;
  }

  /** It is as it is wanted: `already` where that is confirmed, else the fate of the command on which it hangs. */
  #found(device: Device, attribute: Attribute, wish: Wish, before: Before, absorbs: boolean): Outcome {
    const { order, draft } = before;
    if (draft !== undefined) return { is: 'draft', draft, rule: 8 };
    if (order?.stage === 'journalling') this.#bases.add(order);
    const outcome: Outcome = order === undefined ? { is: 'over', result: 'already', rule: 8 } : { is: 'shared', order, rule: 8 };
    return this.#open(device, attribute, wish, outcome, absorbs);
  }

  /** Brightness 0 as the end of dimming: HomeKit reckons it from "darker". */
  #dimming(device: Device, step: Change): Wish | undefined {
    if (this.#claim.origin !== 'unsure') return undefined;
    return { step, value: 0, before: this.#before(device, 'brightnessPercent').value, saysRelative: false };
  }

  /** "Darker" that another source said. */
  #byDimming(device: Device, dimming: Wish | undefined): Outcome | undefined {
    const absorbing = dimming && this.#options.contests.absorbing(device, 'brightnessPercent', dimming, this.#claimant);
    return absorbing?.contest.wish.step.do === 'adjust' ? this.#absorbed(absorbing) : undefined;
  }

  /** What an open contest makes of it; `undefined` when it may act. */
  #byContest(device: Device, about: string, wish: Wish): Outcome | undefined {
    if (this.#isOrdered) return undefined;
    const { contests } = this.#options;
    this.#spoken.push({ device, about, wish });
    const absorbing = contests.absorbing(device, about, wish, this.#claimant);
    if (absorbing !== undefined) return this.#absorbed(absorbing);
    const misheard = contests.misheard(device, about, wish, this.#claimant);
    if (misheard === undefined) return undefined;
    if (misheard.state === 'deciding') this.#waitFor ??= misheard.decided.promise;
    if (!this.#displaces(misheard, device, wish)) return { is: 'over', result: 'lost', rule: 7 };
    this.#displaced.push(misheard);
    return undefined;
  }

  #absorbed(absorbing: { readonly contest: Contest; readonly windowMs: number }): Outcome {
    if (absorbing.contest.state === 'deciding') this.#waitFor ??= absorbing.contest.decided.promise;
    this.#absorbedBy.push(absorbing);
    return { is: 'over', result: 'lost', rule: 4 };
  }

  /** What has been sent stands; if nothing has, the higher rank wins, then the safer effect. */
  #displaces(contest: Contest, device: Device, wish: Wish): boolean {
    if (contest.order !== undefined && contest.order.stage !== 'waiting') return false;
    const rank = rankOf(this.#options, this.#claim, device);
    if (rank !== contest.rank) return rank > contest.rank;
    return wish.step.do !== 'run' && wish.step.do !== 'adjust' && isSafe(wish.step.attribute, wish.value ?? null);
  }

  #open(device: Device, about: string, wish: Wish, outcome: Outcome, absorbs = !this.#isOrdered): Outcome {
    this.#openings.push({ device, about, wish, outcome, absorbs });
    return outcome;
  }

  /** A brightness above 0 is only there when the lamp is on. */
  #isLit(device: Device, attribute: Attribute, value: Settable): boolean {
    if (attribute !== 'brightnessPercent' || value === 0 || !('on' in device.state)) return true;
    const on = this.#before(device, 'on');
    return on.known && on.value === true;
  }

  /** The desired state as the earlier steps of this claim leave it. */
  #before(device: Device, attribute: Attribute): Before {
    const { dispatcher } = this.#options;
    const lane = dispatcher.lane(device, attribute);
    const draft = this.#drafts.findLast((one) => one.lane === lane);
    const drafted = draft?.target(attribute);
    if (draft !== undefined && drafted !== undefined) return { value: drafted, known: true, order: undefined, draft };
    const { value, order } = dispatcher.desired(device, attribute);
    return { value, order, known: value !== null && dispatcher.knows(device, attribute), draft: undefined };
  }

  #draftOf(device: Device, attribute: Attribute): Draft {
    const lane = this.#options.dispatcher.lane(device, attribute);
    let draft = this.#drafts.find((one) => one.lane === lane);
    if (draft === undefined) {
      draft = new Draft(lane, device, true);
      this.#drafts.push(draft);
    }
    return draft;
  }

  /** A finger's or an automation's: it always acts (rule 6). */
  get #isOrdered(): boolean {
    return !this.#options.without.has(6) && (this.#claim.origin === 'direct' || this.#claim.origin === 'automation');
  }

  #isFinger(device: Device, about: string): boolean {
    const { source, origin } = this.#claim;
    return origin === 'unsure' && !this.#options.without.has(6) && this.#options.fingers.slides(source, device.id, about, this.#claimant.arrivedAtMs);
  }
}

interface Before {
  readonly value: Value;
  readonly known: boolean;
  readonly order: Order | undefined;
  readonly draft: Draft | undefined;
}
