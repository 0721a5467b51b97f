import * as v from 'valibot';
import type { Device, Home } from '../core/home.ts';
import { EntenteError } from '../core/errors.ts';
import type { Storage } from '../ports/storage.ts';
import { formatDevice } from './format.ts';
import { OwnSchema, type Own } from './own.ts';
import { DeviceSchema, Floors, Id, People, Rooms, aboutEntries, strict } from './schema.ts';

/** Floors and rooms, and what a person did to them: what they made or renamed stays so, what they removed does not come back. */
export interface Places {
  readonly floors: Home['floors'];
  readonly rooms: Home['rooms'];
  /** Ids of rooms and floors that a person put. */
  readonly own: readonly string[];
  /** Ids of rooms and floors that a person removed. */
  readonly removed: readonly string[];
}

/** A home as it lies in the storage. */
export interface StoredHome {
  readonly about: Pick<Home, 'name' | 'locale' | 'timeZone'>;
  readonly people: Home['people'];
  readonly places: Places;
  /** As their sources say, in order. */
  readonly devices: readonly Device[];
  readonly own: ReadonlyMap<string, Own>;
}

/** Keys of the documents. Which devices there are, and in which order, stands in one of them: the others may be left over. */
export const keys = {
  about: 'home/about',
  people: 'home/people',
  places: 'home/places',
  order: 'home/order',
  device: 'home/device/',
  own: 'home/own/',
} as const;

/** A document as it is put. */
export type Entry = Parameters<Storage['putNow']>[0][number];

/** The stored home, or `undefined` when there is none yet. @throws EntenteError `home/bad-store` when a document is not what we wrote. */
export function loadHome(storage: Storage): StoredHome | undefined {
  const about = storage.get(keys.about);
  if (about === undefined) return undefined;
  const devices = new Map<string, Device>();
  for (const { value } of storage.list(keys.device)) {
    const device = ours(DeviceSchema, value);
    devices.set(device.id, device);
  }
  const own = new Map<string, Own>();
  for (const { key, value } of storage.list(keys.own)) own.set(key.slice(keys.own.length), ours(OwnSchema, value));
  return {
    about: ours(strict(aboutEntries), about),
    people: ours(People, storage.get(keys.people)),
    places: ours(PlacesSchema, storage.get(keys.places)),
    devices: ours(v.array(Id), storage.get(keys.order)).flatMap((id) => devices.get(id) ?? []),
    own,
  };
}

/** All documents of a home. */
export function homeEntries({ about, people, places, devices, own }: StoredHome): readonly Entry[] {
  return [
    { key: keys.about, value: about },
    { key: keys.people, value: people },
    { key: keys.places, value: places },
    orderEntry(devices),
    ...devices.map(deviceEntry),
    ...[...own].map(([id, said]) => ownEntry(id, said)),
  ];
}

export function orderEntry(devices: readonly Device[]): Entry {
  return { key: keys.order, value: devices.map(({ id }) => id) };
}

export function deviceEntry(device: Device): Entry {
  return { key: keys.device + device.id, value: formatDevice(device) };
}

export function ownEntry(id: string, own: Own): Entry {
  return { key: keys.own + id, value: own };
}

const PlacesSchema = strict({ floors: Floors, rooms: Rooms, own: v.array(Id), removed: v.array(Id) });

function ours<S extends v.GenericSchema>(schema: S, document: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, document);
  if (result.success) return result.output;
  throw new EntenteError('home/bad-store', 'a document of the home in the data folder cannot be read');
}
