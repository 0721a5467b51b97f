/** What went wrong in other people's homes while understanding, each with the right result: the kind of fault is what is tested. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { systemClock } from '../src/core/system-clock.ts';
import type { Home } from '../src/core/home.ts';
import type { Plan, Slots } from '../src/core/plan.ts';
import { loadLanguages } from '../src/languages/registry.ts';
import { homeOf, viewOf } from '../src/testing/index.ts';
import { createUnderstanding, type Understanding } from '../src/understanding/readers.ts';

const zh = homeOf(
  [
    { id: 'studio-main', name: '工作室主灯', room: 'studio', state: { on: true, brightnessPercent: 50 } },
    {
      id: 'studio-ac',
      name: '工作室空调',
      room: 'studio',
      kind: 'air-conditioner',
      state: { on: true, mode: 'cool', targetTemperatureCelsius: 24, fanPercent: 40 },
    },
    { id: 'studio-fan', name: '工作室风扇', room: 'studio', kind: 'fan', state: { on: true } },
    { id: 'living-main', name: '客厅灯', room: 'living', state: { on: true, brightnessPercent: 50 } },
    { id: 'living-ac', name: '客厅空调', room: 'living', kind: 'air-conditioner', state: { on: true, mode: 'cool', targetTemperatureCelsius: 24 } },
    { id: 'purifier', name: '空气净化器', room: 'living', kind: 'air-purifier', state: { on: false } },
    { id: 'tv', name: '电视', room: 'living', kind: 'tv', state: { on: true, volumePercent: 30 } },
    { id: 'tv-glow', name: 'TV 背景灯', room: 'living', state: { on: false } },
    { id: 'fish', name: '🐟鱼缸', room: 'living', kind: 'outlet', state: { on: true } },
    { id: 'sleep-switch', name: '客厅灯光睡眠模式', room: 'living', kind: 'switch', state: { on: false } },
    { id: 'kitchen-light', name: '灯', room: 'kitchen', state: { on: false } },
    { id: 'led', name: 'LED 灯带', room: 'kitchen', state: { on: false } },
    { id: 'garage-light', name: '灯', room: 'garage', state: { on: false } },
    { id: 'garage-door', name: '车库门', room: 'garage', kind: 'garage-door', state: { openPercent: 0 } },
    { id: 'master-light', name: '灯', room: 'master', state: { on: false } },
    { id: 'bed-master', name: '床头灯', room: 'master', state: { on: false } },
    { id: 'master-curtain', name: '窗帘', room: 'master', kind: 'curtain', state: { openPercent: 100 } },
    { id: 'curtain-light', name: '窗帘灯', room: 'master', state: { on: false } },
    { id: 'bed-guest', name: '床头灯', room: 'guest', state: { on: false } },
    { id: 'grandpa', name: '爷爷台灯', room: 'guest', state: { on: false } },
    { id: 'dining-fan', name: '风扇', room: 'dining', kind: 'fan', state: { on: false } },
    { id: 'fan-light', name: '风扇灯', room: 'dining', state: { on: false } },
    { id: 'bath-fan', name: '排风扇', room: 'bath', kind: 'fan', state: { on: false } },
    { id: 'kids-main', name: '吸顶灯', room: 'kids', state: { on: false } },
    { id: 'kids-star', name: '安安书桌上方第二层书架右边的小星星投影夜灯', room: 'kids', state: { on: false } },
  ],
  {
    rooms: {
      studio: '工作室',
      living: '客厅',
      kitchen: '厨房',
      garage: '车库',
      master: '主卧',
      guest: '客房',
      dining: '餐厅',
      bath: '卫生间',
      kids: '安安&乐乐的房间',
      store: '储藏室',
    },
  },
);

const en = homeOf(
  [
    { id: 'robin', name: 'Robin Office Lights', room: 'robin', state: { on: true } },
    { id: 'robin-outlet', name: 'Robin Office Heater', room: 'robin', kind: 'outlet', state: { on: true } },
    { id: 'nora', name: "Nora's Lamp", room: 'bedroom', state: { on: false } },
    { id: 'tv', name: 'TV', room: 'living', kind: 'tv', state: { on: true } },
    { id: 'kitchen-light', name: 'Kitchen', room: 'kitchen', state: { on: false, brightnessPercent: 20 } },
    { id: 'kitchen-speaker', name: 'Kitchen', room: 'kitchen', kind: 'speaker', state: { volumePercent: 30, playback: 'paused' } },
  ],
  { locale: 'en', timeZone: 'Europe/London', rooms: { robin: 'Robin Office', bedroom: 'Bedroom', living: 'Living Room', kitchen: 'Kitchen' } },
);

interface Expected {
  /** `device attribute value` or `device attribute +` for a raise, without `virtual:`; in any order. */
  readonly acts?: readonly string[];
  readonly later?: readonly string[];
  readonly slots?: Slots;
  /** Outcomes, any of which is right and none of which acts. */
  readonly outcomes?: readonly Plan['outcome'][];
  /** Devices that are offered. */
  readonly choices?: readonly string[];
}

