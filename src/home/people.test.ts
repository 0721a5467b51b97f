import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Role } from '../core/home.ts';
import type { Step } from '../core/step.ts';
import { deviceOf } from '../testing/home-of.ts';
import { mayDo } from './people.ts';

const lock = deviceOf({ id: 'lock', kind: 'lock', state: { locked: true } });
const set = (locked: boolean): Step => ({ device: lock.id, do: 'set', attribute: 'locked', value: locked });

const mayUnlock: readonly [Role | undefined, boolean][] = [
  ['owner', true],
  ['adult', true],
  ['child', false],
  ['guest', false],
  [undefined, true],
];
for (const [role, may] of mayUnlock) {
  test(`${role ?? 'an unknown speaker'} may lock, and ${may ? 'may' : 'may not'} unlock`, () => {
    assert.equal(mayDo(role, set(true), lock), true);
    assert.equal(mayDo(role, set(false), lock), may);
  });
}
