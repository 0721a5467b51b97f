import { rgbOf } from '../../../core/colors.ts';
import type { Range, Value } from '../../../core/home.ts';
import type { EntityState } from '../messages.ts';
import type { Domain } from './domain.ts';
import { isOn, numberIn, numbersIn, percentOf, textIn, wordsIn } from './reading.ts';

const colorModes: ReadonlySet<string> = new Set(['hs', 'xy', 'rgb', 'rgbw', 'rgbww']);

/** @see https://developers.home-assistant.io/docs/core/entity/light */
export const light: Domain = {
  facts: (entity) => {
    const modes = wordsIn(entity.attributes, 'supported_color_modes');
    const isColored = modes.some((mode) => colorModes.has(mode));
    const isTunable = modes.includes('color_temp');
    const isDimmable = isColored || isTunable || modes.includes('brightness') || modes.includes('white') || isOld(entity);
    const range = kelvinRange(entity);
    return {
      kind: isGroup(entity) ? 'other' : 'light',
      values: {
        on: isOn(entity),
        ...(isDimmable && { brightnessPercent: brightness(entity) }),
        ...(isTunable && { colorTemperatureKelvin: kelvin(entity, range) }),
        ...(isColored && { color: color(entity) }),
      },
      ...(isTunable && { limits: { colorTemperatureKelvin: range } }),
    };
  },
  calls: ({ set = {} }) => {
    const { on, brightnessPercent, colorTemperatureKelvin, color } = set;
    if (on === false || brightnessPercent === 0) return [{ domain: 'light', service: 'turn_off' }];
    const rgb = typeof color === 'string' ? rgbOf(color) : undefined;
    if (color !== undefined && rgb === undefined) return [];
    const data = {
      ...(brightnessPercent !== undefined && { brightness_pct: brightnessPercent }),
      ...(rgb !== undefined && { rgb_color: [rgb.red, rgb.green, rgb.blue] }),
      ...(rgb === undefined && typeof colorTemperatureKelvin === 'number' && { color_temp_kelvin: Math.round(colorTemperatureKelvin) }),
    };
    return [{ domain: 'light', service: 'turn_on', data }];
  },
};

/**
 * Hue's rooms and Home Assistant's groups move lamps that are here by themselves. As lights they would be moved a second time with every "all lights", so
 * they answer to their name alone.
 */
function isGroup({ attributes }: EntityState): boolean {
  return attributes['is_hue_group'] === true || wordsIn(attributes, 'entity_id').length > 0;
}

/** Without colour modes, an old integration tells by a feature bit that it has a brightness. */
function isOld({ attributes }: EntityState): boolean {
  return attributes['supported_color_modes'] === undefined && ((numberIn(attributes, 'supported_features') ?? 0) & 1) !== 0;
}

/** What still shines is not 0 %: the least step of 254 is 0.4. */
function brightness({ attributes }: EntityState): Value {
  const raw = numberIn(attributes, 'brightness');
  return raw !== null && raw > 0 ? Math.max(1, percentOf(raw, 255) ?? 1) : null;
}

/** A lamp that shows a colour says 0 or nothing here. Its own rounding may lead it just over its own limits. */
function kelvin({ attributes }: EntityState, { min = 1000, max = 12_000 }: Range): Value {
  const mireds = numberIn(attributes, 'color_temp');
  const raw = numberIn(attributes, 'color_temp_kelvin') ?? (mireds !== null && mireds > 0 ? 1e6 / mireds : null);
  if (raw === null || raw === 0) return null;
  const near = raw > min * 0.9 && raw < max * 1.1;
  return Math.round(near ? Math.min(max, Math.max(min, raw)) : raw);
}

function kelvinRange({ attributes }: EntityState): Range {
  const [least, most] = [numberIn(attributes, 'max_mireds'), numberIn(attributes, 'min_mireds')];
  const min = numberIn(attributes, 'min_color_temp_kelvin') ?? (least !== null && least > 0 ? 1e6 / least : 0);
  const max = numberIn(attributes, 'max_color_temp_kelvin') ?? (most !== null && most > 0 ? 1e6 / most : 0);
  const isSane = min >= 1000 && max <= 12_000 && min < max;
  return isSane ? { min: Math.round(min), max: Math.round(max) } : {};
}

function color({ attributes }: EntityState): Value {
  if (!colorModes.has(textIn(attributes, 'color_mode') ?? 'hs')) return null;
  const parts = numbersIn(attributes, 'rgb_color');
  if (parts.length !== 3 || parts.some((part) => part < 0 || part > 255)) return null;
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
