import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Command } from '../../core/claim.ts';
import { EntenteError } from '../../core/errors.ts';
import type { Device } from '../../core/home.ts';
import type { StateReport } from '../../ports/device-source.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { deviceOf } from '../../testing/home-of.ts';
import { ecosystem } from './virtual.ts';

const lamp = deviceOf({ id: 'lamp', state: { on: false, brightnessPercent: 60, color: 'red' } });
const curtain = deviceOf({ id: 'curtain', kind: 'curtain', state: { openPercent: 0 } });
const vacuum = deviceOf({ id: 'vacuum', kind: 'vacuum', state: { activity: 'docked' } });
const cooler = deviceOf({ id: 'ac', kind: 'air-conditioner', state: { on: false, mode: 'cool', targetTemperatureCelsius: 26, currentTemperatureCelsius: 28 } });
const kettle = deviceOf({ id: 'kettle', kind: 'kettle', state: { on: false } });
const scene = deviceOf({ id: 'movie', kind: 'scene', state: {} });
const all = [lamp, curtain, vacuum, cooler, kettle, scene];

const never = new AbortController().signal;
let commands = 0;
const order = (device: Device, command: Pick<Command, 'set' | 'run'>): Command => ({ commandId: `c${(commands += 1)}`, device: device.id, ...command });

/** A session over a fake clock, and what its devices told: `600 virtual:lamp on=true`, the time from the beginning. */
async function open({
  devices = all,
  documents = new Map<string, unknown>(),
  settings = {},
}: { devices?: readonly Device[]; documents?: Map<string, unknown>; settings?: object } = {}) {
  const clock = fakeClock();
  const reports: StateReport[] = [];
  const told: string[] = [];
  let inventory = devices;
  const session = await ecosystem.connect(settings, {
    clock,
    signal: never,
    report: (report) => {
      reports.push(report);
      const values = Object.entries(report.values ?? {}).map(([attribute, value]) => `${attribute}=${value}`);
      if (report.reading !== true || report.reachable !== undefined)
        told.push(
          [
            clock.elapsedMs(),
            report.device.replace('virtual:', ''),
            ...values,
            ...(report.reachable === undefined ? [] : [report.reachable ? 'here' : 'away']),
          ].join(' '),
        );
    },
    inventory: () => {},
    devices: () => inventory,
    load: (key) => structuredClone(documents.get(key)),
    save: (key, document) => documents.set(key, structuredClone(document)),
  });
  const takeTold = (): readonly string[] => told.splice(0);
  const become = (devices: readonly Device[]): void => {
    inventory = devices;
    session.homeChanged();
  };
  takeTold();
  return { clock, session, reports, takeTold, documents, become };
}

const fails = (code: string) => (error: unknown) => error instanceof EntenteError && error.code === code;

test('every device tells what it is when the session begins, as a reading', async () => {
  const { reports } = await open();
  assert.equal(reports.length, all.length);
  assert.deepEqual(reports[0], { device: lamp.id, values: lamp.state, reachable: true, reading: true });
});

test('a command is acknowledged after 20 to 150 ms, and reports come only after that', async () => {
  const { clock, session, takeTold } = await open();
  for (const on of [true, false, true, false, true, false]) {
    const startedMs = clock.elapsedMs();
    let reportsAtAck: readonly string[] | undefined;
    const sent = session.send(order(lamp, { set: { on } }), never).then(() => {
      reportsAtAck = takeTold();
      return clock.elapsedMs() - startedMs;
    });
    await clock.drain();
    const tookMs = await sent;
    assert.ok(tookMs >= 20 && tookMs <= 150, `${tookMs} ms`);
    assert.deepEqual(reportsAtAck, []);
    assert.ok(takeTold().length > 0);
  }
});

test('a lamp dims in steps towards its goal and lights up by it', async () => {
  const { clock, session, reports } = await open();
  const command = order(lamp, { set: { brightnessPercent: 20 } });
  void session.send(command, never);
  await clock.drain();
  const mine = reports.filter((report) => report.commandId === command.commandId).map(({ values }) => values);
  assert.deepEqual(mine, [
    { on: true },
    { brightnessPercent: 52 },
    { brightnessPercent: 44 },
    { brightnessPercent: 36 },
    { brightnessPercent: 28 },
    { brightnessPercent: 20 },
  ]);
});

