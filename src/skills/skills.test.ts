import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SkillId, Slots } from '../core/plan.ts';
import type { Step } from '../core/step.ts';
import type { Notice } from '../ports/notice.ts';
import type { SkillAnswer, SkillContext, SkillTurn } from '../ports/skill.ts';
import type { Spoken } from '../ports/spoken.ts';
import { openSchedule } from '../scheduling/schedule.ts';
import { fakeClock, homeOf, memoryStorage, viewOf, type DeviceSketch } from '../testing/index.ts';
import { openLists } from './lists.ts';
import { skills } from './registry.ts';

const minuteMs = 60_000;
const lampOff: Step = { device: 'virtual:lamp', do: 'set', attribute: 'on', value: false };

/** A home in which skills run; it is four in the afternoon of 1 June 2025 in Shanghai. */
function world({ devices = [{ id: 'lamp' }], unreachable = [] }: { devices?: readonly DeviceSketch[]; unreachable?: readonly string[] } = {}) {
  const clock = fakeClock();
  const storage = memoryStorage();
  const home = viewOf(homeOf(devices), unreachable);
  const notices: Notice[] = [];
  const notify = (notice: Notice): void => void notices.push(notice);
  const claim = async () => ({ decision: 'won' as const, receiptId: 'r', results: [], settled: async () => [] });
  const scheduling = openSchedule({ clock, storage, arbiter: { claim }, home, notify });
  const lists = openLists({ storage, clock });
  const context: Omit<SkillContext, 'turn'> = { clock, home, scheduling, lists, notify };
  const run = async (id: SkillId, slots: Slots = {}, turn: Partial<SkillTurn> = {}): Promise<SkillAnswer> =>
    skills[id].run(slots, { ...context, turn: { id: 't', laterSteps: [], what: '关灯', confirmed: false, ...turn } });
  return { clock, storage, notices, scheduling, lists, run };
}

/** The phrases of an answer with their values. */
function said({ outcome, spoken }: SkillAnswer): unknown[] {
  return [outcome, ...(spoken === undefined ? [] : [spoken].flat()).map(({ phrase, values }: Spoken) => (values === undefined ? phrase : [phrase, values]))];
}

for (const [id, skill] of Object.entries(skills)) {
  test(`${id} stands under its own id and has examples in both languages`, () => {
    assert.equal(skill.id, id);
    assert.ok(skill.description.endsWith('.'));
    for (const tag of ['zh-CN', 'en']) assert.ok(skill.says[tag]?.length);
  });
}

test("slots that are not a skill's are refused without quoting them", async () => {
  const { run } = world();
  await assert.rejects(run('list-add', { list: '秘密' }), (error: Error) => /list-add: item/.test(error.message) && !error.message.includes('秘密'));
  await assert.rejects(run('timer-start', { minutes: -5 }), { code: 'skills/bad-slots' });
});

test('a timer runs for the whole of what was said, where it was said', async () => {
  const { run, scheduling } = world();
  assert.deepEqual(said(await run('timer-start', { hours: 1, minutes: 30, name: '炖汤' }, { room: 'kitchen', speaker: 'mama' })), [
    'act',
    ['timer-started', { duration: { durationSeconds: 5400 }, name: '炖汤' }],
  ]);
  const [timer] = scheduling.list();
  assert.deepEqual([timer?.remainingMs, timer?.name, timer?.room, timer?.speaker], [90 * minuteMs, '炖汤', 'kitchen', 'mama']);
});

test('a timer without a time is asked for, and a century is too far', async () => {
  const { run, scheduling } = world();
  assert.deepEqual(said(await run('timer-start')), ['ask', 'how-long']);
  assert.deepEqual(said(await run('timer-start', { hours: 876_000 })), ['decline', 'too-far-ahead']);
  assert.deepEqual(scheduling.list(), []);
});

