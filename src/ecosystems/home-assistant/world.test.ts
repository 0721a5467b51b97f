/** A hub in small around a Home Assistant, for the tests of this folder: registry, state, fence and source are the hub's own. Not exported. */
import assert from 'node:assert/strict';
import { openArbiter, type OpenArbiter } from '../../arbitration/arbiter.ts';
import type { Claim, Decision } from '../../core/claim.ts';
import type { Clock } from '../../core/clock.ts';
import type { Attribute, Device, Value } from '../../core/home.ts';
import type { Step } from '../../core/step.ts';
import { systemClock } from '../../core/system-clock.ts';
import { Registry } from '../../home/registry.ts';
import { LiveState, type StateEvent } from '../../home/state.ts';
import { openSources } from '../../hub/sources.ts';
import { homeOf } from '../../testing/home-of.ts';
import { memoryStorage, type MemoryStorage } from '../../testing/memory-storage.ts';
import { ecosystem } from './home-assistant.ts';
import { token } from './peer.test.ts';
import type { HomeAssistantSession } from './session.ts';

/** How many times faster than the real one the clock of these tests goes: sockets stay as slow as they are. */
const haste = 5;

export const hurried = (times = haste): Clock => ({
  nowMs: () => systemClock.nowMs(),
  elapsedMs: () => systemClock.elapsedMs() * times,
  sleep: async (durationMs, signal) => systemClock.sleep(durationMs / times, signal),
});

export class World implements AsyncDisposable {
  readonly clock: Clock;
  readonly storage: MemoryStorage;
  readonly registry: Registry;
  readonly state: LiveState;
  readonly arbiter: OpenArbiter;
  readonly events: StateEvent[] = [];
  readonly #opened = new AsyncDisposableStack();
  readonly #sources: ReturnType<typeof openSources>;
  #session: HomeAssistantSession | undefined;

  private constructor(storage: MemoryStorage, clock: Clock) {
    this.clock = clock;
    this.storage = storage;
    this.registry = new Registry(storage, ['virtual', 'home-assistant']);
    this.state = new LiveState({ device: (id) => this.registry.device(id), storage, clock });
    this.state.onChange((event) => this.events.push(event));
    this.#sources = this.#opened.use(openSources({ clock, storage, registry: this.registry, report: (report) => this.arbiter.report(report) }));
    this.arbiter = this.#opened.use(openArbiter({ clock, storage, state: this.state, actuator: this.#sources.actuator, changed: () => {} }));
  }

  /** Connected to a peer that runs; `settings` `undefined` takes the kept ones. */
  static async open(
    peer: { readonly url: string },
    { storage = memoryStorage(), clock = hurried(), settings = { url: peer.url, token } }: { storage?: MemoryStorage; clock?: Clock; settings?: unknown } = {},
  ): Promise<World> {
    const world = new World(storage, clock);
    if (world.registry.isEmpty) await world.registry.replace(homeOf([]));
    world.#session = await world.#sources.connect(ecosystem, settings);
    return world;
  }

  get session(): HomeAssistantSession {
    return this.#session ?? assert.fail('not open yet');
  }

  async ready(): Promise<void> {
    await until('Home Assistant is ready', () => this.session.status().phase === 'ready');
  }

  device(name: string): Device {
    return this.registry.home.devices.find((device) => device.name === name) ?? assert.fail(`there is no ${name}`);
  }

  value(device: string, attribute: Attribute): Value | undefined {
    return this.state.value(device, attribute);
  }

  async claim(steps: readonly Step[], about: Partial<Claim> = {}): Promise<Decision> {
    return this.arbiter.claim({ source: 'page', origin: 'direct', steps, ...about });
  }

  async becomes(device: string, attribute: Attribute, value: Value): Promise<void> {
    await until(`${attribute} becomes ${value}`, () => this.state.confirmed(device, attribute) === value);
  }

  async reaches(device: string, reachable = true): Promise<void> {
    await until(`it is ${reachable ? '' : 'un'}reachable`, () => this.state.reachable(device) === reachable);
  }

  /** Values of one attribute that everybody was told, in order. */
  told(device: string, attribute: Attribute): readonly Value[] {
    return this.events.flatMap((event) => (event.type === 'value' && event.device === device && event.attribute === attribute ? [event.value] : []));
  }

  /** What people did at devices, as the ledger has it. */
  get people(): number {
    return this.storage.ledger.filter(({ type }) => type === 'report').length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#opened.disposeAsync();
  }
}

/** Waits for what a real peer does. */
export async function until(what: string, isSo: () => boolean, limitMs = 15_000): Promise<void> {
  const endMs = performance.now() + limitMs;
  while (!isSo()) {
    if (performance.now() > endMs) assert.fail(`not within ${limitMs} ms: ${what}`);
    await systemClock.sleep(5);
  }
}

/** Real time passes in which nothing may happen, by the clock of these tests. */
export async function pass(durationMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, durationMs / haste);
  await promise;
}
