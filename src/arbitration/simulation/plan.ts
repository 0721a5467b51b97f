/** What a story is made of, before it is played: the truth, with which everything is compared in the end. */
import type { Origin } from '../../core/claim.ts';
import type { Attribute, Device, Value } from '../../core/home.ts';
import type { Step } from '../../core/step.ts';
import type { Settable } from '../values.ts';
import type { Nature } from './device.ts';

/** Who can claim, and how. */
export interface Source {
  readonly id: string;
  readonly origin: Origin;
  readonly viaCloud: boolean;
  /** Its messages carry ids, and come again when they are not answered. */
  readonly hasIds: boolean;
  /** Its messages say when the words were heard. */
  readonly saysWhen: boolean;
  /** It cannot say a change: it reckons a value from what it believes the state to be. */
  readonly reckons: boolean;
}

const source = (id: string, origin: Origin, more: Partial<Source> = {}): Source => ({
  id,
  origin,
  viaCloud: false,
  hasIds: false,
  saysWhen: false,
  reckons: false,
  ...more,
});

export const sources = {
  siri: source('homekit:phone', 'unsure', { reckons: true }),
  pad: source('homekit:pad', 'unsure', { reckons: true }),
  genie: source('aligenie:home', 'heard', { viaCloud: true, hasIds: true }),
  kitchen: source('microphone:kitchen', 'heard', { hasIds: true, saysWhen: true }),
  hall: source('microphone:hall', 'heard', { hasIds: true, saysWhen: true }),
  page: source('page', 'direct'),
  switch: source('switch:door', 'direct'),
  automation: source('automation', 'automation'),
  /** Apple's own automations write as Siri does. */
  tv: source('homekit:tv', 'unsure', { reckons: true }),
} as const;

/** One message of a source, as it leaves there. */
export interface Message {
  readonly id: string;
  readonly utterance: string;
  readonly source: Source;
  /** Its arrival at the hub. */
  readonly atMs: number;
  /** What was said; a source that reckons says what it makes of it when it leaves. */
  readonly wishes: readonly Step[];
  /** When it comes again, as clouds do that got no answer. */
  readonly againAtMs: readonly number[];
  /** How long before its arrival the words were heard. */
  readonly heardAgoMs: number;
  /** How wrong the clock of the source is. */
  readonly clockOffsetMs: number;
}

/** One thing that somebody wanted once. */
export interface Utterance {
  readonly id: string;
  /** A finger's is a drag: only where it ends counts. */
  readonly by: 'voice' | 'finger' | 'direct' | 'automation';
  readonly wishes: readonly Step[];
  readonly messages: readonly Message[];
  /** It is so old that nobody wants it any more. */
  readonly isStale: boolean;
}

/** What happens to the hub and its devices meanwhile. */
export type Disturbance = { readonly atMs: number } & (
  | { readonly what: 'hand'; readonly device: string; readonly values: Readonly<Partial<Record<Attribute, Settable>>> }
  | { readonly what: 'stall'; readonly forMs: number }
  | { readonly what: 'full'; readonly forMs: number }
  | { readonly what: 'crash'; readonly power: boolean; readonly downMs: number }
  | { readonly what: 'outage'; readonly device: string; readonly forMs: number; readonly noticedMs: number }
  | { readonly what: 'jump'; readonly byMs: number }
);

/** Set off by what the hub publishes. */
export interface Automation {
  readonly device: string;
  readonly attribute: Attribute;
  readonly value: Value;
  readonly steps: readonly Step[];
  readonly afterMs: number;
  /** Apple's own looks like a voice. */
  readonly source: Source;
}

export interface Plan {
  readonly seed: number;
  readonly devices: readonly { readonly device: Device; readonly nature: Nature }[];
  readonly utterances: readonly Utterance[];
  readonly disturbances: readonly Disturbance[];
  readonly automations: readonly Automation[];
  /** How far behind publication each pairing is. */
  readonly lagMs: number;
  /** When the last thing of the plan happens. */
  readonly lastMs: number;
}
