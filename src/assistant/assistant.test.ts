import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from '../core/claim.ts';
import type { HomeView } from '../core/home.ts';
import type { Plan, PlanPart } from '../core/plan.ts';
import type { Step, StepResult } from '../core/step.ts';
import type { TurnPart, TurnRequest } from '../ports/assistant.ts';
import type { Language } from '../ports/language.ts';
import type { Notice } from '../ports/notice.ts';
import { openSchedule } from '../scheduling/schedule.ts';
import { openLists } from '../skills/lists.ts';
import { skills } from '../skills/registry.ts';
import { fakeClock, homeOf, memoryStorage, viewOf } from '../testing/index.ts';
import { createAssistant } from './assistant.ts';

const flat = viewOf(
  homeOf([
    { id: 'living', name: '客厅灯' },
    { id: 'bedroom', name: '卧室灯' },
    { id: 'garage', name: '车库门', kind: 'garage-door', state: { openPercent: 0 } },
    { id: 'safe', name: '保险柜', kind: 'lock', state: { locked: true } },
  ]),
);
const on = (device: string, value = true): Step => ({ device: `virtual:${device}`, do: 'set', attribute: 'on', value });
const openGarage: Step = { device: 'virtual:garage', do: 'set', attribute: 'openPercent', value: 100 };
const unlock: Step = { device: 'virtual:safe', do: 'set', attribute: 'locked', value: false };
const named = (id: string) => flat.home.devices.find((device) => device.id === id)?.name ?? id;

/** Says phrases by their id, so that a test sees what is meant and not how it is put. */
const language: Language = {
  tag: 'zh-CN',
  name: '测试',
  normalize: (text) => text,
  nameKey: (name) => name,
  nameVariants: () => [],
  nameWords: (name) => [name],
  kindWords: new Map(),
  kindName: (kind) => kind,
  read: ({ text }) => {
    const at = { start: 0, end: text.length, text, is: 'reply' } as const;
    const index = Number(/^第(\d)个$/.exec(text)?.[1]);
    return { frames: text === '不要' ? [{ ...at, reply: 'no' }] : index > 0 ? [{ ...at, reply: 'choice', index }] : [], leftover: [], exact: true };
  },
  replies: {
    say: (phrase, values = {}) => `${phrase}(${Object.values(values).flat().join(',')})`,
    list: (names) => names.join('、'),
    durationText: (seconds) => `${seconds}s`,
    timeText: (atMs) => new Date(atMs).toISOString().slice(11, 16),
    dateText: (atMs) => new Date(atMs).toISOString().slice(0, 10),
  },
};
const telling = () => ({
  name: named,
  steps: (steps: readonly Step[], will = false) => steps.map(({ device }) => `${named(device)}${will ? '会动' : '动了'}`).join(' '),
});

const part = (made: Partial<PlanPart>): Plan => ({ outcome: 'act', steps: [], reads: [], say: 'as planned', ...made });
const confirmGarage = part({ outcome: 'ask', confirm: true, because: 'needs-confirmation', steps: [openGarage], say: 'sure?' });
const whichLamp = part({
  outcome: 'ask',
  say: 'which?',
  choices: [
    { say: '客厅灯', device: 'virtual:living' },
    { say: '保险柜', device: 'virtual:safe' },
  ],
  choiceSteps: [[on('living')], [unlock]],
});

interface World {
  /** What the sentences of this world mean. */
  readonly plans?: Readonly<Record<string, Plan>>;
  /** What becomes of devices; the others do as they are told. */
  readonly fates?: Readonly<Record<string, Pick<StepResult, 'result' | 'because'>>>;
  /** How long devices take to acknowledge. */
  readonly acknowledgeMs?: number;
  readonly mayDo?: (speaker: string | undefined, step: Step) => boolean;
  readonly home?: HomeView;
}

