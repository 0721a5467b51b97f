import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attribute, Value } from '../../core/home.ts';
import type { Action, Step } from '../../core/step.ts';
import { homeView } from '../../home/registry.ts';
import { loadLanguages } from '../../languages/registry.ts';
import { createUnderstanding } from '../../understanding/readers.ts';
import { systemClock } from '../../core/system-clock.ts';
import { missing, RealPeer, type RealState } from './real-peer.test.ts';
import { until, World } from './world.test.ts';

/** One thing to do with each kind that can be moved, and how Home Assistant tells that it was done. */
const moves: readonly {
  readonly name: string;
  /** In words; else as a step. */
  readonly say?: string;
  readonly set?: readonly [Attribute, Exclude<Value, null>];
  readonly run?: Action;
  readonly entity: string;
  readonly shows: (state: RealState) => boolean;
}[] = [
  { name: 'Bed Light', say: 'turn on the bed light', set: ['on', true], entity: 'light.bed_light', shows: ({ state }) => state === 'on' },
  {
    name: 'Ceiling Lights',
    say: 'set the ceiling lights to 30 percent',
    set: ['brightnessPercent', 30],
    entity: 'light.ceiling_lights',
    shows: ({ attributes }) => attributes['brightness'] === 76,
  },
  {
    name: 'Kitchen Lights',
    say: 'set the kitchen lights to 4000 kelvin',
    set: ['colorTemperatureKelvin', 4000],
    entity: 'light.kitchen_lights',
    shows: ({ attributes }) => near(attributes['color_temp_kelvin'], 4000),
  },
  {
    name: 'Office RGBW Lights',
    say: 'turn the office RGBW lights blue',
    set: ['color', 'blue'],
    entity: 'light.office_rgbw_lights',
    shows: ({ attributes }) => String(attributes['rgb_color']) === '0,0,255',
  },
  {
    name: 'Decorative Lights',
    say: 'turn off the decorative lights',
    set: ['on', false],
    entity: 'switch.decorative_lights',
    shows: ({ state }) => state === 'off',
  },
  { name: 'AC', set: ['on', true], entity: 'switch.ac', shows: ({ state }) => state === 'on' },
  {
    name: 'Living Room Fan',
    say: 'set the living room fan to 67 percent',
    set: ['fanPercent', 67],
    entity: 'fan.living_room_fan',
    shows: ({ attributes }) => near(attributes['percentage'], 67),
  },
  {
    name: 'Preset Only Limited Fan',
    say: 'set preset only limited fan to sleep',
    set: ['mode', 'sleep'],
    entity: 'fan.preset_only_limited_fan',
    shows: ({ attributes }) => attributes['preset_mode'] === 'sleep',
  },
  {
    name: 'HeatPump',
    say: 'set the heatpump to 23 degrees',
    set: ['targetTemperatureCelsius', 23],
    entity: 'climate.heatpump',
    shows: ({ attributes }) => attributes['temperature'] === 23,
  },
  { name: 'Hvac', say: 'set the hvac to heat', set: ['mode', 'heat'], entity: 'climate.hvac', shows: ({ state }) => state === 'heat' },
  {
    name: 'Ecobee',
    say: 'set the ecobee to 24.5 degrees',
    set: ['targetTemperatureCelsius', 24.5],
    entity: 'climate.ecobee',
    shows: ({ attributes }) => attributes['target_temp_low'] === 23 && attributes['target_temp_high'] === 26,
  },
  { name: 'Kitchen Window', say: 'open the kitchen window', set: ['openPercent', 100], entity: 'cover.kitchen_window', shows: ({ state }) => state === 'open' },
  {
    name: 'Hall Window',
    say: 'open the hall window to 30 percent',
    set: ['openPercent', 30],
    entity: 'cover.hall_window',
    shows: ({ attributes }) => attributes['current_position'] === 30,
  },
  {
    name: 'Pergola Roof',
    say: 'open the pergola roof',
    set: ['openPercent', 80],
    entity: 'cover.pergola_roof',
    shows: ({ attributes }) => attributes['current_tilt_position'] === 100,
  },
  { name: 'Garage Door', say: 'open the garage door', set: ['openPercent', 100], entity: 'cover.garage_door', shows: ({ state }) => state === 'open' },
  { name: 'Humidifier', set: ['targetHumidityPercent', 50], entity: 'humidifier.humidifier', shows: ({ attributes }) => attributes['humidity'] === 50 },
  { name: 'Dehumidifier', say: 'turn off the dehumidifier', set: ['on', false], entity: 'humidifier.dehumidifier', shows: ({ state }) => state === 'off' },
  { name: 'Kitchen Door', say: 'lock the kitchen door', set: ['locked', true], entity: 'lock.kitchen_door', shows: ({ state }) => state === 'locked' },
  {
    name: 'Lounge room',
    say: 'set the lounge room source to youtube',
    set: ['source', 'youtube'],
    entity: 'media_player.lounge_room',
    shows: ({ attributes }) => attributes['source'] === 'youtube',
  },
  {
    name: 'Walkman',
    say: 'set the walkman volume to 40 percent',
    set: ['volumePercent', 40],
    entity: 'media_player.walkman',
    shows: ({ attributes }) => attributes['volume_level'] === 0.4,
  },
  { name: 'Kitchen', set: ['playback', 'paused'], entity: 'media_player.kitchen', shows: ({ state }) => state === 'paused' },
  { name: 'Bedroom', set: ['muted', true], entity: 'media_player.bedroom', shows: ({ attributes }) => attributes['is_volume_muted'] === true },
  { name: 'Siren', say: 'turn off the siren', set: ['on', false], entity: 'siren.siren', shows: ({ state }) => state === 'off' },
  { name: 'Speed', set: ['mode', 'light_speed'], entity: 'select.speed', shows: ({ state }) => state === 'light_speed' },
  { name: '0_Ground_floor', say: 'start 0_Ground_floor', run: 'start-cleaning', entity: 'vacuum.0_ground_floor', shows: ({ state }) => state === 'cleaning' },
  {
    name: 'Demo Water Heater',
    say: 'set the demo water heater to 50 degrees',
    set: ['targetTemperatureCelsius', 50],
    entity: 'water_heater.demo_water_heater',
    shows: ({ attributes }) => attributes['temperature'] === 50,
  },
  { name: 'Push', say: 'press push', run: 'press', entity: 'button.push', shows: ({ state }) => state !== 'unknown' },
];

