/** A step as a wish: what it is compared as, and what it comes to. Pure. */
import type { Device, Value } from '../core/home.ts';
import type { Step } from '../core/step.ts';
import type { Wish } from './contests.ts';
import { adjusted, flipped } from './values.ts';
import type { Settable } from './values.ts';

/** A step that changes an attribute. */
export type Change = Exclude<Step, { readonly do: 'run' }>;

/** A lamp's brightness 0 is off. */
export function asCompared(device: Device, step: Change): Change {
  return dims(device, step) ? { device: step.device, do: 'set', attribute: 'on', value: false } : step;
}

/** Whether it sets a lamp's brightness to 0: HomeKit's way to dim to nothing, and to switch off. */
export function dims(device: Device, step: Change): boolean {
  return step.do === 'set' && step.attribute === 'brightnessPercent' && step.value === 0 && device.kind === 'light' && 'on' in device.state;
}

/** The value that it comes to; `undefined` where that cannot be known. */
export function valueOf(device: Device, step: Change, before: Value): Settable | undefined {
  if (step.do === 'set') return step.value;
  if (step.do === 'toggle') return before === null ? undefined : flipped(step.attribute, before);
  return typeof before === 'number' ? adjusted(device, step.attribute, before, step.by) : undefined;
}

/** An action as a wish. */
export function wishToRun(step: Step): Wish {
  return { step, value: undefined, before: null, saysRelative: true };
}