function world({ plans = {}, fates = {}, acknowledgeMs = 0, mayDo = () => true, home = flat }: World = {}) {
  const clock = fakeClock();
  const storage = memoryStorage();
  const claims: Claim[] = [];
  const notices: Notice[] = [];
  const answered: string[] = [];
  const claim = async (made: Claim) => {
    claims.push(made);
    const late = made.heardAtMs !== undefined && clock.nowMs() - made.heardAtMs > 10_000;
    const resultOf = (step: Step): StepResult => ({
      device: step.device,
      ...(step.do !== 'run' && { attribute: step.attribute }),
      ...(late ? { result: 'refused', because: 'too-late' } : (fates[step.device] ?? { result: 'done' })),
    });
    const results = made.steps.map((step) => (acknowledgeMs > 0 ? { ...resultOf(step), result: 'pending' as const } : resultOf(step)));
    const acknowledgedMs = clock.elapsedMs() + acknowledgeMs;
    return {
      decision: late ? ('declined' as const) : ('won' as const),
      receiptId: `receipt-${claims.length}`,
      results,
      settled: async (waitMs: number) => {
        const leftMs = acknowledgedMs - clock.elapsedMs();
        await clock.sleep(Math.min(waitMs, Math.max(0, leftMs)));
        return waitMs < leftMs ? results : made.steps.map(resultOf);
      },
    };
  };
  const arbiter = { claim };
  const notify = (notice: Notice): void => void notices.push(notice);
  const scheduling = openSchedule({ clock, storage, arbiter, home, notify });
  const assistant = createAssistant({
    clock,
    storage,
    home,
    arbiter,
    notify,
    scheduling,
    lists: openLists({ storage, clock }),
    skills,
    languages: [language],
    telling,
    mayDo,
    readers: [{ tier: 'exact', read: async ({ text }) => plans[text] }],
    conversations: { answered: (conversation) => answered.push(conversation) },
  });
  const turn = async (
    request: Omit<TurnRequest, 'source'> &
      ({ text: string; heardAtMs?: number; speaker?: string } | { turnId: string; confirm: boolean } | { turnId: string; choice: number }),
  ) => {
    const turn = assistant.turn({ source: 'page', conversation: 'c', ...request }, new AbortController().signal);
    const [result] = await Promise.all([turn, clock.advance(acknowledgeMs > 0 ? 1_200 : 0)]);
    return result;
  };
  return { clock, storage, claims, notices, answered, scheduling, assistant, turn };
}

test('an order is claimed at once as heard, and told as planned when it came true', async () => {
  const { turn, claims, storage, clock } = world({ plans: { 开灯: part({ steps: [on('living')], say: '客厅灯打开了' }) } });
  const result = await turn({ text: '开灯', heardAtMs: clock.nowMs() - 500 });
  assert.deepEqual([result.outcome, result.say, result.receiptId], ['act', '客厅灯打开了', 'receipt-1']);
  assert.deepEqual(result.results, [{ device: 'virtual:living', attribute: 'on', result: 'done' }]);
  assert.deepEqual(claims, [{ source: 'page', origin: 'heard', turnId: result.turnId, steps: [on('living')], heardAtMs: clock.nowMs() - 500 }]);
  assert.deepEqual(
    storage.ledger.map((event) => event.type === 'turn' && [event.turnId, event.receiptId, event.text, event.say, event.outcome, event.source]),
    [[result.turnId, 'receipt-1', '开灯', '客厅灯打开了', 'act', 'page']],
  );
});

