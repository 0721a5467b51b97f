import type { Clock } from '../core/clock.ts';
import type { Deadlines } from '../core/deadlines.ts';
import { EntenteError } from '../core/errors.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import type { Actuator } from '../ports/actuator.ts';
import type { StateStore } from '../ports/state.ts';

export interface ReadingsOptions {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly actuator: Actuator;
  readonly state: StateStore;
  /** What the device answered. */
  readonly apply: (device: Device, values: Readonly<Partial<Record<Attribute, Value>>>, askedAtMs: number) => void;
}

/** Devices that are being asked how they are; several who ask at once share one reading. */
export class Readings {
  readonly #options: ReadingsOptions;
  readonly #underWay = new Map<string, Promise<boolean>>();
  readonly #stopped = new AbortController();

  constructor(options: ReadingsOptions) {
    this.#options = options;
  }

  /** The one promise that everybody gets who waits for this reading. `false` when the device did not answer within `limitMs`. */
  start(device: string, limitMs: number): Promise<boolean> {
    let reading = this.#underWay.get(device);
    if (reading === undefined) {
      reading = this.#read(device, limitMs);
      this.#underWay.set(device, reading);
    }
    return reading;
  }

  of(device: string): Promise<boolean> | undefined {
    return this.#underWay.get(device);
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #read(device: string, limitMs: number): Promise<boolean> {
    const { actuator, deadlines, clock, state, apply } = this.#options;
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
      apply(known, values, askedAtMs);
      return true;
    } catch {
      // Whoever asked hears that it is unreachable; the source reports by itself that it is gone.
      return false;
    } finally {
      deadline.cancel();
      this.#underWay.delete(device);
    }
  }
}
