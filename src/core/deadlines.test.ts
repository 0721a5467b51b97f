import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeClock } from '../testing/fake-clock.ts';
import { Deadlines } from './deadlines.ts';

test('what was asked for happens at its time, of one time in the order of asking, and what was cancelled never', async () => {
  const clock = fakeClock();
  using deadlines = new Deadlines(clock);
  const happened: string[] = [];
  const at = (atMs: number, name: string) => deadlines.at(atMs, () => happened.push(`${clock.elapsedMs()} ${name}`));
  at(300, 'last');
  const cancelled = at(100, 'cancelled');
  for (let count = 0; count < 20; count += 1) at(200, `same ${count}`);
  at(50, 'first');
  cancelled.cancel();
  await clock.drain();
  assert.deepEqual(happened, ['50 first', ...Array.from({ length: 20 }, (_, count) => `200 same ${count}`), '300 last']);
});

test('nobody sleeps when nothing is left, nor when the end has come', async () => {
  const clock = fakeClock();
  const deadlines = new Deadlines(clock);
  const only = deadlines.at(100, () => undefined);
  assert.equal(clock.sleepers, 1);
  only.cancel();
  assert.equal(clock.sleepers, 0);
  let called = false;
  deadlines.at(100, () => (called = true));
  deadlines[Symbol.dispose]();
  deadlines.at(100, () => (called = true));
  assert.equal(clock.sleepers, 0);
  await clock.advance(1_000);
  assert.equal(called, false);
});
