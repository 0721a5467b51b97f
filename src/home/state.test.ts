import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeClock } from '../testing/fake-clock.ts';
import { deviceOf } from '../testing/home-of.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import { LiveState, type StateEvent } from './state.ts';

const lamp = deviceOf({ id: 'lamp', state: { on: false, brightnessPercent: 60 } });
const ours = { by: 'claim', source: 'page', receiptId: 'r1' } as const;
const theirs = { by: 'device' } as const;

function open(storage = memoryStorage()) {
  const clock = fakeClock(1_000);
  const device = (id: string) => (id === lamp.id ? lamp : undefined);
  const state = new LiveState({ device, storage, clock });
  const events: string[] = [];
  state.onChange((event: StateEvent) =>
    events.push(event.type === 'value' ? `${event.attribute}=${String(event.value)} by ${event.origin.by}` : `reachable=${event.reachable}`),
  );
  return { state, storage, clock, events };
}

test('what is desired is seen above what is confirmed, and only visible changes are told', () => {
  const { state, events } = open();
  state.desire(lamp.id, 'on', true, ours);
  assert.deepEqual([state.value(lamp.id, 'on'), state.confirmed(lamp.id, 'on')], [true, false]);
  state.confirm(lamp.id, { on: true }, ours);
  state.desire(lamp.id, 'on', undefined, ours);
  state.confirm(lamp.id, { on: true, brightnessPercent: 60 }, theirs);
  assert.deepEqual(events, ['on=true by claim']);
});

test('a command that failed is told as the value it falls back to', () => {
  const { state, events } = open();
  state.desire(lamp.id, 'brightnessPercent', 20, ours);
  state.desire(lamp.id, 'brightnessPercent', undefined, ours);
  assert.deepEqual(events, ['brightnessPercent=20 by claim', 'brightnessPercent=60 by claim']);
});

test('confirmed values are kept with time and origin; desired ones are not', async () => {
  const { state, storage, clock } = open();
  await clock.advance(500);
  state.confirm(lamp.id, { on: true }, ours);
  state.desire(lamp.id, 'brightnessPercent', 20, ours);
  storage.flush();
  const again = open(storage.crashed()).state;
  assert.deepEqual(again.confirmation(lamp.id, 'on'), { value: true, atMs: 1_500, origin: ours });
  assert.equal(again.value(lamp.id, 'brightnessPercent'), 60);
});

test('a value out of range is unknown, and told once', () => {
  const { state } = open();
  for (const brightnessPercent of [150, -1, 151]) state.confirm(lamp.id, { brightnessPercent, on: 'on' }, theirs);
  assert.equal(state.value(lamp.id, 'brightnessPercent'), null);
  assert.deepEqual(state.problems(), [
    { device: lamp.id, attribute: 'on', problem: 'wrong-type', atMs: 1_000 },
    { device: lamp.id, attribute: 'brightnessPercent', problem: 'out-of-range', atMs: 1_000 },
  ]);
});

test('what a device lacks, and devices that are not there, say nothing', () => {
  const { state, events } = open();
  state.confirm(lamp.id, { locked: true }, theirs);
  state.confirm('virtual:none', { on: true }, theirs);
  state.desire('virtual:none', 'on', true, ours);
  state.setReachable('virtual:none', true);
  assert.deepEqual(events, []);
  assert.equal(state.value(lamp.id, 'locked'), undefined);
  assert.equal(state.reachable('virtual:none'), false);
});

test('a device is out of reach until its source says otherwise, and each change is told once', () => {
  const { state, events } = open();
  assert.equal(state.reachable(lamp.id), false);
  for (const reachable of [true, true, false]) state.setReachable(lamp.id, reachable);
  assert.deepEqual(events, ['reachable=true', 'reachable=false']);
});
