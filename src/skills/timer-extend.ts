import * as v from 'valibot';
import { defineSkill, duration, durationMs, naming, start } from './define.ts';
import { gone, timersOf, withTimer } from './timers.ts';

export const skill = defineSkill({
  id: 'timer-extend',
  description: 'Make a timer longer.',
  slots: v.object({ ...duration, ...naming, ...start }),
  says: { 'zh-CN': ['计时器再加五分钟'], en: ['add five minutes to the timer'] },
  async run(slots, context) {
    const byMs = durationMs(slots);
    if (byMs === 0) return { outcome: 'ask', spoken: { phrase: 'how-long' } };
    return withTimer(timersOf(context), slots, async ({ id }) => {
      const timer = await context.scheduling.change(id, byMs);
      if (timer === undefined) return gone;
      const left = { durationSeconds: Math.round(timer.remainingMs / 1000) };
      return { outcome: 'act', spoken: { phrase: 'timer-extended', values: { duration: { durationSeconds: byMs / 1000 }, left } } };
    });
  },
});
