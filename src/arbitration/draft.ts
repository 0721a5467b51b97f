import { randomUUID } from 'node:crypto';
import type { Command } from '../core/claim.ts';
import type { Attribute, Device } from '../core/home.ts';
import type { Action } from '../core/step.ts';
import type { Lane } from './order.ts';
import type { Settable } from './values.ts';

/** A command in the making: what one claim wants of one family of one device. */
export class Draft {
  readonly lane: Lane;
  readonly commandId: string = randomUUID();
  /** All of it comes from a finger or an automation. */
  replaceable: boolean;
  risky = false;
  relative = false;
  readonly #device: Device;
  readonly #set = new Map<Attribute, Settable>();
  #run: { readonly action: Action; readonly room: string | undefined } | undefined;

  constructor(lane: Lane, device: Device, replaceable: boolean) {
    this.lane = lane;
    this.#device = device;
    this.replaceable = replaceable;
  }

  get isEmpty(): boolean {
    return this.#run === undefined && this.#set.size === 0;
  }

  run(action: Action, room: string | undefined): void {
    this.#run = { action, room };
  }

  /** A later step of the claim outdoes an earlier one. A lamp at 0 % is off, and one that is lit is not off. */
  set(attribute: Attribute, value: Settable, relative: boolean): void {
    this.relative ||= relative;
    const lamp = this.lane.family === 'light' && 'on' in this.#device.state;
    if (lamp && attribute === 'brightnessPercent' && value === 0) {
      this.#set.delete('brightnessPercent');
      this.#set.set('on', false);
      return;
    }
    if (lamp && attribute === 'brightnessPercent' && this.#set.get('on') === false) this.#set.delete('on');
    if (lamp && attribute === 'on' && value === false) this.#set.delete('brightnessPercent');
    this.#set.set(attribute, value);
  }

  target(attribute: Attribute): Settable | undefined {
    return this.#set.get(attribute) ?? (attribute === 'on' ? this.#implied() : undefined);
  }

  /** What it sets and what that implies. */
  targets(): ReadonlyMap<Attribute, Settable> {
    const implied = this.#implied();
    return implied === undefined ? this.#set : new Map([...this.#set, ['on', implied]]);
  }

  command(): Command {
    const { commandId } = this;
    const device = this.#device.id;
    if (this.#run === undefined) return { commandId, device, set: Object.fromEntries(this.#set) };
    const { action, room } = this.#run;
    return { commandId, device, run: action, ...(room === undefined ? {} : { room }) };
  }

  #implied(): true | undefined {
    const lights = this.lane.family === 'light' && 'on' in this.#device.state && this.#set.has('brightnessPercent') && !this.#set.has('on');
    return lights ? true : undefined;
  }
}
