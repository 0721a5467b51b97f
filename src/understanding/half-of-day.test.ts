import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame } from '../core/frame.ts';
import { settleHalves } from './half-of-day.ts';

const at = { start: 0, end: 0, text: '' } as const;
const later = (time: string, dayOffset?: number): Frame => ({
  ...at,
  is: 'command',
  phrases: [],
  changes: [],
  when: { at: time, eitherHalf: true, ...(dayOffset === undefined ? {} : { dayOffset }) },
});

function settled(frame: Frame, now: string): string | undefined {
  const [only] = settleHalves([frame], Date.parse(`2026-03-02T${now}:00+08:00`), 'Asia/Shanghai');
  return only?.is === 'command' ? only.when?.at : only?.is === 'skill' ? only.slots.at : undefined;
}

const cases: readonly (readonly [string, string, string])[] = [
  ['06:00', '08:00', '08:00'],
  ['08:00', '08:00', '20:00'],
  ['13:00', '08:00', '20:00'],
  ['21:00', '08:00', '08:00'],
  ['11:00', '12:30', '12:30'],
  ['13:00', '12:30', '00:30'],
];
for (const [now, said, meant] of cases)
  test(`“at ${said}” without its half of the day, said at ${now}, is ${meant}`, () => assert.equal(settled(later(said), now), meant));

test('of tomorrow the waking hours are meant', () => {
  assert.equal(settled(later('08:00', 1), '13:00'), '08:00');
  assert.equal(settled(later('03:00', 1), '13:00'), '15:00');
});

test('a time with its half of the day stays as it is', () => {
  const [frame] = settleHalves([{ ...at, is: 'command', phrases: [], changes: [], when: { at: '08:00' } }], Date.parse('2026-03-02T13:00:00Z'), 'UTC');
  assert.ok(frame?.is === 'command');
  assert.equal(frame.when?.at, '08:00');
});
