/** The words of Chinese at home and what each means. A word may stand here once; what it does in a sentence is for the grammar to say. */
import type { Complaint } from '../../core/frame.ts';
import type { Attribute, Kind } from '../../core/home.ts';
import type { Meaning, Plain, Verb } from './tokens.ts';

const split = (text: string) => text.split(' ');

/** Words for kinds; the principal kind first. */
export const kindWords: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>(
  (
    [
      ['灯 电灯 灯光 灯具 照明 灯泡 灯儿 灯火 大灯小灯', ['light']],
      ['开关', ['switch']],
      ['插座 插排 排插 插线板 插头', ['outlet']],
      ['风扇 电扇 电风扇 风扇儿', ['fan']],
      ['空调 冷气 空调机 冷暖机', ['air-conditioner']],
      ['温控器 恒温器 温控 温控面板', ['thermostat']],
      ['取暖器 电暖器 电暖气 暖炉', ['heater']],
      ['暖气 暖气片 暖气机', ['heater', 'thermostat']],
      ['地暖 地热', ['thermostat', 'heater']],
      ['热水器', ['water-heater']],
      ['加湿器 加湿机', ['humidifier']],
      ['除湿机 除湿器 抽湿机 抽湿器', ['dehumidifier']],
      ['空气净化器 净化器 空气清净机 空净 净化机', ['air-purifier']],
      ['窗帘 帘子 帘 布帘', ['curtain', 'blind', 'shutter']],
      ['百叶窗 百叶帘 百叶 卷帘', ['blind', 'shutter']],
      ['卷帘门 卷闸门', ['garage-door', 'shutter']],
      ['遮阳棚 遮阳篷 雨棚 遮阳蓬', ['awning']],
      ['车库门', ['garage-door']],
      ['门', ['door', 'garage-door', 'gate', 'lock']],
      ['房门', ['door', 'lock']],
      ['院门 栅栏门', ['gate', 'door', 'lock']],
      ['窗 窗户 窗子', ['window']],
      ['阀门 阀', ['valve']],
      ['门锁 锁 智能锁 锁头', ['lock']],
      ['警报器 报警器 安防系统', ['alarm']],
      ['扫地机 扫地机器人 扫地的 机器人 吸尘器 扫拖机 扫拖机器人 拖地机 拖地机器人 扫拖一体机 吸尘机器人', ['vacuum']],
      ['割草机 割草机器人 除草机 剪草机', ['lawn-mower']],
      ['电视', ['tv']],
      ['tv', ['tv']],
      ['播放器 媒体播放器', ['media-player', 'speaker', 'tv']],
      ['音箱 音响 喇叭 扬声器', ['speaker', 'media-player']],
      ['摄像头 监控 摄像机 监控摄像头', ['camera']],
      ['洗衣机', ['washer']],
      ['烘干机 干衣机 烘衣机', ['dryer']],
      ['洗碗机', ['dishwasher']],
      ['水壶 热水壶 烧水壶 电水壶', ['kettle']],
      ['传感器 感应器', ['sensor']],
      ['场景 情景', ['scene']],
    ] as const
  ).flatMap(([words, kinds]) => split(words).map((word) => [word, kinds] as const)),
);

/** What a kind is called in an answer. */
export const kindNames: Readonly<Record<Kind, string>> = {
  light: '灯',
  switch: '开关',
  outlet: '插座',
  fan: '风扇',
  'air-conditioner': '空调',
  thermostat: '温控器',
  heater: '暖气',
  'water-heater': '热水器',
  humidifier: '加湿器',
  dehumidifier: '除湿机',
  'air-purifier': '空气净化器',
  curtain: '窗帘',
  blind: '百叶帘',
  shutter: '卷帘',
  awning: '遮阳棚',
  'garage-door': '车库门',
  door: '门',
  gate: '院门',
  window: '窗户',
  valve: '阀门',
  lock: '门锁',
  alarm: '报警器',
  vacuum: '扫地机器人',
  'lawn-mower': '割草机',
  tv: '电视',
  'media-player': '播放器',
  speaker: '音箱',
  camera: '摄像头',
  washer: '洗衣机',
  dryer: '烘干机',
  dishwasher: '洗碗机',
  kettle: '水壶',
  sensor: '传感器',
  button: '按钮',
  person: '人',
  weather: '天气',
  scene: '场景',
  script: '脚本',
  other: '设备',
};

