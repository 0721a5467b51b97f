import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from '../core/claim.ts';
import { EntenteError } from '../core/errors.ts';
import type { Step, StepResult } from '../core/step.ts';
import type { Notice } from '../ports/notice.ts';
import { fakeClock, homeOf, memoryStorage, viewOf, type FakeClock, type MemoryStorage } from '../testing/index.ts';
import { openSchedule } from './schedule.ts';

const minuteMs = 60_000;
const lampOff: Step = { device: 'virtual:lamp', do: 'set', attribute: 'on', value: false };
const doorOpen: Step = { device: 'virtual:garage', do: 'set', attribute: 'openPercent', value: 100 };
const home = viewOf(homeOf([{ id: 'lamp' }, { id: 'garage', kind: 'garage-door', state: { openPercent: 0 } }]));

/** A schedule with an arbiter that answers `result`, and what became of it. */
function opened({
  clock = fakeClock(),
  storage = memoryStorage(),
  result = 'done',
}: { clock?: FakeClock; storage?: MemoryStorage; result?: StepResult['result'] } = {}) {
  const claims: Claim[] = [];
  const notices: Notice[] = [];
  const claim = async (made: Claim) => {
    claims.push(made);
    const results = made.steps.map(({ device }) => ({ device, result }));
    return { decision: 'won' as const, receiptId: 'r1', results, settled: async () => results };
  };
  const scheduling = openSchedule({ clock, storage, arbiter: { claim }, home, notify: (notice) => void notices.push(notice) });
  return { clock, storage, claims, notices, scheduling };
}

test('a timer rings when its time is over, not before, and is silent after ten minutes', async () => {
  const { clock, notices, scheduling } = opened();
  await scheduling.add({ kind: 'timer', due: { afterMs: 5 * minuteMs }, name: '煮面', room: 'kitchen' });
  await clock.advance(5 * minuteMs - 1);
  assert.equal(notices.length, 0);
  await clock.advance(1);
  assert.deepEqual(
    notices.map(({ type, room, spoken }) => [type, room, spoken.phrase, spoken.values?.['name']]),
    [['timer-over', 'kitchen', 'timer-over', '煮面']],
  );
  assert.equal(scheduling.list()[0]?.ringing, true);
  await clock.advance(10 * minuteMs);
  assert.deepEqual(scheduling.list(), []);
  assert.equal(clock.sleepers, 0);
});

test('nothing sleeps while nothing waits, and one sleeper does for many', async () => {
  const { clock, scheduling } = opened();
  assert.equal(clock.sleepers, 0);
  for (const minutes of [3, 1, 2]) await scheduling.add({ kind: 'timer', due: { afterMs: minutes * minuteMs } });
  assert.equal(clock.sleepers, 1);
  assert.deepEqual(
    scheduling.list().map(({ remainingMs }) => remainingMs / minuteMs),
    [1, 2, 3],
  );
  for (const { id } of scheduling.list()) await scheduling.cancel(id);
  await clock.settle();
  assert.equal(clock.sleepers, 0);
});

test('a timer can be paused, resumed, made longer and shorter, and rings when nothing is left', async () => {
  const { clock, notices, scheduling } = opened();
  const { id } = await scheduling.add({ kind: 'timer', due: { afterMs: 10 * minuteMs } });
  await clock.advance(4 * minuteMs);
  assert.equal((await scheduling.pause(id))?.remainingMs, 6 * minuteMs);
  assert.equal(await scheduling.pause(id), undefined);
  await clock.advance(60 * minuteMs);
  assert.equal((await scheduling.change(id, 2 * minuteMs))?.remainingMs, 8 * minuteMs);
  assert.equal((await scheduling.resume(id))?.remainingMs, 8 * minuteMs);
  assert.equal((await scheduling.change(id, -3 * minuteMs))?.remainingMs, 5 * minuteMs);
  await clock.advance(5 * minuteMs - 1);
  assert.equal(notices.length, 0);
  await clock.advance(1);
  assert.equal(notices.length, 1);
  assert.equal((await scheduling.change(id, minuteMs))?.ringing, undefined);
  assert.equal((await scheduling.change(id, -5 * minuteMs))?.remainingMs, 0);
  assert.equal(notices.length, 2);
});

