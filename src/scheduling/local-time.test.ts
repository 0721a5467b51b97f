import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { instantOf } from './local-time.ts';

const cases = [
  // [what, at, day, now, zone, then]
  ['later today', '22:30', undefined, '2025-06-01T16:00:00+08:00', 'Asia/Shanghai', '2025-06-01T22:30:00+08:00'],
  ['that has just been is tomorrow', '16:00', undefined, '2025-06-01T16:00:00+08:00', 'Asia/Shanghai', '2025-06-02T16:00:00+08:00'],
  ['named tomorrow', '22:30', 'tomorrow', '2025-06-01T16:00:00+08:00', 'Asia/Shanghai', '2025-06-02T22:30:00+08:00'],
  ['named tomorrow on the last of a year', '07:00', 'tomorrow', '2025-12-31T23:59:59+08:00', 'Asia/Shanghai', '2026-01-01T07:00:00+08:00'],
  ['of today that has passed', '08:00', 'today', '2025-06-01T16:00:00+08:00', 'Asia/Shanghai', undefined],
  ['of a date', '08:00', '2025-10-01', '2025-06-01T16:00:00+08:00', 'Asia/Shanghai', '2025-10-01T08:00:00+08:00'],
  ['of a date that is none', '08:00', '2025-02-30', '2025-01-01T16:00:00+08:00', 'Asia/Shanghai', undefined],
  ['that is none', '24:10', undefined, '2025-06-01T16:00:00+08:00', 'Asia/Shanghai', undefined],
  ['across the night clocks go forward', '07:00', undefined, '2025-03-29T22:00:00+01:00', 'Europe/Berlin', '2025-03-30T07:00:00+02:00'],
  ['that clocks skip', '02:30', undefined, '2025-03-29T22:00:00+01:00', 'Europe/Berlin', '2025-03-30T03:30:00+02:00'],
  ['that comes twice', '02:30', undefined, '2025-10-25T22:00:00+02:00', 'Europe/Berlin', '2025-10-26T02:30:00+02:00'],
  ['that comes again within the hour', '02:30', undefined, '2025-10-26T02:31:00+02:00', 'Europe/Berlin', '2025-10-26T02:30:00+01:00'],
  ['across the night clocks go back', '07:00', undefined, '2025-10-25T22:00:00+02:00', 'Europe/Berlin', '2025-10-26T07:00:00+01:00'],
  ['where clocks move by half an hour', '02:15', undefined, '2025-10-04T22:00:00+10:30', 'Australia/Lord_Howe', '2025-10-05T02:45:00+11:00'],
  ['where a day is skipped', '09:00', undefined, '2011-12-29T20:00:00-10:00', 'Pacific/Apia', '2011-12-31T09:00:00+14:00'],
] as const;

for (const [what, at, day, now, zone, then] of cases) {
  test(`a time ${what} is found (${zone})`, () => {
    assert.equal(iso(instantOf(at, day, Date.parse(now), zone)), iso(then === undefined ? undefined : Date.parse(then)));
  });
}

test('the next time is always ahead, at most a day and an hour, and shown by clocks unless they skip it', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
  const anyTime = fc.record({
    hour: fc.nat(23),
    minute: fc.nat(59),
    nowMs: fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2027, 0) }),
    zone: fc.constantFrom(...zones),
  });
  fc.assert(
    fc.property(anyTime, ({ hour, minute, nowMs, zone }) => {
      const at = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      const then = instantOf(at, undefined, nowMs, zone);
      assert.ok(then !== undefined && then > nowMs && then - nowMs <= 25 * 3_600_000);
      const shown = new Date(then).toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
      if (hour > 3 || hour < 2) assert.equal(shown, at);
    }),
  );
});

function iso(instantMs: number | undefined): string | undefined {
  return instantMs === undefined ? undefined : new Date(instantMs).toISOString();
}
