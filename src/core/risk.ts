import type { Device, Kind } from './home.ts';
import type { Step } from './step.ts';

/**
 * Whether a step must be confirmed by a person before it is done (contracts §2): unlocking; opening a door, gate, garage door or valve; anything with a
 * device marked `risky`. Locking and closing never are.
 */
export function isRisky(device: Device, step: Step): boolean {
  if (step.do === 'run') return device.risky;
  if (step.attribute === 'locked') return !(step.do === 'set' && step.value === true);
  if (step.attribute === 'openPercent') return (device.risky || guarded.has(device.kind)) && opens(step);
  if (step.attribute === 'on' && guarded.has(device.kind)) return device.risky || opens(step);
  return device.risky;
}

/** What lets people, cars, water or gas through. */
const guarded: ReadonlySet<Kind> = new Set(['door', 'gate', 'garage-door', 'valve']);

function opens(step: Exclude<Step, { readonly do: 'run' }>): boolean {
  if (step.do === 'adjust') return step.by > 0;
  return step.do === 'toggle' || (step.value !== 0 && step.value !== false);
}
