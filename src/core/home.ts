/** The home as everybody names it: contracts §1. Pure data; the living home is in `home/`. */

export const kinds = [
  'light',
  'switch',
  'outlet',
  'fan',
  'air-conditioner',
  'thermostat',
  'heater',
  'water-heater',
  'humidifier',
  'dehumidifier',
  'air-purifier',
  'curtain',
  'blind',
  'shutter',
  'awning',
  'garage-door',
  'door',
  'gate',
  'window',
  'valve',
  'lock',
  'alarm',
  'vacuum',
  'lawn-mower',
  'tv',
  'media-player',
  'speaker',
  'camera',
  'washer',
  'dryer',
  'dishwasher',
  'kettle',
  'sensor',
  'button',
  'person',
  'weather',
  'scene',
  'script',
  'other',
] as const;
export type Kind = (typeof kinds)[number];

/** `null` is "not known yet". */
export type Value = boolean | number | string | null;

export interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

export interface Floor {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface Room {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly floor?: string;
}

export type Role = 'owner' | 'adult' | 'child' | 'guest';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly role: Role;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Absent: it belongs to the whole home. */
  readonly room?: string;
  readonly kind: Kind;
  /** What is risky is confirmed before it is done. */
  readonly risky: boolean;
  /** Whether other ecosystems may see it. Default true. */
  readonly exposed: boolean;
  /** A device's own words for `mode` and `source`. */
  readonly options: Readonly<Partial<Record<Attribute, readonly string[]>>>;
  /** Narrower ranges than the attribute's own. */
  readonly limits: Readonly<Partial<Record<Attribute, Range>>>;
  /** Which attributes it has. In a `Home` the values are those of the home file; live values come from `HomeView`. */
  readonly state: Readonly<Partial<Record<Attribute, Value>>>;
}

/** Immutable: any change of names, rooms or devices makes a new object, so that what is built from it can be kept by identity. */
export interface Home {
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly floors: readonly Floor[];
  readonly rooms: readonly Room[];
  readonly people: readonly Person[];
  readonly devices: readonly Device[];
}

/** The home as it stands now. */
export interface HomeView {
  readonly home: Home;
  /** The live value: the desired state's attribute. `undefined` when the device lacks it, `null` when it is not known. */
  value(device: string, attribute: Attribute): Value | undefined;
  /** False while the device cannot be reached. */
  reachable(device: string): boolean;
}

export const attributes = [
  'on',
  'brightnessPercent',
  'volumePercent',
  'fanPercent',
  'targetHumidityPercent',
  'openPercent',
  'colorTemperatureKelvin',
  'color',
  'targetTemperatureCelsius',
  'currentTemperatureCelsius',
  'currentHumidityPercent',
  'mode',
  'swing',
  'locked',
  'muted',
  'playback',
  'source',
  'activity',
  'contact',
  'motion',
  'presence',
  'batteryPercent',
  'powerWatts',
  'pm25',
  'status',
] as const;
export type Attribute = (typeof attributes)[number];