const verbs: Readonly<Record<Verb, string>> = {
  on: '打开 开启 启动 开 点亮 启用 点开 弄开 开起来 亮起来 接通 激活 开始工作 干活 开始干活 开始运行 开开 打开来 开了 开咗 通电 唤醒 开机 打着 点着 开着吧 亮起',
  off: '关闭 关掉 关 关上 关灭 熄灭 熄掉 熄 停掉 停用 断电 关停 关死 灭掉 灭了 闩 切断 关机 关了去 关下来 关起来 闭掉 灭 熄了 停机 掐了 收掉',
  open: '拉开 敞开 推开 展开 撑开 升起来 升起 打开一条缝 摇开 卷起来 卷起 收上去 升上去',
  close: '拉上 拉 合上 关紧 关好 拉拢 闭合 放下 放下来 降下 降下来 掩上 拉下 拉下来 拉起来 合起来 拉好 关严 带上 收起 收起来 收回 收回来 遮上',
  lock: '锁上 锁好 锁住 锁起来 上锁 反锁 锁门去 锁死 锁',
  unlock: '解锁 开锁 解开',
  toggle: '切换一下 切换状态 切换开关',
  set: '调到 调成 调为 调至 设为 设成 设到 设置为 设置成 设置到 设置 设定 设定为 设定成 设定到 设 改成 改为 改到 变成 变为 变 换成 换到 转到 转成 切到 切成 切换到 切换成 切换为 切换 开到 关到 拉到 升到 降到 加到 减到 提到 升高到 降低到 提高到 调高到 调低到 调大到 调小到 调亮到 调暗到 增加到 减小到 减少到 加热到 烧到 升温到 降温到 制冷到 制热到 升至 降至 开至 调 调节 调节到 调节为 调节成 调整 调整到 调整为 调整成 定在 定到 定成 维持在 保持在 保持 控制在 弄成 弄到 搞成 打到 打成 转 换 开成 停在 留 放到 设在 调在 推到 选 选择 来',
  play: '播放 放 播 放点 来点 来首 放首 听 听听 放一首 播一首 放一点 来一首 听点 想听 放歌',
  pause: '暂停 暂停播放 停一停 先停 停一下 暂停下',
  resume: '继续 继续播放 恢复 恢复播放 接着放 接着播 继续放 接着播放',
  stop: '停止 停 停下 停下来 别放了 停止播放 不放了 停播 停住',
  next: '下一首 下一曲 下一台 下一个频道 下一集 下首 切歌 换一首 换首歌 换歌 下首歌 下一首歌 换台 下一频道 下个频道 切下一首 跳过这首 跳过 换一首歌 下一个节目',
  previous: '上一首 上一曲 上一台 上一个频道 上一集 上首 上首歌 上一首歌 上一频道 上个频道 切上一首 前一首',
  mute: '静音 消音 闭麦 关掉声音 关声音 静音一下 关闭声音 禁音',
  unmute: '取消静音 解除静音 恢复声音 关闭静音 关掉静音 打开声音 取消消音 开声音 不静音',
  clean:
    '打扫 清扫 扫地 扫 清洁 吸尘 拖地 扫一扫 打扫打扫 扫扫 开始打扫 开始清扫 扫一下 清理 拖一拖 拖一下 开始扫地 开始清洁 打扫卫生 搞卫生 吸一吸 拖 扫一遍 扫干净 拖一遍',
  dock: '回去充电 回充 回家充电 回基座 回去 回充电座 回充电桩 去充电 返回充电 返回基座 归位 充电去 回到充电座 回到基座 停靠 回到充电桩 回窝 返航 充电',
  mow: '割草 除草 修草坪 剪草 修剪草坪 割草坪 开始割草',
  run: '执行 运行 进入 触发 切进',
  want: '要 想要 需要',
};

