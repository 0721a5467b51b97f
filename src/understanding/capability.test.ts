import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from '../core/frame.ts';
import type { Device, Kind } from '../core/home.ts';
import { effectOf } from './capability.ts';

function device(kind: Kind, state: Device['state'], rest: Partial<Device> = {}): Device {
  return { id: `virtual:${kind}`, name: kind, aliases: [], kind, risky: false, exposed: true, options: {}, limits: {}, state, ...rest };
}

const light = device('light', { on: false, brightnessPercent: 50, color: null, colorTemperatureKelvin: null });
const airConditioner = device('air-conditioner', { on: false, targetTemperatureCelsius: 24, mode: 'cool', fanPercent: 50 });
const curtain = device('curtain', { openPercent: 0 });

const cases: readonly (readonly [string, Device, Change, { attribute: string; value: number | boolean }])[] = [
  ['on switches a light', light, { do: 'switch', to: true }, { attribute: 'on', value: true }],
  ['on opens a curtain', curtain, { do: 'switch', to: true }, { attribute: 'openPercent', value: 100 }],
  ['off closes a curtain', curtain, { do: 'switch', to: false }, { attribute: 'openPercent', value: 0 }],
  ['a bare number is a lamp’s brightness', light, { do: 'set', value: 30 }, { attribute: 'brightnessPercent', value: 30 }],
  ['a bare number is an air conditioner’s temperature', airConditioner, { do: 'set', value: 26 }, { attribute: 'targetTemperatureCelsius', value: 26 }],
  ['per cent is an air conditioner’s fan', airConditioner, { do: 'set', value: 60, unit: 'percent' }, { attribute: 'fanPercent', value: 60 }],
  ['three tenths are 30 per cent', curtain, { do: 'set', value: 3, unit: 'tenths' }, { attribute: 'openPercent', value: 30 }],
  [
    '50 °F are 10 °C',
    device('thermostat', { targetTemperatureCelsius: 20 }),
    { do: 'set', value: 50, unit: 'fahrenheit' },
    { attribute: 'targetTemperatureCelsius', value: 10 },
  ],
  ['the darkest is 1', light, { do: 'set', attribute: 'brightnessPercent', value: { extreme: 'min' } }, { attribute: 'brightnessPercent', value: 1 }],
  [
    'the lowest temperature is the limit',
    airConditioner,
    { do: 'set', attribute: 'targetTemperatureCelsius', value: { extreme: 'min' } },
    { attribute: 'targetTemperatureCelsius', value: 16 },
  ],
];

for (const [name, one, change, expected] of cases) {
  test(name, () => {
    const effect = effectOf(one, change);
    assert.deepEqual('steps' in effect ? effect.steps : effect, [{ device: one.id, do: 'set', ...expected }]);
  });
}

test('an adjustment without an amount takes the usual step', () => {
  const by = (attribute: 'brightnessPercent' | 'colorTemperatureKelvin' | 'targetTemperatureCelsius', one: Device) => {
    const effect = effectOf(one, { do: 'adjust', attribute, sign: -1 });
    return 'steps' in effect && effect.steps[0]?.do === 'adjust' ? effect.steps[0].by : undefined;
  };
  assert.equal(by('brightnessPercent', light), -10);
  assert.equal(by('colorTemperatureKelvin', light), -500);
  assert.equal(by('targetTemperatureCelsius', airConditioner), -1);
});

test('out of range and unsupported are told apart', () => {
  assert.deepEqual(effectOf(airConditioner, { do: 'set', value: 50, unit: 'celsius' }), { because: 'out-of-range', attribute: 'targetTemperatureCelsius' });
  assert.deepEqual(effectOf(curtain, { do: 'set', attribute: 'brightnessPercent', value: 50 }), { because: 'unsupported', attribute: 'brightnessPercent' });
});

test('a word of the device’s own is a mode, whatever its case', () => {
  const washer = device('washer', { on: false, mode: null }, { options: { mode: ['快洗', '羊毛'] } });
  const effect = effectOf(washer, { do: 'mode', word: '快洗模式' });
  assert.deepEqual('steps' in effect && effect.steps, [{ device: washer.id, do: 'set', attribute: 'mode', value: '快洗' }]);
});
