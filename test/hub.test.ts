/** The built hub, over real HTTP: what is said is done once, told as it was, and outlives the process. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { entente, eventually, startHub, temporaryFolder, type Json, type RunningHub } from './support/hub.ts';

let hub: RunningHub;

before(async () => {
  hub = await startHub();
});
after(async () => {
  await hub.kill();
});

const livingLight = 'virtual:living-light';
const deviceIn = ({ devices }: Json, id: string): Json => devices.find((device: Json) => device.id === id);
const stateOf = async (id: string): Promise<Json> => deviceIn(await hub.get('/v1/home'), id).state;
const claimOf = (steps: readonly object[], more: object = {}): object => ({ source: 'test', messageId: randomUUID(), heardAtMs: Date.now(), steps, ...more });
const set = (device: string, attribute: string, value: unknown): object => ({ device, do: 'set', attribute, value });

const lock = async (): Promise<void> => {
  await hub.post('/v1/turns', { text: '锁上大门锁' });
  await eventually('the door is locked', async () => (await stateOf('virtual:door-lock')).locked === true);
};

test('打开客厅灯 moves the lamp once, answers, and can be explained', async () => {
  const sinceMs = Date.now();
  const turn = await hub.post('/v1/turns', { text: '打开客厅灯' });
  assert.deepEqual([turn.outcome, turn.results], ['act', [{ device: livingLight, attribute: 'on', result: 'done' }]]);
  assert.equal((await stateOf(livingLight)).on, true);
  const commands = (await hub.get(`/v1/actuations?sinceMs=${sinceMs}`)).filter(({ receiptId }: Json) => receiptId === turn.receiptId);
  assert.deepEqual(
    commands.map(({ device, set, result }: Json) => ({ device, set, result })),
    [{ device: livingLight, set: { on: true }, result: 'done' }],
  );
  const receipt = await hub.get(`/v1/receipts/${turn.receiptId}`);
  assert.deepEqual([receipt.id, receipt.claims[0].turnId, receipt.claims[0].steps[0].result], [turn.receiptId, turn.turnId, 'done']);
});

test('an assistant’s claim is decided, and the same message again gets the same answer and no second command', async () => {
  const claim = claimOf([{ device: livingLight, do: 'adjust', attribute: 'brightnessPercent', by: -10 }]);
  const first = await hub.post('/v1/claims', claim);
  assert.equal(first.decision, 'won');
  const again = await hub.post('/v1/claims', claim);
  assert.deepEqual([again.decision, again.receiptId], [first.decision, first.receiptId]);
  const commands = (await hub.get('/v1/actuations?sinceMs=0')).filter(({ receiptId }: Json) => receiptId === first.receiptId);
  assert.equal(commands.length, 1);
});

test('what is risky is refused to an assistant, asked of a person, and done once they say yes', async () => {
  const unlock = set('virtual:door-lock', 'locked', false);
  const refused = await hub.post('/v1/claims', claimOf([unlock]));
  assert.deepEqual([refused.decision, refused.results[0].result, refused.results[0].because], ['declined', 'refused', 'needs-confirmation']);
  assert.equal((await stateOf('virtual:door-lock')).locked, true);

  const asked = await hub.post('/v1/turns', { text: '打开门锁', conversation: 'risky' });
  assert.deepEqual([asked.outcome, asked.confirm], ['ask', true]);
  assert.equal((await stateOf('virtual:door-lock')).locked, true);
  const done = await hub.post('/v1/turns', { turnId: asked.turnId, confirm: true });
  assert.equal(done.outcome, 'act');
  await eventually('the lock is open', async () => (await stateOf('virtual:door-lock')).locked === false);
  const twice = await hub.ask('POST', '/v1/turns', { turnId: asked.turnId, confirm: true });
  assert.deepEqual([twice.status, twice.body.error.code], [404, 'assistant/no-such-turn']);
  await lock();
});

test('a spoken yes is a yes, in the same conversation alone', async () => {
  await hub.post('/v1/turns', { text: '打开门锁', conversation: 'one' });
  assert.notEqual((await hub.post('/v1/turns', { text: '是的', conversation: 'other' })).outcome, 'act');
  assert.equal((await stateOf('virtual:door-lock')).locked, true);
  assert.equal((await hub.post('/v1/turns', { text: '是的', conversation: 'one' })).outcome, 'act');
  await lock();
});

test('a name makes a device understood, at once', async () => {
  const unnamed = (await hub.get('/v1/home')).devices.find(({ name }: Json) => name.startsWith('0x'));
  const path = `/v1/home/devices/${encodeURIComponent(unnamed.id)}`;
  assert.notEqual((await hub.post('/v1/turns', { text: '打开星星灯' })).outcome, 'act');
  const patched = await hub.ask('PATCH', path, { name: '星星灯', kind: 'light' });
  assert.deepEqual([patched.status, patched.body.name], [200, '星星灯']);
  const turn = await hub.post('/v1/turns', { text: '打开星星灯' });
  assert.deepEqual(
    turn.steps.map(({ device }: Json) => device),
    [unnamed.id],
  );
  const bad = await hub.ask('PATCH', path, { name: '', nonsense: 1 });
  assert.equal(bad.status, 400);
  assert.match(bad.body.error.message, /nonsense/);
  assert.equal((await hub.ask('PATCH', path, { room: 'nowhere' })).status, 404);
});

test('rooms come, are named and go; their devices stay', async () => {
  assert.equal((await hub.ask('PUT', '/v1/home/rooms/attic', { name: '阁楼' })).status, 200);
  const lamp = (await hub.get('/v1/home')).devices.find(({ kind, room }: Json) => kind === 'light' && room === 'study');
  const path = `/v1/home/devices/${encodeURIComponent(lamp.id)}`;
  await hub.ask('PATCH', path, { room: 'attic' });
  const turn = await hub.post('/v1/turns', { text: '打开阁楼的灯' });
  assert.deepEqual(
    turn.steps.map(({ device }: Json) => device),
    [lamp.id],
  );
  assert.equal((await hub.ask('DELETE', '/v1/home/rooms/attic')).status, 200);
  assert.equal(deviceIn(await hub.get('/v1/home'), lamp.id).room, undefined);
  assert.equal((await hub.ask('DELETE', '/v1/home/rooms/attic')).status, 404);
  await hub.ask('PATCH', path, { room: 'study' });
});

test('an offline device is told as such, and the others are moved', async () => {
  const dining = (await hub.get('/v1/home')).devices.find(({ kind, room }: Json) => kind === 'light' && room === 'dining');
  await hub.post(`/v1/virtual/${encodeURIComponent(dining.id)}`, { offline: true });
  const away = deviceIn(await hub.get('/v1/home'), dining.id);
  assert.equal(away.reachable, false);
  assert.deepEqual((await hub.get('/v1/status')).devices.unreachable, [dining.id]);
  const turn = await hub.post('/v1/turns', { text: `打开客厅灯和${dining.name}` });
  const resultOf = (device: string): Json => turn.results.find((result: Json) => result.device === device);
  assert.deepEqual([resultOf(dining.id).result, resultOf(dining.id).because], ['failed', 'unreachable']);
  assert.ok(['done', 'already'].includes(resultOf(livingLight).result));
  await hub.post(`/v1/virtual/${encodeURIComponent(dining.id)}`, { offline: false });
  await eventually('it is back', async () => deviceIn(await hub.get('/v1/home'), dining.id).reachable);
});

test('events tell what happens, with the reason', async () => {
  const events: { event: string; data: Json }[] = [];
  const listening = http.get(new URL('/v1/home/events', hub.url), { headers: { authorization: `Bearer ${hub.token}` } }, (incoming) => {
    let rest = '';
    incoming.setEncoding('utf8').on('error', () => undefined);
    incoming.on('data', (chunk: string) => {
      rest += chunk;
      const whole = rest.split('\n\n');
      rest = whole.pop() ?? '';
      for (const block of whole) {
        const found = /^event: (.*)\ndata: (.*)$/.exec(block);
        if (found !== null) events.push({ event: found[1] ?? '', data: JSON.parse(found[2] ?? '') });
      }
    });
  });
  listening.on('error', () => undefined);
  let level = 40;
  await eventually('the stream is open', async () => {
    await hub.post('/v1/virtual/virtual%3Aliving-light', { hand: { brightnessPercent: (level += 1) } });
    return events.length > 0;
  });
  const { decision, receiptId } = await hub.post('/v1/claims', claimOf([set(livingLight, 'brightnessPercent', 77)], { origin: 'direct' }));
  assert.equal(decision, 'won');
  await eventually('the decision is told', async () => events.some(({ event, data }) => event === 'decision' && data.receiptId === receiptId));
  const told = await eventually('the new state is told', async () =>
    events.find(({ event, data }) => event === 'state' && data.device === livingLight && data.value === 77),
  );
  assert.deepEqual([told.data.attribute, told.data.origin.receiptId, typeof told.data.atMs], ['brightnessPercent', receiptId, 'number']);
  listening.destroy();
});

test('a timer and a list are kept, and events tell of them', async () => {
  assert.equal((await hub.post('/v1/turns', { text: '定一个五分钟的计时器' })).outcome, 'act');
  const [timer] = await hub.get('/v1/timers');
  assert.equal(timer.kind, 'timer');
  assert.ok(Math.abs(timer.dueAtMs - Date.now() - 300_000) < 5_000);
  await hub.post('/v1/turns', { text: '把牛奶加到购物清单' });
  assert.ok((await hub.get('/v1/lists')).some(({ items }: Json) => items.some(({ item }: Json) => item === '牛奶')));
});

test('every example sentence works in this home', async () => {
  const [chinese, english] = [await hub.get('/v1/examples?locale=zh-CN'), await hub.get('/v1/examples?locale=en')];
  assert.ok(chinese.length >= 5);
  assert.doesNotMatch(english.join(), /\p{Script=Han}/u);
  for (const text of [...chinese, ...english]) {
    const { outcome, say } = await hub.post('/v1/turns', { text });
    assert.ok(outcome === 'act' || outcome === 'answer', `${text} is answered ${outcome}: ${say}`);
  }
});

test('a restart keeps names, values, timers, receipts, sessions and the token', async () => {
  const { folder } = hub;
  await hub.post('/v1/claims', claimOf([set(livingLight, 'brightnessPercent', 23)], { origin: 'direct' }));
  const { receiptId } = await hub.post('/v1/claims', claimOf([set('virtual:door-lock', 'locked', true)], { origin: 'direct' }));
  await eventually('it is at rest', async () => (await stateOf(livingLight)).brightnessPercent === 23);
  const before = await hub.get('/v1/home');
  const { token } = hub;
  const { status, tookMs } = await hub.end();
  assert.equal(status, 0);
  assert.ok(tookMs < 2_000, `ending took ${tookMs} ms`);
  hub = await startHub({ folder });
  assert.equal(hub.token, token);
  const now = await hub.get('/v1/home');
  assert.deepEqual(
    now.devices.map(({ id, name, room }: Json) => ({ id, name, room })),
    before.devices.map(({ id, name, room }: Json) => ({ id, name, room })),
  );
  assert.equal(deviceIn(now, livingLight).state.brightnessPercent, 23);
  assert.equal(
    (await hub.get('/v1/timers')).some(({ kind }: Json) => kind === 'timer'),
    true,
  );
  assert.equal((await hub.get(`/v1/receipts/${receiptId}`)).id, receiptId);
});

test('killed at any moment, no answered claim is forgotten and none is repeated', async () => {
  const devices = (await hub.get('/v1/home')).devices.filter(({ kind, state }: Json) => kind === 'light' && 'brightnessPercent' in state);
  const answered = new Map<string, { claim: object; answer: Json }>();
  for (const livesMs of [150, 187, 224, 261]) {
    const { folder } = hub;
    const life = new AbortController();
    const talk = async (device: Json, index: number): Promise<void> => {
      for (let level = 10; !life.signal.aborted; level = (level % 90) + 10) {
        const claim = claimOf([set(device.id, 'brightnessPercent', level)], { source: `assistant-${index}`, origin: 'direct' });
        try {
          const answer = await hub.post('/v1/claims', claim);
          answered.set(answer.receiptId, { claim, answer });
        } catch (error) {
          if (!life.signal.aborted) throw error;
        }
      }
    };
    const talking = devices.slice(0, 4).map(talk);
    await new Promise((resolve) => setTimeout(resolve, livesMs));
    life.abort();
    await hub.kill();
    await Promise.all(talking);
    hub = await startHub({ folder });
    const commands: Json[] = await hub.get('/v1/actuations?sinceMs=0');
    for (const [receiptId, { claim, answer }] of [...answered].slice(-20)) {
      assert.equal((await hub.ask('GET', `/v1/receipts/${receiptId}`)).status, 200, 'its receipt is there');
      const again = await hub.post('/v1/claims', claim);
      assert.deepEqual([again.decision, again.receiptId], [answer.decision, receiptId]);
      const values = new Set(commands.filter((command) => command.receiptId === receiptId).map((command) => JSON.stringify(command.set)));
      assert.ok(values.size <= 1, 'sent again it has the same value');
    }
  }
  assert.ok(answered.size > 20, `${answered.size} claims were answered`);
});

test('a second hub on the same folder is refused, clearly, and the first goes on', async () => {
  const { status, stderr } = await entente(['start', '--port', '0', '--data', hub.folder, '--no-homekit']);
  assert.equal(status, 1);
  assert.match(stderr, /Another hub is using the data folder/);
  assert.equal((await hub.ask('GET', '/v1/status')).status, 200);
});

test('the folder is for its owner alone, and nothing secret or said is printed', async () => {
  for (const [name, mode] of [
    ['token', 0o600],
    ['key', 0o600],
    ['hub.json', 0o600],
    ['', 0o700],
  ] as const)
    assert.equal(statSync(join(hub.folder, name)).mode & 0o777, mode, name);
  await hub.ask('POST', '/v1/turns', { text: '把我的秘密告诉大家' });
  await hub.ask('GET', '/v1/home', undefined, { authorization: 'Bearer wrong-secret' });
  assert.doesNotMatch(hub.printed(), new RegExp(`秘密|wrong-secret|${hub.token}`));
  const database = readFileSync(join(hub.folder, 'entente.db'));
  assert.equal(database.includes(Buffer.from('客厅')), false);
});

test('the printed link opens the page once', async () => {
  const { pathname, search } = new URL(hub.pageUrl);
  const open = async (): Promise<Json> => hub.ask('GET', pathname + search, undefined, {});
  const first = await open();
  const cookie = first.headers['set-cookie'][0].split(';')[0];
  assert.equal((await hub.ask('GET', '/v1/home', undefined, { cookie })).status, 200);
  assert.match((await hub.ask('GET', '/', undefined, { cookie })).text, /<div id="app">/);
  assert.equal((await open()).status, 403);
});

test('what is not there yet says so', async () => {
  const chat = await hub.ask('POST', '/v1/chat/completions', { model: 'x', messages: [] });
  assert.deepEqual([chat.status, chat.body.error.code], [503, 'model/none']);
  assert.deepEqual((await hub.get('/v1/models')).data, []);
});

test('--home fills a new folder, and an old one keeps its own', async () => {
  const file = join(temporaryFolder(), 'home.json');
  writeFileSync(
    file,
    JSON.stringify({ name: '小家', locale: 'zh-CN', timeZone: 'Asia/Shanghai', devices: [{ id: 'lamp', name: '灯', kind: 'light', state: { on: false } }] }),
  );
  const small = await startHub({ args: ['--home', file] });
  assert.equal((await small.get('/v1/home')).name, '小家');
  const { folder } = small;
  await small.ask('PATCH', '/v1/home/devices/lamp', { name: '小灯' });
  await small.end();
  const again = await startHub({ folder, args: ['--home', file] });
  assert.equal((await again.get('/v1/home')).devices[0].name, '小灯');
  await again.kill();
});

test('with --lan it listens to the network, and still only with the token', async () => {
  const open = await startHub({ args: ['--lan'] });
  assert.equal((await open.ask('GET', '/v1/home', undefined, {})).status, 401);
  assert.equal((await open.ask('GET', '/v1/home', undefined, { authorization: `Bearer ${open.token}`, host: 'evil.example' })).status, 421);
  await open.kill();
});
