import * as v from 'valibot';
import { clockTime, defineSkill, duration, durationMs, naming } from './define.ts';
import { promise } from './promise.ts';

export const skill = defineSkill({
  id: 'later',
  description: 'Carry out steps after a time or at a time of day; without steps, ring then.',
  slots: v.object({ ...duration, ...naming, ...clockTime }),
  says: { 'zh-CN': ['十分钟后关灯', '晚上十点半关窗帘'], en: ['turn off the light in ten minutes', 'close the curtains at half past ten in the evening'] },
  async run(slots, context) {
    const { laterSteps, what } = context.turn;
    if (laterSteps.length === 0) return promise(slots.at === undefined ? 'timer' : 'alarm', slots, context);
    const when = slots.at ?? { durationSeconds: durationMs(slots) / 1000 };
    return promise('later', slots, context, { phrase: 'later-set', values: { when, what, ...(slots.day !== undefined && { day: slots.day }) } });
  },
});
