import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { EntenteError } from '../../core/errors.ts';
import type { AccountLinks } from '../../ports/account-links.ts';
import { fakeEntranceHub, type FakeEntranceHub } from '../../testing/fake-entrance.ts';
import { homeOf } from '../../testing/home-of.ts';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { openAccountLinks } from '../linking/account-links.ts';
import { entrance, type AliGenieSession } from './aligenie.ts';
import { actionsOf } from './commands-v1.ts';
import { iconPng } from './icon.ts';

const home = homeOf(
  [
    { id: 'lamp', name: '客厅灯', room: 'living', state: { on: false, brightnessPercent: 60, colorTemperatureKelvin: 4000, color: null } },
    { id: 'other', name: '台灯', state: { on: true } },
    { id: 'curtain', name: '窗帘', kind: 'curtain', room: 'living', state: { openPercent: 0 } },
    {
      id: 'ac',
      name: '主卧空调',
      kind: 'air-conditioner',
      room: 'master',
      options: { mode: ['cool', 'heat', 'auto'] },
      state: { on: true, mode: 'cool', targetTemperatureCelsius: 26, currentTemperatureCelsius: 27.5, fanPercent: 50 },
    },
    { id: 'lock', name: '门锁', kind: 'lock', state: { locked: true } },
    { id: 'offline', name: '插座', kind: 'outlet', state: { on: true } },
    { id: 'secret', name: '秘密灯', exposed: false },
    { id: 'papa', name: '爸爸', kind: 'person', state: { status: 'home' } },
  ],
  { rooms: { living: '客厅', master: '主卧' } },
);

interface Linked {
  readonly hub: FakeEntranceHub;
  readonly session: AliGenieSession;
  readonly token: string;
  readonly account: string;
  /** Sends a message and answers status and body. */
  readonly send: (message: unknown) => Promise<{ readonly status: number; readonly body: unknown }>;
}

async function linked(settings: object = {}): Promise<Linked> {
  const storage = memoryStorage();
  const links: AccountLinks = openAccountLinks({
    clock: fakeClock(),
    load: () => storage.get('links'),
    save: (document) => storage.put('links', document),
    saveNow: async (value) => storage.putNow([{ key: 'links', value }]),
  });
  const redirectUri = 'https://open.bot.tmall.com/oauth/callback';
  const { clientId } = await links.register({ name: 'Genie', redirectUris: [redirectUri] });
  const tokens = await links.redeem({ clientId, redirectUri, code: links.issueCode({ clientId, redirectUri }) });
  const token = tokens?.accessToken ?? '';
  const hub = fakeEntranceHub(home, { links });
  hub.unreachable.add('virtual:offline');
  const session = await entrance.open(settings, hub.context);
  hub.session = session;
  return {
    hub,
    session,
    token,
    account: links.accountOf(token) ?? '',
    send: async (message) => {
      const body = typeof message === 'string' ? message : JSON.stringify(message).replaceAll('<token>', token);
      const response = await session.handle(new Request('http://127.0.0.1/ecosystems/aligenie', { method: 'POST', body }));
      assert.ok(response !== undefined);
      return { status: response.status, body: await response.json() };
    },
  };
}

const Golden = v.object({ about: v.string(), request: v.unknown(), reply: v.unknown(), steps: v.optional(v.array(v.unknown())) });
const folder = join(import.meta.dirname, 'golden');
for (const file of readdirSync(folder)) {
  const { about, request, reply, steps } = v.parse(Golden, JSON.parse(readFileSync(join(folder, file), 'utf8')));
  test(`${file}: ${about}`, async () => {
    const { hub, send, account } = await linked();
    assert.deepEqual(await send(request), { status: 200, body: reply });
    assert.deepEqual(
      hub.claims.flatMap((claim) => claim.steps),
      steps ?? [],
    );
    for (const claim of hub.claims) {
      assert.deepEqual([claim.source, claim.origin, claim.viaCloud, claim.confirmed], [`aligenie:${account}`, 'heard', true, undefined]);
      assert.equal(claim.messageId, '1bd5d003-31b9-476f-ad03-71d471922820');
    }
    assert.ok(hub.claims.length <= 1, 'one message is one claim');
  });
}

const header = { namespace: 'AliGenie.Iot.Device.Control', name: 'thing.attribute.set', messageId: 'm', payLoadVersion: 2 };
const Answered = v.object({
  payload: v.object({ errorCode: v.optional(v.string()), deviceResponseList: v.optional(v.array(v.object({ errorCode: v.string() }))) }),
});
const codeIn = (body: unknown): string | undefined => {
  const { payload } = v.parse(Answered, body);
  return payload.errorCode ?? payload.deviceResponseList?.[0]?.errorCode;
};

test('what became of an order is told in the platform’s codes, and who lost is told success', async () => {
  const { hub, send } = await linked();
  const order = async (): Promise<string | undefined> =>
    codeIn((await send({ header, payload: { accessToken: '<token>', deviceIds: ['virtual:lock'], params: { lockstate: 0 } } })).body);
  for (const [result, code] of [
    [{ result: 'done' }, 'SUCCESS'],
    [{ result: 'pending' }, 'SUCCESS'],
    [{ result: 'already' }, 'SUCCESS'],
    [{ result: 'lost' }, 'SUCCESS'],
    [{ result: 'refused', because: 'needs-confirmation' }, 'INVALIDATE_CONTROL_ORDER'],
    [{ result: 'refused', because: 'unsupported' }, 'DEVICE_NOT_SUPPORT_FUNCTION'],
    [{ result: 'failed', because: 'unreachable' }, 'IOT_DEVICE_OFFLINE'],
    [{ result: 'unknown' }, 'SERVICE_ERROR'],
  ] as const) {
    hub.result = () => result;
    assert.equal(await order(), code, JSON.stringify(result));
  }
});

