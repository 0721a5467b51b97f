import * as v from 'valibot';
import type { Device } from '../core/home.ts';
import type { SkillAnswer, SkillContext } from '../ports/skill.ts';
import { clockTime, defineSkill } from './define.ts';
import { sameWord } from './timers.ts';

export const skill = defineSkill({
  id: 'weather',
  description: 'Tell the weather as a weather device at home has it now.',
  slots: v.object({ place: v.exactOptional(v.string()), day: clockTime.day }),
  says: { 'zh-CN': ['今天天气怎么样', '外面冷吗'], en: ["what's the weather like"] },
  async run({ place, day }, context) {
    const device = weatherAt(place, context);
    const status = device && context.home.reachable(device.id) ? context.home.value(device.id, 'status') : undefined;
    // A device knows how it is now, nothing of other days and places.
    if (device === undefined || typeof status !== 'string' || !isToday(day, context)) return unknown(place, day);
    const temperature = context.home.value(device.id, 'currentTemperatureCelsius');
    return {
      outcome: 'answer',
      spoken: {
        phrase: 'weather-is',
        values: { what: status, ...(place !== undefined && { place }), ...(typeof temperature === 'number' && { temperature }) },
      },
    };
  },
});

/** Without a place the home's own: the first one. With a place the one that bears it in its name. */
function weatherAt(place: string | undefined, { home: { home } }: SkillContext): Device | undefined {
  const all = home.devices.filter(({ kind }) => kind === 'weather');
  if (place === undefined) return all[0];
  return all.find(({ name, aliases }) => [name, ...aliases].some((one) => sameWord(one).includes(sameWord(place))));
}

function isToday(day: string | undefined, { scheduling }: SkillContext): boolean {
  if (day === undefined || day === 'today') return true;
  const lastMinuteMs = scheduling.instantOf('23:59', day);
  return lastMinuteMs !== undefined && lastMinuteMs === scheduling.instantOf('23:59', 'today');
}

function unknown(place: string | undefined, day: string | undefined): SkillAnswer {
  return { outcome: 'answer', spoken: { phrase: 'weather-unknown', values: { ...(place !== undefined && { place }), ...(day !== undefined && { day }) } } };
}
