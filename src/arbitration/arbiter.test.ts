import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStorage } from '../testing/memory-storage.ts';
import { adjust, claimOf, lamp, set, settledInMs, startHub, toggle, within, World } from './world.test.ts';

const id = 'virtual:lamp';

test('rule 2: the first claim is sent at once, and is done when the device says so', async () => {
  const world = new World();
  const { arbiter, state } = await startHub(world);
  const { value: decided, tookMs } = await within(world.clock, arbiter.claim(claimOf(set('brightnessPercent', 80))));
  assert.equal(tookMs, 0);
  assert.equal(decided.decision, 'won');
  assert.deepEqual(decided.results, [{ device: id, attribute: 'brightnessPercent', result: 'pending' }]);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 80 }]);
  assert.equal(state.value(id, 'brightnessPercent'), 80, 'what was ordered is published from the moment of sending');
  assert.equal(state.confirmed(id, 'brightnessPercent'), 50);
  const { value: results } = await within(world.clock, decided.settled(5_000), 6_000);
  assert.equal(results[0]?.result, 'done');
  assert.equal(state.confirmed(id, 'brightnessPercent'), 80);
});

test('rule 11: claim, command and decision are written in one transaction before the command leaves, and its mark before the answer', async () => {
  const world = new World();
  const { arbiter, storage } = await startHub(world);
  const release = storage.holdAppends();
  const deciding = arbiter.claim(claimOf(set('on', false)));
  await world.clock.advance(100);
  assert.deepEqual(world.sets(), [], 'nothing leaves while the disk is slow');
  release();
  await within(world.clock, deciding);
  assert.deepEqual(
    storage.ledger.slice(0, 4).map(({ type }) => type),
    ['claim', 'command', 'decision', 'sent'],
  );
});

test('rule 12: a claim that cannot be written within 400 ms is declined, nothing moves, and what lands later is revoked', async () => {
  const world = new World();
  const { arbiter, storage, state } = await startHub(world);
  const release = storage.holdAppends();
  const message = claimOf(set('on', false));
  const { value: decided, tookMs } = await within(world.clock, arbiter.claim(message));
  assert.equal(decided.decision, 'declined');
  assert.ok(tookMs <= 500, `${tookMs} ms`);
  release();
  await world.clock.advance(1_000);
  assert.deepEqual(world.sets(), []);
  assert.equal(state.value(id, 'on'), true);
  const receipt = arbiter.receipt(decided.receiptId);
  assert.deepEqual(receipt?.claims[0]?.steps[0], { ...message.steps[0], result: 'failed', rule: 12 });
  assert.equal((await arbiter.claim(message)).decision, 'declined', 'a retry gets the first answer');
  assert.equal((await within(world.clock, arbiter.claim(claimOf(set('on', false))))).value.decision, 'won');
});

test('rule 12: what followed from a claim that could not be written falls with it', async () => {
  const world = new World();
  const { arbiter, storage } = await startHub(world);
  const release = storage.holdAppends();
  const first = arbiter.claim(claimOf(adjust(10)));
  await world.clock.advance(200);
  const second = arbiter.claim(claimOf(adjust(10)));
  await world.clock.advance(250);
  release();
  assert.equal((await within(world.clock, first)).value.decision, 'declined');
  assert.equal((await within(world.clock, second)).value.decision, 'declined', 'it was reckoned from a value that never came');
  await world.clock.advance(1_000);
  assert.deepEqual(world.sets(), []);
});

test('rule 12: a disk that fails declines, and the hub goes on', async () => {
  const world = new World();
  const { arbiter, storage } = await startHub(world);
  storage.failAppends(new Error('full'));
  assert.equal((await within(world.clock, arbiter.claim(claimOf(set('on', false))))).value.decision, 'declined');
  storage.failAppends(undefined);
  assert.equal((await within(world.clock, arbiter.claim(claimOf(set('on', false))))).value.decision, 'won');
});

