import { EntenteError } from '../../core/errors.ts';
import { attributes, type Attribute, type Device, type Value } from '../../core/home.ts';
import type { Command } from '../../core/claim.ts';
import type { DeviceSourceContext } from '../../ports/device-source.ts';
import { react, resume, travelMs, type Course, type Values } from './behaviour.ts';
import { drift } from './drift.ts';
import { keepable, kept } from './kept.ts';
import type { Operation } from './operate.ts';

/** What a virtual device needs of its session. */
export interface Surroundings extends Pick<DeviceSourceContext, 'clock' | 'report' | 'load' | 'save'> {
  /** Owns a promise until it ends; the session waits for it when it closes. */
  own(running: Promise<void>): void;
  /** Something begins to change slowly: `drift` is to be called each half minute until all is still. */
  drifting(): void;
}

/** One virtual device: it has values, obeys after a while, moves, and can be out of reach. */
export class VirtualDevice {
  #device: Device;
  readonly #around: Surroundings;
  #values: Values;
  #offline: boolean;
  #failing: boolean;
  #obeysAtMs = 0;
  readonly #going = new Map<Attribute, { readonly stop: AbortController; readonly goal: Values }>();
  readonly #closed = new AbortController();

  /** Takes up where it was left, its ways finished meanwhile. Reports itself. */
  constructor(device: Device, around: Surroundings) {
    const before = kept(around.load(device.id));
    this.#device = device;
    this.#around = around;
    this.#values = { ...device.state, ...only(device, { ...before.values, ...before.goals }) };
    this.#offline = before.offline;
    this.#failing = before.failing;
    around.report({ device: device.id, ...(this.#offline ? {} : { values: this.#values }), reachable: !this.#offline, reading: true });
    for (const course of resume(device, this.#values)) this.#start(course, undefined);
    this.#watch();
  }

  /** As the home has it. */
  get as(): Device {
    return this.#device;
  }

  get isOffline(): boolean {
    return this.#offline;
  }

  /** Another name, kind or equipment. Where the home says another value than before, as an imported one does, the device is so from now on. */
  become(device: Device): void {
    const said: Partial<Record<Attribute, Value>> = {};
    for (const attribute of attributes) {
      const value = device.state[attribute];
      if (value !== undefined && value !== this.#device.state[attribute]) said[attribute] = value;
    }
    this.#device = device;
    this.#values = only(device, this.#values);
    this.#become(said, undefined);
  }

  /**
   * Receives a command, acknowledges it 20 to 150 ms later, and obeys then, in the order of arrival. It obeys also when nobody waits for the
   * acknowledgement any more.
   *
   * @throws EntenteError `virtual/unreachable`, `virtual/failed`
   */
  async receive(command: Command, signal: AbortSignal): Promise<void> {
    const { clock } = this.#around;
    signal.throwIfAborted();
    const needsMs = 20 + (hash(command.commandId) % 131);
    const reached = !this.#offline;
    this.#obeysAtMs = Math.max(this.#obeysAtMs, clock.elapsedMs() + needsMs);
    const acknowledged = clock.sleep(this.#obeysAtMs - clock.elapsedMs(), this.#closed.signal);
    if (reached) this.#around.own(this.#obey(acknowledged, command));
    await ended(acknowledged, signal);
    if (!reached) throw new EntenteError('virtual/unreachable', 'the device cannot be reached', { retryable: true });
    if (this.#offline) throw new EntenteError('virtual/no-answer', 'the device went away before it answered', { retryable: true });
    if (this.#failing) throw new EntenteError('virtual/failed', 'the device reports a failure', { retryable: true });
  }

  /** @throws EntenteError `virtual/unreachable` */
  async read(signal: AbortSignal): Promise<Values> {
    await this.#around.clock.sleep(15, signal);
    if (this.#offline) throw new EntenteError('virtual/unreachable', 'the device cannot be reached', { retryable: true });
    return this.#values;
  }

  travelMs(command: Command): number {
    return travelMs(this.#device, this.#values, command);
  }

  operate({ offline, failing, hand }: Operation): void {
    if (failing !== undefined) this.#failing = failing;
    if (hand !== undefined) {
      for (const attribute of attributes) if (attribute in hand) this.#stop(attribute);
      const lit = typeof hand.brightnessPercent === 'number' && hand.brightnessPercent > 0 && hand.on === undefined && 'on' in this.#device.state;
      this.#become({ ...hand, ...(lit && { on: true }) }, undefined);
      for (const course of resume(this.#device, hand)) this.#start(course, undefined);
    }
    if (offline !== undefined && offline !== this.#offline) {
      this.#offline = offline;
      this.#around.report({ device: this.#device.id, reachable: !offline, ...(offline ? {} : { values: this.#values, reading: true as const }) });
    }
    this.#save();
  }

  /** One step of what changes slowly. False when all is still from now on. */
  drift(): boolean {
    this.#become(drift(this.#device, this.#values), undefined);
    return this.#drifts();
  }

  close(): void {
    this.#closed.abort(closed);
    for (const attribute of this.#going.keys()) this.#stop(attribute);
  }

  async #obey(acknowledged: Promise<void>, command: Command): Promise<void> {
    // The acknowledgement is on its way before the first report is.
    if (!(await came(acknowledged)) || this.#failing || !(await came(this.#around.clock.sleep(10, this.#closed.signal)))) return;
    const { now, courses, finish } = react(this.#device, this.#values, command);
    const finished = finish.map((attribute) => this.#stop(attribute) ?? {});
    this.#become(Object.assign({}, ...finished, only(this.#device, now)), command.commandId);
    for (const course of courses) this.#start(course, command.commandId);
  }

  #start({ of, frames }: Course, commandId: string | undefined): void {
    this.#stop(of);
    const last = frames.at(-1);
    if (last === undefined) return;
    const stop = new AbortController();
    this.#going.set(of, { stop, goal: lasting.has(of) ? last.values : {} });
    this.#save();
    this.#around.own(
      (async () => {
        const { clock } = this.#around;
        const startedMs = clock.elapsedMs();
        for (const { afterMs, values } of frames) {
          if (!(await came(clock.sleep(startedMs + afterMs - clock.elapsedMs(), stop.signal)))) return;
          if (values === last.values) this.#going.delete(of);
          this.#become(values, commandId);
        }
      })(),
    );
  }

  /** Ends what is going on, where it is. Answers where it was going. */
  #stop(attribute: Attribute): Values | undefined {
    const going = this.#going.get(attribute);
    this.#going.delete(attribute);
    going?.stop.abort(closed);
    return going?.goal;
  }

  #become(values: Values, commandId: string | undefined): void {
    if (Object.keys(values).length === 0) return;
    this.#values = { ...this.#values, ...values };
    this.#save();
    if (!this.#offline) this.#around.report({ device: this.#device.id, values, ...(commandId !== undefined && { commandId }) });
    this.#watch();
  }

  #watch(): void {
    if (this.#drifts()) this.#around.drifting();
  }

  #drifts(): boolean {
    return Object.keys(drift(this.#device, this.#values)).length > 0;
  }

  #save(): void {
    const goals: Values = Object.assign({}, ...[...this.#going.values()].map(({ goal }) => goal));
    this.#around.save(this.#device.id, keepable({ values: this.#values, goals, offline: this.#offline, failing: this.#failing }));
  }
}

/** Ways that a device finishes also while its process is away. */
const lasting: ReadonlySet<Attribute> = new Set(['brightnessPercent', 'openPercent', 'locked']);

/** Why a sleep of a virtual device ended early. */
export const closed = new EntenteError('virtual/closed', 'the virtual devices are closed');

function only(device: Device, values: Values): Values {
  const own: Partial<Record<Attribute, Value>> = {};
  for (const attribute of attributes) {
    const value = values[attribute];
    if (value !== undefined && attribute in device.state) own[attribute] = value;
  }
  return own;
}

/** Whether a sleep ended by itself, rather than with the session or a newer order. */
export async function came(sleep: Promise<void>): Promise<boolean> {
  try {
    await sleep;
    return true;
  } catch (error) {
    if (error === closed) return false;
    throw error;
  }
}

/** Waits for something that others wait for too, under a signal of one's own. */
async function ended(shared: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([shared, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** FNV-1a: the same command takes equally long in every run. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
