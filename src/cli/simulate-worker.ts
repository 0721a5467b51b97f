import { parentPort } from 'node:worker_threads';
import * as v from 'valibot';
import { simulate } from '../arbitration/simulation/simulate.ts';
import type { Played } from '../arbitration/simulation/simulate.ts';
import { tallyOf } from '../arbitration/simulation/tally.ts';

const Part = v.object({ from: v.number(), seeds: v.number(), without: v.optional(v.number()) });

/** Plays the seeds that it is given, part by part, and answers how many failed. */
parentPort?.on('message', (message: unknown) => {
  const { from, seeds, without } = v.parse(Part, message);
  void playAll(from, seeds, without);
});

async function playAll(from: number, seeds: number, without: number | undefined): Promise<void> {
  const played: Played[] = [];
  for (let seed = from; seed < from + seeds; seed += 1) played.push(await simulate(seed, without === undefined ? {} : { without: new Set([without]) }));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(tallyOf(played));
}
