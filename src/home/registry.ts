import { EntenteError } from '../core/errors.ts';
import type { Device, Floor, Home, HomeView, Room } from '../core/home.ts';
import type { StateStore } from '../ports/state.ts';
import type { Storage } from '../ports/storage.ts';
import { deviceEntry, homeEntries, keys, loadHome, orderEntry, ownEntry, type Entry, type Places, type StoredHome } from './home-documents.ts';
import { FloorBody, OwnSchema, RoomBody, adoptable, compose, ecosystemOf, emptyHome, ownOf, type Own } from './own.ts';
import { need, readWith } from './read.ts';
import { most } from './schema.ts';

/** What is told when names, rooms or devices changed. */
export type HomeListener = (home: Home) => void;

/**
 * The living home: who and what is in it and what it is called. Every change makes a new `Home`, in which unchanged devices are the same objects. What a
 * person said of a device stands above what its source says of it, and is on the disk when the call resolves.
 */
export class Registry {
  readonly #storage: Storage;
  readonly #ecosystems: ReadonlySet<string>;
  readonly #listeners = new Set<HomeListener>();
  #stored: StoredHome;
  #home: Home = emptyHome;
  #byId: ReadonlyMap<string, Device> = new Map();
  #isEmpty: boolean;

  /**
   * Opens what the storage holds. `ecosystems` are the ids of all device sources that this hub knows, connected or not.
   *
   * @throws EntenteError `home/bad-store`
   */
  constructor(storage: Storage, ecosystems: readonly string[]) {
    this.#storage = storage;
    this.#ecosystems = new Set(ecosystems);
    const stored = loadHome(storage);
    this.#isEmpty = stored === undefined;
    this.#stored = stored ?? storedFrom(emptyHome, () => true);
    this.#compose();
  }

  /** True until a home was put here for the first time. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  get home(): Home {
    return this.#home;
  }

  /** The device as it is called and equipped now; costs no scan. */
  device(id: string): Device | undefined {
    return this.#byId.get(id);
  }

  /** The devices of one ecosystem, as this home has them. */
  devicesOf(ecosystem: string): readonly Device[] {
    return this.#home.devices.filter(({ id }) => this.ecosystemOf(id) === ecosystem);
  }

