import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceOf } from '../testing/home-of.ts';
import type { Kind } from './home.ts';
import { isRisky } from './risk.ts';
import type { Step } from './step.ts';

const set = (attribute: 'on' | 'locked' | 'openPercent' | 'brightnessPercent', value: boolean | number): Step => ({
  device: 'virtual:x',
  do: 'set',
  attribute,
  value,
});

const cases: readonly [string, Kind, boolean, Step, boolean][] = [
  ['unlocking', 'lock', false, set('locked', false), true],
  ['locking', 'lock', true, set('locked', true), false],
  ['toggling a lock', 'lock', false, { device: 'virtual:x', do: 'toggle', attribute: 'locked' }, true],
  ['opening a garage door a little', 'garage-door', false, set('openPercent', 20), true],
  ['closing a garage door', 'garage-door', false, set('openPercent', 0), false],
  ['opening a valve that only switches', 'valve', false, set('on', true), true],
  ['closing a valve that only switches', 'valve', false, set('on', false), false],
  ['opening a gate further', 'gate', false, { device: 'virtual:x', do: 'adjust', attribute: 'openPercent', by: 10 }, true],
  ['closing a gate a little', 'gate', false, { device: 'virtual:x', do: 'adjust', attribute: 'openPercent', by: -10 }, false],
  ['opening a curtain', 'curtain', false, set('openPercent', 100), false],
  ['opening a window marked risky', 'window', true, set('openPercent', 100), true],
  ['closing a window marked risky', 'window', true, set('openPercent', 0), false],
  ['switching an outlet marked risky off', 'outlet', true, set('on', false), true],
  ['switching a lamp on', 'light', false, set('on', true), false],
  ['running a script marked risky', 'script', true, { device: 'virtual:x', do: 'run', action: 'activate' }, true],
];

for (const [what, kind, risky, step, expected] of cases) {
  test(`${what} is ${expected ? '' : 'not '}risky`, () => assert.equal(isRisky(deviceOf({ id: 'x', kind, risky }), step), expected));
}
