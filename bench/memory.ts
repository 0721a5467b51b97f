/**
 * `entente bench memory` (and, if wanted, how many runs of how many seconds): how soon the built hub is ready on an existing data folder, with the demo home and HomeKit, and what it holds a
 * minute later, beside a bare `node:http` server. Medians of 5 runs. Prints one JSON object a measurement. Linux only.
 */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort, percentile, proportionalBytes, rounded, startEcho, startHub, temporaryFolder } from './hub-process.ts';

const [runs = 5, seconds = 60] = process.argv.slice(2).map(Number);
const limitBytes = 120e6;

using folder = temporaryFolder();
const args = ['--data', join(folder.path, 'data'), '--homekit-port', String(await freePort())];
{
  await using _first = await startHub(args);
}

const lists = { readyMs: Array<number>(), heldBytes: Array<number>(), bareReadyMs: Array<number>(), bareBytes: Array<number>() };
for (let run = 0; run < runs; run += 1) {
  await using bare = await startEcho();
  await using hub = await startHub(args);
  process.stderr.write(`run ${run + 1} of ${runs}: ready, ${seconds} s to wait\n`);
  await setTimeout(seconds * 1_000);
  lists.readyMs.push(hub.readyAfterMs);
  lists.heldBytes.push(proportionalBytes(hub.pid));
  lists.bareReadyMs.push(bare.readyAfterMs);
  lists.bareBytes.push(proportionalBytes(bare.pid));
}

const median = (list: readonly number[]): number => percentile(list, 0.5);
const name = 'bare node:http server';
const print = (measurement: object): void => void process.stdout.write(`${JSON.stringify(measurement)}\n`);
print({
  name: 'ready on an existing data folder',
  unit: 'ms',
  n: runs,
  p50: rounded(median(lists.readyMs)),
  peer: { name, p50: rounded(median(lists.bareReadyMs)) },
});
print({
  name: `memory ${seconds} s after ready (PSS)`,
  unit: 'bytes',
  n: runs,
  p50: median(lists.heldBytes),
  peakBytes: Math.max(...lists.heldBytes),
  limitBytes,
  // Beside the hub, the pages of Node itself are shared: alone, either of them holds some 30 MB more.
  peer: { name: `${name}, sharing Node's pages with the hub`, p50: median(lists.bareBytes) },
});