const idle = { outcomes: ['none', 'decline', 'answer'] } as const;
const off = (...devices: string[]) => ({ acts: devices.map((device) => `${device} on false`) });
const on = (...devices: string[]) => ({ acts: devices.map((device) => `${device} on true`) });

const reports: readonly (readonly [report: string, home: Home, room: string | undefined, text: string, expected: Expected])[] = [
  ['001 a device’s name starts with its room’s name', zh, 'living', '关掉工作室主灯', off('studio-main')],
  ['001', zh, 'studio', '把工作室灯关了', off('studio-main')],
  ['001', en, 'living', 'turn off the Robin Office lights', off('robin')],
  ['003 several devices called only by their kind', zh, 'garage', '关灯', off('garage-light')],
  ['003', zh, undefined, '关灯', { outcomes: ['ask'] }],
  ['003', zh, 'store', '关灯', { outcomes: ['ask', 'decline'] }],
  ['004 the room stands in the name and is said once', zh, 'living', '打开工作室的主灯', on('studio-main')],
  ['004 or twice', zh, 'living', '打开工作室的工作室主灯', on('studio-main')],
  ['004 or not at all', zh, 'studio', '打开主灯', on('studio-main')],
  ['006 one name in several rooms', zh, 'living', '打开客房的床头灯', on('bed-guest')],
  ['006', zh, 'living', '打开床头灯', { outcomes: ['ask'], choices: ['bed-master', 'bed-guest'] }],
  ['006', zh, 'living', '把床头灯都关了', off('bed-master', 'bed-guest')],
  ['007 an hour stays an hour', zh, undefined, '定一个一小时的计时器', { slots: { hours: 1 } }],
  ['007', zh, undefined, '计时一个半小时', { slots: { hours: 1, minutes: 30 } }],
  ['007', zh, undefined, '倒计时两分半', { slots: { minutes: 2, seconds: 30 } }],
  ['007', en, undefined, 'start a timer for one and a half hours', { slots: { hours: 1, minutes: 30 } }],
  ['009 “all” is no place and no name', zh, 'living', '把全部的窗帘都拉上', { acts: ['master-curtain openPercent 0'] }],
  ['010 a prohibition does nothing', zh, 'living', '不要打开客厅灯', idle],
  ['010 not even a question back', zh, 'garage', '千万别把车库门打开', idle],
  ['010', zh, 'living', '我说的是不要关电视', idle],
  ['012 signs that nobody speaks', zh, 'living', '关掉安安和乐乐的房间的灯', off('kids-main', 'kids-star')],
  ['012', zh, 'living', '打开ＬＥＤ灯带', on('led')],
  ['012', zh, 'kitchen', '把鱼缸关了', off('fish')],
  ['014 the longest name wins', zh, 'living', '打开空气净化器', on('purifier')],
  ['014', zh, 'dining', '打开风扇灯', on('fan-light')],
  ['014', zh, 'dining', '关掉排风扇', off('bath-fan')],
  ['014', zh, 'master', '打开窗帘灯', on('curtain-light')],
  ['016 a very long name, whole', zh, 'living', '打开安安书桌上方第二层书架右边的小星星投影夜灯', on('kids-star')],
  ['016 and as people say it', zh, 'kids', '把小星星投影夜灯关掉', off('kids-star')],
  ['017 a switch with “light” in its name is no light', zh, 'living', '关灯', off('living-main', 'tv-glow')],
  ['017', zh, 'kitchen', '打开客厅所有的灯', on('living-main', 'tv-glow')],
  ['018 a clock time is taken whole', zh, undefined, '晚上八点三十六分关掉客厅灯', { slots: { at: '20:36' }, later: ['living-main on false'] }],
  ['018', zh, undefined, '下午一点零五分打开工作室空调', { slots: { at: '13:05' }, later: ['studio-ac on true'] }],
  ['018', zh, undefined, '凌晨十二点半关掉电视', { slots: { at: '00:30' }, later: ['tv on false'] }],
  ['018', en, undefined, 'turn off the TV at 8:36 pm', { slots: { at: '20:36' }, later: ['tv on false'] }],
  ['019 whose lamp', zh, 'living', '打开爷爷的台灯', on('grandpa')],
  ['019', zh, 'guest', '把爷爷那盏台灯关掉', off('grandpa')],
  ['019 never somebody else’s', zh, 'guest', '打开奶奶的台灯', { outcomes: ['decline', 'ask'] }],
  ['019', en, 'living', 'turn on noras lamp', on('nora')],
  ['020 two settings are two', zh, 'living', '客厅空调制冷19度', { acts: ['living-ac mode cool', 'living-ac targetTemperatureCelsius 19'] }],
  [
    '020 or three',
    zh,
    'studio',
    '工作室空调制热二十五度，风速百分之六十',
    { acts: ['studio-ac mode heat', 'studio-ac targetTemperatureCelsius 25', 'studio-ac fanPercent 60'] },
  ],
  [
    '022 a speaker named like its room has no brightness',
    en,
    'living',
    'set the kitchen brightness to 40 percent',
    { acts: ['kitchen-light brightnessPercent 40'] },
  ],
  ['022', en, 'living', 'turn the kitchen volume down', { acts: ['kitchen-speaker volumePercent -'] }],
  ['040 the least that still lights', zh, 'studio', '客厅灯调到最暗', { acts: ['living-main brightnessPercent 1'] }],
  ['040 the lower limit', zh, 'living', '客厅空调温度调到最低', { acts: ['living-ac targetTemperatureCelsius 16'] }],
];

