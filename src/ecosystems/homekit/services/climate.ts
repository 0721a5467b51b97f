import { rangeOf } from '../../../core/attributes.ts';
import type { Device, Value } from '../../../core/home.ts';
import {
  bit,
  booleanOf,
  constant,
  has,
  modeWord,
  numberOf,
  showsBit,
  showsNumber,
  wish,
  type CharacteristicSketch,
  type Look,
  type ServiceSketch,
  type Wish,
  type Written,
} from './sketch.ts';

const words = { heat: ['heat'], cool: ['cool'], auto: ['auto', 'heat_cool'], off: ['off'] } as const;
type Mode = 'heat' | 'cool' | 'auto';

/** What a device can do of HomeKit's three; one without a mode does what its kind says. */
function modesOf(device: Device): ReadonlyMap<Mode, string | undefined> {
  const modes = (['auto', 'heat', 'cool'] as const).flatMap((mode) => {
    const word = modeWord(device, words[mode]);
    return word === undefined ? [] : [[mode, word] as const];
  });
  return modes.length > 0 ? new Map<Mode, string | undefined>(modes) : new Map([[device.kind === 'air-conditioner' ? 'cool' : 'heat', undefined]]);
}

function modeOf(value: Value | undefined): Mode | undefined {
  return (['heat', 'cool', 'auto'] as const).find((mode) => words[mode].some((word) => word === value));
}

function isOff(look: Look): boolean {
  return look.value('on') === false || look.value('mode') === 'off';
}

/** What it measures; where it measures nothing, what it was told to reach, since HomeKit must have a number. */
const currentTemperature: CharacteristicSketch = {
  is: 'CurrentTemperature',
  from: ['currentTemperatureCelsius', 'targetTemperatureCelsius'],
  props: { minValue: -100, maxValue: 100, minStep: 0.1 },
  read: ({ value }) => numberOf(value('currentTemperatureCelsius')) ?? numberOf(value('targetTemperatureCelsius')),
};

function temperatureProps(device: Device): { minValue: number; maxValue: number; minStep: number } {
  const { min = 10, max = 38, step = 0.5 } = rangeOf(device, 'targetTemperatureCelsius');
  return { minValue: min, maxValue: max, minStep: step };
}

/** Whether it heats or cools right now, as far as the temperatures tell: 0 no, 1 heats, 2 cools. */
function effort(device: Device, look: Look): 0 | 1 | 2 | undefined {
  if (isOff(look)) return 0;
  const mode = has(device, 'mode') ? modeOf(look.value('mode')) : [...modesOf(device).keys()][0];
  const current = numberOf(look.value('currentTemperatureCelsius'));
  const target = numberOf(look.value('targetTemperatureCelsius'));
  if (mode === 'heat') return current !== undefined && target !== undefined && current >= target ? 0 : 1;
  if (mode === 'cool') return current !== undefined && target !== undefined && current <= target ? 0 : 2;
  if (mode !== 'auto' || current === undefined || target === undefined || current === target) return 0;
  return current < target ? 1 : 2;
}

/** An air conditioner. Modes that HomeKit lacks (dry, fan, sleep) are shown as the nearest it has, and left alone until one of HomeKit's is chosen. */
export function heaterCooler(device: Device): ServiceSketch | undefined {
  if (!has(device, 'on') && !has(device, 'mode') && !has(device, 'targetTemperatureCelsius')) return undefined;
  const modes = modesOf(device);
  const codes = { auto: 0, heat: 1, cool: 2 } as const;
  const fallback = modes.has('auto') ? 'auto' : modes.has('cool') ? 'cool' : 'heat';
  const shownMode = (look: Look): Mode => {
    const mode = modeOf(look.value('mode'));
    return mode !== undefined && modes.has(mode) ? mode : fallback;
  };
  const threshold = (is: 'CoolingThresholdTemperature' | 'HeatingThresholdTemperature'): CharacteristicSketch =>
    showsNumber(is, 'targetTemperatureCelsius', temperatureProps(device));
  const targeted = has(device, 'targetTemperatureCelsius');
  return {
    is: 'HeaterCooler',
    characteristics: [
      { is: 'Active', from: ['on', 'mode'], read: (look) => (look.value('on') === null ? undefined : bit(!isOff(look))) },
      {
        is: 'CurrentHeaterCoolerState',
        from: ['on', 'mode', 'currentTemperatureCelsius', 'targetTemperatureCelsius'],
        read: (look) => (isOff(look) ? 0 : [1, 2, 3][effort(device, look) ?? 0]),
      },
      {
        is: 'TargetHeaterCoolerState',
        from: ['mode'],
        props: { validValues: [...modes.keys()].map((mode) => codes[mode]) },
        read: (look) => codes[shownMode(look)],
      },
      currentTemperature,
      ...(targeted && (modes.has('cool') || modes.has('auto')) ? [threshold('CoolingThresholdTemperature')] : []),
      ...(targeted && (modes.has('heat') || modes.has('auto')) ? [threshold('HeatingThresholdTemperature')] : []),
      ...(has(device, 'fanPercent') ? [showsNumber('RotationSpeed', 'fanPercent')] : []),
      ...(has(device, 'swing') ? [showsBit('SwingMode', 'swing')] : []),
    ],
    write: (written, look) => {
      const asked = (['auto', 'heat', 'cool'] as const).find((mode) => codes[mode] === written.get('TargetHeaterCoolerState'));
      return [
        ...power(device, written.get('Active'), 'Active'),
        ...(asked === undefined ? [] : modeWish(device, modes.get(asked), 'TargetHeaterCoolerState')),
        ...thresholds(device, written, asked ?? shownMode(look), numberOf(look.value('targetTemperatureCelsius'))),
        ...air(device, written),
      ];
    },
  };
}

