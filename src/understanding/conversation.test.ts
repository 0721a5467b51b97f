import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadLanguages } from '../languages/registry.ts';
import type { Plan } from '../core/plan.ts';
import { fakeClock, homeOf, viewOf } from '../testing/index.ts';
import { createUnderstanding, type Understanding } from './readers.ts';

const home = homeOf(
  [
    { id: 'left', name: '左床头灯', room: 'master', state: { on: false, brightnessPercent: 40 } },
    { id: 'right', name: '右床头灯', room: 'master', state: { on: false, brightnessPercent: 40 } },
    { id: 'living', name: '客厅灯', room: 'living', state: { on: false, brightnessPercent: 60 } },
    { id: 'lock', name: '大门锁', room: 'living', kind: 'lock', state: { locked: true } },
  ],
  { rooms: { master: '主卧', living: '客厅' } },
);

const clock = fakeClock();
let understanding: Understanding;
before(async () => {
  understanding = createUnderstanding(await loadLanguages('zh-CN'), clock);
});

let conversations = 0;
/** Says these one after the other in a conversation of their own, and answers what came of the last. */
function talk(...texts: readonly string[]): Plan {
  conversations += 1;
  const plans = texts.map((text) => understanding.read({ text, room: 'living', conversation: `c${conversations}` }, viewOf(home)));
  const last = plans.at(-1);
  assert.ok(last);
  return last;
}

const steps = (plan: Plan) =>
  plan.steps.map((step) => `${step.device.slice(8)} ${step.do === 'set' ? String(step.value) : step.do === 'adjust' ? step.by : step.do}`);

test('what was chosen for later is done later, not at once', () => {
  const plan = talk('两分钟后开床头灯', '左边的');
  assert.equal(plan.skill, 'later');
  assert.deepEqual(plan.slots, { minutes: 2 });
  assert.deepEqual(plan.steps, []);
  assert.equal(plan.laterSteps?.[0]?.device, 'virtual:left');
});

test('a yes does what was asked, once', () => {
  assert.equal(talk('打开大门锁').confirm, true);
  assert.deepEqual(steps(talk('打开大门锁', '好的')), ['lock false']);
  assert.equal(talk('打开大门锁', '好的', '好的').outcome, 'none');
});

test('a no takes it back, and an order of its own leaves it open', () => {
  assert.equal(talk('打开大门锁', '不用了').skill, 'cancel');
  assert.equal(talk('打开大门锁', '不用了', '好的').outcome, 'none');
  assert.deepEqual(steps(talk('打开大门锁', '打开客厅灯', '好的')), ['lock false']);
});

test('after chatter only the button answers', () => {
  assert.notEqual(talk('打开大门锁', '今天猪肉又涨价了', '对').outcome, 'act');
});

test('after a minute nothing waits any more', async () => {
  understanding.read({ text: '打开大门锁', conversation: 'slow' }, viewOf(home));
  await clock.advance(61_000);
  assert.notEqual(understanding.read({ text: '好的', conversation: 'slow' }, viewOf(home)).outcome, 'act');
});

test('a follow-up is about what was spoken of last', () => {
  assert.deepEqual(steps(talk('打开客厅灯', '再亮一点')), ['living 10']);
  assert.deepEqual(steps(talk('打开客厅灯', '那主卧呢')), ['left true', 'right true']);
});

test('what was done is undone, and only once', () => {
  assert.deepEqual(steps(talk('打开客厅灯', '刚才那个取消')), ['living false']);
  assert.notEqual(talk('打开客厅灯', '刚才那个取消', '刚才那个取消').outcome, 'act');
});

test('without a conversation each sentence stands alone', () => {
  understanding.read({ text: '打开大门锁' }, viewOf(home));
  assert.equal(understanding.read({ text: '好的' }, viewOf(home)).outcome, 'none');
});
