/** Shopping and to-do lists, and broadcasts: what is said there is the person's own words, and is kept as it stands. */
import type { Frame } from '../../core/frame.ts';
import type { Slots } from '../../core/plan.ts';

type SkillFrame = Extract<Frame, { is: 'skill' }>;

const polite = /^(?:请|麻烦你?|帮我|给我|帮忙|你|能不能|可以|我要|我想|劳驾|那个|嗯|哎|再|先|顺便|帮我把)+/;
const listNoun = /([^，。把将在到从给往进入加里放的完成记写添]{1,5})(?:清单|列表|单子)|(购物|采购|买菜)单|(待办)(?:事项)?|(购物)车|(备忘)录?|清单/;
const adding = /添加到|添加进|添加|加到|加进|加入到?|放到|放进|放入|写进|写到|写上|写入|记上|记到|记进|记下|记录|列入|补上|新增|加上|塞进|加|添|记|放|写/;
const removing = /删掉|删除|去掉|移除|拿掉|移出|删了|删去|去除|清掉|不要了/;
const completing = /划掉|完成了?|勾掉|勾选|打勾|打钩|买好了?|已买|买了|买到了|做完了?|搞定了?|办好了?|弄好了?|标记|已经/;

/** A clause about a list; `undefined` when it is about something else. */
export function readList(spoken: string, start: number): readonly SkillFrame[] | undefined {
  const text = spoken.replace(polite, '');
  if (/[吗呢？]$|什么|多少|哪些|几[个样]|不要加|别加|别忘了看/.test(text)) return undefined;
  const noun = listNoun.exec(text);
  const frame = (skill: 'list-add' | 'list-complete' | 'list-remove', item: string, list?: string): SkillFrame => {
    const slots: Slots = { item, ...(list === undefined ? {} : { list }) };
    return { is: 'skill', skill, slots, start, end: start + spoken.length, text: spoken };
  };
  if (noun) {
    const list = noun.slice(1).find(Boolean);
    const rest = `${text.slice(0, noun.index)}◇${text.slice(noun.index + noun[0].length)}`;
    const skill = removing.test(rest) ? 'list-remove' : completing.test(rest) ? 'list-complete' : adding.test(rest) ? 'list-add' : undefined;
    if (!skill) return undefined;
    const pattern = skill === 'list-remove' ? removing : skill === 'list-complete' ? completing : adding;
    return itemsOf(rest.replace(pattern, '◇')).map((item) => frame(skill, item, list));
  }
  const buy = /^(?:记得|别忘了?|要|得|该|记一下|提醒我|记着)(?:要|去)?买(.+)$/.exec(text);
  if (buy?.[1]) return itemsOf(buy[1]).map((item) => frame('list-add', item));
  const bought = /^(.{1,10}?)(?:已经)?(?:买好了|买了|买到了|买回来了|买过了)$/.exec(text);
  if (bought?.[1] && !/[我你他她谁的]/.test(bought[1])) return itemsOf(bought[1]).map((item) => frame('list-complete', item));
  return undefined;
}

/** Items without quantities and the words around them. */
function itemsOf(rest: string): string[] {
  const quantity =
    /^(?:[0-9.]+|[一二两三四五六七八九十百半几]+)?(?:公斤|千克|毫升|斤|两|瓶|盒|包|袋|个|只|箱|罐|块|条|升|克|桶|卷|支|份|点儿?|些|提|板|串|颗|根|棵|件|打|双|把(?=.))(?=.)/;
  return rest
    .replace(/◇里的?|◇中的?|◇上的?/g, '◇')
    .split(/◇|[、，]|(?<=.)[和跟](?=.)/)
    .map((part) =>
      part
        .replace(/^(?:把|将|从|在|到|给|往|里的?|进|上|一下|的|要|还有|再|我的|我|帮我|请)+/, '')
        .replace(/(?:从|在|到|进|往|里|吧|了|一下|啊|上|去|给|掉|的|也)+$/, ''),
    )
    .map((part) => (quantity.test(part.replace(/^买/, '')) && part.startsWith('买') ? part.slice(1) : part))
    .map((part) => part.replace(quantity, '').trim())
    .filter(Boolean);
}

const audience = '(?:全家人?|家里的?人|全屋人?|一家人|大家|所有人|家里人|家里所有人|各个房间|全屋|家人|每个人|各位|孩子们|他们|每个房间|所有房间)';
const broadcasting = new RegExp(
  `^(?:(?:用)?(?:在?(?:家里|全屋|全家|每个房间|所有房间))?(?:广播|播报)(?:一下|一条|一个)?(?:一声|一句)?(?:消息|通知)?(?:给?${audience})?|[跟对给向和在]${audience}(?:广播|播报|通知|喊|说|讲)(?:一声|一下|一句)?|(?:通知|告诉|喊|叫|跟|对)(?:一下)?${audience}(?:一声|一下)?|(?:喊|说)一声)(?:说一声|一声|说|，|：|:|讲)*(.+)$`,
);

/** 广播吃饭了, 告诉大家…: the message is everything that follows. */
export function readBroadcast(text: string): SkillFrame | undefined {
  const spoken = text.replace(polite, '');
  const message = broadcasting.exec(spoken)?.[1]?.replace(/[。！]$/, '');
  if (!message || /^[吗呢？]/.test(message)) return undefined;
  return { is: 'skill', skill: 'broadcast', slots: { message }, start: 0, end: text.length, text };
}
