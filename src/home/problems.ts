/** What is wrong with a field that a person gave us. Programs and languages read `problem`; `problemText` says it in English. */
export interface Problem {
  /** Where: `devices[3].state.brightnessPercent`; empty for the whole document. */
  readonly path: string;
  readonly problem:
    | 'unknown-field'
    | 'missing'
    | 'wrong-type'
    | 'empty'
    | 'too-long'
    | 'too-many'
    | 'not-allowed'
    | 'out-of-range'
    | 'duplicate'
    | 'no-such-room'
    | 'no-such-floor';
  /** What would be right: a type, the words allowed, the range, the most that is allowed. */
  readonly expected?: string;
}

/** One problem as a line: `devices[3].state.brightnessPercent: must be between 0 and 100`. Quotes no value, only where it stands. */
export function problemText({ path, problem, expected = '' }: Problem): string {
  return `${path === '' ? 'the document' : path}: ${texts[problem](expected)}`;
}

/** Several problems as one message: the first ones in full, the rest counted. */
export function problemsText(problems: readonly Problem[]): string {
  const shown = problems.slice(0, 5).map(problemText);
  return problems.length > shown.length ? `${shown.join('; ')}; and ${problems.length - shown.length} more` : shown.join('; ');
}

/** A path as people write it: names joined by dots, places in a list in brackets, odd names quoted. */
export function pathText(keys: readonly unknown[]): string {
  let text = '';
  for (const key of keys) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (typeof key === 'string' && /^[A-Za-z_$][\w$]*$/.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(String(key)).slice(0, 80)}]`;
  }
  return text;
}

const texts: Readonly<Record<Problem['problem'], (expected: string) => string>> = {
  'unknown-field': () => 'there is no such field',
  missing: () => 'is missing',
  'wrong-type': (expected) => `must be ${expected}`,
  empty: () => 'must not be empty',
  'too-long': (expected) => `must not be longer than ${expected}`,
  'too-many': (expected) => `must not have more than ${expected}`,
  'not-allowed': (expected) => `must be ${expected}`,
  'out-of-range': (expected) => `must be ${expected}`,
  duplicate: () => 'is there twice',
  'no-such-room': () => 'there is no such room',
  'no-such-floor': () => 'there is no such floor',
};
