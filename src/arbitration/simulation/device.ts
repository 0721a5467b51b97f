import type { Command } from '../../core/claim.ts';
import { EntenteError } from '../../core/errors.ts';
import { attributes } from '../../core/home.ts';
import type { Attribute, Device, Value } from '../../core/home.ts';
import type { StateReport } from '../../ports/device-source.ts';
import type { Settable } from '../values.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** How a device behaves, ms. */
export interface Nature {
  /** Until its protocol acknowledges. */
  readonly acknowledgeMs: number;
  /** From then until the command is at the device. */
  readonly arriveMs: number;
  /** From then until it is where it was sent, with values in between. */
  readonly rampMs: number;
  /** Until the hub hears of a change. */
  readonly reportMs: number;
  readonly readMs: number;
  /** Says how long its commands travel. */
  readonly tellsTravel: boolean;
  /** It tells nothing by itself, and is asked so often. */
  readonly polledMs?: number;
  /** Every report tells all that it knows. */
  readonly tellsAll: boolean;
  /** Brightness has so many steps. */
  readonly steps: number;
  /** Switched on it has the brightness that it had, or always this. */
  readonly brightnessOnStart?: number;
  /** Each mode has a temperature of its own. */
  readonly modeTemperatures: boolean;
  /** How often a command comes to grief. */
  readonly failing: number;
}

/** What a command did to a device, or what a person did there. */
export interface Deed {
  readonly atMs: number;
  readonly attribute: Attribute;
  readonly value: Value;
  readonly commandId: string | undefined;
}

interface Motion {
  readonly from: Value;
  readonly to: Value;
  readonly sinceMs: number;
  readonly untilMs: number;
}

export interface DeviceWorld {
  readonly timeline: Timeline;
  readonly random: Random;
  /** Carries a report to the hub that lives then. */
  report(report: StateReport): void;
  tell(line: string): void;
}

/** A device as it stands in the room: it obeys when a command arrives, and says so late. */
export class SimulatedDevice {
  readonly device: Device;
  readonly nature: Nature;
  readonly deeds: Deed[] = [];
  /** Commands that came here, and those it did nothing with. */
  readonly received = new Set<string>();
  readonly failed = new Set<string>();
  isOnline = true;
  /** When it last was out of reach or came back. */
  readonly outages: { readonly fromMs: number; readonly untilMs: number }[] = [];
  readonly #world: DeviceWorld;
  readonly #motions = new Map<Attribute, Motion>();
  #lastArrivalMs = 0;
  #lastReportMs = 0;
  #ramps = 0;

  constructor(device: Device, nature: Nature, world: DeviceWorld) {
    this.device = device;
    this.nature = nature;
    this.#world = world;
    for (const [attribute, value] of entriesOf(device.state)) this.#motions.set(attribute, { from: value, to: value, sinceMs: 0, untilMs: 0 });
  }

  get travelMs(): number | undefined {
    const { tellsTravel, arriveMs, rampMs, reportMs } = this.nature;
    return tellsTravel ? arriveMs + rampMs + reportMs : undefined;
  }

  /** Where an attribute is now. */
  value(attribute: Attribute): Value {
    const motion = this.#motions.get(attribute);
    if (motion === undefined) return null;
    const { from, to, sinceMs, untilMs } = motion;
    const { nowMs } = this.#world.timeline;
    if (nowMs >= untilMs || typeof from !== 'number' || typeof to !== 'number') return to;
    return this.#stepped(attribute, from + ((to - from) * (nowMs - sinceMs)) / (untilMs - sinceMs));
  }

