import type { Device, Home, Kind } from '../../core/home.ts';

/** Its types, by our kinds. Absent: it has no place for such a thing. */
export const deviceTypes: Readonly<Partial<Record<Kind, string>>> = {
  light: 'light',
  switch: 'switch',
  outlet: 'outlet',
  fan: 'fan',
  'air-conditioner': 'aircondition',
  thermostat: 'heater',
  heater: 'heater',
  'water-heater': 'waterheater',
  humidifier: 'humidifier',
  dehumidifier: 'dehumidifier',
  'air-purifier': 'airpurifier',
  curtain: 'curtain',
  blind: 'curtain',
  shutter: 'curtain',
  awning: 'curtain',
  'garage-door': 'smart-gating',
  door: 'smart-gating',
  gate: 'smart-gating',
  window: 'window',
  valve: 'switch',
  lock: 'fingerprintlock',
  alarm: 'switch',
  vacuum: 'roboticvacuum',
  'lawn-mower': 'switch',
  tv: 'television',
  'media-player': 'television',
  speaker: 'switch',
  washer: 'washmachine',
  dryer: 'switch',
  dishwasher: 'dishwasher',
  kettle: 'kettle',
  sensor: 'sensor',
  button: 'switch',
  scene: 'switch',
  script: 'switch',
  other: 'switch',
};

/** Its words for the commonest types; a name that is one of them, or ends in one, is understood. Its own list is longer and its own to change. */
const typeWords: Readonly<Record<string, readonly string[]>> = {
  light: ['灯', '台灯', '吊灯', '吸顶灯', '床头灯', '落地灯', '壁灯', '夜灯', '灯带', '筒灯', '射灯', '镜前灯'],
  switch: ['开关'],
  outlet: ['插座', '排插', '插排'],
  fan: ['风扇', '电风扇', '吊扇'],
  aircondition: ['空调'],
  heater: ['取暖器', '暖气', '地暖', '温控器'],
  waterheater: ['热水器'],
  humidifier: ['加湿器'],
  dehumidifier: ['除湿机'],
  airpurifier: ['空气净化器', '净化器'],
  curtain: ['窗帘', '百叶窗', '纱帘', '卷帘'],
  'smart-gating': ['门', '车库门'],
  window: ['窗', '窗户'],
  fingerprintlock: ['门锁', '锁', '指纹锁'],
  roboticvacuum: ['扫地机器人', '扫地机'],
  television: ['电视', '电视机'],
  washmachine: ['洗衣机'],
  dishwasher: ['洗碗机'],
  kettle: ['水壶', '电热水壶'],
  sensor: ['传感器'],
};

/** The places that it knows. */
const places: ReadonlySet<string> = new Set(
  (
    '门口 客厅 卧室 客房 主卧 次卧 书房 餐厅 厨房 洗手间 浴室 阳台 宠物房 老人房 儿童房 婴儿房 保姆房 玄关 一楼 二楼 三楼 四楼 楼梯 走廊 过道 楼上 楼下 影音室 娱乐室 工作间 ' +
    '杂物间 衣帽间 吧台 花园 温室 车库 休息室 办公室 起居室'
  ).split(' '),
);

/** How it is told of a device. */
export interface Naming {
  readonly deviceName: string;
  readonly deviceType: string;
  /** Absent where it knows no such place. */
  readonly zone?: string;
}

/** What a person should change so that Tmall Genie understands the name. */
export interface NamingAdvice {
  readonly device: string;
  /** `name-not-chinese`, `name-unusual`: its cloud may refuse the name. `place-unknown`: the room is not told. `name-twice`: two are called alike there. */
  readonly problem: 'name-not-chinese' | 'name-unusual' | 'place-unknown' | 'name-twice';
  /** A name that would do, where there is one. */
  readonly suggestion?: string;
}

/** The device as the platform wants it named, `undefined` for what it has no place for. Its place is said apart, so the name is told without it. */
export function namingOf(device: Device, home: Home): Naming | undefined {
  const deviceType = deviceTypes[device.kind];
  if (deviceType === undefined || !device.exposed) return undefined;
  const room = home.rooms.find(({ id }) => id === device.room);
  const zone = room && [room.name, ...room.aliases].find((name) => places.has(name));
  const roomNames = room === undefined ? [] : [room.name, ...room.aliases];
  const bare = (name: string): string => {
    const prefix = roomNames.find((one) => name.startsWith(one) && name.length > one.length);
    return prefix === undefined || zone === undefined ? name : name.slice(prefix.length).replace(/^的/, '');
  };
  const candidates = [device.name, ...device.aliases].map((name) => bare(name).replaceAll(/[^\p{L}\p{N}]/gu, ''));
  const deviceName = candidates.find((name) => isUsual(name, deviceType)) ?? candidates.find(isChinese) ?? candidates[0] ?? device.name;
  return { deviceName: deviceName === '' ? (typeWords[deviceType]?.[0] ?? device.name) : deviceName, deviceType, ...(zone !== undefined && { zone }) };
}

/** What does not fit, and what would. */
export function namingAdvice(home: Home): readonly NamingAdvice[] {
  const advice: NamingAdvice[] = [];
  const seen = new Set<string>();
  for (const device of home.devices) {
    const naming = namingOf(device, home);
    if (naming === undefined) continue;
    const { deviceName, deviceType, zone } = naming;
    const suggestion = typeWords[deviceType]?.[0];
    const suggested = suggestion === undefined ? {} : { suggestion };
    if (!isChinese(deviceName)) advice.push({ device: device.id, problem: 'name-not-chinese', ...suggested });
    else if (!isUsual(deviceName, deviceType)) advice.push({ device: device.id, problem: 'name-unusual', ...suggested });
    if (device.room !== undefined && zone === undefined) advice.push({ device: device.id, problem: 'place-unknown' });
    const key = `${zone ?? ''} ${deviceName}`;
    if (seen.has(key)) advice.push({ device: device.id, problem: 'name-twice' });
    seen.add(key);
  }
  return advice;
}

function isChinese(name: string): boolean {
  return /^[\p{Script=Han}\p{N}A-Za-z]*\p{Script=Han}[\p{Script=Han}\p{N}A-Za-z]*$/u.test(name);
}

function isUsual(name: string, deviceType: string): boolean {
  return (typeWords[deviceType] ?? []).some((word) => name.endsWith(word)) && isChinese(name);
}
