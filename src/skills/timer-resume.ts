import * as v from 'valibot';
import { labelOf } from '../ports/scheduling.ts';
import { defineSkill, naming, start } from './define.ts';
import { gone, timersOf, withTimer } from './timers.ts';

export const skill = defineSkill({
  id: 'timer-resume',
  description: 'Let a paused timer go on.',
  slots: v.object({ ...naming, ...start }),
  says: { 'zh-CN': ['计时器继续'], en: ['resume the timer'] },
  async run(slots, context) {
    const all = timersOf(context);
    // Of several, those are meant with which it can be done.
    const able = all.filter(({ paused }) => paused);
    return withTimer(able.length ? able : all, slots, async ({ id }) => {
      const timer = await context.scheduling.resume(id);
      if (timer === undefined) return gone;
      const left = { durationSeconds: Math.round(timer.remainingMs / 1000) };
      return { outcome: 'act', spoken: { phrase: 'timer-resumed', values: { name: labelOf(timer), left } } };
    });
  },
});
