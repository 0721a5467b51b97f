import type { Attribute, Device, Kind, Range, Value } from '../../core/home.ts';
import type { Nature } from './device.ts';
import type { Random } from './random.ts';

/** A device of some kind and some temper. */
export function castDevice(
  kind: 'light' | 'air-conditioner' | 'curtain' | 'outlet' | 'button',
  name: string,
  random: Random,
): { readonly device: Device; readonly nature: Nature } {
  return { device: deviceOf(kind, name, random), nature: natureOf(kind, random) };
}

function deviceOf(kind: Kind, name: string, random: Random): Device {
  const id = `virtual:${name}`;
  const make = (state: Partial<Record<Attribute, Value>>, limits: Partial<Record<Attribute, Range>> = {}): Device => ({
    id,
    name,
    aliases: [],
    kind,
    risky: false,
    exposed: true,
    options: {},
    limits,
    state,
  });
  switch (kind) {
    case 'light':
      return make({ on: random.chance(0.7), brightnessPercent: random.int(3, 17) * 5, colorTemperatureKelvin: 3000, color: 'white' });
    case 'air-conditioner':
      return make(
        { on: true, mode: 'cool', targetTemperatureCelsius: random.int(20, 28), fanPercent: 50 },
        { targetTemperatureCelsius: { min: 16, max: 32, step: random.pick([0.5, 1]) } },
      );
    case 'curtain':
      return make({ openPercent: random.pick([0, 100, 40]) });
    case 'outlet':
      return make({ on: random.chance(0.5) });
    default:
      return make({ status: 'ready' });
  }
}

function natureOf(kind: Kind, random: Random): Nature {
  const slow = random.chance(0.35);
  const lamp = kind === 'light';
  const tellsTravel = random.chance(0.5);
  const rampMs = kind === 'curtain' ? random.int(1_000, tellsTravel ? 8_000 : 1_400) : lamp && random.chance(0.5) ? random.int(200, 1_500) : 0;
  const acknowledgeMs = random.chance(0.6) ? random.int(1, 60) : random.int(60, 900);
  const reportMs = random.chance(0.5) ? random.int(5, 100) : random.int(200, 1_500);
  // What nobody can know to be its own doing any more would be somebody at the device.
  const longestMs = tellsTravel ? Infinity : 3_800;
  const arriveMs = Math.max(0, Math.min(slow ? random.int(500, 2_500) : random.int(0, 80), longestMs - rampMs - reportMs));
  return {
    acknowledgeMs,
    arriveMs,
    rampMs,
    reportMs,
    readMs: random.chance(0.8) ? random.int(5, 120) : random.int(120, 500),
    tellsTravel,
    ...(random.chance(0.15) && kind !== 'button' && { polledMs: random.int(3_000, 8_000) }),
    tellsAll: random.chance(0.5),
    steps: random.pick([254, 100, 254, 50]),
    ...(random.chance(0.3) && { brightnessOnStart: random.pick([100, 30]) }),
    modeTemperatures: random.chance(0.6),
    failing: random.chance(0.12) ? random.pick([0.2, 0.5]) : 0,
  };
}
