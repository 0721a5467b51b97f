import { attributes, type Attribute, type Value } from '../../core/home.ts';
import type { DeviceSourceContext } from '../../ports/device-source.ts';
import { within } from './connecting.ts';
import type { Values } from './domains/domain.ts';
import type { Cause, Echoes } from './echoes.ts';
import type { Context } from './messages.ts';
import { Returning } from './returning.ts';

export interface TellingOptions extends Pick<DeviceSourceContext, 'clock' | 'signal' | 'report'> {
  readonly echoes: Echoes;
  /** What the device says of itself now. */
  readonly valuesOf: (device: string) => Values;
  /** Whether it can be reached now. */
  readonly isHere: (device: string) => boolean;
  /** Owns a promise until it ends. */
  readonly own: (running: Promise<void>) => void;
}

/** So long a state waits at most to be known as ours. */
const openForMs = 2_000;

/** Tells what devices say of themselves: whose doing it is, and what a device that was away is not to be believed yet. */
export class Telling {
  readonly #options: TellingOptions;
  readonly #returning: Returning;
  /** What was reported last, of devices that were known in this session. */
  readonly #told = new Map<string, Values>();

  constructor(options: TellingOptions) {
    this.#options = options;
    this.#returning = new Returning(options.clock, options.signal, (device) => {
      if (options.isHere(device)) this.#tell(device, { reading: true });
    });
  }

  /** Whether anything was ever known of it. */
  isKnown(device: string): boolean {
    return Object.keys(this.#told.get(device) ?? {}).length > 0;
  }

  /** Whether it was met. */
  isMet(device: string): boolean {
    return this.#told.has(device);
  }

  away(device: string): void {
    this.#returning.away(device);
    this.#options.report({ device, reachable: false });
  }

  /** A device as it is when we come, or come back: everything is a reading, nobody's doing. */
  meet(device: string): void {
    if (!this.#options.isHere(device)) this.away(device);
    else if (this.#told.has(device)) this.#back(device);
    else this.#tell(device, { reachable: true, reading: true });
  }

  /** It said something. */
  heard(device: string, context: Context | undefined): void {
    const { echoes, valuesOf, isHere, own } = this.#options;
    if (!isHere(device)) {
      this.away(device);
      return;
    }
    const cause = echoes.causeOf(device, context, valuesOf(device));
    if (cause.is === 'open') own(this.#whenAnswered(device, context, cause.answered));
    else this.#because(device, cause);
  }

  /** Only these devices are left. */
  keep(devices: ReadonlyMap<string, unknown>): void {
    for (const id of this.#told.keys()) if (!devices.has(id)) this.#told.delete(id);
  }

  /** It waits for the answers to our calls, then it is told as it is by then. */
  async #whenAnswered(device: string, context: Context | undefined, answered: Promise<void>): Promise<void> {
    const { clock, signal, echoes, valuesOf, isHere } = this.#options;
    await within(clock, openForMs, signal, async () => answered).catch(() => undefined);
    if (isHere(device)) this.#because(device, echoes.causeOf(device, context, valuesOf(device)));
  }

  #because(device: string, cause: Cause): void {
    // What a command moves besides what it set is nobody's act either.
    if (cause.is === 'command') this.#tell(device, { reachable: true, commandId: cause.commandId, reading: true });
    else if (this.#returning.isAway(device)) this.#back(device);
    else if (!this.#returning.isSettling(device)) this.#tell(device, cause.is === 'consequence' ? { reading: true } : {});
  }

  /** It can be reached again. What it says at first is often not what is: what differs from what was known waits until it has settled. */
  #back(device: string): void {
    const told = this.#told.get(device) ?? {};
    const values = this.#options.valuesOf(device);
    const isSame = attributes.every((attribute) => (values[attribute] ?? null) === null || values[attribute] === told[attribute]);
    if (isSame) this.#tell(device, { reachable: true, reading: true });
    else {
      this.#options.report({ device, reachable: true });
      this.#options.own(this.#returning.settle(device));
    }
  }

  #tell(device: string, how: { readonly reachable?: true; readonly reading?: true; readonly commandId?: string }): void {
    this.#returning.over(device);
    const values = this.#options.valuesOf(device);
    const known: Partial<Record<Attribute, Value>> = { ...this.#told.get(device) };
    for (const attribute of attributes) if ((values[attribute] ?? null) !== null) known[attribute] = values[attribute] ?? null;
    this.#told.set(device, known);
    this.#options.report({ device, values, ...how });
  }
}
