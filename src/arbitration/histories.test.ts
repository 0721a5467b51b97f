import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as assertProperty, asyncProperty, constant, constantFrom, integer, oneof, record } from 'fast-check';
import type { Arbitrary } from 'fast-check';
import type { Decided } from '../ports/arbiter.ts';
import type { Step } from '../core/step.ts';
import { claimOf, settledInMs, kill, startHub, World } from './world.test.ts';
import type { TestHub } from './world.test.ts';

const id = 'virtual:ac';
const attribute = 'targetTemperatureCelsius';

interface Happening {
  readonly afterMs: number;
  /** An amount to change by, a value to set, or what happens to the hub. */
  readonly what: { readonly by: number } | { readonly to: number } | 'disk stalls' | 'disk goes on' | 'crash';
}

const happenings = (crashes: boolean): Arbitrary<readonly Happening[]> =>
  array(
    record({
      afterMs: oneof(constant(0), integer({ min: 1, max: 250 })),
      what: oneof(
        { weight: 6, arbitrary: constantFrom({ by: 1 }, { by: -1 }, { by: 2 }) },
        { weight: 2, arbitrary: integer({ min: 20, max: 28 }).map((to) => ({ to })) },
        { weight: 1, arbitrary: constantFrom('disk stalls' as const, 'disk goes on' as const, ...(crashes ? (['crash'] as const) : [])) },
      ),
    }),
    { minLength: 1, maxLength: 14 },
  );

interface Told {
  readonly step: Step;
  readonly saidAtMs: number;
  decided: Decided | undefined;
  tookMs: number;
}

interface History {
  readonly world: World;
  readonly hub: TestHub;
  readonly told: readonly Told[];
}

/** Plays a history to its end, on a device of this slowness. */
async function play(story: readonly Happening[], acknowledgeMs: number, reportMs: number): Promise<History> {
  const world = new World([{ id: 'ac', kind: 'air-conditioner', state: { on: true, [attribute]: 24 } }]);
  world.behaviour = { acknowledgeMs, reportMs };
  const { clock } = world;
  let hub = await startHub(world);
  let releases: (() => void)[] = [];
  const told: Told[] = [];
  const goOn = (): void => {
    for (const release of releases) release();
    releases = [];
  };
  for (const { afterMs, what } of story) {
    await clock.advance(afterMs);
    if (what === 'disk stalls') releases.push(hub.storage.holdAppends());
    else if (what === 'disk goes on') goOn();
    else if (what === 'crash') {
      releases = [];
      const disk = await kill(world, hub);
      await clock.advance(50);
      hub = await startHub(world, disk);
    } else {
      const step: Step = 'by' in what ? { device: id, do: 'adjust', attribute, by: what.by } : { device: id, do: 'set', attribute, value: what.to };
      const one: Told = { step, saidAtMs: clock.elapsedMs(), decided: undefined, tookMs: Infinity };
      told.push(one);
      void answer(world, hub, one);
    }
  }
  goOn();
  await clock.advance(20_000);
  return { world, hub, told };
}

/** Claims, and notes the answer if the hub still lives to give it. */
async function answer(world: World, hub: TestHub, one: Told): Promise<void> {
  const { life } = world;
  const decided = await hub.arbiter.claim(claimOf(one.step));
  if (life !== world.life) return;
  one.decided = decided;
  one.tookMs = world.clock.elapsedMs() - one.saidAtMs;
}

/** Where the device must be when exactly these were obeyed, one after the other. */
function fold(steps: readonly Step[]): number {
  let value = 24;
  for (const step of steps) {
    if (step.do === 'adjust') value = Math.min(32, Math.max(16, value + step.by));
    else if (step.do === 'set' && typeof step.value === 'number') value = step.value;
  }
  return value;
}

const devices = record({ acknowledgeMs: integer({ min: 0, max: 400 }), reportMs: integer({ min: 0, max: 900 }) });

test('rules 2, 8 and 12: whatever disk and device do, what was not declined adds up, in order, and every decision comes in time', async () => {
  await assertProperty(
    asyncProperty(happenings(false), devices, async (story, { acknowledgeMs, reportMs }) => {
      const { world, hub, told } = await play(story, acknowledgeMs, reportMs);
      for (const { tookMs } of told) assert.ok(tookMs <= 500, `decided after ${tookMs} ms`);
      const obeyed = told.filter(({ decided }) => decided?.decision !== 'declined').map(({ step }) => step);
      assert.equal(hub.state.value(id, attribute), fold(obeyed));
      assert.equal(world.values.get(id)?.[attribute], fold(obeyed));
      const sent = hub.arbiter.actuations(0);
      assert.equal(new Set(sent.map(({ receiptId }) => receiptId)).size, sent.length, 'no claim was sent twice');
      assert.equal(sent.length, told.filter(({ decided }) => decided?.decision === 'won').length);
      for (const { decided } of told) {
        const [now] = (await decided?.settled(0)) ?? [];
        assert.ok(now?.result !== 'pending' && now?.result !== 'unknown', `it ended as ${now?.result}`);
      }
    }),
    { numRuns: 150 },
  );
});

test('rule 11: whenever the hub dies, no answered claim is forgotten and no relative one repeated', async () => {
  await assertProperty(
    asyncProperty(happenings(true), devices, async (story, { acknowledgeMs, reportMs }) => {
      const { world, hub, told } = await play(story, acknowledgeMs, reportMs);
      const lines = Map.groupBy(hub.arbiter.actuations(0), ({ receiptId }) => receiptId);
      for (const { decided } of told) {
        if (decided === undefined || decided.decision === 'declined') continue;
        assert.notEqual(hub.arbiter.receipt(decided.receiptId), undefined, 'its receipt is known');
        if (decided.decision === 'won') assert.ok(lines.has(decided.receiptId), 'it was sent');
      }
      for (const sent of lines.values()) assert.equal(new Set(sent.map(({ set }) => JSON.stringify(set))).size, 1, 'again with the same value');
      assert.ok(lines.size <= told.length);
      const receipts = new Map(hub.arbiter.receipts(0).map((receipt) => [receipt.id, receipt]));
      const obeyed = [...receipts.values()]
        .filter(({ id: receiptId, claims }) => lines.has(receiptId) || claims[0]?.steps[0]?.rule === 8)
        .flatMap(({ claims }) => claims[0]?.steps ?? []);
      assert.equal(world.values.get(id)?.[attribute], fold(obeyed));
      for (const sent of lines.values()) for (const { result } of sent) assert.notEqual(result, 'pending');
    }),
    { numRuns: 150 },
  );
});

test('rule 10: what a person does last at the device is what everybody sees', async () => {
  await assertProperty(
    asyncProperty(happenings(false), devices, integer({ min: 16, max: 32 }), async (story, { acknowledgeMs, reportMs }, byHand) => {
      const { world, hub } = await play(story, acknowledgeMs, reportMs);
      await world.clock.advance(settledInMs);
      world.byHand(id, { [attribute]: byHand });
      await world.clock.advance(20_000);
      assert.equal(hub.state.value(id, attribute), byHand);
    }),
    { numRuns: 40 },
  );
});
