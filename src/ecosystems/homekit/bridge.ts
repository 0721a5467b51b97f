import { once } from 'node:events';
import type { Accessory, Bridge } from '@homebridge/hap-nodejs';
import { EntenteError } from '../../core/errors.ts';
import { admitLoopbackOnly, listenerOf } from './guard.ts';
import type { BridgeIdentity } from './identity.ts';
import type { Hap } from './library.ts';

export interface BridgeSettings {
  readonly identity: BridgeIdentity;
  readonly version: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether the home's network may come in and is told of us. */
  readonly lan: boolean;
  readonly onTrouble: (trouble: string) => void;
}

/** One published bridge. */
export interface OpenBridge {
  readonly port: number;
  /** What the QR code says. */
  readonly setupUri: string;
  /** The controllers that are paired, by the ids that they gave themselves. */
  paired(): readonly string[];
  /** Ends a pairing and its connections. The last administrator takes the others along. False when there is none of that id. */
  unpair(pairing: string): boolean;
  add(accessories: readonly Accessory[]): void;
  remove(accessories: readonly Accessory[]): void;
  /** Closes it; with `forget` its keys, pairings and numbers go too. */
  close(forget?: boolean): Promise<void>;
}

/** The most accessories behind one bridge (HAP specification R2, §2.5.3.2), the bridge itself not counted. */
export const mostAccessories = 149;

/** Publishes a bridge with its first accessories. @throws EntenteError `ecosystems/port-taken`, `ecosystems/failed` */
export async function openBridge(hap: Hap, accessories: readonly Accessory[], settings: BridgeSettings): Promise<OpenBridge> {
  const { identity, onTrouble } = settings;
  const name = `Entente ${identity.id.slice(-5).replace(':', '')}`;
  const bridge = new hap.Bridge(name, hap.uuid.generate(`entente:${identity.id}`));
  bridge
    .getService(hap.Service.AccessoryInformation)
    ?.setCharacteristic(hap.Characteristic.Manufacturer, 'Entente')
    .setCharacteristic(hap.Characteristic.Model, 'Entente hub')
    .setCharacteristic(hap.Characteristic.SerialNumber, identity.id)
    .setCharacteristic(hap.Characteristic.FirmwareRevision, settings.version);
  // Its own way of telling is the console, with names in it.
  bridge.on('characteristic-warning', ({ type, characteristic }) => {
    const grade: string = type;
    if (grade !== 'debug-message') onTrouble(`HomeKit: ${grade} for ${characteristic.displayName}`);
  });
  // A device that comes back keeps its number.
  bridge.disableUnusedIDPurge();
  bridge.addBridgedAccessories([...accessories]);
  const { listener, connections } = await publish(hap, bridge, settings);
  try {
    if (!listener.listening) await once(listener, 'listening');
  } catch (cause) {
    await bridge.unpublish().catch(() => undefined);
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw taken
      ? new EntenteError('ecosystems/port-taken', `port ${settings.port} for HomeKit is taken`, { cause })
      : new EntenteError('ecosystems/failed', 'HomeKit cannot listen', { cause });
  }
  listener.on('error', () => onTrouble('HomeKit: the listening socket failed'));
  const address = listener.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : settings.port,
    setupUri: bridge.setupURI(),
    paired: () => Object.keys(bridge._accessoryInfo?.pairedClients ?? {}),
    unpair: (pairing) => unpair(bridge, connections, pairing),
    add: (added) => bridge.addBridgedAccessories([...added]),
    remove: (removed) => bridge.removeBridgedAccessories([...removed]),
    close: async (forget = false) => {
      await (forget ? bridge.destroy() : bridge.unpublish());
      bridge.removeAllListeners();
    },
  };
}

async function publish(hap: Hap, bridge: Bridge, { identity, port, lan }: BridgeSettings): Promise<ReturnType<typeof listenerOf>> {
  const publishing = bridge.publish.bind(bridge, {
    username: identity.id,
    pincode: identity.setupCode,
    setupID: identity.setupId,
    category: bridgeCategory,
    port,
    addIdentifyingMaterial: false,
    ...(!lan && { bind: '0.0.0.0' }),
  });
  await (lan ? publishing() : hap.silently(publishing));
  // No connection can have come in yet: nothing has waited for the event loop.
  const listening = listenerOf(bridge._server);
  if (!lan) admitLoopbackOnly(listening.listener);
  return listening;
}

/** Accessory category 2 (HAP specification R2, §13). */
const bridgeCategory = 2;

function unpair(bridge: Bridge, connections: Iterable<unknown>, pairing: string): boolean {
  const info = bridge._accessoryInfo;
  if (info === undefined || info === null || !info.isPaired(pairing)) return false;
  const gone = new Set([pairing]);
  const administrators = info.listPairings().filter(({ username }) => username !== pairing && info.hasAdminPermissions(username));
  if (administrators.length === 0) for (const { username } of info.listPairings()) gone.add(username);
  for (const one of gone) delete info.pairedClients[one];
  info.pairedAdminClients = administrators.length;
  info.save();
  for (const connection of connections) {
    if (typeof connection !== 'object' || connection === null || !('close' in connection) || typeof connection.close !== 'function') continue;
    const username: unknown = Reflect.get(connection, 'username');
    if (typeof username === 'string' && gone.has(username)) connection.close();
  }
  bridge._advertiser?.updateAdvertisement();
  return true;
}
