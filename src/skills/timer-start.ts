import * as v from 'valibot';
import { clockTime, defineSkill, duration, durationMs, naming } from './define.ts';
import { promise } from './promise.ts';

export const skill = defineSkill({
  id: 'timer-start',
  description: 'Start a timer that rings after a time, or an alarm that rings at a time of day.',
  slots: v.object({ ...duration, ...naming, ...clockTime }),
  says: { 'zh-CN': ['定一个五分钟的计时器', '倒计时十分钟煮面'], en: ['set a five minute timer', 'ten minute timer for the noodles'] },
  async run(slots, context) {
    if (slots.at !== undefined) return promise('alarm', slots, context);
    const ms = durationMs(slots);
    const spoken = { phrase: 'timer-started', values: { duration: { durationSeconds: ms / 1000 }, ...(slots.name !== undefined && { name: slots.name }) } };
    return promise('timer', slots, context, spoken);
  },
});
