/** Vacuums and lawn mowers. */
import type { Value } from '../../../core/home.ts';
import type { Domain } from './domain.ts';
import { can, hasState, numberIn, textIn, wordsIn } from './reading.ts';

const vacuumCan = { pause: 4, returnHome: 16, fanSpeed: 32, start: 8192 };
const mowerCan = { start: 1, pause: 2, dock: 4 };

/** What stands still somewhere is paused: it goes on when it is told to. An error is none of our words. */
const activities: Readonly<Record<string, string>> = {
  cleaning: 'cleaning',
  mowing: 'mowing',
  paused: 'paused',
  idle: 'paused',
  returning: 'returning',
  docked: 'docked',
};

/** @see https://developers.home-assistant.io/docs/core/entity/vacuum */
export const vacuum: Domain = {
  facts: (entity) => {
    const { attributes } = entity;
    const battery = { ...('battery_level' in attributes && { batteryPercent: numberIn(attributes, 'battery_level') }) };
    // One that nobody can start is something to look at.
    if (!can(entity, vacuumCan.start)) return { kind: 'other', values: { ...battery, status: hasState(entity) ? entity.state : null } };
    const speeds = can(entity, vacuumCan.fanSpeed) ? wordsIn(attributes, 'fan_speed_list') : [];
    return {
      kind: 'vacuum',
      values: { activity: activityOf(entity.state), ...battery, ...(speeds.length > 0 && { mode: textIn(attributes, 'fan_speed') }) },
      ...(speeds.length > 0 && { options: { mode: speeds } }),
    };
  },
  calls: ({ set = {}, run }, entity) => {
    const { activity, mode } = set;
    const wanted = run === 'start-cleaning' ? 'cleaning' : run === 'return-to-dock' ? 'docked' : run === undefined ? activity : undefined;
    const speed = mode === undefined ? [] : [{ domain: 'vacuum', service: 'set_fan_speed', data: { fan_speed: mode } }];
    if (wanted === undefined) return speed;
    if (wanted === 'cleaning') return [...speed, { domain: 'vacuum', service: 'start' }];
    if (wanted === 'paused') return can(entity, vacuumCan.pause) ? [...speed, { domain: 'vacuum', service: 'pause' }] : [];
    const isHomeward = wanted === 'docked' || wanted === 'returning';
    return isHomeward && can(entity, vacuumCan.returnHome) ? [...speed, { domain: 'vacuum', service: 'return_to_base' }] : [];
  },
  travelMs: 10_000,
};

/** @see https://developers.home-assistant.io/docs/core/entity/lawn-mower */
export const lawnMower: Domain = {
  facts: ({ state, attributes }) => ({
    kind: 'lawn-mower',
    values: { activity: activityOf(state), ...('battery_level' in attributes && { batteryPercent: numberIn(attributes, 'battery_level') }) },
  }),
  calls: ({ set = {}, run }, entity) => {
    const wanted = run === 'start-mowing' ? 'mowing' : run === 'return-to-dock' ? 'docked' : set.activity;
    if (wanted === 'mowing' && can(entity, mowerCan.start)) return [{ domain: 'lawn_mower', service: 'start_mowing' }];
    if (wanted === 'paused' && can(entity, mowerCan.pause)) return [{ domain: 'lawn_mower', service: 'pause' }];
    const isHomeward = wanted === 'docked' || wanted === 'returning';
    return isHomeward && can(entity, mowerCan.dock) ? [{ domain: 'lawn_mower', service: 'dock' }] : [];
  },
  travelMs: 10_000,
};

function activityOf(state: string): Value {
  return activities[state] ?? null;
}
