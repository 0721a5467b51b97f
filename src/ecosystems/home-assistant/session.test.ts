import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../core/system-clock.ts';
import { deviceOf } from '../../testing/home-of.ts';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { importHome } from './import.ts';
import { Peer, token } from './peer.test.ts';
import { hurried, pass, until, World } from './world.test.ts';

const plain = { supported_color_modes: ['onoff'] };

async function started(fill: (peer: Peer) => void): Promise<Peer> {
  const peer = new Peer();
  fill(peer);
  await peer.start();
  return peer;
}

test('areas, floors, aliases, names and exposure come in, and are kept in step', async () => {
  await using peer = await started((peer) => {
    peer.floors = [{ floor_id: 'first', name: '一楼', aliases: ['楼下'], level: 0 }];
    peer.areas = [{ area_id: 'living', name: '客厅', aliases: ['大厅'], floor_id: 'first' }];
    peer.devices = [{ id: 'd1', area_id: 'living' }];
    peer.put('light.a', 'on', { friendly_name: '主灯', ...plain }, { unique_id: 'a', device_id: 'd1', aliases: ['吸顶灯', null] });
    peer.put('switch.b', 'off', { friendly_name: '插座', device_class: 'outlet' }, { unique_id: 'b', area_id: 'living' });
    peer.exposure = { 'switch.b': { conversation: false } };
  });
  await using world = await World.open(peer);
  await world.ready();
  const { home } = world.registry;
  assert.deepEqual(home.floors, [{ id: 'home-assistant:first', name: '一楼', aliases: ['楼下'] }]);
  assert.deepEqual(home.rooms, [{ id: 'home-assistant:living', name: '客厅', aliases: ['大厅'], floor: 'home-assistant:first' }]);
  assert.deepEqual(
    home.devices.map(({ id, name, aliases, room, kind, exposed }) => ({ id, name, aliases, room, kind, exposed })),
    [
      { id: 'home-assistant:a', name: '主灯', aliases: ['吸顶灯'], room: 'home-assistant:living', kind: 'light', exposed: true },
      { id: 'home-assistant:b', name: '插座', aliases: [], room: 'home-assistant:living', kind: 'outlet', exposed: false },
    ],
  );
  peer.areas = [{ area_id: 'living', name: '起居室', aliases: [], floor_id: 'first' }];
  peer.exposure = {};
  peer.tell('area_registry_updated', { action: 'update', area_id: 'living' });
  await until('the room is renamed', () => world.registry.home.rooms[0]?.name === '起居室');
  assert.equal(world.device('插座').exposed, true);
  peer.change('light.a', 'on', { friendly_name: '大灯' });
  await until('the lamp is renamed', () => world.registry.home.devices[0]?.name === '大灯');
  peer.put('light.new', 'off', { friendly_name: '新灯', ...plain }, { unique_id: 'new' });
  peer.tell('entity_registry_updated', { action: 'create', entity_id: 'light.new' });
  await world.reaches('home-assistant:new');
});

test('what causes a state is told by its context, exactly: our own command is no person, and a person is one at once', async () => {
  await using peer = await started((peer) => peer.put('light.a', 'off', { friendly_name: '灯', ...plain }, { unique_id: 'a' }));
  await using world = await World.open(peer);
  await world.ready();
  const lamp = 'home-assistant:a';
  await world.becomes(lamp, 'on', false);
  const { receiptId } = await world.claim([{ device: lamp, do: 'set', attribute: 'on', value: true }]);
  await world.becomes(lamp, 'on', true);
  assert.deepEqual(world.state.confirmation(lamp, 'on')?.origin, { by: 'claim', source: 'page', receiptId });
  assert.equal(world.people, 0);
  await pass(5_000);
  peer.change('light.a', 'off', {}, { user_id: 'u-somebody' });
  await world.becomes(lamp, 'on', false);
  assert.deepEqual(world.state.confirmation(lamp, 'on')?.origin, { by: 'device' });
  assert.equal(world.people, 1);
});

