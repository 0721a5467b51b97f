/** Water heaters, humidifiers and dehumidifiers. */
import type { Domain } from './domain.ts';
import { can, fromCelsius, hasState, isNotOff, isOn, numberIn, textIn, toCelsius, wordsIn } from './reading.ts';

const heater = { temperature: 1, mode: 2, onOff: 8 };

/** @see https://developers.home-assistant.io/docs/core/entity/water-heater */
export const waterHeater: Domain = {
  facts: (entity, units) => {
    const { attributes } = entity;
    const list = can(entity, heater.mode) ? wordsIn(attributes, 'operation_list') : [];
    const modes = list.filter((mode) => mode !== 'off');
    const [min, max] = [toCelsius(numberIn(attributes, 'min_temp'), units), toCelsius(numberIn(attributes, 'max_temp'), units)];
    return {
      kind: 'water-heater',
      values: {
        ...((can(entity, heater.onOff) || list.includes('off')) && { on: isNotOff(entity) }),
        ...(can(entity, heater.temperature) && { targetTemperatureCelsius: toCelsius(numberIn(attributes, 'temperature'), units) }),
        currentTemperatureCelsius: toCelsius(numberIn(attributes, 'current_temperature'), units),
        ...(modes.length > 0 && { mode: modes.includes(entity.state) ? entity.state : null }),
      },
      ...(modes.length > 0 && { options: { mode: modes } }),
      ...(min !== null && max !== null && min < max && { limits: { targetTemperatureCelsius: { min, max } } }),
    };
  },
  calls: ({ set = {} }, entity, units) => {
    const { on, mode, targetTemperatureCelsius } = set;
    const [first] = wordsIn(entity.attributes, 'operation_list').filter((word) => word !== 'off');
    const switched = can(entity, heater.onOff)
      ? { domain: 'water_heater', service: on === false ? 'turn_off' : 'turn_on' }
      : { domain: 'water_heater', service: 'set_operation_mode', data: { operation_mode: on === false ? 'off' : first } };
    if (on === false) return [switched];
    return [
      ...(on === true && mode === undefined ? [switched] : []),
      ...(mode === undefined ? [] : [{ domain: 'water_heater', service: 'set_operation_mode', data: { operation_mode: mode } }]),
      ...(typeof targetTemperatureCelsius === 'number'
        ? [{ domain: 'water_heater', service: 'set_temperature', data: { temperature: fromCelsius(targetTemperatureCelsius, units) } }]
        : []),
    ];
  },
};

/** @see https://developers.home-assistant.io/docs/core/entity/humidifier */
export const humidifier: Domain = {
  facts: (entity) => {
    const { attributes } = entity;
    const modes = can(entity, 1) ? wordsIn(attributes, 'available_modes') : [];
    const [min, max] = [numberIn(attributes, 'min_humidity'), numberIn(attributes, 'max_humidity')];
    return {
      kind: textIn(attributes, 'device_class') === 'dehumidifier' ? 'dehumidifier' : 'humidifier',
      values: {
        on: isOn(entity),
        targetHumidityPercent: numberIn(attributes, 'humidity'),
        ...('current_humidity' in attributes && { currentHumidityPercent: numberIn(attributes, 'current_humidity') }),
        ...(modes.length > 0 && { mode: hasState(entity) ? textIn(attributes, 'mode') : null }),
      },
      ...(modes.length > 0 && { options: { mode: modes } }),
      ...(min !== null && max !== null && min < max && { limits: { targetHumidityPercent: { min, max } } }),
    };
  },
  calls: ({ set = {} }) => {
    const { on, mode, targetHumidityPercent } = set;
    if (on === false) return [{ domain: 'humidifier', service: 'turn_off' }];
    return [
      ...(on === true ? [{ domain: 'humidifier', service: 'turn_on' }] : []),
      ...(mode === undefined ? [] : [{ domain: 'humidifier', service: 'set_mode', data: { mode } }]),
      ...(targetHumidityPercent === undefined ? [] : [{ domain: 'humidifier', service: 'set_humidity', data: { humidity: targetHumidityPercent } }]),
    ];
  },
};
