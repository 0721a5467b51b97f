import type { Claim, Command } from '../../core/claim.ts';
import { EntenteError } from '../../core/errors.ts';
import type { Attribute, Value } from '../../core/home.ts';
import type { Step, StepResult } from '../../core/step.ts';
import { LiveState } from '../../home/state.ts';
import type { StateEvent } from '../../home/state.ts';
import type { Decided } from '../../ports/arbiter.ts';
import type { StateReport } from '../../ports/device-source.ts';
import { openArbiter } from '../arbiter.ts';
import type { OpenArbiter } from '../arbiter.ts';
import { adjusted, flipped } from '../values.ts';
import { SimulatedDevice } from './device.ts';
import { Disk } from './disk.ts';
import type { Automation, Disturbance, Message, Plan, Utterance } from './plan.ts';
import { Random } from './random.ts';
import { LifeClock, Timeline } from './timeline.ts';

/** A message as it came to the hub, once. */
export interface Delivery {
  readonly message: Message;
  readonly atMs: number;
  /** Which life of the hub heard it; `undefined` while it was down. */
  readonly life: number | undefined;
  readonly steps: readonly Step[];
  answeredAtMs: number | undefined;
  decided: Decided | undefined;
  /** What became of it, as its answer tells in the end. */
  settled: readonly StepResult[] | undefined;
  /** The code of what was thrown in the place of an answer. */
  error: string | undefined;
}

/** A command as it left for a device. */
export interface Sending {
  readonly atMs: number;
  readonly command: Command;
  readonly life: number;
}

/** A change at the device by somebody there. */
export interface Hand {
  readonly atMs: number;
  readonly device: string;
  readonly attribute: Attribute;
  readonly value: Value;
}

/** Everything that happened, as whoever stands outside can see it. */
export interface History {
  readonly plan: Plan;
  /** With what automations added. */
  readonly utterances: readonly Utterance[];
  readonly deliveries: readonly Delivery[];
  readonly sendings: readonly Sending[];
  readonly hands: readonly Hand[];
  readonly crashes: readonly { readonly atMs: number; readonly upAtMs: number }[];
  readonly devices: ReadonlyMap<string, SimulatedDevice>;
  readonly disk: Disk;
  /** The hub that lives in the end. */
  readonly hub: Hub;
  readonly story: readonly string[];
}

export interface Hub {
  readonly arbiter: OpenArbiter;
  readonly state: LiveState;
}

/** Longer than anything takes that is still under way. */
const quietMs = 30_000;

/** Plays a plan with the hub's own modules, to its end. `without` names rules that are switched off; `tells` keeps the story. */
export async function play(plan: Plan, without: ReadonlySet<number>, tells: boolean): Promise<History> {
  const stage = new Stage(plan, without, tells);
  return stage.play();
}

class Stage {
  readonly #plan: Plan;
  readonly #without: ReadonlySet<number>;
  readonly #timeline = new Timeline();
  readonly #disk: Disk;
  readonly #devices = new Map<string, SimulatedDevice>();
  readonly #utterances: Utterance[];
  readonly #deliveries: Delivery[] = [];
  readonly #sendings: Sending[] = [];
  readonly #hands: Hand[] = [];
  readonly #crashes: { atMs: number; upAtMs: number }[] = [];
  readonly #story: string[] | undefined;
  /** What each pairing believes, by device and attribute. */
  readonly #beliefs = new Map<string, Value>();
  readonly #fired = new Set<Automation>();
  #hub: (Hub & { readonly clock: LifeClock }) | undefined;
  #life = 0;

  constructor(plan: Plan, without: ReadonlySet<number>, tells: boolean) {
    this.#plan = plan;
    this.#without = without;
    this.#story = tells ? [] : undefined;
    this.#utterances = [...plan.utterances];
    const random = new Random(plan.seed ^ 0x5bd1e995);
    this.#disk = new Disk(this.#timeline, random.fork());
    const world = {
      timeline: this.#timeline,
      random: random.fork(),
      report: (report: StateReport) => this.#report(report),
      tell: (line: string) => this.#tell(line),
    };
    for (const { device, nature } of plan.devices) this.#devices.set(device.id, new SimulatedDevice(device, nature, world));
  }

  async play(): Promise<History> {
    const { utterances, disturbances, lastMs, devices } = this.#plan;
    for (const { device, nature } of devices) this.#tell(`${device.id} is ${JSON.stringify(device.state)}, ${JSON.stringify(nature)}`);
    for (const { messages } of utterances) for (const message of messages) this.#expect(message);
    for (const disturbance of disturbances) this.#timeline.at(disturbance.atMs, () => this.#disturb(disturbance));
    for (const device of this.#devices.values()) device.poll();
    this.#start();
    await this.#timeline.play(lastMs + quietMs);
    await this.#settle(lastMs + quietMs + 1);
    if (this.#hub === undefined) throw new EntenteError('arbitration/simulation', 'the hub did not come up again');
    return {
      plan: this.#plan,
      utterances: this.#utterances,
      deliveries: this.#deliveries,
      sendings: this.#sendings,
      hands: this.#hands,
      crashes: this.#crashes,
      devices: this.#devices,
      disk: this.#disk,
      hub: this.#hub,
      story: this.#story ?? [],
    };
  }

  /** What each answer of the living hub comes to. */
  async #settle(untilMs: number): Promise<void> {
    const settling = this.#deliveries.map(async (delivery) => {
      if (delivery.life === this.#life) delivery.settled = await delivery.decided?.settled(0);
    });
    await this.#timeline.play(untilMs);
    await Promise.all(settling);
  }

