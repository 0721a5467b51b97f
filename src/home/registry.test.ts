import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EntenteError } from '../core/errors.ts';
import type { Home } from '../core/home.ts';
import { deviceOf, homeOf } from '../testing/home-of.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import { Registry } from './registry.ts';

const ecosystems = ['virtual', 'home-assistant'];
const file = homeOf(
  [
    { id: 'lamp', name: '客厅灯', room: 'living' },
    { id: 'desk', name: '台灯', room: 'study' },
    { id: 'home-assistant:1', name: '我的灯', room: 'study' },
  ],
  { rooms: { living: '客厅', study: '书房' } },
);

async function open(home: Home = file) {
  const storage = memoryStorage();
  const registry = new Registry(storage, ecosystems);
  await registry.replace(home);
  return { storage, registry, reopened: () => new Registry(storage.crashed(), ecosystems) };
}

const refusedWith = (code: string) => (error: unknown) => error instanceof EntenteError && error.code === code;

test('a home that was put is there after a restart, and before it there was none', async () => {
  assert.equal(new Registry(memoryStorage(), ecosystems).isEmpty, true);
  const { registry, reopened } = await open();
  assert.deepEqual(registry.home, file);
  assert.deepEqual(reopened().home, file);
  assert.equal(reopened().isEmpty, false);
});

test('a device that is renamed and moved is so at once, for listeners and after a crash, and others stay the same objects', async () => {
  const { registry, reopened } = await open();
  const before = registry.home;
  const told: string[] = [];
  registry.onChange((home) => told.push(home.devices[0]?.name ?? ''));
  const patched = registry.patchDevice('virtual:lamp', { name: '阅读灯', aliases: ['看书灯'], room: 'study', kind: 'switch', risky: true, exposed: false });
  assert.deepEqual(told, ['阅读灯']);
  const expected = { ...file.devices[0], name: '阅读灯', aliases: ['看书灯'], room: 'study', kind: 'switch', risky: true, exposed: false };
  assert.deepEqual(await patched, expected);
  assert.deepEqual(reopened().device('virtual:lamp'), expected);
  assert.notEqual(registry.home, before);
  assert.equal(registry.home.devices[1], before.devices[1]);
  assert.equal(before.devices[0]?.name, '客厅灯');
});

test('room null takes a device out of its room, and an empty patch changes nothing', async () => {
  const { registry } = await open();
  assert.equal((await registry.patchDevice('virtual:lamp', { room: null })).room, undefined);
  const before = registry.home;
  await registry.patchDevice('virtual:lamp', {});
  assert.equal(registry.home, before);
});

const refused: readonly [string, (registry: Registry) => Promise<unknown>, string][] = [
  ['a device that is not there', async (registry) => registry.patchDevice('virtual:none', { name: 'x' }), 'home/no-such-device'],
  ['a room that is not there', async (registry) => registry.patchDevice('virtual:lamp', { room: 'attic' }), 'home/no-such-room'],
  ['an unknown field', async (registry) => registry.patchDevice('virtual:lamp', { nme: 'x' }), 'home/bad-patch'],
  ['an empty name', async (registry) => registry.patchDevice('virtual:lamp', { name: ' ' }), 'home/bad-patch'],
  ['a patch that is a list', async (registry) => registry.patchDevice('virtual:lamp', []), 'home/bad-patch'],
  ['a room without a name', async (registry) => registry.putRoom('x', {}), 'home/bad-room'],
  ['a room on no floor', async (registry) => registry.putRoom('x', { name: 'x', floor: 'f' }), 'home/no-such-floor'],
  ['the removal of a room that is not there', async (registry) => registry.removeRoom('x'), 'home/no-such-room'],
  ['the removal of a floor that is not there', async (registry) => registry.removeFloor('x'), 'home/no-such-floor'],
];
for (const [what, attempt, code] of refused) {
  test(`${what} is refused and changes nothing`, async () => {
    const { registry } = await open();
    const before = registry.home;
    await assert.rejects(attempt(registry), refusedWith(code));
    assert.equal(registry.home, before);
  });
}

test('a change that cannot be kept is taken back', async () => {
  const { registry, storage } = await open();
  storage.failAppends(new EntenteError('storage/full', 'the disk is full'));
  await assert.rejects(registry.patchDevice('virtual:lamp', { name: '阅读灯' }), refusedWith('storage/full'));
  assert.equal(registry.device('virtual:lamp')?.name, '客厅灯');
});

