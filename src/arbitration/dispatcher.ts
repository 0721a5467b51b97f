import type { Clock } from '../core/clock.ts';
import type { Deadlines } from '../core/deadlines.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import type { Because, StepResult } from '../core/step.ts';
import type { Actuator } from '../ports/actuator.ts';
import type { StateOrigin, StateStore } from '../ports/state.ts';
import type { Storage } from '../ports/storage.ts';
import { Ends } from './ends.ts';
import { Journeys } from './journeys.ts';
import { Known } from './known.ts';
import { Lanes } from './lanes.ts';
import { aftermathMs, newestOpen, newestSent } from './order.ts';
import type { Lane, Order } from './order.ts';
import { Outbox } from './outbox.ts';
import { Readings } from './readings.ts';
import { knownValues, storedBy } from './said.ts';
import { settleLane } from './settling.ts';
import { equalReport } from './values.ts';

export interface DispatcherOptions {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly actuator: Actuator;
  readonly state: StateStore;
  readonly storage: Storage;
  /** An order ended, or was sent again: its receipts read differently now. */
  readonly changed: (receiptIds: readonly string[]) => void;
  readonly without: ReadonlySet<number>;
}

/** A device that is so far behind gets no more until it acknowledges. */
const mostInFlight = 32;
/** The fence at the actuator (rule 1): every command leaves here, in fence order within each family of a device. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #lanes = new Lanes();
  readonly #outbox = new Outbox<Order>((orders) => this.#leave(orders));
  readonly #open = new Map<string, Order>();
  readonly #known = new Known();
  readonly #readings: Readings;
  readonly #journeys: Journeys;
  #isStopped = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    const { clock, deadlines, actuator, state } = options;
    this.#readings = new Readings({ clock, deadlines, actuator, state, apply: (device, values, askedAtMs) => this.#apply(device, values, askedAtMs) });
    this.#journeys = new Journeys({
      ...options,
      settle: (lane) => this.settle(lane),
      pump: (lane) => this.pump(lane),
      end: (order, result, because) => this.end(order, result, because),
      forget: (order) => this.#forget(order),
      read: async (device, limitMs) => this.read(device, limitMs),
    });
  }

  lane(device: Device, attribute: Attribute | 'run'): Lane {
    return this.#lanes.of(device, attribute);
  }

  /** Resolves when everything that may leave now has its mark and has left. */
  get departures(): Promise<void> {
    return this.#outbox.empty;
  }

  /** The newest value that waits, else the target of the newest command not confirmed, else the confirmed value. */
  desired(device: Device, attribute: Attribute): { readonly value: Value; readonly order?: Order } {
    const lane = this.lane(device, attribute);
    if (this.#options.without.has(8)) return { value: this.#options.state.confirmed(device.id, attribute) ?? null };
    const order = newestOpen(lane, attribute);
    const ordered = order?.targets.get(attribute);
    if (order !== undefined && ordered !== undefined) return { value: ordered, order };
    const confirmed = this.#options.state.confirmed(device.id, attribute) ?? null;
    const reached = lane.reached.get(attribute);
    // Told 70 and off, it is off before it says 70, and has that stored.
    if (attribute === 'brightnessPercent' && reached !== undefined && this.#options.state.confirmed(device.id, 'on') === false) return { value: reached };
    // A lamp that was told 60 and says 59.2, or 58 on its last step, is at 60: what is reckoned from it must not drift.
    return { value: reached !== undefined && equalReport(device, attribute, confirmed, reached) ? reached : confirmed };
  }

  /** All that a command which is ordered now may find: what is desired, and what those that still travel come from and go to. Of numbers the two ends. */
  origins(device: Device, attribute: Attribute): readonly Value[] {
    const ends = new Ends();
    ends.note(this.desired(device, attribute).value);
    for (const order of this.lane(device, attribute).recent) ends.noteAll(order.ends.get(attribute) ?? []);
    return ends.list;
  }

  /** Whether the desired state can be relied on: the device is reachable, and it said so since it was last out of sight, or a command settles it. */
  knows(device: Device, attribute: Attribute): boolean {
    if (!this.#options.state.reachable(device.id)) return false;
    return this.#known.has(device.id, attribute) || this.desired(device, attribute).order !== undefined;
  }

  /** The device said so now. */
  learned(device: string, attribute: Attribute): void {
    this.#known.add(device, attribute);
  }

  /** What was known of the device counts no longer: it is out of sight, or a command ended in doubt. */
  doubt(device: string, attributes?: Iterable<Attribute>): void {
    this.#known.delete(device, attributes);
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
    if (this.#options.without.has(1)) return this.#pumpUnfenced(lane);
    while (!this.#isStopped) {
      const [order] = lane.waiting;
      if (order === undefined || order.stage !== 'waiting') return;
      const inFlight = countInFlight(lane);
      const hurried = lane.waiting.some(({ stage, replaceable }) => stage === 'waiting' && !replaceable);
      if (inFlight >= mostInFlight || (inFlight > 0 && !hurried)) return;
      lane.waiting.shift();
      if (present(order)) this.#send(order);
      else this.end(order, 'lost');
    }
  }

  /** Without the fence (rule 1) whatever is written down leaves, but for a finger's value that waits its turn. */
  #pumpUnfenced(lane: Lane): void {
    for (const order of lane.waiting.filter(({ stage }) => stage === 'waiting')) {
      if (this.#isStopped || (order.replaceable && lane.sent.some(({ stage }) => stage === 'in-flight'))) continue;
      remove(lane.waiting, order);
      this.#send(order);
    }
  }

  /** An order of an earlier life that may still arrive. */
  haunt(ghost: Order): void {
    ghost.lane.recent.unshift(ghost);
    this.#journeys.resume(ghost);
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

  /** Looks whether what was reported confirms commands. */
  settle(lane: Lane): void {
    if (lane.sent.length > 0) settleLane(lane, this.#options.state, this.#options.clock.elapsedMs(), this.#arrivedNow);
  }

  /** Reads the device; several at once share one reading. `false` when it did not answer within `limitMs`. */
  async read(device: string, limitMs: number): Promise<boolean> {
    return this.startReading(device, limitMs);
  }

  /** As `read`, with the one promise that everybody gets who waits for this reading. */
  startReading(device: string, limitMs: number): Promise<boolean> {
    return this.#readings.start(device, limitMs);
  }

  /** A reading of this device is under way: whoever claims now waits for it, or the order of arrival would be lost. */
  reading(device: string): Promise<boolean> | undefined {
    return this.#readings.of(device);
  }

  stop(): void {
    this.#isStopped = true;
    this.#readings.stop();
  }

  /** What the device answered becomes the state; what was sent after the question is not in the answer. */
  #apply(device: Device, values: Readonly<Partial<Record<Attribute, Value>>>, askedAtMs: number): void {
    const { state } = this.#options;
    const fresh: Partial<Record<Attribute, Value>> = {};
    const lanes = new Set<Lane>();
    let disputed = false;
    for (const [attribute, value] of knownValues(device, values)) {
      const lane = this.lane(device, attribute);
      if (lane.recent.some((order) => order.sentAtMs > askedAtMs && order.targets.has(attribute))) continue;
      const [reported, reached] = [lane.reported.get(attribute), lane.reached.get(attribute)];
      if (reported !== undefined && reported.atMs > askedAtMs && !equalReport(device, attribute, reported.value, value)) {
        // It said something else meanwhile, and which of both is the newer nobody knows.
        disputed = true;
        continue;
      }
      lane.reported.set(attribute, { value, atMs: askedAtMs });
      if (this.#mayBeUnderWay(lane, attribute) && reached !== undefined && !equalReport(device, attribute, value, reached)) continue;
      fresh[attribute] = value;
      if (reached !== undefined && !equalReport(device, attribute, value, reached)) forgetReached(lane, attribute);
      this.learned(device.id, attribute);
      lanes.add(lane);
    }
    for (const attribute of storedBy(device, values)) this.learned(device.id, attribute);
    if (lanes.size > 0) state.confirm(device.id, fresh, { by: 'reading' });
    for (const lane of lanes) this.settle(lane);
    if (disputed) this.#options.deadlines.at(this.#options.clock.elapsedMs() + 1, () => void this.read(device.id, aftermathMs));
  }

  /** What came about lately may have been seen in passing: until its time is over an answer takes nothing back. */
  #mayBeUnderWay(lane: Lane, attribute: Attribute): boolean {
    const newest = lane.recent.findLast(({ targets }) => targets.has(attribute));
    return newest !== undefined && newest.result === 'done' && newest.travelsUntilMs + aftermathMs > this.#options.clock.elapsedMs();
  }

  #send(order: Order): void {
    order.stage = 'in-flight';
    order.sentAtMs = this.#options.clock.elapsedMs();
    order.lane.sent.push(order);
    order.lane.recent.push(order);
    this.#outbox.add(order);
  }

  readonly #arrivedNow = (order: Order): void => this.end(order, 'done');

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
      void this.#journeys.begin(order);
    }
  }

  #forget(order: Order): void {
    remove(order.lane.recent, order);
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
    if (result === 'unknown') this.doubt(lane.device, order.attributes);
    if (result === 'done') {
      for (const [attribute, value] of order.targets) {
        if (order.fence < (lane.done.get(attribute) ?? 0)) continue;
        lane.reached.set(attribute, value);
        lane.done.set(attribute, order.fence);
      }
    }
    if (result !== 'done') for (const contest of order.contests) contest.state = result === 'lost' ? contest.state : 'failed';
    if (wasSent) this.#publish(order);
    order.ended.resolve();
  }

  /** The desired state from the moment of sending; when the command ended, what is below it. */
  #publish(order: Order): void {
    const { lane } = order;
    const origin: StateOrigin = { by: 'claim', source: order.source, receiptId: order.receiptId };
    for (const attribute of order.attributes) {
      this.#options.state.desire(lane.device, attribute, newestSent(lane, attribute)?.targets.get(attribute), origin);
    }
  }
}

/** What was reached is so no more, and no command explains it. */
function forgetReached(lane: Lane, attribute: Attribute): void {
  if (!lane.recent.some(({ targets }) => targets.has(attribute))) lane.reached.delete(attribute);
}

function countInFlight({ sent }: Lane): number {
  let count = 0;
  for (const { stage } of sent) if (stage === 'in-flight') count += 1;
  return count;
}

/** Shows the fence of the order; false when a newer one was shown for one of its attributes. */
function present({ lane, fence, attributes }: Order): boolean {
  const keys = attributes.length === 0 ? ['run'] : attributes;
  if (keys.some((key) => (lane.presented.get(key) ?? -1) > fence)) return false;
  for (const key of keys) lane.presented.set(key, fence);
  return true;
}

function replaces(order: Order, other: Order): boolean {
  // A voice that found its wish waiting there is not to lose it.
  return (
    other.replaceable &&
    other.sharers.size === 0 &&
    other.source === order.source &&
    other.targets.size > 0 &&
    other.attributes.every((key) => order.targets.has(key))
  );
}

function remove(list: Order[], order: Order): void {
  const index = list.indexOf(order);
  if (index !== -1) list.splice(index, 1);
}