test('an alarm is set for the next such time, or for tomorrow; one that has passed today is not promised', async () => {
  const { run, scheduling } = world();
  await run('later', { at: '07:00', name: '起床' });
  await run('later', { at: '22:30', day: 'tomorrow' });
  assert.deepEqual(said(await run('later', { at: '08:00', day: 'today' })), ['decline', 'too-late']);
  assert.deepEqual(
    scheduling.list().map(({ kind, name, dueAtMs }) => [kind, name, new Date(dueAtMs ?? 0).toISOString()]),
    [
      ['alarm', '起床', '2025-06-01T23:00:00.000Z'],
      ['alarm', undefined, '2025-06-02T14:30:00.000Z'],
    ],
  );
});

test('a delayed command is kept with its steps and told as what will be done', async () => {
  const { run, scheduling } = world();
  assert.deepEqual(said(await run('later', { minutes: 10 }, { laterSteps: [lampOff] })), [
    'act',
    ['later-set', { when: { durationSeconds: 600 }, what: '关灯' }],
  ]);
  assert.deepEqual(
    scheduling.list().map(({ kind, say, remainingMs }) => [kind, say, remainingMs]),
    [['later', '关灯', 10 * minuteMs]],
  );
});

test('what a skill promised is taken back by its undo', async () => {
  const { run, scheduling, lists } = world();
  for (const [id, slots, turn, undone] of [
    ['timer-start', { minutes: 5 }, {}, 'timer-cancelled'],
    ['later', { minutes: 5 }, { laterSteps: [lampOff] }, 'later-cancelled'],
    ['list-add', { item: '牛奶' }, {}, 'list-removed'],
  ] as const) {
    const { undo } = await run(id, slots, turn);
    assert.equal((await undo?.())?.phrase, undone);
  }
  assert.deepEqual([scheduling.list(), lists.all()[0]?.items], [[], []]);
});

const three = [
  { name: '煮面', minutes: 5, room: 'kitchen' },
  { name: '煮蛋', minutes: 8, room: 'kitchen' },
  { minutes: 30, room: 'bedroom' },
] as const;
for (const [what, slots, meant] of [
  ['its name', { name: '煮蛋' }, '煮蛋'],
  ['a part of its name', { name: '面' }, '煮面'],
  ['its room', { room: 'bedroom' }, undefined],
  ['how long it was to run', { startMinutes: 30 }, undefined],
  ['the same time said otherwise', { startSeconds: 300 }, '煮面'],
] as const) {
  test(`of several timers the one is meant that is told by ${what}`, async () => {
    const { run, scheduling } = world();
    for (const timer of three) await run('timer-start', timer);
    assert.equal((await run('timer-cancel', slots)).outcome, 'act');
    const names: readonly (string | undefined)[] = three.map((timer) => ('name' in timer ? timer.name : undefined));
    const left = names.filter((name) => name !== meant);
    assert.deepEqual(
      scheduling.list().map(({ name }) => name),
      left,
    );
  });
}

test('of several timers that fit it is asked which, and the choice does it', async () => {
  const { run, clock, scheduling } = world();
  for (const timer of three) await run('timer-start', timer);
  await clock.advance(minuteMs);
  const asked = await run('timer-extend', { minutes: 2, room: 'kitchen' });
  assert.deepEqual(said(asked), ['ask', ['which-timer', { names: ['煮面', '煮蛋'] }]]);
  assert.deepEqual(said((await asked.choices?.[1]?.run()) ?? { outcome: 'none' }), [
    'act',
    ['timer-extended', { duration: { durationSeconds: 120 }, left: { durationSeconds: 540 } }],
  ]);
  assert.deepEqual(
    scheduling.list().map(({ remainingMs }) => remainingMs / minuteMs),
    [4, 9, 29],
  );
});

