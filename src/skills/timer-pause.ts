import * as v from 'valibot';
import { labelOf } from '../ports/scheduling.ts';
import { defineSkill, naming, start } from './define.ts';
import { gone, timersOf, withTimer } from './timers.ts';

export const skill = defineSkill({
  id: 'timer-pause',
  description: 'Let a timer stand still.',
  slots: v.object({ ...naming, ...start }),
  says: { 'zh-CN': ['计时器暂停'], en: ['pause the timer'] },
  async run(slots, context) {
    const all = timersOf(context);
    // Of several, those are meant with which it can be done.
    const able = all.filter(({ paused, ringing }) => !paused && ringing !== true);
    return withTimer(able.length ? able : all, slots, async ({ id }) => {
      const timer = await context.scheduling.pause(id);
      if (timer === undefined) return gone;
      const left = { durationSeconds: Math.round(timer.remainingMs / 1000) };
      return { outcome: 'act', spoken: { phrase: 'timer-paused', values: { name: labelOf(timer), left } } };
    });
  },
});