test('rule 5: a message sent again is the first answer again, also while it is being decided and after a restart', async () => {
  const world = new World();
  const { arbiter, storage } = await startHub(world);
  const message = claimOf(adjust(10), { messageId: 'again' });
  const [{ value: first }, { value: meanwhile }] = await Promise.all([
    within(world.clock, arbiter.claim(message)),
    within(world.clock, arbiter.claim(message)),
  ]);
  const later = await arbiter.claim(message);
  await world.clock.advance(1_000);
  const restarted = await startHub(world, storage.crashed());
  const afterwards = await restarted.arbiter.claim(message);
  for (const again of [meanwhile, later, afterwards]) assert.deepEqual([again.decision, again.receiptId], [first.decision, first.receiptId]);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 60 }]);
});

test('rule 5: other content under a known id is refused, and the id is free after ten minutes', async () => {
  const world = new World();
  const { arbiter } = await startHub(world);
  const first = await within(world.clock, arbiter.claim(claimOf(adjust(10), { messageId: 'x' })));
  await assert.rejects(arbiter.claim(claimOf(adjust(20), { messageId: 'x' })), { code: 'arbitration/message-id-reused' });
  await world.clock.advance(600_001);
  const second = await within(world.clock, arbiter.claim(claimOf(adjust(20), { messageId: 'x' })));
  assert.notEqual(first.value.receiptId, second.value.receiptId);
  assert.equal(second.value.decision, 'won');
});

test('rule 5: saying it twice means it twice; without an id the moment tells a retry', async () => {
  const world = new World();
  const { arbiter } = await startHub(world);
  const words = { source: 'page', origin: 'heard', steps: [adjust(10)] } as const;
  const heardAtMs = world.clock.nowMs();
  for (const offset of [0, 0, 1]) await within(world.clock, arbiter.claim({ ...words, heardAtMs: heardAtMs + offset }));
  await world.clock.advance(500);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 60 }, { brightnessPercent: 70 }]);
});

test('rule 8: a set that is so already needs no command; one that hangs on a command shares its fate', async () => {
  const world = new World();
  const { arbiter } = await startHub(world);
  const { value: already } = await within(world.clock, arbiter.claim(claimOf(set('on', true))));
  assert.deepEqual([already.decision, already.results[0]?.result], ['already-done', 'already']);
  assert.equal(arbiter.receipt(already.receiptId)?.claims[0]?.steps[0]?.rule, 8);
  world.behaviour = { acknowledgeMs: 700, reportMs: 20, fails: 'failed' };
  await within(world.clock, arbiter.claim(claimOf(set('on', false))));
  const { value: shared } = await within(world.clock, arbiter.claim(claimOf(set('on', false))));
  assert.deepEqual([shared.decision, shared.results[0]?.result], ['already-done', 'pending']);
  const { value: results } = await within(world.clock, shared.settled(2_000), 3_000);
  assert.equal(results[0]?.result, 'failed');
  assert.equal(arbiter.receipt(shared.receiptId)?.claims[0]?.steps[0]?.result, 'failed');
  assert.equal(world.received.length, 1);
});

test('rule 8: relative orders are reckoned from what was ordered, not from what a slow device says', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 300, reportMs: 900 };
  const { arbiter } = await startHub(world);
  for (let count = 0; count < 3; count += 1) await within(world.clock, arbiter.claim(claimOf(adjust(10))));
  await within(world.clock, arbiter.claim(claimOf(toggle())));
  await world.clock.advance(10_000);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 60 }, { brightnessPercent: 70 }, { brightnessPercent: 80 }, { on: false }]);
});

test('rule 8: an adjustment stops at the end of the range, and a lamp dimmed to nothing is off with its brightness kept', async () => {
  const world = new World([lamp('lamp', { brightnessPercent: 95 })]);
  const { arbiter, state } = await startHub(world);
  await within(world.clock, arbiter.claim(claimOf(adjust(10))));
  await world.clock.advance(200);
  const { value: more } = await within(world.clock, arbiter.claim(claimOf(adjust(10))));
  assert.equal(more.decision, 'already-done');
  await within(world.clock, arbiter.claim(claimOf(set('brightnessPercent', 0))));
  await world.clock.advance(200);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 100 }, { on: false }]);
  assert.equal(state.confirmed(id, 'brightnessPercent'), 100);
  const { value: lit } = await within(world.clock, arbiter.claim(claimOf(set('brightnessPercent', 100))));
  assert.equal(lit.decision, 'won', 'a brightness above 0 lights a lamp that is off');
});

