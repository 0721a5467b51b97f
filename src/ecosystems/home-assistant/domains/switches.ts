/** What is switched, pressed, chosen, run or locked. */
import type { EntityState } from '../messages.ts';
import type { Call, Domain, Facts } from './domain.ts';
import { can, hasState, isOn, textIn, wordsIn } from './reading.ts';

/** On and off by the services of its own domain. */
function switched(domain: string, facts: (entity: EntityState) => Facts): Domain {
  return {
    facts,
    calls: ({ set = {} }) => (set.on === undefined ? [] : [{ domain, service: set.on === true ? 'turn_on' : 'turn_off' }]),
  };
}

/** A switch that is a lamp to its owner is made one by its owner. */
export const switch_ = switched('switch', (entity) => ({
  kind: textIn(entity.attributes, 'device_class') === 'outlet' ? 'outlet' : 'switch',
  values: { on: isOn(entity) },
}));
export const inputBoolean = switched('input_boolean', (entity) => ({ kind: 'switch', values: { on: isOn(entity) } }));
export const remote = switched('remote', (entity) => ({ kind: 'other', values: { on: isOn(entity) } }));
export const siren = switched('siren', (entity) => ({ kind: 'alarm', values: { on: isOn(entity) } }));

/** Whether a camera is on does not stand in its state, which tells only what is done with its picture: so it is read, not switched. */
export const camera: Domain = { facts: (entity) => ({ kind: 'camera', values: { status: hasState(entity) ? entity.state : null } }) };

/** A lock that wants a code refuses, and that is told. @see https://developers.home-assistant.io/docs/core/entity/lock */
export const lock: Domain = {
  facts: ({ state }) => ({ kind: 'lock', values: { locked: state === 'locked' ? true : state === 'unlocked' || state === 'open' ? false : null } }),
  calls: ({ set = {} }) => (set.locked === undefined ? [] : [{ domain: 'lock', service: set.locked === true ? 'lock' : 'unlock' }]),
  travelMs: 10_000,
};

const armed: Readonly<Record<string, string>> = { home: 'armed_home', away: 'armed_away', night: 'armed_night', vacation: 'armed_vacation' };
const armFeatures: Readonly<Record<string, number>> = { home: 1, away: 2, night: 4, vacation: 32 };

/** It is armed where that needs no code, and never disarmed: that is for who stands before it. */
export const alarm: Domain = {
  facts: (entity) => {
    const modes = armModes(entity);
    const mode = modes.find((word) => armed[word] === entity.state) ?? null;
    return {
      kind: 'alarm',
      values: { status: hasState(entity) ? entity.state : null, ...(modes.length > 0 && { mode }) },
      ...(modes.length > 0 && { options: { mode: modes } }),
    };
  },
  calls: ({ set = {} }, entity) =>
    typeof set.mode === 'string' && armModes(entity).includes(set.mode) ? [{ domain: 'alarm_control_panel', service: `alarm_arm_${set.mode}` }] : [],
  travelMs: 60_000,
};

function armModes(entity: EntityState): readonly string[] {
  const needsCode = entity.attributes['code_arm_required'] !== false && entity.attributes['code_format'] !== null;
  return needsCode ? [] : Object.keys(armed).filter((mode) => can(entity, armFeatures[mode] ?? 0));
}

/** One of several words: a speed, a programme, whatever its owner made it for. */
function selectOf(domain: string): Domain {
  return {
    facts: (entity) => {
      const options = wordsIn(entity.attributes, 'options');
      if (options.length === 0) return { leftOut: 'a-bare-value' };
      return { kind: 'other', values: { mode: options.includes(entity.state) ? entity.state : null }, options: { mode: options } };
    },
    calls: ({ set = {} }) => (set.mode === undefined ? [] : [{ domain, service: 'select_option', data: { option: set.mode } }]),
  };
}
export const select = selectOf('select');
export const inputSelect = selectOf('input_select');

/** What has no state and only runs. */
function running(kind: Facts['kind'], action: 'press' | 'activate', call: Call): Domain {
  return { facts: () => ({ kind, values: {} }), calls: ({ run }) => (run === action ? [call] : []), stateless: true };
}
export const button = running('button', 'press', { domain: 'button', service: 'press' });
export const inputButton = running('button', 'press', { domain: 'input_button', service: 'press' });
export const scene = running('scene', 'activate', { domain: 'scene', service: 'turn_on' });
export const script = running('script', 'activate', { domain: 'script', service: 'turn_on' });
