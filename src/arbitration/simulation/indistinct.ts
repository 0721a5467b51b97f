import type { Value } from '../../core/home.ts';
import type { Step } from '../../core/step.ts';
import { equalWish, oppositeValues } from '../values.ts';
import type { Facts } from './facts.ts';
import { aspectOf, reachedFrom } from './facts.ts';
import type { Message, Utterance } from './plan.ts';
import type { Delivery, History } from './play.ts';

/** One effect as it arrived. */
interface Arrival {
  readonly utterance: Utterance;
  readonly message: Message;
  readonly atMs: number;
  readonly step: Step;
  /** From then on it is no word. */
  readonly untilMs: number;
}

/** How far apart two messages of one utterance arrive at most, as everybody knows. */
const localMs = 1_500;
const cloudMs = 4_000;
const misheardMs = 500;
/** Writes of a finger are this close. */
const fingerMs = 1_000;

/**
 * Whether nobody could tell what was meant from what arrived: the truth is not the only shortest explanation. An explanation lays the effects on one
 * attribute into utterances, each heard once by a source, close together, and wishing the same.
 */
export function isIndistinct(history: History, facts: Facts): boolean {
  return readings.some((reading) => {
    const arrivals = arrivalsOf(history, reading);
    const byAspect = Map.groupBy(arrivals, ({ step }) => `${step.device} ${aspectOf(step)}`);
    return [...byAspect.values()].some((own) => new Explanations(own, history, facts).isIndistinct());
  });
}

/**
 * Which of its comings counts for a message: the first; or that which was decided, for what was undecided at a crash is new when it comes again; or that
 * which was not declined, for what was declined has no place in any contest, and nobody may conclude anything from it.
 */
const readings: readonly ((delivery: Delivery) => boolean)[] = [
  ({ life }) => life !== undefined,
  ({ decided }) => decided !== undefined,
  ({ decided }) => decided !== undefined && decided.decision !== 'declined',
];

function arrivalsOf({ deliveries, utterances }: History, counts: (delivery: Delivery) => boolean): readonly Arrival[] {
  const byId = new Map(utterances.map((utterance) => [utterance.id, utterance]));
  const seen = new Set<Message>();
  const dragging = new Map<Utterance, number>();
  const arrivals: Arrival[] = [];
  for (const delivery of deliveries) {
    const { message, atMs, steps, life } = delivery;
    const utterance = byId.get(message.utterance);
    if (life === undefined || !counts(delivery) || seen.has(message) || utterance === undefined) continue;
    seen.add(message);
    if (message.source.origin === 'direct' || message.source.origin === 'automation' || utterance.isStale) continue;
    // Of a drag only a first write may be taken for a word, until the second one: the hub may have been down in between.
    const lastMs = dragging.get(utterance) ?? -Infinity;
    dragging.set(utterance, atMs);
    if (utterance.by === 'finger' && atMs - lastMs <= fingerMs) continue;
    const next = deliveries.find(
      (other) => other.life === life && counts(other) && other.message !== message && other.message.utterance === utterance.id && other.atMs >= atMs,
    );
    const untilMs = utterance.by === 'finger' ? (next?.atMs ?? Infinity) : Infinity;
    for (const step of steps) {
      arrivals.push({ utterance, message, atMs, step, untilMs });
      // A lamp's brightness 0 says "off" too.
      if (step.do === 'set' && step.attribute === 'brightnessPercent' && step.value === 0) {
        arrivals.push({ utterance, message, atMs, step: { device: step.device, do: 'set', attribute: 'on', value: false }, untilMs });
      }
    }
  }
  return arrivals;
}

class Explanations {
  readonly #arrivals: readonly Arrival[];
  readonly #history: History;
  readonly #facts: Facts;
  #fewest = Infinity;
  #ways = new Set<string>();

  constructor(arrivals: readonly Arrival[], history: History, facts: Facts) {
    this.#arrivals = arrivals;
    this.#history = history;
    this.#facts = facts;
  }

