import * as v from 'valibot';
import { defineSkill, naming } from './define.ts';
import { cancelAll } from './timer-cancel.ts';
import { fitting } from './timers.ts';

export const skill = defineSkill({
  id: 'timer-cancel-all',
  description: 'Cancel all timers and alarms, or all of a room.',
  slots: v.object(naming),
  says: { 'zh-CN': ['取消所有计时器'], en: ['cancel all timers'] },
  async run(slots, context) {
    const all = context.scheduling.list();
    // Delayed commands are no timers, unless they are all there is.
    const rings = all.filter(({ kind }) => kind !== 'later');
    return cancelAll(fitting(rings.length ? rings : all, slots), context);
  },
});