  /** The ecosystem that moves a device (contracts §1). */
  ecosystemOf(id: string): string {
    return ecosystemOf(id, this.#ecosystems);
  }

  /** Tells of every new `Home`, after it is in place. Answers how to stop that. */
  onChange(listener: HomeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Puts another home in place of this one: `--home`, an import. Devices of other ecosystems keep the names that they have in it. */
  async replace(home: Home): Promise<void> {
    const before = this.#stored;
    const stored = storedFrom(home, (id) => this.ecosystemOf(id) === 'virtual');
    await this.#storage.putNow(homeEntries(stored));
    this.#isEmpty = false;
    this.#set(stored);
    const kept = new Set(stored.devices.map(({ id }) => id));
    for (const { id } of before.devices) if (!kept.has(id)) this.#storage.remove(keys.device + id);
    for (const id of before.own.keys()) if (!stored.own.has(id)) this.#storage.remove(keys.own + id);
  }

  /**
   * `PATCH /v1/home/devices/{id}`.
   *
   * @throws EntenteError `home/no-such-device`, `home/no-such-room`, `home/bad-patch` naming the field
   */
  async patchDevice(id: string, body: unknown): Promise<Device> {
    if (!this.#byId.has(id)) throw new EntenteError('home/no-such-device', 'there is no such device');
    const patch = need(readWith(OwnSchema, body), 'home/bad-patch');
    if (typeof patch.room === 'string') this.#room(patch.room);
    const own = { ...this.#stored.own.get(id), ...patch };
    await this.#change(this.#withOwn([[id, own]]), [ownEntry(id, own)]);
    return this.#byId.get(id) ?? gone();
  }

  /**
   * `PUT /v1/home/rooms/{id}`: a new room, or another name, aliases and floor for one.
   *
   * @throws EntenteError `home/no-such-floor`, `home/bad-room` naming the field, `home/too-many`
   */
  async putRoom(id: string, body: unknown): Promise<Room> {
    const { floor, ...said } = need(readWith(RoomBody, body), 'home/bad-room');
    if (typeof floor === 'string' && !this.#home.floors.some((one) => one.id === floor)) throw new EntenteError('home/no-such-floor', 'there is no such floor');
    const room: Room = { id: checkedId(id), ...said, ...(typeof floor === 'string' && { floor }) };
    await this.#changePlaces({ ...this.#stored.places, rooms: put(this.#home.rooms, room, most.rooms) }, id, 'own');
    return room;
  }

  /** `DELETE /v1/home/rooms/{id}`: its devices stay, in no room. @throws EntenteError `home/no-such-room` */
  async removeRoom(id: string): Promise<void> {
    this.#room(id);
    const inIt = this.#home.devices.filter(({ room }) => room === id);
    const own = inIt.map((device): readonly [string, Own] => [device.id, { ...this.#stored.own.get(device.id), room: null }]);
    const places = { ...this.#stored.places, rooms: this.#home.rooms.filter((room) => room.id !== id) };
    await this.#changePlaces(places, id, 'removed', own);
  }

  /** A new floor, or another name and aliases for one. @throws EntenteError `home/bad-floor` naming the field, `home/too-many` */
  async putFloor(id: string, body: unknown): Promise<Floor> {
    const floor: Floor = { id: checkedId(id), ...need(readWith(FloorBody, body), 'home/bad-floor') };
    await this.#changePlaces({ ...this.#stored.places, floors: put(this.#home.floors, floor, most.floors) }, id, 'own');
    return floor;
  }

  /** Its rooms stay, on no floor. @throws EntenteError `home/no-such-floor` */
  async removeFloor(id: string): Promise<void> {
    if (!this.#home.floors.some((floor) => floor.id === id)) throw new EntenteError('home/no-such-floor', 'there is no such floor');
    const { places } = this.#stored;
    const rooms = places.rooms.map(({ floor, ...room }) => (floor === undefined || floor === id ? room : { ...room, floor }));
    await this.#changePlaces({ ...places, rooms, floors: places.floors.filter((floor) => floor.id !== id) }, id, 'removed');
  }

  /**
   * All devices that a running source has now: new ones come, renamed ones are renamed where no person named them, those that are missing go. What a
   * person said of one that went is kept, should it come back. Rooms and floors that the source knows come along; none goes.
   */
  adopt(source: string, devices: readonly Device[], places: { readonly floors?: readonly Floor[]; readonly rooms?: readonly Room[] } = {}): void {
    const before = new Map(this.#stored.devices.map((device) => [device.id, device]));
    const theirs = new Map(devices.flatMap((device) => (this.ecosystemOf(device.id) === source ? adoptable(device) : [])).map((device) => [device.id, device]));
    const kept = this.#stored.devices.flatMap((device) => (this.ecosystemOf(device.id) === source ? updated(device, theirs.get(device.id)) : [device]));
    const all = [...kept, ...[...theirs.values()].filter(({ id }) => !before.has(id))].slice(0, most.devices);

    const { floors, rooms, own, removed } = this.#stored.places;
    const settled = new Set([...own, ...removed]);
    const merged: Places = { own, removed, floors: merge(floors, places.floors ?? [], settled), rooms: merge(rooms, places.rooms ?? [], settled) };

    for (const device of all) if (before.get(device.id) !== device) this.#put(deviceEntry(device));
    for (const { id } of before.values()) if (this.ecosystemOf(id) === source && !theirs.has(id)) this.#storage.remove(keys.device + id);
    if (all.length !== before.size || all.some((device, index) => device.id !== this.#stored.devices[index]?.id)) this.#put(orderEntry(all));
    if (JSON.stringify(merged) !== JSON.stringify(this.#stored.places)) this.#put({ key: keys.places, value: merged });
    this.#set({ ...this.#stored, devices: all, places: merged });
  }

  #put({ key, value }: Entry): void {
    this.#storage.put(key, value);
  }

  #room(id: string): Room {
    const room = this.#home.rooms.find((one) => one.id === id);
    if (room === undefined) throw new EntenteError('home/no-such-room', 'there is no such room');
    return room;
  }

  #withOwn(said: readonly (readonly [string, Own])[]): StoredHome {
    return { ...this.#stored, own: new Map([...this.#stored.own, ...said]) };
  }

  async #changePlaces(places: Places, id: string, how: 'own' | 'removed', said: readonly (readonly [string, Own])[] = []): Promise<void> {
    const others = (ids: readonly string[]): readonly string[] => ids.filter((other) => other !== id);
    const marked: Places = { ...places, own: others(places.own), removed: others(places.removed) };
    const next: Places = { ...marked, [how]: [...marked[how], id] };
    await this.#change({ ...this.#withOwn(said), places: next }, [{ key: keys.places, value: next }, ...said.map(([id, own]) => ownEntry(id, own))]);
  }

  /** At once for everybody, then on the disk; if that fails it is taken back, unless something else changed meanwhile. */
  async #change(next: StoredHome, entries: readonly Entry[]): Promise<void> {
    const before = this.#stored;
    this.#set(next);
    try {
      await this.#storage.putNow(entries);
    } catch (error) {
      if (this.#stored === next) this.#set(before);
      throw error;
    }
  }

  #set(stored: StoredHome): void {
    this.#stored = stored;
    if (!this.#compose()) return;
    for (const listener of this.#listeners) listener(this.#home);
  }

  /** Makes the new `Home`; false when nothing is different. */
  #compose(): boolean {
    const { about, people, places, devices, own } = this.#stored;
    const floorIds = new Set(places.floors.map(({ id }) => id));
    const roomIds = new Set(places.rooms.map(({ id }) => id));
    const rooms = places.rooms.map(({ floor, ...room }) => (floor !== undefined && floorIds.has(floor) ? { ...room, floor } : room));
    const composed = devices.map((base) => {
      const device = compose(base, own.get(base.id), roomIds);
      const before = this.#byId.get(base.id);
      return before !== undefined && JSON.stringify(before) === JSON.stringify(device) ? before : device;
    });
    const home: Home = { ...about, floors: places.floors, rooms, people, devices: composed };
    const same = composed.length === this.#home.devices.length && composed.every((device, index) => device === this.#home.devices[index]);
    if (same && JSON.stringify({ ...home, devices: [] }) === JSON.stringify({ ...this.#home, devices: [] })) return false;
    this.#home = home;
    this.#byId = new Map(composed.map((device) => [device.id, device]));
    return true;
  }
}

/** The home as it stands now, for everything that only looks. */
export function homeView(registry: Registry, state: Pick<StateStore, 'reachable'> & Pick<HomeView, 'value'>): HomeView {
  return {
    get home() {
      return registry.home;
    },
    value: (device, attribute) => state.value(device, attribute),
    reachable: (device) => state.reachable(device),
  };
}

/** A home that nobody lives in: the values of the file, everything reachable. For `entente understand`. */
export function viewOfFile(home: Home): HomeView {
  const byId = new Map(home.devices.map((device) => [device.id, device]));
  return { home, value: (device, attribute) => byId.get(device)?.state[attribute], reachable: (device) => byId.has(device) };
}

function storedFrom(home: Home, ownsItself: (id: string) => boolean): StoredHome {
  const { name, locale, timeZone, people, floors, rooms, devices } = home;
  const own = new Map(devices.filter(({ id }) => !ownsItself(id)).map((device): [string, Own] => [device.id, ownOf(device)]));
  return { about: { name, locale, timeZone }, people, places: { floors, rooms, own: [], removed: [] }, devices, own };
}

/** The same object where nothing but values is different: live values are kept elsewhere. */
function updated(before: Device, now: Device | undefined): readonly Device[] {
  if (now === undefined) return [];
  const shape = (device: Device): string => JSON.stringify({ ...device, state: Object.keys(device.state).sort() });
  return [shape(before) === shape(now) ? before : now];
}

function put<T extends { readonly id: string }>(all: readonly T[], one: T, atMost: number): readonly T[] {
  if (all.some(({ id }) => id === one.id)) return all.map((other) => (other.id === one.id ? one : other));
  if (all.length >= atMost) throw new EntenteError('home/too-many', `there are no more than ${atMost}`);
  return [...all, one];
}

function merge<T extends { readonly id: string }>(all: readonly T[], theirs: readonly T[], settled: ReadonlySet<string>): readonly T[] {
  const free = theirs.filter(({ id }) => !settled.has(id));
  return free.reduce((merged, one) => put(merged, one, Infinity), all);
}

function checkedId(id: string): string {
  if (id === '' || id.length > most.idChars) throw new EntenteError('home/bad-room', `an id has 1 to ${most.idChars} characters`);
  return id;
}

function gone(): never {
  throw new EntenteError('home/no-such-device', 'there is no such device');
}
