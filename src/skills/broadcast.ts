import * as v from 'valibot';
import { defineSkill } from './define.ts';

export const skill = defineSkill({
  id: 'broadcast',
  description: 'Show a message on every open page of the home.',
  slots: v.object({ message: v.pipe(v.string(), v.nonEmpty()) }),
  says: { 'zh-CN': ['广播一下开饭了'], en: ['announce that dinner is ready'] },
  async run({ message }, { clock, notify, turn }) {
    notify({
      type: 'broadcast',
      atMs: clock.nowMs(),
      spoken: { phrase: 'broadcast-message', values: { message } },
      ...(turn.room !== undefined && { room: turn.room }),
      ...(turn.speaker !== undefined && { speaker: turn.speaker }),
    });
    return { outcome: 'act', spoken: { phrase: 'broadcast-sent', values: { message } } };
  },
});
