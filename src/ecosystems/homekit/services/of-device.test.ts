import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attribute, Value } from '../../../core/home.ts';
import { deviceOf, type DeviceSketch } from '../../../testing/home-of.ts';
import { servicesOf } from './of-device.ts';
import type { CharacteristicName, HapValue, Look } from './sketch.ts';

const lookOf = (state: Readonly<Partial<Record<Attribute, Value>>>): Look => ({
  value: (attribute) => state[attribute],
  confirmed: (attribute) => state[attribute],
});

/** What is wanted when these are written in one request: `attribute value`, `by`, or the action. */
function wanted(sketch: DeviceSketch, written: Partial<Record<CharacteristicName, HapValue>>): readonly string[] {
  const device = deviceOf(sketch);
  const values = new Map(Object.entries(written));
  return servicesOf(device, 'zh-CN', true).flatMap(({ characteristics, write }) => {
    const own = new Map(characteristics.flatMap(({ is }) => (values.has(is) ? [[is, values.get(is) ?? false] as const] : [])));
    if (own.size === 0) return [];
    return (write?.(own, lookOf(device.state)) ?? []).map(({ step }) =>
      step.do === 'run' ? step.action : `${step.attribute} ${String(step.do === 'set' ? step.value : step.do === 'adjust' ? step.by : '')}`,
    );
  });
}

/** What a characteristic shows. */
function shown(sketch: DeviceSketch, is: CharacteristicName): HapValue | undefined {
  const device = deviceOf(sketch);
  for (const { characteristics } of servicesOf(device, 'zh-CN', true)) {
    const found = characteristics.find((one) => one.is === is);
    if (found !== undefined) return found.read(lookOf(device.state));
  }
  return assert.fail(`no ${is}`);
}

const airConditioner: DeviceSketch = {
  id: 'ac',
  kind: 'air-conditioner',
  options: { mode: ['cool', 'heat', 'dry', 'auto'] },
  limits: { targetTemperatureCelsius: { min: 16, max: 30, step: 0.5 } },
  state: { on: true, mode: 'cool', targetTemperatureCelsius: 26, currentTemperatureCelsius: 28, fanPercent: 50, swing: false },
};
const withState = (sketch: DeviceSketch, state: Readonly<Partial<Record<Attribute, Value>>>): DeviceSketch => ({
  ...sketch,
  state: { ...sketch.state, ...state },
});

test('what one request writes becomes what was meant', () => {
  const lamp: DeviceSketch = { id: 'lamp', state: { on: true, brightnessPercent: 60, color: '#ff0000' } };
  const fan: DeviceSketch = { id: 'fan', kind: 'fan', state: { on: true, fanPercent: 40 } };
  const cases: readonly (readonly [DeviceSketch, Partial<Record<CharacteristicName, HapValue>>, readonly string[]])[] = [
    [lamp, { On: true, Brightness: 15 }, ['on true', 'brightnessPercent 15']],
    [lamp, { On: false, Brightness: 15 }, ['on false']],
    [lamp, { Hue: 120 }, ['color #00ff00']],
    [lamp, { Saturation: 0 }, ['color #ffffff']],
    [{ id: 'dimmer', state: { brightnessPercent: 0 } }, { On: true }, ['brightnessPercent 100']],
    [{ id: 'dimmer', state: { brightnessPercent: 40 } }, { On: true }, []],
    [{ id: 'dimmer', state: { brightnessPercent: 40 } }, { On: false }, ['brightnessPercent 0']],
    [
      { id: 'dim', state: { on: true, brightnessPercent: 40 }, limits: { brightnessPercent: { min: 10, max: 90 } } },
      { Brightness: 3 },
      ['brightnessPercent 10'],
    ],
    [{ id: 'white', state: { on: true, colorTemperatureKelvin: 4000 } }, { ColorTemperature: 370 }, ['colorTemperatureKelvin 2703']],
    [airConditioner, { Active: 1, TargetHeaterCoolerState: 1, HeatingThresholdTemperature: 22 }, ['on true', 'mode heat', 'targetTemperatureCelsius 22']],
    [
      airConditioner,
      { TargetHeaterCoolerState: 2, CoolingThresholdTemperature: 24, HeatingThresholdTemperature: 18 },
      ['mode cool', 'targetTemperatureCelsius 24'],
    ],
    [withState(airConditioner, { mode: 'auto' }), { CoolingThresholdTemperature: 26, HeatingThresholdTemperature: 20 }, ['targetTemperatureCelsius 20']],
    [withState(airConditioner, { mode: 'auto' }), { CoolingThresholdTemperature: 25, HeatingThresholdTemperature: 20 }, ['targetTemperatureCelsius 22.5']],
    [airConditioner, { RotationSpeed: 80, SwingMode: 1 }, ['fanPercent 80', 'swing true']],
    [fan, { Active: 1, RotationSpeed: 70 }, ['on true', 'fanPercent 70']],
    [fan, { RotationSpeed: 0 }, ['on false']],
    [{ id: 'boiler', kind: 'water-heater', state: { on: true, targetTemperatureCelsius: 45 } }, { TargetHeatingCoolingState: 0 }, ['on false']],
    [
      { id: 'boiler', kind: 'water-heater', state: { on: true, targetTemperatureCelsius: 45 } },
      { TargetHeatingCoolingState: 1, TargetTemperature: 50 },
      ['on true', 'targetTemperatureCelsius 50'],
    ],
    [{ id: 'garage', kind: 'garage-door', state: { openPercent: 0 } }, { TargetDoorState: 0 }, ['openPercent 100']],
    [{ id: 'gas', kind: 'valve', state: { openPercent: 100 } }, { Active: 0 }, ['openPercent 0']],
    [{ id: 'vacuum', kind: 'vacuum', state: { activity: 'docked' } }, { On: true }, ['start-cleaning']],
    [{ id: 'vacuum', kind: 'vacuum', state: { activity: 'cleaning' } }, { On: false }, ['return-to-dock']],
    [
      { id: 'tv', kind: 'tv', options: { source: ['HDMI 1', 'HDMI 2'] }, state: { on: true, source: 'HDMI 1', volumePercent: 30 } },
      { ActiveIdentifier: 2 },
      ['source HDMI 2'],
    ],
    [{ id: 'tv', kind: 'tv', state: { on: true, volumePercent: 30 } }, { VolumeSelector: 1 }, ['volumePercent -5']],
    [{ id: 'tv', kind: 'tv', state: { on: true, playback: 'playing' } }, { RemoteKey: 11 }, ['playback paused']],
    [{ id: 'scene', kind: 'scene', state: {} }, { On: false }, []],
  ];
  for (const [device, written, expected] of cases) assert.deepEqual(wanted(device, written), expected, `${device.id} ${JSON.stringify(written)}`);
});

