/** How virtual devices move: pure, from a device, its values and a command to what it does when. Times count from the moment it obeys. */
import type { Command } from '../../core/claim.ts';
import { attributes, type Attribute, type Device, type Kind, type Value } from '../../core/home.ts';
import type { Action } from '../../core/step.ts';

export type Values = Readonly<Partial<Record<Attribute, Value>>>;

/** What a device does over time in one respect. A later course of the same respect takes its place. */
export interface Course {
  readonly of: Attribute;
  /** In order of time. Without frames it only ends what went on. */
  readonly frames: readonly Frame[];
}

export interface Frame {
  readonly afterMs: number;
  readonly values: Values;
}

export interface Reaction {
  /** What changes at once. */
  readonly now: Values;
  readonly courses: readonly Course[];
  /** Courses that end at once, at their goal. */
  readonly finish: readonly Attribute[];
}

/** What the device does when it obeys. What it lacks it ignores. */
export function react(device: Device, values: Values, command: Command): Reaction {
  const parts = command.run === undefined ? [] : [run(device, values, command.run)];
  for (const attribute of attributes) {
    const value = command.set?.[attribute];
    if (value !== undefined && attribute in device.state) parts.push(set(device, values, attribute, value, command));
  }
  return {
    now: merged(parts.map(({ now = {} }) => now)),
    courses: parts.flatMap(({ courses = [] }) => courses),
    finish: parts.flatMap(({ finish = [] }) => finish),
  };
}

/** What goes on by itself in a device whose process was away: cleaning, boiling, washing. Begun anew. */
export function resume(device: Device, values: Values): readonly Course[] {
  const { activity, on } = values;
  if (activity === 'cleaning' || activity === 'mowing') return [work(activity)];
  if (activity === 'returning') return [wayHome];
  return on === true ? programme(device) : [];
}

/** How long a command needs until its whole effect shows, ms. */
export function travelMs(device: Device, values: Values, command: Command): number {
  const ends = react(device, values, command).courses.map(({ of, frames }) => (ownLife.has(of) ? 0 : (frames.at(-1)?.afterMs ?? 0)));
  return Math.max(0, ...ends) + 200;
}

type Part = Partial<Reaction>;

/** Courses that are the device's own life, not the way to what was ordered. */
const ownLife: ReadonlySet<Attribute> = new Set(['activity', 'on']);

function set(device: Device, values: Values, attribute: Attribute, value: Value, command: Command): Part {
  switch (attribute) {
    case 'on':
      return value === true ? switchOn(device, values, command) : switchOff(device);
    case 'brightnessPercent':
      if (typeof value !== 'number') return {};
      if (value === 0) return switchOff(device);
      return { now: 'on' in device.state ? { on: true } : {}, courses: [ramp(attribute, values.brightnessPercent, value, 500, 100)] };
    case 'openPercent':
      if (typeof value !== 'number') return {};
      return {
        courses: [ramp(attribute, values.openPercent, value, ((wholeWayMs[device.kind] ?? 8_000) * wayPercent(values.openPercent, value)) / 100, 1_000)],
      };
    case 'locked':
      return { courses: [{ of: attribute, frames: [{ afterMs: 800, values: { locked: value } }] }] };
    case 'activity':
      if (value === 'cleaning' || value === 'mowing') return { now: { activity: value }, courses: [work(value)] };
      if (value === 'returning' || value === 'docked') return returnHome(values);
      return { now: { activity: value }, courses: [{ of: attribute, frames: [] }] };
    default:
      return { now: { [attribute]: value } };
  }
}

/** A lamp comes back as bright as it was; what draws power draws it; what runs a programme begins it. */
function switchOn(device: Device, values: Values, command: Command): Part {
  const power = device.state.powerWatts;
  const restored = 'brightnessPercent' in device.state && command.set?.brightnessPercent === undefined;
  return {
    now: { on: true, ...(power !== undefined && { powerWatts: typeof power === 'number' && power > 0 ? power : 45 }), ...running(device) },
    courses: [
      ...(restored ? [{ of: 'brightnessPercent', frames: [{ afterMs: 150, values: { brightnessPercent: values.brightnessPercent ?? 100 } }] } as const] : []),
      ...programme(device),
    ],
  };
}