test('a lamp is as bright as before when it is switched on again, also when it was switched off while dimming', async () => {
  const { clock, session, reports } = await open();
  void session.send(order(lamp, { set: { brightnessPercent: 10 } }), never);
  await clock.advance(300);
  void session.send(order(lamp, { set: { on: false } }), never);
  await clock.drain();
  assert.deepEqual(reports.at(-1)?.values, { brightnessPercent: 10, on: false });
  void session.send(order(lamp, { set: { on: true } }), never);
  await clock.drain();
  assert.deepEqual(reports.at(-1)?.values, { brightnessPercent: 10 });
  assert.deepEqual(await Promise.all([session.read(lamp.id, never), clock.drain()]).then(([values]) => values), {
    on: true,
    brightnessPercent: 10,
    color: 'red',
  });
});

test('brightness 0 is off, and leaves the stored brightness', async () => {
  const { clock, session, reports } = await open();
  void session.send(order(lamp, { set: { brightnessPercent: 0 } }), never);
  await clock.drain();
  assert.deepEqual(reports.at(-1)?.values, { on: false });
});

test('a curtain takes about eight seconds for its whole way, tells where it is, and turns round where it is', async () => {
  const { clock, session, takeTold } = await open();
  const wholeWay = order(curtain, { set: { openPercent: 100 } });
  assert.equal(session.travelMs(wholeWay), 8_200);
  void session.send(wholeWay, never);
  const tookMs = await clock.drain();
  assert.ok(tookMs >= 8_000 && tookMs < 8_200, `${tookMs} ms`);
  const positions = takeTold().map((line) => Number(line.split('=')[1]));
  assert.deepEqual(positions, [13, 25, 38, 50, 63, 75, 88, 100]);
  void session.send(order(curtain, { set: { openPercent: 0 } }), never);
  await clock.advance(4_170);
  void session.send(order(curtain, { set: { openPercent: 100 } }), never);
  await clock.drain();
  const turned = takeTold().map((line) => Number(line.split('=')[1]));
  assert.equal(Math.min(...turned), 50);
  assert.equal(turned.at(-1), 100);
});

test('a vacuum cleans, returns and docks, by itself or when it is told', async () => {
  const { clock, session, takeTold } = await open();
  void session.send(order(vacuum, { run: 'start-cleaning' }), never);
  await clock.drain();
  assert.deepEqual(
    takeTold().map((line) => line.split(' ')[2]),
    ['activity=cleaning', 'activity=returning', 'activity=docked'],
  );
  void session.send(order(vacuum, { run: 'start-cleaning' }), never);
  await clock.advance(60_000);
  void session.send(order(vacuum, { set: { activity: 'paused' } }), never);
  await clock.drain();
  void session.send(order(vacuum, { run: 'return-to-dock' }), never);
  await clock.drain();
  assert.deepEqual(
    takeTold().map((line) => line.split(' ')[2]),
    ['activity=cleaning', 'activity=paused', 'activity=returning', 'activity=docked'],
  );
});

test('the room follows an air conditioner that is on, and goes back when it is off', async () => {
  const { clock, session, takeTold } = await open();
  void session.send(order(cooler, { set: { on: true } }), never);
  await clock.drain();
  assert.equal(takeTold().at(-1)?.split(' ')[2], 'currentTemperatureCelsius=26');
  void session.send(order(cooler, { set: { on: false } }), never);
  await clock.advance(60_500);
  assert.equal(takeTold().at(-1)?.split(' ')[2], 'currentTemperatureCelsius=26.4');
});

test('a kettle switches itself off', async () => {
  const { clock, session, takeTold } = await open();
  void session.send(order(kettle, { set: { on: true } }), never);
  const tookMs = await clock.drain();
  assert.ok(tookMs > 200_000);
  assert.deepEqual(
    takeTold().map((line) => line.split(' ')[2]),
    ['on=true', 'on=false'],
  );
});