test('an alarm rings at its time of day', async () => {
  const { clock, notices, scheduling } = opened();
  const atMs = scheduling.instantOf('22:30');
  assert.equal(atMs, Date.parse('2025-06-01T22:30:00+08:00'));
  assert.ok(atMs !== undefined);
  await scheduling.add({ kind: 'alarm', due: { atMs } });
  await clock.advance(atMs - clock.nowMs() - 1);
  assert.equal(notices.length, 0);
  await clock.advance(1);
  assert.equal(notices[0]?.type, 'alarm-over');
});

test('a jump of the wall clock moves alarms and no timers', async () => {
  const { clock, notices, storage, scheduling } = opened();
  await scheduling.add({ kind: 'timer', due: { afterMs: 30 * minuteMs } });
  await scheduling.add({ kind: 'alarm', due: { atMs: clock.nowMs() + 120 * minuteMs } });
  await clock.advance(minuteMs / 2);
  clock.jumpWall(118 * minuteMs);
  await clock.advance(2 * minuteMs);
  assert.deepEqual(
    notices.map(({ type }) => type),
    ['alarm-over'],
  );
  // And what is on disk is right by the new clock, should the hub be killed now.
  storage.flush();
  const again = opened({ clock, storage: storage.crashed() });
  assert.deepEqual(
    again.scheduling.list().map(({ kind, remainingMs }) => [kind, remainingMs / minuteMs]),
    [
      ['alarm', 0],
      ['timer', 27.5],
    ],
  );
  await clock.advance(27.5 * minuteMs);
  assert.deepEqual(
    notices.map(({ type }) => type),
    ['alarm-over', 'timer-over'],
  );
});

test('what was promised survives a kill, and what came due meanwhile rings late with a note', async () => {
  const { clock, storage, scheduling } = opened();
  const timer = await scheduling.add({ kind: 'timer', due: { afterMs: 10 * minuteMs }, name: 'tea' });
  await scheduling.add({ kind: 'timer', due: { afterMs: 60 * minuteMs }, name: 'cake' });
  await scheduling[Symbol.asyncDispose]();
  await clock.advance(30 * minuteMs);
  const again = opened({ clock, storage: storage.crashed() });
  assert.deepEqual(
    again.notices.map(({ id, spoken }) => [id, spoken.phrase, spoken.values?.['name'], spoken.values?.['late']]),
    [[timer.id, 'timer-over', 'tea', { durationSeconds: 1200 }]],
  );
  assert.deepEqual(
    again.scheduling.list().map(({ name, remainingMs, lateMs }) => [name, remainingMs / minuteMs, lateMs]),
    [
      ['tea', 0, 20 * minuteMs],
      ['cake', 30, undefined],
    ],
  );
});

test('a clock that starts in the past loses no timer', async () => {
  const { clock, storage, scheduling } = opened();
  await scheduling.add({ kind: 'timer', due: { afterMs: 10 * minuteMs } });
  await scheduling[Symbol.asyncDispose]();
  clock.jumpWall(-365 * 24 * 60 * minuteMs);
  const again = opened({ clock, storage: storage.crashed() });
  assert.equal(again.scheduling.list()[0]?.remainingMs, 10 * minuteMs);
});

test('what was cancelled does not come back after a kill', async () => {
  const { clock, storage, scheduling } = opened();
  const { id } = await scheduling.add({ kind: 'timer', due: { afterMs: minuteMs } });
  assert.equal(await scheduling.cancel(id), true);
  assert.equal(await scheduling.cancel(id), false);
  const killed = storage.crashed();
  assert.deepEqual(opened({ clock, storage: killed }).scheduling.list(), []);
  assert.deepEqual(killed.list(''), []);
});

test('nothing is promised that could not be kept', async () => {
  const { storage, scheduling } = opened();
  storage.failAppends(new EntenteError('storage/full', 'no room left'));
  await assert.rejects(scheduling.add({ kind: 'timer', due: { afterMs: minuteMs } }), { code: 'storage/full' });
  assert.deepEqual(scheduling.list(), []);
});

for (const due of [{ afterMs: 0 }, { afterMs: -1 }, { afterMs: NaN }, { afterMs: 400 * 24 * 60 * minuteMs }, { atMs: 0 }]) {
  test(`an appointment at ${JSON.stringify(due)} is refused`, async () => {
    await assert.rejects(opened().scheduling.add({ kind: 'timer', due }), { code: 'scheduling/bad-due' });
  });
}