const both = { 开灯: part({ steps: [on('living'), on('bedroom')], say: '都打开了' }) };
const fates: readonly { what: string; fates: NonNullable<World['fates']>; outcome?: string; say: string; because?: string }[] = [
  { what: 'all came true', fates: {}, say: '都打开了' },
  {
    what: 'one lamp is unreachable',
    fates: { 'virtual:bedroom': { result: 'failed', because: 'unreachable' } },
    say: 'and-but(客厅灯动了,unreachable(卧室灯,卧室灯会动))',
  },
  { what: 'one lamp failed', fates: { 'virtual:bedroom': { result: 'failed' } }, say: 'and-but(客厅灯动了,failed(卧室灯,卧室灯会动))' },
  { what: 'one lamp is slow', fates: { 'virtual:bedroom': { result: 'pending' } }, say: '客厅灯动了 sent(卧室灯)' },
  { what: 'nobody knows about one lamp', fates: { 'virtual:bedroom': { result: 'unknown' } }, say: 'and-but(客厅灯动了,unknown-result(卧室灯,卧室灯会动))' },
  { what: 'one was so already', fates: { 'virtual:bedroom': { result: 'already' } }, say: '都打开了' },
  { what: 'another assistant was first', fates: { 'virtual:living': { result: 'lost' }, 'virtual:bedroom': { result: 'lost' } }, say: '都打开了' },
  { what: 'all was so already', fates: { 'virtual:living': { result: 'already' }, 'virtual:bedroom': { result: 'already' } }, say: 'already(客厅灯,卧室灯)' },
  { what: 'all are slow', fates: { 'virtual:living': { result: 'pending' }, 'virtual:bedroom': { result: 'pending' } }, say: 'ok()' },
  {
    what: 'none is reachable',
    fates: { 'virtual:living': { result: 'failed', because: 'unreachable' }, 'virtual:bedroom': { result: 'failed', because: 'unreachable' } },
    because: 'unreachable',
    say: 'unreachable(客厅灯,卧室灯,客厅灯会动 卧室灯会动)',
  },
  {
    what: 'all was refused',
    fates: { 'virtual:living': { result: 'refused', because: 'out-of-range' }, 'virtual:bedroom': { result: 'refused', because: 'out-of-range' } },
    outcome: 'decline',
    because: 'out-of-range',
    say: 'out-of-range(客厅灯,卧室灯,客厅灯会动 卧室灯会动)',
  },
];
for (const { what, fates: of, outcome = 'act', because, say } of fates) {
  test(`the answer is the truth when ${what}`, async () => {
    const result = await world({ plans: both, fates: of }).turn({ text: '开灯' });
    assert.deepEqual([result.outcome, result.because, result.say], [outcome, because, say]);
  });
}

test('a slow device is waited for 1.2 s, and then nothing is claimed of it', async () => {
  const quick = await world({ plans: both, acknowledgeMs: 1_100 }).turn({ text: '开灯' });
  assert.equal(quick.say, '都打开了');
  const slow = await world({ plans: both, acknowledgeMs: 1_300 }).turn({ text: '开灯' });
  assert.equal(slow.say, 'ok()');
  assert.deepEqual(
    slow.results?.map(({ result }) => result),
    ['pending', 'pending'],
  );
});

test('what comes too late is said to be so, whether it moves something or is a timer', async () => {
  const { turn, clock, scheduling } = world({ plans: { ...both, 定时: part({ skill: 'timer-start', slots: { minutes: 5 } }) } });
  for (const text of ['开灯', '定时']) {
    const { outcome, because, say } = await turn({ text, heardAtMs: clock.nowMs() - 11_000 });
    assert.deepEqual([outcome, because, say.startsWith('too-late')], ['decline', 'too-late', true]);
  }
  assert.deepEqual(scheduling.list(), []);
});

test('a sentence that no reader knows is answered plainly and moves nothing', async () => {
  const { turn, claims } = world();
  const { outcome, say } = await turn({ text: '你好' });
  assert.deepEqual([outcome, say, claims.length], ['none', 'none()', 0]);
});

test('two orders in one sentence are one claim, and two when the second undoes the first', async () => {
  const two = (first: Step, second: Step): Plan => ({
    ...part({ steps: [first, second] }),
    parts: [part({ steps: [first], say: '一' }), part({ steps: [second], say: '二' })],
  });
  const { turn, claims } = world({ plans: { 两个: two(on('living'), on('bedroom', false)), 开了又关: two(on('living'), on('living', false)) } });
  assert.equal((await turn({ text: '两个' })).say, '一 二');
  assert.deepEqual(
    claims.map(({ steps }) => steps.length),
    [2],
  );
  await turn({ text: '开了又关' });
  assert.deepEqual(
    claims.map(({ steps }) => steps.length),
    [2, 1, 1],
  );
});

test('of two orders in one sentence each is told with its own fate', async () => {
  const plan: Plan = {
    ...part({ steps: [on('living'), on('bedroom')] }),
    parts: [part({ steps: [on('living')], say: '一' }), part({ steps: [on('bedroom')], say: '二' })],
  };
  const { say } = await world({ plans: { 两个: plan }, fates: { 'virtual:bedroom': { result: 'failed' } } }).turn({ text: '两个' });
  assert.equal(say, '一 failed(卧室灯,卧室灯会动)');
});

