import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import type { Frame } from '../../core/frame.ts';
import { parseHome } from '../../home/parse.ts';
import { indexNames } from '../../understanding/names.ts';
import { language } from './index.ts';
import { numberAt, numeralValue } from './numbers.ts';
import { clockAt, durationAt } from './times.ts';

const home = parseHome({
  name: '测试的家',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  rooms: [{ id: 'kitchen', name: '厨房' }],
  devices: [
    { id: 'light', name: '厨房灯', room: 'kitchen', kind: 'light', state: { on: false } },
    { id: 'plug', name: '定时插座', room: 'kitchen', kind: 'outlet', state: { on: false } },
  ],
});
const names = indexNames(home, language);
const read = (text: string): readonly Frame[] => language.read({ text: language.normalize(text), names, tolerant: true, awaiting: false }).frames;

describe('skills and their slots', () => {
  const cases: readonly (readonly [string, string, object])[] = [
    ['定一个一小时的计时器', 'timer-start', { hours: 1 }],
    ['倒计时七十五秒', 'timer-start', { seconds: 75 }],
    ['计时一个半小时', 'timer-start', { hours: 1, minutes: 30 }],
    ['倒计时两分半', 'timer-start', { minutes: 2, seconds: 30 }],
    ['设置一个煮鸡蛋的8分钟计时器', 'timer-start', { minutes: 8, name: '煮鸡蛋' }],
    ['提醒我半小时后收衣服', 'timer-start', { minutes: 30, name: '收衣服' }],
    ['明早七点叫我起床', 'timer-start', { at: '07:00', day: 'tomorrow', name: '起床' }],
    ['给1小时的计时器延长10分钟', 'timer-extend', { startHours: 1, minutes: 10 }],
    ['厨房计时器缩短十分钟', 'timer-shorten', { minutes: 10, room: 'kitchen' }],
    ['取消煮面计时器', 'timer-cancel', { name: '煮面' }],
    ['取消所有计时器', 'timer-cancel-all', {}],
    ['把计时器暂停', 'timer-pause', {}],
    ['把煮面计时器继续', 'timer-resume', { name: '煮面' }],
    ['计时器还剩多少时间', 'timer-status', {}],
    ['把两斤苹果加到购物清单', 'list-add', { item: '苹果', list: '购物' }],
    ['记得买牛奶', 'list-add', { item: '牛奶' }],
    ['苹果买好了', 'list-complete', { item: '苹果' }],
    ['把鸡蛋从购物清单里删掉', 'list-remove', { item: '鸡蛋', list: '购物' }],
    ['广播一下吃饭了', 'broadcast', { message: '吃饭了' }],
    ['明天北京会下雨吗', 'weather', { place: '北京', day: 'tomorrow' }],
    ['现在几点了', 'time', {}],
    ['今天星期几', 'date', {}],
  ];
  for (const [text, skill, slots] of cases) {
    test(text, () => {
      const [frame] = read(text);
      assert.equal(frame?.is === 'skill' && frame.skill, skill);
      assert.deepEqual(frame?.is === 'skill' && { ...frame.slots }, slots);
    });
  }

  test('a time that no number can be made of is asked for, never guessed', () => {
    for (const text of ['几分钟后关灯', '待会儿关灯', '后天早上八点开灯', '定一个几分钟的计时器']) {
      const [frame] = read(text);
      assert.ok(frame?.is === 'skill' && frame.unclear !== undefined, text);
    }
  });

  test('a delayed order carries its time', () => {
    for (const [text, when] of [
      ['十分钟后关掉厨房灯', { delay: { minutes: 10 } }],
      ['过半小时把厨房灯关了', { delay: { minutes: 30 } }],
      ['晚上八点三十六分关掉厨房灯', { at: '20:36' }],
    ] as const) {
      const [frame] = read(text);
      assert.deepEqual(frame?.is === 'command' && frame.when, when, text);
    }
  });

  test('a device is not taken for the skill that its name begins with', () => {
    const [frame] = read('打开定时插座');
    assert.deepEqual(frame?.is === 'command' && frame.phrases[0]?.devices?.ids, ['plug']);
  });
});

test('numbers are read whole, or not at all', () => {
  for (const [text, value] of [
    ['二十五', 25],
    ['一百二', 120],
    ['两百零五', 205],
    ['二五', 25],
    ['十', 10],
    ['三千', 3000],
  ] as const)
    assert.equal(numeralValue(text), value, text);
  for (const text of ['两三', '三四十', '一两']) assert.equal(numeralValue(text), undefined, text);
  assert.deepEqual(numberAt('26.5度', 0), { value: 26.5, end: 4 });
  assert.deepEqual(numberAt('二十六点五度', 0), { value: 26.5, end: 5 });
  assert.deepEqual(numberAt('零下五度', 0), { value: -5, end: 3 });
});

test('every duration that can be said in hours, minutes and seconds is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }), (hours, minutes, seconds) => {
      fc.pre(hours + minutes + seconds > 0);
      const text = language.replies.durationText(hours * 3600 + minutes * 60 + seconds);
      const found = durationAt(text, 0);
      assert.equal(found?.end, text.length, text);
      const { duration } = found;
      assert.equal((duration.hours ?? 0) * 3600 + (duration.minutes ?? 0) * 60 + (duration.seconds ?? 0), hours * 3600 + minutes * 60 + seconds, text);
    }),
  );
});

test('a time of day keeps its minutes and its half of the day', () => {
  for (const [text, at] of [
    ['晚上八点三十六分', '20:36'],
    ['下午一点零五分', '13:05'],
    ['凌晨十二点半', '00:30'],
    ['中午十二点', '12:00'],
    ['早上六点一刻', '06:15'],
    ['差五分八点', '07:55'],
    ['22:30', '22:30'],
    ['晚上十二点', '00:00'],
  ] as const)
    assert.equal(clockAt(text, 0)?.clock.at, at, text);
  assert.equal(clockAt('二十五点', 0), undefined);
});
