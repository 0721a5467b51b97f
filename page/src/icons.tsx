import type { Kind } from '../../src/core/home.ts';

/** Line drawings on a 24 × 24 grid, as paths. */
const drawings = {
  bulb: 'M9 18h6M10 21h4M8.5 15.5c0-1.6-2.5-3-2.5-6.3a6 6 0 0 1 12 0c0 3.3-2.5 4.7-2.5 6.3z',
  power: 'M12 4v8M7 7a7 7 0 1 0 10 0',
  outlet: 'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM9.5 10v3M14.5 10v3',
  fan: 'M12 12m-1.6 0a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M12 10.4C9 8 10 3.500 13 3.500s4 4-1 6.900M13.400 12.800c3.800-.7 7 2.600 5.500 5.200s-5.500 1.400-5.500-5.200M10.600 12.800c-1.300 3.700-5.700 4.900-7.200 2.300s1.500-5.500 7.200-2.300',
  snow: 'M12 3v18M4.200 7.500l15.600 9M19.800 7.500l-15.600 9M9.500 4.500L12 7l2.500-2.500M9.500 19.500L12 17l2.500 2.500',
  thermometer: 'M14 14.500V5a2 2 0 1 0-4 0v9.500a4 4 0 1 0 4 0zM12 9v7',
  flame: 'M12 3c1 4 5.500 5.500 5.500 11a5.500 5.500 0 0 1-11 0c0-2.500 1.500-4 2.500-5 .2 1.500 1 2.500 2 2.500C12.500 9 11 6 12 3z',
  drop: 'M12 3.500c3.500 4.500 6 7.300 6 10.700a6 6 0 0 1-12 0c0-3.400 2.500-6.200 6-10.700z',
  wind: 'M3 9h11a2.500 2.500 0 1 0-2.500-2.500M3 13h15a2.500 2.500 0 1 1-2.500 2.500M3 17h7a2 2 0 1 1-2 2',
  curtain: 'M3 4h18M5 4v16c3-1 5-5 5-16M19 4v16c-3-1-5-5-5-16',
  blind: 'M4 4h16M5 8h14M5 12h14M5 16h14M12 16v4',
  door: 'M6 21V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v17M4 21h16M14.500 12v1',
  garage: 'M4 21V9l8-5 8 5v12M7 21v-8h10v8M7 17h10',
  window: 'M5 4h14v16H5zM12 4v16M5 12h14',
  valve: 'M4 11v8l8-4zM20 11v8l-8-4zM12 15V7M8.500 6h7',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 15v2',
  unlock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 6.800-1.200M12 15v2',
  shield: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z',
  vacuum: 'M12 12m-8.500 0a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0M12 9.500m-2.500 0a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0M6 17h12',
  mower: 'M3 16l2-6h10l3 6zM7 19m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M16 19m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M15 10l4-6h2',
  tv: 'M3 5h18v12H3zM8 21h8',
  speaker: 'M7 3h10v18H7zM12 14.500m-2.800 0a2.800 2.800 0 1 0 5.600 0a2.800 2.800 0 1 0-5.600 0M12 7.500v.1',
  camera: 'M4 7h11v10H4zM15 11l5-3v8l-5-3',
  washer: 'M5 3h14v18H5zM12 13.500m-4.200 0a4.200 4.200 0 1 0 8.400 0a4.200 4.200 0 1 0-8.400 0M8 6.200h.1M11 6.200h.1',
  kettle: 'M8 8h8l1.500 12h-11zM9 8a3 3 0 0 1 6 0M16.500 11h2.500v5M8 11l-3-1',
  sensor: 'M12 12m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7.800 16.200a6 6 0 0 1 0-8.400M16.200 7.800a6 6 0 0 1 0 8.400M5 19a10 10 0 0 1 0-14M19 5a10 10 0 0 1 0 14',
  person: 'M12 8m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4.500 21c.8-4 3.800-6 7.500-6s6.700 2 7.500 6',
  sun: 'M12 12m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 3v1.500M12 19.500V21M3 12h1.500M19.500 12H21M5.600 5.600l1.100 1.100M17.300 17.300l1.100 1.100M5.600 18.400l1.100-1.100M17.300 6.700l1.100-1.100',
  half: 'M12 12m-8.500 0a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0M12 3.500v17M15 5v14M18 7v10',
  moon: 'M19.500 14A8 8 0 0 1 10 4.500 8 8 0 1 0 19.500 14z',
  cloud: 'M7 18a4 4 0 0 1 0-8 5.500 5.500 0 0 1 10.500 1.500A3.300 3.300 0 0 1 17 18z',
  spark: 'M12 4l1.800 5.200L19 11l-5.200 1.800L12 18l-1.800-5.200L5 11l5.200-1.800zM19 16v4M17 18h4',
  dot: 'M12 12m-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0M12 12v.1',
  house: 'M4 11l8-7 8 7v9h-5.500v-6h-5v6H4z',
  talk: 'M4 5h16v11H10l-5 4v-4H4z',
  clock: 'M12 12m-8.500 0a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0M12 7v5l3.500 2',
  list: 'M9 6h11M9 12h11M9 18h11M4.500 6h.1M4.500 12h.1M4.500 18h.1',
  feed: 'M5 4v16M5 7h14M5 12h10M5 17h12',
  pencil: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M7 7h10v10H7z',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  next: 'M6 5l9 7-9 7zM18 5v14',
  previous: 'M18 5l-9 7 9 7zM6 5v14',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  up: 'M6 15l6-6 6 6',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.500 1.500h-15zM10 21h4',
  globe: 'M12 12m-8.500 0a8.500 8.500 0 1 0 17 0a8.500 8.500 0 1 0-17 0M3.500 12h17M12 3.500c5 5 5 12 0 17M12 3.500c-5 5-5 12 0 17',
  megaphone: 'M4 10v4h3l9 4V6l-9 4zM19 10v4M8 14l1 5h2',
  unplugged: 'M4 4l16 16M9 5.500a9.500 9.500 0 0 1 11 4M4 9.500A11 11 0 0 1 6 8M7 13a7 7 0 0 1 3-2M15 12.500l2 1.500M12 18v.1',
  link: 'M10 14a4 4 0 0 0 6 .500l3-3a4 4 0 0 0-5.700-5.700L12 7M14 10a4 4 0 0 0-6-.500l-3 3a4 4 0 0 0 5.700 5.700L12 17',
  check: 'M5 12.500l4.500 4.500L19 7.500',
} as const;

