import { isRisky } from '../core/risk.ts';
import type { Device, Home, Person, Role } from '../core/home.ts';
import type { Step } from '../core/step.ts';

/**
 * Whether somebody of this role may do this at all. Children and guests may not do what is risky, with or without a yes; everybody else may, once it is
 * confirmed. An unknown speaker is whoever holds the hub's token, and may.
 */
export function mayDo(role: Role | undefined, step: Step, device: Device): boolean {
  return (role !== 'child' && role !== 'guest') || !isRisky(device, step);
}

/** The person with this id. */
export function personOf(home: Home, id: string | undefined): Person | undefined {
  return id === undefined ? undefined : home.people.find((person) => person.id === id);
}
