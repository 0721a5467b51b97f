/** Words for values: how much, which colour, which mode. */
import type { Attribute } from '../../core/home.ts';

export const extremes: readonly (readonly [string, 'max' | 'min' | 'middle', Attribute | undefined])[] = [
  ['最亮 最大亮度 最高亮度 全亮', 'max', 'brightnessPercent'],
  ['最暗 最小亮度 最低亮度 微亮', 'min', 'brightnessPercent'],
  ['最大 最高 最强 拉满 最大化 满格 开满 顶格', 'max', undefined],
  ['最小 最低 最弱 最小化 最少', 'min', undefined],
  ['最热 最高温 最高温度', 'max', 'targetTemperatureCelsius'],
  ['最冷 最低温 最低温度', 'min', 'targetTemperatureCelsius'],
  ['最大声 最响 最大音量', 'max', 'volumePercent'],
  ['最小声 最小音量 最轻', 'min', 'volumePercent'],
  ['最快 最高档 最大档 最高档位 最大档位 最大风 最大风速 最高风速 最大风力', 'max', 'fanPercent'],
  ['最慢 最小风 最小风速 最低风速', 'min', 'fanPercent'],
  ['一半 中间 一半儿 半开 一半位置 正中间', 'middle', undefined],
];

export const colors: readonly (readonly [string, string])[] = [
  ['红', 'red'],
  ['绿', 'green'],
  ['蓝', 'blue'],
  ['黄', 'yellow'],
  ['白', 'white'],
  ['紫', 'purple'],
  ['粉 粉红', 'pink'],
  ['橙 橘 橘红 桔', 'orange'],
  ['青', 'cyan'],
  ['天蓝 浅蓝', 'skyblue'],
  ['深蓝 藏青', 'navy'],
  ['金', 'gold'],
  ['银', 'silver'],
  ['灰', 'gray'],
  ['棕 褐 咖啡', 'brown'],
  ['深红 暗红', 'darkred'],
  ['淡紫 薰衣草', 'lavender'],
  ['浅绿 淡绿', 'lightgreen'],
  ['深绿 墨绿', 'darkgreen'],
  ['青绿 绿松石 湖蓝', 'turquoise'],
  ['洋红 品红 玫红', 'magenta'],
  ['米', 'beige'],
  ['珊瑚', 'coral'],
];

export const kelvins: readonly (readonly [string, number])[] = [
  ['烛光 蜡烛光 烛光色', 1900],
  ['暖光 暖色 暖黄 暖黄光 暖黄色 暖白 暖白光 暖白色 黄光 暖色光 暖色调 暖调', 2700],
  ['自然光 中性光 中性白 自然白 自然色 中性色 自然白光', 4000],
  ['冷白 冷白光 冷光 冷色 冷色光 冷色调 冷白色 白光', 5500],
  ['日光 正白光 正白 日光色 正白色', 6500],
];

export const modes: readonly (readonly [string, string])[] = [
  ['制冷 冷风', 'cool'],
  ['制热 加热 热风 暖风 制暖', 'heat'],
  ['除湿 抽湿 干燥模式', 'dry'],
  ['送风 吹风', 'fan'],
  ['自动', 'auto'],
  ['睡眠', 'sleep'],
  ['节能 省电 eco 经济', 'eco'],
];
/** Words that a device may have for a mode of its own; only with 模式 or on a device that has it. */
export const ownModes =
  '换气 取暖 照明 通风 干燥 快洗 强洗 浸泡 羊毛 强力 静音 阅读 观影 影院 电影 夜灯 柔和 标准 快速 轻柔 儿童 婴儿 舒适 强劲 极速 安静 离家 回家 在家 外出 度假 聚会 派对 会客 起床 晚安 浪漫 温馨 用餐 游戏 工作 学习 休息 午休 夜间 白天 音乐 生日 隐身 护眼 日常 彩光 恒温 智能 手动 拖地 扫拖 扫地 集中 深度 强效 自然风';
