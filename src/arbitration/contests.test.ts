import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claim } from '../core/claim.ts';
import type { Step } from '../core/step.ts';
import { adjust, claimOf, lamp, set, settledInMs, startHub, toggle, within, World } from './world.test.ts';
import type { TestHub } from './world.test.ts';

const id = 'virtual:lamp';
const genie: Partial<Claim> = { source: 'aligenie:a', origin: 'heard', viaCloud: true };
const siri: Partial<Claim> = { source: 'homekit:p', origin: 'unsure' };
const page: Partial<Claim> = { source: 'page', origin: 'heard' };
const finger: Partial<Claim> = { source: 'page', origin: 'direct' };
const automation: Partial<Claim> = { source: 'automation', origin: 'automation' };

interface Said {
  readonly by: Partial<Claim>;
  readonly step: Step | readonly Step[];
  /** After the one before, ms. */
  readonly afterMs?: number;
}

/** Says it all, and answers the decisions and what the lamps were told. */
async function say(world: World, hub: TestHub, said: readonly Said[]): Promise<{ readonly decisions: readonly string[]; readonly sets: readonly unknown[] }> {
  const decisions: string[] = [];
  for (const { by, step, afterMs = 0 } of said) {
    await world.clock.advance(afterMs);
    decisions.push((await within(world.clock, hub.arbiter.claim(claimOf(step, by)))).value.decision);
  }
  return { decisions, sets: world.sets() };
}

