/** A hub in small for the tests of this folder: a real live state, a fake clock, devices that obey as they are told to. Not exported. */
import type { Claim, Command } from '../core/claim.ts';
import { EntenteError } from '../core/errors.ts';
import type { Attribute, Device, Home, Value } from '../core/home.ts';
import type { Step } from '../core/step.ts';
import { LiveState } from '../home/state.ts';
import type { StateEvent } from '../home/state.ts';
import type { Actuator } from '../ports/actuator.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import type { FakeClock } from '../testing/fake-clock.ts';
import { homeOf } from '../testing/home-of.ts';
import type { DeviceSketch } from '../testing/home-of.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import type { MemoryStorage } from '../testing/memory-storage.ts';
import { openArbiter } from './arbiter.ts';
import type { OpenArbiter } from './arbiter.ts';

/** How a device behaves, ms. */
export interface Behaviour {
  /** Until its protocol acknowledges; Infinity is never. */
  readonly acknowledgeMs: number;
  /** From then until it reports what it reached; Infinity is never. */
  readonly reportMs: number;
  readonly fails?: 'unreachable' | 'failed';
  readonly readMs?: number;
  readonly readFails?: boolean;
}

/** The world outside the hub: it survives a crash of the hub. */
export class World {
  readonly home: Home;
  readonly clock: FakeClock;
  readonly values = new Map<string, Partial<Record<Attribute, Value>>>();
  readonly received: { readonly command: Command; readonly atMs: number }[] = [];
  readonly members = new Map<string, readonly Step[]>();
  behaviour: Behaviour = { acknowledgeMs: 5, reportMs: 20 };
  /** What the owner prefers. */
  preference: (device: string, source: string) => number = () => 0;
  /** The hub that hears reports now. */
  hub: TestHub | undefined;
  /** Counts hubs: what a dead one still tries reaches nobody. */
  life = 0;

  constructor(devices: readonly DeviceSketch[] = [lamp('lamp'), lamp('other')], clock = fakeClock()) {
    this.home = homeOf(devices);
    this.clock = clock;
    for (const device of this.home.devices) this.values.set(device.id, { ...device.state });
  }

  device(id: string): Device | undefined {
    return this.home.devices.find((device) => device.id === id);
  }

  actuator(): Actuator {
    const life = (this.life += 1);
    return {
      send: async (command, signal) => {
        if (life !== this.life) throw new EntenteError('test/dead', 'this hub was killed');
        const { acknowledgeMs, reportMs, fails } = this.behaviour;
        this.received.push({ command, atMs: this.clock.elapsedMs() });
        await this.clock.sleep(Math.min(acknowledgeMs, 1e9), signal);
        if (fails !== undefined) throw new EntenteError(`test/${fails}`, 'told to fail');
        void this.#reach(command, reportMs);
      },
      read: async (device, signal) => {
        const { readMs = 10, readFails = false } = this.behaviour;
        await this.clock.sleep(readMs, signal);
        if (readFails) throw new EntenteError('test/unreachable', 'told to fail');
        return { ...this.values.get(device) };
      },
      travelMs: () => undefined,
      members: (device) => this.members.get(device),
    };
  }

  async #reach(command: Command, reportMs: number): Promise<void> {
    await this.clock.sleep(Math.min(reportMs, 1_000));
    const values = { ...command.set, ...((command.set?.brightnessPercent ?? 0) === 0 ? {} : { on: true }) };
    this.values.set(command.device, { ...this.values.get(command.device), ...values });
    if (reportMs < Infinity) this.hub?.arbiter.report({ device: command.device, values });
  }

  /** A person at the device. */
  byHand(device: string, values: Partial<Record<Attribute, Value>>): void {
    this.values.set(device, { ...this.values.get(device), ...values });
    this.hub?.arbiter.report({ device, values });
  }

  sets(): readonly unknown[] {
    return this.received.map(({ command }) => command.set ?? command.run);
  }
}

export interface TestHub {
  readonly arbiter: OpenArbiter;
  readonly state: LiveState;
  readonly storage: MemoryStorage;
  readonly events: readonly StateEvent[];
}

/** Starts a hub on this storage; every device reports at once, and the time of settling in is over. */
export async function startHub(world: World, storage: MemoryStorage = memoryStorage(), reporting = true): Promise<TestHub> {
  const { clock } = world;
  const state = new LiveState({ device: (id) => world.device(id), storage, clock });
  const events: StateEvent[] = [];
  state.onChange((event) => events.push(event));
  const arbiter = openArbiter({ clock, storage, state, actuator: world.actuator(), preference: (device, source) => world.preference(device, source) });
  const hub = { arbiter, state, storage, events };
  world.hub = hub;
  for (const { id } of world.home.devices) arbiter.report({ device: id, reachable: true, ...(reporting ? { values: { ...world.values.get(id) } } : {}) });
  await within(clock, arbiter.recover(), 5_000);
  return hub;
}

/** The hub dies in whatever it was doing. Answers what lies on its disk. */
export async function kill(world: World, hub: TestHub): Promise<MemoryStorage> {
  const disk = hub.storage.crashed();
  world.hub = undefined;
  world.life += 1;
  await hub.arbiter[Symbol.asyncDispose]();
  return disk;
}

/** Past the five seconds in which reports are readings. */
export const settledInMs = 5_100;

/** Resolves a promise under the fake clock. */
export async function within<Result>(
  clock: FakeClock,
  promise: Promise<Result>,
  limitMs = 1_000,
): Promise<{ readonly value: Result; readonly tookMs: number }> {
  const startedMs = clock.elapsedMs();
  const progress = { done: false };
  const watched = promise.finally(() => {
    progress.done = true;
  });
  watched.catch(() => undefined);
  await clock.settle();
  while (!progress.done && clock.elapsedMs() - startedMs < limitMs) await clock.advance(1);
  if (!progress.done) throw new EntenteError('test/late', `not decided within ${limitMs} ms`);
  return { value: await watched, tookMs: clock.elapsedMs() - startedMs };
}

export function lamp(id: string, state: Partial<Record<Attribute, Value>> = {}): DeviceSketch {
  return { id, kind: 'light', state: { on: true, brightnessPercent: 50, ...state } };
}

let count = 0;

/** A claim of the Genie about `virtual:lamp`, said now. */
export function claimOf(step: Step | readonly Step[], more: Partial<Claim> = {}): Claim {
  count += 1;
  const steps = 'do' in step ? [step] : step;
  return { source: 'aligenie:a', origin: 'heard', messageId: `m${count}`, steps, ...more };
}

export const set = (attribute: Attribute, value: boolean | number | string, device = 'virtual:lamp'): Step => ({ device, do: 'set', attribute, value });
export const adjust = (by: number, device = 'virtual:lamp', attribute: Attribute = 'brightnessPercent'): Step => ({ device, do: 'adjust', attribute, by });
export const toggle = (attribute: Attribute = 'on', device = 'virtual:lamp'): Step => ({ device, do: 'toggle', attribute });