  /** All that it says of itself: a lamp that is off has no brightness. */
  all(): Partial<Record<Attribute, Value>> {
    const values: Partial<Record<Attribute, Value>> = {};
    for (const attribute of this.#motions.keys()) values[attribute] = this.value(attribute);
    if (values.on === false && this.device.kind === 'light') delete values.brightnessPercent;
    return values;
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    const { timeline, random } = this.#world;
    this.received.add(command.commandId);
    const { acknowledgeMs, arriveMs, failing } = this.nature;
    const grief = random.chance(failing) ? random.pick(['unreachable', 'failed', 'silent', 'mute'] as const) : undefined;
    if (!this.isOnline || grief === 'unreachable' || grief === 'failed') {
      this.failed.add(command.commandId);
      await this.#wait(this.isOnline ? acknowledgeMs : random.int(20, 900), signal);
      throw new EntenteError(grief === 'failed' ? 'simulation/failed' : 'simulation/unreachable', 'the simulated device did not take it');
    }
    if (grief === 'silent') this.failed.add(command.commandId);
    else {
      // What was sent earlier arrives earlier.
      this.#lastArrivalMs = Math.max(this.#lastArrivalMs + 1, timeline.nowMs + acknowledgeMs + arriveMs);
      timeline.at(this.#lastArrivalMs, () => this.#arrive(command));
    }
    await this.#wait(grief === 'mute' ? 60_000 : acknowledgeMs, signal);
  }

  async read(signal: AbortSignal): Promise<Readonly<Partial<Record<Attribute, Value>>>> {
    const { readMs } = this.nature;
    await this.#wait(readMs / 2, signal);
    if (!this.isOnline) throw new EntenteError('simulation/unreachable', 'the simulated device does not answer');
    const values = this.all();
    await this.#wait(readMs / 2, signal);
    return values;
  }

  /** A person at the device. */
  byHand(values: Readonly<Partial<Record<Attribute, Settable>>>): void {
    this.#world.tell(`somebody at ${this.device.id}: ${JSON.stringify(values)}`);
    this.#move(values, undefined);
  }

  goAway(untilMs: number, noticedMs: number): void {
    const { timeline } = this.#world;
    this.outages.push({ fromMs: timeline.nowMs, untilMs });
    this.#world.tell(`${this.device.id} is out of reach`);
    this.isOnline = false;
    timeline.after(noticedMs, () => {
      if (!this.isOnline) this.#world.report({ device: this.device.id, reachable: false });
    });
    timeline.at(untilMs, () => {
      this.isOnline = true;
      this.#world.tell(`${this.device.id} is back`);
      this.#world.report({ device: this.device.id, reachable: true, ...(noticedMs % 2 === 0 && { values: this.all() }) });
      if (noticedMs % 2 !== 0) timeline.after(300, () => this.#world.report({ device: this.device.id, values: this.all() }));
    });
  }

  /** Asked now and then, for as long as the story lasts. */
  poll(): void {
    const { polledMs } = this.nature;
    if (polledMs === undefined) return;
    this.#world.timeline.after(polledMs, () => {
      if (this.isOnline) {
        const values = this.all();
        this.#world.timeline.after(30, () => this.#world.report({ device: this.device.id, values, reading: true }));
      }
      this.poll();
    });
  }

  #arrive(command: Command): void {
    if (!this.isOnline) {
      this.failed.add(command.commandId);
      return;
    }
    if (command.set !== undefined) this.#move(command.set, command.commandId);
    else this.deeds.push({ atMs: this.#world.timeline.nowMs, attribute: 'status', value: command.run ?? null, commandId: command.commandId });
  }

  #move(values: Readonly<Partial<Record<Attribute, Settable>>>, commandId: string | undefined): void {
    const { timeline } = this.#world;
    const { rampMs, polledMs } = this.nature;
    const changed = this.#consequences(values);
    const nowMs = timeline.nowMs;
    let ramps = false;
    for (const [attribute, value] of entriesOf(changed)) {
      const from = this.value(attribute);
      const to = typeof value === 'number' ? this.#stepped(attribute, value) : value;
      const travels = typeof to === 'number' && rampMs > 0 && from !== to;
      ramps ||= travels;
      this.#motions.set(attribute, { from, to, sinceMs: nowMs, untilMs: travels ? nowMs + rampMs : nowMs });
      this.deeds.push({ atMs: nowMs, attribute, value: to, commandId });
    }
    if (polledMs !== undefined) return;
    this.#ramps += 1;
    const ramp = this.#ramps;
    const look = (): void => {
      // A newer command tells of its own way.
      if (ramp === this.#ramps) this.#say(changed);
    };
    if (!ramps) this.#say(changed);
    else for (const part of [0, 0.5, 1]) timeline.after(rampMs * part, part === 1 ? () => this.#say(changed) : look);
  }

  /** A report is on its way for a while, and none overtakes another. */
  #say(changed: Readonly<Partial<Record<Attribute, Value>>>): void {
    if (!this.isOnline) return;
    const { timeline } = this.#world;
    const { reportMs, tellsAll } = this.nature;
    const all = this.all();
    const values: Partial<Record<Attribute, Value>> = {};
    for (const [attribute, value] of entriesOf(all)) if (tellsAll || attribute in changed) values[attribute] = value;
    this.#lastReportMs = Math.max(this.#lastReportMs, timeline.nowMs + reportMs);
    timeline.at(this.#lastReportMs, () => {
      if (this.isOnline) this.#world.report({ device: this.device.id, values });
    });
  }

  #consequences(values: Readonly<Partial<Record<Attribute, Settable>>>): Partial<Record<Attribute, Settable>> {
    const changed: Partial<Record<Attribute, Settable>> = { ...values };
    if (this.device.kind === 'light') {
      const { brightnessPercent } = values;
      if (brightnessPercent === 0) {
        delete changed.brightnessPercent;
        changed.on = false;
      } else if (brightnessPercent !== undefined) changed.on = true;
      else if (values.on === true && this.value('on') === false && 'brightnessPercent' in this.device.state) {
        const stored = this.value('brightnessPercent');
        changed.brightnessPercent = this.nature.brightnessOnStart ?? (typeof stored === 'number' ? stored : 100);
      }
    }
    const temperature = typeof values.mode === 'string' && this.nature.modeTemperatures ? modeTemperatures[values.mode] : undefined;
    if (temperature !== undefined && values.targetTemperatureCelsius === undefined) changed.targetTemperatureCelsius = temperature;
    return changed;
  }

  #stepped(attribute: Attribute, value: number): number {
    if (attribute === 'brightnessPercent') {
      const step = 100 / this.nature.steps;
      return value === 0 ? 0 : Math.round(Math.max(1, Math.round(value / step)) * step * 100) / 100;
    }
    const step = attribute === 'colorTemperatureKelvin' ? 10 : (this.device.limits[attribute]?.step ?? 1);
    return Math.round(value / step) * step;
  }

  async #wait(durationMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const cancel = this.#world.timeline.after(durationMs, resolve);
    const abort = (): void => {
      cancel();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }
}

export const modeTemperatures: Readonly<Record<string, number>> = { cool: 24, heat: 22, dry: 25, auto: 23 };

/** The attributes that an object of values has, with their values. */
export function entriesOf<Kind extends Value>(values: Readonly<Partial<Record<Attribute, Kind>>>): readonly (readonly [Attribute, Kind])[] {
  const list: [Attribute, Kind][] = [];
  for (const attribute of attributes) {
    const value = values[attribute];
    if (value !== undefined) list.push([attribute, value]);
  }
  return list;
}
