import * as v from 'valibot';
import { defineSkill, listed, onList } from './define.ts';

export const skill = defineSkill({
  id: 'list-add',
  description: 'Put an item on a list.',
  slots: v.object(listed),
  says: { 'zh-CN': ['把牛奶加到购物清单'], en: ['add milk to the shopping list'] },
  async run({ item, list: said }, { lists }) {
    const list = await lists.add(item, said);
    return {
      outcome: 'act',
      spoken: { phrase: 'list-added', values: onList(item, list) },
      undo: async () => {
        const taken = await lists.remove(item, list);
        return taken === undefined ? { phrase: 'list-missing', values: onList(item, list) } : { phrase: 'list-removed', values: onList(item, list) };
      },
    };
  },
});
