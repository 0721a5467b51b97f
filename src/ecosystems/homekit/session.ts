import { setImmediate } from 'node:timers/promises';
import type { Attribute, Device } from '../../core/home.ts';
import { EntenteError } from '../../core/errors.ts';
import type { EntranceContext, EntranceSession } from '../../ports/entrance.ts';
import { exported, type Exported } from './accessory.ts';
import { openBridge, type OpenBridge } from './bridge.ts';
import { newIdentity, parseIdentities, type BridgeIdentity } from './identity.ts';
import { keepIn, type Hap } from './library.ts';
import { placesFrom, type Places } from './places.ts';
import { servicesOf } from './services/of-device.ts';
import type { Look, ServiceSketch } from './services/sketch.ts';
import { samePressMs, writerOf, type Writer } from './writes.ts';

export interface HomeKitSettings {
  /** Of the first bridge; the others take the next ones that are free. 0 takes a free one. */
  readonly port: number;
  readonly lan: boolean;
  readonly acceptRisky: boolean;
  readonly version: string;
}

/** What `GET /v1/pairing` tells. */
export interface HomeKitPairing extends Record<string, unknown> {
  readonly id: string;
  readonly port: number;
  readonly setupCode: string;
  readonly setupUri: string;
  /** Whether the home's network may come in; without it no phone finds the bridge. */
  readonly lan: boolean;
  /** The controllers that are paired, by the ids that they gave themselves. */
  readonly paired: readonly string[];
  /** Where one bridge is not enough: all of them. Each is paired by itself. */
  readonly bridges?: readonly Omit<HomeKitPairing, 'bridges'>[];
}

export interface HomeKitSession extends EntranceSession {
  pairing(): HomeKitPairing;
  forget(who?: string): Promise<boolean>;
}

interface Shown extends Exported {
  readonly bridge: number;
  /** What it is to HomeKit; when that changes it is made anew. */
  readonly shape: string;
  /** Whether something shows how far the device has come. */
  readonly lags: boolean;
}

