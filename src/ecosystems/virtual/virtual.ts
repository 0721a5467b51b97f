import * as v from 'valibot';
import type { Command } from '../../core/claim.ts';
import { Deadlines } from '../../core/deadlines.ts';
import { EntenteError } from '../../core/errors.ts';
import { attributes } from '../../core/home.ts';
import { actions, type Step } from '../../core/step.ts';
import { need, readWith } from '../../home/read.ts';
import { strict } from '../../home/schema.ts';
import type { DeviceSession, DeviceSource, DeviceSourceContext } from '../../ports/device-source.ts';
import { openCommandLog, type CommandLog } from './command-log.ts';
import type { Values } from './behaviour.ts';
import { VirtualDevice, type Surroundings } from './device.ts';
import { driftEveryMs } from './drift.ts';
import { operate } from './operate.ts';

/** The devices of a demo or of a test: they behave, but there is nothing to touch. */
export interface VirtualSession extends DeviceSession {
  /**
   * Does to a device what life does: `POST /v1/virtual/{device}`, body as in `operate.ts`.
   *
   * @throws EntenteError `virtual/no-such-device`, `virtual/bad-operation` naming the field
   */
  operate(device: string, request: unknown): void;
  travelMs(command: Command): number | undefined;
  homeChanged(): void;
  members(device: string): readonly Step[] | undefined;
}

const Value = v.union([v.boolean(), v.number(), v.string()]);
const StepSchema = v.variant('do', [
  v.strictObject({ device: v.string(), do: v.literal('set'), attribute: v.picklist(attributes), value: Value }),
  v.strictObject({ device: v.string(), do: v.literal('adjust'), attribute: v.picklist(attributes), by: v.number() }),
  v.strictObject({ device: v.string(), do: v.literal('toggle'), attribute: v.picklist(attributes) }),
  v.strictObject({ device: v.string(), do: v.literal('run'), action: v.picklist(actions), room: v.exactOptional(v.string()) }),
]);
const Scenes = v.record(v.string(), v.array(StepSchema));

/**
 * Settings of the virtual ecosystem. `scenes` tells what each scene does, by its id; kept, so it need be given only once. `commandLog` is a file to which
 * every command that reaches a device is appended as a line of JSON before anything else happens; the default is what ENTENTE_VIRTUAL_LOG says.
 */
const Settings = strict({ scenes: v.exactOptional(Scenes), commandLog: v.exactOptional(v.string()) });

export const ecosystem = {
  id: 'virtual',
  name: { 'zh-CN': '虚拟设备', en: 'Virtual devices' },
  /** @throws EntenteError `virtual/bad-settings`, `virtual/log` when the command log cannot be opened */
  async connect(settings: unknown, context: DeviceSourceContext): Promise<VirtualSession> {
    const { scenes, commandLog = process.env['ENTENTE_VIRTUAL_LOG'] } = need(readWith(Settings, settings ?? {}), 'virtual/bad-settings');
    if (scenes !== undefined) context.save(scenesKey, scenes);
    const known = v.safeParse(Scenes, scenes ?? context.load(scenesKey));
    return new Session(context, known.success ? known.output : {}, openCommandLog(commandLog, context.clock));
  },
} satisfies DeviceSource;

const scenesKey = 'scenes';

class Session implements VirtualSession {
  readonly #context: DeviceSourceContext;
  readonly #scenes: Readonly<Record<string, readonly Step[]>>;
  readonly #log: CommandLog;
  readonly #devices = new Map<string, VirtualDevice>();
  /** One sleeper for all that devices wait for. */
  readonly #deadlines: Deadlines;
  #isDrifting = false;

  constructor(context: DeviceSourceContext, scenes: Readonly<Record<string, readonly Step[]>>, log: CommandLog) {
    this.#context = context;
    this.#scenes = scenes;
    this.#log = log;
    this.#deadlines = new Deadlines(context.clock);
    context.signal.addEventListener('abort', () => this.#stop(), { once: true });
    this.homeChanged();
  }

  async send(command: Command, signal: AbortSignal): Promise<void> {
    const device = this.#device(command.device);
    if (!device.isOffline) this.#log.write(command);
    await device.receive(command, signal);
  }

  async read(id: string, signal: AbortSignal): Promise<Values> {
    return this.#device(id).read(signal);
  }

  travelMs(command: Command): number | undefined {
    return this.#devices.get(command.device)?.travelMs(command);
  }

  operate(id: string, request: unknown): void {
    const device = this.#device(id);
    device.operate(operate(device.as, request));
  }

  members(scene: string): readonly Step[] | undefined {
    return this.#scenes[scene]?.filter((step) => {
      const member = this.#devices.get(step.device)?.as;
      return member !== undefined && (step.do === 'run' || step.attribute in member.state);
    });
  }

  homeChanged(): void {
    const now = new Map((this.#context.devices?.() ?? []).map((device) => [device.id, device]));
    for (const [id, device] of this.#devices) {
      if (now.has(id)) continue;
      device.close();
      this.#devices.delete(id);
      this.#context.save(deviceKey(id), null);
    }
    for (const [id, as] of now) {
      const device = this.#devices.get(id);
      if (device === undefined) this.#devices.set(id, new VirtualDevice(as, this.#surroundings()));
      else if (device.as !== as) device.become(as);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop();
    this.#log.close();
  }

  #stop(): void {
    for (const device of this.#devices.values()) device.close();
    this.#deadlines[Symbol.dispose]();
  }

  #device(id: string): VirtualDevice {
    const device = this.#devices.get(id);
    if (device === undefined) throw new EntenteError('virtual/no-such-device', 'there is no such virtual device');
    return device;
  }

  #surroundings(): Surroundings {
    const context = this.#context;
    return {
      clock: context.clock,
      report: (said) => context.report(said),
      load: (id) => context.load(deviceKey(id)),
      save: (id, document) => context.save(deviceKey(id), document),
      at: (atMs, run) => this.#deadlines.at(atMs, run),
      drifting: () => {
        if (!this.#isDrifting) this.#driftLater();
      },
    };
  }

  /** One deadline for everything slow, and none when all is still. */
  #driftLater(): void {
    this.#isDrifting = true;
    this.#deadlines.at(this.#context.clock.elapsedMs() + driftEveryMs, () => {
      const moving = [...this.#devices.values()].filter((device) => device.drift());
      this.#isDrifting = false;
      if (moving.length > 0) this.#driftLater();
    });
  }
}

const deviceKey = (id: string): string => `device/${id}`;
