import type { Attribute, Value } from './home.ts';

export const actions = ['next-track', 'previous-track', 'start-cleaning', 'clean-room', 'start-mowing', 'return-to-dock', 'activate', 'press'] as const;
export type Action = (typeof actions)[number];

/** What is to be done with one device: contracts §2. A step names one device by its id. */
export type Step =
  | { readonly device: string; readonly do: 'set'; readonly attribute: Attribute; readonly value: Exclude<Value, null> }
  | { readonly device: string; readonly do: 'adjust'; readonly attribute: Attribute; readonly by: number }
  | { readonly device: string; readonly do: 'toggle'; readonly attribute: Attribute }
  | { readonly device: string; readonly do: 'run'; readonly action: Action; readonly room?: string };

/** A question about the home: what an answer depends on. */
export interface Read {
  readonly device: string;
  readonly attribute: Attribute;
}

export const reasons = [
  'no-such-device',
  'no-such-room',
  'out-of-range',
  'unsupported',
  'not-allowed',
  'needs-confirmation',
  'unreachable',
  'too-late',
] as const;
export type Because = (typeof reasons)[number];

/** What became of a step, contracts §3. Every branch is normal; none of them throws. */
export interface StepResult {
  readonly device: string;
  readonly attribute?: Attribute;
  readonly action?: Action;
  readonly result: 'done' | 'pending' | 'already' | 'lost' | 'refused' | 'failed' | 'unknown';
  readonly because?: Because;
}