const stories: readonly (readonly [name: string, said: readonly Said[], decisions: readonly string[], commands: number])[] = [
  [
    'rule 4: two assistants that heard the same words act once',
    [
      { by: siri, step: set('on', false) },
      { by: genie, step: set('on', false), afterMs: 900 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 4: three do, too',
    [
      { by: siri, step: set('brightnessPercent', 20) },
      { by: genie, step: set('brightnessPercent', 21), afterMs: 300 },
      { by: page, step: set('brightnessPercent', 20), afterMs: 100 },
    ],
    ['won', 'lost', 'lost'],
    1,
  ],
  [
    'rule 4: a cloud may be three and a half seconds late',
    [
      { by: page, step: toggle() },
      { by: genie, step: set('on', false), afterMs: 3_500 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 4: a local repetition after the window is a new order',
    [
      { by: genie, step: toggle() },
      { by: page, step: toggle(), afterMs: 1_600 },
    ],
    ['won', 'won'],
    2,
  ],
  [
    'rule 4: both say brighter, in their own steps',
    [
      { by: genie, step: adjust(10) },
      { by: page, step: adjust(20), afterMs: 200 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 4: HomeKit computes a value where Genie says brighter',
    [
      { by: siri, step: set('brightnessPercent', 60) },
      { by: genie, step: adjust(10), afterMs: 500 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 4: and the other way round',
    [
      { by: genie, step: adjust(10) },
      { by: siri, step: set('brightnessPercent', 70), afterMs: 500 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 4: a value from a source that could have said brighter is another order',
    [
      { by: genie, step: adjust(10) },
      { by: page, step: set('brightnessPercent', 70), afterMs: 200 },
    ],
    ['won', 'won'],
    2,
  ],
  [
    'rule 4: a toggle is the same as any off when the lamp was on',
    [
      { by: page, step: toggle() },
      { by: siri, step: set('on', false), afterMs: 300 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 4: the same words after an off that toggled are not toggled back',
    [
      { by: siri, step: set('on', false) },
      { by: page, step: toggle(), afterMs: 300 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 4: two different values are two orders',
    [
      { by: siri, step: set('brightnessPercent', 20) },
      { by: genie, step: set('brightnessPercent', 70), afterMs: 300 },
    ],
    ['won', 'won'],
    2,
  ],
  [
    'rule 4: what found things as it wanted them absorbs, too',
    [
      { by: siri, step: set('on', true) },
      { by: page, step: set('on', true), afterMs: 300 },
    ],
    ['already-done', 'lost'],
    0,
  ],
  [
    'rule 4: an attribute is absorbed from one source once',
    [
      { by: siri, step: set('brightnessPercent', 60) },
      { by: genie, step: adjust(10), afterMs: 300 },
      { by: genie, step: adjust(10), afterMs: 300 },
    ],
    ['won', 'lost', 'won'],
    2,
  ],
  [
    'rule 4: what is only implied does not absorb',
    [
      { by: siri, step: set('brightnessPercent', 20) },
      { by: genie, step: set('on', true), afterMs: 300 },
    ],
    ['won', 'already-done'],
    1,
  ],
  [
    'rule 4: on with 100 % is compared as on',
    [
      { by: siri, step: [set('on', true), set('brightnessPercent', 100)] },
      { by: genie, step: set('on', true), afterMs: 300 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 5: the same assistant means it twice',
    [
      { by: genie, step: adjust(10) },
      { by: genie, step: adjust(10), afterMs: 400 },
    ],
    ['won', 'won'],
    2,
  ],
  [
    'rule 6: a finger is never absorbed, and absorbs nothing',
    [
      { by: genie, step: adjust(10) },
      { by: finger, step: adjust(10), afterMs: 200 },
      { by: siri, step: set('brightnessPercent', 90), afterMs: 200 },
    ],
    ['won', 'won', 'lost'],
    2,
  ],
  [
    'rule 6: nor is an automation',
    [
      { by: automation, step: adjust(10) },
      { by: genie, step: adjust(10), afterMs: 200 },
      { by: automation, step: adjust(10), afterMs: 200 },
    ],
    ['won', 'won', 'won'],
    3,
  ],
  [
    'rule 7: off and on by two voices within half a second are one utterance misheard',
    [
      { by: genie, step: set('on', false) },
      { by: page, step: set('on', true), afterMs: 300 },
    ],
    ['won', 'lost'],
    1,
  ],
  [
    'rule 7: later it is a new order',
    [
      { by: genie, step: set('on', false) },
      { by: page, step: set('on', true), afterMs: 700 },
    ],
    ['won', 'won'],
    2,
  ],
  [
    'rule 7: from one source it always is',
    [
      { by: genie, step: set('on', false) },
      { by: genie, step: set('on', true), afterMs: 200 },
    ],
    ['won', 'won'],
    2,
  ],
  [
    'rule 7: where nothing was sent yet the safer effect wins',
    [
      { by: genie, step: set('on', true) },
      { by: page, step: set('on', false), afterMs: 300 },
    ],
    ['already-done', 'won'],
    1,
  ],
];

for (const [name, said, decisions, commands] of stories) {
  test(name, async () => {
    const world = new World();
    const hub = await startHub(world);
    await world.clock.advance(settledInMs);
    const told = await say(world, hub, said);
    assert.deepEqual(told.decisions, decisions);
    assert.equal(told.sets.length, commands, JSON.stringify(told.sets));
  });
}

test('rule 7: where nothing was sent yet the owner’s word stands above the safer effect', async () => {
  for (const [preferred, decisions] of [
    ['aligenie:a', ['already-done', 'lost']],
    ['page', ['already-done', 'won']],
  ] as const) {
    const world = new World();
    world.preference = (device, source) => (device === 'virtual:lamp' && source === preferred ? 1 : 0);
    const hub = await startHub(world);
    await world.clock.advance(settledInMs);
    const told = await say(world, hub, [
      { by: genie, step: set('on', true) },
      { by: page, step: set('on', false), afterMs: 300 },
    ]);
    assert.deepEqual(told.decisions, decisions);
  }
});

test('rule 4: a claim waits for the contest that is being decided, and acts when that was declined', async () => {
  const world = new World();
  const { arbiter, storage } = await startHub(world);
  const release = storage.holdAppends();
  const first = arbiter.claim(claimOf(set('on', false), siri));
  await world.clock.advance(390);
  const second = arbiter.claim(claimOf(set('on', false), page));
  await world.clock.advance(15);
  release();
  assert.equal((await within(world.clock, first)).value.decision, 'declined');
  assert.equal((await within(world.clock, second)).value.decision, 'won');
  assert.equal(world.received.length, 1);
});

test('rule 4: two claims of one tick are one act', async () => {
  const world = new World();
  const { arbiter } = await startHub(world);
  const claims = [siri, genie, page].map(async (by) => (await within(world.clock, arbiter.claim(claimOf(set('on', false), by)))).value.decision);
  assert.deepEqual(await Promise.all(claims), ['won', 'lost', 'lost']);
  assert.equal(world.received.length, 1);
});

test('rule 4: a contest whose command failed absorbs nothing', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 200, reportMs: 10, fails: 'failed' };
  const hub = await startHub(world);
  const { decisions } = await say(world, hub, [
    { by: siri, step: set('on', false) },
    { by: genie, step: set('on', false), afterMs: 800 },
  ]);
  assert.deepEqual(decisions, ['won', 'won']);
});

test('rule 4: a claim is decided attribute by attribute', async () => {
  const world = new World([lamp('lamp', { color: 'white' })]);
  const hub = await startHub(world);
  await say(world, hub, [{ by: siri, step: set('brightnessPercent', 20) }]);
  const { value: decided } = await within(world.clock, hub.arbiter.claim(claimOf([set('brightnessPercent', 20), set('color', 'red')], genie)));
  assert.deepEqual([decided.decision, decided.results.map(({ result }) => result)], ['won', ['lost', 'pending']]);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 20 }, { color: 'red' }]);
});

test('rule 4: windows are learned per pair and direction, within their limits, and kept over restarts', async () => {
  const world = new World();
  const hub = await startHub(world);
  for (let round = 0; round < 110; round += 1) {
    const value = round % 2 === 0 ? 20 : 80;
    await say(world, hub, [
      { by: siri, step: set('brightnessPercent', value), afterMs: 7_000 },
      { by: genie, step: set('brightnessPercent', value), afterMs: 3_700 },
    ]);
  }
  await world.clock.advance(10_000);
  hub.storage.flush();
  const restarted = await startHub(world, hub.storage.crashed());
  const { decisions } = await say(world, restarted, [
    { by: siri, step: toggle() },
    { by: genie, step: toggle(), afterMs: 4_400 },
  ]);
  assert.deepEqual(decisions, ['won', 'lost'], '1.25 times 3.7 s');
});

test('rule 6: a pairing that writes quickly is a finger; what it began absorbs nothing', async () => {
  const world = new World();
  const hub = await startHub(world);
  const drag = Array.from({ length: 20 }, (_, index) => ({ by: siri, step: set('brightnessPercent', 42 + index * 2), afterMs: 50 }));
  await say(world, hub, drag);
  const { decisions } = await say(world, hub, [{ by: page, step: set('brightnessPercent', 42), afterMs: 100 }]);
  assert.deepEqual(decisions, ['won']);
  await world.clock.advance(500);
  const brightness = world.received.map(({ command }) => command.set?.brightnessPercent);
  assert.equal(brightness.at(-1), 42);
  assert.equal(brightness.at(-2), 80, 'the last of a drag is always sent');
});

test('rule 5: a momentary switch pressed twice within a second by one pairing is one press', async () => {
  const world = new World([{ id: 'bell', kind: 'button', state: {} }]);
  const hub = await startHub(world);
  const press: Step = { device: 'virtual:bell', do: 'run', action: 'press' };
  const { decisions } = await say(world, hub, [
    { by: siri, step: press },
    { by: siri, step: press, afterMs: 500 },
    { by: siri, step: press, afterMs: 2_000 },
  ]);
  assert.deepEqual(decisions, ['won', 'already-done', 'won']);
});

test('rules 9 and 14: the loser’s receipt names who won, and the winner’s who was absorbed', async () => {
  const world = new World();
  const { arbiter } = await startHub(world);
  const { value: won } = await within(world.clock, arbiter.claim(claimOf(set('on', false), siri)));
  await world.clock.advance(300);
  const { value: lost } = await within(world.clock, arbiter.claim(claimOf(set('on', false), genie)));
  assert.deepEqual(
    lost.results.map(({ result, because }) => [result, because]),
    [['lost', undefined]],
  );
  for (const receiptId of [won.receiptId, lost.receiptId]) {
    const receipt = arbiter.receipt(receiptId);
    assert.deepEqual(
      receipt?.claims.map(({ source, steps }) => [source, steps[0]?.rule]),
      [
        ['homekit:p', 2],
        ['aligenie:a', 4],
      ],
    );
  }
  assert.equal(arbiter.receipt(lost.receiptId)?.windowMs, 4_000);
});

test('rule 10: reports from the middle of a fade are ours: no event of a person, and the wish stands', async () => {
  const world = new World([lamp('lamp', { brightnessPercent: 20 })]);
  world.behaviour = { acknowledgeMs: 5, reportMs: 1_000 };
  const hub = await startHub(world);
  await world.clock.advance(settledInMs);
  await say(world, hub, [{ by: siri, step: set('brightnessPercent', 100) }]);
  for (const value of [35, 70]) {
    await world.clock.advance(300);
    hub.arbiter.report({ device: id, values: { brightnessPercent: value } });
    assert.equal(hub.state.value(id, 'brightnessPercent'), 100);
  }
  const { decisions } = await say(world, hub, [{ by: genie, step: set('brightnessPercent', 100), afterMs: 300 }]);
  assert.deepEqual(decisions, ['lost']);
  await world.clock.advance(1_000);
  assert.equal(hub.state.confirmed(id, 'brightnessPercent'), 100);
  assert.deepEqual(hub.storage.events(['report'], 0), []);
});

test('rule 10: a lamp that comes back a little beside is where it should be', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 5, reportMs: Infinity };
  const hub = await startHub(world);
  const { value: decided } = await within(world.clock, hub.arbiter.claim(claimOf(set('brightnessPercent', 30))));
  await world.clock.advance(100);
  hub.arbiter.report({ device: id, values: { brightnessPercent: 29.4 } });
  assert.equal((await decided.settled(0))[0]?.result, 'done');
});

test('rules 8 and 10: what is reckoned from a lamp that comes back a little beside does not drift', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 5, reportMs: Infinity };
  const hub = await startHub(world);
  for (const said of [58.4, 68.1, 78.3]) {
    await say(world, hub, [{ by: genie, step: adjust(10), afterMs: 100 }]);
    await world.clock.advance(100);
    hub.arbiter.report({ device: id, values: { brightnessPercent: said } });
  }
  assert.deepEqual(world.sets(), [{ brightnessPercent: 60 }, { brightnessPercent: 70 }, { brightnessPercent: 80 }]);
});

test('rule 10: before the acknowledgement nothing overrides a command, after it a person does, and the command ends in doubt', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 500, reportMs: Infinity };
  const hub = await startHub(world);
  await world.clock.advance(settledInMs);
  const { value: decided } = await within(world.clock, hub.arbiter.claim(claimOf(set('brightnessPercent', 80), siri)));
  hub.arbiter.report({ device: id, values: { brightnessPercent: 5 } });
  assert.equal(hub.state.value(id, 'brightnessPercent'), 80);
  await world.clock.advance(600);
  hub.arbiter.report({ device: id, values: { brightnessPercent: 10 } });
  assert.equal(hub.state.value(id, 'brightnessPercent'), 10);
  assert.equal((await decided.settled(0))[0]?.result, 'unknown');
  assert.equal(hub.storage.events(['report'], 0).length, 1);
  const { decisions } = await say(world, hub, [
    { by: genie, step: set('brightnessPercent', 80), afterMs: 800 },
    { by: page, step: set('brightnessPercent', 80), afterMs: 1_500 },
  ]);
  assert.deepEqual(decisions, ['lost', 'won'], 'late duplicates do not undo what the person did; a new order does');
});

test('rule 10: what a device says in the five seconds after its return is a reading, and not knowing changes no value', async () => {
  const world = new World();
  const hub = await startHub(world);
  await world.clock.advance(settledInMs);
  hub.arbiter.report({ device: id, reachable: false });
  assert.equal(hub.state.value(id, 'brightnessPercent'), 50);
  await world.clock.advance(1_000);
  hub.arbiter.report({ device: id, reachable: true, values: { brightnessPercent: null, on: null } });
  assert.equal(hub.state.value(id, 'on'), true);
  hub.arbiter.report({ device: id, values: { brightnessPercent: 10 } });
  assert.deepEqual(hub.state.confirmation(id, 'brightnessPercent'), { value: 10, atMs: world.clock.nowMs(), origin: { by: 'reading' } });
  assert.deepEqual(hub.storage.events(['report'], 0), []);
  await world.clock.advance(settledInMs);
  hub.arbiter.report({ device: id, values: { brightnessPercent: 90 } });
  assert.equal(hub.storage.events(['report'], 0).length, 1);
});

test('rule 10: reports that cross quick commands move nothing', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 50, reportMs: 800 };
  const hub = await startHub(world);
  const said = [false, true, false].map((on) => ({ by: siri, step: set('on', on), afterMs: 200 }));
  await say(world, hub, said);
  await world.clock.advance(20_000);
  assert.ok(world.received.length <= 3);
  assert.deepEqual(world.sets().at(-1), { on: false });
  assert.equal(hub.state.value(id, 'on'), false);
});
