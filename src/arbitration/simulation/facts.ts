import type { Attribute, Value } from '../../core/home.ts';
import type { Step, StepResult } from '../../core/step.ts';
import { adjusted, equalWish, flipped } from '../values.ts';
import type { SimulatedDevice } from './device.ts';
import type { Message, Utterance } from './plan.ts';
import type { Delivery, History } from './play.ts';

/** What a claim is about: an attribute of a device, or an action. */
export type Aspect = Attribute | 'run';

/** A command for one attribute, with the message that caused it. */
export interface Act {
  readonly commandId: string;
  readonly device: SimulatedDevice;
  readonly about: Aspect;
  /** The aspect of the wish that it is for: a lamp that is dimmed to 0 is switched off. */
  readonly wished: Aspect;
  readonly value: Value;
  readonly message: Message;
  readonly utterance: Utterance;
  /** As it came when it was obeyed. */
  readonly delivery: Delivery;
  /** When it first left; it may have left again after a crash. */
  readonly sentAtMs: number;
  /** What its receipt tells of it in the end. */
  readonly result: StepResult['result'];
}

/** Something that made a value what it is. */
interface Fact {
  readonly atMs: number;
  readonly values: readonly Value[];
  /** What came before it counts no longer. */
  readonly isCertain: boolean;
  /** Somewhere in between is possible too. */
  readonly isBlurred: boolean;
  readonly act: Act | undefined;
}

/** What a value may have been at some moment, as far as anybody can tell from the truth. */
export interface Plausible {
  readonly values: readonly Value[];
  readonly isBlurred: boolean;
}

/** The commands that left, laid beside the utterances that they are for, and what values followed from them. */
export class Facts {
  readonly acts: readonly Act[];
  /** Commands that nobody asked for. */
  readonly strays: readonly string[];
  readonly #history: History;
  readonly #facts = new Map<string, readonly Fact[]>();

  constructor(history: History) {
    this.#history = history;
    const { acts, strays } = actsOf(history);
    this.acts = acts;
    this.strays = strays;
  }

  actsOn(device: string, about: Aspect): readonly Act[] {
    return this.acts.filter((act) => act.device.device.id === device && act.about === about);
  }

  /** What an attribute may have been for a claim that arrived then; by default at the end of all. `self` is not what it is measured from;
   * what came at most `slackMs` later may have been decided earlier. */
  plausible(device: string, attribute: Attribute, atMs = Infinity, self?: Act | Utterance, slackMs = 500): Plausible {
    const values: Value[] = [];
    let isBlurred = false;
    for (const fact of this.#of(device, attribute).toReversed()) {
      const { act } = fact;
      if (self !== undefined && act !== undefined && (act === self || act.utterance === self)) continue;
      const sentAtMs = self !== undefined && 'sentAtMs' in self ? self.sentAtMs : atMs + slackMs;
      const isLater = fact.atMs >= atMs;
      // What arrived later counts only where it was decided earlier.
      if (isLater && (act === undefined ? fact.atMs > atMs + slackMs : act.sentAtMs > sentAtMs)) continue;
      values.push(...fact.values);
      isBlurred ||= fact.isBlurred;
      const overtaken = act !== undefined && (isLater || this.#overtakes(act, self));
      if (fact.isCertain && !overtaken) return { values, isBlurred };
    }
    values.push(this.#history.devices.get(device)?.device.state[attribute] ?? null);
    return { values, isBlurred };
  }

  /** Whether an older one that was still being decided may count after it. */
  #overtakes(act: Act, self: Act | Utterance | undefined): boolean {
    return this.acts.some(
      (older) =>
        older !== act &&
        older !== self &&
        older.device === act.device &&
        older.delivery.atMs <= act.delivery.atMs &&
        older.sentAtMs >= act.sentAtMs &&
        (older.delivery.answeredAtMs ?? Infinity) > act.delivery.atMs,
    );
  }

  #of(device: string, attribute: Attribute): readonly Fact[] {
    const key = `${device} ${attribute}`;
    let facts = this.#facts.get(key);
    if (facts === undefined) {
      facts = this.#collect(device, attribute);
      this.#facts.set(key, facts);
    }
    return facts;
  }

  #collect(id: string, attribute: Attribute): readonly Fact[] {
    const { devices, hands, crashes } = this.#history;
    const device = devices.get(id);
    if (device === undefined) return [];
    const facts: Fact[] = [];
    const came = (sinceMs: number, untilMs = Infinity): readonly Value[] =>
      device.deeds.flatMap((deed) => (deed.attribute === attribute && deed.atMs >= sinceMs && deed.atMs <= untilMs ? [deed.value] : []));
    for (const act of this.acts) {
      if (act.device !== device) continue;
      // What a device did nothing with nobody may ever have noticed.
      const certain = act.result !== 'failed' && act.result !== 'unknown' && act.result !== 'lost' && !device.failed.has(act.commandId);
      const atMs = act.delivery.atMs;
      if (act.about === attribute) facts.push({ atMs, values: [act.value], isCertain: certain, isBlurred: !certain, act });
      else if (act.about === 'brightnessPercent' && attribute === 'on' && act.value !== 0) {
        facts.push({ atMs, values: [true], isCertain: certain, isBlurred: false, act });
      } else {
        const moved = device.deeds.filter((deed) => deed.commandId === act.commandId && deed.attribute === attribute);
        if (moved.length > 0) facts.push({ atMs: act.sentAtMs, values: moved.map(({ value }) => value), isCertain: false, isBlurred: true, act: undefined });
      }
    }
    for (const { message, atMs, decided, steps } of this.#history.deliveries) {
      // A newer value took its place; until then it counted.
      if (decided?.decision !== 'won' || message.source.origin === 'heard' || this.acts.some((act) => act.message === message && act.about === attribute))
        continue;
      const values = steps.flatMap((step) => (step.do === 'set' && step.device === id && step.attribute === attribute ? [step.value] : []));
      if (values.length > 0) facts.push({ atMs, values, isCertain: false, isBlurred: false, act: undefined });
    }
    for (const hand of hands) {
      if (hand.device !== id) continue;
      const values = device.deeds.flatMap((deed) =>
        deed.atMs === hand.atMs && deed.attribute === attribute && deed.commandId === undefined ? [deed.value] : [],
      );
      if (values.length > 0) facts.push({ atMs: hand.atMs, values, isCertain: false, isBlurred: true, act: undefined });
    }
    const valueAt = (atMs: number): Value =>
      device.deeds.findLast((deed) => deed.attribute === attribute && deed.atMs <= atMs)?.value ?? device.device.state[attribute] ?? null;
    for (const crash of crashes)
      facts.push({ atMs: crash.atMs, values: [valueAt(crash.atMs), ...came(crash.atMs - 5_000)], isCertain: false, isBlurred: true, act: undefined });
    for (const { fromMs, untilMs } of device.outages)
      facts.push({ atMs: fromMs, values: [valueAt(fromMs), ...came(fromMs - 5_000, untilMs)], isCertain: false, isBlurred: true, act: undefined });
    return facts.sort((one, other) => one.atMs - other.atMs);
  }
}

