import { attributeSpecs } from '../core/attributes.ts';
import type { Clock } from '../core/clock.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import type { StateReport } from '../ports/device-source.ts';
import type { StateStore } from '../ports/state.ts';
import type { Storage } from '../ports/storage.ts';
import type { Contests } from './contests.ts';
import type { Dispatcher } from './dispatcher.ts';
import { aftermathMs, moves } from './order.ts';
import type { Lane, Order } from './order.ts';
import { knownValues, storedBy } from './said.ts';
import { equalReport, liesBetween } from './values.ts';

/** Where it was moved on the way it may still say so for a while. */
const movedWithinMs = 6_000;
/** After a device returned, its reports are readings for so long. */
const returningMs = 5_000;

export interface ReportsOptions {
  readonly clock: Clock;
  readonly state: StateStore;
  readonly storage: Storage;
  readonly dispatcher: Dispatcher;
  readonly contests: Contests;
  readonly without: ReadonlySet<number>;
}

/** What devices say of themselves, and whose doing it is (rule 10). */
export class Reports {
  readonly #options: ReportsOptions;
  readonly #returnedAtMs = new Map<string, number>();

  constructor(options: ReportsOptions) {
    this.#options = options;
  }

  /** Takes a report in. Never throws for what a device may say. */
  take(report: StateReport): void {
    const { state } = this.#options;
    if (report.reachable !== undefined) this.#reach(report.device, report.reachable);
    const device = state.device(report.device);
    if (device === undefined || report.values === undefined) return;
    const confirmedBy = new Map<Order | 'device' | 'reading', Partial<Record<Attribute, Value>>>();
    const byPerson: Attribute[] = [];
    const lanes: Lane[] = [];
    let last: Lane | undefined;
    let told: Order | undefined;
    for (const [attribute, value] of knownValues(device, report.values)) {
      const lane = this.#options.dispatcher.lane(device, attribute);
      if (lane !== last) {
        last = lane;
        if (!lanes.includes(lane)) lanes.push(lane);
        told = report.commandId === undefined ? undefined : lane.recent.findLast(({ command }) => command.commandId === report.commandId);
      }
      const cause = told ?? this.#causeOf(report, device, lane, attribute, value);
      const isLate = typeof cause !== 'string' && cause.result === 'done' && this.#tellsOfTheWay(cause, device, attribute, value);
      lane.reported.set(attribute, { value, atMs: this.#options.clock.elapsedMs() });
      if (cause === 'device' && this.#isNews(device, attribute, value)) byPerson.push(attribute);
      this.#options.dispatcher.learned(device.id, attribute);
      if (!isLate) confirmedBy.set(cause, { ...confirmedBy.get(cause), [attribute]: value });
    }
    for (const attribute of storedBy(device, report.values)) this.#options.dispatcher.learned(device.id, attribute);
    for (const [cause, values] of confirmedBy) {
      if (typeof cause === 'string') state.confirm(device.id, values, { by: cause });
      else state.confirm(device.id, values, { by: 'claim', source: cause.source, receiptId: cause.receiptId });
    }
    if (byPerson.length > 0) this.#person(device, byPerson, report.values);
    for (const lane of lanes) this.#options.dispatcher.settle(lane);
  }

  #reach(device: string, reachable: boolean): void {
    const { state, dispatcher, clock } = this.#options;
    if (state.reachable(device) === reachable) return;
    if (reachable) this.#returnedAtMs.set(device, clock.elapsedMs());
    // What it did meanwhile nobody saw.
    dispatcher.doubt(device);
    state.setReachable(device, reachable);
  }

  #causeOf(report: StateReport, device: Device, lane: Lane, attribute: Attribute, value: Value): Order | 'device' | 'reading' {
    if (this.#options.without.has(10)) return 'device';
    const nowMs = this.#options.clock.elapsedMs();
    const returning = nowMs - (this.#returnedAtMs.get(device.id) ?? -Infinity) < returningMs;
    let newest: Order | undefined;
    const reached = lane.reached.get(attribute) ?? null;
    let mover: Order | undefined;
    let unacknowledged = false;
    const moved = lane.moved.get(attribute);
    const ends: Value[] = moved !== undefined && nowMs - moved.atMs <= movedWithinMs ? [moved.value] : [];
    for (const order of lane.recent) {
      if (order.travelsUntilMs + aftermathMs < nowMs) continue;
      const target = order.targets.get(attribute);
      if (target === undefined) {
        if (moves(order, attribute)) mover = order;
        continue;
      }
      newest = order;
      unacknowledged ||= order.stage === 'in-flight';
      ends.push(reached, ...(order.ends.get(attribute) ?? []));
    }
    // A later command may find it there.
    if (mover !== undefined) lane.moved.set(attribute, { value, atMs: nowMs });
    // A lamp that it lights begins where nobody knew.
    const lights = attribute === 'brightnessPercent' && newest?.before.get('on') === false;
    if (newest !== undefined && (unacknowledged || lights || liesBetween(device, attribute, value, ends))) return newest;
    if (mover !== undefined) return newest !== undefined && newest.fence > mover.fence ? newest : mover;
    return report.reading === true || returning ? 'reading' : 'device';
  }

  /** It is there already: what it tells of the way there comes late. If it strayed since, it is asked in the end. */
  #tellsOfTheWay(order: Order, device: Device, attribute: Attribute, value: Value): boolean {
    const reached = order.targets.has(attribute) ? order.lane.reached.get(attribute) : undefined;
    return reached !== undefined && !equalReport(device, attribute, value, reached);
  }

  /** A change of what somebody could order; sensors and repetitions are none. */
  #isNews(device: Device, attribute: Attribute, value: Value): boolean {
    if (attributeSpecs[attribute].readOnly) return false;
    const desired = this.#options.dispatcher.desired(device, attribute).value;
    return desired !== null && !equalReport(device, attribute, desired, value);
  }

  /** A person at the device: it becomes the desired state, and a command that it overrides ends in doubt. */
  #person(device: Device, changed: readonly Attribute[], values: Readonly<Partial<Record<Attribute, Value>>>): void {
    const { dispatcher, contests, storage, clock } = this.#options;
    for (const attribute of changed) {
      contests.over(device.id, attribute);
      const lane = dispatcher.lane(device, attribute);
      lane.reached.delete(attribute);
      lane.moved.delete(attribute);
      for (const order of lane.sent.slice()) {
        if (order.stage !== 'travelling' || !order.targets.has(attribute)) continue;
        // The words are as true as before: their late duplicates must not undo what the person did.
        order.contests.clear();
        dispatcher.end(order, 'unknown');
        // What was ordered is in doubt; what the device says of itself is not.
        for (const known of order.targets.keys()) if (lane.reported.has(known)) dispatcher.learned(device.id, known);
      }
    }
    const told: Partial<Record<Attribute, Value>> = {};
    for (const attribute of changed) told[attribute] = values[attribute] ?? false;
    try {
      storage.appendSoon([{ type: 'report', atMs: clock.nowMs(), device: device.id, values: told }]);
    } catch {
      // The state is right all the same; only the timeline lacks it.
    }
  }
}
