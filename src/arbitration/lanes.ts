import { familyOf } from '../core/attributes.ts';
import type { Attribute, Device } from '../core/home.ts';
import type { Lane } from './order.ts';

/** Every lane there is: one for each family of each device. */
export class Lanes {
  readonly #all = new Map<string, Lane>();
  readonly #ofDevice = new WeakMap<Device, Map<Attribute | 'run', Lane>>();

  of(device: Device, attribute: Attribute | 'run'): Lane {
    // By the device as it is now: another kind has other families.
    let lanes = this.#ofDevice.get(device);
    if (lanes === undefined) {
      lanes = new Map();
      this.#ofDevice.set(device, lanes);
    }
    let lane = lanes.get(attribute);
    if (lane === undefined) {
      lane = this.#lane(device.id, familyOf(device.kind, attribute));
      lanes.set(attribute, lane);
    }
    return lane;
  }

  #lane(device: string, family: string): Lane {
    const key = `${device} ${family}`;
    let lane = this.#all.get(key);
    if (lane === undefined) {
      lane = {
        device,
        family,
        waiting: [],
        sent: [],
        recent: [],
        presented: new Map(),
        done: new Map(),
        reached: new Map(),
        moved: new Map(),
        reported: new Map(),
      };
      this.#all.set(key, lane);
    }
    return lane;
  }
}