test('what is risky waits for a yes by the button, which does it once', async () => {
  const { turn, claims, answered } = world({ plans: { 开车库: confirmGarage } });
  const asked = await turn({ text: '开车库' });
  assert.deepEqual([asked.outcome, asked.confirm, claims.length], ['ask', true, 0]);
  const done = await turn({ turnId: asked.turnId, confirm: true });
  assert.deepEqual([done.outcome, done.say, done.confirm], ['act', '车库门动了', undefined]);
  assert.deepEqual(
    claims.map(({ steps, confirmed, turnId }) => [steps, confirmed, turnId]),
    [[[openGarage], true, done.turnId]],
  );
  assert.deepEqual(answered, ['c']);
  await assert.rejects(turn({ turnId: asked.turnId, confirm: true }), { code: 'assistant/no-such-turn' });
  assert.equal(claims.length, 1);
});

test('a yes pressed twice at once acts once', async () => {
  const { turn, claims } = world({ plans: { 开车库: confirmGarage } });
  const { turnId } = await turn({ text: '开车库' });
  const pressed = await Promise.allSettled([turn({ turnId, confirm: true }), turn({ turnId, confirm: true })]);
  assert.deepEqual(
    pressed.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  );
  assert.equal(claims.length, 1);
});

test('a no does nothing and closes what was asked', async () => {
  const { turn, claims } = world({ plans: { 开车库: confirmGarage } });
  const { turnId } = await turn({ text: '开车库' });
  const { outcome, skill } = await turn({ turnId, confirm: false });
  assert.deepEqual([outcome, skill, claims.length], ['answer', 'cancel', 0]);
  await assert.rejects(turn({ turnId, confirm: true }), { code: 'assistant/no-such-turn' });
});

test('what was asked waits 60 s and no longer', async () => {
  const { turn, clock, claims } = world({ plans: { 开车库: confirmGarage } });
  const asked = [await turn({ text: '开车库' }), await turn({ text: '开车库' })];
  await clock.advance(60_000);
  await turn({ turnId: asked[0]?.turnId ?? '', confirm: true });
  await clock.advance(1);
  await assert.rejects(turn({ turnId: asked[1]?.turnId ?? '', confirm: true }), { code: 'assistant/no-such-turn' });
  assert.equal(claims.length, 1);
});

test('an answer is not too late because the question was heard long ago', async () => {
  const { turn, clock } = world({ plans: { 开车库: confirmGarage } });
  const { turnId } = await turn({ text: '开车库', heardAtMs: clock.nowMs() });
  await clock.advance(30_000);
  assert.equal((await turn({ turnId, confirm: true })).outcome, 'act');
});

test('a spoken yes counts as confirmed and closes the button; the same steps without the question do not count', async () => {
  const { turn, claims } = world({ plans: { 开车库: confirmGarage, 好: part({ steps: [openGarage] }) } });
  await turn({ text: '好' });
  assert.equal(claims[0]?.confirmed, undefined);
  const { turnId } = await turn({ text: '开车库' });
  await turn({ text: '好' });
  assert.equal(claims[1]?.confirmed, true);
  await assert.rejects(turn({ turnId, confirm: true }), { code: 'assistant/no-such-turn' });
});

test('a spoken no closes the button', async () => {
  const { turn } = world({ plans: { 开车库: confirmGarage, 算了: part({ outcome: 'answer', skill: 'cancel', slots: {} }) } });
  const { turnId } = await turn({ text: '开车库' });
  assert.equal((await turn({ text: '算了' })).say, 'cancelled()');
  await assert.rejects(turn({ turnId, confirm: true }), { code: 'assistant/no-such-turn' });
});

test('a choice does what was chosen, counted from 1; a wrong one leaves the question open', async () => {
  const { turn, claims } = world({ plans: { 开灯: whichLamp } });
  const { turnId } = await turn({ text: '开灯' });
  for (const choice of [0, 3, -1, 1.5]) await assert.rejects(turn({ turnId, choice }), { code: 'assistant/no-such-choice' });
  await assert.rejects(turn({ turnId, confirm: true }), { code: 'assistant/no-such-choice' });
  assert.equal((await turn({ turnId, choice: 1 })).say, '客厅灯动了');
  assert.deepEqual(
    claims.map(({ steps }) => steps),
    [[on('living')]],
  );
  await assert.rejects(turn({ turnId, choice: 1 }), { code: 'assistant/no-such-turn' });
});