test('what is shown is how things are', () => {
  const cases: readonly (readonly [DeviceSketch, CharacteristicName, HapValue | undefined])[] = [
    [airConditioner, 'CurrentHeaterCoolerState', 3],
    [withState(airConditioner, { currentTemperatureCelsius: 25 }), 'CurrentHeaterCoolerState', 1],
    [withState(airConditioner, { on: false }), 'CurrentHeaterCoolerState', 0],
    // Drying is none of HomeKit's: the nearest is shown.
    [withState(airConditioner, { mode: 'dry' }), 'TargetHeaterCoolerState', 0],
    [withState(airConditioner, { on: null }), 'Active', undefined],
    [{ id: 's', kind: 'sensor', state: { contact: true } }, 'ContactSensorState', 1],
    [{ id: 's', kind: 'sensor', state: { pm25: 80 } }, 'AirQuality', 3],
    [{ id: 's', kind: 'sensor', state: { motion: true, batteryPercent: 12 } }, 'StatusLowBattery', 1],
    [{ id: 'l', kind: 'lock', state: { locked: null } }, 'LockCurrentState', 3],
    [{ id: 'c', kind: 'curtain', state: { openPercent: 40 } }, 'PositionState', 2],
    [{ id: 'o', kind: 'outlet', state: { on: true, powerWatts: 0 } }, 'OutletInUse', false],
    [{ id: 'k', state: { on: true, colorTemperatureKelvin: 0 } }, 'ColorTemperature', undefined],
  ];
  for (const [device, is, expected] of cases) assert.equal(shown(device, is), expected, `${device.id} ${is}`);
});

test('a switch named after lamps stays a switch, and what has no place is not there', () => {
  const main = (sketch: DeviceSketch): string | undefined => servicesOf(deviceOf(sketch), 'zh-CN', false)[0]?.is;
  assert.equal(main({ id: 'x', kind: 'switch', name: '客厅灯光睡眠模式', state: { on: false } }), 'Switch');
  assert.equal(main({ id: 'x', kind: 'outlet', name: '灯', state: { on: false } }), 'Outlet');
  assert.equal(main({ id: 'x', kind: 'tv', state: { on: true } }), 'Switch');
  assert.equal(main({ id: 'x', kind: 'door', state: { contact: false } }), 'ContactSensor');
  for (const kind of ['person', 'weather', 'camera'] as const)
    assert.equal(main({ id: 'x', kind, state: { status: 'x', currentTemperatureCelsius: 1 } }), undefined);
  assert.equal(main({ id: 'x', kind: 'washer', state: { status: 'idle' } }), undefined);
});