test('nothing sleeps while nothing moves', async () => {
  const { clock, session } = await open();
  assert.equal(clock.sleepers, 0);
  void session.send(order(lamp, { set: { on: true } }), never);
  void session.send(order(curtain, { set: { openPercent: 30 } }), never);
  await clock.advance(10_000);
  assert.equal(clock.sleepers, 0);
});

test('commands to one device are obeyed in the order in which they arrive', async () => {
  const { clock, session, reports } = await open();
  for (let round = 0; round < 20; round += 1) {
    void session.send(order(lamp, { set: { color: 'blue' } }), never);
    await clock.advance(1);
    void session.send(order(lamp, { set: { color: 'green' } }), never);
    await clock.drain();
    assert.deepEqual(
      reports.slice(-2).map(({ values }) => values?.color),
      ['blue', 'green'],
    );
  }
});

test('a device that is offline does not hear, cannot be read, and tells how it is when it returns', async () => {
  const { clock, session, takeTold } = await open();
  session.operate(lamp.id, { offline: true });
  const sent = assert.rejects(session.send(order(lamp, { set: { on: true } }), never), fails('virtual/unreachable'));
  const read = assert.rejects(session.read(lamp.id, never), fails('virtual/unreachable'));
  await clock.drain();
  await Promise.all([sent, read]);
  session.operate(lamp.id, { hand: { on: true } });
  session.operate(lamp.id, { offline: false });
  assert.deepEqual(
    takeTold().map((line) => line.replace(/^\d+ /, '')),
    ['lamp away', 'lamp on=true brightnessPercent=60 color=red here'],
  );
});

test('a device that goes away while it is told something has perhaps heard it', async () => {
  const { clock, session } = await open();
  const sent = assert.rejects(session.send(order(curtain, { set: { openPercent: 50 } }), never), fails('virtual/no-answer'));
  await clock.advance(5);
  session.operate(curtain.id, { offline: true });
  await clock.drain();
  await sent;
});

test('a failing device says so and does nothing, until it is mended', async () => {
  const { clock, session, takeTold } = await open();
  session.operate(lamp.id, { failing: true });
  const sent = assert.rejects(session.send(order(lamp, { set: { on: true } }), never), fails('virtual/failed'));
  await clock.drain();
  await sent;
  assert.deepEqual(takeTold(), []);
  session.operate(lamp.id, { failing: false });
  void session.send(order(lamp, { set: { on: true } }), never);
  await clock.drain();
  assert.ok(takeTold().length > 0);
});

test('a hand moves a device at once, stops what goes on, and is told without a command', async () => {
  const { clock, session, reports } = await open();
  void session.send(order(curtain, { set: { openPercent: 100 } }), never);
  await clock.advance(3_000);
  session.operate(curtain.id, { hand: { openPercent: 7 } });
  assert.deepEqual(reports.at(-1), { device: curtain.id, values: { openPercent: 7 } });
  const before = reports.length;
  await clock.drain();
  assert.equal(reports.length, before);
});

const badRequests: readonly [unknown, RegExp][] = [
  [{ ofline: true }, /^ofline: there is no such field$/],
  [{ offline: 'yes' }, /^offline: must be true or false$/],
  [{ hand: { brightnessPercent: 200 } }, /^hand\.brightnessPercent: must be a number between 0 and 100/],
  [{ hand: { locked: true } }, /^hand\.locked: there is no such field$/],
  [{ hand: { on: null } }, /^hand\.on: must be/],
  [[], /^the document: must be an object$/],
  ['x', /^the document: must be an object$/],
];
for (const [request, message] of badRequests) {
  test(`the operation ${JSON.stringify(request)} is refused`, async () => {
    const { session } = await open();
    assert.throws(
      () => session.operate(lamp.id, request),
      (error) => fails('virtual/bad-operation')(error) && error instanceof EntenteError && message.test(error.message),
    );
    assert.throws(() => session.operate('virtual:none', {}), fails('virtual/no-such-device'));
  });
}