test('rooms and floors are put and removed; what was in them stays', async () => {
  const { registry, reopened } = await open();
  await registry.putFloor('f1', { name: '一楼', aliases: ['楼下'] });
  await registry.putRoom('living', { name: '大厅', floor: 'f1' });
  await registry.putRoom('attic', { name: '阁楼' });
  assert.deepEqual(reopened().home.rooms, [
    { id: 'living', name: '大厅', aliases: [], floor: 'f1' },
    { id: 'study', name: '书房', aliases: [] },
    { id: 'attic', name: '阁楼', aliases: [] },
  ]);
  await registry.removeFloor('f1');
  assert.equal(registry.home.rooms[0]?.floor, undefined);
  await registry.removeRoom('living');
  await registry.putRoom('living', { name: '客厅' });
  assert.equal(reopened().device('virtual:lamp')?.room, undefined);
  assert.equal(reopened().device('virtual:desk')?.room, 'study');
});

test('a source brings new devices and renames its own, but not what a person named', async () => {
  const { registry, storage } = await open();
  const lights = (...names: readonly string[]) => names.map((name, index) => deviceOf({ id: `home-assistant:${index + 1}`, name }));
  registry.adopt('home-assistant', lights('Lamp', 'Spot'));
  assert.deepEqual(
    registry.devicesOf('home-assistant').map(({ name }) => name),
    ['我的灯', 'Spot'],
  );
  await registry.patchDevice('home-assistant:2', { room: 'study' });
  registry.adopt('home-assistant', lights('Lamp 1', 'Spot 1'));
  assert.deepEqual(
    registry.devicesOf('home-assistant').map(({ name, room }) => [name, room]),
    [
      ['我的灯', 'study'],
      ['Spot 1', 'study'],
    ],
  );
  storage.flush();
  assert.deepEqual(new Registry(storage.crashed(), ecosystems).home, registry.home);
});

test('a device that its source removed is gone, and has its names again when it comes back; those of others stay', async () => {
  const { registry, storage } = await open();
  registry.adopt('home-assistant', []);
  assert.deepEqual(
    registry.home.devices.map(({ id }) => id),
    ['virtual:lamp', 'virtual:desk'],
  );
  storage.flush();
  assert.equal(new Registry(storage.crashed(), ecosystems).device('home-assistant:1'), undefined);
  registry.adopt('home-assistant', [deviceOf({ id: 'home-assistant:1', name: 'light.lamp' })]);
  assert.equal(registry.device('home-assistant:1')?.name, '我的灯');
});

test('an inventory that differs in values only makes no new home, and a source cannot bring the devices of another', async () => {
  const { registry } = await open();
  registry.adopt('home-assistant', [deviceOf({ id: 'home-assistant:1', state: { on: true } })]);
  const before = registry.home;
  registry.adopt('home-assistant', [deviceOf({ id: 'home-assistant:1', state: { on: false } }), deviceOf({ id: 'virtual:intruder' })]);
  assert.equal(registry.home, before);
});

test('names of another system that no home can hold are cut, and do not stop the next start', async () => {
  const { registry, storage } = await open();
  registry.adopt('home-assistant', [
    deviceOf({ id: 'home-assistant:1', name: '' }),
    deviceOf({ id: 'home-assistant:2', name: 'x'.repeat(999), aliases: [' '], state: { on: null, brightnessPercent: 900 } }),
  ]);
  storage.flush();
  const device = new Registry(storage.crashed(), ecosystems).device('home-assistant:2');
  assert.equal(device?.name.length, 200);
  assert.deepEqual(device.state, { on: null, brightnessPercent: null });
});

test('rooms of a source come along, but what a person renamed or removed stays so', async () => {
  const { registry } = await open();
  const rooms = [
    { id: 'ha:kitchen', name: 'Kitchen', aliases: [] },
    { id: 'ha:hall', name: 'Hall', aliases: [] },
  ];
  registry.adopt('home-assistant', [], { rooms });
  await registry.putRoom('ha:kitchen', { name: '厨房' });
  await registry.removeRoom('ha:hall');
  registry.adopt('home-assistant', [], { rooms });
  assert.deepEqual(
    registry.home.rooms.map(({ name }) => name),
    ['客厅', '书房', '厨房'],
  );
});

test('another home takes the place of the first, and nothing of that is left', async () => {
  const { registry, storage } = await open();
  await registry.patchDevice('virtual:lamp', { name: '阅读灯' });
  await registry.replace(homeOf([{ id: 'lamp', name: '吊灯' }]));
  storage.flush();
  const again = new Registry(storage.crashed(), ecosystems);
  assert.deepEqual(again.home.devices, [deviceOf({ id: 'lamp', name: '吊灯' })]);
  assert.deepEqual(
    storage.list('home/device/').map(({ key }) => key),
    ['home/device/virtual:lamp'],
  );
  assert.deepEqual(storage.list('home/own/'), []);
});

test('an id belongs to the ecosystem before its first colon, if that is a known one', async () => {
  const { registry } = await open();
  for (const [id, ecosystem] of [
    ['home-assistant:a:b', 'home-assistant'],
    ['climate.空调', 'virtual'],
    ['hue:3', 'virtual'],
    [':x', 'virtual'],
    ['virtual:x', 'virtual'],
  ] as const) {
    assert.equal(registry.ecosystemOf(id), ecosystem);
  }
});
