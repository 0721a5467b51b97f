import type { Clock } from '../core/clock.ts';
import { attributes } from '../core/home.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import type { LedgerEvent } from '../ports/ledger.ts';
import type { StateStore } from '../ports/state.ts';
import type { Storage } from '../ports/storage.ts';
import { keepMs } from './contests.ts';
import type { Contest, Contests } from './contests.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { Fingers } from './fingers.ts';
import { reopened } from './reopening.ts';
import { newOrder } from './order.ts';
import type { Order } from './order.ts';
import { equalReport, liesBetween } from './values.ts';
import type { Settable } from './values.ts';

export interface RecoveryOptions {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly state: StateStore;
  readonly dispatcher: Dispatcher;
  readonly contests: Contests;
  readonly fingers: Fingers;
  readonly changed: (receiptIds: readonly string[]) => void;
  readonly without: ReadonlySet<number>;
}

/** An older command is nobody's wish any more. */
const resendWithinMs = 30_000;
/** What is open was written at most so long before the last sign of life. */
const openWithinMs = 120_000;
const readWithinMs = 2_000;
/** So long an earlier command may disturb what is read. */
const passesWithinMs = 5_000;
/** So long a command may be on its way. */
const travelsWithinMs = 10_000;
/** Each life's fences lie above all earlier ones'. */
const fencesALife = 2 ** 32;
const lifeKey = 'arbitration/life';
const aliveKey = 'arbitration/alive';

type CommandEvent = LedgerEvent & { readonly type: 'command' };

/** What was under way at a crash: the device is asked first, and little is done again (rule 11). */
export class Recovery {
  readonly #options: RecoveryOptions;
  #fence: number;
  #driftMs: number;
  #heldUntilMs = -Infinity;
  readonly #ghosts = new Map<string, Order>();
  /** Contests of the earlier life, by the command that acted for them. */
  readonly #reopened = new Map<string, Contest[]>();

  constructor(options: RecoveryOptions) {
    this.#options = options;
    const last = options.storage.get(lifeKey);
    const life = (typeof last === 'number' && Number.isSafeInteger(last) ? last : 0) + 1;
    options.storage.put(lifeKey, life);
    this.#fence = life * fencesALife;
    this.#driftMs = options.clock.nowMs() - options.clock.elapsedMs();
  }

