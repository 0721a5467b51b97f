import type { Attribute, Kind, Range, Value } from '../../../core/home.ts';
import type { EntityState } from '../messages.ts';
import type { Call, Domain, Units } from './domain.ts';
import { can, fromCelsius, hasState, isNotOff, numberIn, textIn, toCelsius, wordsIn } from './reading.ts';
import { speedsOf, type Speeds } from './speeds.ts';

const features = { temperature: 1, temperatureRange: 2, humidity: 4, fan: 8, preset: 16, swing: 32, off: 128, on: 256 };

/** Our words for its modes. `heat_cool` is automatic too, and is called so where the other does not stand beside it. */
const ours: Readonly<Record<string, string>> = { cool: 'cool', heat: 'heat', dry: 'dry', fan_only: 'fan', auto: 'auto', heat_cool: 'auto' };
/** Presets that mean that none is set. */
const neutral: ReadonlySet<string> = new Set(['none', 'home']);

/** @see https://developers.home-assistant.io/docs/core/entity/climate */
export const climate: Domain = {
  facts: (entity, units) => {
    const { attributes } = entity;
    const equipment = equipmentOf(entity);
    const { speeds, modes, swings } = equipment;
    const hasTarget = can(entity, features.temperature | features.temperatureRange);
    return {
      kind: kindOf(entity),
      values: {
        ...(equipment.hasOff && { on: isNotOff(entity) }),
        ...(hasTarget && { targetTemperatureCelsius: target(entity, units) }),
        ...('current_temperature' in attributes && { currentTemperatureCelsius: toCelsius(numberIn(attributes, 'current_temperature'), units) }),
        ...('current_humidity' in attributes && { currentHumidityPercent: numberIn(attributes, 'current_humidity') }),
        ...(can(entity, features.humidity) && { targetHumidityPercent: numberIn(attributes, 'humidity') }),
        ...(speeds !== undefined && { fanPercent: speeds.percentOf(textIn(attributes, 'fan_mode')) }),
        ...(swings.on !== undefined && { swing: swingOf(entity) }),
        ...(modes.size > 0 && { mode: modeOf(entity, equipment) }),
      },
      ...(modes.size > 0 && { options: { mode: [...modes.keys()] } }),
      limits: limitsOf(entity, units, speeds),
    };
  },
  calls: ({ set = {} }, entity, units) => {
    const { on, mode, targetTemperatureCelsius, targetHumidityPercent, fanPercent, swing } = set;
    const equipment = equipmentOf(entity);
    if (on === false) return [switchedOff(entity)];
    const modeCalls = typeof mode === 'string' ? modeSet(mode, entity, equipment) : [];
    if (mode !== undefined && modeCalls.length === 0) return [];
    const lights = modeCalls.some(({ service }) => service === 'set_hvac_mode');
    return [
      ...(on === true && !lights ? switchedOn(entity, equipment) : []),
      ...modeCalls,
      ...(typeof targetTemperatureCelsius === 'number' ? [temperatureSet(targetTemperatureCelsius, entity, units)] : []),
      ...(targetHumidityPercent === undefined ? [] : [call('set_humidity', { humidity: targetHumidityPercent })]),
      ...(typeof fanPercent === 'number' && equipment.speeds !== undefined ? [call('set_fan_mode', { fan_mode: equipment.speeds.wordFor(fanPercent) })] : []),
      ...(swing === undefined ? [] : [call('set_swing_mode', { swing_mode: swing === true ? equipment.swings.on : equipment.swings.off })]),
    ];
  },
};

/** What it can be set to: our word for a mode, and what Home Assistant sets for it. */
interface Equipment {
  readonly hasOff: boolean;
  readonly hvacModes: readonly string[];
  readonly modes: ReadonlyMap<string, { readonly hvac: string } | { readonly preset: string }>;
  /** The preset that ends a preset. */
  readonly noPreset: string | undefined;
  readonly speeds: Speeds | undefined;
  readonly swings: { readonly on?: string; readonly off?: string };
}

function equipmentOf(entity: EntityState): Equipment {
  const { attributes } = entity;
  const hvacModes = wordsIn(attributes, 'hvac_modes');
  const modes = new Map<string, { readonly hvac: string } | { readonly preset: string }>();
  for (const hvac of hvacModes) {
    const word = hvac === 'heat_cool' && hvacModes.includes('auto') ? hvac : (ours[hvac] ?? hvac);
    if (hvac !== 'off') modes.set(word, { hvac });
  }
  const presets = can(entity, features.preset) ? wordsIn(attributes, 'preset_modes') : [];
  const noPreset = presets.find((preset) => neutral.has(preset));
  // Without a way back a preset would be a trap: only what can be left is offered.
  for (const preset of noPreset === undefined ? [] : presets) if (!neutral.has(preset) && !modes.has(preset)) modes.set(preset, { preset });
  const swings = can(entity, features.swing) ? wordsIn(attributes, 'swing_modes') : [];
  const off = swings.find((mode) => mode.toLowerCase() === 'off');
  const on = swings.find((mode) => /^(on|both|vertical|auto)$/i.test(mode)) ?? swings.find((mode) => mode !== off);
  return {
    hasOff: hvacModes.includes('off') || can(entity, features.off),
    hvacModes,
    modes,
    noPreset,
    speeds: can(entity, features.fan) ? speedsOf(wordsIn(attributes, 'fan_modes')) : undefined,
    swings: off !== undefined && on !== undefined ? { on, off } : {},
  };
}

