/** What has become of commands that were sent, by what their devices reported. Looks only. */
import { rangeOf } from '../core/attributes.ts';
import type { Attribute, Device, Value } from '../core/home.ts';
import type { StateStore } from '../ports/state.ts';
import type { Lane, Order } from './order.ts';
import { equalReport } from './values.ts';

/** Every target was reported since it was sent; what is only implied may have been so before. */
export function isConfirmed(order: Order, state: StateStore): boolean {
  const device = state.device(order.lane.device);
  return device !== undefined && order.attributes.every((attribute) => hasCome(order, device, attribute, state));
}

function hasCome(order: Order, device: Device, attribute: Attribute, state: StateStore): boolean {
  const target = order.targets.get(attribute) ?? null;
  const reported = order.lane.reported.get(attribute);
  const since = reported !== undefined && reported.atMs >= order.sentAtMs ? reported.value : undefined;
  const implied = order.command.set?.[attribute] === undefined;
  const value = since ?? (implied ? state.confirmed(order.lane.device, attribute) : undefined);
  if (value === undefined || !equalReport(device, attribute, value, target)) return false;
  return !staysBehind(device, attribute, value, target, order.before.get(attribute) ?? null);
}

/** A thermostat that takes whole degrees was told one more, and says what it said before. */
function staysBehind(device: Device, attribute: Attribute, value: Value, target: Value, before: Value): boolean {
  if (attribute !== 'targetTemperatureCelsius' || typeof value !== 'number' || typeof target !== 'number' || typeof before !== 'number') return false;
  const far = Math.abs(value - target);
  return far > (rangeOf(device, attribute).step ?? 0) / 2 && Math.abs(value - before) < far;
}

/** All that it ordered has come, or was ordered anew and acknowledged: of that nobody will ever see what became of it. */
export function isReplaced(order: Order, state: StateStore): boolean {
  const device = state.device(order.lane.device);
  const follows = (attribute: Attribute): boolean => isFollowed(order, (newer) => newer.targets.has(attribute) || darkens(newer, attribute));
  return (
    order.attributes.some(follows) &&
    order.attributes.every((attribute) => follows(attribute) || (device !== undefined && hasCome(order, device, attribute, state)))
  );
}

function isFollowed(order: Order, by: (newer: Order) => boolean): boolean {
  return order.lane.recent.some((other) => other.sentAtMs >= order.sentAtMs && other.fence > order.fence && by(other));
}

/** A lamp that is off tells of no brightness any more. */
function darkens({ targets, result }: Order, attribute: Attribute): boolean {
  return attribute === 'brightnessPercent' && targets.get('on') === false && result === 'done';
}

/** A late report from its way lies over what it reached. */
export function hasStrayed(order: Order, state: StateStore): boolean {
  const device = state.device(order.lane.device);
  if (device === undefined || order.attributes.every((attribute) => isFollowed(order, ({ targets }) => targets.has(attribute)))) return false;
  for (const [attribute, target] of order.targets) {
    const reported = order.lane.reported.get(attribute);
    if (reported !== undefined && !equalReport(device, attribute, reported.value, target)) return true;
  }
  return false;
}

/**
 * Calls `arrived` for the commands that are there, the oldest first. While an earlier one still travels, a report may be its doing.
 * `arrived` takes the command out of the lane.
 */
export function settleLane(lane: Lane, state: StateStore, nowMs: number, arrived: (order: Order) => void): void {
  const { sent, recent } = lane;
  if (!sent.some(({ stage }) => stage === 'travelling')) return;
  const blocked: Attribute[] = [];
  const block = (order: Order): void => {
    if (order.travelsUntilMs > nowMs) for (const attribute of order.attributes) if (!blocked.includes(attribute)) blocked.push(attribute);
  };
  // The ghost of a command that was sent again is no other command.
  const [first] = sent;
  for (const order of recent) if (order.ghost && first !== undefined && order.fence < first.fence) block(order);
  for (let index = 0; index < sent.length;) {
    const order = sent[index];
    if (order === undefined) return;
    if (order.stage === 'travelling' && !order.attributes.some((attribute) => blocked.includes(attribute))) {
      if (isConfirmed(order, state) || (order.travelsUntilMs <= nowMs && isReplaced(order, state))) {
        arrived(order);
        continue;
      }
    }
    block(order);
    index += 1;
  }
}