export type IconName = keyof typeof drawings;

/** A decoration: what it shows stands in words beside it. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}

const byKind: Readonly<Record<Kind, IconName>> = {
  light: 'bulb',
  switch: 'power',
  outlet: 'outlet',
  fan: 'fan',
  'air-conditioner': 'snow',
  thermostat: 'thermometer',
  heater: 'flame',
  'water-heater': 'flame',
  humidifier: 'drop',
  dehumidifier: 'drop',
  'air-purifier': 'wind',
  curtain: 'curtain',
  blind: 'blind',
  shutter: 'blind',
  awning: 'blind',
  'garage-door': 'garage',
  door: 'door',
  gate: 'door',
  window: 'window',
  valve: 'valve',
  lock: 'lock',
  alarm: 'shield',
  vacuum: 'vacuum',
  'lawn-mower': 'mower',
  tv: 'tv',
  'media-player': 'speaker',
  speaker: 'speaker',
  camera: 'camera',
  washer: 'washer',
  dryer: 'washer',
  dishwasher: 'washer',
  kettle: 'kettle',
  sensor: 'sensor',
  button: 'dot',
  person: 'person',
  weather: 'cloud',
  scene: 'spark',
  script: 'play',
  other: 'dot',
};

export function kindIcon(kind: Kind): IconName {
  return byKind[kind];
}
