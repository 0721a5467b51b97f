import type { Attribute, Home, Kind, Value } from '../../core/home.ts';
import type { Step } from '../../core/step.ts';
import { parseHome } from '../../home/parse.ts';
import { demoNames, type Named } from './demo-names.ts';

/** What a new data folder is filled with when nobody gives it a home: a flat in which somebody lives, on virtual devices. */
export interface DemoHome {
  readonly home: Home;
  /** What its scenes do, for the settings of the virtual ecosystem. */
  readonly scenes: Readonly<Record<string, readonly Step[]>>;
}

/**
 * The demo home: a flat in China, its things named in Chinese, with their English names as aliases, so that either language moves them. It answers in
 * Chinese, and in English where the locale is English. Its time zone is the machine's, by default; China's where the machine has none.
 */
export function demoHome(locale: string, timeZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone): DemoHome {
  const called = (id: string): { readonly name: string; readonly aliases: readonly string[] } => {
    const { zh: [name, ...aliases] = [id], en }: Named = demoNames[id] ?? {};
    return { name, aliases: [...aliases, ...(en ?? [])].filter((alias) => alias !== name) };
  };
  const home = parseHome({
    name: called('home').name,
    locale: /^en\b/i.test(locale) ? 'en' : 'zh-CN',
    timeZone: timeZone === 'UTC' ? 'Asia/Shanghai' : timeZone,
    rooms: rooms.map((id) => ({ id, ...called(id) })),
    people: people.map(([id, role]) => ({ id, ...called(id), role })),
    devices: devices.map(({ id, words, ...device }) => ({
      ...device,
      ...called(id),
      id: `virtual:${id}`,
      ...(words !== undefined && { options: words }),
    })),
  });
  return { home, scenes };
}

interface Sketch {
  readonly id: string;
  readonly room?: string;
  readonly kind: Kind;
  readonly state: Readonly<Partial<Record<Attribute, Value>>>;
  readonly words?: Readonly<Partial<Record<Attribute, readonly string[]>>>;
  readonly limits?: object;
}

const rooms = ['living', 'master', 'second', 'kids', 'study', 'kitchen', 'dining', 'bathroom', 'balcony', 'entry'];

const people = [
  ['mama', 'owner'],
  ['papa', 'adult'],
  ['grandma', 'adult'],
  ['xiaobao', 'child'],
] as const;

const cooling = { mode: ['cool', 'heat', 'dry', 'fan', 'auto', 'sleep'] };
const halves = { targetTemperatureCelsius: { min: 16, max: 30, step: 0.5 } };

