import { EventEmitter } from 'node:events';
import type * as HapModule from '@homebridge/hap-nodejs';
import type AdvertiserModule from '@homebridge/hap-nodejs/dist/lib/Advertiser.js';
import { EntenteError } from '../../core/errors.ts';

/** HAP-NodeJS, loaded when somebody wants HomeKit: 150 ms and 25 MB that others need not pay. */
export type Hap = typeof HapModule & {
  /** Publishes without telling the network: the advertiser that is made before `publishing` first waits is a silent one. */
  readonly silently: <Result>(publishing: () => Promise<Result>) => Promise<Result>;
};

/** Where one bridge's keys, pairings and numbers are kept. */
export interface BridgeKeeper {
  get(key: string): unknown;
  /** `undefined` removes it. */
  put(key: string, document: unknown): void;
}

/** Keepers by the bridge's id without its colons, which ends each of the library's keys. */
const keepers = new Map<string, BridgeKeeper>();
let loading: Promise<Hap> | undefined;

/** @throws EntenteError `ecosystems/not-installed` */
export async function loadHap(): Promise<Hap> {
  loading ??= load();
  return loading;
}

/** From now on what the library keeps for this bridge is kept there, and not in files of its own. */
export function keepIn(bridgeId: string, keeper: BridgeKeeper): void {
  keepers.set(plain(bridgeId), keeper);
}

async function load(): Promise<Hap> {
  // One of its dependencies puts its own stack traces in the place of everybody's.
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  try {
    const hap = await import('@homebridge/hap-nodejs');
    class Documents extends hap.HAPFileStorage {
      override getItem(key: string): unknown {
        return keeperOf(key).get(key);
      }

      override setItemSync(key: string, value: unknown): void {
        keeperOf(key).put(key, value);
      }

      override removeItemSync(key: string): void {
        keeperOf(key).put(key, undefined);
      }
    }
    const documents = new Documents();
    hap.HAPStorage.storage = () => documents;
    return { ...hap, silently: silencer((await import('@homebridge/hap-nodejs/dist/lib/Advertiser.js')).default) };
  } catch (cause) {
    throw new EntenteError('ecosystems/not-installed', 'HomeKit needs @homebridge/hap-nodejs; run npm ci', { cause });
  } finally {
    if (before === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Object.defineProperty(Error, 'prepareStackTrace', before);
  }
}

/** The library always makes an advertiser, and that one opens a multicast socket at once, whatever it is told. */
function silencer(advertisers: typeof AdvertiserModule): Hap['silently'] {
  const loud = advertisers.CiaoAdvertiser;
  const silent = new Proxy(loud, { construct: () => new SilentAdvertiser() });
  return async (publishing) => {
    if (!Reflect.set(advertisers, 'CiaoAdvertiser', silent))
      throw new EntenteError('ecosystems/failed', 'the HomeKit library cannot be kept from telling the network');
    const done = publishing();
    Reflect.set(advertisers, 'CiaoAdvertiser', loud);
    return done;
  };
}

/** Tells nobody in the network of us. */
class SilentAdvertiser extends EventEmitter {
  initPort(_port: number): void {}

  async startAdvertising(): Promise<void> {}

  updateAdvertisement(_silent?: boolean): void {}

  async destroy(): Promise<void> {}
}

function keeperOf(key: string): BridgeKeeper {
  const keeper = keepers.get(/\.([0-9A-F]{12})\.json$/.exec(key)?.[1] ?? '');
  if (keeper === undefined) throw new EntenteError('ecosystems/failed', 'HomeKit asked for a document of a bridge that is not ours');
  return keeper;
}

function plain(bridgeId: string): string {
  return bridgeId.replaceAll(':', '').toUpperCase();
}