test('a message id that comes again with another content is no good order', async () => {
  const { hub, session, token } = await linked();
  const failing = { ...hub.context, claim: async () => Promise.reject(new EntenteError('arbitration/bad-claim', 'messageId')) };
  const strict = await entrance.open({}, failing);
  const body = JSON.stringify({ header, payload: { accessToken: token, deviceIds: ['virtual:lamp'], params: { powerstate: 1 } } });
  const response = await strict.handle(new Request('http://127.0.0.1/ecosystems/aligenie', { method: 'POST', body }));
  assert.equal(codeIn(await response?.json()), 'INVALIDATE_PARAMS');
  await session[Symbol.asyncDispose]();
});

test('odd messages are errors, and move nothing', async () => {
  const { hub, send } = await linked();
  const odd: readonly object[] = [
    { deviceIds: 'virtual:x' },
    { deviceIds: [5] },
    { deviceIds: [null], params: null },
    { params: { powerstate: 'maybe' } },
    { deviceIds: ['virtual:lamp'], params: { powerstate: 'maybe' } },
    { deviceIds: ['virtual:lamp'], params: [] },
    { deviceIds: ['virtual:none'], params: { powerstate: 1 } },
    { deviceIds: ['virtual:secret'], params: { powerstate: 1 } },
    { deviceIds: ['virtual:lamp'], params: { nonsense: 1 } },
    { deviceIds: ['virtual:lamp'], params: { brightness: 1e9 } },
    { deviceIds: ['virtual:lamp'], params: { constructor: 1 } },
    {},
  ];
  for (const payload of odd) {
    const { status, body } = await send({ header, payload: { accessToken: '<token>', ...payload } });
    assert.equal(status, 200);
    const code = codeIn(body);
    assert.ok(code !== undefined && code !== 'SUCCESS', JSON.stringify(payload));
  }
  for (const text of [
    '',
    'null',
    '[]',
    '{',
    '['.repeat(20_000) + ']'.repeat(20_000),
    '{"header":null}',
    '{"header":{},"payload":{}}',
    '{"header":{"namespace":"a","name":"b","messageId":"c"},"payload":5}',
  ]) {
    assert.equal((await send(text)).status, 400, text.slice(0, 40));
  }
  assert.equal(hub.claims.length, 0);
});

test('the hub’s pairing tells what to type into the console, or why there is nothing yet', async () => {
  assert.match((await linked()).session.pairing().because ?? '', /--public-url/);
  assert.match((await linked({ publicUrl: 'http://home.example' })).session.pairing().because ?? '', /https/);
  const { session, account } = await linked({ publicUrl: 'https://home.example/' });
  const { apiUrl, authorizeUrl, tokenUrl, accounts } = session.pairing();
  assert.deepEqual(
    [apiUrl, authorizeUrl, tokenUrl],
    ['https://home.example/ecosystems/aligenie', 'https://home.example/oauth/authorize', 'https://home.example/oauth/token'],
  );
  assert.deepEqual(
    accounts.map((one) => one.account),
    [account],
  );
  assert.equal(await session.forget(account), true);
  assert.deepEqual(session.pairing().accounts, []);
});

test('names that the platform may not take are told with what would do', async () => {
  const { hub, session } = await linked();
  hub.home = homeOf(
    [
      { id: 'a', name: 'Lamp', room: 'bar' },
      { id: 'b', name: '小月亮', room: 'living' },
      { id: 'c', name: '客厅灯', room: 'living' },
      { id: 'd', name: '灯', room: 'living' },
      { id: 'e', name: 'Ceiling', aliases: ['吸顶灯'], room: 'living' },
    ],
    { rooms: { bar: 'Bar', living: '客厅' } },
  );
  assert.deepEqual(session.pairing().advice, [
    { device: 'virtual:a', problem: 'name-not-chinese', suggestion: '灯' },
    { device: 'virtual:a', problem: 'place-unknown' },
    { device: 'virtual:b', problem: 'name-unusual', suggestion: '灯' },
    { device: 'virtual:d', problem: 'name-twice' },
  ]);
});

test('version 1 lists what a device can be told', () => {
  const [lamp, , , ac] = home.devices;
  assert.ok(lamp !== undefined && ac !== undefined);
  for (const action of ['TurnOn', 'TurnOff', 'SetBrightness', 'AdjustUpBrightness', 'SetColor', 'Query', 'QueryBrightness'])
    assert.ok(actionsOf(lamp).includes(action), action);
  assert.ok(!actionsOf(lamp).includes('SetWindSpeed') && !actionsOf(lamp).includes('QueryMode'));
  for (const action of ['SetTemperature', 'AdjustDownTemperature', 'SetMode', 'SetWindSpeed']) assert.ok(actionsOf(ac).includes(action), action);
});

test('the picture is a PNG of the size that the app wants', () => {
  const png = iconPng();
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [160, 160]);
});
