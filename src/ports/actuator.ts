import type { Command } from '../core/claim.ts';
import type { Attribute, Value } from '../core/home.ts';
import type { Step } from '../core/step.ts';

/** The way to every device, whatever ecosystem it is in: the open `DeviceSession`s as one. Only the arbiter holds it. */
export interface Actuator {
  /**
   * Sends one command. Resolves when the device's protocol acknowledged it.
   * @throws EntenteError `…/unreachable` when it surely did not arrive, anything else when it failed
   */
  send(command: Command, signal: AbortSignal): Promise<void>;
  /** Reads the device now. @throws EntenteError `…/unreachable` */
  read(device: string, signal: AbortSignal): Promise<Readonly<Partial<Record<Attribute, Value>>>>;
  /** How long such a command usually travels, ms; `undefined` when unknown (2 s are assumed). */
  travelMs(command: Command): number | undefined;
  /** The steps that a scene, script or group stands for, as `DeviceSession.members` has it; `undefined` when they are not known. */
  members?(device: string): readonly Step[] | undefined;
}
