import type { Attribute, Device, Value } from '../../src/core/home.ts';
import type { Values } from './home-store.ts';
import type { ToldStep } from './shapes.ts';
import { words, wordOr } from './words/index.ts';

/** A value as people read it: "26.5 °C", "60%", "制冷". */
export function valueText(attribute: Attribute, value: Value | undefined): string {
  const { device, values } = words.value;
  if (value === null || value === undefined) return device.unknown;
  if (typeof value === 'string') return attribute === 'color' ? colorText(value) : wordOr(values, value, value);
  if (typeof value === 'boolean') return booleanText(attribute, value);
  const rounded = Math.round(value * 10) / 10;
  if (attribute.endsWith('Percent')) return `${Math.round(value)}%`;
  if (attribute.endsWith('Celsius')) return `${rounded} °C`;
  if (attribute === 'colorTemperatureKelvin') return `${Math.round(value)} K`;
  if (attribute === 'powerWatts') return `${rounded} W`;
  return String(rounded);
}

function booleanText(attribute: Attribute, value: boolean): string {
  const { device } = words.value;
  switch (attribute) {
    case 'on':
    case 'swing':
      return value ? device.on : device.off;
    case 'locked':
      return value ? device.locked : device.unlocked;
    case 'contact':
      return value ? device.contactOpen : device.contactClosed;
    case 'motion':
      return value ? device.motion : device.noMotion;
    case 'presence':
      return value ? device.presence : device.noPresence;
    default:
      return value ? device.yes : device.no;
  }
}

export const colours = ['white', 'warm', 'red', 'orange', 'yellow', 'green', 'cyan', 'blue', 'purple', 'pink'] as const;

export function colorText(color: string): string {
  return wordOr(words.value.device.colorOf, color, color);
}

/** How a device is, in a few words: "开着 · 60%", "制冷 · 26 °C · 室内 28 °C". Empty for what has no state. `brief` leaves out what stands beside it. */
export function stateText(device: Device, values: Values, brief = false): string {
  const said = words.value.device;
  const parts: string[] = [];
  const known = (attribute: Attribute): boolean => values[attribute] !== undefined && values[attribute] !== null;
  const tell = (attribute: Attribute): void => {
    if (known(attribute)) parts.push(valueText(attribute, values[attribute]));
  };
  const isOn = values.on !== false;

  if ('locked' in values) parts.push(valueText('locked', values.locked));
  if ('openPercent' in values) parts.push(openText(values.openPercent));
  if ('on' in values && !(brief && isOn && typeof values.playback === 'string')) parts.push(onText(device, values));
  if (isOn) {
    if (values.on === true) tell('brightnessPercent');
    tell('mode');
    if (!brief && known('targetTemperatureCelsius')) parts.push(said.target(valueText('targetTemperatureCelsius', values.targetTemperatureCelsius)));
    tell('activity');
    tell('playback');
    if (!brief && values.on === true) tell('source');
    if (values.muted === true) parts.push(said.muted);
    else if (typeof values.volumePercent === 'number') parts.push(said.volume(Math.round(values.volumePercent)));
  }
  for (const attribute of ['status', 'contact', 'motion', 'presence'] as const) tell(attribute);
  const indoors = 'targetTemperatureCelsius' in values && values.currentTemperatureCelsius !== null && known('currentTemperatureCelsius');
  if (indoors) parts.push(said.indoors(valueText('currentTemperatureCelsius', values.currentTemperatureCelsius)));
  else tell('currentTemperatureCelsius');
  tell('currentHumidityPercent');
  if (known('pm25')) parts.push(`PM2.5 ${valueText('pm25', values.pm25)}`);
  if (isOn) tell('powerWatts');
  if (typeof values.batteryPercent === 'number' && (values.batteryPercent <= 20 || parts.length === 0)) parts.push(said.battery(values.batteryPercent));
  if (parts.length === 0 && Object.keys(values).length > 0) return said.unknown;
  return parts.filter(Boolean).slice(0, 4).join(' · ');
}

function onText(device: Device, values: Values): string {
  // A cooling air conditioner says so by its mode; "on" beside it is one word too many.
  if (values.on === true && device.kind === 'air-conditioner' && typeof values.mode === 'string') return '';
  return valueText('on', values.on);
}

function openText(value: Value | undefined): string {
  const { device } = words.value;
  if (typeof value !== 'number') return device.unknown;
  return value <= 0 ? device.closed : value >= 100 ? device.opened : device.openAt(Math.round(value));
}

/** What a step wants, without the device: "打开", "亮度设为 30%". */
export function stepText(step: ToldStep): string {
  const { steps, device, attributes, actions } = words.value;
  if (step.do === 'run') return wordOr(actions, step.action, step.action ?? '');
  const { attribute } = step;
  if (attribute === undefined) return '';
  const name = attributes[attribute];
  if (step.do === 'toggle') return steps.toggle(name);
  if (step.do === 'adjust') {
    const by = step.by ?? 0;
    const amount = valueText(attribute, Math.abs(by));
    return by < 0 ? steps.less(name, amount) : steps.more(name, amount);
  }
  if (attribute === 'on') return step.value === true ? device.turnOn : device.turnOff;
  if (attribute === 'locked') return step.value === true ? device.lock : device.unlock;
  if (attribute === 'openPercent') return step.value === 100 ? device.open : step.value === 0 ? device.close : device.opensAt(Number(step.value));
  return steps.set(name, valueText(attribute, step.value));
}

/** Who asked, in words; an account behind the colon is left out. */
export function sourceText(source: string, origin?: string): string {
  const { sources } = words.value;
  const [kind = source] = source.split(':');
  if (Object.hasOwn(sources, source)) return origin === 'heard' && kind === 'page' ? sources.talk : wordOr(sources, source, source);
  if (kind === 'page') return origin === 'heard' ? sources.talk : sources.page;
  return wordOr(sources, kind, source);
}