test('rule 8: what is not known is asked for, within 300 ms, and else declined as unreachable', async () => {
  const world = new World();
  const { arbiter, state } = await startHub(world, memoryStorage(), false);
  const { value: known } = await within(world.clock, arbiter.claim(claimOf(toggle())));
  assert.equal(known.decision, 'won');
  assert.deepEqual(world.sets(), [{ on: false }]);
  world.behaviour = { acknowledgeMs: 5, reportMs: 5, readMs: 5_000 };
  const { value: unknown, tookMs } = await within(world.clock, arbiter.claim(claimOf(adjust(10, 'virtual:other'))));
  assert.deepEqual([unknown.decision, unknown.results[0]?.because], ['declined', 'unreachable']);
  assert.ok(tookMs <= 310, `${tookMs} ms`);
  const { value: absolute } = await within(world.clock, arbiter.claim(claimOf(set('on', true, 'virtual:other'))));
  assert.equal(absolute.decision, 'won', 'a set of what is unknown is sent, though it may be so');
  assert.equal(state.confirmed('virtual:other', 'on'), true);
});

test('rule 8: who claims while the device is being asked waits in line', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 5, reportMs: 20, readMs: 200 };
  const { arbiter } = await startHub(world, memoryStorage(), false);
  const first = arbiter.claim(claimOf(adjust(10)));
  await world.clock.advance(50);
  const second = arbiter.claim(claimOf(set('brightnessPercent', 30), { source: 'page' }));
  await Promise.all([within(world.clock, first), within(world.clock, second)]);
  await world.clock.advance(200);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 60 }, { brightnessPercent: 30 }]);
});

test('rule 1: commands of a family leave in the order of their claims, whatever the journal is ready with first', async () => {
  const world = new World([lamp('lamp'), { id: 'tv', kind: 'tv', state: { on: true, volumePercent: 20 } }]);
  world.behaviour = { acknowledgeMs: 1_000, reportMs: 10 };
  const { arbiter, storage } = await startHub(world);
  const release = storage.holdAppends();
  const first = arbiter.claim(claimOf(set('brightnessPercent', 10)));
  await world.clock.advance(10);
  const second = arbiter.claim(claimOf(set('on', false)));
  const third = arbiter.claim(claimOf([set('on', false, 'virtual:tv'), set('volumePercent', 30, 'virtual:tv')]));
  release();
  await Promise.all([first, second, third].map(async (claim) => within(world.clock, claim)));
  assert.deepEqual(world.sets(), [{ brightnessPercent: 10 }, { on: false }, { on: false }, { volumePercent: 30 }]);
});

test('rule 6: of a drag on a slow device only the newest waiting value is kept, and the last is always sent', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 400, reportMs: 10 };
  const { arbiter } = await startHub(world);
  const finger = { source: 'page', origin: 'direct' } as const;
  const receipts: string[] = [];
  for (let step = 1; step <= 20; step += 1) {
    receipts.push((await within(world.clock, arbiter.claim(claimOf(set('brightnessPercent', 50 + step), finger)))).value.receiptId);
    await world.clock.advance(30);
  }
  await world.clock.advance(5_000);
  const sent = world.received.map(({ command }) => command.set?.brightnessPercent);
  assert.equal(sent[0], 51);
  assert.equal(sent.at(-1), 70);
  assert.ok(sent.length < 6, `${sent.length} commands`);
  const results = receipts.map((receiptId) => arbiter.receipt(receiptId)?.claims[0]?.steps[0]);
  assert.equal(results.filter((step) => step?.result === 'lost').length, 20 - sent.length);
  assert.ok(results.every((step) => step?.rule === 6));
});