test('a real Home Assistant: every entity is a device or has a reason, and every kind that can be moved moves, once', { skip: missing }, async (t) => {
  await using peer = await RealPeer.start();
  await using world = await World.open(peer, { clock: systemClock, settings: { url: peer.url, token: peer.token } });
  await until('Home Assistant is ready', () => world.session.status().phase === 'ready', 60_000);

  await t.test('every entity has a kind and attributes, or a written reason', async () => {
    const states = await peer.states();
    const { leftOut } = world.session.status();
    const { devices } = world.registry.home;
    const out = new Set(leftOut.map(({ entityId }) => entityId));
    t.diagnostic(`${states.length} entities, ${devices.length} devices, ${states.filter(({ entity_id }) => out.has(entity_id)).length} left out`);
    for (const device of devices) assert.ok(Object.keys(device.state).length > 0 || device.kind === 'button', `${device.kind} has no attribute`);
    assert.equal(states.filter(({ entity_id }) => !out.has(entity_id)).length, devices.length);
    assert.ok(states.length >= 90, `${states.length} entities`);
    assert.deepEqual(world.registry.home.rooms.map(({ name }) => name).sort(), ['Bedroom', 'Kitchen', 'Living Room']);
    assert.ok(world.state.problems().length === 0, JSON.stringify(world.state.problems()));
  });

  for (const { name, say, set, run, entity, shows } of moves) {
    await t.test(`${entity} moves`, async () => {
      const { id: device, kind } = world.registry.home.devices.find((one) => one.name === name) ?? assert.fail(`there is no ${name}`);
      const said = say === undefined ? undefined : await understood(say, world);
      const step: Step = set !== undefined ? { device, do: 'set', attribute: set[0], value: set[1] } : { device, do: 'run', action: run ?? 'press' };
      const sent = (): number => world.arbiter.actuations(0).filter((one) => one.device === device).length;
      assert.ok(!shows(await peer.state(entity)), `${name} is so already`);
      if (said !== undefined)
        assert.deepEqual(
          said.map((one) => one.device),
          [device],
        );
      const before = sent();
      const { decision, receiptId } = await world.claim(said ?? [step], { confirmed: true, origin: 'heard' });
      assert.equal(decision, 'won', JSON.stringify(world.arbiter.receipt(receiptId)));
      let state = await peer.state(entity);
      for (let tries = 0; !shows(state) && tries < 200; tries += 1) {
        await systemClock.sleep(50);
        state = await peer.state(entity);
      }
      assert.ok(shows(state), `${kind} ${state.state} ${JSON.stringify(state.attributes)}`);
      await until('its receipt says done', () => world.arbiter.receipt(receiptId)?.claims[0]?.steps[0]?.result === 'done', 20_000);
      assert.equal(sent(), before + 1);
      assert.equal(world.people, 0, 'nobody was at a device');
    });
  }
});

/** What a sentence means in this home; a risky one is said yes to. */
async function understood(text: string, world: World): Promise<readonly Step[]> {
  const { readers } = createUnderstanding(await loadLanguages('en'), systemClock);
  for (const reader of readers) {
    const plan = await reader.read({ text, locale: 'en' }, homeView(world.registry, world.state));
    if (plan !== undefined) return plan.steps ?? [];
  }
  return [];
}

function near(value: unknown, wanted: number): boolean {
  return typeof value === 'number' && Math.abs(value - wanted) <= wanted * 0.02;
}
