import type { Clock } from '../core/clock.ts';

/** A `heard` claim older than this is declined: what a cloud kept during an outage must not light the house at night. */
const tooLateMs = 10_000;
/** What lies this much after its arrival was not heard then. */
const futureMs = 1_000;
/** A source's clock is believed to be wrong after so many claims over so long a time; a queue that is emptied comes all at once. */
const enoughClaims = 10;
const enoughTimeMs = 60_000;
const keptClaims = 50;

interface Sample {
  readonly arrivedMs: number;
  readonly delayMs: number;
}

/** When words were heard, by clocks that are not ours (rule 13). */
export class SourceTime {
  readonly #clock: Clock;
  readonly #samples = new Map<string, Sample[]>();
  #driftMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#driftMs = clock.nowMs() - clock.elapsedMs();
  }

  /** Whether words heard at `heardAtMs` by the source's clock come too late to be acted on. Learns the source's offset by the way. */
  isTooLate(source: string, heardAtMs: number): boolean {
    this.#noticeJump();
    const delayMs = this.#clock.nowMs() - heardAtMs;
    const correctedMs = delayMs - this.#offsetMs(source);
    this.#learn(source, delayMs);
    return correctedMs >= -futureMs && correctedMs > tooLateMs;
  }

  /** The least delay that is always there is the clocks' difference, not the way. */
  #offsetMs(source: string): number {
    const samples = this.#samples.get(source);
    const [first] = samples ?? [];
    if (samples === undefined || first === undefined || samples.length < enoughClaims) return 0;
    if ((samples.at(-1)?.arrivedMs ?? 0) - first.arrivedMs < enoughTimeMs) return 0;
    return Math.min(...samples.map(({ delayMs }) => delayMs));
  }

  #learn(source: string, delayMs: number): void {
    const arrivedMs = this.#clock.elapsedMs();
    const samples = this.#samples.get(source) ?? [];
    const last = samples.at(-1);
    // One a second, so that a burst teaches no more than one claim.
    if (last !== undefined && arrivedMs - last.arrivedMs < 1_000) {
      if (delayMs < last.delayMs) samples[samples.length - 1] = { arrivedMs: last.arrivedMs, delayMs };
      return;
    }
    samples.push({ arrivedMs, delayMs });
    if (samples.length > keptClaims) samples.shift();
    this.#samples.set(source, samples);
  }

  /** Our own wall clock jumped: what was learned of others' is void. */
  #noticeJump(): void {
    const driftMs = this.#clock.nowMs() - this.#clock.elapsedMs();
    if (Math.abs(driftMs - this.#driftMs) > futureMs) this.#samples.clear();
    this.#driftMs = driftMs;
  }
}
