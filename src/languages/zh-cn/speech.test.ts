import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { language } from './index.ts';

const say: typeof language.replies.say = (phrase, values) => language.replies.say(phrase, values);

test('one form of writing for width, case, spaces and traditional characters', () => {
  assert.equal(language.normalize('打開ＬＥＤ 燈帶！'), '打开led灯带！');
  assert.equal(language.normalize('安安&乐乐的房间'), '安安和乐乐的房间');
  assert.equal(language.normalize('🐟鱼缸'), '鱼缸');
  assert.equal(language.normalize('電視切到 HDMI 2'), '电视切到hdmi 2');
  assert.equal(language.normalize('早上8:36'), '早上8:36');
  assert.equal(language.normalize('设成自动，26度,1,000'), '设成自动，26度，1000');
});

test('normalising twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const once = language.normalize(text);
      assert.equal(language.normalize(once), once);
    }),
  );
});

test('a number in a name is one, however it is said', () => {
  for (const spoken of ['射灯1', '射灯一', '射灯1号', '射灯一号', '一号射灯']) assert.ok(language.nameVariants('射灯 1').includes(spoken), spoken);
  assert.ok(!language.nameVariants('射灯 12').includes('射灯1'));
});

test('every reading of a character is known, the usual first', () => {
  assert.deepEqual(language.sounds?.('调灯'), [['tiao', 'diao', 'zhou'], ['deng']]);
  assert.deepEqual(language.sounds?.('a1'), [['a'], ['1']]);
});

test('what was done is said in natural words', () => {
  assert.equal(say('switched-on', { names: ['客厅灯', '落地灯', '吊灯'] }), '客厅灯、落地灯和吊灯开了。');
  assert.equal(say('set-to', { names: ['客厅灯'], what: 'brightnessPercent', value: 30 }), '客厅灯亮度调到 30% 了。');
  assert.equal(say('set-to', { names: ['灯带'], what: 'color', value: 'red' }), '灯带颜色换成红色了。');
  assert.equal(say('confirm', { what: say('will-opened', { names: ['车库门'] }) }), '要打开车库门吗？');
  assert.equal(say('which', { names: ['左床头灯', '右床头灯'] }), '哪一个：左床头灯还是右床头灯？');
  assert.equal(say('state-of', { names: ['卧室门'], what: 'locked', value: true }), '卧室门锁着。');
  assert.equal(say('state-of', { names: ['客厅'], what: 'currentTemperatureCelsius', value: '' }), '客厅的温度还不知道。');
  assert.equal(say('out-of-range', { names: ['空调'], what: 'targetTemperatureCelsius', min: 16, max: 30 }), '空调的温度只能在 16 到 30 之间。');
});

test('what is promised is said with its time', () => {
  assert.equal(say('later-set', { when: '22:30', what: '关掉客厅灯' }), '好的，晚上10点半关掉客厅灯。');
  assert.equal(say('later-set', { when: '10分钟', what: '关掉客厅灯' }), '好的，10分钟后关掉客厅灯。');
  assert.equal(say('timer-left', { name: '煮面', duration: '3分钟' }), '煮面计时器还有3分钟。');
  assert.equal(say('date-is', { date: '2026年11月26日', day: 'tomorrow' }), '明天是2026年11月26日。');
});

test('a phrase that is not known is still said, and nothing throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()))), (phrase, values) => {
      assert.equal(typeof say(phrase, values), 'string');
    }),
  );
});

test('times and dates are local and spoken', () => {
  const atMs = Date.UTC(2026, 10, 25, 12, 36);
  assert.equal(language.replies.timeText(atMs, 'Asia/Shanghai'), '晚上8点36分');
  assert.equal(language.replies.dateText(atMs, 'Asia/Shanghai'), '2026年11月25日，星期三');
});