let understanding: Understanding;
before(async () => {
  understanding = createUnderstanding(await loadLanguages('zh-CN'), systemClock);
});

for (const [report, home, room, text, expected] of reports) {
  test(`field report ${report}: ${text}${room === undefined ? '' : ` (${room})`}`, () => {
    const plan = understanding.read({ text, ...(room === undefined ? {} : { room }) }, viewOf(home));
    const parts = plan.parts ?? [plan];
    if (expected.outcomes) assert.ok(expected.outcomes.includes(plan.outcome), `${plan.outcome}: ${plan.say}`);
    else assert.equal(plan.outcome, 'act', plan.say);
    if (!expected.outcomes) assert.deepEqual(plan.steps.map(stepText).sort(), [...(expected.acts ?? [])].sort());
    if (expected.later)
      assert.deepEqual(
        parts
          .flatMap((part) => part.laterSteps ?? [])
          .map(stepText)
          .sort(),
        [...expected.later].sort(),
      );
    if (expected.slots) assert.deepEqual(parts.find((part) => part.skill)?.slots, expected.slots);
    if (expected.choices) assert.deepEqual(plan.choices?.map((choice) => bare(choice.device ?? '')).sort(), [...expected.choices].sort());
  });
}

const bare = (id: string) => id.replace(/^virtual:/, '');

function stepText(step: Plan['steps'][number]): string {
  const what =
    step.do === 'set'
      ? `${step.attribute} ${step.value}`
      : step.do === 'adjust'
        ? `${step.attribute} ${step.by > 0 ? '+' : '-'}`
        : step.do === 'run'
          ? step.action
          : step.attribute;
  return `${bare(step.device)} ${what}`;
}
