import type { Attribute } from '../core/home.ts';

/** Attributes whose confirmed value can be relied on, by device: the device said so since it was last out of sight. */
export class Known {
  readonly #byDevice = new Map<string, Set<Attribute>>();

  has(device: string, attribute: Attribute): boolean {
    return this.#byDevice.get(device)?.has(attribute) === true;
  }

  add(device: string, attribute: Attribute): void {
    const known = this.#byDevice.get(device);
    if (known === undefined) this.#byDevice.set(device, new Set([attribute]));
    else known.add(attribute);
  }

  /** These, by default all, count no longer. */
  delete(device: string, attributes?: Iterable<Attribute>): void {
    if (attributes === undefined) this.#byDevice.delete(device);
    else for (const attribute of attributes) this.#byDevice.get(device)?.delete(attribute);
  }
}