  /** A claim came: what is open at a crash is looked for from about now. */
  alive(): void {
    const { storage, clock } = this.#options;
    const [wallMs, elapsedMs] = [clock.nowMs(), clock.elapsedMs()];
    // After a jump ahead what is open was written long ago, by that clock.
    if (wallMs - elapsedMs - this.#driftMs > 1_000) this.#heldUntilMs = elapsedMs + openWithinMs;
    this.#driftMs = wallMs - elapsedMs;
    if (elapsedMs >= this.#heldUntilMs) storage.put(aliveKey, wallMs);
  }

  nextFence(): number {
    this.#fence += 1;
    return this.#fence;
  }

  async recover(): Promise<void> {
    const { storage } = this.#options;
    const alive = storage.get(aliveKey);
    // Without a sign of life the ledger is young.
    const sinceMs = typeof alive === 'number' ? alive - openWithinMs : 0;
    const events = storage.events(['command', 'sent', 'command-end', 'report', 'revoked'], sinceMs);
    const open = openCommands(events);
    // The last life may have ended before its number was kept.
    this.#fence = Math.max(this.#fence, ...open.map(({ fence }) => fence));
    const sent = new Set(events.flatMap((event) => (event.type === 'sent' ? event.commandId : [])));
    this.#reopen();
    this.#haunt(events);
    this.#remember(events, sent);
    const byDevice = Map.groupBy(open, (event) => event.command.device);
    // What was moved lately is asked too: what it said last may not have been kept.
    for (const event of events) if (event.type === 'command' && !byDevice.has(event.command.device)) byDevice.set(event.command.device, []);
    // While a hub starts, nothing else may be holding the process: the clock's sleepers do not.
    const held = setInterval(() => undefined, 60_000);
    try {
      await Promise.all([...byDevice].map(async ([device, commands]) => this.#recoverDevice(device, commands, sent, events)));
    } finally {
      clearInterval(held);
    }
  }

  /** What was said just before the end may still come by another way. */
  #reopen(): void {
    const { storage, clock, state, contests, fingers, without } = this.#options;
    if (without.has(11)) return;
    const [wallMs, elapsedMs] = [clock.nowMs(), clock.elapsedMs()];
    const events = storage.events(['claim', 'decision', 'command-end', 'revoked'], wallMs - keepMs);
    for (const { contest, commandId } of reopened(events, (id) => state.device(id), fingers, { wallMs, elapsedMs })) {
      contests.open(contest);
      if (commandId === undefined) continue;
      const others = this.#reopened.get(commandId);
      if (others === undefined) this.#reopened.set(commandId, [contest]);
      else others.push(contest);
    }
  }

  async #recoverDevice(id: string, commands: readonly CommandEvent[], sent: ReadonlySet<string>, events: readonly LedgerEvent[]): Promise<void> {
    const { state, dispatcher, clock } = this.#options;
    const device = state.device(id);
    if (device !== undefined && this.#options.without.has(11)) {
      for (const event of commands) this.#resend(device, event);
      return;
    }
    const answered = device !== undefined && (await dispatcher.read(id, readWithinMs));
    const newest = new Map<string, CommandEvent>();
    for (const event of commands) for (const [attribute] of settings(event, device)) newest.set(attribute, event);
    for (const event of commands) {
      const { command, atMs } = event;
      if (device === undefined || command.set === undefined) {
        this.#end(event, 'unknown');
        continue;
      }
      const set = settings(event, device);
      const isNewest = set.every(([attribute]) => newest.get(attribute) === event);
      const isThere =
        answered &&
        isNewest &&
        !this.#mayPass(event, events, sent) &&
        set.every(([attribute, value]) => equalReport(device, attribute, state.confirmed(id, attribute) ?? null, value));
      if (isThere && sent.has(command.commandId)) {
        const ghost = this.#ghosts.get(command.commandId);
        if (ghost !== undefined) ghost.result = 'done';
        this.#end(event, 'done');
        continue;
      }
      const ageMs = clock.nowMs() - atMs;
      const young = ageMs >= 0 && ageMs < resendWithinMs;
      const untouched = answered && set.every(([attribute]) => this.#untouched(device, attribute, event, events));
      // Somebody may have claimed since we started: what waits behind that is out of date.
      const overtaken = set.some(([attribute]) => dispatcher.desired(device, attribute).order !== undefined);
      if (isNewest && sent.has(command.commandId) && young && !event.risky && untouched && !overtaken) this.#resend(device, event);
      else this.#end(event, 'unknown');
    }
  }

  /** An earlier command is perhaps still on its way elsewhere: what the device says now may not last. */
  #mayPass({ command, atMs }: CommandEvent, events: readonly LedgerEvent[], sent: ReadonlySet<string>): boolean {
    const nowMs = this.#options.clock.nowMs();
    const device = this.#options.state.device(command.device);
    return events.some((other) => {
      if (other.type !== 'command' || other.atMs > atMs || other.command.device !== command.device || !sent.has(other.command.commandId)) return false;
      if (other.command.commandId === command.commandId || nowMs - other.atMs > passesWithinMs) return false;
      const targets = new Map(settings(other, device));
      return (
        device !== undefined &&
        settings({ ...other, command }, device).some(([attribute, value]) => {
          const target = targets.get(attribute);
          return target !== undefined && !equalReport(device, attribute, target, value);
        })
      );
    });
  }

  /** Nothing moved it since: it is where it was, or on the way to where commands sent it, and no person's change was written down. */
  #untouched(device: Device, attribute: Attribute, event: CommandEvent, events: readonly LedgerEvent[]): boolean {
    const now = this.#options.state.confirmed(device.id, attribute) ?? null;
    if (now === null) return false;
    // Earlier commands may still have travelled, also those that had ended.
    const ends: Value[] = events.flatMap((other) =>
      other.type === 'command' && other.command.device === device.id && other.atMs >= event.atMs - travelsWithinMs
        ? [other.before?.[attribute] ?? null, other.command.set?.[attribute] ?? null]
        : [],
    );
    const from = events.indexOf(event);
    const moved = events.some((other, index) => index > from && other.type === 'report' && other.device === device.id && attribute in other.values);
    return (
      !moved &&
      liesBetween(
        device,
        attribute,
        now,
        ends.filter((end) => end !== null),
      )
    );
  }

  #resend(device: Device, event: CommandEvent): void {
    const { dispatcher } = this.#options;
    const order = this.#orderOf(device, event, false);
    if (order === undefined) return;
    for (const contest of this.#reopened.get(event.command.commandId) ?? []) {
      contest.order = order;
      order.contests.add(contest);
    }
    dispatcher.enqueue(order);
    dispatcher.landed(order);
  }

