/** What a device is to HomeKit, as data: services with characteristics, how each is read from the home, and what is wanted when it is written. */
import { attributeSpecs, rangeOf } from '../../../core/attributes.ts';
import type { Attribute, Device, Value } from '../../../core/home.ts';
import type { Action, Step } from '../../../core/step.ts';

export type HapValue = boolean | number | string;

/** The characteristics that we use, as Apple calls them. */
export type CharacteristicName =
  | 'On'
  | 'Brightness'
  | 'Hue'
  | 'Saturation'
  | 'ColorTemperature'
  | 'OutletInUse'
  | 'Active'
  | 'RotationSpeed'
  | 'SwingMode'
  | 'CurrentTemperature'
  | 'TemperatureDisplayUnits'
  | 'TargetTemperature'
  | 'CurrentHeatingCoolingState'
  | 'TargetHeatingCoolingState'
  | 'CurrentHeaterCoolerState'
  | 'TargetHeaterCoolerState'
  | 'CoolingThresholdTemperature'
  | 'HeatingThresholdTemperature'
  | 'CurrentRelativeHumidity'
  | 'CurrentHumidifierDehumidifierState'
  | 'TargetHumidifierDehumidifierState'
  | 'RelativeHumidityHumidifierThreshold'
  | 'RelativeHumidityDehumidifierThreshold'
  | 'CurrentAirPurifierState'
  | 'TargetAirPurifierState'
  | 'AirQuality'
  | 'PM2_5Density'
  | 'CurrentPosition'
  | 'TargetPosition'
  | 'PositionState'
  | 'CurrentDoorState'
  | 'TargetDoorState'
  | 'ObstructionDetected'
  | 'LockCurrentState'
  | 'LockTargetState'
  | 'InUse'
  | 'ValveType'
  | 'ContactSensorState'
  | 'MotionDetected'
  | 'OccupancyDetected'
  | 'BatteryLevel'
  | 'StatusLowBattery'
  | 'ChargingState'
  | 'ActiveIdentifier'
  | 'ConfiguredName'
  | 'SleepDiscoveryMode'
  | 'RemoteKey'
  | 'Identifier'
  | 'InputSourceType'
  | 'IsConfigured'
  | 'CurrentVisibilityState'
  | 'Mute'
  | 'Volume'
  | 'VolumeSelector'
  | 'VolumeControlType';

export type ServiceName =
  | 'Lightbulb'
  | 'Switch'
  | 'Outlet'
  | 'Fanv2'
  | 'HeaterCooler'
  | 'Thermostat'
  | 'HumidifierDehumidifier'
  | 'AirPurifier'
  | 'AirQualitySensor'
  | 'WindowCovering'
  | 'Door'
  | 'Window'
  | 'GarageDoorOpener'
  | 'LockMechanism'
  | 'Valve'
  | 'TemperatureSensor'
  | 'HumiditySensor'
  | 'ContactSensor'
  | 'MotionSensor'
  | 'OccupancySensor'
  | 'Battery'
  | 'Television'
  | 'TelevisionSpeaker'
  | 'InputSource';

/** What is known of one device. `undefined` for an attribute that it lacks, `null` for what is not known yet. */
export interface Look {
  /** As everybody sees it: what was ordered, else what the device said. */
  readonly value: (attribute: Attribute) => Value | undefined;
  /** What the device said last. */
  readonly confirmed: (attribute: Attribute) => Value | undefined;
}

export interface CharacteristicSketch {
  readonly is: CharacteristicName;
  /** The attributes that it shows. */
  readonly from: readonly Attribute[];
  readonly props?: { readonly minValue?: number; readonly maxValue?: number; readonly minStep?: number; readonly validValues?: readonly number[] };
  /** `undefined` while it is not known. */
  readonly read: (look: Look) => HapValue | undefined;
}

/** One thing wanted, and which of the written characteristics it answers. */
export interface Wish {
  readonly step: Step;
  readonly by: readonly CharacteristicName[];
}

/** What one request writes to one service. */
export type Written = ReadonlyMap<CharacteristicName, HapValue>;

export interface ServiceSketch {
  readonly is: ServiceName;
  /** Tells several of one kind apart; empty where there is one. */
  readonly subtype?: string;
  readonly characteristics: readonly CharacteristicSketch[];
  /** What is wanted. A characteristic that asks for nothing is answered with success. Absent: it only shows. */
  readonly write?: (written: Written, look: Look) => readonly Wish[];
  /** A press: it jumps back, and twice within a second by one pairing is once. */
  readonly momentary?: true;
  /** Belongs to the accessory's first service (sources of a television). */
  readonly linked?: true;
}

export function has(device: Device, attribute: Attribute): boolean {
  return attribute in device.state;
}

/** A characteristic that shows one boolean attribute. */
export function shows(is: CharacteristicName, attribute: Attribute): CharacteristicSketch {
  return { is, from: [attribute], read: ({ value }) => booleanOf(value(attribute)) };
}

/** A characteristic that shows one boolean attribute as 1 and 0. */
export function showsBit(is: CharacteristicName, attribute: Attribute): CharacteristicSketch {
  return { is, from: [attribute], read: ({ value }) => bit(booleanOf(value(attribute))) };
}

/** A characteristic that shows one numeric attribute. */
export function showsNumber(is: CharacteristicName, attribute: Attribute, props?: CharacteristicSketch['props']): CharacteristicSketch {
  return { is, from: [attribute], ...(props !== undefined && { props }), read: ({ value }) => numberOf(value(attribute)) };
}

/** A characteristic that always says the same. */
export function constant(is: CharacteristicName, value: HapValue, props?: CharacteristicSketch['props']): CharacteristicSketch {
  return { is, from: [], ...(props !== undefined && { props }), read: () => value };
}

export function booleanOf(value: Value | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function numberOf(value: Value | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function bit(value: boolean | undefined): 0 | 1 | undefined {
  return value === undefined ? undefined : value ? 1 : 0;
}

export function wish(device: Device, attribute: Attribute, value: Exclude<Value, null>, by: readonly CharacteristicName[]): Wish {
  return { step: { device: device.id, do: 'set', attribute, value: within(device, attribute, value) }, by };
}

export function run(device: Device, action: Action, by: readonly CharacteristicName[]): Wish {
  return { step: { device: device.id, do: 'run', action }, by };
}

/** HomeKit's range may be wider than the device's: the nearest that it can. Zero of a percentage stays zero. */
function within(device: Device, attribute: Attribute, value: Exclude<Value, null>): Exclude<Value, null> {
  if (typeof value !== 'number' || (value === 0 && attributeSpecs[attribute].range?.min === 0)) return value;
  const { min = -Infinity, max = Infinity } = rangeOf(device, attribute);
  return Math.min(max, Math.max(min, value));
}

/** A device's own word for a mode, if it has the mode. */
export function modeWord(device: Device, words: readonly string[]): string | undefined {
  if (!has(device, 'mode')) return undefined;
  const own = device.options.mode ?? attributeSpecs.mode.words ?? [];
  return words.find((word) => own.includes(word));
}