test('a delayed command is claimed once at its time, as an automation, and is gone', async () => {
  const { clock, claims, notices, scheduling } = opened();
  const { id } = await scheduling.add({ kind: 'later', due: { afterMs: 10 * minuteMs }, steps: [lampOff], say: '关灯', turnId: 't1', room: 'living' });
  await clock.advance(10 * minuteMs);
  assert.deepEqual(claims, [{ source: 'timer', origin: 'automation', messageId: id, steps: [lampOff], room: 'living', turnId: 't1' }]);
  assert.deepEqual(
    notices.map(({ type }) => type),
    ['later-done'],
  );
  assert.deepEqual(scheduling.list(), []);
});

test('a delayed command that failed is told and stays until it is acknowledged', async () => {
  const { clock, notices, scheduling } = opened({ result: 'failed' });
  await scheduling.add({ kind: 'later', due: { afterMs: minuteMs }, steps: [lampOff], say: '关灯' });
  await clock.advance(minuteMs);
  assert.deepEqual(
    notices.map(({ type, spoken }) => [type, spoken.values?.['what']]),
    [['later-failed', '关灯']],
  );
  const [missed] = scheduling.list();
  assert.equal(missed?.missed, 'failed');
  assert.equal(await scheduling.cancel(missed.id), true);
});

const late = [
  { what: 'half a minute late', steps: [lampOff], confirmed: false, afterMs: 90_000, claimed: 1 },
  { what: 'more than a minute late', steps: [lampOff], confirmed: false, afterMs: 121_000, claimed: 0 },
  { what: 'risky and half a minute late', steps: [doorOpen], confirmed: true, afterMs: 90_000, claimed: 0 },
  { what: 'risky and in time', steps: [doorOpen], confirmed: true, afterMs: 60_000, claimed: 1 },
];
for (const { what, steps, confirmed, afterMs, claimed } of late) {
  test(`a delayed command that is ${what} after a restart is ${claimed ? 'carried out' : 'not carried out but told'}`, async () => {
    const { clock, storage, scheduling } = opened();
    await scheduling.add({ kind: 'later', due: { afterMs: minuteMs }, steps, confirmed });
    await scheduling[Symbol.asyncDispose]();
    await clock.advance(afterMs);
    const again = opened({ clock, storage: storage.crashed() });
    await clock.settle();
    assert.equal(again.claims.length, claimed);
    assert.deepEqual(
      again.notices.map(({ type }) => type),
      [claimed ? 'later-done' : 'later-missed'],
    );
    assert.deepEqual(
      again.scheduling.list().map(({ missed }) => missed),
      claimed ? [] : ['late'],
    );
  });
}

test('a delayed command under way when the hub is killed is asked for again under the same id', async () => {
  const { clock, storage, claims, scheduling } = opened();
  await scheduling.add({ kind: 'later', due: { afterMs: minuteMs }, steps: [lampOff] });
  const killed = storage.crashed();
  await clock.advance(minuteMs);
  const again = opened({ clock, storage: killed });
  await clock.settle();
  assert.equal(again.claims[0]?.messageId, claims[0]?.messageId);
});

test('closing does not wait for a device', async () => {
  const clock = fakeClock();
  const never = Promise.withResolvers<readonly StepResult[]>().promise;
  const claim = async () => ({ decision: 'won' as const, receiptId: 'r1', results: [], settled: async () => never });
  const scheduling = openSchedule({ clock, storage: memoryStorage(), arbiter: { claim }, home, notify: () => {} });
  await scheduling.add({ kind: 'later', due: { afterMs: 1 }, steps: [lampOff] });
  await clock.advance(1);
  await scheduling[Symbol.asyncDispose]();
  assert.equal(clock.sleepers, 0);
});

test('who shows the list is told of every change, until it looks away', async () => {
  const { clock, scheduling } = opened();
  let told = 0;
  const stop = scheduling.subscribe(() => (told += 1));
  const { id } = await scheduling.add({ kind: 'timer', due: { afterMs: 30_000 } });
  await clock.advance(30_000);
  await scheduling.cancel(id);
  assert.equal(told, 3);
  stop();
  await scheduling.add({ kind: 'timer', due: { afterMs: minuteMs } });
  assert.equal(told, 3);
});