/** A lamp that is being dimmed keeps where it was going as its stored brightness. */
function switchOff(device: Device): Part {
  return {
    now: {
      ...('on' in device.state && { on: false }),
      ...('powerWatts' in device.state && { powerWatts: 0 }),
      ...('playback' in device.state && { playback: 'stopped' }),
      ...(programmeMs[device.kind] !== undefined && 'status' in device.state && { status: 'idle' }),
    },
    courses: [{ of: 'on', frames: [] }],
    finish: ['brightnessPercent'],
  };
}

function run(device: Device, values: Values, action: Action): Part {
  switch (action) {
    case 'start-cleaning':
    case 'clean-room':
      return { now: { activity: 'cleaning' }, courses: [work('cleaning')] };
    case 'start-mowing':
      return { now: { activity: 'mowing' }, courses: [work('mowing')] };
    case 'return-to-dock':
      return returnHome(values);
    case 'next-track':
    case 'previous-track':
      return 'playback' in device.state ? { now: { playback: 'playing' } } : {};
    // A scene moves nothing by itself: its members are claimed one by one. A button is pressed, and that is all.
    case 'activate':
    case 'press':
      return {};
  }
}

/** From one value to another in even steps. From the unknown it is there at once. */
function ramp(of: Attribute, from: Value | undefined, to: number, overMs: number, everyMs: number): Course {
  if (typeof from !== 'number') return { of, frames: [{ afterMs: 0, values: { [of]: to } }] };
  const steps = Math.max(1, Math.ceil(overMs / everyMs));
  const at = (step: number): number => (step === steps ? to : Math.round(from + ((to - from) * step) / steps));
  const frames = Array.from({ length: steps }, (_, index) => ({ afterMs: Math.round((overMs * (index + 1)) / steps), values: { [of]: at(index + 1) } }));
  return { of, frames };
}

const wayPercent = (from: Value | undefined, to: number): number => Math.abs(to - (typeof from === 'number' ? from : 0));

const wholeWayMs: Partial<Record<Kind, number>> = { 'garage-door': 12_000, gate: 12_000, window: 5_000, door: 3_000, valve: 2_000 };

const returningMs = 20_000;
const wayHome: Course = { of: 'activity', frames: [{ afterMs: returningMs, values: { activity: 'docked' } }] };

function returnHome({ activity }: Values): Part {
  return activity === 'docked' ? { now: { activity } } : { now: { activity: 'returning' }, courses: [wayHome] };
}

function work(activity: 'cleaning' | 'mowing'): Course {
  const doneMs = activity === 'cleaning' ? 20 * 60_000 : 60 * 60_000;
  return {
    of: 'activity',
    frames: [
      { afterMs: doneMs, values: { activity: 'returning' } },
      { afterMs: doneMs + returningMs, values: { activity: 'docked' } },
    ],
  };
}

/** What switches itself off when it is ready. */
const programmeMs: Partial<Record<Kind, number>> = { kettle: 4 * 60_000, washer: 45 * 60_000, dryer: 60 * 60_000, dishwasher: 90 * 60_000 };

function programme(device: Device): readonly Course[] {
  const afterMs = programmeMs[device.kind];
  if (afterMs === undefined) return [];
  return [
    {
      of: 'on',
      frames: [{ afterMs, values: { on: false, ...('powerWatts' in device.state && { powerWatts: 0 }), ...('status' in device.state && { status: 'done' }) } }],
    },
  ];
}

function running(device: Device): Values {
  return programmeMs[device.kind] !== undefined && 'status' in device.state ? { status: 'running' } : {};
}

function merged(all: readonly Values[]): Values {
  return Object.assign({}, ...all);
}