test('the lamps of a group that we move are moved by nobody, also when their states come before the answer', async () => {
  await using peer = await started((peer) => {
    peer.put('light.all', 'off', { friendly_name: '所有', ...plain, entity_id: ['light.a', 'light.b'] }, { unique_id: 'all' });
    for (const name of ['a', 'b']) peer.put(`light.${name}`, 'off', { friendly_name: name, ...plain }, { unique_id: name });
  });
  peer.serve = async (call, context) => {
    for (const entity of ['light.a', 'light.all', 'light.b']) peer.change(entity, 'on', {}, context);
    await pass(500);
    assert.equal(call.target.entity_id, 'light.all');
  };
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes('home-assistant:b', 'on', false);
  await pass(6_000);
  assert.equal(world.device('所有').kind, 'other');
  await world.claim([{ device: 'home-assistant:all', do: 'set', attribute: 'on', value: true }]);
  for (const id of ['all', 'a', 'b']) await world.becomes(`home-assistant:${id}`, 'on', true);
  assert.equal(world.people, 0);
  assert.equal(peer.calls.length, 1);
});

test('what an automation does because of us is an act by itself', async () => {
  await using peer = await started((peer) => {
    for (const name of ['a', 'b']) peer.put(`light.${name}`, 'off', { friendly_name: name, ...plain }, { unique_id: name });
  });
  peer.serve = async (call, context) => {
    peer.obey(call, context);
    peer.change('light.b', 'on', {}, { parent_id: context.id, user_id: null });
  };
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes('home-assistant:b', 'on', false);
  await pass(6_000);
  await world.claim([{ device: 'home-assistant:a', do: 'set', attribute: 'on', value: true }]);
  await world.becomes('home-assistant:b', 'on', true);
  assert.equal(world.people, 1);
});

test('a device is gone only when a running Home Assistant removes it', async () => {
  await using peer = await started((peer) => {
    peer.put('light.a', 'on', plain, { unique_id: 'a' });
    peer.put('light.b', 'on', plain, { unique_id: 'b' });
    peer.put('light.loose', 'on', plain, null);
  });
  await using world = await World.open(peer);
  await world.ready();
  await world.reaches('home-assistant:light.loose');
  const ids = (): readonly string[] => world.registry.home.devices.map(({ id }) => id);
  await peer.stop();
  await world.reaches('home-assistant:a', false);
  // After a restart the integration of both has not come up: one has an entry, one never had.
  peer.states.delete('light.a');
  peer.states.delete('light.loose');
  await peer.start();
  await world.reaches('home-assistant:b');
  assert.deepEqual(ids(), ['home-assistant:a', 'home-assistant:b', 'home-assistant:light.loose']);
  assert.equal(world.state.reachable('home-assistant:a'), false);
  assert.equal(world.state.reachable('home-assistant:light.loose'), false);
  peer.entries.set('light.b', { ...peer.entries.get('light.b'), entity_id: 'light.b', unique_id: 'b', disabled_by: 'user' });
  peer.remove('light.a');
  await until('it is gone', () => !ids().includes('home-assistant:a'));
  assert.deepEqual(ids(), ['home-assistant:b', 'home-assistant:light.loose']);
});

test('a command to what cannot be reached is not sent, and is told', async () => {
  await using peer = await started((peer) => peer.put('light.a', 'on', plain, { unique_id: 'a' }));
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes('home-assistant:a', 'on', true);
  peer.away('light.a');
  await world.reaches('home-assistant:a', false);
  const command = { commandId: 'x', device: 'home-assistant:a', set: { on: false } };
  await assert.rejects(world.session.send(command, AbortSignal.timeout(5_000)), { code: 'home-assistant/unreachable' });
  await assert.rejects(world.session.read('home-assistant:a', AbortSignal.timeout(5_000)), { code: 'home-assistant/unreachable' });
  assert.deepEqual(peer.calls, []);
});

