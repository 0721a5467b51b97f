import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import type { Change, Frame, Reading } from '../../core/frame.ts';
import { parseHome } from '../../home/parse.ts';
import { indexNames } from '../../understanding/names.ts';
import { language } from './index.ts';

const light = { on: false, brightnessPercent: 50, colorTemperatureKelvin: 4000 };
const climate = { on: false, targetTemperatureCelsius: 26, mode: 'cool', fanPercent: 50, swing: false };
const home = parseHome({
  name: '测试的家',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  floors: [{ id: 'up', name: '二楼', aliases: ['楼上'] }],
  rooms: [
    { id: 'living', name: '客厅', aliases: ['大厅'] },
    { id: 'bed', name: '主卧', floor: 'up' },
    { id: 'study', name: '书房', floor: 'up' },
  ],
  people: [{ id: 'grandma', name: '奶奶', role: 'adult' }],
  devices: [
    { id: 'living-light', name: '吸顶灯', room: 'living', kind: 'light', state: light },
    { id: 'floor-lamp', name: '落地灯', room: 'living', kind: 'light', state: light },
    { id: 'living-ac', name: '客厅空调', room: 'living', kind: 'air-conditioner', state: climate },
    { id: 'tv', name: '电视', room: 'living', kind: 'tv', state: { on: true, volumePercent: 20, playback: 'playing' } },
    { id: 'curtain', name: '客厅窗帘', room: 'living', kind: 'curtain', state: { openPercent: 0 } },
    { id: 'bed-left', name: '左床头灯', room: 'bed', kind: 'light', state: light },
    { id: 'bed-ac', name: '主卧空调', room: 'bed', kind: 'air-conditioner', state: climate },
    { id: 'bed-curtain', name: '主卧窗帘', room: 'bed', kind: 'curtain', state: { openPercent: 0 } },
    { id: 'grandpa', name: '爷爷台灯', room: 'study', kind: 'light', state: light },
    { id: 'vacuum', name: '小石头', kind: 'vacuum', state: { activity: 'docked' } },
    { id: 'all-off', name: '全部关闭', kind: 'scene', state: {} },
    { id: 'opener', name: '开门灯', room: 'living', kind: 'light', state: light },
  ],
});
const names = indexNames(home, language);

function read(text: string, tolerant = false, awaiting = false): Reading {
  return language.read({ text: language.normalize(text), names, tolerant, awaiting });
}

/** The frames in short: what, about which things, and what is to change. */
function brief(frame: Frame): string {
  const things =
    'phrases' in frame
      ? (frame.phrases ?? []).map(({ devices, rooms, kinds, everything, unknown }) =>
          [rooms?.join('+'), devices?.ids.join('+') ?? kinds?.[0], everything && 'everything', unknown !== undefined && `?${unknown}`]
            .filter(Boolean)
            .join('/'),
        )
      : [];
  const changes = frame.is === 'command' || frame.is === 'fragment' ? frame.changes.map(changed) : [];
  return [frame.is, things.join(' & '), changes.join(' ')].filter(Boolean).join(': ');
}

function changed(change: Change): string {
  switch (change.do) {
    case 'switch':
    case 'open':
    case 'lock':
      return `${change.do}=${change.to}`;
    case 'set':
      return `${change.attribute ?? ''}=${typeof change.value === 'object' ? change.value.extreme : change.value}`;
    case 'adjust':
      return `${change.attribute ?? ''}${change.sign > 0 ? '+' : '-'}${change.amount ?? ''}`;
    case 'run':
      return change.action;
    case 'mode':
      return `mode ${change.word}`;
    case 'toggle':
    case 'pause':
    case 'resume':
    case 'stop':
      return change.do;
  }
}

