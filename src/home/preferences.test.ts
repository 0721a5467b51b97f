import assert from 'node:assert/strict';
import { test } from 'node:test';
import { homeOf } from '../testing/home-of.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import { openPreferences } from './preferences.ts';

const home = homeOf([
  { id: 'virtual:lamp', name: '灯', room: 'living', state: { on: false } },
  { id: 'virtual:fan', name: '风扇', kind: 'fan', room: 'living', state: { on: false } },
  { id: 'virtual:gate', name: '门', kind: 'gate', state: { openPercent: 0 } },
]);

test('what is said of a device beats its room, a room the home, and an account its ecosystem', async () => {
  const preferences = openPreferences(memoryStorage(), () => home);
  assert.equal(preferences.weight('virtual:lamp', 'aligenie:1'), 0);
  await preferences.replace({
    preferences: [
      { sources: ['page'] },
      { room: 'living', sources: ['aligenie', 'page'] },
      { device: 'virtual:lamp', sources: ['aligenie:2', 'page', 'aligenie'] },
    ],
  });
  const weights = (device: string): readonly number[] => ['page', 'aligenie:1', 'aligenie:2', 'matter:1'].map((source) => preferences.weight(device, source));
  assert.deepEqual(weights('virtual:lamp'), [2, 1, 3, 0]);
  assert.deepEqual(weights('virtual:fan'), [1, 2, 2, 0]);
  assert.deepEqual(weights('virtual:gate'), [1, 0, 0, 0]);
});

test('they are kept over a restart, and what is gone from the home is not told', async () => {
  const storage = memoryStorage();
  const said = [{ device: 'virtual:lamp', sources: ['page'] }, { sources: ['aligenie'] }];
  await openPreferences(storage, () => home).replace({ preferences: said });
  assert.deepEqual(openPreferences(storage, () => home).list(), said);
  assert.deepEqual(openPreferences(storage, () => ({ ...home, devices: [] })).list(), [{ sources: ['aligenie'] }]);
});

for (const [what, document, code] of [
  ['an unknown field', { preferences: [{ sources: ['page'], floor: 'f1' }] }, 'home/bad-preferences'],
  ['no source', { preferences: [{ sources: [] }] }, 'home/bad-preferences'],
  ['a source named twice', { preferences: [{ sources: ['page', 'page'] }] }, 'home/bad-preferences'],
  [
    'a room named twice',
    {
      preferences: [
        { room: 'living', sources: ['page'] },
        { room: 'living', sources: ['page'] },
      ],
    },
    'home/bad-preferences',
  ],
  ['a device and a room at once', { preferences: [{ device: 'virtual:lamp', room: 'living', sources: ['page'] }] }, 'home/bad-preferences'],
  ['a list where an object belongs', [], 'home/bad-preferences'],
  ['a device that is not there', { preferences: [{ device: 'virtual:none', sources: ['page'] }] }, 'home/no-such-device'],
  ['a room that is not there', { preferences: [{ room: 'none', sources: ['page'] }] }, 'home/no-such-room'],
] as const) {
  test(`${what} is refused, and what was said before stays`, async () => {
    const preferences = openPreferences(memoryStorage(), () => home);
    await preferences.replace({ preferences: [{ sources: ['aligenie'] }] });
    await assert.rejects(preferences.replace(document), { code });
    assert.deepEqual(preferences.list(), [{ sources: ['aligenie'] }]);
  });
}
