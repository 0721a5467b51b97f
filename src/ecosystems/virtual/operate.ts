import * as v from 'valibot';
import { attributes, type Attribute, type Device, type Value } from '../../core/home.ts';
import type { Problem } from '../../home/problems.ts';
import { need, readWith, type Reading } from '../../home/read.ts';
import { strict } from '../../home/schema.ts';
import { expectedText, sayable } from '../../home/values.ts';

/** What can be done to a virtual device besides ordering it, as life does to real ones. */
export interface Operation {
  /** It drops off the network, or comes back. */
  readonly offline?: boolean;
  /** It refuses what it is told, or obeys again. */
  readonly failing?: boolean;
  /** Somebody at the device, or what a sensor sees: these values, now. */
  readonly hand?: Readonly<Partial<Record<Attribute, Exclude<Value, null>>>>;
}

/** The body of `POST /v1/virtual/{device}`. */
export const OperationSchema = strict({
  offline: v.exactOptional(v.boolean()),
  failing: v.exactOptional(v.boolean()),
  hand: v.exactOptional(v.record(v.string(), v.union([v.boolean(), v.number(), v.string()], 'a value'))),
});

/**
 * Reads what is to be done to this device.
 *
 * @throws EntenteError `virtual/bad-operation` naming the field: an unknown one, an attribute that the device lacks, a value that it cannot have
 */
export function operate(device: Device, request: unknown): Operation {
  return need(checkOperation(device, request), 'virtual/bad-operation');
}

function checkOperation(device: Device, request: unknown): Reading<Operation> {
  const reading = readWith(OperationSchema, request);
  if (reading.problems !== undefined) return reading;
  const { hand, ...rest } = reading.value;
  if (hand === undefined) return { value: rest };
  const problems: Problem[] = [];
  const moved: Partial<Record<Attribute, Exclude<Value, null>>> = {};
  for (const [name, value] of Object.entries(hand)) {
    const attribute = attributes.find((one) => one === name && one in device.state);
    const fits = attribute === undefined ? 'unknown-field' : sayable(device, attribute, value);
    if (attribute === undefined || fits === 'unknown-field') problems.push({ path: `hand.${name.slice(0, 80)}`, problem: 'unknown-field' });
    else if (fits === 'fits') moved[attribute] = value;
    else problems.push({ path: `hand.${attribute}`, problem: fits, expected: expectedText(device, attribute) });
  }
  return problems.length > 0 ? { problems } : { value: { ...rest, hand: moved } };
}