/** HomeKit gives two ends in automatic mode; our devices take one number. */
function thresholds(device: Device, written: Written, mode: Mode, target: number | undefined): readonly Wish[] {
  const [cooling, heating] = [numberOf(written.get('CoolingThresholdTemperature')), numberOf(written.get('HeatingThresholdTemperature'))];
  const by = ['CoolingThresholdTemperature', 'HeatingThresholdTemperature'] as const;
  if (cooling === undefined || heating === undefined) {
    const one = cooling ?? heating;
    return one === undefined ? [] : [wish(device, 'targetTemperatureCelsius', one, by)];
  }
  if (mode !== 'auto') return [wish(device, 'targetTemperatureCelsius', mode === 'cool' ? cooling : heating, by)];
  // The end that was moved; where both were, the middle.
  const { step = 0.5 } = rangeOf(device, 'targetTemperatureCelsius');
  const middle = Math.round((cooling + heating) / 2 / step) * step;
  return [wish(device, 'targetTemperatureCelsius', cooling === target ? heating : heating === target ? cooling : middle, by)];
}

function power(device: Device, active: unknown, by: 'Active' | 'TargetHeatingCoolingState'): readonly Wish[] {
  if (active === undefined) return [];
  if (has(device, 'on')) return [wish(device, 'on', active === 1 || active === true, [by])];
  const off = modeWord(device, words.off);
  return off !== undefined && active === 0 ? [wish(device, 'mode', off, [by])] : [];
}

function modeWish(device: Device, word: string | undefined, by: 'TargetHeaterCoolerState' | 'TargetHeatingCoolingState'): readonly Wish[] {
  return word === undefined ? [] : [wish(device, 'mode', word, [by])];
}

function air(device: Device, written: Written): readonly Wish[] {
  const speed = numberOf(written.get('RotationSpeed'));
  const swing = written.get('SwingMode');
  return [
    ...(speed === undefined ? [] : [wish(device, 'fanPercent', speed, ['RotationSpeed'])]),
    ...(swing === undefined ? [] : [wish(device, 'swing', swing === 1, ['SwingMode'])]),
  ];
}

/** A thermostat, a heater or a boiler with a target temperature. */
export function thermostat(device: Device): ServiceSketch | undefined {
  if (!has(device, 'targetTemperatureCelsius')) return undefined;
  const modes = modesOf(device);
  const codes = { heat: 1, cool: 2, auto: 3 } as const;
  const canRest = has(device, 'on') || modeWord(device, words.off) !== undefined;
  const fallback = modes.has('heat') ? 'heat' : modes.has('auto') ? 'auto' : 'cool';
  return {
    is: 'Thermostat',
    characteristics: [
      { is: 'CurrentHeatingCoolingState', from: ['on', 'mode', 'currentTemperatureCelsius', 'targetTemperatureCelsius'], read: (look) => effort(device, look) },
      {
        is: 'TargetHeatingCoolingState',
        from: ['on', 'mode'],
        props: { validValues: [...(canRest ? [0] : []), ...[...modes.keys()].map((mode) => codes[mode])].toSorted((a, b) => a - b) },
        read: (look) => {
          if (look.value('on') === null) return undefined;
          const mode = modeOf(look.value('mode'));
          return isOff(look) ? 0 : codes[mode !== undefined && modes.has(mode) ? mode : fallback];
        },
      },
      currentTemperature,
      showsNumber('TargetTemperature', 'targetTemperatureCelsius', temperatureProps(device)),
      constant('TemperatureDisplayUnits', 0),
      ...(has(device, 'currentHumidityPercent') ? [showsNumber('CurrentRelativeHumidity', 'currentHumidityPercent')] : []),
    ],
    write: (written) => {
      const code = written.get('TargetHeatingCoolingState');
      const asked = (['heat', 'cool', 'auto'] as const).find((mode) => codes[mode] === code);
      const target = numberOf(written.get('TargetTemperature'));
      return [
        ...(code === undefined ? [] : power(device, code === 0 ? 0 : 1, 'TargetHeatingCoolingState')),
        ...(asked === undefined ? [] : modeWish(device, modes.get(asked), 'TargetHeatingCoolingState')),
        ...(target === undefined ? [] : [wish(device, 'targetTemperatureCelsius', target, ['TargetTemperature'])]),
      ];
    },
  };
}

