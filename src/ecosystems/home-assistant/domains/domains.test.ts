import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../../core/claim.ts';
import type { EntityState } from '../messages.ts';
import type { Facts, Reason } from './domain.ts';
import { domainOf } from './registry.ts';

const celsius = { fahrenheit: false };

function entity(entity_id: string, state: string, attributes: EntityState['attributes'] = {}): EntityState {
  return { entity_id, state, attributes, last_updated: '' };
}

function factsOf(of: EntityState, units = celsius): Facts | { readonly leftOut: Reason } {
  return domainOf(of).facts(of, units);
}

/** The calls as `service {data}`. */
function callsOf(of: EntityState, command: Pick<Command, 'set' | 'run'>, units = celsius): readonly (readonly [string, object])[] {
  const calls = domainOf(of).calls?.({ commandId: 'c', device: 'd', ...command }, of, units) ?? [];
  return calls.map(({ domain, service, data = {} }) => [`${domain}.${service}`, data] as const);
}

const hvac = {
  hvac_modes: ['off', 'heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan_only'],
  min_temp: 16,
  max_temp: 30,
  target_temp_step: 0.5,
  fan_modes: ['auto', 'low', 'medium', 'high'],
  swing_modes: ['off', 'vertical', 'horizontal'],
  preset_modes: ['none', 'sleep', 'eco'],
  supported_features: 1 + 8 + 16 + 32 + 128 + 256,
};
const cooling = entity('climate.ac', 'cool', {
  ...hvac,
  temperature: 26,
  current_temperature: 28.5,
  fan_mode: 'medium',
  swing_mode: 'off',
  preset_mode: 'none',
});

const facts: readonly (readonly [string, EntityState, unknown])[] = [
  [
    'a lamp with a colour and its temperature shows one of both',
    entity('light.a', 'on', { supported_color_modes: ['color_temp', 'hs'], color_mode: 'hs', brightness: 1, rgb_color: [255, 0, 16], color_temp_kelvin: null }),
    { kind: 'light', values: { on: true, brightnessPercent: 1, colorTemperatureKelvin: null, color: '#ff0010' }, limits: { colorTemperatureKelvin: {} } },
  ],
  ['a lamp that only switches has no brightness', entity('light.a', 'off', { supported_color_modes: ['onoff'] }), { kind: 'light', values: { on: false } }],
  [
    'an old lamp tells its brightness by a feature, and its limits in mireds',
    entity('light.a', 'on', { supported_features: 1, brightness: '128' }),
    { kind: 'light', values: { on: true, brightnessPercent: 50 } },
  ],
  [
    'a Hue room answers to its name alone',
    entity('light.a', 'on', { supported_color_modes: ['onoff'], is_hue_group: true }),
    { kind: 'other', values: { on: true } },
  ],
  [
    'an air conditioner that cools',
    cooling,
    {
      kind: 'air-conditioner',
      values: { on: true, targetTemperatureCelsius: 26, currentTemperatureCelsius: 28.5, fanPercent: 67, swing: false, mode: 'cool' },
      options: { mode: ['heat', 'cool', 'heat_cool', 'auto', 'dry', 'fan', 'sleep', 'eco'] },
      limits: { targetTemperatureCelsius: { min: 16, max: 30, step: 0.5 }, fanPercent: { min: 0, max: 100, step: 32 } },
    },
  ],
  [
    'a thermostat between two temperatures has the middle of them',
    entity('climate.t', 'heat_cool', {
      hvac_modes: ['off', 'heat', 'heat_cool'],
      supported_features: 2 + 128,
      target_temp_low: 20,
      target_temp_high: 24,
      temperature: null,
    }),
    { kind: 'thermostat', values: { on: true, targetTemperatureCelsius: 22, mode: 'auto' }, options: { mode: ['heat', 'auto'] }, limits: {} },
  ],
  [
    'a blind on its way with a position is where it is',
    entity('cover.b', 'closing', { device_class: 'blind', supported_features: 15, current_position: 42 }),
    { kind: 'blind', values: { openPercent: 42 } },
  ],
  [
    'a garage door on its way without one is nowhere',
    entity('cover.g', 'opening', { device_class: 'garage', supported_features: 3 }),
    { kind: 'garage-door', values: { openPercent: null } },
  ],
  ['a jammed lock is neither', entity('lock.l', 'jammed'), { kind: 'lock', values: { locked: null } }],
  ['a plug', entity('switch.p', 'on', { device_class: 'outlet' }), { kind: 'outlet', values: { on: true } }],
  ['kilowatts are watts', entity('sensor.p', '1.5', { device_class: 'power', unit_of_measurement: 'kW' }), { kind: 'sensor', values: { powerWatts: 1500 } }],
  [
    'Fahrenheit is Celsius',
    entity('sensor.t', '77', { device_class: 'temperature', unit_of_measurement: '°F' }),
    { kind: 'sensor', values: { currentTemperatureCelsius: 25 } },
  ],
  ['what is none of ours is told in its words', entity('sensor.c', '412', { unit_of_measurement: 'ppm' }), { kind: 'sensor', values: { status: '412 ppm' } }],
  ['an open window', entity('binary_sensor.w', 'on', { device_class: 'window' }), { kind: 'sensor', values: { contact: true } }],
  ['somebody in another zone is away', entity('person.p', 'Office'), { kind: 'person', values: { status: 'away' } }],
  ['a mower in trouble does nothing of ours', entity('lawn_mower.m', 'error', { supported_features: 7 }), { kind: 'lawn-mower', values: { activity: null } }],
  ['an automation is left out', entity('automation.a', 'on'), { leftOut: 'acts-by-itself' }],
  ['and so is what comes in later years', entity('hologram.h', 'on'), { leftOut: 'not-known' }],
  ['and what is called like a part of every object', entity('constructor.x', 'on'), { leftOut: 'not-known' }],
];

