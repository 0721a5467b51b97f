import * as v from 'valibot';
import { attributes } from '../../core/home.ts';
import type { Values } from './behaviour.ts';

/** What a virtual device keeps over restarts. */
export interface Kept {
  readonly values: Values;
  /** Where it was going when it was left: it goes on while nobody looks. */
  readonly goals: Values;
  readonly offline: boolean;
  readonly failing: boolean;
}

/** Reads what was kept; nothing, or what cannot be read, is a device as new. */
export function kept(document: unknown): Kept {
  const result = v.safeParse(KeptSchema, document);
  return result.success ? result.output : { values: {}, goals: {}, offline: false, failing: false };
}

/** The document of it: what is usual is left out. */
export function keepable({ values, goals, offline, failing }: Kept): object {
  return { values, ...(Object.keys(goals).length > 0 && { goals }), ...(offline && { offline }), ...(failing && { failing }) };
}

const ValuesSchema = v.record(v.picklist(attributes), v.nullable(v.union([v.boolean(), v.number(), v.string()])));
const KeptSchema = v.object({
  values: ValuesSchema,
  goals: v.optional(ValuesSchema, {}),
  offline: v.optional(v.boolean(), false),
  failing: v.optional(v.boolean(), false),
});