test('rule 6: a voice between the writes of a drag leaves at once, and in its place', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 400, reportMs: 10 };
  const { arbiter } = await startHub(world);
  const finger = { source: 'page', origin: 'direct' } as const;
  for (const [value, more] of [
    [10, finger],
    [20, finger],
    [90, {}],
    [30, finger],
  ] as const) {
    await within(world.clock, arbiter.claim(claimOf(set('brightnessPercent', value), more)));
  }
  await world.clock.advance(5_000);
  assert.deepEqual(world.sets(), [{ brightnessPercent: 10 }, { brightnessPercent: 20 }, { brightnessPercent: 90 }, { brightnessPercent: 30 }]);
});

test('rule 13: words heard more than ten seconds ago are declined, unless the source’s clock is known to be behind', async () => {
  const world = new World();
  const { arbiter } = await startHub(world);
  const said = async (agoMs: number, source = 'aligenie:late'): Promise<string> => {
    const heardAtMs = world.clock.nowMs() - agoMs;
    return (await within(world.clock, arbiter.claim(claimOf(toggle(), { source, heardAtMs })))).value.decision;
  };
  assert.equal(await said(11_000), 'declined');
  assert.equal(await said(9_000), 'won');
  assert.equal(await said(-60_000), 'won', 'what lies in the future is no time');
  await world.clock.advance(100);
  assert.equal(world.received.length, 2);
  for (let count = 0; count < 12; count += 1) {
    await said(30_000, 'slow-clock');
    await world.clock.advance(10_000);
  }
  assert.equal(await said(30_500, 'slow-clock'), 'won');
  assert.equal(await said(45_000, 'slow-clock'), 'declined');
});

test('what is risky needs a yes; what does not exist, is not supported or out of range is refused, the rest is done', async () => {
  const world = new World([
    lamp('lamp'),
    { id: 'door', kind: 'lock', state: { locked: true } },
    { id: 'ac', kind: 'air-conditioner', state: { targetTemperatureCelsius: 26, currentTemperatureCelsius: 28 } },
  ]);
  const { arbiter } = await startHub(world);
  const steps = [
    set('locked', false, 'virtual:door'),
    set('on', true, 'virtual:nowhere'),
    set('volumePercent', 10),
    set('targetTemperatureCelsius', 99, 'virtual:ac'),
    set('currentTemperatureCelsius', 20, 'virtual:ac'),
    set('on', false),
  ];
  const { value: decided } = await within(world.clock, arbiter.claim(claimOf(steps)));
  assert.deepEqual(
    decided.results.map(({ result, because }) => because ?? result),
    ['needs-confirmation', 'no-such-device', 'unsupported', 'out-of-range', 'unsupported', 'pending'],
  );
  assert.equal(decided.decision, 'won');
  const { value: confirmed } = await within(world.clock, arbiter.claim(claimOf(set('locked', false, 'virtual:door'), { confirmed: true })));
  assert.equal(confirmed.decision, 'won');
  for (const wrong of [{ source: '' }, { steps: [] }, { heardAtMs: Number.NaN }, { steps: [set('on', 3)] }]) {
    await assert.rejects(arbiter.claim(claimOf(set('on', true), wrong)), { code: 'arbitration/bad-claim' });
  }
});

test('several settings of one device in one claim are one command', async () => {
  const world = new World([lamp('lamp', { on: false, color: 'white' })]);
  const { arbiter } = await startHub(world);
  await within(world.clock, arbiter.claim(claimOf([set('on', true), set('brightnessPercent', 15), set('color', 'red')])));
  assert.deepEqual(world.sets(), [{ on: true, brightnessPercent: 15, color: 'red' }]);
});

test('a device that cannot be reached fails its command, and what is published is what is confirmed', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 50, reportMs: 10, fails: 'unreachable' };
  const { arbiter, state, events } = await startHub(world);
  const { value: decided } = await within(world.clock, arbiter.claim(claimOf(set('on', false))));
  const { value: results } = await within(world.clock, decided.settled(1_000));
  assert.deepEqual(results, [{ device: id, attribute: 'on', result: 'failed', because: 'unreachable' }]);
  assert.equal(state.value(id, 'on'), true);
  const told = events.flatMap((event) => (event.type === 'value' && event.device === id && event.attribute === 'on' ? [event.value] : []));
  assert.deepEqual(told.slice(-2), [false, true]);
  assert.deepEqual(
    arbiter.actuations(0).map(({ result, source, set: values }) => [result, source, values]),
    [['failed', 'aligenie:a', { on: false }]],
  );
});

