import type { Deadline } from '../../core/deadlines.ts';
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
  /** Calls `run` when the clock's elapsed time is `atMs`, unless the session ends before; of one time, in the order of asking. */
  at(atMs: number, run: () => void): Deadline;
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
  readonly #going = new Map<Attribute, Going>();
  /** What to call when the session ends before a command is acknowledged. */
  readonly #receiving = new Set<(reason: unknown) => void>();

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
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = (): void => reject(signal.reason);
    this.#around.at(this.#obeysAtMs, () => {
      resolve();
      // The acknowledgement is on its way before the first report is.
      if (reached && !this.#failing) this.#around.at(clock.elapsedMs() + reportsAfterMs, () => this.#obey(command));
    });
    this.#receiving.add(reject);
    signal.addEventListener('abort', leave, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', leave);
      this.#receiving.delete(reject);
    }
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
    for (const reject of this.#receiving) reject(closed);
    for (const attribute of this.#going.keys()) this.#stop(attribute);
  }

  #obey(command: Command): void {
    const { now, courses, finish } = react(this.#device, this.#values, command);
    const finished = finish.map((attribute) => this.#stop(attribute) ?? {});
    this.#become(Object.assign({}, ...finished, only(this.#device, now)), command.commandId);
    for (const course of courses) this.#start(course, command.commandId);
  }

  #start({ of, frames }: Course, commandId: string | undefined): void {
    this.#stop(of);
    const last = frames.at(-1);
    if (last === undefined) return;
    const going: Going = {
      frames,
      startedMs: this.#around.clock.elapsedMs(),
      next: 0,
      commandId,
      goal: lasting.has(of) ? last.values : {},
      deadline: undefined,
    };
    this.#going.set(of, going);
    this.#save();
    this.#goOn(of, going);
  }

  /** Waits for the next frame of a course. */
  #goOn(of: Attribute, going: Going): void {
    const frame = going.frames[going.next];
    if (frame === undefined) return;
    going.next += 1;
    going.deadline = this.#around.at(going.startedMs + frame.afterMs, () => {
      const isLast = going.next === going.frames.length;
      if (isLast) this.#going.delete(of);
      // Where a lasting course goes is kept already: what lies between need not be.
      this.#become(frame.values, going.commandId, isLast || !lasting.has(of));
      if (this.#going.get(of) === going) this.#goOn(of, going);
    });
  }

  /** Ends what is going on, where it is. Answers where it was going. */
  #stop(attribute: Attribute): Values | undefined {
    const going = this.#going.get(attribute);
    this.#going.delete(attribute);
    going?.deadline?.cancel();
    return going?.goal;
  }

  #become(values: Values, commandId: string | undefined, save = true): void {
    if (Object.keys(values).length === 0) return;
    this.#values = { ...this.#values, ...values };
    if (save) this.#save();
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

/** A course on its way. */
interface Going {
  readonly frames: Course['frames'];
  readonly startedMs: number;
  next: number;
  readonly commandId: string | undefined;
  /** Where it leads, as far as the device would get there also while its process is away. */
  readonly goal: Values;
  deadline: Deadline | undefined;
}

const reportsAfterMs = 10;

/** Ways that a device finishes also while its process is away. */
const lasting: ReadonlySet<Attribute> = new Set(['brightnessPercent', 'openPercent', 'locked']);

/** Why a sleep of a virtual device ended early. */
const closed = new EntenteError('virtual/closed', 'the virtual devices are closed');

function only(device: Device, values: Values): Values {
  const own: Partial<Record<Attribute, Value>> = {};
  for (const attribute of attributes) {
    const value = values[attribute];
    if (value !== undefined && attribute in device.state) own[attribute] = value;
  }
  return own;
}

/** FNV-1a: the same command takes equally long in every run. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}