  isIndistinct(): boolean {
    const arrivals = this.#arrivals;
    if (arrivals.length < 2) return false;
    const truth = [...Map.groupBy(arrivals, ({ utterance }) => utterance).values()];
    if (truth.some(([first, ...others]) => first !== undefined && others.some((other) => !this.#mayJoin([first], other, true)))) return true;
    if (this.#isOpposed()) return true;
    // Each was decided by what had come until then.
    return arrivals.some((_, index) => this.#isMistakable(arrivals.slice(0, index + 1)));
  }

  #isMistakable(arrivals: readonly Arrival[]): boolean {
    const truth = [...Map.groupBy(arrivals, ({ utterance }) => utterance).values()];
    this.#fewest = Infinity;
    this.#ways = new Set();
    this.#lay(arrivals, 0, []);
    return this.#fewest < truth.length || this.#ways.size !== 1 || !this.#ways.has(wayOf(truth));
  }

  /** Two that were heard at once and wish the opposite are one misheard. */
  #isOpposed(): boolean {
    const { devices } = this.#history;
    return this.#arrivals.some((one, index) =>
      this.#arrivals.slice(index + 1).some((other) => {
        if (one.message.source.origin !== 'heard' || other.message.source.origin !== 'heard') return false;
        if (one.utterance === other.utterance || one.message.source === other.message.source || Math.abs(one.atMs - other.atMs) > misheardMs + 50) return false;
        const [first, second] = [one.step, other.step];
        if (first.do === 'adjust' && second.do === 'adjust') return Math.sign(first.by) !== Math.sign(second.by);
        const device = devices.get(first.device);
        if (device === undefined || first.do === 'run' || second.do === 'run' || first.do === 'adjust' || second.do === 'adjust') return false;
        if (first.do === 'toggle' || second.do === 'toggle') return first.do !== second.do;
        return oppositeValues(first.attribute, first.value, second.value);
      }),
    );
  }

  #lay(arrivals: readonly Arrival[], index: number, groups: Arrival[][]): void {
    if (groups.length > this.#fewest) return;
    const arrival = arrivals[index];
    if (arrival === undefined) {
      if (groups.length < this.#fewest) this.#ways = new Set();
      this.#fewest = groups.length;
      this.#ways.add(wayOf(groups));
      return;
    }
    for (const group of groups) {
      if (!this.#mayJoin(group, arrival)) continue;
      group.push(arrival);
      this.#lay(arrivals, index + 1, groups);
      group.pop();
    }
    groups.push([arrival]);
    this.#lay(arrivals, index + 1, groups);
    groups.pop();
  }

  #mayJoin(group: readonly Arrival[], later: Arrival, surely = false): boolean {
    const [first] = group;
    if (first === undefined || group.some(({ message }) => message.source === later.message.source)) return false;
    // A second write shows that the first was a finger's.
    if (later.utterance.by === 'finger' || later.atMs >= first.untilMs) return false;
    if (later.atMs - first.atMs > (later.message.source.viaCloud ? cloudMs : localMs)) return false;
    return this.#sameWish(first, later, surely);
  }

  #sameWish({ step: first, message, atMs }: Arrival, { step: later, message: laterMessage }: Arrival, surely: boolean): boolean {
    if (first.do === 'run' || later.do === 'run') return first.do === later.do;
    const device = this.#history.devices.get(first.device);
    if (device === undefined) return false;
    const { attribute } = first;
    if (first.do === 'adjust' && later.do === 'adjust') return Math.sign(first.by) === Math.sign(later.by);
    if (first.do === 'toggle' && later.do === 'toggle') return true;
    if (first.do === 'set' && later.do === 'set') return equalWish(device.device, attribute, first.value, later.value);
    const [absolute, relative, from] = first.do === 'set' ? [first, later, message] : [later, first, laterMessage];
    if (absolute.do !== 'set') return false;
    const { values } = this.#facts.plausible(first.device, attribute, atMs, this.#utteranceOf(message), 0);
    const holds = (fits: (before: Value) => boolean): boolean => (surely ? values.every(fits) : values.some(fits));
    if (relative.do === 'toggle') return holds((before) => reachedFrom(device, relative, before) === absolute.value);
    if (relative.do !== 'adjust' || !from.source.reckons) return false;
    const { value } = absolute;
    return holds((before) => typeof before === 'number' && typeof value === 'number' && Math.sign(value - before) === Math.sign(relative.by));
  }

  #utteranceOf(message: Message): Utterance | undefined {
    return this.#history.utterances.find(({ id }) => id === message.utterance);
  }
}

/** What an explanation comes to: which wishes there were. Who said which of two equal ones makes no difference. */
function wayOf(groups: readonly (readonly Arrival[])[]): string {
  const wished = new Set(groups.flat().map(({ step, utterance }) => JSON.stringify(utterance.wishes.filter((wish) => aspectOf(wish) === aspectOf(step)))));
  return groups
    .map((group) => {
      // Where all wish the same, what is reckoned from it follows.
      if (wished.size === 1) return 'that';
      return [...new Set(group.map(({ step }) => JSON.stringify(step)))].sort().join(' & ');
    })
    .sort()
    .join(' | ');
}
