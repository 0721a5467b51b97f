import * as v from 'valibot';
import { labelOf, type Scheduled } from '../ports/scheduling.ts';
import type { SkillAnswer, SkillContext } from '../ports/skill.ts';
import { defineSkill, naming, start } from './define.ts';
import { gone, noTimers, withTimer } from './timers.ts';

export const skill = defineSkill({
  id: 'timer-cancel',
  description: 'Cancel a timer or an alarm, or stop it ringing.',
  slots: v.object({ ...naming, ...start }),
  says: { 'zh-CN': ['取消煮面的计时器', '把闹钟关了'], en: ['cancel the noodle timer', 'stop the alarm'] },
  async run(slots, context) {
    const all = context.scheduling.list();
    const ringing = all.filter((one) => one.ringing === true);
    // Who says stop while something rings means that.
    if (ringing.length && Object.keys(slots).length === 0) return cancelAll(ringing, context);
    const rings = all.filter(({ kind }) => kind !== 'later');
    return withTimer(rings.length ? rings : all, slots, async (timer) => cancelAll([timer], context));
  },
});

/** Cancels these, and tells how many. */
export async function cancelAll(timers: readonly Scheduled[], { scheduling }: SkillContext): Promise<SkillAnswer> {
  if (timers.length === 0) return noTimers;
  const ended = [];
  for (const timer of timers) if (await scheduling.cancel(timer.id)) ended.push(timer);
  if (ended.length === 0) return gone;
  if (ended.every(({ kind }) => kind === 'later')) return { outcome: 'act', spoken: { phrase: 'later-cancelled', values: { names: ended.map(labelOf) } } };
  return { outcome: 'act', spoken: { phrase: 'timer-cancelled', values: { count: ended.length, names: ended.map(labelOf) } } };
}