test('a timer that is not there is not made up', async () => {
  const { run } = world();
  for (const id of ['timer-cancel', 'timer-cancel-all', 'timer-pause', 'timer-resume'] as const)
    assert.deepEqual(said(await run(id)), ['decline', 'no-timers']);
  assert.deepEqual(said(await run('timer-status')), ['answer', 'no-timers']);
  assert.deepEqual(said(await run('timer-shorten', { minutes: 1 })), ['decline', 'no-timers']);
  await run('timer-start', { minutes: 5 });
  const fiveMinutes = { durationSeconds: 300 };
  assert.deepEqual(said(await run('timer-cancel', { name: '煮面' })), ['decline', ['timer-not-found', { names: [fiveMinutes] }]]);
});

test('of a running and a paused timer each is meant by what can be done to it', async () => {
  const { run, scheduling } = world();
  for (const name of ['茶', '汤']) await run('timer-start', { minutes: 5, name });
  await run('timer-pause', { name: '茶' });
  assert.deepEqual(
    scheduling
      .list()
      .filter(({ paused }) => paused)
      .map(({ name }) => name),
    ['茶'],
  );
  assert.equal((await run('timer-pause')).outcome, 'act');
  assert.equal((await run('timer-resume', { name: '汤' })).outcome, 'act');
  assert.equal((await run('timer-resume')).outcome, 'act');
  assert.equal((await run('timer-resume', { name: '茶' })).outcome, 'decline');
});

test('stop, while something rings, means that', async () => {
  const { run, clock, scheduling } = world();
  await run('timer-start', { minutes: 1, name: '茶' });
  await run('timer-start', { minutes: 5, name: '汤' });
  await clock.advance(minuteMs);
  assert.equal((await run('timer-cancel')).outcome, 'act');
  assert.deepEqual(
    scheduling.list().map(({ name }) => name),
    ['汤'],
  );
});

test('cancelling all timers leaves delayed commands, unless they are all there is', async () => {
  const { run, scheduling } = world();
  await run('later', { minutes: 10 }, { laterSteps: [lampOff] });
  for (const timer of three) await run('timer-start', timer);
  assert.deepEqual(said(await run('timer-cancel-all', { room: 'kitchen' }))[1], ['timer-cancelled', { count: 2, names: ['煮面', '煮蛋'] }]);
  await run('timer-cancel-all');
  assert.deepEqual(
    scheduling.list().map(({ kind }) => kind),
    ['later'],
  );
  assert.deepEqual(said(await run('timer-cancel'))[1], ['later-cancelled', { names: ['关灯'] }]);
});

test('the status tells of each how it stands', async () => {
  const { run, clock } = world();
  for (const timer of three) await run('timer-start', timer);
  await run('timer-pause', { name: '煮蛋' });
  await clock.advance(5 * minuteMs);
  const phrases = said(await run('timer-status')).map((one) => (Array.isArray(one) ? one[0] : one));
  assert.deepEqual(phrases, ['answer', 'timer-over', 'timer-left', 'timer-left']);
  const left = await run('timer-status', { startMinutes: 30 });
  assert.deepEqual([left.spoken].flat()[0]?.values?.['duration'], { durationSeconds: 1500 });
});

test('lists keep what was put on them, over a kill, and find it again however it is written', async () => {
  const { run, lists, storage, clock } = world();
  assert.deepEqual(said(await run('list-add', { item: '牛奶' })), ['act', ['list-added', { item: '牛奶' }]]);
  await run('list-add', { item: 'Tea Bags', list: 'Shopping' });
  await run('list-add', { item: 'tea bags', list: 'shopping' });
  assert.deepEqual(lists.all(), [
    { name: '', items: [{ item: '牛奶', done: false }] },
    { name: 'Shopping', items: [{ item: 'Tea Bags', done: false }] },
  ]);
  assert.equal((await run('list-complete', { item: 'ｔｅａ ｂａｇｓ' })).outcome, 'act');
  assert.deepEqual(said(await run('list-complete', { item: 'tea bags' })), ['decline', ['list-missing', { item: 'tea bags' }]]);
  await run('list-add', { item: 'tea bags', list: 'shopping' });
  assert.deepEqual(openLists({ storage: storage.crashed(), clock }).all(), lists.all());
  assert.equal((await run('list-remove', { item: '牛奶' })).outcome, 'act');
  assert.deepEqual(lists.all()[0]?.items, []);
  assert.deepEqual(said(await run('list-remove', { item: '面包', list: 'shopping' })), ['decline', ['list-missing', { item: '面包', list: 'shopping' }]]);
});