test('a risky choice still needs a yes', async () => {
  const { turn, claims } = world({ plans: { 开锁: whichLamp } });
  const { turnId } = await turn({ text: '开锁' });
  const asked = await turn({ turnId, choice: 2 });
  assert.deepEqual([asked.outcome, asked.confirm, asked.say, claims.length], ['ask', true, 'confirm(保险柜会动)', 0]);
  await turn({ turnId: asked.turnId, confirm: true });
  assert.deepEqual(
    claims.map(({ steps, confirmed }) => [steps, confirmed]),
    [[[unlock], true]],
  );
});

test('what is harmless is done at once, what is risky in the same sentence waits', async () => {
  const plan: Plan = { ...part({ outcome: 'ask', steps: [on('living')] }), parts: [part({ steps: [on('living')] }), confirmGarage] };
  const { turn, claims } = world({ plans: { 回家: plan } });
  const asked = await turn({ text: '回家' });
  assert.deepEqual([asked.outcome, asked.say], ['ask', 'as planned sure?']);
  await turn({ turnId: asked.turnId, confirm: true });
  assert.deepEqual(
    claims.map(({ steps, confirmed }) => [steps, confirmed]),
    [
      [[on('living')], undefined],
      [[openGarage], true],
    ],
  );
});

test('what a child may not do is not asked and not done', async () => {
  const mayDo = (speaker: string | undefined, step: Step): boolean => speaker !== 'kid' || step.device !== 'virtual:garage';
  const plan = part({ steps: [on('living'), openGarage] });
  const { turn, claims } = world({ plans: { 开车库: confirmGarage, 都打开: plan }, mayDo });
  const { outcome, because, confirm } = await turn({ text: '开车库', speaker: 'kid' });
  assert.deepEqual([outcome, because, confirm], ['decline', 'not-allowed', undefined]);
  await turn({ text: '都打开', speaker: 'kid' });
  assert.deepEqual(
    claims.map(({ steps }) => steps),
    [[on('living')]],
  );
});

test('a stream tells states as they become known and the answer in pieces that join to it', async () => {
  const plan: Plan = {
    ...part({ steps: [on('living'), on('bedroom')] }),
    parts: [part({ steps: [on('living')], say: '一' }), part({ steps: [on('bedroom')], say: '二' })],
  };
  const { assistant, clock } = world({ plans: { 两个: plan }, acknowledgeMs: 100 });
  const told: TurnPart[] = [];
  const turn = assistant.turn({ source: 'page', text: '两个' }, new AbortController().signal, (one) => void told.push(one));
  await clock.advance(100);
  const { say } = await turn;
  assert.equal(told.map((one) => (one.type === 'text-delta' ? one.text : '')).join(''), say);
  const states = told.flatMap((one) => (one.type === 'state' ? [`${one.device} ${one.result}`] : []));
  assert.deepEqual(states, ['virtual:living pending', 'virtual:bedroom pending', 'virtual:living done', 'virtual:bedroom done']);
});

test('closing a stream stops what is said, and what was ordered stands', async () => {
  const { assistant, clock, claims, storage } = world({ plans: both, acknowledgeMs: 500 });
  const abort = new AbortController();
  const told: TurnPart[] = [];
  const turn = assistant.turn({ source: 'page', text: '开灯' }, abort.signal, (one) => void told.push(one));
  await clock.settle();
  const before = told.length;
  abort.abort();
  await clock.advance(500);
  await turn;
  assert.equal(told.length, before);
  assert.deepEqual([claims.length, storage.ledger.length], [1, 1]);
});

test('who went away before anything was ordered ordered nothing', async () => {
  const { assistant, claims } = world({ plans: both });
  await assert.rejects(assistant.turn({ source: 'page', text: '开灯' }, AbortSignal.abort(new Error('gone'))), /gone/);
  assert.equal(claims.length, 0);
});

