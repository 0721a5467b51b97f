import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test, type TestContext } from 'node:test';
import { HttpClient } from 'hap-controller';
import * as v from 'valibot';
import { attributeSpecs } from '../../core/attributes.ts';
import { attributes, kinds, type Attribute, type Home, type Value } from '../../core/home.ts';
import { fakeEntranceHub, type FakeEntranceHub } from '../../testing/fake-entrance.ts';
import { homeOf, deviceOf, type DeviceSketch } from '../../testing/home-of.ts';
import { entrance } from './homekit.ts';
import type { HomeKitSession } from './session.ts';

/** What a controller reads, as far as the tests look at it. */
const Characteristic = v.object({
  iid: v.number(),
  type: v.string(),
  value: v.optional(v.unknown()),
  perms: v.array(v.string()),
  minValue: v.optional(v.number()),
  maxValue: v.optional(v.number()),
});
const Database = v.object({
  accessories: v.array(v.object({ aid: v.number(), services: v.array(v.object({ type: v.string(), characteristics: v.array(Characteristic) })) })),
});
const Answer = v.object({
  characteristics: v.array(v.object({ aid: v.number(), iid: v.number(), status: v.optional(v.number()), value: v.optional(v.unknown()) })),
});

const types = {
  name: '23',
  serial: '30',
  on: '25',
  brightness: '8',
  hue: '13',
  saturation: '2F',
  active: 'B0',
  target: '7C',
  current: '6D',
  kelvin: 'CE',
  locking: '1E',
  humidity: '10',
  lockState: '1D',
} as const;
type TypeName = keyof typeof types;

interface Controller {
  readonly client: HttpClient;
  readonly accessories: v.InferOutput<typeof Database>['accessories'];
  /** `aid.iid` of a device's characteristic. */
  key(device: string, type: TypeName): string;
  /** Reads these; a status where there is one. */
  read(...keys: readonly string[]): Promise<readonly unknown[]>;
  /** Writes in one request; answers what is refused. */
  write(values: Readonly<Record<string, unknown>>): Promise<readonly number[]>;
}

async function opened(t: TestContext, home: Home | FakeEntranceHub, settings: object = {}): Promise<{ hub: FakeEntranceHub; session: HomeKitSession }> {
  const hub = 'context' in home ? home : fakeEntranceHub(home);
  const session = await entrance.open({ port: 0, ...settings }, hub.context);
  hub.session = session;
  t.after(async () => session[Symbol.asyncDispose]());
  return { hub, session };
}

async function controllerOf(
  t: TestContext,
  session: HomeKitSession,
  { port = session.pairing().port, setupCode = session.pairing().setupCode, known = undefined as ReturnType<HttpClient['getLongTermData']> | undefined } = {},
): Promise<Controller> {
  const client = new HttpClient('test', '127.0.0.1', port, known ?? undefined, { usePersistentConnections: true });
  t.after(async () => client.close());
  if (known === undefined) await client.pairSetup(setupCode);
  const { accessories } = v.parse(Database, await client.getAccessories());
  const short = (type: string): string =>
    type
      .replace(/-0000-1000-8000-0026BB765291$/i, '')
      .replace(/^0+/, '')
      .toUpperCase();
  const find = (device: string, type: TypeName): { aid: number; iid: number } | undefined => {
    for (const { aid, services } of accessories) {
      const all = services.flatMap(({ characteristics }) => characteristics);
      const serial = all.find((one) => short(one.type) === types.serial)?.value;
      if (serial !== device && serial !== `virtual:${device}`) continue;
      const found = all.find((one) => short(one.type) === types[type]);
      if (found !== undefined) return { aid, iid: found.iid };
    }
    return undefined;
  };
  return {
    client,
    accessories,
    key: (device, type) => {
      const found = find(device, type);
      assert.ok(found !== undefined, `${device} has no ${type}`);
      return `${found.aid}.${found.iid}`;
    },
    read: async (...keys) => {
      const { characteristics } = v.parse(Answer, await client.getCharacteristics([...keys]));
      return keys.map((key) => {
        const one = characteristics.find(({ aid, iid }) => `${aid}.${iid}` === key);
        return one?.status === undefined || one.status === 0 ? one?.value : `status ${one.status}`;
      });
    },
    write: async (values) => {
      const answer = v.safeParse(Answer, await client.setCharacteristics({ ...values }));
      return answer.success ? answer.output.characteristics.flatMap(({ status }) => (status === undefined || status === 0 ? [] : [status])) : [];
    },
  };
}

