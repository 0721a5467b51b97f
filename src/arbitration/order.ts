import type { Command } from '../core/claim.ts';
import type { Attribute, Value } from '../core/home.ts';
import type { Because, StepResult } from '../core/step.ts';
import type { Contest } from './contests.ts';
import { Ends } from './ends.ts';
import { Once } from './once.ts';
import type { Settable } from './values.ts';

/** A command and its life: written down, waiting, in flight, travelling, ended. */
export interface Order {
  readonly command: Command;
  readonly lane: Lane;
  readonly fence: number;
  readonly receiptId: string;
  readonly turnId: string | undefined;
  readonly source: string;
  /** Of a finger or an automation: while it waits, a newer one of that source takes its place (rule 6). */
  readonly replaceable: boolean;
  /** What it orders, and what that implies: a brightness above 0 lights the lamp. */
  readonly targets: ReadonlyMap<Attribute, Settable>;
  /** Those of the targets, as a list. */
  readonly attributes: readonly Attribute[];
  /** What was confirmed when it was ordered. */
  readonly before: ReadonlyMap<Attribute, Value>;
  /** Between these it moves: of its target, of what was confirmed, and of all that it may find when it arrives. */
  readonly ends: ReadonlyMap<Attribute, readonly Value[]>;
  /** The contests that it acts for; those of claims that found it on its way too. */
  readonly contests: Set<Contest>;
  /** Receipts of claims that share its fate (rule 8). */
  readonly sharers: Set<string>;
  /** It has ended, in whatever way. */
  readonly ended: Once;
  /** It is written down, or withdrawn because it could not be. */
  readonly landed: Once;
  withdrawn: boolean;
  stage: 'journalling' | 'waiting' | 'in-flight' | 'travelling' | 'ended';
  result: StepResult['result'];
  because: Because | undefined;
  /** By the clock that does not jump. */
  sentAtMs: number;
  /** Of an earlier life: it has no future, but it may still travel. */
  readonly ghost: boolean;
  /** Until then it may be on its way, and a while longer what is reported is its doing. Infinity until it is acknowledged. */
  travelsUntilMs: number;
}

/** The commands of one family of one device. */
export interface Lane {
  readonly device: string;
  readonly family: string;
  /** In fence order; those being written down among them. */
  readonly waiting: Order[];
  /** In flight or travelling, in the order of sending. */
  readonly sent: Order[];
  /** Whatever was sent and may still cause reports. */
  readonly recent: Order[];
  /** The newest fence that was presented, by attribute. */
  readonly presented: Map<string, number>;
  /** The newest fence of what came about, by attribute: an older command that is still open orders nothing any more. */
  readonly done: Map<Attribute, number>;
  /** What was ordered and came about: what the device says within its tolerance means this. */
  readonly reached: Map<Attribute, Settable>;
  /** Where a command for something else moved it: the brightness, after the lamp was switched on. */
  readonly moved: Map<Attribute, { readonly value: Value; readonly atMs: number }>;
  /** What the device said last, and when. */
  readonly reported: Map<Attribute, { readonly value: Value; readonly atMs: number }>;
}

/** A new order, before it is written down. */
export function newOrder(
  known: Pick<Order, 'command' | 'lane' | 'fence' | 'receiptId' | 'turnId' | 'source' | 'replaceable' | 'targets' | 'before'> & {
    /** All that it may find when it arrives. */
    readonly origins?: ReadonlyMap<Attribute, readonly Value[]>;
  },
  ghost = false,
): Order {
  const { origins, ...kept } = known;
  const { targets, before } = kept;
  const attributes = [...targets.keys()];
  return {
    ...kept,
    ends: new Map(attributes.map((attribute) => [attribute, endsOf(targets.get(attribute), before.get(attribute), origins?.get(attribute))])),
    attributes,
    ghost,
    contests: new Set(),
    sharers: new Set(),
    ended: new Once(),
    landed: new Once(),
    withdrawn: false,
    stage: 'journalling',
    result: 'pending',
    because: undefined,
    sentAtMs: Infinity,
    travelsUntilMs: Infinity,
  };
}

function endsOf(target: Settable | undefined, before: Value = null, origins: readonly Value[] = []): readonly Value[] {
  const ends = new Ends();
  if (target !== undefined) ends.note(target);
  ends.note(before);
  ends.noteAll(origins);
  return ends.list;
}

/** After its travel time a command's reports are ours for so long. */
export const aftermathMs = 2_000;

/** The newest order of a lane that has not ended and orders this. */
export function newestOpen(lane: Lane, attribute: Attribute): Order | undefined {
  return lane.waiting.findLast(({ targets }) => targets.has(attribute)) ?? newestSent(lane, attribute);
}

/** The newest that was sent and orders this, unless a newer one has come about. */
export function newestSent({ sent, done }: Lane, attribute: Attribute): Order | undefined {
  const doneFence = done.get(attribute) ?? -1;
  return sent.findLast(({ targets, fence }) => fence > doneFence && targets.has(attribute));
}

/** What a command moves beside what it sets, so that a report of it is nobody's act (rule 10). */
export function moves(order: Order, attribute: Attribute): boolean {
  for (const target of order.attributes) if (moved[target]?.includes(attribute) === true) return true;
  return false;
}

const climateSettings = ['targetTemperatureCelsius', 'fanPercent', 'swing'] as const;
const moved: Readonly<Partial<Record<Attribute, readonly Attribute[]>>> = {
  on: ['brightnessPercent', 'color', 'colorTemperatureKelvin', 'mode', ...climateSettings],
  brightnessPercent: ['on'],
  color: ['colorTemperatureKelvin', 'brightnessPercent'],
  colorTemperatureKelvin: ['color', 'brightnessPercent'],
  mode: ['on', ...climateSettings],
};
