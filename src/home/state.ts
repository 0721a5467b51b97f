import * as v from 'valibot';
import type { Clock } from '../core/clock.ts';
import { attributes, type Attribute, type Device, type Value } from '../core/home.ts';
import type { StateOrigin, StateStore } from '../ports/state.ts';
import type { Storage } from '../ports/storage.ts';
import { sayable } from './values.ts';

/** What is told of live state: `GET /v1/home/events`, and everything that publishes. */
export type StateEvent =
  | {
      readonly type: 'value';
      readonly device: string;
      readonly attribute: Attribute;
      readonly value: Value;
      readonly atMs: number;
      readonly origin: StateOrigin;
    }
  | { readonly type: 'reachable'; readonly device: string; readonly reachable: boolean; readonly atMs: number };

/** A confirmed value, since when, and why. */
export interface Confirmed {
  readonly value: Value;
  /** When the device said so, wall clock. 0 for what only the home file says. */
  readonly atMs: number;
  readonly origin: StateOrigin;
}

/** A value of another system that cannot be: told once for each device and attribute, in the status. */
export interface StateProblem {
  readonly device: string;
  readonly attribute: Attribute;
  readonly problem: 'wrong-type' | 'out-of-range';
  readonly atMs: number;
}

/** Live state with origin and time. Confirmed values are kept over restarts, as documents `state/<device>`; what is desired is not. */
export class LiveState implements StateStore {
  readonly #devices: (id: string) => Device | undefined;
  readonly #storage: Storage;
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: StateEvent) => void>();
  readonly #confirmed = new Map<string, Partial<Record<Attribute, Confirmed>>>();
  readonly #desired = new Map<string, Partial<Record<Attribute, Exclude<Value, null>>>>();
  readonly #reachable = new Set<string>();
  readonly #problems = new Map<string, StateProblem>();

  /** `devices` is the registry's look-up by id. Nothing is reachable until its source says so. */
  constructor(options: { readonly device: (id: string) => Device | undefined; readonly storage: Storage; readonly clock: Clock }) {
    this.#devices = options.device;
    this.#storage = options.storage;
    this.#clock = options.clock;
    for (const { key, value } of options.storage.list(prefix)) {
      const kept = v.safeParse(KeptState, value);
      // What cannot be read is what a device says again anyway.
      if (kept.success) this.#confirmed.set(key.slice(prefix.length), kept.output);
    }
  }

  device(id: string): Device | undefined {
    return this.#devices(id);
  }

  reachable(device: string): boolean {
    return this.#reachable.has(device) && this.#devices(device) !== undefined;
  }

  confirmed(device: string, attribute: Attribute): Value | undefined {
    return this.confirmation(device, attribute)?.value;
  }

  /** The confirmed value with its time and origin; `undefined` when the device lacks the attribute. */
  confirmation(device: string, attribute: Attribute): Confirmed | undefined {
    const known = this.#devices(device);
    const initial = known?.state[attribute];
    if (known === undefined || initial === undefined) return undefined;
    const said = this.#confirmed.get(device)?.[attribute] ?? { value: initial, atMs: 0, origin: { by: 'reading' } };
    // A kind or a limit may have changed since it was said.
    return sayable(known, attribute, said.value) === 'fits' ? said : { ...said, value: null };
  }

  /** The visible value: what is desired, else what is confirmed. `HomeView.value`. */
  value(device: string, attribute: Attribute): Value | undefined {
    const confirmed = this.confirmed(device, attribute);
    return confirmed === undefined ? undefined : (this.#desired.get(device)?.[attribute] ?? confirmed);
  }

  confirm(device: string, values: Readonly<Partial<Record<Attribute, Value>>>, origin: StateOrigin): void {
    const known = this.#devices(device);
    if (known === undefined) return;
    const atMs = this.#clock.nowMs();
    const kept = { ...this.#confirmed.get(device) };
    const events: StateEvent[] = [];
    for (const attribute of attributes) {
      const said = values[attribute];
      if (said === undefined || known.state[attribute] === undefined) continue;
      const value = this.#checked(known, attribute, said, atMs);
      const before = this.value(device, attribute);
      kept[attribute] = { value, atMs, origin };
      const now = this.#desired.get(device)?.[attribute] ?? value;
      if (now !== before) events.push({ type: 'value', device, attribute, value: now, atMs, origin });
    }
    this.#confirmed.set(device, kept);
    this.#storage.put(prefix + device, kept);
    for (const event of events) this.#tell(event);
  }

  desire(device: string, attribute: Attribute, value: Exclude<Value, null> | undefined, origin: StateOrigin): void {
    const before = this.value(device, attribute);
    const { [attribute]: _, ...others } = this.#desired.get(device) ?? {};
    if (value !== undefined) this.#desired.set(device, { ...others, [attribute]: value });
    else if (Object.keys(others).length > 0) this.#desired.set(device, others);
    else this.#desired.delete(device);
    const now = this.value(device, attribute);
    if (now !== undefined && now !== before) this.#tell({ type: 'value', device, attribute, value: now, atMs: this.#clock.nowMs(), origin });
  }

  setReachable(device: string, reachable: boolean): void {
    if (this.#reachable.has(device) === reachable) return;
    if (reachable) this.#reachable.add(device);
    else this.#reachable.delete(device);
    if (this.#devices(device) !== undefined) this.#tell({ type: 'reachable', device, reachable, atMs: this.#clock.nowMs() });
  }

  /** Tells of every visible change, at once. Answers how to stop that. */
  onChange(listener: (event: StateEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** For the status: values from other systems that were refused, each device and attribute once. */
  problems(): readonly StateProblem[] {
    return [...this.#problems.values()];
  }

  /** Forgets devices that are not in the home any more. */
  prune(): void {
    for (const { key } of this.#storage.list(prefix)) if (this.#devices(key.slice(prefix.length)) === undefined) this.#storage.remove(key);
    for (const all of [this.#confirmed, this.#desired]) for (const id of all.keys()) if (this.#devices(id) === undefined) all.delete(id);
    for (const id of this.#reachable) if (this.#devices(id) === undefined) this.#reachable.delete(id);
    for (const [key, { device }] of this.#problems) if (this.#devices(device) === undefined) this.#problems.delete(key);
  }

  #checked(device: Device, attribute: Attribute, value: Value, atMs: number): Value {
    const problem = sayable(device, attribute, value);
    if (problem === 'fits') return value;
    const key = `${attribute} ${device.id}`;
    if (!this.#problems.has(key)) this.#problems.set(key, { device: device.id, attribute, problem, atMs });
    return null;
  }

  #tell(event: StateEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

const prefix = 'state/';

const Origin = v.variant('by', [
  v.object({ by: v.literal('claim'), source: v.string(), receiptId: v.string() }),
  v.object({ by: v.literal('device') }),
  v.object({ by: v.literal('reading') }),
]);
const KeptState = v.record(
  v.picklist(attributes),
  v.object({ value: v.nullable(v.union([v.boolean(), v.number(), v.string()])), atMs: v.number(), origin: Origin }),
);