test('a delayed command that was confirmed is promised, and confirmed when its time comes', async () => {
  const plan = part({ outcome: 'ask', confirm: true, skill: 'later', slots: { minutes: 10 }, laterSteps: [openGarage], say: 'sure?' });
  const { turn, claims, clock, scheduling } = world({ plans: { 十分钟后开车库: plan } });
  const asked = await turn({ text: '十分钟后开车库' });
  assert.deepEqual(scheduling.list(), []);
  assert.equal((await turn({ turnId: asked.turnId, confirm: true })).say, 'later-set(600s,车库门会动)');
  assert.equal(scheduling.list().length, 1);
  await clock.advance(600_000);
  assert.deepEqual(
    claims.map(({ origin, confirmed }) => [origin, confirmed]),
    [['automation', true]],
  );
});

test('which of several timers is meant is asked, and chosen once', async () => {
  const { turn, scheduling } = world({ plans: { 取消计时器: part({ skill: 'timer-cancel', slots: {} }) } });
  for (const name of ['煮面', '蒸鱼']) await scheduling.add({ kind: 'timer', due: { afterMs: 60_000 }, name });
  const asked = await turn({ text: '取消计时器' });
  assert.deepEqual([asked.outcome, asked.say, asked.choices], ['ask', 'which-timer(煮面,蒸鱼)', [{ say: '煮面' }, { say: '蒸鱼' }]]);
  const done = await turn({ turnId: asked.turnId, choice: 2 });
  assert.deepEqual([done.outcome, done.say], ['act', 'timer-cancelled(1,蒸鱼)']);
  assert.deepEqual(
    scheduling.list().map(({ name }) => name),
    ['煮面'],
  );
});

test('which timer is meant can be said, as its name or its number, but not after something else was said', async () => {
  const { turn, scheduling } = world({
    plans: { 取消计时器: part({ skill: 'timer-cancel', slots: {} }), 几点: part({ outcome: 'answer', skill: 'time', slots: {} }) },
  });
  for (const name of ['煮面', '蒸鱼', '泡茶', '炖汤']) await scheduling.add({ kind: 'timer', due: { afterMs: 60_000 }, name });
  const names = () => scheduling.list().map(({ name }) => name);
  await turn({ text: '取消计时器' });
  assert.equal((await turn({ text: '第2个' })).outcome, 'act');
  assert.deepEqual(names(), ['煮面', '泡茶', '炖汤']);
  await turn({ text: '取消计时器' });
  assert.equal((await turn({ text: '泡茶' })).outcome, 'act');
  assert.deepEqual(names(), ['煮面', '炖汤']);
  await turn({ text: '取消计时器' });
  assert.equal((await turn({ text: '不要' })).skill, 'cancel');
  const asked = await turn({ text: '取消计时器' });
  await turn({ text: '几点' });
  assert.equal((await turn({ text: '第2个' })).outcome, 'none');
  assert.deepEqual(names(), ['煮面', '炖汤']);
  assert.equal((await turn({ turnId: asked.turnId, choice: 1 })).outcome, 'act');
});

test('the same order twice in one sentence is two claims that no retry can be taken for', async () => {
  const brighter: Step = { device: 'virtual:living', do: 'adjust', attribute: 'brightnessPercent', by: 10 };
  const plan: Plan = { ...part({ steps: [brighter, brighter] }), parts: [part({ steps: [brighter] }), part({ steps: [{ ...brighter }] })] };
  const { turn, claims } = world({ plans: { 亮一点再亮一点: plan } });
  await turn({ text: '亮一点再亮一点', heardAtMs: fakeClock().nowMs() });
  assert.equal(claims.length, 2);
  assert.equal(claims[0]?.messageId, undefined);
  assert.ok(claims[1]?.messageId !== undefined);
});

