import * as v from 'valibot';
import { attributes, kinds, type Attribute, type Device, type Home } from '../../src/core/home.ts';
import { actions } from '../../src/core/step.ts';

/** A device as the page holds it: `state` is live. */
export interface LiveDevice extends Device {
  readonly reachable: boolean;
}

export interface LiveHome extends Home {
  readonly devices: readonly LiveDevice[];
}

const ValueShape = v.nullable(v.union([v.boolean(), v.number(), v.string()]));
const words = v.optional(v.array(v.string()), []);
const Named = { id: v.string(), name: v.string(), aliases: words };

const isAttribute = (name: string): name is Attribute => attributes.some((attribute) => attribute === name);

/** Keeps what the page knows how to show; a newer hub may have more. */
function byAttribute<T>(values: Readonly<Record<string, T>>): Partial<Record<Attribute, T>> {
  const known: Partial<Record<Attribute, T>> = {};
  for (const [name, value] of Object.entries(values)) if (isAttribute(name)) known[name] = value;
  return known;
}

const DeviceShape = v.pipe(
  v.object({
    ...Named,
    room: v.optional(v.string()),
    kind: v.fallback(v.picklist(kinds), 'other'),
    risky: v.optional(v.boolean(), false),
    exposed: v.optional(v.boolean(), true),
    options: v.optional(v.record(v.string(), v.array(v.string())), {}),
    limits: v.optional(v.record(v.string(), v.object({ min: v.optional(v.number()), max: v.optional(v.number()), step: v.optional(v.number()) })), {}),
    state: v.record(v.string(), ValueShape),
    reachable: v.optional(v.boolean(), true),
  }),
  v.transform(({ room, limits, ...rest }): LiveDevice => ({
    ...rest,
    ...(room === undefined ? {} : { room }),
    options: byAttribute(rest.options),
    limits: byAttribute(Object.fromEntries(Object.entries(limits).map(([name, range]) => [name, withoutAbsent(range)]))),
    state: byAttribute(rest.state),
  })),
);

const HomeShape = v.pipe(
  v.object({
    name: v.string(),
    locale: v.optional(v.string(), 'zh-CN'),
    timeZone: v.optional(v.string(), 'Asia/Shanghai'),
    floors: v.optional(v.array(v.object(Named)), []),
    rooms: v.optional(v.array(v.object({ ...Named, floor: v.optional(v.string()) })), []),
    people: v.optional(v.array(v.object({ ...Named, role: v.picklist(['owner', 'adult', 'child', 'guest']) })), []),
    devices: v.array(DeviceShape),
  }),
  v.transform(({ rooms, ...rest }): LiveHome => ({
    ...rest,
    rooms: rooms.map(({ floor, ...room }) => ({ ...room, ...(floor === undefined ? {} : { floor }) })),
  })),
);

const StepShape = v.object({
  device: v.string(),
  do: v.picklist(['set', 'adjust', 'toggle', 'run']),
  attribute: v.optional(v.picklist(attributes)),
  value: v.optional(ValueShape),
  by: v.optional(v.number()),
  action: v.optional(v.picklist(actions)),
});
/** A step as it is told: what a newer hub adds is left out. */
export type ToldStep = v.InferOutput<typeof StepShape>;

const ResultShape = v.object({
  device: v.optional(v.string()),
  attribute: v.optional(v.picklist(attributes)),
  result: v.picklist(['done', 'pending', 'already', 'lost', 'refused', 'failed', 'unknown']),
  because: v.optional(v.string()),
});
export type ToldResult = v.InferOutput<typeof ResultShape>;

const ReceiptShape = v.object({
  id: v.string(),
  atMs: v.number(),
  decisionMs: v.fallback(v.number(), 0),
  windowMs: v.fallback(v.number(), 0),
  claims: v.array(
    v.object({
      source: v.string(),
      origin: v.string(),
      arrivedAtMs: v.number(),
      steps: v.array(v.object({ ...StepShape.entries, result: ResultShape.entries.result, because: v.optional(v.string()), rule: v.optional(v.number()) })),
    }),
  ),
});
export type ToldReceipt = v.InferOutput<typeof ReceiptShape>;

const ChoiceShape = v.object({ say: v.string() });
const PartShape = { confirm: v.optional(v.boolean()), choices: v.optional(v.array(ChoiceShape)) };
const TurnShape = v.object({
  ...PartShape,
  turnId: v.string(),
  outcome: v.picklist(['act', 'answer', 'ask', 'decline', 'none']),
  say: v.string(),
  receiptId: v.optional(v.string()),
  steps: v.optional(v.array(StepShape), []),
  reads: v.optional(v.array(v.object({ device: v.string() })), []),
  results: v.optional(v.array(ResultShape), []),
  skill: v.optional(v.string()),
  parts: v.optional(v.array(v.object(PartShape)), []),
});
export type ToldTurn = v.InferOutput<typeof TurnShape>;

export const AppointmentShape = v.object({
  id: v.string(),
  kind: v.fallback(v.picklist(['timer', 'alarm', 'later']), 'later'),
  name: v.optional(v.string()),
  room: v.optional(v.string()),
  dueAtMs: v.optional(v.number()),
  remainingMs: v.optional(v.number()),
  say: v.optional(v.string()),
  ringing: v.optional(v.boolean()),
  paused: v.optional(v.boolean()),
  missed: v.optional(v.string()),
});
export type ToldAppointment = v.InferOutput<typeof AppointmentShape>;

export const ListShape = v.object({ name: v.string(), items: v.array(v.object({ item: v.string(), done: v.optional(v.boolean(), false) })) });
export type ToldList = v.InferOutput<typeof ListShape>;

export const parseHome = v.parser(HomeShape);
export const parseReceipt = v.parser(ReceiptShape);
export const parseReceipts = v.parser(v.array(ReceiptShape));
export const parseTurn = v.parser(TurnShape);
export const parseDecision = v.parser(v.object({ receiptId: v.optional(v.string()), results: v.array(ResultShape) }));
export const parseError = v.safeParser(v.object({ error: v.object({ code: v.string(), message: v.string() }) }));
export const parseDelta = v.parser(v.object({ text: v.string() }));
export const parseStateEvent = v.safeParser(v.object({ device: v.string(), attribute: v.picklist(attributes), value: ValueShape }));
export const parseReachableEvent = v.safeParser(v.object({ device: v.string(), reachable: v.boolean() }));
export const parseDecisionEvent = v.safeParser(v.object({ receiptId: v.string() }));

function withoutAbsent(range: object) {
  const present: { min?: number; max?: number; step?: number } = {};
  for (const key of ['min', 'max', 'step'] as const) {
    const value: unknown = Reflect.get(range, key);
    if (typeof value === 'number') present[key] = value;
  }
  return present;
}
