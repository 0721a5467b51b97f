import * as v from 'valibot';
import { defineSkill, listed, onList } from './define.ts';

export const skill = defineSkill({
  id: 'list-complete',
  description: 'Tick an item off a list.',
  slots: v.object(listed),
  says: { 'zh-CN': ['把牛奶划掉'], en: ['tick milk off the list'] },
  async run({ item, list: said }, { lists }) {
    const list = await lists.complete(item, said);
    if (list === undefined) return { outcome: 'decline', spoken: { phrase: 'list-missing', values: onList(item, said) } };
    return {
      outcome: 'act',
      spoken: { phrase: 'list-completed', values: onList(item, list) },
    };
  },
});