test('a device that never acknowledges is in doubt after ten seconds, and the next command goes out', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: Infinity, reportMs: 10 };
  const { arbiter } = await startHub(world);
  const { value: decided } = await within(world.clock, arbiter.claim(claimOf(set('on', false))));
  await within(world.clock, arbiter.claim(claimOf(set('brightnessPercent', 70))));
  await world.clock.advance(10_100);
  assert.equal((await decided.settled(0))[0]?.result, 'unknown');
  assert.equal(world.received.length, 2);
});

test('a device that acknowledges and never reports is asked where it is', async () => {
  const world = new World();
  world.behaviour = { acknowledgeMs: 5, reportMs: Infinity };
  const { arbiter, state } = await startHub(world);
  const { value: decided } = await within(world.clock, arbiter.claim(claimOf(set('on', false))));
  const { value: results, tookMs } = await within(world.clock, decided.settled(9_000), 10_000);
  assert.equal(results[0]?.result, 'done');
  assert.ok(tookMs < 2_500, `${tookMs} ms`);
  assert.equal(state.confirmed(id, 'on'), false);
});

test('a scene is its members, each through its own fence', async () => {
  const world = new World([lamp('lamp'), lamp('other'), { id: 'evening', kind: 'scene', state: {} }]);
  world.members.set('virtual:evening', [set('brightnessPercent', 20), set('on', false, 'virtual:other')]);
  const { arbiter } = await startHub(world);
  const { value: decided } = await within(world.clock, arbiter.claim(claimOf({ device: 'virtual:evening', do: 'run', action: 'activate' })));
  assert.deepEqual(world.sets(), [{ brightnessPercent: 20 }, { on: false }]);
  const { value: results } = await within(world.clock, decided.settled(1_000));
  assert.deepEqual(results, [{ device: 'virtual:evening', action: 'activate', result: 'done' }]);
});

test('rule 14: a receipt tells who claimed what, by which rule, and how long it took', async () => {
  const world = new World();
  const { arbiter } = await startHub(world);
  const startedAtMs = world.clock.nowMs();
  const message = claimOf([set('on', false), set('on', true, 'virtual:other')], { turnId: 't1', utteranceId: 'u1' });
  const { value: decided } = await within(world.clock, arbiter.claim(message));
  await world.clock.advance(100);
  const receipt = arbiter.receipt(decided.receiptId);
  assert.deepEqual(receipt, {
    id: decided.receiptId,
    atMs: startedAtMs,
    decisionMs: 0,
    windowMs: 1_500,
    claims: [
      {
        source: 'aligenie:a',
        origin: 'heard',
        messageId: message.messageId,
        utteranceId: 'u1',
        turnId: 't1',
        arrivedAtMs: startedAtMs,
        steps: [
          { ...message.steps[0], result: 'done', rule: 2 },
          { ...message.steps[1], result: 'already', rule: 8 },
        ],
      },
    ],
  });
  assert.deepEqual(arbiter.receipts(0), [receipt]);
  assert.deepEqual(arbiter.receipts(startedAtMs + 1), []);
  assert.equal(arbiter.receipt('none'), undefined);
});

test('rule 10: a person at the device is the desired state, and the next relative order starts from there', async () => {
  const world = new World();
  const { arbiter, state } = await startHub(world);
  await world.clock.advance(settledInMs);
  await within(world.clock, arbiter.claim(claimOf(set('on', false))));
  await world.clock.advance(5_000);
  world.byHand(id, { on: true, brightnessPercent: 80 });
  assert.deepEqual(state.confirmation(id, 'on')?.origin, { by: 'device' });
  const { value: decided } = await within(world.clock, arbiter.claim(claimOf(set('on', false))));
  assert.equal(decided.decision, 'won');
  await within(world.clock, arbiter.claim(claimOf(adjust(10))));
  await world.clock.advance(200);
  assert.deepEqual(world.sets(), [{ on: false }, { on: false }, { brightnessPercent: 90 }]);
});
