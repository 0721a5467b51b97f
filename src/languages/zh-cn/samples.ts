/** One sentence of each shape, with `{device}` and `{room}` for names of the home: read once beforehand, so that the first person does not wait. */
export const samples: readonly string[] = [
  '打开{device}',
  '把{room}的灯关掉',
  '{device}调到百分之三十',
  '{room}空调制冷26度，风速调大一点',
  '除了{room}其他灯都关了',
  '{room}现在多少度',
  '家里还有哪些灯开着',
  '十分钟后关灯',
  '晚上八点半打开{device}',
  '定一个五分钟的计时器',
  '把牛奶加到购物清单',
  '明天天气怎么样',
  '不要打开{device}',
  '麻烦帮我把{device}和{room}窗帘关一下，谢谢',
  '太黑了',
  '给我讲个笑话',
];
