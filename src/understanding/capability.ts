/** What a change means for one device, and whether it can do it at all. Nothing here looks at the present state. */
import { attributeSpecs, rangeOf, valueFits } from '../core/attributes.ts';
import type { Change, Unit } from '../core/frame.ts';
import type { Attribute, Device, Kind } from '../core/home.ts';
import type { Because, Step } from '../core/step.ts';

/** The steps of one change on one device, or why there are none. */
export type Effect = { readonly steps: readonly Step[] } | { readonly because: Because; readonly attribute?: Attribute };

const opening: ReadonlySet<Kind> = new Set(['curtain', 'blind', 'shutter', 'awning', 'garage-door', 'door', 'gate', 'window', 'valve']);
const climate: ReadonlySet<Kind> = new Set(['air-conditioner', 'thermostat', 'heater', 'water-heater', 'kettle']);
/** What plays. */
export const media: ReadonlySet<Kind> = new Set(['tv', 'media-player', 'speaker']);

export function has(device: Device, attribute: Attribute): boolean {
  return attribute in device.state;
}

export function opens(device: Device): boolean {
  return has(device, 'openPercent') && (opening.has(device.kind) || !has(device, 'on'));
}

/** What a change does to this device. */
export function effectOf(device: Device, change: Change): Effect {
  switch (change.do) {
    case 'switch':
      return switched(device, change.to || (change.outward === true && device.kind === 'awning'));
    case 'open':
      return opens(device) || device.kind === 'lock' ? switched(device, change.to) : unsupported('openPercent');
    case 'lock':
      return has(device, 'locked') ? set(device, 'locked', change.to) : unsupported('locked');
    case 'toggle':
      return toggled(device);
    case 'set':
      return valueSet(device, change.attribute ?? attributeFor(device, change.value, change.unit), change);
    case 'adjust':
      return adjusted(device, change);
    case 'mode':
      return modeSet(device, change.word);
    case 'run':
      return ran(device, change.action);
    case 'pause':
    case 'resume':
    case 'stop':
      return paused(device, change.do);
  }
}

export function can(device: Device, change: Change): boolean {
  const effect = effectOf(device, change);
  return 'steps' in effect || effect.because !== 'unsupported';
}

const unsupported = (attribute?: Attribute): Effect => ({ because: 'unsupported', ...(attribute ? { attribute } : {}) });

function set(device: Device, attribute: Attribute, value: string | number | boolean): Effect {
  return { steps: [{ device: device.id, do: 'set', attribute, value }] };
}

function run(device: Device, action: Extract<Step, { do: 'run' }>['action']): Effect {
  return { steps: [{ device: device.id, do: 'run', action }] };
}

function switched(device: Device, to: boolean): Effect {
  if (device.kind === 'scene' || device.kind === 'script') return to ? run(device, 'activate') : unsupported('on');
  if (device.kind === 'button') return to ? run(device, 'press') : unsupported('on');
  if (opens(device)) return set(device, 'openPercent', to ? 100 : 0);
  if (has(device, 'on')) return set(device, 'on', to);
  if (device.kind === 'vacuum') return run(device, to ? 'start-cleaning' : 'return-to-dock');
  if (device.kind === 'lawn-mower') return run(device, to ? 'start-mowing' : 'return-to-dock');
  if (has(device, 'locked')) return set(device, 'locked', !to);
  if (has(device, 'playback')) return set(device, 'playback', to ? 'playing' : 'stopped');
  return unsupported('on');
}

function toggled(device: Device): Effect {
  const attribute = (['on', 'muted', 'swing'] as const).find((one) => has(device, one));
  return attribute ? { steps: [{ device: device.id, do: 'toggle', attribute }] } : unsupported('on');
}

/** Which attribute a bare value means on this kind of device. */
function attributeFor(device: Device, value: unknown, unit: Unit | undefined): Attribute | undefined {
  const first = (...wanted: Attribute[]) => wanted.find((one) => has(device, one));
  if (typeof value === 'string') return first('color', 'mode', 'source');
  if (unit === 'celsius' || unit === 'fahrenheit') return first('targetTemperatureCelsius');
  if (unit === 'kelvin') return first('colorTemperatureKelvin');
  if (climate.has(device.kind)) return unit === 'percent' || unit === 'level' ? first('fanPercent') : first('targetTemperatureCelsius');
  if (device.kind === 'light') return first('brightnessPercent');
  if (opens(device)) return 'openPercent';
  if (media.has(device.kind)) return first('volumePercent');
  return first('fanPercent', 'targetHumidityPercent', 'brightnessPercent', 'volumePercent', 'openPercent', 'targetTemperatureCelsius');
}

function valueSet(device: Device, attribute: Attribute | undefined, change: Extract<Change, { do: 'set' }>): Effect {
  if (!attribute || !has(device, attribute) || attributeSpecs[attribute].readOnly) return unsupported(attribute);
  const { value, unit } = change;
  if (typeof value === 'string' && (attribute === 'mode' || attribute === 'source')) {
    const word = ownWord(device, attribute, value);
    return word === undefined ? unsupported(attribute) : set(device, attribute, word);
  }
  const exact = typeof value === 'object' ? extremeOf(device, attribute, value.extreme) : typeof value === 'number' ? inUnit(value, unit, attribute) : value;
  const fits = valueFits(device, attribute, exact);
  if (fits === 'wrong-type') return unsupported(attribute);
  return fits === 'fits' ? set(device, attribute, exact) : { because: 'out-of-range', attribute };
}

