import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Step } from '../../core/step.ts';
import { Peer } from './peer.test.ts';
import { pass, until, World } from './world.test.ts';

const dimmable = { supported_color_modes: ['color_temp'], min_color_temp_kelvin: 2000, max_color_temp_kelvin: 6500 };
const lamp = 'home-assistant:lamp-1';
const off: Step = { device: lamp, do: 'set', attribute: 'on', value: false };
const on: Step = { device: lamp, do: 'set', attribute: 'on', value: true };

async function withLamp(state = 'on'): Promise<Peer> {
  const peer = new Peer();
  peer.put('light.living', state, { friendly_name: '客厅灯', ...dimmable, ...(state === 'on' && { brightness: 128 }) }, { unique_id: 'lamp-1' });
  await peer.start();
  return peer;
}

test('field-049: connected again to a Home Assistant that is still starting, it hears what happens once that runs', async () => {
  await using peer = await withLamp();
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes(lamp, 'on', true);
  peer.state = 'STARTING';
  await peer.stop();
  await world.reaches(lamp, false);
  await peer.start();
  await until('it sees that it starts', () => world.session.status().phase === 'starting');
  assert.equal(world.state.reachable(lamp), false);
  assert.equal(world.value(lamp, 'on'), true);
  peer.state = 'RUNNING';
  await world.reaches(lamp);
  peer.change('light.living', 'off');
  await world.becomes(lamp, 'on', false);
  assert.deepEqual(peer.calls, []);
});

test('field-051: an entity under another id, and another friendly name, is the same device, and obeys at once', async () => {
  await using peer = await withLamp();
  await using world = await World.open(peer);
  await world.ready();
  await world.registry.patchDevice(lamp, { name: '大灯', aliases: ['主灯'] });
  peer.rename('light.living', 'light.lounge', '休息室灯');
  const decision = await world.claim([off], { source: 'aligenie:1', origin: 'heard', viaCloud: true });
  assert.equal(decision.decision, 'won');
  await world.becomes(lamp, 'on', false);
  assert.deepEqual(
    peer.calls.map(({ target }) => target.entity_id),
    ['light.lounge'],
  );
  await until('the registry was read again', () => peer.asked.filter((type) => type === 'config/entity_registry/list').length > 1);
  await pass(1_000);
  assert.deepEqual(
    world.registry.home.devices.map(({ id, name, aliases }) => [id, name, aliases]),
    [[lamp, '大灯', ['主灯']]],
  );
});

test('field-053: unavailable, off, on within three seconds is a gap, and nobody at the lamp', async () => {
  await using peer = await withLamp();
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes(lamp, 'on', true);
  // A reading of the beginning is none of it.
  await pass(6_000);
  world.events.length = 0;
  peer.away('light.living');
  await world.reaches(lamp, false);
  peer.change('light.living', 'off', { brightness: null });
  await world.reaches(lamp);
  assert.equal(world.value(lamp, 'on'), true);
  await pass(1_500);
  peer.change('light.living', 'on', { brightness: 128 });
  await pass(6_000);
  assert.deepEqual(world.told(lamp, 'on'), []);
  assert.equal(world.people, 0);
  assert.equal(world.value(lamp, 'on'), true);
});

test('field-053: a lamp that is off after a gap is known to be off, by a reading', async () => {
  await using peer = await withLamp();
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes(lamp, 'on', true);
  peer.away('light.living');
  await world.reaches(lamp, false);
  peer.change('light.living', 'off');
  await world.becomes(lamp, 'on', false);
  assert.equal(world.people, 0);
});

test('field-053: a sensor that is unknown for a moment has no other value', async () => {
  await using peer = await withLamp();
  peer.put('binary_sensor.door', 'on', { device_class: 'door', friendly_name: '大门' });
  await using world = await World.open(peer);
  await world.ready();
  const door = world.device('大门').id;
  await world.becomes(door, 'contact', true);
  world.events.length = 0;
  peer.change('binary_sensor.door', 'unknown');
  await world.reaches(door, false);
  peer.change('binary_sensor.door', 'on');
  await world.reaches(door);
  assert.equal(world.value(door, 'contact'), true);
  assert.deepEqual(world.told(door, 'contact'), []);
});