const devices: readonly Sketch[] = [
  { id: 'living-light', room: 'living', kind: 'light', state: { on: false, brightnessPercent: 60, colorTemperatureKelvin: 4000 } },
  { id: 'floor-lamp', room: 'living', kind: 'light', state: { on: false, brightnessPercent: 40, colorTemperatureKelvin: 3000, color: 'orange' } },
  { id: 'tv-strip', room: 'living', kind: 'light', state: { on: false, brightnessPercent: 50, color: 'blue' } },
  { id: 'living-curtain', room: 'living', kind: 'curtain', state: { openPercent: 100 } },
  {
    id: 'living-ac',
    room: 'living',
    kind: 'air-conditioner',
    words: cooling,
    limits: halves,
    state: { on: false, mode: 'cool', targetTemperatureCelsius: 26, currentTemperatureCelsius: 27.5, fanPercent: 50, swing: false },
  },
  {
    id: 'living-tv',
    room: 'living',
    kind: 'tv',
    words: { source: ['HDMI 1', 'HDMI 2', 'AirPlay'] },
    state: { on: false, volumePercent: 30, muted: false, playback: 'stopped', source: 'HDMI 1' },
  },
  { id: 'living-speaker', room: 'living', kind: 'speaker', state: { playback: 'paused', volumePercent: 35, muted: false } },
  {
    id: 'air-purifier',
    room: 'living',
    kind: 'air-purifier',
    words: { mode: ['auto', 'sleep', 'fan'] },
    state: { on: true, mode: 'auto', fanPercent: 30, pm25: 18 },
  },
  { id: 'living-climate', room: 'living', kind: 'sensor', state: { currentTemperatureCelsius: 27.4, currentHumidityPercent: 55, batteryPercent: 86 } },
  { id: 'vacuum', room: 'living', kind: 'vacuum', state: { activity: 'docked', batteryPercent: 100 } },
  { id: 'fish-tank', room: 'living', kind: 'switch', state: { on: true } },
  { id: 'master-light', room: 'master', kind: 'light', state: { on: false, brightnessPercent: 80, colorTemperatureKelvin: 3500 } },
  { id: 'bedside-left', room: 'master', kind: 'light', state: { on: false, brightnessPercent: 30 } },
  { id: 'bedside-right', room: 'master', kind: 'light', state: { on: false, brightnessPercent: 30 } },
  { id: 'master-curtain', room: 'master', kind: 'curtain', state: { openPercent: 100 } },
  {
    id: 'master-ac',
    room: 'master',
    kind: 'air-conditioner',
    words: cooling,
    limits: halves,
    state: { on: false, mode: 'cool', targetTemperatureCelsius: 26, currentTemperatureCelsius: 27, fanPercent: 30, swing: false },
  },
  { id: 'humidifier', room: 'master', kind: 'humidifier', state: { on: false, targetHumidityPercent: 50, currentHumidityPercent: 42 } },
  { id: 'second-light', room: 'second', kind: 'light', state: { on: false, brightnessPercent: 70 } },
  { id: 'kids-light', room: 'kids', kind: 'light', state: { on: false, brightnessPercent: 70, colorTemperatureKelvin: 4000 } },
  { id: 'night-light', room: 'kids', kind: 'light', state: { on: false, brightnessPercent: 10, color: 'orange' } },
  { id: 'desk-lamp', room: 'study', kind: 'light', state: { on: true, brightnessPercent: 75, colorTemperatureKelvin: 4500 } },
  { id: 'study-fan', room: 'study', kind: 'fan', state: { on: false, fanPercent: 40, swing: false } },
  { id: 'computer-outlet', room: 'study', kind: 'outlet', state: { on: true, powerWatts: 85 } },
  { id: 'kitchen-light', room: 'kitchen', kind: 'light', state: { on: false } },
  { id: 'gas-valve', room: 'kitchen', kind: 'valve', state: { openPercent: 100 } },
  { id: 'dining-light', room: 'dining', kind: 'light', state: { on: false, brightnessPercent: 60 } },
  { id: 'bathroom-light', room: 'bathroom', kind: 'light', state: { on: false } },
  { id: 'water-heater', room: 'bathroom', kind: 'water-heater', state: { on: true, targetTemperatureCelsius: 45, currentTemperatureCelsius: 45 } },
  { id: 'drying-rack', room: 'balcony', kind: 'blind', state: { openPercent: 100 } },
  { id: 'entry-light', room: 'entry', kind: 'light', state: { on: false } },
  { id: 'door-lock', room: 'entry', kind: 'lock', state: { locked: true, batteryPercent: 64 } },
  { id: 'door-contact', room: 'entry', kind: 'sensor', state: { contact: false, batteryPercent: 78 } },
  { id: 'entry-motion', room: 'entry', kind: 'sensor', state: { motion: false, batteryPercent: 92 } },
  { id: 'weather', kind: 'weather', state: { status: 'sunny', currentTemperatureCelsius: 24, currentHumidityPercent: 48 } },
  { id: 'mama', kind: 'person', state: { status: 'home' } },
  { id: 'papa', kind: 'person', state: { status: 'away' } },
  // A Zigbee lamp that nobody has named yet: only a name makes it understood.
  { id: 'zigbee-00158d0004a1b2c3', kind: 'light', state: { on: false, brightnessPercent: 100 } },
  { id: 'scene-movie', kind: 'scene', state: {} },
  { id: 'scene-night', kind: 'scene', state: {} },
  { id: 'scene-leave', kind: 'scene', state: {} },
];

const set = (id: string, attribute: Attribute, value: Exclude<Value, null>): Step => ({ device: `virtual:${id}`, do: 'set', attribute, value });
const lights = devices.filter(({ kind }) => kind === 'light').map(({ id }) => id);

const scenes: Readonly<Record<string, readonly Step[]>> = {
  'virtual:scene-movie': [
    set('living-light', 'on', false),
    set('floor-lamp', 'on', false),
    set('tv-strip', 'brightnessPercent', 30),
    set('living-curtain', 'openPercent', 0),
    set('living-tv', 'on', true),
  ],
  'virtual:scene-night': [
    ...lights.filter((id) => id !== 'night-light').map((id) => set(id, 'on', false)),
    set('night-light', 'brightnessPercent', 10),
    set('living-tv', 'on', false),
    set('living-speaker', 'playback', 'stopped'),
    set('master-curtain', 'openPercent', 0),
    set('door-lock', 'locked', true),
  ],
  'virtual:scene-leave': [
    ...lights.map((id) => set(id, 'on', false)),
    ...['living-ac', 'master-ac', 'living-tv', 'study-fan', 'humidifier'].map((id) => set(id, 'on', false)),
    set('gas-valve', 'openPercent', 0),
    set('door-lock', 'locked', true),
  ],
};
