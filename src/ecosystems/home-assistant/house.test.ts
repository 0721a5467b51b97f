import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as v from 'valibot';
import { attributeSpecs } from '../../core/attributes.ts';
import { attributes, type Device } from '../../core/home.ts';
import { adoptable } from '../../home/own.ts';
import { houseOf } from './house.ts';
import { Identities } from './identity.ts';
import { leftOutTexts } from './left-out.ts';
import { AreaRegistry, DeviceRegistry, EntityRegistry, States, type EntityState } from './messages.ts';
import { placesOf } from './places.ts';

/** Recorded from Home Assistant 2024.3.3 with its `demo` integration, without what is not read. */
const recorded = v.parse(
  v.object({ states: States, entities: EntityRegistry, devices: DeviceRegistry, areas: AreaRegistry }),
  JSON.parse(readFileSync(new URL('fixtures/demo-2024.3.3.json', import.meta.url), 'utf8')),
);

function houseWith(states: readonly EntityState[], before: ReadonlyMap<string, Device> = new Map(), identities = new Identities(forgetful)) {
  const registries = {
    entries: new Map(recorded.entities.map((entry) => [entry.entity_id, entry])),
    devices: new Map(recorded.devices.map((device) => [device.id, device])),
    areas: recorded.areas,
    floors: [],
    exposed: () => undefined,
  };
  const places = placesOf(registries, { floors: [], rooms: [] });
  const units = { fahrenheit: false };
  return houseOf({ states: new Map(states.map((state) => [state.entity_id, state])), registries, places, identities, units, before, isForgotten: () => false });
}

const forgetful = { load: () => undefined, save: () => undefined };

test('each of the 101 demo entities is a device with a kind and attributes, or has a written reason', () => {
  assert.equal(recorded.states.length, 101);
  const { devices, deviceOf, leftOut } = houseWith(recorded.states);
  const out = new Map(leftOut.map(({ entityId, reason }) => [entityId, reason]));
  for (const { entity_id: entityId } of recorded.states) {
    const device = devices.get(deviceOf.get(entityId) ?? '');
    const reason = out.get(entityId);
    assert.ok((device === undefined) !== (reason === undefined), `${entityId} is both or neither`);
    if (device !== undefined) assert.ok(Object.keys(device.state).length > 0 || device.kind === 'button', `${entityId} has no attributes`);
    else if (reason !== undefined) assert.ok(leftOutTexts[reason].en !== '' && leftOutTexts[reason]['zh-CN'] !== '');
  }
  assert.equal(devices.size, 70);
  const count = Object.groupBy(devices.values(), ({ kind }) => kind);
  assert.deepEqual(Object.fromEntries(Object.entries(count).map(([kind, all]) => [kind, all.length])), kindsInDemo);
});

const kindsInDemo = {
  'air-conditioner': 2,
  alarm: 3,
  button: 1,
  camera: 3,
  curtain: 4,
  dehumidifier: 1,
  fan: 5,
  'garage-door': 1,
  humidifier: 2,
  light: 6,
  lock: 4,
  'media-player': 6,
  other: 3,
  outlet: 1,
  person: 4,
  sensor: 14,
  switch: 1,
  thermostat: 1,
  tv: 1,
  vacuum: 3,
  'water-heater': 2,
  weather: 2,
};

test('every device of the demo is one that a home can hold, with values that may be', () => {
  for (const device of houseWith(recorded.states).devices.values()) {
    assert.equal(adoptable(device).length, 1, device.id);
    for (const attribute of attributes) {
      const value = device.state[attribute];
      if (value !== undefined && value !== null) assert.equal(typeof value, attributeSpecs[attribute].type, `${device.id} ${attribute}`);
    }
  }
});

test('an entity out of reach is what it was, under the same id', () => {
  const identities = new Identities(forgetful);
  const before = houseWith(recorded.states, new Map(), identities).devices;
  const away = recorded.states.map(({ entity_id, attributes }) => ({
    entity_id,
    state: 'unavailable',
    attributes: { friendly_name: attributes['friendly_name'], supported_features: attributes['supported_features'] },
    last_updated: '',
  }));
  const after = houseWith(away, before, identities).devices;
  const shape = (device: Device) => [device.id, device.name, device.kind, Object.keys(device.state).sort(), device.limits, device.options];
  const movable = [...before.values()].filter(({ kind }) => ['light', 'switch', 'fan', 'lock', 'vacuum', 'humidifier', 'button'].includes(kind));
  for (const device of movable) assert.deepEqual(shape(after.get(device.id) ?? assert.fail(device.id)), shape(device));
  assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
});

test('an entity that leaves the states is kept while its entry stands', () => {
  const identities = new Identities(forgetful);
  const before = houseWith(recorded.states, new Map(), identities).devices;
  assert.deepEqual([...houseWith([], before, identities).devices.keys()].sort(), [...before.keys()].sort());
});
