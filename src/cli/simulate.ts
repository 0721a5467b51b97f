import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { simulate } from '../arbitration/simulation/simulate.ts';
import { tallyOf, type Tally } from '../arbitration/simulation/tally.ts';
import type { Command } from './context.ts';
import { optionsOf, UsageError } from './options.ts';

/** So many seeds are played before a worker says how it stands. */
const seedsAtOnce = 500;
/** Failed seeds that are named, at most. */
const mostNamed = 20;

/** `entente simulate`: arbitration under a virtual clock, with everything that goes wrong in a home, compared with what was wanted. */
export const command: Command = {
  usage: 'entente simulate [--seeds N] [--from S] [--seed S] [--without RULE]',
  run: async (args, { out }) => {
    const { values } = optionsOf(args, { seeds: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' }, without: { type: 'string' } }, 0);
    const without = values.without === undefined ? undefined : numberOf('--without', values.without, 1, 14);
    if (values.seed !== undefined) {
      const seed = numberOf('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER);
      const played = await simulate(seed, { tells: true, ...(without !== undefined && { without: new Set([without]) }) });
      for (const line of played.story) out(line);
      return tell(tallyOf([played]), out);
    }
    const from = numberOf('--from', values.from ?? '1', 0, Number.MAX_SAFE_INTEGER);
    const seeds = numberOf('--seeds', values.seeds ?? '1000', 1, 1_000_000_000);
    return tell(await inParallel(from, seeds, without), out);
  },
};

function tell(tally: Tally, out: (line: string) => void): 0 | 1 {
  for (const { seed, findings } of tally.failed.slice(0, mostNamed)) for (const finding of findings) out(`seed ${seed}: ${finding}`);
  if (tally.failed.length > mostNamed) out(`… and ${tally.failed.length - mostNamed} seeds more`);
  const { seeds, double, lost, late, merged, apart } = tally;
  const share = (((merged + apart) / seeds) * 100).toFixed(1);
  out(`merged ${merged}, apart ${apart}: ${share} % of the histories nobody could tell apart`);
  out(`seeds ${seeds}, double ${double}, lost ${lost}, late ${late}`);
  return double + lost + late === 0 ? 0 : 1;
}

/** Every seed is a world of its own, so that it does not matter who plays it. */
async function inParallel(from: number, seeds: number, without: number | undefined): Promise<Tally> {
  const parts: Promise<Tally>[] = [];
  let next = from;
  const end = from + seeds;
  const take = (): { readonly from: number; readonly seeds: number } | undefined => {
    if (next >= end) return undefined;
    const part = { from: next, seeds: Math.min(seedsAtOnce, end - next) };
    next += part.seeds;
    return part;
  };
  const workers = Math.min(availableParallelism(), Math.ceil(seeds / seedsAtOnce));
  for (let count = 0; count < workers; count += 1) parts.push(work(take, without));
  return sumOf(await Promise.all(parts));
}

async function work(take: () => { readonly from: number; readonly seeds: number } | undefined, without: number | undefined): Promise<Tally> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // The module beside this one: `.ts` from a checkout, `.js` where it is built.
  const path = new URL(import.meta.url.endsWith('.ts') ? 'simulate-worker.ts' : 'simulate-worker.js', import.meta.url);
  const worker = new Worker(path);
  const tallies: Tally[] = [];
  const go = (): void => {
    const part = take();
    if (part === undefined) {
      resolve();
      return;
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    worker.postMessage({ ...part, without });
  };
  worker.on('message', (tally: Tally) => {
    tallies.push(tally);
    go();
  });
  worker.on('error', reject);
  go();
  try {
    await promise;
  } finally {
    await worker.terminate();
  }
  return sumOf(tallies);
}

function sumOf(tallies: readonly Tally[]): Tally {
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    seeds: sum(({ seeds }) => seeds),
    double: sum(({ double }) => double),
    lost: sum(({ lost }) => lost),
    late: sum(({ late }) => late),
    merged: sum(({ merged }) => merged),
    apart: sum(({ apart }) => apart),
    failed: tallies.flatMap(({ failed }) => failed).sort((one, other) => one.seed - other.seed),
  };
}

/** @throws UsageError */
function numberOf(option: string, text: string, min: number, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError('wrong-usage', { message: `${option}: ${min}–${max}` });
}
