/** The nouns and numbers of an answer: what attributes and modes are called, times and durations as they are said. */

/** What a table says of a key; names of an object's own methods are no entries. */
export function own<Entry>(table: Readonly<Record<string, Entry>>, key: string): Entry | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

export const attributeNames: Readonly<Record<string, string>> = {
  on: '开关',
  brightnessPercent: '亮度',
  volumePercent: '音量',
  fanPercent: '风速',
  targetHumidityPercent: '湿度',
  openPercent: '开合度',
  colorTemperatureKelvin: '色温',
  color: '颜色',
  targetTemperatureCelsius: '温度',
  currentTemperatureCelsius: '温度',
  currentHumidityPercent: '湿度',
  mode: '模式',
  swing: '摆风',
  locked: '门锁',
  muted: '静音',
  playback: '播放',
  source: '输入源',
  activity: '工作状态',
  contact: '门窗',
  motion: '动静',
  presence: '有没有人',
  batteryPercent: '电量',
  powerWatts: '功率',
  pm25: 'PM2.5',
  status: '状态',
};

export const words: Readonly<Record<string, string>> = {
  cool: '制冷',
  heat: '制热',
  dry: '除湿',
  fan: '送风',
  auto: '自动',
  sleep: '睡眠',
  eco: '节能',
  playing: '在播放',
  paused: '暂停着',
  stopped: '停着',
  cleaning: '在打扫',
  mowing: '在割草',
  returning: '在回去充电',
  docked: '在充电座上',
  home: '在家',
  away: '不在家',
  sunny: '晴',
  cloudy: '多云',
  rainy: '有雨',
  snowy: '有雪',
  partlycloudy: '多云',
  fog: '有雾',
  windy: '有风',
  red: '红色',
  green: '绿色',
  blue: '蓝色',
  yellow: '黄色',
  white: '白色',
  purple: '紫色',
  pink: '粉色',
  orange: '橙色',
  cyan: '青色',
  skyblue: '天蓝色',
  navy: '深蓝色',
  gold: '金色',
  gray: '灰色',
  brown: '棕色',
  lavender: '淡紫色',
  turquoise: '青绿色',
  magenta: '品红色',
};

/** How each attribute's yes and no are said. */
export const states: Readonly<Record<string, readonly [string, string]>> = {
  on: ['开着', '关着'],
  openPercent: ['开着', '关着'],
  contact: ['开着', '关着'],
  locked: ['锁着', '没锁'],
  muted: ['静音着', '没有静音'],
  swing: ['在摆风', '没有摆风'],
  motion: ['有动静', '没有动静'],
  presence: ['有人', '没有人'],
};
export const joined = (names: readonly unknown[], last: string) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join('、')}${last}${String(names.at(-1))}`;
export const listed = (names: readonly unknown[]) => joined(names, '和');

export function clockText(at: string): string {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const period = hours < 6 ? '凌晨' : hours < 9 ? '早上' : hours < 12 ? '上午' : hours < 13 ? '中午' : hours < 18 ? '下午' : '晚上';
  const hour = hours > 12 ? hours - 12 : hours === 0 ? 12 : hours;
  return `${period}${hour}点${minutes === 0 ? '' : minutes === 30 ? '半' : `${minutes < 10 ? '零' : ''}${minutes}分`}`;
}

export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = whole % 60;
  if (hours && minutes === 30 && !rest) return `${hours === 1 ? '一' : hours}个半小时`;
  const parts = [hours ? `${hours}小时` : '', minutes ? `${minutes}分钟` : '', rest ? `${rest}秒` : ''].filter(Boolean);
  return parts.join('') || '0秒';
}

export function localParts(atMs: number, timeZone: string): Readonly<Record<string, string>> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
    weekday: 'short',
  });
  return Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
}

export const weekdays: Readonly<Record<string, string>> = { Mon: '一', Tue: '二', Wed: '三', Thu: '四', Fri: '五', Sat: '六', Sun: '日' };
