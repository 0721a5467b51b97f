import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../core/system-clock.ts';
import { fakeClock } from './fake-clock.ts';
import { memoryStorage } from './memory-storage.ts';

test('a fake clock wakes sleepers in order, each at its own moment', async () => {
  const clock = fakeClock();
  const woke: string[] = [];
  const sleeper = async (name: string, ...durationsMs: number[]): Promise<void> => {
    for (const durationMs of durationsMs) {
      await clock.sleep(durationMs);
      woke.push(`${name}@${clock.elapsedMs()}`);
    }
  };
  const all = Promise.all([sleeper('a', 30, 30), sleeper('b', 20, 20, 10)]);
  await clock.advance(59);
  assert.deepEqual(woke, ['b@20', 'a@30', 'b@40', 'b@50']);
  assert.equal(clock.sleepers, 1);
  assert.equal(await clock.drain(), 1);
  await all;
  assert.equal(clock.sleepers, 0);
});

test('a sleeper that is aborted rejects with the reason and is gone', async () => {
  for (const clock of [fakeClock(), systemClock]) {
    const abort = new AbortController();
    const slept = assert.rejects(clock.sleep(60_000, abort.signal), /enough/);
    abort.abort(new Error('enough'));
    await slept;
    await assert.rejects(clock.sleep(0, abort.signal), /enough/);
  }
});

test('the wall clock of a fake clock jumps without waking anybody', async () => {
  const clock = fakeClock(1_000);
  clock.jumpWall(5_000);
  await clock.advance(10);
  assert.deepEqual([clock.nowMs(), clock.elapsedMs()], [6_010, 10]);
});

test('a memory storage keeps copies, batches documents and forgets what only waited when it crashes', async () => {
  const storage = memoryStorage({ a: 1 });
  const list = [1];
  storage.put('b/1', list);
  list.push(2);
  storage.put('b/1', [3]);
  assert.deepEqual(storage.list('b/'), [{ key: 'b/1', value: [3] }]);
  assert.equal(storage.crashed().get('b/1'), undefined);
  storage.flush();
  assert.equal(storage.writes, 1);
  assert.deepEqual(storage.crashed().get('b/1'), [3]);
  storage.remove('a');
  assert.equal(storage.get('a'), undefined);
});
