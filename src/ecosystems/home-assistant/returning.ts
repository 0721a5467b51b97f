import type { Clock } from '../../core/clock.ts';

/** After it came back, a device is given so long to say what it really is. */
const settleMs = 3_000;

/**
 * Devices that went and came back. After a restart many go through a value that never was ("off") before they say what is; told at once, it would be
 * somebody's act. So what differs from what was known waits until the device has settled.
 */
export class Returning {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #settled: (device: string) => void;
  readonly #away = new Set<string>();
  readonly #settling = new Map<string, AbortController>();

  constructor(clock: Clock, signal: AbortSignal, settled: (device: string) => void) {
    this.#clock = clock;
    this.#signal = signal;
    this.#settled = settled;
  }

  /** It cannot be reached any more. */
  away(device: string): void {
    this.over(device);
    this.#away.add(device);
  }

  isAway(device: string): boolean {
    return this.#away.has(device);
  }

  isSettling(device: string): boolean {
    return this.#settling.has(device);
  }

  /** It is back, and says other things than before. Resolves when it has settled, or need not any more. */
  async settle(device: string): Promise<void> {
    this.over(device);
    const stop = new AbortController();
    this.#settling.set(device, stop);
    try {
      await this.#clock.sleep(settleMs, AbortSignal.any([stop.signal, this.#signal]));
    } catch {
      return;
    }
    this.over(device);
    this.#settled(device);
  }

  /** It is here, and what it says counts at once. */
  over(device: string): void {
    this.#away.delete(device);
    this.#settling.get(device)?.abort();
    this.#settling.delete(device);
  }
}
