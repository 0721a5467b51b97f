import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adjust, claimOf, kill, lamp, set, startHub, toggle, within, World } from './world.test.ts';
import type { TestHub } from './world.test.ts';

const id = 'virtual:lamp';

/** The hub dies; what it had sent may still arrive. Another one starts on what lies on the disk. */
async function crash(world: World, hub: TestHub, downMs = 1_000): Promise<TestHub> {
  const disk = await kill(world, hub);
  await world.clock.advance(downMs);
  return startHub(world, disk);
}

/** Sends into a device that never hears it. */
const deaf = { acknowledgeMs: Infinity, reportMs: 10 } as const;
const quick = { acknowledgeMs: 5, reportMs: 20 } as const;

test('rule 11: a command that was sent and not heard of is sent again, once, as the value it had become', async () => {
  const world = new World();
  const hub = await startHub(world);
  world.behaviour = deaf;
  const { value: decided } = await within(world.clock, hub.arbiter.claim(claimOf(adjust(10))));
  world.behaviour = quick;
  const restarted = await crash(world, hub);
  await world.clock.advance(500);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 60 }, { brightnessPercent: 60 }]);
  const lines = restarted.arbiter.actuations(0);
  assert.deepEqual(
    lines.map(({ receiptId, set: values, result }) => [receiptId, values, result]),
    [
      [decided.receiptId, { brightnessPercent: 60 }, 'done'],
      [decided.receiptId, { brightnessPercent: 60 }, 'done'],
    ],
  );
  assert.equal(restarted.arbiter.receipt(decided.receiptId)?.claims[0]?.steps[0]?.result, 'done');
});

test('rule 11: what has arrived meanwhile is not sent again', async () => {
  const world = new World();
  const hub = await startHub(world);
  world.behaviour = { acknowledgeMs: 200, reportMs: 300 };
  const { value: decided } = await within(world.clock, hub.arbiter.claim(claimOf(toggle())));
  const restarted = await crash(world, hub);
  await world.clock.advance(500);
  assert.equal(world.received.length, 1);
  assert.equal(restarted.arbiter.receipt(decided.receiptId)?.claims[0]?.steps[0]?.result, 'done');
});

const doubtful: readonly (readonly [string, (world: World, hub: TestHub) => Promise<unknown>, number])[] = [
  ['is older than 30 s', async (world, hub) => within(world.clock, hub.arbiter.claim(claimOf(set('on', false)))), 31_000],
  ['is risky', async (world, hub) => within(world.clock, hub.arbiter.claim(claimOf(set('locked', false, 'virtual:door'), { confirmed: true }))), 1_000],
  ['is no value', async (world, hub) => within(world.clock, hub.arbiter.claim(claimOf({ device: 'virtual:bell', do: 'run', action: 'press' }))), 1_000],
  [
    'was overtaken by somebody at the device',
    async (world, hub) => {
      await within(world.clock, hub.arbiter.claim(claimOf(set('brightnessPercent', 60))));
      world.values.set(id, { on: true, brightnessPercent: 5 });
    },
    1_000,
  ],
];

for (const [what, begin, downMs] of doubtful) {
  test(`rule 11: a command that ${what} is not sent again, and said to be unknown`, async () => {
    const world = new World([lamp('lamp'), { id: 'door', kind: 'lock', state: { locked: true } }, { id: 'bell', kind: 'button', state: {} }]);
    const hub = await startHub(world);
    world.behaviour = deaf;
    await begin(world, hub);
    world.behaviour = quick;
    const restarted = await crash(world, hub, downMs);
    await world.clock.advance(500);
    assert.equal(world.received.length, 1);
    assert.deepEqual(
      restarted.arbiter.actuations(0).map(({ result }) => result),
      ['unknown'],
    );
  });
}

test('rule 11: of several open commands of an attribute only the newest is sent again', async () => {
  const world = new World();
  const hub = await startHub(world);
  world.behaviour = deaf;
  for (let count = 0; count < 3; count += 1) await within(world.clock, hub.arbiter.claim(claimOf(adjust(10))));
  world.behaviour = quick;
  const restarted = await crash(world, hub);
  await world.clock.advance(500);
  assert.deepEqual(world.sets().slice(3), [{ brightnessPercent: 80 }]);
  assert.equal(restarted.state.confirmed(id, 'brightnessPercent'), 80);
});

test('rule 11: a claim undecided at the crash is not acted on, and its retry is new', async () => {
  const world = new World();
  const hub = await startHub(world);
  const message = claimOf(adjust(10), { messageId: 'lost' });
  hub.storage.holdAppends();
  void hub.arbiter.claim(message);
  await world.clock.advance(20);
  const restarted = await crash(world, hub);
  await world.clock.advance(500);
  assert.deepEqual(world.sets(), []);
  const { value: retried } = await within(world.clock, restarted.arbiter.claim(message));
  assert.equal(retried.decision, 'won');
  assert.deepEqual(world.sets(), [{ brightnessPercent: 60 }]);
});

test('rule 11: without its mark of sending a command is not sent again', async () => {
  const world = new World();
  const hub = await startHub(world);
  await within(world.clock, hub.arbiter.claim(claimOf(set('on', false))));
  const written = hub.storage.ledger.filter(({ type }) => type !== 'sent' && type !== 'command-end');
  const { memoryStorage } = await import('../testing/memory-storage.ts');
  world.received.length = 0;
  world.values.set(id, { on: true, brightnessPercent: 50 });
  await hub.arbiter[Symbol.asyncDispose]();
  const restarted = await startHub(world, memoryStorage({}, written));
  await world.clock.advance(500);
  assert.deepEqual(world.sets(), []);
  assert.equal(restarted.arbiter.receipts(0)[0]?.claims[0]?.steps[0]?.result, 'unknown');
});

test('rule 11: after a restart nothing is believed before the device was asked', async () => {
  const world = new World();
  const hub = await startHub(world);
  await within(world.clock, hub.arbiter.claim(claimOf(set('brightnessPercent', 30))));
  await world.clock.advance(500);
  hub.storage.flush();
  await hub.arbiter[Symbol.asyncDispose]();
  world.values.set(id, { on: true, brightnessPercent: 70 });
  const restarted = await startHub(world, hub.storage.crashed(), false);
  await within(world.clock, restarted.arbiter.claim(claimOf(adjust(10))));
  assert.deepEqual(world.sets().at(-1), { brightnessPercent: 80 });
});
