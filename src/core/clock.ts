/** Time, injected so that half-second decisions can be tested in microseconds. */
export interface Clock {
  /** Wall clock, milliseconds since the Unix epoch. May jump; use it only for display and records. */
  nowMs(): number;
  /** Milliseconds since an arbitrary start. Never jumps; use it for deadlines and latencies. */
  elapsedMs(): number;
  /** Resolves after `durationMs`; rejects with `signal.reason` if aborted first. Does not keep the process alive. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}
