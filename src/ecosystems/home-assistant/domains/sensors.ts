/** What can only be read: sensors, binary sensors, air quality, weather, people. */
import type { Attribute, Value } from '../../../core/home.ts';
import type { EntityState } from '../messages.ts';
import type { Domain, Values } from './domain.ts';
import { hasState, numberIn, numberOf, textIn, toCelsius } from './reading.ts';

const measured: Readonly<Record<string, Attribute>> = {
  temperature: 'currentTemperatureCelsius',
  humidity: 'currentHumidityPercent',
  battery: 'batteryPercent',
  power: 'powerWatts',
  pm25: 'pm25',
};
const factors: Readonly<Record<string, number>> = { mW: 0.001, kW: 1000, MW: 1e6 };

/** @see https://developers.home-assistant.io/docs/core/entity/sensor */
export const sensor: Domain = {
  facts: (entity) => {
    const attribute = measured[textIn(entity.attributes, 'device_class') ?? ''];
    const unit = textIn(entity.attributes, 'unit_of_measurement');
    const own: Values = attribute === undefined ? { status: inWords(entity, unit) } : { [attribute]: inUnit(entity, unit) };
    return { kind: 'sensor', values: { ...battery(entity), ...own } };
  },
};

/** What the two states of a binary sensor are, in English: on, then off. */
const words: Readonly<Record<string, readonly [string, string]>> = {
  battery: ['low', 'normal'],
  battery_charging: ['charging', 'not charging'],
  carbon_monoxide: ['detected', 'clear'],
  cold: ['cold', 'normal'],
  connectivity: ['connected', 'disconnected'],
  gas: ['detected', 'clear'],
  heat: ['hot', 'normal'],
  light: ['light', 'dark'],
  lock: ['unlocked', 'locked'],
  moisture: ['wet', 'dry'],
  plug: ['plugged in', 'unplugged'],
  problem: ['problem', 'ok'],
  running: ['running', 'not running'],
  safety: ['unsafe', 'safe'],
  smoke: ['detected', 'clear'],
  sound: ['detected', 'clear'],
  tamper: ['tampered', 'clear'],
  vibration: ['detected', 'clear'],
};
const sensed: Readonly<Record<string, Attribute>> = {
  door: 'contact',
  garage_door: 'contact',
  opening: 'contact',
  window: 'contact',
  motion: 'motion',
  moving: 'motion',
  occupancy: 'presence',
  presence: 'presence',
};

/** @see https://developers.home-assistant.io/docs/core/entity/binary-sensor */
export const binarySensor: Domain = {
  facts: (entity) => {
    const deviceClass = textIn(entity.attributes, 'device_class') ?? '';
    const attribute = sensed[deviceClass];
    const isOn = entity.state === 'on' ? true : entity.state === 'off' ? false : null;
    const [on, off] = words[deviceClass] ?? ['on', 'off'];
    const own: Values = attribute === undefined ? { status: isOn === null ? null : isOn ? on : off } : { [attribute]: isOn };
    return { kind: 'sensor', values: { ...battery(entity), ...own } };
  },
};

export const airQuality: Domain = {
  facts: ({ attributes }) => ({ kind: 'sensor', values: { pm25: numberIn(attributes, 'particulate_matter_2_5') } }),
};

/** @see https://developers.home-assistant.io/docs/core/entity/weather */
export const weather: Domain = {
  facts: (entity) => {
    const { attributes } = entity;
    const units = { fahrenheit: textIn(attributes, 'temperature_unit') === '°F' };
    return {
      kind: 'weather',
      values: {
        status: hasState(entity) ? entity.state : null,
        currentTemperatureCelsius: toCelsius(numberIn(attributes, 'temperature'), units),
        currentHumidityPercent: numberIn(attributes, 'humidity'),
      },
    };
  },
};

/** Somebody who lives there. In another zone is not at home. */
export const person: Domain = {
  facts: (entity) => ({ kind: 'person', values: { status: whereabouts(entity) } }),
};

/** A telephone that says where it is stands for who carries it; what the router sees is a thing that is there or not. */
export const deviceTracker: Domain = {
  facts: (entity) => {
    if (textIn(entity.attributes, 'source_type') === 'gps') return { kind: 'person', values: { status: whereabouts(entity) } };
    return { kind: 'sensor', values: { presence: hasState(entity) ? entity.state === 'home' : null } };
  },
};

function whereabouts(entity: EntityState): Value {
  return hasState(entity) ? (entity.state === 'home' ? 'home' : 'away') : null;
}

/** NaN for what is none: the home takes it as unknown and tells so. */
function inUnit(entity: EntityState, unit: string | null): Value {
  if (!hasState(entity)) return null;
  const number = numberOf(entity.state);
  if (number === null) return Number.NaN;
  if (unit === '°F') return toCelsius(number, { fahrenheit: true });
  return unit === 'K' ? Math.round((number - 273.15) * 10) / 10 : number * (factors[unit ?? ''] ?? 1);
}

function inWords({ state, ...entity }: EntityState, unit: string | null): Value {
  if (!hasState({ state, ...entity }) || state === '') return null;
  return (unit === null ? state : `${state} ${unit}`).slice(0, mostChars);
}

function battery({ attributes }: EntityState): Values {
  return 'battery_level' in attributes ? { batteryPercent: numberIn(attributes, 'battery_level') } : {};
}

const mostChars = 200;