for (const [sentence, of, expected] of facts) test(sentence, () => assert.deepEqual(factsOf(of), expected));

const tunable = entity('light.a', 'on', { supported_color_modes: ['color_temp', 'hs'] });
const player = entity('media_player.m', 'playing', { supported_features: 1 + 4 + 8 + 32 + 128 + 256 + 2048 + 16_384, source_list: ['HDMI 1'] });
const calls: readonly (readonly [string, EntityState, Pick<Command, 'set' | 'run'>, readonly (readonly [string, object])[]])[] = [
  ['brightness 0 switches off', tunable, { set: { brightnessPercent: 0 } }, [['light.turn_off', {}]]],
  ['a colour by its name', tunable, { set: { color: 'red', brightnessPercent: 40 } }, [['light.turn_on', { brightness_pct: 40, rgb_color: [255, 0, 0] }]]],
  ['a colour that nobody knows is not sent', tunable, { set: { color: 'perhaps' } }, []],
  ['a temperature of light', tunable, { set: { on: true, colorTemperatureKelvin: 3000.4 } }, [['light.turn_on', { color_temp_kelvin: 3000 }]]],
  [
    'mode, temperature, speed and swing in one wish',
    cooling,
    { set: { mode: 'heat', targetTemperatureCelsius: 25, fanPercent: 100, swing: true } },
    [
      ['climate.set_hvac_mode', { hvac_mode: 'heat' }],
      ['climate.set_temperature', { temperature: 25 }],
      ['climate.set_fan_mode', { fan_mode: 'high' }],
      ['climate.set_swing_mode', { swing_mode: 'vertical' }],
    ],
  ],
  ['sleep is a preset', cooling, { set: { mode: 'sleep' } }, [['climate.set_preset_mode', { preset_mode: 'sleep' }]]],
  [
    'a mode ends a preset',
    entity('climate.ac', 'cool', { ...hvac, preset_mode: 'sleep' }),
    { set: { mode: 'cool' } },
    [
      ['climate.set_preset_mode', { preset_mode: 'none' }],
      ['climate.set_hvac_mode', { hvac_mode: 'cool' }],
    ],
  ],
  ['off is off, whatever else', cooling, { set: { on: false, mode: 'heat' } }, [['climate.turn_off', {}]]],
  ['a mode that it lacks is not sent', entity('climate.t', 'off', { hvac_modes: ['off', 'heat'] }), { set: { mode: 'cool' } }, []],
  [
    'without a service to switch on, a mode does it',
    entity('climate.t', 'off', { hvac_modes: ['off', 'heat'] }),
    { set: { on: true } },
    [['climate.set_hvac_mode', { hvac_mode: 'heat' }]],
  ],
  [
    'a band keeps its width',
    entity('climate.t', 'heat_cool', { hvac_modes: ['heat_cool'], supported_features: 2, target_temp_low: 20, target_temp_high: 24 }),
    { set: { targetTemperatureCelsius: 23 } },
    [['climate.set_temperature', { target_temp_low: 21, target_temp_high: 25 }]],
  ],
  ['halfway is not open', entity('cover.g', 'closed', { supported_features: 3 }), { set: { openPercent: 40 } }, []],
  ['open is open', entity('cover.g', 'closed', { supported_features: 3 }), { set: { openPercent: 100 } }, [['cover.open_cover', {}]]],
  ['what cannot stop pauses', player, { set: { playback: 'stopped' } }, [['media_player.media_pause', {}]]],
  ['louder', player, { set: { volumePercent: 35 } }, [['media_player.volume_set', { volume_level: 0.35 }]]],
  ['the next one, where there is one', player, { run: 'next-track' }, [['media_player.media_next_track', {}]]],
  ['and none where there is not', player, { run: 'previous-track' }, []],
  ['a fan at 0 is off', entity('fan.f', 'on', { supported_features: 1 }), { set: { fanPercent: 0 } }, [['fan.turn_off', {}]]],
  ['a fan lit with its speed', entity('fan.f', 'off', { supported_features: 1 }), { set: { on: true, fanPercent: 66 } }, [['fan.turn_on', { percentage: 66 }]]],
  ['cleaning begins', entity('vacuum.v', 'docked', { supported_features: 8192 + 16 }), { run: 'start-cleaning' }, [['vacuum.start', {}]]],
  ['one room is more than Home Assistant knows', entity('vacuum.v', 'docked', { supported_features: 8192 + 16 }), { run: 'clean-room' }, []],
  [
    'an alarm that needs a code is not armed',
    entity('alarm_control_panel.a', 'disarmed', { code_format: 'number', code_arm_required: true, supported_features: 63 }),
    { set: { mode: 'away' } },
    [],
  ],
  [
    'one that needs none is',
    entity('alarm_control_panel.a', 'disarmed', { code_format: null, code_arm_required: false, supported_features: 3 }),
    { set: { mode: 'away' } },
    [['alarm_control_panel.alarm_arm_away', {}]],
  ],
  ['a scene', entity('scene.s', 'unknown'), { run: 'activate' }, [['scene.turn_on', {}]]],
  ['a sensor obeys nobody', entity('sensor.s', '1'), { set: { on: true } }, []],
];

