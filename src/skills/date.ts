import * as v from 'valibot';
import { clockTime, defineSkill } from './define.ts';

export const skill = defineSkill({
  id: 'date',
  description: 'Tell the date.',
  slots: v.object({ day: clockTime.day }),
  says: { 'zh-CN': ['今天几号', '今天星期几'], en: ["what's the date today"] },
  async run({ day }, { clock, scheduling }) {
    // Of today no noon may be left; of any other day there is one.
    const dateAtMs = day === undefined || day === 'today' ? clock.nowMs() : (scheduling.instantOf('12:00', day) ?? clock.nowMs());
    return { outcome: 'answer', spoken: { phrase: 'date-is', values: { date: { dateAtMs }, ...(day !== undefined && { day }) } } };
  },
});
