import type { Decision } from '../../core/claim.ts';
import type { Step, StepResult } from '../../core/step.ts';

/** The platform's codes, with what each says. */
export const messages = {
  SUCCESS: 'SUCCESS',
  INVALIDATE_PARAMS: 'invalidate params',
  ACCESS_TOKEN_INVALIDATE: 'access_token is invalidate',
  DEVICE_IS_NOT_EXIST: 'device is not exist',
  INVALIDATE_CONTROL_ORDER: 'invalidate control order',
  SERVICE_ERROR: 'service error',
  DEVICE_NOT_SUPPORT_FUNCTION: 'device not support',
  IOT_DEVICE_OFFLINE: 'device is offline',
} as const;

export type Code = keyof typeof messages;

/** What a device's own step came to. Who lost is told success, since its speaker would announce an error. */
export function codeOfResult(decision: Decision, step: Step, index: number): Code {
  const fits = (result: StepResult | undefined): boolean =>
    result?.device === step.device && (step.do === 'run' ? result.action === step.action : result.attribute === step.attribute);
  const result = fits(decision.results[index]) ? decision.results[index] : decision.results.find(fits);
  if (result === undefined) return decision.decision === 'declined' ? 'SERVICE_ERROR' : 'SUCCESS';
  switch (result.result) {
    case 'done':
    case 'pending':
    case 'already':
    case 'lost':
      return 'SUCCESS';
    case 'failed':
      return result.because === 'unreachable' ? 'IOT_DEVICE_OFFLINE' : 'SERVICE_ERROR';
    case 'refused':
      return refusals[result.because ?? 'not-allowed'] ?? 'INVALIDATE_CONTROL_ORDER';
    case 'unknown':
      return 'SERVICE_ERROR';
  }
}

/** What must be confirmed or may not be done is no order that it may give. */
const refusals: Readonly<Partial<Record<NonNullable<StepResult['because']>, Code>>> = {
  unsupported: 'DEVICE_NOT_SUPPORT_FUNCTION',
  'out-of-range': 'INVALIDATE_PARAMS',
  unreachable: 'IOT_DEVICE_OFFLINE',
  'no-such-device': 'DEVICE_IS_NOT_EXIST',
};
