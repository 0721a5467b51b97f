/** Families of words that are made of parts: 调亮, 整到, 往上加, 通个电. */
import { adjectives } from './deeds.ts';
import type { Meaning, Verb } from './tokens.ts';

/** Verbs that only say that something is done; what follows says what. */
const light = '调 弄 整 搞 拧 拨 捣鼓 给整 给弄 给搞 给调'.split(' ');
/** The same, where only plain words may follow: 开暖 would be half of 开暖风. */
const lightly = '开 变 改 放'.split(' ');
const plainResults = new Set(['亮', '暗', '大', '小', '高', '低']);
/** 放大 is a size, and 放低 may be a blind's. */
const reaching =
  '弄 整 搞 干 打 冲 飙 顶 拧 扭 拨 摇 摆 架 降 升 加 减 烧 煮 热 暖 冷 凉 吹 开 关 调 拉 推 放 移 收 卷 提 定 停 设 改 换 变 切 转 选 跳 升高 降低 提升 提高 上调 下调 调高 调低 调大 调小 调亮 调暗 加热 预热 升温 降温 保温 恒温 制冷 制热 设置 设定 调整 调节 增加 减少 减小 增大 控制 维持 保持 上升 下降 烘 除湿 加湿 来 弄回 整回 调回 降回 升回 恢复'.split(
    ' ',
  );
const ends = '到 成 至 为'.split(' ');
const results: readonly (readonly [string, Verb])[] = [
  ['开', 'on'],
  ['着', 'on'],
  ['关', 'off'],
  ['灭', 'off'],
  ['停', 'off'],
];
/** 往上加, 往大了调, 往回收. */
const directions: readonly (readonly [string, 1 | -1])[] = [
  ['上 高 大 强 多', 1],
  ['下 低 小 弱 少', -1],
];
const moving = '调 拧 加 减 升 降 提 拉 压 推 拨 抬 浮 弄 整 搞'.split(' ');
/** Verbs whose object is their own: 扫个地, 扫下地, 静一下音. */
const separable: readonly (readonly [string, Verb])[] = [
  ['通电 上电 开机', 'on'],
  ['断电 关机 停机 熄火', 'off'],
  ['静音', 'mute'],
  ['充电', 'dock'],
  ['扫地 拖地 吸尘 扫尘', 'clean'],
  ['上锁 落锁', 'lock'],
  ['解锁 开锁', 'unlock'],
  ['割草 除草 剪草', 'mow'],
];

/** Every word of the families, with what it means. */
export function compounds(): readonly (readonly [string, Meaning])[] {
  const made: (readonly [string, Meaning])[] = [];
  for (const [list, attribute, sign] of adjectives) {
    for (const adjective of list.split(' ')) {
      const verbs = adjective === '黑' || adjective.length > 1 ? [] : plainResults.has(adjective) ? [...light, ...lightly] : light;
      for (const verb of verbs) made.push([verb + adjective, { is: 'adjust', sign, ...(attribute ? { attribute } : {}) }]);
    }
  }
  for (const verb of reaching) for (const end of ends) made.push([verb + end, { is: 'verb', verb: 'set' }]);
  for (const verb of ['弄', '整', '搞', '按', '摁', '给整', '给弄', '给搞'])
    for (const [end, does] of results) made.push([verb + end, { is: 'verb', verb: does }]);
  for (const [list, sign] of directions) {
    for (const direction of list.split(' ')) {
      for (const towards of ['往', '向', '朝']) {
        for (const verb of moving) for (const to of [direction, `${direction}了`, `${direction}里`]) made.push([towards + to + verb, { is: 'adjust', sign }]);
        made.push([towards + direction, { is: 'adjust', sign }]);
      }
    }
  }
  for (const [list, verb] of separable) {
    for (const word of list.split(' ')) {
      const [first = '', object = ''] = word;
      for (const between of ['个', '下', '一下', '一个', '会儿', '一会儿', `一${first}`]) made.push([first + between + object, { is: 'verb', verb }]);
      made.push([word, { is: 'verb', verb }]);
    }
  }
  return made;
}
