import { rangeOf } from '../../../core/attributes.ts';
import { hexOfHue, hueSaturationOf, rgbOf } from '../../../core/colors.ts';
import type { Device } from '../../../core/home.ts';
import { booleanOf, has, numberOf, showsNumber, wish, type CharacteristicSketch, type Look, type ServiceSketch, type Wish, type Written } from './sketch.ts';

/** A lamp: whatever it has of brightness, colour and colour temperature. `undefined` for one that can do nothing. */
export function light(device: Device): ServiceSketch | undefined {
  const dimmable = has(device, 'brightnessPercent');
  if (!has(device, 'on') && !dimmable) return undefined;
  return {
    is: 'Lightbulb',
    characteristics: [
      { is: 'On', from: ['on', 'brightnessPercent'], read: isOn },
      ...(dimmable ? [showsNumber('Brightness', 'brightnessPercent')] : []),
      ...(has(device, 'color') ? [colorPart('Hue'), colorPart('Saturation')] : []),
      ...(has(device, 'colorTemperatureKelvin') ? [colorTemperature(device)] : []),
    ],
    write: (written, look) => wishes(device, written, look),
  };
}

function isOn({ value }: Look): boolean | undefined {
  const brightness = numberOf(value('brightnessPercent'));
  return value('on') === undefined ? (brightness === undefined ? undefined : brightness > 0) : booleanOf(value('on'));
}

function colorPart(is: 'Hue' | 'Saturation'): CharacteristicSketch {
  return { is, from: ['color'], read: (look) => hueSaturation(look)?.[is === 'Hue' ? 'hue' : 'saturation'] };
}

function hueSaturation({ value }: Look): { readonly hue: number; readonly saturation: number } | undefined {
  const color = value('color');
  const rgb = typeof color === 'string' ? rgbOf(color) : undefined;
  return rgb && hueSaturationOf(rgb);
}

/** HomeKit counts in mired and knows 140 to 500. */
function colorTemperature(device: Device): CharacteristicSketch {
  const { min = 1000, max = 12_000 } = rangeOf(device, 'colorTemperatureKelvin');
  const [least, most] = [Math.max(140, Math.ceil(1e6 / max)), Math.min(500, Math.floor(1e6 / min))];
  return {
    is: 'ColorTemperature',
    from: ['colorTemperatureKelvin'],
    ...(least < most && { props: { minValue: least, maxValue: most } }),
    read: ({ value }) => {
      const kelvin = numberOf(value('colorTemperatureKelvin'));
      return kelvin === undefined || kelvin <= 0 ? undefined : Math.round(1e6 / kelvin);
    },
  };
}

function wishes(device: Device, written: Written, look: Look): readonly Wish[] {
  const on = written.get('On');
  // What else came with "off" is for a lamp that goes out.
  if (on === false) return [has(device, 'on') ? wish(device, 'on', false, [...written.keys()]) : wish(device, 'brightnessPercent', 0, [...written.keys()])];
  const wanted: Wish[] = [];
  const brightness = numberOf(written.get('Brightness'));
  if (on === true && has(device, 'on')) wanted.push(wish(device, 'on', true, ['On']));
  if (brightness !== undefined) wanted.push(wish(device, 'brightnessPercent', brightness, ['Brightness']));
  else if (on === true && !has(device, 'on') && isOn(look) !== true) wanted.push(wish(device, 'brightnessPercent', 100, ['On']));
  const mired = numberOf(written.get('ColorTemperature'));
  if (mired !== undefined) wanted.push(wish(device, 'colorTemperatureKelvin', Math.round(1e6 / mired), ['ColorTemperature']));
  if (written.has('Hue') || written.has('Saturation')) {
    const now = hueSaturation(look) ?? { hue: 0, saturation: 100 };
    const color = hexOfHue({ hue: numberOf(written.get('Hue')) ?? now.hue, saturation: numberOf(written.get('Saturation')) ?? now.saturation });
    wanted.push(wish(device, 'color', color, ['Hue', 'Saturation']));
  }
  return wanted;
}