  #tell(line: string): void {
    this.#story?.push(`${String(Math.round(this.#timeline.nowMs)).padStart(6)}  ${line}`);
  }

  #start(): void {
    this.#life += 1;
    const life = this.#life;
    const clock = new LifeClock(this.#timeline);
    const storage = this.#disk.open();
    const device = (id: string) => this.#devices.get(id)?.device;
    const state = new LiveState({ device, storage, clock });
    state.onChange((event) => {
      if (life === this.#life) this.#published(event);
    });
    const arbiter = openArbiter({
      clock,
      storage,
      state,
      without: this.#without,
      actuator: {
        send: async (command, signal) => this.#send(life, command, signal),
        read: async (id, signal) => {
          const asked = this.#devices.get(id);
          if (asked === undefined || life !== this.#life) throw new EntenteError('simulation/unreachable', 'there is no such device');
          return asked.read(signal);
        },
        travelMs: (command) => this.#devices.get(command.device)?.travelMs,
      },
    });
    this.#hub = { arbiter, state, clock };
    for (const one of this.#devices.values()) {
      if (!one.isOnline) continue;
      const tellsAtOnce = one.nature.polledMs === undefined;
      arbiter.report({ device: one.device.id, reachable: true, ...(tellsAtOnce && { values: one.all(), reading: true }) });
      for (const attribute of Object.keys(one.device.state)) this.#believe(one, attribute, state);
    }
    void arbiter.recover();
  }

  #believe(device: SimulatedDevice, attribute: string, state: LiveState): void {
    for (const known of ['on', 'brightnessPercent', 'targetTemperatureCelsius', 'openPercent'] as const) {
      if (known === attribute) this.#beliefs.set(`${device.device.id} ${known}`, state.value(device.device.id, known) ?? null);
    }
  }

  async #send(life: number, command: Command, signal: AbortSignal): Promise<void> {
    if (life !== this.#life) return never();
    const device = this.#devices.get(command.device);
    if (device === undefined) throw new EntenteError('simulation/unreachable', 'there is no such device');
    this.#sendings.push({ atMs: this.#timeline.nowMs, command, life });
    this.#tell(`to ${command.device}: ${JSON.stringify(command.set ?? command.run)}`);
    return device.send(command, signal);
  }

  #report(report: StateReport): void {
    this.#tell(`${report.device} says ${JSON.stringify({ ...report, device: undefined })}`);
    this.#hub?.arbiter.report(report);
  }

  #published(event: StateEvent): void {
    if (event.type !== 'value') return;
    const { device, attribute, value, origin } = event;
    this.#tell(`published: ${device} ${attribute} ${JSON.stringify(value)}, by ${origin.by}`);
    this.#timeline.after(this.#plan.lagMs, () => this.#beliefs.set(`${device} ${attribute}`, value));
    for (const automation of this.#plan.automations) {
      if (this.#fired.has(automation) || automation.device !== device || automation.attribute !== attribute || automation.value !== value) continue;
      this.#fired.add(automation);
      const id = `a${this.#fired.size}`;
      const { source, steps } = automation;
      const atMs = this.#timeline.nowMs + automation.afterMs;
      const message = { id: `${id}.0`, utterance: id, source, atMs, wishes: steps, againAtMs: [], heardAgoMs: 0, clockOffsetMs: 0 };
      this.#utterances.push({ id, by: source.origin === 'automation' ? 'automation' : 'voice', wishes: steps, messages: [message], isStale: false });
      this.#expect(message);
    }
  }

  #expect(message: Message): void {
    this.#timeline.at(message.atMs, () => this.#deliver(message, undefined, 0));
    for (const againAtMs of message.againAtMs) this.#timeline.at(againAtMs, () => this.#deliver(message, undefined, 9));
  }

  #deliver(message: Message, steps: readonly Step[] | undefined, tries: number): void {
    const hub = this.#hub;
    const claimed = steps ?? message.wishes.map((wish) => (message.source.reckons ? this.#reckon(wish) : wish));
    const delivery: Delivery = {
      message,
      atMs: this.#timeline.nowMs,
      life: hub === undefined ? undefined : this.#life,
      steps: claimed,
      answeredAtMs: undefined,
      decided: undefined,
      settled: undefined,
      error: undefined,
    };
    this.#deliveries.push(delivery);
    this.#tell(`${message.id} ${message.source.id}${hub === undefined ? ' finds nobody' : ''}: ${claimed.map(shown).join(', ')}`);
    if (hub !== undefined) void this.#claim(hub, delivery);
    // A cloud that got no answer tries again.
    if (!message.source.hasIds || tries >= 3) return;
    const patienceMs = message.source.viaCloud ? 1_300 : 700;
    this.#timeline.after(patienceMs, () => {
      if (delivery.answeredAtMs === undefined) this.#deliver(message, claimed, tries + 1);
    });
  }

  async #claim({ arbiter, clock }: Hub & { readonly clock: LifeClock }, delivery: Delivery): Promise<void> {
    const { message, steps, life } = delivery;
    const { source, id, heardAgoMs, clockOffsetMs } = message;
    // A message that comes again says the same time of hearing.
    const heardAtMs = clock.nowMs() - (this.#timeline.nowMs - message.atMs) - heardAgoMs + clockOffsetMs;
    const claim: Claim = {
      source: source.id,
      origin: source.origin,
      viaCloud: source.viaCloud,
      turnId: id,
      steps,
      ...(source.hasIds && { messageId: id }),
      ...(source.saysWhen && { heardAtMs }),
    };
    try {
      const decided = await arbiter.claim(claim);
      if (life !== this.#life) return;
      delivery.decided = decided;
      this.#tell(`${id} is told ${decided.decision}: ${decided.results.map(({ result }) => result).join(', ')}`);
    } catch (error) {
      if (life !== this.#life) return;
      delivery.error = error instanceof EntenteError ? error.code : String(error);
      this.#tell(`${id} is told an error: ${delivery.error}`);
    }
    delivery.answeredAtMs = this.#timeline.nowMs;
  }

  /** What HomeKit makes of a change: a value, from what it believes. */
  #reckon(wish: Step): Step {
    if (wish.do !== 'adjust' && wish.do !== 'toggle') return wish;
    const { device, attribute } = wish;
    const known = this.#devices.get(device)?.device;
    const believed = this.#beliefs.get(`${device} ${attribute}`) ?? null;
    if (known === undefined) return wish;
    const value =
      wish.do === 'toggle'
        ? flipped(attribute, believed)
        : typeof believed === 'number'
          ? adjusted(known, attribute, Math.round(believed), wish.by)
          : undefined;
    return { device, do: 'set', attribute, value: value ?? (wish.do === 'toggle' ? true : 50) };
  }

  #disturb(disturbance: Disturbance): void {
    const { nowMs } = this.#timeline;
    switch (disturbance.what) {
      case 'hand': {
        const device = this.#devices.get(disturbance.device);
        if (device === undefined) return;
        for (const attribute of ['on', 'brightnessPercent', 'colorTemperatureKelvin', 'mode', 'targetTemperatureCelsius', 'openPercent'] as const) {
          const value = disturbance.values[attribute];
          if (value !== undefined) this.#hands.push({ atMs: nowMs, device: disturbance.device, attribute, value });
        }
        device.byHand(disturbance.values);
        return;
      }
      case 'stall':
        this.#tell(`the disk stalls for ${disturbance.forMs} ms`);
        this.#disk.stall(nowMs + disturbance.forMs);
        return;
      case 'full':
        this.#tell(`the disk is full for ${disturbance.forMs} ms`);
        this.#disk.fail(nowMs + disturbance.forMs);
        return;
      case 'crash':
        this.#crash(disturbance.power, disturbance.downMs);
        return;
      case 'outage':
        this.#devices.get(disturbance.device)?.goAway(nowMs + disturbance.forMs, disturbance.noticedMs);
        return;
      case 'jump':
        this.#tell(`the wall clock jumps by ${disturbance.byMs} ms`);
        this.#timeline.wallOffsetMs += disturbance.byMs;
        return;
    }
  }

  #crash(power: boolean, downMs: number): void {
    if (this.#hub === undefined) return;
    this.#tell(power ? 'the power fails' : 'the hub is killed');
    this.#hub.clock.end();
    this.#hub = undefined;
    this.#life += 1;
    this.#disk.crash(power);
    const upAtMs = this.#timeline.nowMs + downMs;
    this.#crashes.push({ atMs: this.#timeline.nowMs, upAtMs });
    this.#timeline.at(upAtMs, () => {
      this.#tell('the hub starts');
      this.#start();
    });
  }
}

export function shown(step: Step): string {
  if (step.do === 'run') return `${step.device} ${step.action}`;
  const what = step.do === 'set' ? `= ${JSON.stringify(step.value)}` : step.do === 'adjust' ? `${step.by > 0 ? '+' : ''}${step.by}` : 'the other way';
  return `${step.device} ${step.attribute} ${what}`;
}

/** What a hub that is dead still tries comes to nothing. */
async function never(): Promise<never> {
  return Promise.withResolvers<never>().promise;
}