for (const [sentence, of, command, expected] of calls) test(`calls: ${sentence}`, () => assert.deepEqual(callsOf(of, command), expected));

test('a home in Fahrenheit is read and set in Celsius', () => {
  const units = { fahrenheit: true };
  const warm = entity('climate.t', 'heat', {
    hvac_modes: ['off', 'heat'],
    supported_features: 1,
    temperature: 68,
    current_temperature: 70,
    min_temp: 45,
    max_temp: 95,
  });
  assert.deepEqual(factsOf(warm, units), {
    kind: 'thermostat',
    values: { on: true, targetTemperatureCelsius: 20, currentTemperatureCelsius: 21.1, mode: 'heat' },
    options: { mode: ['heat'] },
    limits: { targetTemperatureCelsius: { min: 7.2, max: 35 } },
  });
  assert.deepEqual(callsOf(warm, { set: { targetTemperatureCelsius: 21 } }, units), [['climate.set_temperature', { temperature: 69.8 }]]);
});

test('the attributes of an entity are the same in every state', () => {
  const every: readonly (readonly [string, readonly string[], EntityState['attributes']])[] = [
    ['light.a', ['on', 'off'], { supported_color_modes: ['color_temp', 'rgbww'] }],
    ['climate.a', ['off', 'cool', 'heat'], hvac],
    ['fan.a', ['on', 'off'], { supported_features: 11, preset_modes: ['auto'], percentage_step: 25 }],
    ['media_player.a', ['off', 'idle', 'playing', 'standby'], { supported_features: 23_997, source_list: ['a'] }],
    ['cover.a', ['open', 'opening', 'closed'], { supported_features: 15 }],
    ['vacuum.a', ['cleaning', 'error', 'docked'], { supported_features: 8252, fan_speed_list: ['quiet', 'max'] }],
    ['lock.a', ['locked', 'unlocking', 'jammed'], {}],
  ];
  for (const [id, states, attributes] of every) {
    const keys = [...states, 'unknown', 'unavailable'].map((state) => {
      const told = factsOf(entity(id, state, attributes));
      return 'leftOut' in told ? assert.fail(id) : Object.keys(told.values).sort().join();
    });
    assert.equal(new Set(keys).size, 1, `${id}: ${keys.join(' | ')}`);
  }
});
