import type { Attribute, Device, Value } from '../core/home.ts';

/** Why a value is what it is, for the timeline and for whoever publishes it. */
export type StateOrigin =
  /** A command of ours. */
  | { readonly by: 'claim'; readonly source: string; readonly receiptId: string }
  /** A person at the device, or its own doing. */
  | { readonly by: 'device' }
  /** We asked the device, or it came back: nobody's act. */
  | { readonly by: 'reading' };

/**
 * What is known of every device. Kept by `home/`, written by `arbitration/` alone: reports of devices go to the arbiter, which knows what they mean, and
 * from there into this store.
 *
 * Two layers: the confirmed value is what the device said last, and is kept over restarts; the desired one, where there is one, lies above it while a
 * command waits or travels, and is not kept. `HomeView.value` and everything published is the desired value where there is one, else the confirmed.
 */
export interface StateStore {
  /** The device as it is named and equipped now; a look-up by id that costs no scan. */
  device(id: string): Device | undefined;
  /** False while the device cannot be reached. False for what does not exist. */
  reachable(device: string): boolean;
  /** What the device said last; `null` when it never did, `undefined` when the device lacks the attribute. */
  confirmed(device: string, attribute: Attribute): Value | undefined;
  /**
   * The device said so. Attributes that it lacks, and values out of the attribute's range, are `null` or dropped as contracts §1 has it.
   * Tells subscribers of every attribute whose visible value (desired, else confirmed) changed.
   */
  confirm(device: string, values: Readonly<Partial<Record<Attribute, Value>>>, origin: StateOrigin): void;
  /**
   * What was ordered stands above what is confirmed; `undefined` takes it away. Tells subscribers where the visible value changed: a command that failed
   * is published as the confirmed value it falls back to.
   */
  desire(device: string, attribute: Attribute, value: Exclude<Value, null> | undefined, origin: StateOrigin): void;
  /** Tells subscribers when it changed. */
  setReachable(device: string, reachable: boolean): void;
}