/** Whether a value is one that a wish may come to, measured from what may have been. */
export function fulfils(device: SimulatedDevice, wish: Step, value: Value, { values, isBlurred }: Plausible): boolean {
  if (wish.do === 'run') return true;
  const { attribute } = wish;
  if (wish.do === 'set') return equalWish(device.device, attribute, wish.value, value);
  const reached = values.map((before) => reachedFrom(device, wish, before));
  if (reached.some((one) => isNear(attribute, one, value))) return true;
  const numbers = reached.filter((one) => typeof one === 'number');
  return isBlurred && typeof value === 'number' && numbers.length > 0 && value >= Math.min(...numbers) - 3 && value <= Math.max(...numbers) + 3;
}

/** What it comes to, measured from this. */
export function reachedFrom({ device }: SimulatedDevice, wish: Step, before: Value): Value {
  if (wish.do === 'run') return null;
  if (wish.do === 'set') return wish.value;
  if (wish.do === 'toggle') return flipped(wish.attribute, before) ?? null;
  return typeof before === 'number' ? adjusted(device, wish.attribute, before, wish.by) : null;
}

/** The same but for the steps of a device. */
export function isNear(attribute: Attribute, one: Value, other: Value): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other;
  const tolerance = attribute.endsWith('Percent') ? 2.5 : attribute === 'colorTemperatureKelvin' ? 60 : 0.75;
  return Math.abs(one - other) <= tolerance;
}

export function aspectOf(step: Step): Aspect {
  return step.do === 'run' ? 'run' : step.attribute;
}

function actsOf(history: History): { readonly acts: readonly Act[]; readonly strays: readonly string[] } {
  const causes = new Map<string, string | undefined>();
  const results = new Map<string, StepResult['result']>();
  for (const event of history.disk.events) {
    if (event.type === 'command') causes.set(event.command.commandId, event.turnId);
    else if (event.type === 'command-end') results.set(event.commandId, event.result);
  }
  const messages = new Map(history.utterances.flatMap((utterance) => utterance.messages.map((message) => [message.id, { message, utterance }])));
  const acts: Act[] = [];
  const strays: string[] = [];
  const seen = new Set<string>();
  for (const { command, atMs, life } of history.sendings) {
    const { commandId } = command;
    if (seen.has(commandId)) continue;
    seen.add(commandId);
    const cause = messages.get(causes.get(commandId) ?? '');
    const device = history.devices.get(command.device);
    const own = history.deliveries.filter(({ message, atMs: arrivedAtMs }) => message === cause?.message && arrivedAtMs <= atMs);
    // In one life what comes again is the same claim.
    const delivery = own.find((one) => one.life === life) ?? own.at(-1);
    if (cause === undefined || device === undefined || delivery === undefined) {
      strays.push(`${command.device} ${JSON.stringify(command.set ?? command.run)}`);
      continue;
    }
    const resultOf = (aspect: Aspect): StepResult['result'] =>
      // A full disk takes no end; who waits for it is told all the same.
      results.get(commandId) ?? delivery.settled?.[delivery.steps.findIndex((step) => aspectOf(step) === aspect)]?.result ?? 'pending';
    const act = { ...cause, commandId, device, delivery, sentAtMs: atMs };
    if (command.set === undefined) acts.push({ ...act, about: 'run', wished: 'run', value: command.run ?? null, result: resultOf('run') });
    else {
      const isWished = (aspect: Aspect): boolean => delivery.steps.some((step) => aspectOf(step) === aspect);
      for (const [about, value] of settings(command.set)) {
        const wished = about === 'on' && value === false && !isWished('on') && isWished('brightnessPercent') ? 'brightnessPercent' : about;
        acts.push({ ...act, about, wished, value, result: resultOf(wished) });
      }
    }
  }
  return { acts, strays };
}

const settable = ['on', 'brightnessPercent', 'colorTemperatureKelvin', 'color', 'mode', 'targetTemperatureCelsius', 'openPercent'] as const;

function settings(set: Readonly<Partial<Record<Attribute, Value>>>): readonly (readonly [Attribute, Value])[] {
  return settable.flatMap((attribute) => {
    const value = set[attribute];
    return value === undefined ? [] : [[attribute, value] as const];
  });
}
