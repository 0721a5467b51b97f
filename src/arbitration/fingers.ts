import type { Contest } from './contests.ts';

/** Two writes of one attribute this close are a finger on a slider; two presses are one. */
const closeMs = 1_000;

interface Touch {
  lastAtMs: number;
  first: Contest | undefined;
}

/** Pairings that may be a voice or a finger (HomeKit): how they write tells (rules 5 and 6). */
export class Fingers {
  readonly #touches = new Map<string, Touch>();
  #sweptAtMs = 0;

  /** Whether this write is a finger's. Looks only; `wrote` remembers. */
  slides(source: string, device: string, about: string, nowMs: number): boolean {
    const touch = this.#touches.get(keyOf(source, device, about));
    return touch !== undefined && nowMs - touch.lastAtMs <= closeMs;
  }

  /** The write happened; `contest` is the one that it opened. */
  wrote(source: string, device: string, about: string, nowMs: number, contest: Contest | undefined): void {
    this.#sweep(nowMs);
    const key = keyOf(source, device, about);
    const touch = this.#touches.get(key);
    if (touch === undefined || nowMs - touch.lastAtMs > closeMs) {
      this.#touches.set(key, { lastAtMs: nowMs, first: contest });
      return;
    }
    touch.lastAtMs = nowMs;
    if (touch.first !== undefined) touch.first.absorbs = false;
  }

  #sweep(nowMs: number): void {
    if (nowMs - this.#sweptAtMs < 60_000) return;
    this.#sweptAtMs = nowMs;
    for (const [key, { lastAtMs }] of this.#touches) if (nowMs - lastAtMs > closeMs) this.#touches.delete(key);
  }
}

function keyOf(source: string, device: string, about: string): string {
  return JSON.stringify([source, device, about]);
}