describe('orders are read, however their words are arranged', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['打开客厅的灯', 'command: living/light: switch=true'],
    ['麻烦帮我把客厅的灯打开一下谢谢', 'command: living/light: switch=true'],
    ['能不能把客厅的灯打开', 'command: living/light: switch=true'],
    ['客厅的灯给我关喽', 'command: living/light: switch=false'],
    ['打開客廳的燈', 'command: living/light: switch=true'],
    ['將冷氣關掉', 'command: air-conditioner: switch=false'],
    ['唔該熄燈', 'command: light: switch=false'],
    ['在客厅打开灯', 'command: living/light: switch=true'],
    ['空调26度', 'command: air-conditioner: =26'],
    ['客厅空调制冷19度', 'command: living-ac: mode=cool =19'],
    ['落地灯调暗一点', 'command: floor-lamp: brightnessPercent-'],
    ['落地灯亮度提高两成', 'command: floor-lamp: brightnessPercent+20'],
    ['落地灯亮度降低到30', 'command: floor-lamp: brightnessPercent=30'],
    ['落地灯调暖一点', 'command: floor-lamp: colorTemperatureKelvin-'],
    ['窗帘打开一半', 'command: curtain: =middle'],
    ['窗帘拉开三分之一', 'command: curtain: =33'],
    ['关闭主卧空调和窗帘', 'command: bed-ac & bed/curtain: switch=false'],
    ['打开客厅、主卧的空调', 'command: living/air-conditioner & bed-ac: switch=true'],
    ['打开客厅和主卧的灯', 'command: living/light & bed/light: switch=true'],
    ['让小石头去打扫客厅', 'command: living/vacuum: start-cleaning'],
    ['关掉空调摆风', 'command: air-conditioner: swing=false'],
    ['主卧空调风速低', 'command: bed-ac: fanPercent=33'],
    ['打开爷爷那盏台灯', 'command: grandpa: switch=true'],
    ['左边的床头灯打开', 'command: bed-left: switch=true'],
  ];
  for (const [text, expected] of cases) {
    test(text, () => {
      assert.deepEqual(read(text).frames.map(brief), [expected]);
    });
  }
});

describe('several orders are told apart', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['关灯关空调', ['command: light: switch=false', 'command: air-conditioner: switch=false']],
    ['客厅灯打开主卧空调关掉', ['command: living/light: switch=true', 'command: bed-ac: switch=false']],
    ['打开客厅空调，调到24度', ['command: living-ac: switch=true', 'command: living-ac: =24']],
    ['太热了，调低一点', ['command: targetTemperatureCelsius-']],
    ['打开客厅的灯，哦不，书房的灯', ['command: study/light: switch=true']],
    ['空调调到二十，不，二十五度', ['command: air-conditioner: =25']],
    ['开…开一下客厅灯', ['command: living/light: switch=true']],
  ];
  for (const [text, expected] of cases) {
    test(text, () => {
      assert.deepEqual(read(text).frames.map(brief), expected);
    });
  }

  test('an exception is kept wherever it stands', () => {
    for (const text of ['除了书房把灯都关了', '把所有灯关了，除了书房的', '除了书房，其他的灯都关掉']) {
      const [frame] = read(text).frames;
      assert.equal(frame?.is, 'command', text);
      assert.deepEqual(frame.is === 'command' && frame.except?.map((phrase) => phrase.rooms), [['study']], text);
      assert.equal(frame.is === 'command' && frame.phrases[0]?.all, true, text);
    }
  });
});

describe('what is no order never becomes one', () => {
  const sentences = [
    '不要打开客厅灯',
    '千万别开空调',
    '灯别关',
    '不是让你开灯',
    '如果下雨就关窗帘',
    '等奶奶回来再开空调',
    '每天早上七点开窗帘',
    '他说把灯关了',
    '我说的是不要关电视',
    '我把灯关了',
    '我刚把灯打开',
    '奶奶把灯关了',
    '昨天我打开了空调',
    '灯已经关了',
    '客厅灯坏了',
    '灯开着',
    '怎么关灯',
    '为什么灯开了',
    '空调能不能制热',
    '要不要开灯',
    '关灯的英文怎么说',
    '我想开个公司',
    '开会了',
    '再见',
    '我昨天买了一个新的空调',
    '你觉得开空调好还是开风扇好',
    '开错了',
    '我记得我关灯了呀',
    '家里灯都关了吧？',
    '他睡了',
    '外面好冷',
    '关窗户的声音好大',
  ];
  for (const text of sentences) {
    test(text, () => {
      const acting = read(text, true).frames.filter((frame) => frame.is === 'command' || frame.is === 'fragment' || frame.is === 'wish');
      assert.deepEqual(acting.map(brief), []);
    });
  }
});

test('an unknown name is kept as unknown, and never widened', () => {
  for (const [text, unknown] of [
    ['打开奶奶的台灯', '奶奶的台灯'],
    ['打开游泳池的灯', '游泳池'],
    ['打开空气炸锅', '空气炸锅'],
    ['打开空调灯', '空调灯'],
    ['打开门铃', '门铃'],
    ['关掉冰箱', '冰箱'],
    ['打开吊灯', '吊灯'],
    ['打开两台壁灯', '壁灯'],
  ] as const) {
    const [frame] = read(text, true).frames;
    assert.deepEqual(frame?.is === 'command' && frame.phrases.map((phrase) => phrase.unknown), [unknown], text);
  }
});

