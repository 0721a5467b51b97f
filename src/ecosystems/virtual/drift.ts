import type { Attribute, Device } from '../../core/home.ts';
import type { Values } from './behaviour.ts';

/** How often the slow things are looked at. Nothing waits for this while nothing drifts. */
export const driftEveryMs = 30_000;

/** One step of what changes slowly by itself, each half minute: the room follows the air conditioner, and goes back when it is off. Empty when all is still. */
export function drift(device: Device, values: Values): Values {
  const changed: Partial<Record<Attribute, number>> = {};
  for (const { measured, stepBy, aim } of slow) {
    const now = values[measured];
    const rest = device.state[measured];
    if (typeof now !== 'number') continue;
    const goal = values.on === false ? rest : aim(device, values);
    if (typeof goal !== 'number' || goal === now) continue;
    const next = Math.abs(goal - now) <= stepBy ? goal : now + Math.sign(goal - now) * stepBy;
    changed[measured] = Math.round(next * 10) / 10;
  }
  return changed;
}

interface Slow {
  readonly measured: Attribute;
  readonly stepBy: number;
  /** Where it goes while the device is on; `undefined` when it stays. */
  readonly aim: (device: Device, values: Values) => unknown;
}

const slow: readonly Slow[] = [
  {
    measured: 'currentTemperatureCelsius',
    stepBy: 0.2,
    aim: (_, { mode, targetTemperatureCelsius: target, currentTemperatureCelsius: now }) => {
      if (typeof target !== 'number' || typeof now !== 'number' || mode === 'fan' || mode === 'dry') return undefined;
      if ((mode === 'cool' && now < target) || (mode === 'heat' && now > target)) return undefined;
      return target;
    },
  },
  { measured: 'currentHumidityPercent', stepBy: 1, aim: (_, { targetHumidityPercent }) => targetHumidityPercent },
  { measured: 'pm25', stepBy: 2, aim: ({ kind }, { pm25 }) => (kind === 'air-purifier' && typeof pm25 === 'number' ? Math.min(pm25, 8) : undefined) },
];