const attributes: readonly (readonly [string, Attribute, Attribute])[] = [
  ['亮度 明暗 光线亮度 光亮度 灯光亮度', 'brightnessPercent', 'brightnessPercent'],
  ['音量 声音 声量 播放音量 声', 'volumePercent', 'volumePercent'],
  ['风速 风量 风力 风 转速 速度 风力大小 档位 挡位 风档', 'fanPercent', 'fanPercent'],
  ['湿度 空气湿度', 'targetHumidityPercent', 'currentHumidityPercent'],
  ['温度 室温 水温 气温 设定温度 室内温度', 'targetTemperatureCelsius', 'currentTemperatureCelsius'],
  ['色温 灯光色温', 'colorTemperatureKelvin', 'colorTemperatureKelvin'],
  ['颜色 灯光颜色 色彩 灯色 光色', 'color', 'color'],
  ['开合度 开度 位置 开合 开启程度 打开程度 开合程度', 'openPercent', 'openPercent'],
  ['模式 工作模式 运行模式', 'mode', 'mode'],
  ['摆风 扫风 摇头 摆头 上下扫风 左右扫风 上下摆风 左右摆风 摆动 摇摆', 'swing', 'swing'],
  ['信号源 输入源 输入 频道 音源 信源', 'source', 'source'],
  ['电量 电池 还有电 有电 多少电 剩余电量 电池电量', 'batteryPercent', 'batteryPercent'],
  ['功率 耗电 用电 耗电量 用电功率', 'powerWatts', 'powerWatts'],
  ['pm2.5 pm25 空气质量', 'pm25', 'pm25'],
];

const adjectives: readonly (readonly [string, Attribute | undefined, 1 | -1])[] = [
  ['亮', 'brightnessPercent', 1],
  ['暗 黑', 'brightnessPercent', -1],
  ['高 大 强 多', undefined, 1],
  ['低 小 弱 少 细', undefined, -1],
  ['热 暖 暖和', 'targetTemperatureCelsius', 1],
  ['冷 凉 凉快 冻 凉爽', 'targetTemperatureCelsius', -1],
  ['快', 'fanPercent', 1],
  ['慢', 'fanPercent', -1],
  ['响 大声 响亮', 'volumePercent', 1],
  ['轻 小声 安静', 'volumePercent', -1],
  ['湿 湿润', 'targetHumidityPercent', 1],
  ['干 干燥', 'targetHumidityPercent', -1],
];

const adjusts: readonly (readonly [string, Attribute | undefined, 1 | -1])[] = [
  ['调高 升高 提高 增加 加大 加 升 增大 开大 提升 上调 加高 往上调 往大调 拧大 放大 升上 加强 增强 调强 向上调 再加 调大 弄大 弄高 搞大', undefined, 1],
  ['调低 降低 减小 减少 减 降 减弱 关小 下调 缩小 往下调 往小调 拧小 压低 调弱 减半 向下调 再减 调小 弄小 弄低 开小 搞小', undefined, -1],
  ['调亮 变亮 弄亮 开亮 加亮 提亮 调光亮 搞亮', 'brightnessPercent', 1],
  ['调暗 变暗 弄暗 压暗 搞暗 调黑', 'brightnessPercent', -1],
  ['调热 升温 加温 调暖 弄暖', 'targetTemperatureCelsius', 1],
  ['调冷 降温 调凉', 'targetTemperatureCelsius', -1],
  ['调快', 'fanPercent', 1],
  ['调慢', 'fanPercent', -1],
  ['调响 调大声 开大声 大点声 大声点 声音大点', 'volumePercent', 1],
  ['调轻 调小声 小点声 小声点 声音小点', 'volumePercent', -1],
];