export function fan(device: Device): ServiceSketch | undefined {
  const speeds = has(device, 'fanPercent');
  if (!has(device, 'on') && !speeds) return undefined;
  return {
    is: 'Fanv2',
    characteristics: [
      {
        is: 'Active',
        from: ['on', 'fanPercent'],
        read: ({ value }) => {
          const speed = numberOf(value('fanPercent'));
          return value('on') === undefined ? bit(speed === undefined ? undefined : speed > 0) : bit(booleanOf(value('on')));
        },
      },
      ...(speeds ? [showsNumber('RotationSpeed', 'fanPercent')] : []),
      ...(has(device, 'swing') ? [showsBit('SwingMode', 'swing')] : []),
    ],
    write: (written, { value }) => {
      const active = written.get('Active');
      if (has(device, 'on')) {
        // A slider drawn to nothing means off; what it stood at is kept.
        if (active === 0 || written.get('RotationSpeed') === 0) return [wish(device, 'on', false, [...written.keys()])];
        return [...power(device, active, 'Active'), ...air(device, written)];
      }
      if (active === 0) return [wish(device, 'fanPercent', 0, [...written.keys()])];
      const wanted = air(device, written);
      return active === 1 && !written.has('RotationSpeed') && value('fanPercent') === 0 ? [wish(device, 'fanPercent', 100, ['Active']), ...wanted] : wanted;
    },
  };
}

export function humidifier(device: Device): ServiceSketch | undefined {
  if (!has(device, 'on')) return undefined;
  const dries = device.kind === 'dehumidifier';
  const threshold = dries ? 'RelativeHumidityDehumidifierThreshold' : 'RelativeHumidityHumidifierThreshold';
  return {
    is: 'HumidifierDehumidifier',
    characteristics: [
      showsBit('Active', 'on'),
      { is: 'CurrentHumidifierDehumidifierState', from: ['on'], read: ({ value }) => (value('on') === true ? (dries ? 3 : 2) : 0) },
      constant('TargetHumidifierDehumidifierState', dries ? 2 : 1, { validValues: [dries ? 2 : 1] }),
      {
        is: 'CurrentRelativeHumidity',
        from: ['currentHumidityPercent', 'targetHumidityPercent'],
        read: ({ value }) => numberOf(value('currentHumidityPercent')) ?? numberOf(value('targetHumidityPercent')),
      },
      ...(has(device, 'targetHumidityPercent') ? [showsNumber(threshold, 'targetHumidityPercent')] : []),
      ...(has(device, 'fanPercent') ? [showsNumber('RotationSpeed', 'fanPercent')] : []),
    ],
    write: (written) => {
      const target = numberOf(written.get(threshold));
      return [
        ...power(device, written.get('Active'), 'Active'),
        ...(target === undefined ? [] : [wish(device, 'targetHumidityPercent', target, [threshold])]),
        ...air(device, written),
      ];
    },
  };
}

export function airPurifier(device: Device): ServiceSketch | undefined {
  if (!has(device, 'on')) return undefined;
  const auto = modeWord(device, ['auto']);
  const manual = modeWord(device, ['manual', 'fan']) ?? device.options.mode?.find((word) => word !== auto);
  const switchable = auto !== undefined && manual !== undefined;
  return {
    is: 'AirPurifier',
    characteristics: [
      showsBit('Active', 'on'),
      { is: 'CurrentAirPurifierState', from: ['on'], read: ({ value }) => (value('on') === true ? 2 : 0) },
      {
        is: 'TargetAirPurifierState',
        from: ['mode'],
        props: { validValues: switchable ? [0, 1] : [0] },
        read: ({ value }) => (switchable && value('mode') === auto ? 1 : 0),
      },
      ...(has(device, 'fanPercent') ? [showsNumber('RotationSpeed', 'fanPercent')] : []),
      ...(has(device, 'swing') ? [showsBit('SwingMode', 'swing')] : []),
    ],
    write: (written) => {
      const target = written.get('TargetAirPurifierState');
      return [
        ...power(device, written.get('Active'), 'Active'),
        ...(switchable && target !== undefined ? [wish(device, 'mode', target === 1 ? auto : manual, ['TargetAirPurifierState'])] : []),
        ...air(device, written),
      ];
    },
  };
}