  /**
   * What an earlier life sent may still be on its way: its reports are ours, and confirm nothing newer. That it was sent is not certain, for its mark may
   * have gone with the power.
   */
  #haunt(events: readonly LedgerEvent[]): void {
    const { state, dispatcher, clock } = this.#options;
    const revoked = new Set(events.flatMap(({ type, receiptId = '' }) => (type === 'revoked' ? receiptId : [])));
    for (const event of events) {
      const device = event.type === 'command' && !revoked.has(event.receiptId ?? '') ? state.device(event.command.device) : undefined;
      const ageMs = clock.nowMs() - event.atMs;
      if (event.type !== 'command' || device === undefined || ageMs < 0 || ageMs > travelsWithinMs) continue;
      const ghost = this.#orderOf(device, event, true);
      if (ghost === undefined) continue;
      dispatcher.haunt(ghost);
      this.#ghosts.set(event.command.commandId, ghost);
    }
  }

  /** What was ordered lately is what devices mean that say nearly the same. */
  #remember(events: readonly LedgerEvent[], sent: ReadonlySet<string>): void {
    const { state, dispatcher } = this.#options;
    for (const event of events) {
      const device = event.type === 'command' ? state.device(event.command.device) : event.type === 'report' ? state.device(event.device) : undefined;
      if (device === undefined) continue;
      if (event.type === 'command' && sent.has(event.command.commandId)) {
        for (const [attribute, value] of settings(event, device)) dispatcher.lane(device, attribute).reached.set(attribute, value);
      } else if (event.type === 'report') {
        for (const attribute of attributes) if (attribute in event.values) dispatcher.lane(device, attribute).reached.delete(attribute);
      }
    }
  }

  #orderOf(device: Device, event: CommandEvent, ghost: boolean): Order | undefined {
    const targets = new Map(settings(event, device));
    const [attribute] = targets.keys();
    if (attribute === undefined) return undefined;
    const { command, fence, receiptId = '', turnId, source } = event;
    const before = new Map([...targets.keys()].map((key) => [key, event.before?.[key] ?? null]));
    return newOrder(
      { command, lane: this.#options.dispatcher.lane(device, attribute), fence, receiptId, turnId, source, replaceable: false, targets, before },
      ghost,
    );
  }

  #end({ receiptId, command }: CommandEvent, result: 'done' | 'unknown'): void {
    const { storage, clock, changed, dispatcher } = this.#options;
    const { commandId } = command;
    try {
      storage.appendSoon([{ type: 'command-end', atMs: clock.nowMs(), ...(receiptId === undefined ? {} : { receiptId }), commandId, result }]);
    } catch {
      // The disk does not take its end: the next life looks at it again.
    }
    if (result === 'unknown') for (const contest of this.#reopened.get(commandId) ?? []) contest.state = 'failed';
    if (result === 'unknown' && dispatcher.order(commandId) === undefined && receiptId !== undefined) changed([receiptId]);
  }
}

/** Commands without an end, whose claims were not revoked, the oldest first. */
function openCommands(events: readonly LedgerEvent[]): readonly CommandEvent[] {
  const ended = new Set<string>();
  const revoked = new Set<string>();
  for (const event of events) {
    if (event.type === 'command-end') ended.add(event.commandId);
    if (event.type === 'revoked' && event.receiptId !== undefined) revoked.add(event.receiptId);
  }
  return events.filter(
    (event): event is CommandEvent =>
      event.type === 'command' && !ended.has(event.command.commandId) && !(event.receiptId !== undefined && revoked.has(event.receiptId)),
  );
}

/** What it orders, and what that implies: a brightness lights the lamp. */
function settings({ command }: CommandEvent, device: Device | undefined): readonly (readonly [Attribute, Settable])[] {
  const list: [Attribute, Settable][] = [];
  for (const attribute of attributes) {
    const value = command.set?.[attribute];
    if (value !== undefined) list.push([attribute, value]);
  }
  const lights = device?.kind === 'light' && 'on' in device.state && (command.set?.brightnessPercent ?? 0) !== 0;
  if (lights && command.set?.on === undefined) list.push(['on', true]);
  return list;
}
