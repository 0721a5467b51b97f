import type { Kind } from '../../core/home.ts';

/**
 * A device's name as HomeKit takes it: letters, digits, spaces and ordinary punctuation, a letter or digit at both ends, at most 64 characters. Names
 * with anything else make accessories that cannot be added or do not answer.
 *
 * @see https://developer.apple.com/design/human-interface-guidelines/homekit
 */
export function homeKitName(name: string, kind: Kind, locale: string): string {
  const fit = trimmed(balanced(trimmed(name.normalize('NFC').replace(/[^\p{L}\p{N}\p{Zs}’'&!._:;()/,-]+/gu, ' '))));
  return trimmed(fit.slice(0, mostCharacters)) || kindWord(kind, locale);
}

const mostCharacters = 64;

function trimmed(text: string): string {
  return text.replace(/\p{Zs}+/gu, ' ').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

/** What was cut off at an end may have been one of a pair. */
function balanced(text: string): string {
  return text.split('(').length === text.split(')').length ? text : text.replace(/[()]/g, ' ');
}

/** The word for a kind of device, in Chinese or English. */
export function kindWord(kind: Kind, locale: string): string {
  const [chinese, english] = words[kind];
  return locale.toLowerCase().startsWith('zh') ? chinese : english;
}

const words: Readonly<Record<Kind, readonly [string, string]>> = {
  light: ['灯', 'Light'],
  switch: ['开关', 'Switch'],
  outlet: ['插座', 'Outlet'],
  fan: ['风扇', 'Fan'],
  'air-conditioner': ['空调', 'Air Conditioner'],
  thermostat: ['温控器', 'Thermostat'],
  heater: ['取暖器', 'Heater'],
  'water-heater': ['热水器', 'Water Heater'],
  humidifier: ['加湿器', 'Humidifier'],
  dehumidifier: ['除湿机', 'Dehumidifier'],
  'air-purifier': ['空气净化器', 'Air Purifier'],
  curtain: ['窗帘', 'Curtain'],
  blind: ['百叶帘', 'Blind'],
  shutter: ['卷帘', 'Shutter'],
  awning: ['遮阳篷', 'Awning'],
  'garage-door': ['车库门', 'Garage Door'],
  door: ['门', 'Door'],
  gate: ['大门', 'Gate'],
  window: ['窗户', 'Window'],
  valve: ['阀门', 'Valve'],
  lock: ['门锁', 'Lock'],
  alarm: ['警报器', 'Alarm'],
  vacuum: ['扫地机器人', 'Vacuum'],
  'lawn-mower': ['割草机', 'Lawn Mower'],
  tv: ['电视', 'TV'],
  'media-player': ['播放器', 'Media Player'],
  speaker: ['音箱', 'Speaker'],
  camera: ['摄像头', 'Camera'],
  washer: ['洗衣机', 'Washer'],
  dryer: ['烘干机', 'Dryer'],
  dishwasher: ['洗碗机', 'Dishwasher'],
  kettle: ['水壶', 'Kettle'],
  sensor: ['传感器', 'Sensor'],
  button: ['按钮', 'Button'],
  person: ['家人', 'Person'],
  weather: ['天气', 'Weather'],
  scene: ['场景', 'Scene'],
  script: ['脚本', 'Script'],
  other: ['设备', 'Device'],
};