const lamp: DeviceSketch = { id: 'lamp', name: '客厅灯', state: { on: false, brightnessPercent: 60, color: 'red', colorTemperatureKelvin: 4000 } };
const curtain: DeviceSketch = { id: 'curtain', name: '窗帘', kind: 'curtain', state: { openPercent: 0 } };

test('a controller pairs, finds each device by its id, and one request is one claim', async (t) => {
  const { hub, session } = await opened(t, homeOf([lamp, { id: 'other', name: '台灯', state: { on: true } }]));
  const siri = await controllerOf(t, session);
  assert.equal(siri.accessories.length, 3);
  assert.deepEqual(await siri.read(siri.key('lamp', 'name'), siri.key('lamp', 'brightness'), siri.key('lamp', 'kelvin')), ['客厅灯', 60, 250]);

  assert.deepEqual(await siri.write({ [siri.key('lamp', 'on')]: true, [siri.key('lamp', 'brightness')]: 15 }), []);
  assert.equal(hub.claims.length, 1);
  const [claim] = hub.claims;
  assert.deepEqual(claim?.steps, [
    { device: 'virtual:lamp', do: 'set', attribute: 'on', value: true },
    { device: 'virtual:lamp', do: 'set', attribute: 'brightnessPercent', value: 15 },
  ]);
  assert.equal(claim?.origin, 'unsure');
  assert.equal(claim?.source, `homekit:${session.pairing().paired[0]}`);

  await siri.write({ [siri.key('lamp', 'on')]: false, [siri.key('other', 'on')]: false });
  assert.deepEqual(
    hub.claims[1]?.steps.map(({ device }) => device),
    ['virtual:lamp', 'virtual:other'],
  );

  await siri.write({ [siri.key('lamp', 'hue')]: 240, [siri.key('lamp', 'saturation')]: 100 });
  assert.deepEqual(hub.claims[2]?.steps, [{ device: 'virtual:lamp', do: 'set', attribute: 'color', value: '#0000ff' }]);
  assert.deepEqual(hub.troubles, []);
});

test('the other controllers are told, nobody is told to command, and a refusal is told to the one who wrote', async (t) => {
  const { hub, session } = await opened(t, homeOf([lamp, curtain]));
  const siri = await controllerOf(t, session);
  const events: unknown[] = [];
  siri.client.on('event', (event) => events.push(event));
  await siri.client.subscribeCharacteristics([siri.key('lamp', 'on'), siri.key('curtain', 'target')]);
  const told = once(siri.client, 'event', { signal: AbortSignal.timeout(5_000) });
  hub.report('virtual:lamp', 'on', true);
  await told;
  assert.equal(hub.claims.length, 0);
  assert.deepEqual(await siri.read(siri.key('lamp', 'on')), [1]);

  hub.result = () => ({ result: 'refused', because: 'not-allowed' });
  assert.deepEqual(await siri.write({ [siri.key('curtain', 'target')]: 100 }), [-70401]);
  hub.result = () => ({ result: 'failed', because: 'unreachable' });
  assert.deepEqual(await siri.write({ [siri.key('curtain', 'target')]: 100 }), [-70402]);
  // What lost is told success, and then how things are.
  hub.result = () => ({ result: 'lost' });
  const corrected = once(siri.client, 'event', { signal: AbortSignal.timeout(5_000) });
  assert.deepEqual(await siri.write({ [siri.key('curtain', 'target')]: 70 }), []);
  await corrected;
  assert.deepEqual(await siri.read(siri.key('curtain', 'target')), [0]);
});

test('one dead device of twenty is answered for by its last value, or by itself alone with an error', async (t) => {
  const devices = Array.from({ length: 20 }, (_, index): DeviceSketch => ({
    id: `lamp${index}`,
    state: { on: index % 2 === 0, brightnessPercent: index === 7 ? null : 40 },
  }));
  const { hub, session } = await opened(t, homeOf(devices));
  hub.unreachable.add('virtual:lamp7');
  const siri = await controllerOf(t, session);
  const keys = devices.flatMap(({ id }) => [siri.key(id, 'on'), siri.key(id, 'brightness')]);
  const startedMs = performance.now();
  const values = await siri.read(...keys);
  assert.ok(performance.now() - startedMs < 500);
  devices.forEach((_, index) => {
    assert.equal(values[index * 2], index % 2 === 0 ? 1 : 0);
    assert.equal(values[index * 2 + 1], index === 7 ? 'status -70402' : 40);
  });
  assert.deepEqual(await siri.write({ [siri.key('lamp3', 'on')]: true }), []);
});

