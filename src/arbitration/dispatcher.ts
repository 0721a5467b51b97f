import { familyOf } from '../core/attributes.ts';
import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import { attributes } from '../core/home.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import type { Because, StepResult } from '../core/step.ts';
import type { Actuator } from '../ports/actuator.ts';
import type { StateOrigin, StateStore } from '../ports/state.ts';
import type { Storage } from '../ports/storage.ts';
import type { Deadlines } from '../core/deadlines.ts';
import { aftermathMs, backwards, openOrders } from './order.ts';
import { Outbox } from './outbox.ts';
import type { Lane, Order } from './order.ts';
import { equalReport } from './values.ts';
import type { Settable } from './values.ts';

export interface DispatcherOptions {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly actuator: Actuator;
  readonly state: StateStore;
  readonly storage: Storage;
  /** An order ended, or was sent again: its receipts read differently now. */
  readonly changed: (receiptIds: readonly string[]) => void;
}

/** A device's protocol is given so long to acknowledge. */
const acknowledgeMs = 10_000;
/** A device that is so far behind gets no more until it acknowledges. */
const mostInFlight = 32;
/** Assumed where nobody knows how long a command travels. */
const usualTravelMs = 2_000;

/** The fence at the actuator (rule 1): every command leaves here, in fence order within each family of a device. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #lanesOf = new WeakMap<Device, Map<Attribute | 'run', Lane>>();
  readonly #outbox = new Outbox<Order>((orders) => this.#leave(orders));
  readonly #open = new Map<string, Order>();
  /** Attributes whose confirmed value can be relied on, by device. */
  readonly #known = new Map<string, Set<Attribute>>();
  readonly #readings = new Map<string, Promise<boolean>>();
  readonly #stopped = new AbortController();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  lane(device: Device, attribute: Attribute | 'run'): Lane {
    // By the device as it is now: another kind has other families.
    let lanes = this.#lanesOf.get(device);
    if (lanes === undefined) {
      lanes = new Map();
      this.#lanesOf.set(device, lanes);
    }
    let lane = lanes.get(attribute);
    if (lane === undefined) {
      lane = this.#laneOf(device.id, familyOf(device.kind, attribute));
      lanes.set(attribute, lane);
    }
    return lane;
  }

  /** Resolves when everything that may leave now has its mark and has left. */
  get departures(): Promise<void> {
    return this.#outbox.empty;
  }

  /** The newest value that waits, else the target of the newest command not confirmed, else the confirmed value. */
  desired(device: Device, attribute: Attribute): { readonly value: Value; readonly order?: Order } {
    const lane = this.lane(device, attribute);
    for (const order of openOrders(lane)) {
      const value = order.targets.get(attribute);
      if (value !== undefined) return { value, order };
    }
    const confirmed = this.#options.state.confirmed(device.id, attribute) ?? null;
    const reached = lane.reached.get(attribute);
    // A lamp that was told 60 and says 59.2, or 58 on its last step, is at 60: what is reckoned from it must not drift.
    return { value: reached !== undefined && equalReport(device, attribute, confirmed, reached) ? reached : confirmed };
  }

  /** Whether the desired state can be relied on: the device is reachable, and it said so since it was last out of sight, or a command settles it. */
  knows(device: Device, attribute: Attribute): boolean {
    if (!this.#options.state.reachable(device.id)) return false;
    return this.#known.get(device.id)?.has(attribute) === true || this.desired(device, attribute).order !== undefined;
  }

  /** The device said so now. */
  learned(device: string, attribute: Attribute): void {
    const known = this.#known.get(device);
    if (known === undefined) this.#known.set(device, new Set([attribute]));
    else known.add(attribute);
  }

  /** What was known of the device counts no longer: it is out of sight, or a command ended in doubt. */
  doubt(device: string, attributes?: Iterable<Attribute>): void {
    if (attributes === undefined) this.#known.delete(device);
    else for (const attribute of attributes) this.#known.get(device)?.delete(attribute);
  }

  order(commandId: string): Order | undefined {
    return this.#open.get(commandId);
  }

  /** Takes its place in the queue. It leaves no earlier than `landed`. */
  enqueue(order: Order): void {
    const after = order.lane.waiting.findLastIndex((other) => other.fence < order.fence);
    order.lane.waiting.splice(after + 1, 0, order);
    this.#open.set(order.command.commandId, order);
  }

  /** It is written down: it may leave, and what it replaces need not. */
  landed(order: Order): void {
    if (order.stage !== 'journalling') return;
    order.stage = 'waiting';
    order.landed.resolve();
    if (order.replaceable) {
      const replaced = order.lane.waiting.filter((other) => other.stage === 'waiting' && other.fence < order.fence && replaces(order, other));
      for (const other of replaced) this.end(other, 'lost');
    }
    this.pump(order.lane);
  }

  /** It never was: nothing is written of its end. */
  withdraw(order: Order): void {
    if (order.stage !== 'journalling' && order.stage !== 'waiting') return;
    order.withdrawn = true;
    this.#close(order, 'failed', undefined);
    order.landed.resolve();
    this.pump(order.lane);
  }

  /**
   * Sends what may leave, in fence order. A finger's value waits while something is in flight, since a newer one may take its place; a voice does not, and
   * takes along what waits before it.
   */
  pump(lane: Lane): void {
    while (!this.#stopped.signal.aborted) {
      const [order] = lane.waiting;
      if (order === undefined || order.stage !== 'waiting') return;
      const inFlight = lane.sent.filter(({ stage }) => stage === 'in-flight').length;
      const hurried = lane.waiting.some(({ stage, replaceable }) => stage === 'waiting' && !replaceable);
      if (inFlight >= mostInFlight || (inFlight > 0 && !hurried)) return;
      lane.waiting.shift();
      if (present(order)) this.#send(order);
      else this.end(order, 'lost');
    }
  }

  /** An order of an earlier life that may still arrive. */
  haunt(ghost: Order): void {
    const { clock, actuator, deadlines } = this.#options;
    ghost.stage = 'ended';
    ghost.sentAtMs = -Infinity;
    ghost.travelsUntilMs = clock.elapsedMs() + (actuator.travelMs(ghost.command) ?? usualTravelMs);
    ghost.lane.recent.unshift(ghost);
    deadlines.at(ghost.travelsUntilMs, () => this.settle(ghost.lane));
    deadlines.at(ghost.travelsUntilMs + aftermathMs, () => this.#forget(ghost));
  }

  end(order: Order, result: StepResult['result'], because?: Because): void {
    if (order.stage === 'ended') return;
    this.#close(order, result, because);
    const { storage, clock, changed } = this.#options;
    const { commandId } = order.command;
    const receiptIds = [order.receiptId, ...order.sharers];
    try {
      storage.appendSoon(
        receiptIds.map((receiptId) => ({
          type: 'command-end',
          atMs: clock.nowMs(),
          receiptId,
          commandId,
          result,
          ...(because === undefined ? {} : { because }),
        })),
      );
    } catch {
      // The disk took the command and does not take its end: after a restart it is looked at again.
    }
    changed(receiptIds);
    this.pump(order.lane);
  }

  /** Looks whether what was reported confirms commands. While an earlier one still travels, a report may be its doing. */
  settle(lane: Lane): void {
    if (lane.sent.length === 0) return;
    const nowMs = this.#options.clock.elapsedMs();
    const blocked = new Set<Attribute>();
    const block = (order: Order): void => {
      if (order.travelsUntilMs > nowMs) for (const attribute of order.targets.keys()) blocked.add(attribute);
    };
    // The ghost of a command that was sent again is no other command.
    const [first] = lane.sent;
    for (const order of lane.recent) if (order.ghost && first !== undefined && order.fence < first.fence) block(order);
    for (const order of lane.sent.slice()) {
      if (order.stage === 'travelling' && !touches(order, blocked)) {
        if (this.#confirmed(order) || (order.travelsUntilMs <= nowMs && this.#replaced(order))) {
          this.end(order, 'done');
          continue;
        }
      }
      block(order);
    }
  }

  /** Reads the device; several at once share one reading. `false` when it did not answer within `limitMs`. */
  async read(device: string, limitMs: number): Promise<boolean> {
    return this.startReading(device, limitMs);
  }

  /** As `read`, with the one promise that everybody gets who waits for this reading. */
  startReading(device: string, limitMs: number): Promise<boolean> {
    let reading = this.#readings.get(device);
    if (reading === undefined) {
      reading = this.#read(device, limitMs);
      this.#readings.set(device, reading);
    }
    return reading;
  }

  /** A reading of this device is under way: whoever claims now waits for it, or the order of arrival would be lost. */
  reading(device: string): Promise<boolean> | undefined {
    return this.#readings.get(device);
  }

  /** What the device answered becomes the state; what was sent after the question is not in the answer. */
  apply(device: Device, values: Readonly<Partial<Record<Attribute, Value>>>, askedAtMs: number): void {
    const { state } = this.#options;
    const fresh: Partial<Record<Attribute, Value>> = {};
    const lanes = new Set<Lane>();
    for (const [attribute, value] of knownValues(device, values)) {
      const lane = this.lane(device, attribute);
      if (lane.recent.some((order) => order.sentAtMs > askedAtMs && order.targets.has(attribute))) continue;
      fresh[attribute] = value;
      lane.reported.set(attribute, { value, atMs: askedAtMs });
      this.learned(device.id, attribute);
      lanes.add(lane);
    }
    if (lanes.size > 0) state.confirm(device.id, fresh, { by: 'reading' });
    for (const lane of lanes) this.settle(lane);
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #read(device: string, limitMs: number): Promise<boolean> {
    const { actuator, deadlines, clock, state } = this.#options;
    const askedAtMs = clock.elapsedMs();
    const timeout = new AbortController();
    const { promise: late, resolve: giveUp } = Promise.withResolvers<undefined>();
    const deadline = deadlines.at(askedAtMs + limitMs, () => {
      timeout.abort(new EntenteError('arbitration/timeout', 'the device did not answer a reading in time', { retryable: true }));
      giveUp(undefined);
    });
    try {
      const values = await Promise.race([actuator.read(device, AbortSignal.any([timeout.signal, this.#stopped.signal])), late]);
      const known = state.device(device);
      if (values === undefined || known === undefined) return false;
      this.apply(known, values, askedAtMs);
      return true;
    } catch {
      // Whoever asked hears that it is unreachable; the source reports by itself that it is gone.
      return false;
    } finally {
      deadline.cancel();
      this.#readings.delete(device);
    }
  }

  #laneOf(device: string, family: string): Lane {
    const key = `${device} ${family}`;
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = { device, family, waiting: [], sent: [], recent: [], presented: new Map(), reached: new Map(), reported: new Map() };
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  #send(order: Order): void {
    order.stage = 'in-flight';
    order.sentAtMs = this.#options.clock.elapsedMs();
    order.lane.sent.push(order);
    order.lane.recent.push(order);
    this.#outbox.add(order);
  }

  /** Marked, published, and gone. */
  #leave(orders: readonly Order[]): void {
    const { clock, storage } = this.#options;
    const atMs = clock.nowMs();
    try {
      storage.appendSoon(orders.map((order) => ({ type: 'sent', atMs, receiptId: order.receiptId, commandId: order.command.commandId })));
    } catch {
      // What leaves no mark would be done twice after a crash.
      for (const order of orders) {
        this.#forget(order);
        this.end(order, 'failed');
      }
      return;
    }
    for (const order of orders) {
      this.#publish(order);
      void this.#deliver(order);
    }
  }

  async #deliver(order: Order): Promise<void> {
    const { actuator, deadlines, changed } = this.#options;
    const { command } = order;
    const timeout = new AbortController();
    const deadline = deadlines.at(order.sentAtMs + acknowledgeMs, () => {
      timeout.abort(new EntenteError('arbitration/timeout', 'the device did not acknowledge in time', { retryable: true }));
      this.#forget(order);
      this.end(order, 'unknown', 'unreachable');
    });
    try {
      await actuator.send(command, timeout.signal);
      deadline.cancel();
      this.#acknowledged(order);
    } catch (error) {
      deadline.cancel();
      this.#forget(order);
      if (error instanceof EntenteError && error.code.endsWith('/unreachable')) this.end(order, 'failed', 'unreachable');
      else this.end(order, 'failed');
    }
    changed([order.receiptId]);
  }

  #acknowledged(order: Order): void {
    if (order.stage !== 'in-flight') return;
    const { clock, actuator, deadlines } = this.#options;
    const { lane, command } = order;
    const nowMs = clock.elapsedMs();
    order.travelsUntilMs = nowMs + (actuator.travelMs(command) ?? usualTravelMs);
    deadlines.at(order.travelsUntilMs + aftermathMs, () => void this.#aftermath(order));
    if (order.targets.size === 0) {
      this.end(order, 'done');
      return;
    }
    order.stage = 'travelling';
    deadlines.at(order.travelsUntilMs, () => void this.#arrived(order));
    this.settle(lane);
    this.pump(lane);
  }

  /** It should be there by now. What never reported is asked. */
  async #arrived(order: Order): Promise<void> {
    this.settle(order.lane);
    if (order.stage === 'travelling' && !this.#replaced(order)) await this.read(order.lane.device, aftermathMs);
  }

  /** From now on what is reported is a person's doing. What is still open is asked for the last time. */
  async #aftermath(order: Order): Promise<void> {
    this.settle(order.lane);
    const strayed = order.stage === 'ended' && order.result === 'done' && this.#strayed(order);
    if (order.stage === 'travelling' || strayed) {
      const answered = await this.read(order.lane.device, aftermathMs);
      if (answered) this.end(order, 'failed');
      else this.end(order, 'unknown', 'unreachable');
    }
    this.#forget(order);
  }

  #forget(order: Order): void {
    remove(order.lane.recent, order);
  }

  /** Every target was reported since it was sent; what is only implied may have been so before. */
  #confirmed(order: Order): boolean {
    const { state } = this.#options;
    const device = state.device(order.lane.device);
    if (device === undefined) return false;
    for (const [attribute, target] of order.targets) {
      const reported = order.lane.reported.get(attribute);
      const since = reported !== undefined && reported.atMs >= order.sentAtMs ? reported.value : undefined;
      const implied = order.command.set?.[attribute] === undefined;
      const value = since ?? (implied ? state.confirmed(order.lane.device, attribute) : undefined);
      if (value === undefined || !equalReport(device, attribute, value, target)) return false;
    }
    return true;
  }

  /** A newer one was acknowledged for all that it ordered: nobody will ever see what became of it. */
  #replaced(order: Order): boolean {
    const newer = order.lane.recent.filter((other) => other.sentAtMs >= order.sentAtMs && other.fence > order.fence);
    return [...order.targets.keys()].every((attribute) => newer.some((other) => other.targets.has(attribute)));
  }

  /** A late report from its way lies over what it reached. */
  #strayed(order: Order): boolean {
    const device = this.#options.state.device(order.lane.device);
    if (device === undefined || this.#replaced(order)) return false;
    for (const [attribute, target] of order.targets) {
      const reported = order.lane.reported.get(attribute);
      if (reported !== undefined && !equalReport(device, attribute, reported.value, target)) return true;
    }
    return false;
  }

  #close(order: Order, result: StepResult['result'], because: Because | undefined): void {
    const { lane } = order;
    const wasSent = order.stage === 'in-flight' || order.stage === 'travelling';
    order.stage = 'ended';
    order.result = result;
    order.because = because;
    this.#open.delete(order.command.commandId);
    remove(lane.waiting, order);
    remove(lane.sent, order);
    if (result === 'unknown') this.doubt(lane.device, order.targets.keys());
    if (result === 'done') for (const [attribute, value] of order.targets) lane.reached.set(attribute, value);
    if (result !== 'done') for (const contest of order.contests) contest.state = result === 'lost' ? contest.state : 'failed';
    if (wasSent) this.#publish(order);
    order.ended.resolve();
  }

  /** The desired state from the moment of sending; when the command ended, what is below it. */
  #publish(order: Order): void {
    const { lane } = order;
    const origin: StateOrigin = { by: 'claim', source: order.source, receiptId: order.receiptId };
    for (const attribute of order.targets.keys()) {
      let value: Settable | undefined;
      for (const sent of backwards(lane.sent)) {
        value = sent.targets.get(attribute);
        if (value !== undefined) break;
      }
      this.#options.state.desire(lane.device, attribute, value, origin);
    }
  }
}

