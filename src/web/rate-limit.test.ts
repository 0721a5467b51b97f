import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeClock } from '../testing/fake-clock.ts';
import { rateLimit } from './rate-limit.ts';

test('a burst is admitted, then so many a second, for each key by itself', async () => {
  const clock = fakeClock();
  const admits = rateLimit(clock, { burst: 10, perSecond: 5 });
  const admitted = (key: string): number => Array.from({ length: 20 }, () => admits(key)).filter(Boolean).length;
  assert.equal(admitted('one'), 10);
  assert.equal(admitted('one'), 0);
  assert.equal(admitted('other'), 10);
  await clock.advance(1_000);
  assert.equal(admitted('one'), 5);
  await clock.advance(60_000);
  assert.equal(admitted('one'), 10);
});

test('a steady stream within the rate is never refused', async () => {
  const clock = fakeClock();
  const admits = rateLimit(clock, { burst: 10, perSecond: 500 });
  for (let sent = 0; sent < 2_000; sent += 1) {
    assert.ok(admits('one'), `the ${sent}th`);
    await clock.advance(2);
  }
});

test('made-up keys fill no memory, and those that rest are forgotten', async () => {
  const clock = fakeClock();
  const admits = rateLimit(clock, { burst: 2, perSecond: 1 });
  const admitted = (): number => Array.from({ length: 20_000 }, (_, index) => admits(`key-${index}`)).filter(Boolean).length;
  assert.equal(admitted(), 10_000);
  await clock.advance(10_000);
  assert.equal(admits('a new one'), true);
});
