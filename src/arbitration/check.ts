import { attributeSpecs, valueFits } from '../core/attributes.ts';
import type { Claim } from '../core/claim.ts';
import { EntenteError } from '../core/errors.ts';
import { attributes, kinds } from '../core/home.ts';
import type { Attribute, Device, Kind } from '../core/home.ts';
import { isRisky } from '../core/risk.ts';
import { actions } from '../core/step.ts';
import type { Action, Because, Step } from '../core/step.ts';

/** More steps than any home has devices and attributes to move at once. */
const mostSteps = 2_000;

/** @throws EntenteError `arbitration/bad-claim` naming the wrong field: what no source that keeps the contract sends. */
export function checkClaim(claim: Claim): void {
  if (typeof claim.source !== 'string' || claim.source === '') throw bad('source', 'is not a name');
  if (!['heard', 'direct', 'automation', 'unsure'].includes(claim.origin)) throw bad('origin', 'is none that is known');
  for (const field of ['messageId', 'utteranceId', 'room', 'turnId'] as const) {
    const value: unknown = claim[field];
    if (value !== undefined && (typeof value !== 'string' || value === '')) throw bad(field, 'is not a text');
  }
  if (claim.heardAtMs !== undefined && !Number.isFinite(claim.heardAtMs)) throw bad('heardAtMs', 'is not a time');
  if (!Array.isArray(claim.steps) || claim.steps.length === 0 || claim.steps.length > mostSteps) throw bad('steps', `is not a list of 1 to ${mostSteps}`);
  claim.steps.forEach((step, index) => checkStep(step, `steps.${index}`));
}

function checkStep(step: Step, path: string): void {
  if (typeof step !== 'object' || step === null) throw bad(path, 'is not a step');
  if (typeof step.device !== 'string' || step.device === '') throw bad(`${path}.device`, 'is not an id');
  if (step.do === 'run') {
    if (!actions.includes(step.action)) throw bad(`${path}.action`, 'is no action that is known');
    return;
  }
  if (!['set', 'adjust', 'toggle'].includes(step.do)) throw bad(`${path}.do`, 'is not set, adjust, toggle or run');
  if (!attributes.includes(step.attribute)) throw bad(`${path}.attribute`, 'is no attribute that is known');
  if (step.do === 'adjust' && !Number.isFinite(step.by)) throw bad(`${path}.by`, 'is not a number');
  if (step.do === 'set') {
    const { type } = attributeSpecs[step.attribute];
    if (typeof step.value !== type || (typeof step.value === 'number' && !Number.isFinite(step.value))) throw bad(`${path}.value`, `is not a ${type}`);
  }
}

/** Why this step cannot or must not be done, before anything is looked at that changes; `undefined` when nothing speaks against it. */
export function refusal(device: Device | undefined, step: Step, confirmed: boolean): Because | undefined {
  if (device === undefined) return 'no-such-device';
  if (!supports(device, step)) return 'unsupported';
  if (step.do === 'set' && valueFits(device, step.attribute, step.value) !== 'fits') return 'out-of-range';
  return !confirmed && isRisky(device, step) ? 'needs-confirmation' : undefined;
}

function supports(device: Device, step: Step): boolean {
  if (step.do === 'run') return runs(device, step.action);
  if (!(step.attribute in device.state) || attributeSpecs[step.attribute].readOnly) return false;
  if (step.do === 'adjust') return attributeSpecs[step.attribute].type === 'number';
  return step.do === 'set' || attributeSpecs[step.attribute].type === 'boolean' || toggled.has(step.attribute);
}

/** What has two sides without being a boolean. */
const toggled: ReadonlySet<Attribute> = new Set(['openPercent', 'playback']);

const runners: Readonly<Record<Action, ReadonlySet<Kind>>> = {
  'next-track': new Set(['tv', 'media-player', 'speaker']),
  'previous-track': new Set(['tv', 'media-player', 'speaker']),
  'start-cleaning': new Set(['vacuum']),
  'clean-room': new Set(['vacuum']),
  'start-mowing': new Set(['lawn-mower']),
  'return-to-dock': new Set(['vacuum', 'lawn-mower']),
  activate: new Set(['scene', 'script']),
  press: new Set(kinds.filter((kind) => !['sensor', 'person', 'weather', 'scene', 'script'].includes(kind))),
};

function runs(device: Device, action: Action): boolean {
  return runners[action].has(device.kind);
}

function bad(path: string, why: string): EntenteError {
  return new EntenteError('arbitration/bad-claim', `${path}: ${why}`);
}