test('what we exported is not imported again', async () => {
  await using peer = await started((peer) => {
    peer.devices = [
      { id: 'd1', manufacturer: 'Entente', identifiers: [['homekit_controller:accessory-id', 'aa:bb:aid:2']] },
      { id: 'd2', manufacturer: 'X', identifiers: [['homekit_controller:serial-number', 'virtual:living-light']] },
      { id: 'd3', manufacturer: 'Signify', serial_number: '0017880', identifiers: [['hue', '0017880']] },
    ];
    for (const n of [1, 2, 3]) peer.put(`light.l${n}`, 'on', plain, { unique_id: `l${n}`, device_id: `d${n}` });
  });
  await using world = await World.open(peer);
  await world.ready();
  assert.deepEqual(
    world.registry.home.devices.map(({ id }) => id),
    ['home-assistant:l3'],
  );
  assert.deepEqual(
    world.session.status().leftOut.map(({ entityId, reason }) => [entityId, reason]),
    [
      ['light.l1', 'ours'],
      ['light.l2', 'ours'],
    ],
  );
});

test('two entities that share a unique id are two devices, the same ones after a restart in another order', async () => {
  await using peer = await started((peer) => {
    peer.put('light.plug', 'on', { friendly_name: '灯', ...plain }, { unique_id: 'mac-1', platform: 'p' });
    peer.put('switch.plug', 'off', { friendly_name: '插座' }, { unique_id: 'mac-1', platform: 'p' });
  });
  const storage = memoryStorage();
  const ids = async (): Promise<Readonly<Record<string, string>>> => {
    await using world = await World.open(peer, { storage });
    await world.ready();
    return Object.fromEntries(world.registry.home.devices.map(({ name, id }) => [name, id]));
  };
  const first = await ids();
  assert.deepEqual(first, { 灯: 'home-assistant:mac-1', 插座: 'home-assistant:switch.p.mac-1' });
  const reversed = [...peer.entries].reverse();
  peer.entries.clear();
  for (const [id, entry] of reversed) peer.entries.set(id, entry);
  assert.deepEqual(await ids(), first);
});

test('a token that is not accepted is told and not tried again at once; it stands nowhere', async () => {
  await using peer = await started(() => undefined);
  const wrong = 'not-the-right-token-7f3a';
  const storage = memoryStorage();
  await using world = await World.open(peer, { storage, settings: { url: peer.url, token: wrong } });
  await until('it is refused', () => world.session.status().phase === 'refused');
  await pass(15_000);
  assert.equal(world.session.status().phase, 'refused');
  assert.ok(!JSON.stringify([world.session.status(), storage.ledger, world.registry.home]).includes(wrong));
  const about = { clock: systemClock, signal: AbortSignal.timeout(10_000) };
  await assert.rejects(importHome({ url: peer.url, token: wrong }, about), (error) => {
    assert.ok(error instanceof Error && !`${error.message} ${error.stack} ${JSON.stringify(error)}`.includes(wrong));
    return true;
  });
  for (const bad of [
    { url: 'nonsense', token: wrong },
    { url: peer.url, token: `${wrong} with spaces` },
    { url: peer.url, token: wrong, more: 1 },
    { url: peer.url },
  ]) {
    await assert.rejects(importHome(bad, about), (error) => error instanceof Error && /token|url|more/.test(error.message) && !error.message.includes(wrong));
  }
});

test('settings are kept for the next start, and without any there is nothing to connect to', async () => {
  await using peer = await started((peer) => peer.put('light.a', 'on', plain, { unique_id: 'a' }));
  const storage = memoryStorage();
  await (await World.open(peer, { storage }))[Symbol.asyncDispose]();
  {
    await using again = await World.open(peer, { storage, settings: null });
    await again.ready();
  }
  await assert.rejects(World.open(peer, { settings: null }), { code: 'home-assistant/not-set-up' });
});

test('a hub starts at once when Home Assistant is away, and finds it when it comes', async () => {
  const peer = new Peer();
  peer.put('light.a', 'on', plain, { unique_id: 'a' });
  await peer.start();
  await peer.stop();
  await using gone = peer;
  const startedAtMs = performance.now();
  await using world = await World.open(gone);
  assert.ok(performance.now() - startedAtMs < 1_000);
  await pass(3_000);
  assert.equal(world.session.status().phase, 'connecting');
  await gone.start();
  await world.reaches('home-assistant:a');
});

