import * as v from 'valibot';
import { clockTime, defineSkill, duration, naming } from './define.ts';
import { promise } from './promise.ts';

export const skill = defineSkill({
  id: 'later',
  description: 'Carry out steps after a time or at a time of day; without steps, ring then.',
  slots: v.object({ ...duration, ...naming, ...clockTime }),
  says: { 'zh-CN': ['十分钟后关灯', '晚上十点半关窗帘'], en: ['turn off the light in ten minutes', 'close the curtains at half past ten in the evening'] },
  async run(slots, context) {
    const alone = slots.at === undefined ? 'timer' : 'alarm';
    return promise(context.turn.laterSteps.length ? 'later' : alone, slots, context);
  },
});