test('a timer just started is taken back by undo, and not one that something else followed', async () => {
  const undo = part({ outcome: 'act', undo: true, skill: 'timer-cancel', slots: { minutes: 5 } });
  const plans = {
    ...both,
    定时: part({ skill: 'timer-start', slots: { minutes: 5 } }),
    撤销: undo,
    撤销开灯: part({ undo: true, steps: [on('living', false)], say: '撤销了' }),
  };
  const { turn, scheduling, claims } = world({ plans });
  await turn({ text: '定时' });
  assert.equal((await turn({ text: '撤销' })).say, 'timer-cancelled(1)');
  assert.deepEqual(scheduling.list(), []);
  await turn({ text: '定时' });
  await turn({ text: '开灯' });
  assert.equal((await turn({ text: '撤销开灯' })).say, 'undone(卧室灯,客厅灯)');
  assert.deepEqual(claims.at(-1)?.steps, [on('bedroom', false), on('living', false)]);
  assert.equal(scheduling.list().length, 1);
});

const undoOf = (steps: readonly Step[]): Plan => part({ undo: true, steps, say: 'as the reader thinks' });

test('undo takes back what really moved, not what was so already or failed', async () => {
  const plans = { ...both, 撤销: undoOf([on('living', false), on('bedroom', false)]) };
  const some = world({ plans, fates: { 'virtual:bedroom': { result: 'already' } } });
  await some.turn({ text: '开灯' });
  await some.turn({ text: '撤销' });
  assert.deepEqual(some.claims[1]?.steps, [on('living', false)]);
  const none = world({ plans, fates: { 'virtual:bedroom': { result: 'already' }, 'virtual:living': { result: 'failed' } } });
  await none.turn({ text: '开灯' });
  const { outcome, say } = await none.turn({ text: '撤销' });
  assert.deepEqual([outcome, say, none.claims.length], ['answer', 'nothing-to-undo()', 1]);
});

test('undo takes back what a button did', async () => {
  const { turn, claims } = world({ plans: { 开灯: whichLamp, 撤销: undoOf([on('bedroom', false)]) } });
  const { turnId } = await turn({ text: '开灯' });
  await turn({ turnId, choice: 1 });
  await turn({ text: '撤销' });
  assert.deepEqual(claims[1]?.steps, [on('living', false)]);
});

test('undo that would unlock is asked first', async () => {
  const lock: Step = { device: 'virtual:safe', do: 'set', attribute: 'locked', value: true };
  const unlocked = viewOf(homeOf([{ id: 'safe', kind: 'lock', state: { locked: false } }]));
  const { turn, claims } = world({ plans: { 锁上: part({ steps: [lock] }), 撤销: undoOf([]) }, home: unlocked });
  await turn({ text: '锁上' });
  const asked = await turn({ text: '撤销' });
  assert.deepEqual([asked.outcome, asked.confirm, claims.length], ['ask', true, 1]);
  await turn({ turnId: asked.turnId, confirm: true });
  assert.deepEqual([claims[1]?.steps, claims[1]?.confirmed], [[unlock], true]);
});

test('a dimmed lamp that was off is off again after undo, and one that shone is as bright as before', async () => {
  const dim: Step = { device: 'virtual:living', do: 'set', attribute: 'brightnessPercent', value: 30 };
  const adjust: Step = { device: 'virtual:living', do: 'adjust', attribute: 'brightnessPercent', by: 10 };
  for (const [lit, step, back] of [
    [false, dim, on('living', false)],
    [true, dim, { ...dim, value: 80 }],
    [true, adjust, { ...dim, value: 80 }],
  ] as const) {
    const lamp = viewOf(homeOf([{ id: 'living', state: { on: lit, brightnessPercent: 80 } }]));
    const { turn, claims } = world({ plans: { 调: part({ steps: [step] }), 撤销: undoOf([]) }, home: lamp });
    await turn({ text: '调' });
    await turn({ text: '撤销' });
    assert.deepEqual(claims[1]?.steps, [back]);
  }
});

test('a timer in a sentence with an order starts at once, however slow the device', async () => {
  const plan: Plan = { ...part({ steps: [on('living')] }), parts: [part({ steps: [on('living')] }), part({ skill: 'timer-start', slots: { minutes: 5 } })] };
  const { turn, scheduling } = world({ plans: { 开灯定时: plan }, acknowledgeMs: 5_000 });
  await turn({ text: '开灯定时' });
  assert.equal(scheduling.list()[0]?.remainingMs, 5 * 60_000 - 1_200);
});
