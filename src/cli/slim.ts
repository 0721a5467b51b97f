import type { Clock } from '../core/clock.ts';

/**
 * Flags for a process that runs for months beside other things. Left alone, the young generation grows to 64 MB under load, and whoever claims while it is
 * cleaned waits 5 to 10 ms. `--optimize-for-size` would save 2 MB more and collects the whole heap every third of a second under load: 20 ms each time.
 */
const flags = ['--max-semi-space-size=8', '--expose-gc'];

/** glibc's malloc: one arena instead of one for each thread, and large pieces given back at once, not kept because a larger one was there once (mallopt(3)). */
const malloc = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '65536' };

/**
 * Starts this very process over with settings that only a new one can have (same pid, same streams; execve(2)). Takes 40 ms and saves some 20 MB. Where that
 * cannot be done, or was, it does nothing.
 */
export function beSlim(argv: readonly string[], env: NodeJS.ProcessEnv): void {
  if (process.platform === 'win32' || process.execve === undefined || env['MALLOC_ARENA_MAX'] !== undefined) return;
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...flags, ...argv.slice(1)], { ...env, ...malloc });
}

/**
 * Gives back what only starting needed; once, when nobody waits: it takes 50 to 100 ms. A collection "of last resort" also makes the young generation small
 * again, which is 20 MB.
 */
export async function giveBack(clock: Clock, signal: AbortSignal): Promise<void> {
  try {
    for (let isQuiet = false; !isQuiet;) {
      const before = performance.eventLoopUtilization();
      await clock.sleep(settledMs, signal);
      isQuiet = performance.eventLoopUtilization(before).utilization < quietUtilization;
    }
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  } catch {
    // It ends before.
  }
}

const settledMs = 5_000;
/** The share of its time that the process is at work when nobody asks anything of it, and some more. */
const quietUtilization = 0.1;
