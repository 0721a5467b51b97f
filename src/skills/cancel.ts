import * as v from 'valibot';
import { defineSkill } from './define.ts';

export const skill = defineSkill({
  id: 'cancel',
  description: 'Never mind: what was asked is not done.',
  slots: v.object({}),
  says: { 'zh-CN': ['算了', '不用了'], en: ['never mind'] },
  // Nothing was done yet; the assistant lets go of what it asked.
  run: async () => ({ outcome: 'answer', spoken: { phrase: 'cancelled' } }),
});
