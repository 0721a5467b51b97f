import type { Kind, Value } from '../../../core/home.ts';
import type { EntityState } from '../messages.ts';
import type { Call, Domain } from './domain.ts';
import { can, numberIn, textIn } from './reading.ts';

const kinds: Readonly<Record<string, Kind>> = {
  awning: 'awning',
  blind: 'blind',
  curtain: 'curtain',
  damper: 'valve',
  door: 'door',
  garage: 'garage-door',
  gate: 'gate',
  shade: 'blind',
  shutter: 'shutter',
  window: 'window',
};

const features = { open: 1, close: 2, position: 4, tiltPosition: 128 };
const valveFeatures = { open: 1, close: 2, position: 4, tiltPosition: 0 };

/** @see https://developers.home-assistant.io/docs/core/entity/cover */
export const cover: Domain = {
  facts: (entity) => opening(entity, kinds[textIn(entity.attributes, 'device_class') ?? ''] ?? 'curtain', features),
  calls: ({ set = {} }, entity) => {
    const to = numberIn({ ...set }, 'openPercent');
    if (to === null) return [];
    if (isTilting(entity, features)) return [{ domain: 'cover', service: 'set_cover_tilt_position', data: { tilt_position: to } }];
    return moved(entity, to, { domain: 'cover', service: 'set_cover_position', data: { position: to } }, ['open_cover', 'close_cover']);
  },
  travelMs: 45_000,
};

/** @see https://developers.home-assistant.io/docs/core/entity/valve */
export const valve: Domain = {
  facts: (entity) => opening(entity, 'valve', valveFeatures),
  calls: ({ set = {} }, entity) => {
    const to = numberIn({ ...set }, 'openPercent');
    if (to === null) return [];
    return moved(entity, to, { domain: 'valve', service: 'set_valve_position', data: { position: to } }, ['open_valve', 'close_valve']);
  },
  travelMs: 45_000,
};

function opening(entity: EntityState, kind: Kind, which: typeof features) {
  const isGradual = can(entity, which.position) || isTilting(entity, which);
  const values = { openPercent: isGradual ? position(entity, which) : ends(entity) };
  return { kind, values };
}

/** What can only be tilted, a louvred roof, opens by tilting. */
function isTilting(entity: EntityState, { open, close, position, tiltPosition }: typeof features): boolean {
  return can(entity, tiltPosition) && !can(entity, open | close | position);
}

function position(entity: EntityState, which: typeof features): Value {
  const said = numberIn(entity.attributes, isTilting(entity, which) ? 'current_tilt_position' : 'current_position');
  return said === null ? ends(entity) : Math.round(said);
}

/** Only the ends are known of what has no position; on its way it is at neither. */
function ends({ state }: EntityState): Value {
  return state === 'open' ? 100 : state === 'closed' ? 0 : null;
}

function moved(entity: EntityState, to: number, call: Call, [open, close]: readonly [string, string]): readonly Call[] {
  if (can(entity, 4)) return [call];
  // Halfway is not open: what has only two ends is not sent to another than was asked for.
  if (to === 100 && can(entity, 1)) return [{ domain: call.domain, service: open }];
  return to === 0 && can(entity, 2) ? [{ domain: call.domain, service: close }] : [];
}
