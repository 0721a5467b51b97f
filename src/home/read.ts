import * as v from 'valibot';
import { EntenteError } from '../core/errors.ts';
import { pathText, problemsText, type Problem } from './problems.ts';

/** A document read with a schema: what it says, or everything that is wrong with it. */
export type Reading<T> = { readonly value: T; readonly problems?: undefined } | { readonly problems: readonly Problem[] };

/** Reads a document that a person gave us. */
export function readWith<S extends v.GenericSchema>(schema: S, document: unknown): Reading<v.InferOutput<S>> {
  const result = v.safeParse(schema, document);
  return result.success ? { value: result.output } : { problems: result.issues.map(problemOf) };
}

/** @throws EntenteError with this code and every bad field's path in the message. */
export function need<T>(reading: Reading<T>, code: `${string}/${string}`): T {
  if (reading.problems === undefined) return reading.value;
  throw new EntenteError(code, problemsText(reading.problems));
}

function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const path = pathText((issue.path ?? []).map(({ key }) => key));
  switch (issue.type) {
    case 'strict_object':
      if (issue.expected === 'never') return { path, problem: 'unknown-field' };
      return issue.expected === 'Object' ? { path, problem: 'wrong-type', expected: 'an object' } : { path, problem: 'missing' };
    case 'regex':
    case 'min_length':
      return { path, problem: 'empty' };
    case 'max_length':
      return Array.isArray(issue.input)
        ? { path, problem: 'too-many', expected: String(issue.requirement) }
        : { path, problem: 'too-long', expected: `${String(issue.requirement)} characters` };
    case 'picklist':
      return { path, problem: 'not-allowed', expected: `one of ${(issue.expected ?? '').replaceAll(/[()"]/g, '').replaceAll(' | ', ', ')}` };
    case 'check':
      return { path, problem: 'not-allowed', expected: issue.message };
    default:
      return { path, problem: 'wrong-type', expected: typeNames[issue.expected ?? ''] ?? issue.expected ?? 'something else' };
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  finite: 'a number',
  boolean: 'true or false',
  '(boolean | null)': 'true, false or null',
  Array: 'a list',
  null: 'null',
};