const extremes: readonly (readonly [string, 'max' | 'min' | 'middle', Attribute | undefined])[] = [
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

const colors: readonly (readonly [string, string])[] = [
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

const kelvins: readonly (readonly [string, number])[] = [
  ['烛光 蜡烛光 烛光色', 1900],
  ['暖光 暖色 暖黄 暖黄光 暖黄色 暖白 暖白光 暖白色 黄光 暖色光 暖色调 暖调', 2700],
  ['自然光 中性光 中性白 自然白 自然色 中性色 自然白光', 4000],
  ['冷白 冷白光 冷光 冷色 冷色光 冷色调 冷白色 白光', 5500],
  ['日光 正白光 正白 日光色 正白色', 6500],
];

const modes: readonly (readonly [string, string])[] = [
  ['制冷 冷风', 'cool'],
  ['制热 加热 热风 暖风 制暖', 'heat'],
  ['除湿 抽湿 干燥模式', 'dry'],
  ['送风 吹风', 'fan'],
  ['自动', 'auto'],
  ['睡眠', 'sleep'],
  ['节能 省电 eco 经济', 'eco'],
];
/** Words that a device may have for a mode of its own; only with 模式 or on a device that has it. */
const ownModes =
  '强力 静音 阅读 观影 影院 电影 夜灯 柔和 标准 快速 轻柔 儿童 婴儿 舒适 强劲 极速 安静 离家 回家 在家 外出 度假 聚会 派对 会客 起床 晚安 浪漫 温馨 用餐 游戏 工作 学习 休息 午休 夜间 白天 音乐 生日 隐身 护眼 日常 彩光 恒温 智能 手动 拖地 扫拖 扫地 集中 深度 强效 自然风';

const complaints: readonly (readonly [string, Complaint, boolean])[] = [
  [
    '看不见 看不清 看不清楚 光线不够 光线太暗 黑漆漆 乌漆嘛黑 黑乎乎 太黑 好黑 太暗 好暗 有点暗 有点黑 光线不足 黑黢黢 不够亮 怎么这么黑 这么黑 这么暗 太昏暗 黑灯瞎火 有些暗 给点光 来点光 来点亮光 黑咕隆咚',
    'dark',
    true,
  ],
  ['太亮 刺眼 晃眼 晃眼睛 有点亮 好亮 太晃眼 亮瞎 光线太亮 太刺眼 好刺眼 有点刺眼', 'bright', true],
  ['阳光太刺眼 太阳太刺眼 阳光刺眼 太阳晃眼 阳光好刺眼 阳光有点刺眼 外面太亮 窗外太亮 太阳太大 太晒 好晒 有点晒 西晒', 'glare', true],
  ['冻死个人 冻死人 冷死 太冷 好冷 有点冷 冷 挺冷 冻死 怪冷 冷飕飕 凉飕飕 好冻 太凉 有点凉 有些冷 很冷 真冷 冻 冷得慌 这么冷 怕冷', 'cold', true],
  ['热死个人 热死人 热死 太热 好热 有点热 热 挺热 闷热 怪热 很热 真热 有些热 热得慌 热死了 这么热 出汗', 'hot', true],
  ['太吵 好吵 吵死 有点吵 太大声 吵 很吵 吵得慌 声音太大 音量太大 声音有点大 声音好大 太响', 'loud', true],
  ['听不清 听不见 听不到 声音太小 音量太小 声音有点小 太小声 听不清楚', 'quiet', true],
  ['闷 好闷 太闷 有点闷 空气不好 空气不流通 闷得慌 有味道 有异味 味道好大 不透气 透不过气', 'stuffy', true],
  ['太干 好干 有点干 太干燥 空气太干 空气干燥 很干 干得慌 有点干燥 好干燥 空气好干 空气有点干', 'dry', true],
  ['太潮 好潮 有点潮 潮湿 太潮湿 好潮湿 太湿 有点潮湿 湿气重 湿气太重 返潮 回南天', 'humid', true],
  ['灰尘太多 雾霾 雾霾好大 粉尘 空气太差 空气好差 空气质量太差 灰好大 烟味 烟味好大', 'dusty', true],
  ['地脏 地上脏 地好脏 地板脏 地板好脏 好脏 太脏 有点脏 地上好脏 地太脏 地板太脏 脏 地面好脏 脏死', 'dirty', true],
  ['睡觉 要睡 要睡觉 睡 准备睡 准备睡觉 晚安 去睡 去睡觉 困 上床睡觉 休息 要休息 准备休息 睡啦 打算睡', 'sleep', false],
  ['起床 醒 睡醒 起来 起床啦', 'wake', false],
  ['出门 要出门 出去 走 上班 去上班 准备出门 离开家 要走 出发 出门啦', 'leave', false],
  ['回来 到家 回家 回来啦 进门 下班回来', 'arrive', false],
];

const plain: Readonly<Partial<Record<Plain, string>>> = {
  after: '后 之后 以后 过后 过',
  all: '所有 全部 全部都 所有的 全都 全 每个 每盏 每一个 每一盏 每台 通通 统统 一切 全体 各个 整个家的 全数 每间 所有人',
  ba: '把 将 给 让 叫 使',
  can: '能不能 可不可以 可以 能 能否 可否 可唔可以 得不得 能够 会不会 支持 是否可以 会 能帮我 可以帮我 可不可以帮我 能不能帮我',
  cancel: '算了 取消 没事 没事了 不用了 不要了 当我没说 不用管 没什么 别管了 算啦 退下 不需要了',
  chatter:
    '那啥 那个啥 那谁 天黑 天黑了 天亮了 太晚 太晚了 很晚了 时间不早了 好累 累死 累 我 想 我想 我要 下班 看电影 看书 看电视 吃饭 洗澡 加班 今天 今晚 快 马上 赶紧 赶快 立刻 立即 现在 这会儿 这时候 刚 刚刚到家 还是 那 那么 嘛 呀 喽 咯 哎 唉 哎呀 哎哟 那个谁 嗯 呃 额 哦 噢 喔 诶 欸 哈 嘿 喂 hi hello hey 你好 您好 早上好 晚上好 下午好 小爱同学 小爱 小度小度 天猫精灵 小艺小艺 小布小布 管家 小管家 亲爱的 宝贝 先 就 就是 了啦 又 也 我说 我是说 对了 话说 顺便 顺手 顺带 睡前 来人 哥们 老铁 拜托拜托 呗 家人们',
  condition:
    '如果 要是 假如 的话 的时候 每当 每次 每天 每晚 每周 每早 每隔 一旦 只要 万一 若是 倘若 当 除非 每日 周末 工作日 天天 每到 等到 日落 日出 天黑后 天黑以后',
  conjunction: '和 跟 与 还有 以及 及 、 外加 加上 或 或者 还有就是',
  correction: '不对 不是 错了 说错了 哦不 啊不 不不 应该是 我是说 更正 口误 不不不 讲错了 弄错了 噢不 不对不对 啊不对 不是不是 啊不是 哦不是 我说错了 改一下',
  de: '的 里 里的 里面 里面的 中 内 那边的 那儿的 这边的 上 上的 之 处 里头 里头的 那里的 房间的 房间里的',
  degree: '一点 一点点 点 一些 些 一点儿 点儿 一丢丢 一丁点 点点 一度一度',
  double: '一倍',
  except: '除了 除 除去 除开 撇开',
  'except-end': '以外 之外 外 外的 以外的 之外的',
  filler:
    '只 一键 吹 吹吹 通风 通通风 透气 透透气 换气 换换气 华氏 摄氏 开始 地面 地板 地砖 卫生 请 帮 帮我 帮忙 麻烦 劳驾 请你 麻烦你 帮我把 给我 替我 为我 帮个忙 一下 一下子 下 吧 一下吧 谢谢 谢谢你 多谢 谢啦 好了 拜托 辛苦 辛苦了 有劳 烦请 你 您 请帮我 麻烦帮我 起来 掉 掉吧 来 去 吱 嘞 我们 咱们 咱 自己 然 可以的话吧 别忘了 别忘记 记得 不好意思 打扰了 要不 干脆 行 ok okay please 老师 主动 直接 稍微 稍稍 略微 稍 尽量 一起 同时 赶紧的 再 才 亲 嗨 那就 就把 就行 就好 就可以了 即可 刚好 一会 帮俺 俺 帮咱 给咱 给俺 帮我们 处于 进行 的状态 状态 数值 程度 左右 大概 大约 差不多 再次 重新 里给我 够 需要你 需要 你帮我 你给我 你把 嘛 灯光师',
  here: '这里 这儿 这边 这个房间 这间房 这屋 这屋里 这个屋 这个屋子 本房间 当前房间 我这 我这里 我这儿 我这边 这间 这房间 我房间里 屋里 屋子里 房间里 房间 屋 这块 这块儿 我这屋',
  home: '家里 全屋 整个家 家中 屋内所有 整屋 整个房子 家里面 全家 全宅 房子里 家里头 整个屋子 我家 咱家 我们家 家里边',
  measure: '个 盏 台 只 扇 把 张 部 架 条 间 组 那盏 那台 那扇 这盏 这台 这扇 那条 这条 那把 这把 那只 那部 那组 这组 盏儿',
  more: '再 更 还要 还是再',
  no: '不 不要 不用 否 不行 不是 别 算 别了 不了 不可以 不确定',
  not: '不要 别 不用 不许 不准 禁止 勿 甭 先别 千万别 不必 不想 没让你 不能 不可以 请勿 切勿 可别 别再 不要再 别给我 不想要 用不着 不需要 千万不要 先不要 先不 不 没有让你 没叫你 没 没有 未 莫 休 无需 不得 不应该 不该',
  others: '其他 其它 其余 别的 剩下 剩余 其他的 其它的 其余的 剩下的 另外 其他所有 其他全部 其余所有 其它所有',
  outside: '窗外 阳光 太阳 外面 室外 户外 外头',
  particle: '呢 了 啊 呀 哦 哈 嘛 呗 啦 咯 喽 哟 呐 吼 噢 嘞 哇 耶 诶 着吧 得了 滴',
  past: '昨天 昨晚 前天 刚才 刚刚 上次 之前 以前 曾经 已经 上周 去年 早就 刚 过了 昨日 前几天 那天 那次 当时',
  pause: '但是 但 不过 可是 只是 ， 。 ！ ？ ；',
  plural: '都 两个都 全部都 皆 两边 各 都给我 俩',
  pronoun: '它 那个 这个 该 他 她 这盏灯 那盏灯 这玩意 那玩意 这东西 那东西 那一个 这一个 此',
  pronouns: '它们 他们 那些 这些 那几个 这几个 这两个 那两个 那俩 她们',
  reported:
    '说 告诉 说过 听说 据说 问 提到 写道 念 翻译 喊 说的是 讲 说要 嘱咐 吩咐 让我 叫我 觉得 以为 认为 假装 梦见 梦到 歌词 单词 英文 英语 怎么读 怎么写 讲了 故事 笑话 造句 叫做 名叫',
  subject: '我 他 她 我们 他们 有人 别人 大家 孩子 小孩',
  next: '然后 接着 并且 并 再把 再给 再将 之后再 然后再 接着再 再帮我 同时把 另外把 而且 还有把 顺便把 并把 也把 以及把 随后 最后 完了 完事 再去 再来 还要把',
  timer: '计时器 定时器 倒计时 计时 闹钟 定时 闹铃 番茄钟 倒数计时 定时闹钟 倒数 提醒',
  to: '到 为 成 至 在 用 从 回到 跳到',
  too: '也 也要 也一样 同样 也是 也都',
  'too-much': '太 有点 有些 过于 好 很 这么 那么 挺 怪 真 特别 非常 有点儿 实在太 实在 真的太',
  undo: '开错了 关错了 调错了 按错了 点错了 撤销 撤回 还原 恢复原样 恢复原状 改回来 变回去 改回去 调回来 调回去 恢复之前 恢复到之前 恢复刚才 回到刚才 弄回去 变回来 恢复成刚才 恢复原来',
  weather: '天气 天气预报 下雨 下雪 带伞 刮风 预报 降温吗 雨 雪 打伞',
  yes: '好 好的 是 对 嗯 可以 行 要 确定 确认 没错 是的 对的 好啊 好呀 当然 可以的 要的 没问题 嗯嗯 对对 没错没错 行吧 好吧 ok okay yes 同意 确认执行 确定执行 执行吧 就这样 对啊',
  zhe: '着 着的 着呢 正在 在 还',
};

const asks: readonly (readonly [string, Extract<Meaning, { is: 'ask' }>['ask']])[] = [
  ['要不要 该不该 需不需要 用不用 吗 么 是不是 有没有在 没 没有 是否 对吗 是吗 吗呢 有没 不', 'yes-no'],
  ['哪几个房间 哪些房间 哪些 哪个 哪几个 哪几盏 哪盏 哪几台 哪台 哪里的 哪扇 哪几扇 哪间 哪个房间 哪些个 哪', 'which'],
  ['多少个 几个 多少盏 几盏 几台 多少台 几扇 多少扇 有多少 几', 'how-many'],
  [
    '多少 几度 多高 多大 多亮 多热 多冷 什么 怎么样 如何 多少度 是多少 怎样 告诉我 告诉我一下 跟我说 说一下 报一下 我想知道 想知道 检查 检查一下 检查下 确认一下 确认下 在干嘛 在干什么 在做什么 在忙什么 干什么呢 看看 看一下 看下 查看 查一下 查查 查询 帮我看看 瞧瞧 多湿 多快 多少瓦 啥 多重 咋样 多响 多干 多暗 几档 哪一档 有多',
    'what',
  ],
  ['有没有 有无 有', 'any'],
  ['怎么 怎样才能 如何才能 咋 教我 怎么才能 方法', 'how'],
  ['为什么 为啥 为何 怎么会 干嘛 凭什么 怎么回事 咋回事 什么原因', 'why'],
  ['有没有人 还有没有人 有人吗 有人在吗 有人没 谁 哪位 什么人', 'who'],
  ['在哪 在哪里 在哪儿 哪里 哪儿 去哪了', 'where'],
  ['好吗 好不好 行吗 行不行 可以吗 可不可以啊 好么 成吗 行么 好伐 得唔得', 'tag'],
  ['几点 几点了 几点钟 现在时间 什么时间 什么时候了 时间 现在时刻 几点钟了 报时 当前时间', 'clock'],
  ['几号 星期几 周几 日期 礼拜几 几月几号 几月 多少号 什么日子 今天日期 哪一天 哪天', 'date'],
];

const states: readonly (readonly [string, Extract<Meaning, { is: 'state' }>['state']])[] = [
  [
    '开着 打开着 亮着 开启着 打开的 开着的 亮着的 开启的 开的 在开 运行着 没关 没有关 没关上 忘关 忘了关 忘记关 没关好 没关掉 正在运行 工作着 在洗 在烘 在烧 在煮 在转 在用 在工作 正在洗 正在工作 没拉 没拉上 没合上 没关严',
    'open-or-on',
  ],
  [
    '关着 关着的 关闭的 关的 灭着 关上的 关闭着 熄着 灭的 没开 没有开 没打开 合着 拉上的 关好的 没亮 没拉开 扫完 打扫完 扫地完 洗完 洗好 烘完 烘好 烧开 煮好 关掉的 关好了',
    'closed-or-off',
  ],
  ['锁着 锁着的 锁上的 上锁的 锁好的 锁上了 锁好了 锁住了', 'locked'],
  ['没锁 没上锁 没有锁 没锁上 没锁好 忘锁 忘了锁 没锁的', 'unlocked'],
  ['放着 播着 在放 在播 正在播放 播放着 在播放 正在放', 'playing'],
  ['在扫 扫着 正在打扫 在打扫 在工作 正在清扫 在清扫 在扫地', 'cleaning'],
  ['在充电 充电中 充着电 正在充电 在基座上', 'docked'],
  ['在家 在屋里 在家里', 'presence'],
];

const ordinals: readonly (readonly [string, number])[] = [
  ['第一个 第1个 第一 头一个 前者 第一盏 第一台 一号吧', 1],
  ['第二个 第2个 第二 第二盏 第二台 后者', 2],
  ['第三个 第3个 第三 第三盏 第三台', 3],
  ['第四个 第4个 第四 第四盏 第四台', 4],
  ['最后一个 最后那个 最末一个', -1],
  ['都要 两个都要 全都要 两个都 全要 都选 所有都要', 0],
];

const vagueTimes =
  '一会儿 一会 等一下 等会 等会儿 待会 待会儿 过会儿 稍后 回头 晚点 晚一点再 晚些 几分钟 十几分钟 几十分钟 几小时 几个小时 一阵子 早上 晚上 中午 下午 上午 凌晨 傍晚 夜里 半夜 明天 明早 明晚 后天 下周 过一会儿 过一会 过几分钟 十多分钟 二十多分钟 一两分钟 两三分钟 三五分钟 几秒 几秒钟 一两个小时 一个多小时 好几分钟 晚点儿';

const blockers =
  '上海 大连 大理 大同 大庆 开封 黑河 中山 上饶 内江 中卫 来宾 高雄 成都 都匀 太原 太仓 台北 台中 台南 三亚 三明 九江 六安 十堰 四平 百色 千岛湖 和田 开平 关中 好听 难听 动听 好看 难看 好吃 好玩 听见 听到 听懂 开会 开车 开心 开玩笑 开学 开饭 开门见山 开口 开发 开放 开店 开公司 开花 开水 开销 开工 关心 关系 关于 关注 关照 关键 关节 放假 放学 放心 放松 放屁 停车 停电 听话 听课 加油 加班费 加入 减肥 减速 升级 升职 降价 来不及 来得及 调皮 调查 调料 选举 选手 换衣服 换洗 换钱 播种 扫码 扫墓 打扫房子 锁定 风景 风险 风格 风水 声明 黑客 红包 白天鹅 热门 热爱 冷静 冷笑话 高兴 高考 低头 大人 小心 快递 快乐 慢慢 暗恋 亮相 关门大吉 开盘 开奖 打开心扉 打开话匣子 打开思路';

/** The lexicon: every word with all that it may mean. */
export const vocabulary: ReadonlyMap<string, readonly Meaning[]> = build();

/** The length of the longest word. */
export const longestWord = Math.max(...[...vocabulary.keys()].map((word) => word.length));

/** Words that hold a place in a sentence but say nothing of what is to be done. */
function build(): Map<string, Meaning[]> {
  const words = new Map<string, Meaning[]>();
  const add = (list: string, meaning: Meaning) => {
    for (const word of split(list)) {
      const known = words.get(word);
      if (known) known.push(meaning);
      else words.set(word, [meaning]);
    }
  };
  for (const [word, kinds] of kindWords) add(word, { is: 'kind', kinds });
  add('音乐 歌 歌曲 歌儿 曲子 背景音乐', { is: 'kind', kinds: ['speaker', 'media-player', 'tv'], having: 'playback' });
  add('设备 电器 东西 家电 所有东西 用电器', { is: 'kind', kinds: [], everything: true });
  for (const [verb, list] of entries(verbs)) add(list, { is: 'verb', verb });
  for (const [list, attribute, asked] of attributes) add(list, { is: 'attribute', attribute, asked });
  for (const [list, attribute, sign] of adjectives) add(list, { is: 'adjective', sign, ...(attribute ? { attribute } : {}) });
  for (const [list, attribute, sign] of adjusts) add(list, { is: 'adjust', sign, ...(attribute ? { attribute } : {}) });
  for (const [list, extreme, attribute] of extremes) add(list, { is: 'extreme', extreme, ...(attribute ? { attribute } : {}) });
  for (const [list, value] of colors)
    for (const word of split(list)) add(word.length > 1 ? `${word}色 ${word}光 ${word}` : `${word}色 ${word}光`, { is: 'color', value });
  for (const [list, value] of kelvins)
    for (const word of split(list)) {
      words.delete(word);
      add(word, { is: 'kelvin', value });
    }
  for (const [list, word] of modes) for (const spoken of split(list)) add(`${spoken} ${spoken}模式 ${spoken}档`, { is: 'mode', word, canonical: true });
  for (const spoken of split(ownModes)) if (!words.has(`${spoken}模式`)) add(`${spoken}模式 ${spoken}档`, { is: 'mode', word: spoken, canonical: false });
  add('一条缝 一条小缝 条缝 一道缝 一点缝', { is: 'number', value: 10, unit: 'percent' });
  add('低档 低速 低速档 低风 微风 弱风 小风 低风档 低挡', { is: 'number', value: 33, unit: 'level' });
  add('中档 中速 中速档 中风 中风档 中挡', { is: 'number', value: 66, unit: 'level' });
  add('高档 高速 高速档 高风 强风 大风 高风档 高挡', { is: 'number', value: 100, unit: 'level' });
  for (const [list, complaint, certain] of complaints) add(list, { is: 'complaint', complaint, certain });
  for (const [is, list] of entries(plain)) if (list !== undefined) add(list, { is });
  for (const [list, ask] of asks) add(list, { is: 'ask', ask });
  for (const [list, state] of states) add(list, { is: 'state', state });
  for (const [list, index] of ordinals) add(list, { is: 'ordinal', index });
  // Words in which a verb of ours means something else.
  add(blockers, { is: 'unknown' });
  add(vagueTimes, { is: 'vague-time' });
  add('今天 今日 今个 今儿 今儿个', { is: 'day', day: 'today' });
  add('明天 明日 明儿 明儿个', { is: 'day', day: 'tomorrow' });
  add('后天', { is: 'day', day: '+2' });
  return words;
}

function entries<Key extends string, Value>(record: Readonly<Partial<Record<Key, Value>>>): readonly (readonly [Key, Value])[] {
  const made: (readonly [Key, Value])[] = [];
  for (const key in record) {
    const value = record[key];
    if (value !== undefined) made.push([key, value]);
  }
  return made;
}
