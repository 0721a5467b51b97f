import * as v from 'valibot';
import { labelOf, type Scheduled } from '../ports/scheduling.ts';
import type { Spoken } from '../ports/spoken.ts';
import { defineSkill, naming, start } from './define.ts';
import { fitting, noTimers } from './timers.ts';

export const skill = defineSkill({
  id: 'timer-status',
  description: 'Tell what timers, alarms and delayed commands there are and how long they still run.',
  slots: v.object({ ...naming, ...start }),
  says: { 'zh-CN': ['计时器还剩多久', '煮面还有几分钟'], en: ['how long is left on the timer'] },
  async run(slots, { scheduling }) {
    const all = scheduling.list();
    if (all.length === 0) return { ...noTimers, outcome: 'answer' };
    const found = fitting(all, slots);
    if (found.length === 0) return { outcome: 'answer', spoken: { phrase: 'timer-not-found', values: { names: all.map(labelOf) } } };
    return { outcome: 'answer', spoken: found.map(standing) };
  },
});

/** How one stands. */
function standing(one: Scheduled): Spoken {
  const name = labelOf(one);
  const time = { timeAtMs: one.dueAtMs ?? 0 };
  const duration = { durationSeconds: Math.ceil(one.remainingMs / 1000) };
  if (one.missed !== undefined) return { phrase: one.missed === 'late' ? 'later-missed' : 'later-failed', values: { what: name, time } };
  if (one.ringing === true) return { phrase: 'timer-over', values: { name, time } };
  if (one.paused) return { phrase: 'timer-left', values: { name, duration, paused: true } };
  if (one.kind === 'later') return { phrase: 'later-at', values: { what: name, time, duration } };
  return { phrase: one.kind === 'alarm' ? 'alarm-at' : 'timer-left', values: { name, time, duration } };
}
