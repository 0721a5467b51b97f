import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Attribute, Value } from '../../src/core/home.ts';
import { ask, signedIn } from './call.ts';
import { parseHome, type LiveDevice, type LiveHome } from './shapes.ts';

export type Values = Readonly<Partial<Record<Attribute, Value>>>;

/** One device as the page follows it, in signals of its own: a change redraws one tile. */
export interface Followed {
  readonly id: string;
  readonly device: Signal<LiveDevice>;
  /** What was just asked for here and is not confirmed yet. */
  readonly wishes: Signal<Values>;
  /** What the page shows: the wish, else what the hub last said. */
  readonly values: ReadonlySignal<Values>;
}

/** The home's names and rooms, without live state; `undefined` until it was read. */
export const home = signal<LiveHome | undefined>(undefined);
/** In the home's order. */
export const followed = signal<readonly Followed[]>([]);

const byId = new Map<string, Followed>();

export function followedDevice(id: string): Followed | undefined {
  return byId.get(id);
}

/** A device's name, or its id when it is gone. */
export function deviceName(id: string): string {
  return byId.get(id)?.device.value.name ?? id;
}

/** What was told while the home was being read: the answer may be older than it. */
const readings = new Set<(() => void)[]>();

/** Reads the whole home anew. @throws CallError */
export async function loadHome(): Promise<void> {
  const toldMeanwhile: (() => void)[] = [];
  readings.add(toldMeanwhile);
  try {
    take(parseHome(await ask('GET', '/v1/home')));
    for (const tell of toldMeanwhile) tell();
  } finally {
    readings.delete(toldMeanwhile);
  }
}

function take(next: LiveHome): void {
  signedIn.value = true;
  for (const device of next.devices) {
    const known = byId.get(device.id);
    if (known) known.device.value = device;
    else byId.set(device.id, follow(device));
  }
  followed.value = next.devices.flatMap((device) => byId.get(device.id) ?? []);
  home.value = next;
}

function follow(device: LiveDevice): Followed {
  const live = signal(device);
  const wishes = signal<Values>({});
  return { id: device.id, device: live, wishes, values: computed(() => ({ ...live.value.state, ...wishes.value })) };
}

function told(tell: () => void): void {
  tell();
  for (const toldMeanwhile of readings) toldMeanwhile.push(tell);
}

/** The hub says so. What was wished for is over. */
export function applyState(id: string, attribute: Attribute, value: Value): void {
  told(() => setState(id, attribute, value));
}

function setState(id: string, attribute: Attribute, value: Value): void {
  const known = byId.get(id);
  if (!known) return;
  const { [attribute]: wish, ...otherWishes } = known.wishes.value;
  if (wish !== undefined) known.wishes.value = otherWishes;
  const device = known.device.value;
  if (device.state[attribute] !== value) known.device.value = { ...device, state: { ...device.state, [attribute]: value } };
}

export function applyReachable(id: string, reachable: boolean): void {
  told(() => setReachable(id, reachable));
}

function setReachable(id: string, reachable: boolean): void {
  const known = byId.get(id);
  if (known && known.device.value.reachable !== reachable) known.device.value = { ...known.device.value, reachable };
}

/** Shows a wish at once. It ends when the hub tells the state, when it is taken back, or after ten seconds. */
export function wish(id: string, attribute: Attribute, value: Value): void {
  const known = byId.get(id);
  if (!known) return;
  known.wishes.value = { ...known.wishes.value, [attribute]: value };
  setTimeout(() => known.wishes.value[attribute] === value && takeBack(id, attribute), 10_000);
}

export function takeBack(id: string, attribute: Attribute): void {
  const known = byId.get(id);
  if (!known) return;
  const { [attribute]: _, ...rest } = known.wishes.value;
  known.wishes.value = rest;
}