test('field-026: off for a lamp that is off is nothing to send; for one that nobody knows, it is sent once', async () => {
  await using peer = await withLamp('off');
  peer.put('light.blind', 'unknown', { friendly_name: '盲灯', supported_color_modes: ['onoff'] }, { unique_id: 'lamp-2' });
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes(lamp, 'on', false);
  const known = await world.claim([off], { source: 'aligenie:1', origin: 'heard', viaCloud: true });
  assert.deepEqual([known.decision, known.results[0]?.result], ['already-done', 'already']);
  assert.deepEqual(peer.calls, []);
  const unknown = await world.claim([{ ...off, device: 'home-assistant:lamp-2' }], { source: 'aligenie:1', origin: 'heard', viaCloud: true });
  assert.equal(unknown.decision, 'won');
  await until('it was sent', () => peer.calls.length > 0);
  await pass(3_000);
  assert.equal(peer.calls.length, 1);
});

test('field-029: a service call that fails is failed in the receipt, the old value stands, and the next claim is sent', async () => {
  await using peer = await withLamp('off');
  peer.serve = async () => {
    await pass(700);
    throw new Error('no');
  };
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes(lamp, 'on', false);
  const first = await world.claim([on], { source: 'homekit:1', origin: 'unsure' });
  assert.equal(first.results[0]?.result, 'pending');
  await until('it failed', () => world.arbiter.receipt(first.receiptId)?.claims[0]?.steps[0]?.result === 'failed');
  assert.equal(world.value(lamp, 'on'), false);
  await world.claim([on], { source: 'aligenie:1', origin: 'heard', viaCloud: true });
  await until('the second was sent', () => peer.calls.length === 2);
});

test('field-030: a lamp lit by hand is on, whatever was ordered last', async () => {
  await using peer = await withLamp('on');
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes(lamp, 'on', true);
  await world.claim([off]);
  await world.becomes(lamp, 'on', false);
  await pass(6_000);
  peer.change('light.living', 'on');
  await world.becomes(lamp, 'on', true);
  assert.equal(world.people, 1);
  await pass(5_000);
  const again = await world.claim([off]);
  assert.equal(again.decision, 'won');
  await world.becomes(lamp, 'on', false);
  assert.equal(peer.calls.length, 2);
});

test('field-033: values that cannot be are unknown or the last good ones, and the rest of the lamp works', async () => {
  await using peer = await withLamp('on');
  peer.put('sensor.air', 'nan', { device_class: 'humidity', unit_of_measurement: '%', friendly_name: '湿度' });
  await using world = await World.open(peer);
  await world.ready();
  await world.becomes(lamp, 'brightnessPercent', 50);
  peer.change('light.living', 'on', { color_temp_kelvin: 3000 });
  await world.becomes(lamp, 'colorTemperatureKelvin', 3000);
  for (const odd of [null, 0, 36_294]) peer.change('light.living', 'on', { color_temp_kelvin: odd });
  peer.change('light.living', 'on', { brightness: 1100 });
  peer.change('light.living', 'off');
  await world.becomes(lamp, 'on', false);
  for (const attribute of ['colorTemperatureKelvin', 'brightnessPercent'] as const) {
    assert.ok([null, 3000, 50].includes(Number(world.value(lamp, attribute)) || null), `${attribute} is ${world.value(lamp, attribute)}`);
  }
  assert.equal(world.value(world.device('湿度').id, 'currentHumidityPercent'), null);
  await world.claim([{ device: lamp, do: 'set', attribute: 'brightnessPercent', value: 30 }]);
  await world.becomes(lamp, 'brightnessPercent', 30);
});
