/** Words for what is done to devices, and for what of them it is done to. */
import type { Attribute } from '../../core/home.ts';
import type { Verb } from './tokens.ts';

export const verbs: Readonly<Record<Verb, string>> = {
  on: '打开 开启 启动 开 点亮 启用 点开 弄开 开起来 亮起来 接通 激活 开始工作 干活 开始干活 开始运行 开开 打开来 开了 开咗 通电 唤醒 开机 打着 点着 开着吧 亮起 点上 燃起来 打亮 拉亮 按亮 摁亮 整起来 搞起来 弄起来 用起来 跑起来 转起来 动起来 吹起来 烧起来 烧上 煮上 插上 插上电 通上电 接上电 启动起来 运转 运转起来 转上 用上 使上 供电 送电 开上 亮上 亮了吧 打开吧 出动 干活儿 开始干活儿 开启来 烘上 洗上 热上 走起 on',
  off: '关闭 关掉 关 关上 关灭 熄灭 熄掉 熄 停掉 停用 断电 关停 关死 灭掉 灭了 闩 切断 关机 关了去 关下来 关起来 闭掉 灭 熄了 停机 掐了 收掉 歇歇 歇着 歇一歇 歇会儿 歇会 歇下 歇一下 歇一会儿 歇了 歇息 打烊 拔了 拔掉 掐掉 掐断 掐 拉闸 消停 消停会儿 消停下 闭上 拉灭 按灭 吹灭 收工 停工 关喽 灭喽 关咯 灭咯 停下来歇歇 关张 关了算了 停止工作 停止运行 off',
  open: '拉开 敞开 推开 展开 撑开 升起来 升起 打开一条缝 摇开 卷起来 卷起 收上去 升上去 支起来 支开 撑起来 打出来 放出来 伸出来 伸出去 伸开 铺开 张开 抬起来 抬起 拉起 升上来 升到顶 卷到顶 卷上去 卷上 拉到顶 拉到最上面 开到底 开个缝 开条缝 全拉开 扯开 掀开 打开透透气 拉敞 摇起来',
  close:
    '拉上 拉 合上 关紧 关好 拉拢 闭合 放下 放下来 降下 降下来 掩上 拉下 拉下来 拉起来 合起来 拉好 关严 带上 收起 收起来 收回 收回来 遮上 收 收了 收进来 收进去 收拢 缩回去 缩回来 卷回去 放到底 降到底 落到底 关到底 拉到底 落下 落下来 落 闭起来 全拉上 扯上 拉严 拉严实 关严实 合拢 掩好 挡上 遮住 遮起来 收一收 收一下 放下去 降下去',
  lock: '锁上 锁好 锁住 锁起来 上锁 反锁 锁门去 锁死 锁',
  unlock: '解锁 开锁 解开',
  toggle: '切换一下 切换状态 切换开关',
  set: '调到 调成 调为 调至 设为 设成 设到 设置为 设置成 设置到 设置 设定 设定为 设定成 设定到 设 改成 改为 改到 变成 变为 变 换成 换到 转到 转成 切到 切成 切换到 切换成 切换为 切换 开到 关到 拉到 升到 降到 加到 减到 提到 升高到 降低到 提高到 调高到 调低到 调大到 调小到 调亮到 调暗到 增加到 减小到 减少到 加热到 烧到 升温到 降温到 制冷到 制热到 升至 降至 开至 调 调节 调节到 调节为 调节成 调整 调整到 调整为 调整成 定在 定到 定成 维持在 保持在 保持 控制在 弄成 弄到 搞成 打到 打成 转 换 开成 停在 留 放到 设在 调在 推到 选 选择 来',
  play: '播放 放 播 放点 来点 来首 放首 听 听听 放一首 播一首 放一点 来一首 听点 想听 放歌',
  pause: '暂停 暂停播放 停一停 先停 停一下 暂停下 等等再放 先停停 停停 先停一下 先暂停',
  resume: '继续 继续播放 恢复 恢复播放 接着放 接着播 继续放 接着播放',
  stop: '停止 停 停下 停下来 别放了 停止播放 不放了 停播 停住',
  next: '下一首 下一曲 下一台 下一个频道 下一集 下首 切歌 换一首 换首歌 换歌 下首歌 下一首歌 换台 下一频道 下个频道 切下一首 跳过这首 跳过 换一首歌 下一个节目 换个台 换一个台 换个频道 换个歌 换一曲 切首歌 换首',
  previous: '上一首 上一曲 上一台 上一个频道 上一集 上首 上首歌 上一首歌 上一频道 上个频道 切上一首 前一首',
  mute: '静音 消音 闭麦 关掉声音 关声音 静音一下 关闭声音 禁音',
  unmute: '取消静音 解除静音 恢复声音 关闭静音 关掉静音 打开声音 取消消音 开声音 不静音',
  clean:
    '打扫 清扫 扫地 扫 清洁 吸尘 拖地 扫一扫 打扫打扫 扫扫 开始打扫 开始清扫 扫一下 清理 拖一拖 拖一下 开始扫地 开始清洁 打扫卫生 搞卫生 吸一吸 拖 扫一遍 扫干净 拖一遍 扫扫地 拖拖地 吸吸尘 扫一圈 拖一圈 打扫一遍 打扫一下 清扫一下 扫一扫地 扫拖 扫个干净 清扫清扫 拖干净 吸一下 吸一遍 打扫下',
  dock: '回去充电 回充 回家充电 回基座 回去 回充电座 回充电桩 去充电 返回充电 返回基座 归位 充电去 回到充电座 回到基座 停靠 回到充电桩 回窝 返航 充电 回去歇着 回去休息 回去待着 回家歇着 回充电座去 回坞 回去充电吧 充电去吧 滚回去',
  mow: '割草 除草 修草坪 剪草 修剪草坪 割草坪 开始割草',
  run: '执行 运行 进入 触发 切进',
  want: '要 想要 需要',
};

export const attributes: readonly (readonly [string, Attribute, Attribute])[] = [
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

export const adjectives: readonly (readonly [string, Attribute | undefined, 1 | -1])[] = [
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

export const adjusts: readonly (readonly [string, Attribute | undefined, 1 | -1])[] = [
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