/** §2: 最亮 is 100, 最暗 is 1, of a temperature the nearest limit, of an opening 100 or 0. The least that still blows counts for a fan. */
function extremeOf(device: Device, attribute: Attribute, extreme: 'max' | 'min' | 'middle'): number {
  const { min = 0, max = 100, step = 1 } = rangeOf(device, attribute);
  if (extreme === 'max') return max;
  if (extreme === 'middle') return Math.round((min + max) / 2);
  return attribute === 'brightnessPercent' || attribute === 'fanPercent' ? Math.max(min, step) : min;
}

function inUnit(value: number, unit: Unit | undefined, attribute: Attribute): number {
  if (unit === 'tenths') return value * 10;
  if (unit === 'fahrenheit' && attribute.endsWith('Celsius')) return Math.round(((value - 32) * 50) / 9) / 10;
  return value;
}

function adjusted(device: Device, change: Extract<Change, { do: 'adjust' }>): Effect {
  const attribute = change.attribute ?? attributeFor(device, 0, change.unit);
  if (!attribute || !has(device, attribute)) return unsupported(attribute);
  const spec = attributeSpecs[attribute];
  if (spec.readOnly || spec.usualStep === undefined) return unsupported(attribute);
  const scale = change.unit === 'fahrenheit' ? 5 / 9 : change.unit === 'tenths' ? 10 : 1;
  const amount = change.amount === undefined ? spec.usualStep : Math.round(change.amount * scale * 10) / 10;
  return amount === 0 ? { because: 'out-of-range', attribute } : { steps: [{ device: device.id, do: 'adjust', attribute, by: change.sign * amount }] };
}

/** The canonical modes as devices write them in their own words. */
const modeNames: Readonly<Record<string, readonly string[]>> = {
  cool: ['制冷', '冷气', '冷风', 'cooling'],
  heat: ['制热', '加热', '暖气', '暖风', '热风', '取暖', 'heating'],
  dry: ['除湿', '抽湿', '干燥'],
  fan: ['送风', '通风', '吹风', '换气', 'fan only'],
  auto: ['自动', 'automatic'],
  sleep: ['睡眠', '夜间', 'night'],
  eco: ['节能', '省电', '经济', 'economy'],
};

function ownWord(device: Device, attribute: 'mode' | 'source', word: string): string | undefined {
  const own = device.options[attribute] ?? attributeSpecs[attribute].words ?? [];
  const plain = (text: string) => text.toLowerCase().replace(/[\s\p{P}的]|模式|mode|档/gu, '');
  const same = (text: string) => own.find((one) => plain(one) === plain(text));
  const names =
    attribute === 'mode'
      ? Object.entries(modeNames).find(([canonical, others]) => [canonical, ...others].some((name) => plain(name) === plain(word)))
      : undefined;
  const part = plain(word).length >= shortestPart ? own.filter((one) => plain(one).includes(plain(word))) : [];
  return (
    own.find((one) => one === word) ??
    same(word) ??
    names?.[1].map(same).find((one) => one !== undefined) ??
    (names ? same(names[0]) : undefined) ??
    (part.length === 1 ? part[0] : undefined)
  );
}

/** "iPlayer" for "BBC iPlayer": so many letters of a device's own word are enough, where no other has them. */
const shortestPart = 4;

function modeSet(device: Device, word: string): Effect {
  for (const attribute of ['mode', 'source'] as const) {
    const own = has(device, attribute) ? ownWord(device, attribute, word) : undefined;
    if (own !== undefined) return set(device, attribute, own);
  }
  return unsupported('mode');
}

function ran(device: Device, action: Extract<Step, { do: 'run' }>['action']): Effect {
  const fitting: Record<typeof action, boolean> = {
    'next-track': has(device, 'playback') || media.has(device.kind),
    'previous-track': has(device, 'playback') || media.has(device.kind),
    'start-cleaning': device.kind === 'vacuum',
    'clean-room': device.kind === 'vacuum',
    'start-mowing': device.kind === 'lawn-mower',
    'return-to-dock': device.kind === 'vacuum' || device.kind === 'lawn-mower',
    activate: device.kind === 'scene' || device.kind === 'script',
    press: device.kind === 'button',
  };
  return fitting[action] ? run(device, action) : unsupported();
}

function paused(device: Device, what: 'pause' | 'resume' | 'stop'): Effect {
  if (device.kind === 'vacuum' || device.kind === 'lawn-mower') {
    if (what === 'resume') return run(device, device.kind === 'vacuum' ? 'start-cleaning' : 'start-mowing');
    return what === 'stop' ? run(device, 'return-to-dock') : set(device, 'activity', 'paused');
  }
  if (has(device, 'playback')) return set(device, 'playback', what === 'resume' ? 'playing' : what === 'pause' ? 'paused' : 'stopped');
  if (what === 'stop' && has(device, 'on')) return set(device, 'on', false);
  return unsupported('playback');
}
