import { systemClock } from '../core/system-clock.ts';

/** Does something, and tells the terminal that it goes on when it takes longer than a second. */
export async function withProgress<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
  const done = new AbortController();
  void tellLate(text, done.signal);
  try {
    return await work();
  } finally {
    done.abort();
  }
}

async function tellLate(text: string, signal: AbortSignal): Promise<void> {
  try {
    await systemClock.sleep(1_000, signal);
    process.stderr.write(`${text}\n`);
  } catch {
    // It was done within the second.
  }
}
