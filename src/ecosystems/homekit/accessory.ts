import type { Accessory, Characteristic, HAPConnection, Service } from '@homebridge/hap-nodejs';
import type { Attribute, Device } from '../../core/home.ts';
import type { Hap } from './library.ts';
import { homeKitName } from './names.ts';
import type { CharacteristicSketch, HapValue, Look, ServiceSketch } from './services/sketch.ts';
import type { WriteStatus } from './writes.ts';

/** A device as HomeKit has it. */
export interface Exported {
  readonly device: Device;
  readonly accessory: Accessory;
  /** Shows an attribute's value now, to everybody; without one, all of them. What a controller is writing at this moment is shown once that is answered. */
  show(attribute?: Attribute): void;
  /** Takes the device's new name. */
  rename(device: Device): void;
}

export interface ExportContext {
  readonly hap: Hap;
  readonly look: Look;
  readonly version: string;
  readonly locale: string;
  reachable(): boolean;
  /** A controller wants this. */
  write(service: ServiceSketch, characteristic: CharacteristicSketch, value: HapValue, connection: HAPConnection): Promise<WriteStatus>;
}

/** Makes the accessory of a device. Its UUID comes from the device's id alone, so that names and restarts change nothing. */
export function exported(device: Device, services: readonly ServiceSketch[], context: ExportContext): Exported {
  const { hap } = context;
  const { Characteristic: types } = hap;
  const accessory = new hap.Accessory('Entente', hap.uuid.generate(`entente:${device.id}`));
  // Without a listener it prints its doubts; those that matter come by the bridge.
  accessory.on('characteristic-warning', () => undefined);
  const information = accessory.getService(hap.Service.AccessoryInformation);
  const name = information?.getCharacteristic(types.Name);
  information
    ?.setCharacteristic(types.Manufacturer, 'Entente')
    .setCharacteristic(types.Model, device.kind)
    .setCharacteristic(types.FirmwareRevision, context.version);
  const serial = information?.getCharacteristic(types.SerialNumber);
  // An id may be longer than Apple's 64 characters; cut off it would be another's.
  if (device.id.length > 64) serial?.setProps({ maxLen: 256 });
  serial?.updateValue(device.id.length > 1 ? device.id : `id:${device.id}`);

  const bound: Bound[] = [];
  const main: { service?: Service } = {};
  for (const sketch of services) {
    const service = new hap.Service[sketch.is]('', sketch.subtype);
    accessory.addService(service);
    main.service ??= service;
    if (service === main.service) service.setPrimaryService(true);
    else if (sketch.linked === true) main.service.addLinkedService(service);
    for (const characteristic of sketch.characteristics) bound.push(bind(service, sketch, characteristic, context));
  }
  let current = device;
  return {
    get device() {
      return current;
    },
    accessory,
    show: (attribute) => {
      for (const one of bound) if (attribute === undefined || one.sketch.from.includes(attribute)) one.show();
    },
    rename: (renamed) => {
      current = renamed;
      // Set past the library's check, which prints names that it doubts.
      if (name !== undefined) name.value = homeKitName(renamed.name, renamed.kind, context.locale);
    },
  };
}

interface Bound {
  readonly sketch: CharacteristicSketch;
  show(): void;
}

function bind(service: Service, sketch: ServiceSketch, { is, props, read, from }: CharacteristicSketch, context: ExportContext): Bound {
  const { hap, look } = context;
  const characteristic = service.getCharacteristic(hap.Characteristic[is]);
  const limits = { ...characteristic.props, ...props };
  const known = (): HapValue | undefined => fitting(read(look), limits);
  // The library's own first value may be none that this device can have.
  const first = known() ?? (typeof characteristic.value === 'number' ? nearest(characteristic.value, limits) : undefined);
  if (first !== undefined) characteristic.value = first;
  if (props !== undefined) {
    const { validValues, ...range } = props;
    characteristic.setProps(validValues === undefined ? range : { ...range, validValues: [...validValues] });
  }
  if (allows(characteristic, 'pr')) {
    characteristic.onGet(() => {
      const value = known();
      if (value !== undefined) return value;
      // Nothing was ever heard of it. One that can be reached is shown at its least until it tells.
      if (!context.reachable()) throw new hap.HapStatusError(-70402);
      return characteristic.value;
    });
  }
  const writing = new Set<object>();
  if (sketch.write !== undefined && allows(characteristic, 'pw')) {
    characteristic.onSet(async (value, _context, connection) => {
      if (connection === undefined || (typeof value !== 'boolean' && typeof value !== 'number' && typeof value !== 'string')) return;
      const mark = {};
      writing.add(mark);
      try {
        const status = await context.write(sketch, { is, from, read }, value, connection);
        if (status !== 0) throw new hap.HapStatusError(status);
      } finally {
        writing.delete(mark);
      }
    });
  }
  return {
    sketch: { is, from, read },
    show: () => {
      const value = known();
      if (value !== undefined && writing.size === 0) characteristic.updateValue(value);
    },
  };
}

/** Whether controllers may read (`pr`) or write (`pw`) it. */
function allows({ props }: Characteristic, what: 'pr' | 'pw'): boolean {
  const permissions: readonly string[] = props.perms;
  return permissions.includes(what);
}

interface Limits {
  readonly minValue?: number | undefined;
  readonly maxValue?: number | undefined;
  readonly validValues?: readonly number[] | undefined;
}

/** The nearest value that the characteristic admits. `undefined` for one that has no place in it. */
function fitting(value: HapValue | undefined, limits: Limits): HapValue | undefined {
  if (typeof value !== 'number') return value;
  if (limits.validValues !== undefined) return limits.validValues.includes(value) ? value : undefined;
  return nearest(value, limits);
}

function nearest(value: number, { minValue = -Infinity, maxValue = Infinity, validValues }: Limits): number {
  if (validValues !== undefined) return validValues.includes(value) ? value : (validValues[0] ?? value);
  return Math.min(maxValue, Math.max(minValue, value));
}
