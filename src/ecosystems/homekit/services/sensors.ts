import type { Device } from '../../../core/home.ts';
import { constant, has, numberOf, shows, showsBit, showsNumber, type ServiceSketch } from './sketch.ts';

/** One service for each thing that the device measures or notices. */
export function sensors(device: Device): readonly ServiceSketch[] {
  const found: ServiceSketch[] = [];
  if (has(device, 'currentTemperatureCelsius')) {
    found.push({
      is: 'TemperatureSensor',
      characteristics: [showsNumber('CurrentTemperature', 'currentTemperatureCelsius', { minValue: -100, maxValue: 100, minStep: 0.1 })],
    });
  }
  if (has(device, 'currentHumidityPercent'))
    found.push({ is: 'HumiditySensor', characteristics: [showsNumber('CurrentRelativeHumidity', 'currentHumidityPercent')] });
  // HomeKit's 1 is "no contact", which is our open.
  if (has(device, 'contact')) found.push({ is: 'ContactSensor', characteristics: [showsBit('ContactSensorState', 'contact')] });
  if (has(device, 'motion')) found.push({ is: 'MotionSensor', characteristics: [shows('MotionDetected', 'motion')] });
  if (has(device, 'presence')) found.push({ is: 'OccupancySensor', characteristics: [showsBit('OccupancyDetected', 'presence')] });
  found.push(...airQuality(device));
  return found;
}

export function airQuality(device: Device): readonly ServiceSketch[] {
  if (!has(device, 'pm25')) return [];
  return [
    {
      is: 'AirQualitySensor',
      characteristics: [
        { is: 'AirQuality', from: ['pm25'], read: ({ value }) => gradeOf(numberOf(value('pm25'))) },
        showsNumber('PM2_5Density', 'pm25', { minValue: 0, maxValue: 1000 }),
      ],
    },
  ];
}

/** Grades of HJ 633-2012 for PM2.5, the two worst as one: 1 excellent to 5 poor, 0 unknown. */
function gradeOf(pm25: number | undefined): number {
  return pm25 === undefined ? 0 : 1 + [35, 75, 115, 150].filter((limit) => pm25 > limit).length;
}

export function battery(device: Device): readonly ServiceSketch[] {
  if (!has(device, 'batteryPercent')) return [];
  return [
    {
      is: 'Battery',
      characteristics: [
        showsNumber('BatteryLevel', 'batteryPercent'),
        {
          is: 'StatusLowBattery',
          from: ['batteryPercent'],
          read: ({ value }) => {
            const level = numberOf(value('batteryPercent'));
            return level === undefined ? undefined : level < 20 ? 1 : 0;
          },
        },
        // 2: not chargeable, as far as we know.
        constant('ChargingState', 2),
      ],
    },
  ];
}
