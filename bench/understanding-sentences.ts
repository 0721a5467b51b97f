/** Sentences to time, made from the names of a home and our own words; and homes of any size. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface BenchHome {
  readonly file: string;
  readonly locale: 'zh-CN' | 'en';
}

interface Named {
  readonly name: string;
  readonly kind?: string;
}

export function homeFiles(here: string): readonly BenchHome[] {
  return [
    { file: join(here, 'sets', 'zh-flat', 'home.json'), locale: 'zh-CN' },
    { file: join(here, 'sets', 'en-house', 'home.json'), locale: 'en' },
  ];
}

const says = {
  'zh-CN': {
    switch: ['打开{}', '关闭{}', '把{}打开', '把{}关掉', '关掉{}'],
    light: ['把{}亮度设置为{n}', '{}亮度调到百分之{n}', '把{}亮度调到{n}%'],
    cover: ['打开{}', '关闭{}', '把{}关上'],
    room: ['打开{}的灯', '关闭{}的灯', '把{}的灯关掉', '把{}的灯打开'],
    timer: ['设置一个{n}分钟的计时器', '设置{n}秒的计时器'],
  },
  en: {
    switch: ['turn on the {}', 'turn off the {}', 'turn the {} on', 'turn the {} off', 'switch on {}'],
    light: ['set {} brightness to {n}%', 'set the brightness of {} to {n} percent', 'set the {} brightness to {n}%'],
    cover: ['open the {}', 'close the {}', 'open {}'],
    room: ['turn on the lights in the {}', 'turn off the {} lights', 'turn the {} lights on', 'turn off all lights in the {}'],
    timer: ['set a timer for {n} minutes', 'set a {n} second timer'],
  },
} as const;

const covers = ['curtain', 'blind', 'shutter', 'awning'];
const numbers = [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

/** Every one is different; a few hundred, in an order that does not group them by kind. */
export function sentencesFor(home: BenchHome): readonly string[] {
  const { devices, rooms } = read(home.file);
  const words = says[home.locale];
  const made: string[] = [];
  const say = (templates: readonly string[], name: string) => {
    for (const template of templates)
      for (const number of template.includes('{n}') ? numbers.slice(0, 6) : [0]) made.push(template.replace('{}', name).replace('{n}', String(number)));
  };
  for (const device of devices) {
    if (['light', 'switch', 'outlet', 'fan'].includes(device.kind ?? '')) say(words.switch, device.name);
    if (device.kind === 'light') say(words.light, device.name);
    if (covers.includes(device.kind ?? '')) say(words.cover, device.name);
  }
  for (const room of rooms) say(words.room, room.name);
  for (const template of words.timer) for (const number of numbers) made.push(template.replace('{n}', String(number)));
  const unique = [...new Set(made)];
  return unique
    .map((text, at) => ({ text, key: (at * 7919) % unique.length }))
    .sort((a, b) => a.key - b.key)
    .map(({ text }) => text);
}

function read(file: string): { devices: readonly Named[]; rooms: readonly Named[] } {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return { devices: namedIn(document, 'devices'), rooms: namedIn(document, 'rooms') };
}

function namedIn(document: unknown, field: 'devices' | 'rooms'): Named[] {
  const list: unknown = typeof document === 'object' && document !== null && field in document ? Reflect.get(document, field) : [];
  return Array.isArray(list) ? list.flatMap((one: unknown) => (isNamed(one) ? [one] : [])) : [];
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

/** The home cut down to, or filled up with lamps of other names to, so many devices. */
export function biggerHome(document: unknown, count: number): object {
  const devices = namedIn(document, 'devices');
  const kept = devices.slice(0, Math.min(count, 30));
  const added = Array.from({ length: Math.max(0, count - kept.length) }, (_, index) => ({
    id: `virtual:more-${index}`,
    name: `${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${'东南西北中'[Math.floor(index / 10) % 5]}${index} 灯`,
    kind: 'light',
    state: { on: false, brightnessPercent: 50 },
  }));
  return { ...(typeof document === 'object' ? document : {}), devices: [...kept, ...added] };
}