test('a tick can be taken away, and the first list may have a usual name', async () => {
  const { storage, clock } = world();
  const lists = openLists({ storage, clock, usualName: '购物' });
  assert.equal(await lists.add('牛奶'), '购物');
  assert.equal(await lists.complete('牛奶', '购物', false), undefined);
  await lists.complete('牛奶', '购物');
  assert.deepEqual(lists.all(), [{ name: '购物', items: [{ item: '牛奶', done: true }] }]);
  await lists.complete('牛奶', '购物', false);
  assert.deepEqual(lists.all(), [{ name: '购物', items: [{ item: '牛奶', done: false }] }]);
});

test('what is put on no list in particular goes on the one last added to', async () => {
  const { run, clock, lists } = world();
  await run('list-add', { item: '牛奶', list: '购物' });
  await clock.advance(1);
  await run('list-add', { item: '鸡蛋' });
  assert.deepEqual(
    lists.all().map(({ name, items }) => [name, items.length]),
    [['购物', 2]],
  );
});

test('a broadcast is shown on every page', async () => {
  const { run, notices } = world();
  await run('broadcast', { message: '开饭了' }, { room: 'kitchen', speaker: 'mama' });
  assert.deepEqual(
    notices.map(({ type, room, speaker, spoken }) => [type, room, speaker, spoken.values]),
    [['broadcast', 'kitchen', 'mama', { message: '开饭了' }]],
  );
});

const sky: DeviceSketch = { id: 'sky', kind: 'weather', name: '北京天气', state: { status: 'sunny', currentTemperatureCelsius: 21 } };
for (const { what, devices = [sky], slots = {}, unreachable = [], phrase } of [
  { what: 'the weather device says it', phrase: 'weather-is' },
  { what: 'today is said', slots: { day: 'today' }, phrase: 'weather-is' },
  { what: 'today is said by its date', slots: { day: '2025-06-01' }, phrase: 'weather-is' },
  { what: 'its place is said', slots: { place: '北京' }, phrase: 'weather-is' },
  { what: 'tomorrow is asked about', slots: { day: 'tomorrow' }, phrase: 'weather-unknown' },
  { what: 'another place is asked about', slots: { place: '上海' }, phrase: 'weather-unknown' },
  { what: 'there is no weather device', devices: [], phrase: 'weather-unknown' },
  { what: 'it is not known yet', devices: [{ ...sky, state: { status: null } }], phrase: 'weather-unknown' },
  { what: 'it is out of reach', unreachable: ['virtual:sky'], phrase: 'weather-unknown' },
] as const satisfies readonly { what: string; devices?: readonly DeviceSketch[]; slots?: Slots; unreachable?: readonly string[]; phrase: string }[]) {
  test(`weather is answered with ${phrase} when ${what}`, async () => {
    const answer = await world({ devices, unreachable }).run('weather', slots);
    assert.deepEqual([answer.outcome, [answer.spoken].flat()[0]?.phrase], ['answer', phrase]);
  });
}

test('date and time are those of the home', async () => {
  const { run, clock } = world();
  assert.deepEqual(said(await run('time')), ['answer', ['time-is', { time: { timeAtMs: clock.nowMs() } }]]);
  assert.deepEqual(said(await run('date')), ['answer', ['date-is', { date: { dateAtMs: clock.nowMs() } }]]);
  assert.deepEqual(said(await run('date', { day: 'tomorrow' })), [
    'answer',
    ['date-is', { date: { dateAtMs: Date.parse('2025-06-02T12:00:00+08:00') }, day: 'tomorrow' }],
  ]);
});