/** HomeKit over the library: bridges, what they show, and what they are told. */
export async function openSession(hap: Hap, settings: HomeKitSettings, context: EntranceContext): Promise<HomeKitSession> {
  const session = new Session(hap, settings, context);
  try {
    await session.publishAll();
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
  return session;
}

class Session implements HomeKitSession {
  readonly #hap: Hap;
  readonly #settings: HomeKitSettings;
  readonly #context: EntranceContext;
  readonly #writer: Writer;
  readonly #ending = new AbortController();
  readonly #places: Places;
  readonly #shown = new Map<string, Shown>();
  readonly #watched = new Set<string>();
  #identities: BridgeIdentity[];
  #bridges: OpenBridge[] = [];
  #work: Promise<void> = Promise.resolve();

  constructor(hap: Hap, settings: HomeKitSettings, context: EntranceContext) {
    this.#hap = hap;
    this.#settings = settings;
    this.#context = context;
    this.#identities = [...parseIdentities(context.load('bridges'))];
    this.#places = placesFrom(context.load('places'));
    this.#writer = writerOf({
      clock: context.clock,
      claim: async (claim) => context.claim(claim),
      acceptRisky: settings.acceptRisky,
      onTrouble: this.#trouble,
    });
  }

  async publishAll(): Promise<void> {
    await this.#serially(async () => this.#update());
  }

  publish(device: string, attribute: Attribute): void {
    const shown = this.#shown.get(device);
    if (shown === undefined) return;
    shown.show(attribute);
    if (shown.lags) this.#watch(shown);
  }

  homeChanged(): void {
    this.#serially(async () => this.#update()).catch(() => this.#trouble('HomeKit: a change of the home could not be shown'));
  }

  pairing(): HomeKitPairing {
    const all = this.#bridges.flatMap((bridge, index) => {
      const identity = this.#identities[index];
      return identity === undefined
        ? []
        : [{ id: identity.id, port: bridge.port, setupCode: identity.setupCode, setupUri: bridge.setupUri, lan: this.#settings.lan, paired: bridge.paired() }];
    });
    const [first] = all;
    if (first === undefined) throw new EntenteError('ecosystems/failed', 'HomeKit is not published');
    return all.length === 1 ? first : { ...first, bridges: all };
  }

  async forget(who?: string): Promise<boolean> {
    if (who !== undefined) return this.#bridges.map((bridge) => bridge.unpair(who)).includes(true);
    await this.#serially(async () => {
      for (const bridge of this.#bridges) await bridge.close(true);
      this.#bridges = [];
      this.#shown.clear();
      this.#identities = this.#identities.map(newIdentity);
      this.#keep('bridges', this.#identities);
      await this.#update();
    });
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort(new EntenteError('ecosystems/ended', 'HomeKit ends'));
    await this.#work.catch(() => undefined);
    for (const bridge of this.#bridges) await bridge.close();
    this.#bridges = [];
  }

  readonly #trouble = (trouble: string): void => this.#context.onTrouble?.(trouble);

  /** One change of bridges at a time. */
  async #serially(work: () => Promise<void>): Promise<void> {
    const done = this.#work.catch(() => undefined).then(work);
    this.#work = done;
    await done;
  }

  /** Brings what is shown to what the home is. */
  async #update(): Promise<void> {
    if (this.#ending.signal.aborted) return;
    const { home } = this.#context.home;
    const devices = home.devices.filter(({ exposed }) => exposed);
    const fitting = devices.filter((device) => servicesOf(device, home.locale, false).length > 0);
    const before = JSON.stringify(this.#places.document());
    const bridgeOf = this.#places.assign(fitting);
    if (JSON.stringify(this.#places.document()) !== before) this.#keep('places', this.#places.document());
    const wanted = new Map(fitting.map((device) => [device.id, { device, shape: shapeOf(device, home.locale, this.#places.isTelevision(device)) }]));
    for (const [id, shown] of this.#shown) {
      const next = wanted.get(id);
      if (next !== undefined && next.shape === shown.shape) {
        if (next.device.name !== shown.device.name) shown.rename(next.device);
        continue;
      }
      this.#bridges[shown.bridge]?.remove([shown.accessory]);
      this.#shown.delete(id);
    }
    const added = [...wanted].filter(([id]) => !this.#shown.has(id)).map(([id, { device, shape }]) => this.#made(device, shape, bridgeOf.get(id) ?? 0));
    const bridges = Math.max(1, ...[...bridgeOf.values()].map((bridge) => bridge + 1));
    for (let bridge = 0; bridge < bridges; bridge += 1) {
      const accessories = added.filter((shown) => shown.bridge === bridge).map(({ accessory }) => accessory);
      const open = this.#bridges[bridge];
      if (open === undefined) this.#bridges[bridge] = await this.#open(bridge, accessories);
      else if (accessories.length > 0) open.add(accessories);
    }
    for (const shown of added) {
      // Only now: at publishing the library prints names that it doubts.
      shown.rename(shown.device);
      this.#shown.set(shown.device.id, shown);
    }
  }

  async #open(index: number, accessories: Parameters<OpenBridge['add']>[0]): Promise<OpenBridge> {
    let identity = this.#identities[index];
    if (identity === undefined) {
      identity = newIdentity();
      this.#identities[index] = identity;
      this.#keep('bridges', this.#identities);
    }
    keepIn(identity.id, {
      get: (key) => this.#context.load(`hap/${key}`) ?? undefined,
      put: (key, document) => this.#keep(`hap/${key}`, document ?? null),
    });
    const { port, lan, version } = this.#settings;
    const settings = { identity, version, lan, onTrouble: this.#trouble };
    if (index === 0) return openBridge(this.#hap, accessories, { ...settings, port });
    try {
      return await openBridge(this.#hap, accessories, { ...settings, port: port === 0 ? 0 : port + index });
    } catch {
      return openBridge(this.#hap, accessories, { ...settings, port: 0 });
    }
  }

  #made(device: Device, shape: string, bridge: number): Shown {
    const { home } = this.#context;
    const look = this.#lookAt(device.id);
    const services = servicesOf(device, home.home.locale, this.#places.isTelevision(device));
    const made = exported(device, services, {
      hap: this.#hap,
      look,
      version: this.#settings.version,
      locale: home.home.locale,
      reachable: () => home.reachable(device.id),
      write: async (service, { is }, value, connection) => {
        const pairing = connection.username ?? '';
        const status = await this.#writer.write({ connection, pairing, service, look, device: device.id, characteristic: is, value });
        this.#after(device.id, service).catch(() => undefined);
        return status;
      },
    });
    return Object.assign(made, { bridge, shape, lags: services.some(({ is }) => lagging.has(is)) });
  }

  #lookAt(id: string): Look {
    const { home } = this.#context;
    return {
      value: (attribute) => home.value(id, attribute),
      confirmed: (attribute) => (this.#context.confirmed === undefined ? home.value(id, attribute) : this.#context.confirmed(id, attribute)),
    };
  }

  /** The library takes what was written for the truth; what was decided may be something else. */
  async #after(device: string, service: ServiceSketch): Promise<void> {
    if (service.momentary === true) await this.#context.clock.sleep(samePressMs, this.#ending.signal);
    else await setImmediate();
    const shown = this.#shown.get(device);
    if (shown === undefined || this.#ending.signal.aborted) return;
    shown.show();
    if (shown.lags) this.#watch(shown);
  }

  /** Looks after a device that is on its way until it has arrived: what it says in between is published to nobody. */
  #watch({ device: { id } }: Shown): void {
    if (this.#watched.has(id)) return;
    this.#watched.add(id);
    const { clock, home } = this.#context;
    const { confirmed } = this.#lookAt(id);
    const arrived = (): boolean => travelling.every((attribute) => confirmed(attribute) === home.value(id, attribute));
    const look = async (): Promise<void> => {
      for (let waitedMs = 0; !arrived() && waitedMs < watchMs; waitedMs += lookMs) {
        await clock.sleep(lookMs, this.#ending.signal);
        this.#shown.get(id)?.show();
      }
    };
    look()
      .catch(() => undefined)
      .finally(() => this.#watched.delete(id));
  }

  #keep(key: string, document: unknown): void {
    const kept = this.#context.saveNow?.(key, document);
    if (kept === undefined) this.#context.save(key, document);
    else kept.catch(() => this.#trouble('HomeKit: keys or pairings could not be kept'));
  }
}

/** Services that tell apart where a thing is and where it goes. */
const lagging: ReadonlySet<ServiceSketch['is']> = new Set(['WindowCovering', 'Door', 'Window', 'GarageDoorOpener', 'LockMechanism', 'Valve']);
const travelling: readonly Attribute[] = ['openPercent', 'locked', 'on'];
const lookMs = 500;
/** The slowest curtain has arrived by then. */
const watchMs = 120_000;

function shapeOf(device: Device, locale: string, asTelevision: boolean): string {
  const { kind, options, limits, state } = device;
  return JSON.stringify([kind, Object.keys(state).toSorted(), options, limits, locale, asTelevision && device.kind === 'tv' ? device.name : '']);
}
