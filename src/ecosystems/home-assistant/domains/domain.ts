import type { Command } from '../../../core/claim.ts';
import type { Attribute, Device, Kind, Value } from '../../../core/home.ts';
import type { EntityState } from '../messages.ts';

export type Values = Readonly<Partial<Record<Attribute, Value>>>;

/** What an entity is to us. Its attributes are the keys of `values`, the same whatever state it is in. */
export interface Facts extends Partial<Pick<Device, 'options' | 'limits'>> {
  readonly kind: Kind;
  readonly values: Values;
}

/** Why an entity is no device here. */
export type Reason =
  | 'disabled'
  | 'hidden'
  | 'a-setting'
  | 'ours'
  | 'a-group'
  | 'a-tracker-of-a-person'
  | 'acts-by-itself'
  | 'a-moment'
  | 'a-place'
  | 'a-diary'
  | 'a-picture'
  | 'a-maintenance-notice'
  | 'a-part-of-its-own-assistant'
  | 'a-bare-value'
  | 'not-known';

/** One service call, without the entity that it is for. */
export interface Call {
  readonly domain: string;
  readonly service: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The units in which a Home Assistant gives what it converts by itself. */
export interface Units {
  readonly fahrenheit: boolean;
}

/** One of Home Assistant's domains: what its entities are here, and how they are moved. Pure. */
export interface Domain {
  facts(state: EntityState, units: Units): Facts | { readonly leftOut: Reason };
  /** The calls that carry out a command, in order; none where this entity can't do it. Absent: it can only be read. */
  calls?(command: Command, state: EntityState, units: Units): readonly Call[];
  /** How long its commands travel, ms, where that is longer than usual. */
  readonly travelMs?: number;
  /** `unknown` is the usual state of what has none, such as a button. */
  readonly stateless?: true;
}

/** A domain that is no device, and why. */
export const noDevice = (leftOut: Reason): Domain => ({ facts: () => ({ leftOut }) });