test('nonsense on the wire ends a connection, never the hub', async () => {
  await using peer = await started((peer) => peer.put('light.a', 'on', plain, { unique_id: 'a' }));
  await using world = await World.open(peer);
  await world.ready();
  for (const nonsense of ['{', 'null', '[null]', '{"type":"event","id":99999,"event":{}}', '{"id":1}']) {
    peer.babble(nonsense);
    await pass(500);
    await world.ready();
  }
  for (const event of [{}, { entity_id: 5 }, { entity_id: 'light.a', new_state: { entity_id: 'light.a', state: 7 } }, { entity_id: 'x', new_state: [] }])
    peer.tell('state_changed', event);
  peer.tell('entity_registry_updated', { entity_id: [] });
  peer.change('light.a', 'off');
  await world.becomes('home-assistant:a', 'on', false);
});

test('a connection that hears nothing any more is noticed by looking, and mended', async () => {
  await using peer = await started((peer) => peer.put('light.a', 'on', plain, { unique_id: 'a' }));
  // Minutes are short here: the wire of this test is the machine's own.
  await using world = await World.open(peer, { clock: hurried(100) });
  await world.ready();
  await world.becomes('home-assistant:a', 'on', true);
  peer.isDeaf = true;
  peer.change('light.a', 'off');
  peer.isDeaf = false;
  await world.becomes('home-assistant:a', 'on', false);
  assert.equal(world.people, 0);
});

test('an entity that comes without an entry is a device as soon as it has a state', async () => {
  await using peer = await started((peer) => peer.put('light.a', 'on', plain, { unique_id: 'a' }));
  await using world = await World.open(peer);
  await world.ready();
  peer.change('light.yaml', 'on', { ...plain, friendly_name: '手写的灯' });
  await world.reaches('home-assistant:light.yaml');
  assert.equal(world.device('手写的灯').kind, 'light');
  peer.change('light.yaml', 'on', { supported_color_modes: ['brightness'], brightness: 51 });
  await until('it can be dimmed', () => world.value('home-assistant:light.yaml', 'brightnessPercent') === 20);
});

test('an older Home Assistant, and a user who is no administrator, lack books and still give devices', async () => {
  await using peer = await started((peer) => {
    peer.floors = undefined;
    peer.exposure = undefined;
    peer.put('light.a', 'on', plain, { unique_id: 'a', options: { conversation: { should_expose: false } } });
  });
  await using world = await World.open(peer);
  await world.ready();
  assert.equal(world.registry.device('home-assistant:a')?.exposed, false);
});

test('an import looks and keeps nothing; a Home Assistant that is starting is asked again', async () => {
  await using peer = await started((peer) => {
    peer.components = ['homekit'];
    peer.areas = [{ area_id: 'living', name: '客厅', aliases: [] }];
    peer.put('light.a', 'on', { friendly_name: '灯', ...plain }, { unique_id: 'a', area_id: 'living' });
    peer.put('update.a', 'on', {}, { unique_id: 'u' });
  });
  const about = { clock: systemClock, signal: AbortSignal.timeout(10_000) };
  const found = await importHome({ url: `${peer.url}/lovelace/0`, token }, about);
  assert.deepEqual(found.about, { name: '我们家', locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
  assert.deepEqual(found.settings, { url: peer.url, token });
  assert.deepEqual(found.devices, [deviceOf({ id: 'home-assistant:a', name: '灯', room: 'home-assistant:living', state: { on: true } })]);
  assert.deepEqual(found.leftOut, [{ entityId: 'update.a', reason: 'a-maintenance-notice' }]);
  assert.equal(found.hasHomeKitBridge, true);
  peer.state = 'STARTING';
  await assert.rejects(importHome({ url: peer.url, token }, about), { code: 'home-assistant/starting', retryable: true });
});