test('after a restart devices are where they were, or where they were going', async () => {
  const { clock, session, documents } = await open();
  void session.send(order(lamp, { set: { on: true, color: 'blue' } }), never);
  void session.send(order(curtain, { set: { openPercent: 100 } }), never);
  void session.send(order(vacuum, { run: 'start-cleaning' }), never);
  session.operate(kettle.id, { offline: true });
  await clock.advance(2_000);
  await session[Symbol.asyncDispose]();
  const again = await open({ documents });
  assert.deepEqual(again.reports.map(({ values, reachable }) => ({ ...values, reachable })).slice(0, 5), [
    { on: true, brightnessPercent: 60, color: 'blue', reachable: true },
    { openPercent: 100, reachable: true },
    { activity: 'cleaning', reachable: true },
    { ...cooler.state, reachable: true },
    { reachable: false },
  ]);
  await again.clock.drain();
  assert.equal(again.reports.at(-1)?.values?.activity, 'docked');
});

test('a device that is stopped waiting for still obeys; a closed session does not', async () => {
  const { clock, session, takeTold } = await open();
  const abort = new AbortController();
  const sent = assert.rejects(session.send(order(lamp, { set: { on: true } }), abort.signal), /enough/);
  await clock.advance(1);
  abort.abort(new Error('enough'));
  await sent;
  await clock.drain();
  assert.ok(takeTold().length > 0);
  const late = assert.rejects(session.send(order(lamp, { set: { on: false } }), never), fails('virtual/closed'));
  await session[Symbol.asyncDispose]();
  await late;
  assert.equal(clock.sleepers, 0);
  assert.deepEqual(takeTold(), []);
});

test('devices come and go with the home', async () => {
  const { session, become, takeTold, documents } = await open();
  const spot = deviceOf({ id: 'spot' });
  session.operate(lamp.id, { hand: { on: true } });
  takeTold();
  become([spot]);
  assert.deepEqual(takeTold(), ['0 spot on=false here']);
  assert.throws(() => session.operate(lamp.id, {}), fails('virtual/no-such-device'));
  assert.equal(documents.get(`device/${lamp.id}`), null);
});

test('a device that gets a name stays as it is; one that the home says is otherwise becomes so', async () => {
  const { clock, session, become, takeTold } = await open();
  session.operate(lamp.id, { hand: { on: true } });
  takeTold();
  become([{ ...lamp, name: '阅读灯' }]);
  assert.deepEqual(takeTold(), []);
  become([{ ...lamp, state: { on: false, brightnessPercent: 5, colorTemperatureKelvin: 3000 } }]);
  assert.deepEqual(takeTold(), ['0 lamp brightnessPercent=5 colorTemperatureKelvin=3000']);
  const [values] = await Promise.all([session.read(lamp.id, never), clock.drain()]);
  assert.deepEqual(values, { on: true, brightnessPercent: 5, colorTemperatureKelvin: 3000 });
});

test('a scene tells its members, without those that are gone, also after a restart', async () => {
  const steps = [
    { device: lamp.id, do: 'set', attribute: 'brightnessPercent', value: 20 },
    { device: 'virtual:gone', do: 'set', attribute: 'on', value: false },
    { device: curtain.id, do: 'set', attribute: 'openPercent', value: 0 },
  ];
  const { session, documents } = await open({ settings: { scenes: { [scene.id]: steps } } });
  const expected = [steps[0], steps[2]];
  assert.deepEqual(session.members(scene.id), expected);
  assert.equal(session.members(lamp.id), undefined);
  assert.deepEqual((await open({ documents })).session.members(scene.id), expected);
});

test('every command that reaches a device is in the log, in order, before it is acknowledged', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'entente-virtual-')), 'commands.jsonl');
  const { clock, session } = await open({ settings: { commandLog: path } });
  const lines = (): unknown[] =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line));
  const first = order(lamp, { set: { on: true } });
  const second = order(vacuum, { run: 'start-cleaning' });
  void session.send(first, never);
  session.operate(curtain.id, { offline: true });
  const lost = assert.rejects(session.send(order(curtain, { set: { openPercent: 1 } }), never), fails('virtual/unreachable'));
  void session.send(second, never);
  assert.deepEqual(
    lines(),
    [first, second].map((command) => ({ atMs: clock.nowMs(), ...command })),
  );
  await clock.drain();
  await lost;
});

test('settings with an unknown field are refused', async () => {
  await assert.rejects(open({ settings: { scene: {} } }), fails('virtual/bad-settings'));
});