test('values that are not known or out of HomeKit’s range are read as numbers within it, without a warning', async (t) => {
  const { hub, session } = await opened(
    t,
    homeOf([
      { id: 'lamp', state: { on: true, brightnessPercent: null, colorTemperatureKelvin: null, color: 'nonsense' } },
      { id: 'sensor', kind: 'sensor', state: { currentHumidityPercent: null } },
    ]),
  );
  const siri = await controllerOf(t, session);
  const keys = [siri.key('lamp', 'kelvin'), siri.key('lamp', 'brightness'), siri.key('lamp', 'hue'), siri.key('sensor', 'humidity')];
  for (const value of [null, 0, 36_294]) {
    hub.report('virtual:lamp', 'colorTemperatureKelvin', value);
    for (const read of await siri.read(...keys)) assert.equal(typeof read, 'number', String(read));
    const [mired] = await siri.read(siri.key('lamp', 'kelvin'));
    assert.ok(typeof mired === 'number' && mired >= 140 && mired <= 500, String(mired));
  }
  assert.deepEqual(hub.troubles, []);
});

test('a new name keeps the accessory, before and after a restart, and a pairing survives it', async (t) => {
  const { hub, session } = await opened(t, homeOf([lamp, curtain]));
  const siri = await controllerOf(t, session);
  const [key, count] = [siri.key('lamp', 'on'), siri.accessories.length];
  hub.home = homeOf([{ ...lamp, name: '吊灯🌙' }, curtain]);
  session.homeChanged();
  assert.deepEqual(await siri.read(siri.key('lamp', 'name')), ['吊灯']);
  const { id } = session.pairing();
  const known = siri.client.getLongTermData();
  await siri.client.close();
  await session[Symbol.asyncDispose]();

  const restarted = await opened(
    t,
    fakeEntranceHub(homeOf([curtain, { id: 'new', name: '新灯' }, { ...lamp, name: '吊灯🌙' }]), { storage: hub.storage.crashed() }),
  );
  assert.equal(restarted.session.pairing().id, id);
  const again = await controllerOf(t, restarted.session, { known });
  assert.equal(again.key('lamp', 'on'), key);
  assert.equal(again.accessories.length, count + 1);
  assert.deepEqual(await again.read(again.key('lamp', 'name')), ['吊灯']);
  assert.equal(restarted.session.pairing().paired.length, 1);
});

test('devices come and go, and what HomeKit must not see is not there', async (t) => {
  const { hub, session } = await opened(t, homeOf([lamp, { id: 'secret', exposed: false }, { id: 'papa', kind: 'person', state: { status: 'home' } }]));
  const siri = await controllerOf(t, session);
  assert.equal(siri.accessories.length, 2);
  hub.home = homeOf([lamp, curtain]);
  session.homeChanged();
  const known = siri.client.getLongTermData();
  await siri.client.close();
  const again = await controllerOf(t, session, { known });
  assert.equal(again.accessories.length, 3);
  assert.equal(again.key('lamp', 'on'), siri.key('lamp', 'on'));
});

test('names that HomeKit does not like are listed, answer and act', async (t) => {
  const names = ['🐟鱼缸', '客厅/餐厅 灯(左)', '灯_1', '🌙', '长'.repeat(80), '台灯 ', '灯'];
  const { hub, session } = await opened(t, homeOf(names.map((name, index) => ({ id: `d${index}`, name }))));
  const siri = await controllerOf(t, session);
  for (const [index] of names.entries()) {
    assert.deepEqual(await siri.write({ [siri.key(`d${index}`, 'on')]: true }), []);
    const [name] = await siri.read(siri.key(`d${index}`, 'name'));
    assert.match(String(name), /^[\p{L}\p{N}].*(?<=[\p{L}\p{N}])$/u);
  }
  assert.equal(hub.claims.length, names.length);
});

test('more than 149 devices stand behind several bridges, each paired by itself', async (t) => {
  const devices = Array.from({ length: 160 }, (_, index): DeviceSketch => ({ id: `lamp${index}` }));
  const { hub, session } = await opened(t, homeOf(devices));
  const { bridges = [] } = session.pairing();
  assert.equal(bridges.length, 2);
  const counts: number[] = [];
  for (const bridge of bridges) counts.push((await controllerOf(t, session, bridge)).accessories.length - 1);
  assert.deepEqual(counts, [149, 11]);
  // One that goes leaves a place, and nobody moves.
  hub.home = homeOf([...devices.slice(1), { id: 'late' }]);
  session.homeChanged();
  assert.equal(session.pairing().bridges?.length, 2);
});

