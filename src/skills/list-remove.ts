import * as v from 'valibot';
import { defineSkill, listed, onList } from './define.ts';

export const skill = defineSkill({
  id: 'list-remove',
  description: 'Take an item off a list.',
  slots: v.object(listed),
  says: { 'zh-CN': ['把牛奶从购物清单上去掉'], en: ['remove milk from the shopping list'] },
  async run({ item, list: said }, { lists }) {
    const list = await lists.remove(item, said);
    if (list === undefined) return { outcome: 'decline', spoken: { phrase: 'list-missing', values: onList(item, said) } };
    return {
      outcome: 'act',
      spoken: { phrase: 'list-removed', values: onList(item, list) },
      undo: async () => ({ phrase: 'list-added', values: onList(item, await lists.add(item, list)) }),
    };
  },
});
