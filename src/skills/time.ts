import * as v from 'valibot';
import { defineSkill } from './define.ts';

export const skill = defineSkill({
  id: 'time',
  description: 'Tell the time of day.',
  slots: v.object({}),
  says: { 'zh-CN': ['现在几点了'], en: ['what time is it'] },
  async run(_slots, { clock }) {
    return { outcome: 'answer', spoken: { phrase: 'time-is', values: { time: { timeAtMs: clock.nowMs() } } } };
  },
});