test('every kind of device, with whatever it has, known or not, is read as HomeKit wants it', async (t) => {
  const full: Partial<Record<Attribute, Value>> = {};
  const empty: Partial<Record<Attribute, Value>> = {};
  for (const attribute of attributes) {
    const { type, words, range } = attributeSpecs[attribute];
    full[attribute] = type === 'boolean' ? true : type === 'string' ? (words?.[0] ?? 'word') : (range?.max ?? 1_000);
    empty[attribute] = null;
  }
  const devices = kinds.flatMap((kind): DeviceSketch[] => [
    { id: `full-${kind}`, kind, state: full, options: { source: ['HDMI 1', 'word'] } },
    { id: `empty-${kind}`, kind, state: empty },
  ]);
  const { hub, session } = await opened(t, homeOf(devices));
  const siri = await controllerOf(t, session);
  assert.ok(siri.accessories.length > 60);
  for (const { aid, services } of siri.accessories) {
    const readable = services.flatMap(({ characteristics }) => characteristics).filter(({ perms }) => perms.includes('pr'));
    const values = await siri.read(...readable.map(({ iid }) => `${aid}.${iid}`));
    readable.forEach(({ minValue = -Infinity, maxValue = Infinity }, index) => {
      const value = values[index];
      if (typeof value === 'number') assert.ok(value >= minValue && value <= maxValue, `${value} of ${minValue} to ${maxValue}`);
      else assert.equal(typeof value, 'string');
    });
  }
  assert.deepEqual(hub.troubles, []);
});

test('a lock is never said to be locked before it says so', async (t) => {
  const { hub, session } = await opened(t, homeOf([{ id: 'door', kind: 'lock', state: { locked: false } }]));
  const siri = await controllerOf(t, session);
  hub.behind.set('virtual:door locked', false);
  await siri.write({ [siri.key('door', 'locking')]: 1 });
  assert.equal(hub.claims[0]?.confirmed, true);
  assert.deepEqual(await siri.read(siri.key('door', 'locking'), siri.key('door', 'lockState')), [1, 0]);
  await siri.client.subscribeCharacteristics([siri.key('door', 'lockState')]);
  const arrived = once(siri.client, 'event', { signal: AbortSignal.timeout(5_000) });
  hub.behind.clear();
  await arrived;
  assert.deepEqual(await siri.read(siri.key('door', 'lockState')), [1]);
});

test('a momentary switch pressed twice within a second is one press, and jumps back', async (t) => {
  const { hub, session } = await opened(t, homeOf([{ id: 'scene', kind: 'scene', name: '观影', state: {} }]));
  const siri = await controllerOf(t, session);
  await siri.write({ [siri.key('scene', 'on')]: true });
  await siri.write({ [siri.key('scene', 'on')]: true });
  assert.deepEqual(
    hub.claims.map(({ steps }) => steps),
    [[{ device: 'virtual:scene', do: 'run', action: 'activate' }]],
  );
  const isDown = async (): Promise<boolean> => (await siri.read(siri.key('scene', 'on')))[0] === 1;
  const deadlineMs = performance.now() + 5_000;
  while (await isDown()) assert.ok(performance.now() < deadlineMs);
});

test('unpairing one ends its connection; a reset changes code and keys', async (t) => {
  const { session } = await opened(t, homeOf([lamp]));
  const siri = await controllerOf(t, session);
  const before = session.pairing();
  assert.equal(await session.forget('nobody'), false);
  assert.equal(await session.forget(before.paired[0]), true);
  assert.deepEqual(session.pairing().paired, []);
  await assert.rejects(controllerOf(t, session, { known: siri.client.getLongTermData() }));
  assert.equal(await session.forget(), true);
  const after = session.pairing();
  assert.notEqual(after.id, before.id);
  assert.notEqual(after.setupCode, before.setupCode);
  assert.match(after.setupUri, /^X-HM:\/\/[0-9A-Z]{13}$/);
  const again = await controllerOf(t, session);
  assert.equal(again.accessories.length, 2);
});

test('peers from elsewhere are hung up on before they say a word', async (t) => {
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  if (address === undefined) return t.skip('this machine has no address but loopback');
  const { session } = await opened(t, homeOf([lamp]));
  const socket = connect(session.pairing().port, address);
  socket.on('error', () => undefined);
  await once(socket, 'close', { signal: AbortSignal.timeout(5_000) });
  assert.equal(socket.bytesRead, 0);
});

test('a port that is taken is said so', async (t) => {
  const { session } = await opened(t, homeOf([lamp]));
  await assert.rejects(opened(t, homeOf([deviceOf(lamp)]), { port: session.pairing().port }), { code: 'ecosystems/port-taken' });
  await assert.rejects(opened(t, homeOf([lamp]), { prot: 1 }), { code: 'ecosystems/bad-settings' });
});