/** What the device lacks and what it does not know is left out; a lamp at 0 % is off, and keeps its stored brightness. */
export function knownValues(device: Device, values: Readonly<Partial<Record<Attribute, Value>>>): readonly (readonly [Attribute, Settable])[] {
  const known: [Attribute, Settable][] = [];
  for (const attribute of attributesOf(device)) {
    const value = values[attribute];
    if (value === undefined || value === null) continue;
    if (attribute === 'brightnessPercent' && value === 0 && 'on' in device.state) {
      if (values.on === undefined) known.push(['on', false]);
    } else known.push([attribute, value]);
  }
  return known;
}

function attributesOf(device: Device): readonly Attribute[] {
  const cached = attributeLists.get(device);
  if (cached !== undefined) return cached;
  const list = attributes.filter((attribute) => attribute in device.state);
  attributeLists.set(device, list);
  return list;
}

const attributeLists = new WeakMap<Device, readonly Attribute[]>();

/** Shows the fence of the order; false when a newer one was shown for one of its attributes. */
function present({ lane, fence, targets }: Order): boolean {
  const keys = targets.size === 0 ? ['run'] : [...targets.keys()];
  if (keys.some((key) => (lane.presented.get(key) ?? -1) > fence)) return false;
  for (const key of keys) lane.presented.set(key, fence);
  return true;
}

function replaces(order: Order, other: Order): boolean {
  return other.replaceable && other.source === order.source && other.targets.size > 0 && [...other.targets.keys()].every((key) => order.targets.has(key));
}

function touches(order: Order, attributes: ReadonlySet<Attribute>): boolean {
  for (const attribute of order.targets.keys()) if (attributes.has(attribute)) return true;
  return false;
}

function remove(list: Order[], order: Order): void {
  const index = list.indexOf(order);
  if (index !== -1) list.splice(index, 1);
}
