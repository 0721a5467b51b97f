import type { Clock } from '../core/clock.ts';
import type { Command } from '../core/claim.ts';
import type { Attribute, Device, Floor, Room, Value } from '../core/home.ts';
import type { Step } from '../core/step.ts';

/** What a device says of itself. */
export interface StateReport {
  readonly device: string;
  readonly values?: Readonly<Partial<Record<Attribute, Value>>>;
  /** Change of reachability; a report without it leaves it as it is. */
  readonly reachable?: boolean;
  /** The command it answers, where the protocol tells (Home Assistant's context). */
  readonly commandId?: string;
  /** True when it answers a reading of ours that began before: it confirms, it is nobody at the device. */
  readonly reading?: true;
}

export interface DeviceSourceContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Every change, also those nobody asked for. Never throws. */
  report(report: StateReport): void;
  /** The inventory changed: all devices of this source as they now are, with the rooms and floors that it knows. */
  inventory(devices: readonly Device[], places?: { readonly floors?: readonly Floor[]; readonly rooms?: readonly Room[] }): void;
  /** The devices of this source as the home has them now: all there is for a source without an inventory of its own (virtual). */
  devices?(): readonly Device[];
  /** The rooms and floors as the home has them now, so that a place that it has already is not made a second time. */
  places?(): { readonly floors: readonly Floor[]; readonly rooms: readonly Room[] };
  /** A small document of the source's own, kept over restarts; last one wins. */
  load(key: string): unknown;
  save(key: string, document: unknown): void;
}

/** An ecosystem through which we move devices: virtual, Home Assistant, MQTT. */
export interface DeviceSource {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  connect(settings: unknown, context: DeviceSourceContext): Promise<DeviceSession>;
}

export interface DeviceSession extends AsyncDisposable {
  /**
   * Sends one command. Resolves when the device's protocol acknowledged it; its effect comes with reports.
   * @throws EntenteError `…/unreachable`, `…/failed`
   */
  send(command: Command, signal: AbortSignal): Promise<void>;
  /** Reads the device now. @throws EntenteError `…/unreachable` */
  read(device: string, signal: AbortSignal): Promise<Readonly<Partial<Record<Attribute, Value>>>>;
  /** How long such a command usually travels, ms; `undefined` when unknown (2 s are assumed). */
  travelMs?(command: Command): number | undefined;
  /** Names, kinds, rooms or devices changed in the home: `DeviceSourceContext.devices` answers differently now. */
  homeChanged?(): void;
  /**
   * What activating a scene or script (or moving a group) does, as steps for its members. Where this is known the arbiter claims these in its place, so
   * that every lamp of a scene passes its own fence, and then sends the `activate` itself to no device. `undefined` where it is not known: then the
   * scene is one device like any other, and `activate` is sent. A member that is itself a scene is expanded in turn; one seen before is left out.
   */
  members?(device: string): readonly Step[] | undefined;
}
