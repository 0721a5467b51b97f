import * as v from 'valibot';
import { EntenteError } from '../core/errors.ts';
import type { Home } from '../core/home.ts';
import type { Storage } from '../ports/storage.ts';
import { need, readWith } from './read.ts';
import { Id, most, strict } from './schema.ts';

/**
 * Whose word counts: the sources that the owner prefers, the dearest first. For one device, for what stands in one room, or, with neither, for the whole
 * home. A source is an ecosystem (`aligenie`) or one account of it (`aligenie:4f1c`).
 */
export interface Preference {
  readonly device?: string;
  readonly room?: string;
  readonly sources: readonly string[];
}

/** What the owner said of whose word counts, kept over restarts. */
export interface Preferences {
  /** Those about devices and rooms that are there. */
  list(): readonly Preference[];
  /**
   * Puts others in their place: `{preferences: […]}`. Durable when it resolves.
   * @throws EntenteError `home/bad-preferences` naming the wrong field, `home/no-such-device`, `home/no-such-room`
   */
  replace(document: unknown): Promise<void>;
  /** How much this source is preferred for this device: more is higher, 0 is nothing said. What is said of a device beats its room, a room the home. */
  weight(device: string, source: string): number;
}

const mostSources = 20;
const Source = v.pipe(v.string(), v.minLength(1), v.maxLength(most.nameChars));
const Sources = v.pipe(
  v.array(Source),
  v.minLength(1),
  v.maxLength(mostSources),
  v.check((sources) => new Set(sources).size === sources.length, 'each source once'),
);
const Body = strict({
  preferences: v.pipe(
    v.array(strict({ device: v.exactOptional(Id), room: v.exactOptional(Id), sources: Sources })),
    v.maxLength(most.devices + most.rooms + 1),
    v.check((all) => all.every(({ device, room }) => device === undefined || room === undefined), 'a device or a room, not both'),
    v.check((all) => new Set(all.map(placeOf)).size === all.length, 'each device and room once'),
  ),
});

const key = 'home/preferences';

/** Opens what is kept of them. @throws EntenteError `home/bad-store` when it is not what we wrote */
export function openPreferences(storage: Storage, home: () => Home): Preferences {
  const kept = storage.get(key);
  const reading = readWith(Body, kept ?? { preferences: [] });
  if (reading.problems !== undefined) throw new EntenteError('home/bad-store', 'what is kept of whose word counts cannot be read');
  let byPlace = indexOf(reading.value.preferences);
  return {
    list: () => [...byPlace.values()].filter(({ device, room }) => isThere(home(), device, room)),
    replace: async (document) => {
      const { preferences } = need(readWith(Body, document), 'home/bad-preferences');
      for (const { device, room } of preferences) {
        if (isThere(home(), device, room)) continue;
        throw device === undefined
          ? new EntenteError('home/no-such-room', 'there is no such room')
          : new EntenteError('home/no-such-device', 'there is no such device');
      }
      await storage.putNow([{ key, value: { preferences } }]);
      byPlace = indexOf(preferences);
    },
    weight: (device, source) => {
      // Most homes say nothing, and this is asked at every claim.
      if (byPlace.size === 0) return 0;
      const room = home().devices.find(({ id }) => id === device)?.room;
      const said = byPlace.get(placeOf({ device })) ?? (room === undefined ? undefined : byPlace.get(placeOf({ room }))) ?? byPlace.get(placeOf({}));
      return said === undefined ? 0 : weightIn(said.sources, source);
    },
  };
}

/** An account that is named itself counts as such; else its ecosystem does. */
function weightIn(sources: readonly string[], source: string): number {
  const exact = sources.indexOf(source);
  const colon = source.indexOf(':');
  const at = exact >= 0 || colon < 0 ? exact : sources.indexOf(source.slice(0, colon));
  return at < 0 ? 0 : sources.length - at;
}

function indexOf(preferences: readonly Preference[]): ReadonlyMap<string, Preference> {
  return new Map(preferences.map((preference) => [placeOf(preference), preference]));
}

function placeOf({ device, room }: { readonly device?: string; readonly room?: string }): string {
  return device !== undefined ? `device ${device}` : room !== undefined ? `room ${room}` : 'home';
}

function isThere({ devices, rooms }: Home, device: string | undefined, room: string | undefined): boolean {
  if (device !== undefined) return devices.some(({ id }) => id === device);
  return room === undefined || rooms.some(({ id }) => id === room);
}