test('a name with verbs in it is one, unless something else is switched by them', () => {
  assert.deepEqual(read('全部关闭').frames.map(brief), ['fragment: all-off']);
  assert.deepEqual(read('把灯全部关闭').frames.map(brief), ['command: light: switch=false']);
  assert.deepEqual(read('打开开门灯').frames.map(brief), ['command: opener: switch=true']);
});

test('misheard words are found again by the second reader only, and only beside what was heard well', () => {
  assert.deepEqual(read('打开克厅灯').frames.map(brief), ['command: light/?克厅: switch=true']);
  for (const [text, expected] of [
    ['打开克厅灯', 'command: living/light: switch=true'],
    ['官掉客厅灯', 'command: living/light: switch=false'],
    ['把空条调到26度', 'command: air-conditioner: =26'],
  ] as const)
    assert.deepEqual(read(text, true).frames.map(brief), [expected], text);
});

test('yes, no and a choice are such only when nothing else is said', () => {
  const first = (text: string, awaiting: boolean) => read(text, true, awaiting).frames[0];
  assert.deepEqual(first('好的', true)?.is, 'reply');
  assert.equal(first('好的', false)?.is, 'none');
  assert.equal(first('好的，打开客厅灯', true)?.is, 'command');
  const second = first('第二个吧', true);
  assert.equal(second?.is === 'reply' && second.reply === 'choice' && second.index, 2);
  assert.notEqual(first('打开', true)?.is, 'reply', 'an order of its own is that order, whatever was asked');
  const no = first('算了', true);
  assert.equal(no?.is === 'reply' && no.reply, 'no');
  const never = first('算了', false);
  assert.equal(never?.is === 'skill' && never.skill, 'cancel');
});

describe('questions', () => {
  const topic = (text: string) => {
    const [frame] = read(text).frames;
    return frame?.is === 'question' ? frame.topic : frame?.is;
  };
  const cases: readonly (readonly [string, object | string])[] = [
    ['客厅的灯开着吗', { ask: 'state', attribute: 'on', value: true, loose: true }],
    ['空调关了没有', { ask: 'state', attribute: 'on', value: false, loose: true }],
    ['家里还有哪些灯开着', { ask: 'which', attribute: 'on', value: true, loose: true }],
    ['有几盏灯亮着', { ask: 'how-many', attribute: 'on', value: true, loose: true }],
    ['所有窗帘都拉上了吗', { ask: 'all', attribute: 'on', value: false, loose: true }],
    ['现在客厅多少度', { ask: 'value', attribute: 'currentTemperatureCelsius' }],
    ['主卧空调设的多少度', { ask: 'value', attribute: 'targetTemperatureCelsius' }],
    ['客厅有哪些灯', { ask: 'inventory' }],
    ['空调能制热吗', { ask: 'ability' }],
    ['谁在家', { ask: 'presence' }],
  ];
  for (const [text, expected] of cases) {
    test(text, () => {
      assert.deepEqual(topic(text), expected);
    });
  }
});

test('whatever is said, reading ends and throws nothing', () => {
  const pieces = [
    '打开',
    '关',
    '客厅',
    '灯',
    '的',
    '不',
    '和',
    '，',
    '二十',
    '度',
    '除了',
    '他说',
    '十分钟',
    '后',
    '吗',
    '锁',
    '那个',
    '都',
    '调',
    '到',
    'tv',
    '50%',
    '😀',
    '\u0000',
    '点',
    '半',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 14 }),
      fc.boolean(),
      fc.boolean(),
      (words, tolerant, awaiting) => {
        const reading = read(words.join(''), tolerant, awaiting);
        assert.ok(reading.frames.every((frame) => frame.end >= frame.start));
      },
    ),
    { numRuns: 300 },
  );
});

test('a prohibition before an order leaves the order undone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('不要', '别', '千万别', '不用', '先别'),
      fc.constantFrom('打开', '关掉', '调高'),
      fc.constantFrom('客厅灯', '空调', '窗帘', '落地灯'),
      (not, verb, thing) => {
        for (const text of [`${not}${verb}${thing}`, `${thing}${not}${verb}`, `${not}把${thing}${verb}`])
          assert.deepEqual(
            read(text, true).frames.map((frame) => frame.is),
            ['none'],
            text,
          );
      },
    ),
  );
});