/** What cools or dries is an air conditioner; what can only warm, or keep a room between two temperatures, a thermostat. */
function kindOf(entity: EntityState): Kind {
  const modes = wordsIn(entity.attributes, 'hvac_modes');
  if (modes.includes('dry') || modes.includes('fan_only')) return 'air-conditioner';
  return modes.includes('cool') && !can(entity, features.temperatureRange) ? 'air-conditioner' : 'thermostat';
}

/** Between two temperatures, the middle of them. */
function target({ attributes }: EntityState, units: Units): Value {
  const band = bandOf(attributes);
  const one = numberIn(attributes, 'temperature') ?? (band === undefined ? null : (band.low + band.high) / 2);
  return toCelsius(one, units);
}

function bandOf(attributes: EntityState['attributes']): { readonly low: number; readonly high: number } | undefined {
  const [low, high] = [numberIn(attributes, 'target_temp_low'), numberIn(attributes, 'target_temp_high')];
  return low === null || high === null || high < low ? undefined : { low, high };
}

function swingOf({ attributes }: EntityState): Value {
  const mode = textIn(attributes, 'swing_mode');
  return mode === null ? null : mode.toLowerCase() !== 'off';
}

/** Its preset where one is set that has a name here, else what it does. Off says nothing about it. */
function modeOf(entity: EntityState, { modes }: Equipment): Value {
  const preset = textIn(entity.attributes, 'preset_mode');
  if (!hasState(entity) || entity.state === 'off') return null;
  for (const [word, to] of modes) if ('preset' in to && to.preset === preset) return word;
  for (const [word, to] of modes) if ('hvac' in to && to.hvac === entity.state) return word;
  return null;
}

function limitsOf(entity: EntityState, units: Units, speeds: Speeds | undefined): Partial<Record<Attribute, Range>> {
  const { attributes } = entity;
  const [min, max] = [toCelsius(numberIn(attributes, 'min_temp'), units), toCelsius(numberIn(attributes, 'max_temp'), units)];
  const step = numberIn(attributes, 'target_temp_step');
  const [least, most] = [numberIn(attributes, 'min_humidity'), numberIn(attributes, 'max_humidity')];
  const isSane = min !== null && max !== null && min < max;
  return {
    ...(isSane && {
      targetTemperatureCelsius: { min, max, ...(step !== null && step > 0 && step <= 5 && { step: units.fahrenheit ? Math.round(step * 56) / 100 : step }) },
    }),
    ...(can(entity, features.humidity) && least !== null && most !== null && least < most && { targetHumidityPercent: { min: least, max: most } }),
    ...(speeds !== undefined && { fanPercent: speeds.range }),
  };
}

function switchedOff(entity: EntityState): Call {
  return can(entity, features.off) ? call('turn_off') : call('set_hvac_mode', { hvac_mode: 'off' });
}

function switchedOn(entity: EntityState, { hvacModes }: Equipment): readonly Call[] {
  if (can(entity, features.on)) return [call('turn_on')];
  if (isNotOff(entity) === true) return [];
  const mode = ['heat_cool', 'auto', 'cool', 'heat'].find((one) => hvacModes.includes(one)) ?? hvacModes.find((one) => one !== 'off');
  return mode === undefined ? [] : [call('set_hvac_mode', { hvac_mode: mode })];
}

function modeSet(mode: string, entity: EntityState, { modes, noPreset }: Equipment): readonly Call[] {
  const to = modes.get(mode);
  if (to === undefined) return [];
  if ('preset' in to) return [call('set_preset_mode', { preset_mode: to.preset })];
  const preset = textIn(entity.attributes, 'preset_mode');
  const isPreset = noPreset !== undefined && preset !== null && modes.has(preset) && !neutral.has(preset);
  return [...(isPreset ? [call('set_preset_mode', { preset_mode: noPreset })] : []), call('set_hvac_mode', { hvac_mode: to.hvac })];
}

/** A band is moved as it is wide. */
function temperatureSet(celsius: number, entity: EntityState, units: Units): Call {
  const to = fromCelsius(celsius, units);
  const band = bandOf(entity.attributes);
  const isBand = numberIn(entity.attributes, 'temperature') === null && band !== undefined;
  if (!isBand) return call('set_temperature', { temperature: to });
  const half = (band.high - band.low) / 2;
  return call('set_temperature', { target_temp_low: to - half, target_temp_high: to + half });
}

function call(service: string, data: Readonly<Record<string, unknown>> = {}): Call {
  return { domain: 'climate', service, data };
}
