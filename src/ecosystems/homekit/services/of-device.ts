import type { Device, Kind } from '../../../core/home.ts';
import { airPurifier, fan, heaterCooler, humidifier, thermostat } from './climate.ts';
import { light } from './light.ts';
import { covering, garageDoor, lock, valve } from './openings.ts';
import { airQuality, battery, sensors } from './sensors.ts';
import type { ServiceSketch } from './sketch.ts';
import { onOff, player, press, robot } from './switches.ts';
import { television } from './television.ts';

/**
 * What a device is to HomeKit, its main service first. Empty for what HomeKit has no place for (people, weather, cameras) or what can neither be read nor
 * moved. `asTelevision` is for the one television that Apple's app shows of a bridge; others are switches.
 */
export function servicesOf(device: Device, locale: string, asTelevision: boolean): readonly ServiceSketch[] {
  if (hidden.has(device.kind)) return [];
  if (device.kind === 'tv' && asTelevision) {
    const services = television(device, locale);
    if (services.length > 0) return services;
  }
  const main = mains[device.kind]?.(device) ?? onOff(device) ?? player(device) ?? robot(device);
  const around = device.kind === 'sensor' || main === undefined ? sensors(device) : besides(device, main);
  const services = [...(main === undefined ? [] : [main]), ...around];
  return services.length === 0 ? [] : [...services, ...battery(device)];
}

const hidden: ReadonlySet<Kind> = new Set(['person', 'weather', 'camera']);

/** What a device measures or locks beside its main business. */
function besides(device: Device, main: ServiceSketch): readonly ServiceSketch[] {
  const shown = new Set(main.characteristics.flatMap(({ from }) => from));
  const latch = main.is === 'LockMechanism' ? undefined : lock(device);
  const noticed = sensors(device).filter(
    ({ characteristics, is }) => is !== 'AirQualitySensor' && characteristics.every(({ from }) => from.every((attribute) => !shown.has(attribute))),
  );
  return [...(latch === undefined ? [] : [latch]), ...noticed, ...airQuality(device)];
}

const mains: Readonly<Partial<Record<Kind, (device: Device) => ServiceSketch | undefined>>> = {
  light,
  outlet: (device) => onOff(device, 'Outlet'),
  fan,
  'air-conditioner': heaterCooler,
  thermostat,
  heater: thermostat,
  'water-heater': thermostat,
  humidifier,
  dehumidifier: humidifier,
  'air-purifier': airPurifier,
  curtain: (device) => covering(device, 'WindowCovering'),
  blind: (device) => covering(device, 'WindowCovering'),
  shutter: (device) => covering(device, 'WindowCovering'),
  awning: (device) => covering(device, 'WindowCovering'),
  'garage-door': garageDoor,
  gate: garageDoor,
  door: (device) => covering(device, 'Door'),
  window: (device) => covering(device, 'Window'),
  valve,
  lock,
  scene: press,
  script: press,
  button: press,
};
