import type { Attribute } from '../../core/home.ts';
import type { Step } from '../../core/step.ts';
import type { Settable } from '../values.ts';
import type { Random } from './random.ts';

/** The kinds of device that play. */
export type Kind = 'light' | 'air-conditioner' | 'curtain' | 'outlet' | 'button';

/** Something that a person may want of such a device, as a value. */
export function absolute(random: Random, kind: Kind, device: string): Step {
  const set = (attribute: Attribute, value: Settable): Step => ({ device, do: 'set', attribute, value });
  switch (kind) {
    case 'light':
      if (random.chance(0.4)) return set('on', random.chance(0.6));
      return random.chance(0.75) ? set('brightnessPercent', random.int(1, 20) * 5) : set('colorTemperatureKelvin', random.int(5, 12) * 500);
    case 'air-conditioner':
      if (random.chance(0.2)) return set('on', random.chance(0.5));
      return random.chance(0.7) ? set('targetTemperatureCelsius', random.int(17, 31)) : set('mode', random.pick(['cool', 'heat', 'dry', 'auto']));
    case 'curtain':
      return set('openPercent', random.pick([0, 100, 30, 50, 70]));
    default:
      return set('on', random.chance(0.5));
  }
}

/** The same as a change. */
export function relative(random: Random, kind: Kind, device: string): Step {
  if (kind === 'air-conditioner') return temperature(random, device);
  if (kind === 'outlet') return { device, do: 'toggle', attribute: 'on' };
  return { device, do: 'adjust', attribute: kind === 'light' ? 'brightnessPercent' : 'openPercent', by: random.pick([10, -10, 20, -20]) };
}

export function temperature(random: Random, device: string): Step {
  return { device, do: 'adjust', attribute: 'targetTemperatureCelsius', by: random.pick([1, -1, 2, -2]) };
}
