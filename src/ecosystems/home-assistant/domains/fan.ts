import type { Domain } from './domain.ts';
import { can, isOn, numberIn, textIn, wordsIn } from './reading.ts';
import { stepBetween } from './speeds.ts';

const speed = 1;
const oscillation = 2;
const preset = 8;

/** @see https://developers.home-assistant.io/docs/core/entity/fan */
export const fan: Domain = {
  facts: (entity) => {
    const { attributes } = entity;
    const presets = wordsIn(attributes, 'preset_modes');
    const step = numberIn(attributes, 'percentage_step');
    return {
      kind: 'fan',
      values: {
        on: isOn(entity),
        ...(can(entity, speed) && { fanPercent: numberIn(attributes, 'percentage') }),
        ...(can(entity, oscillation) && { swing: attributes['oscillating'] === true ? true : attributes['oscillating'] === false ? false : null }),
        ...(can(entity, preset) && presets.length > 0 && { mode: textIn(attributes, 'preset_mode') }),
      },
      ...(can(entity, preset) && presets.length > 0 && { options: { mode: presets } }),
      ...(can(entity, speed) && step !== null && step > 1 && { limits: { fanPercent: { min: 0, max: 100, step: stepBetween(step) } } }),
    };
  },
  calls: ({ set = {} }) => {
    const { on, fanPercent, swing, mode } = set;
    if (on === false || fanPercent === 0) return [{ domain: 'fan', service: 'turn_off' }];
    const turnedOn = on === true || (fanPercent !== undefined && mode !== undefined);
    const how = { ...(fanPercent !== undefined && { percentage: fanPercent }), ...(mode !== undefined && { preset_mode: mode }) };
    return [
      ...(turnedOn ? [{ domain: 'fan', service: 'turn_on', data: how }] : []),
      ...(!turnedOn && fanPercent !== undefined ? [{ domain: 'fan', service: 'set_percentage', data: how }] : []),
      ...(!turnedOn && mode !== undefined ? [{ domain: 'fan', service: 'set_preset_mode', data: how }] : []),
      ...(swing === undefined ? [] : [{ domain: 'fan', service: 'oscillate', data: { oscillating: swing } }]),
    ];
  },
};
