import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import type { Claim } from '../core/claim.ts';
import { EntenteError } from '../core/errors.ts';
import { openAccountLinks } from '../ecosystems/linking/account-links.ts';
import { systemClock } from '../core/system-clock.ts';
import type { Hub, HubEvent } from '../hub.ts';
import type { TurnRequest } from '../ports/assistant.ts';
import { homeOf, viewOf } from '../testing/home-of.ts';
import { openWeb, type Web } from './server.ts';

const token = 'the-token-of-this-test';
const folder = mkdtempSync(join(tmpdir(), 'entente-web-'));
const claims: Claim[] = [];
const turns: TurnRequest[] = [];
const listeners = new Set<(event: HubEvent) => void>();
const troubles: string[] = [];
const stops: string[] = [];
let web: Web;
let url: string;

/** A hub that notes what reaches it. */
function notingHub(): Hub {
  const documents = new Map<string, unknown>();
  const home = homeOf([{ id: 'lamp', name: '客厅灯', room: 'living' }], { rooms: { living: '客厅' } });
  return {
    clock: systemClock,
    view: viewOf(home),
    arbiter: {
      claim: async (claim) => {
        claims.push(claim);
        return { decision: 'won', receiptId: 'r1', results: [], settled: async () => [] };
      },
      receipt: (id) => (id === 'r1' ? { id, atMs: 0, decisionMs: 1, windowMs: 0, claims: [] } : undefined),
      receipts: () => [],
      actuations: () => [],
    },
    assistant: {
      turn: async (request, signal, tell) => {
        turns.push(request);
        if ('turnId' in request && request.turnId === 'none') throw new EntenteError('assistant/no-such-turn', 'nothing waits');
        if ('text' in request && request.text === 'break') throw new TypeError(`said ${request.text}`);
        tell?.({ type: 'text-delta', text: '好的' });
        if ('text' in request && request.text === 'long') {
          try {
            await systemClock.sleep(60_000, signal);
          } catch {
            stops.push(request.text);
          }
        }
        return { turnId: 't1', outcome: 'act', steps: [], reads: [], say: '好的', choiceSteps: [[]], tier: 'exact' };
      },
    },
    document: () => ({ name: home.name, devices: [] }),
    patchDevice: async () => {
      throw new EntenteError('home/no-such-device', 'there is no such device');
    },
    putRoom: async (id) => ({ id, name: id, aliases: [] }),
    deleteRoom: async () => undefined,
    replaceHome: async () => undefined,
    operateVirtual: () => undefined,
    appointments: () => [],
    lists: () => [],
    cancelAppointment: async () => undefined,
    changeList: async () => undefined,
    preferences: { list: () => [], replace: async () => undefined },
    examples: () => [],
    status: () => ({ version: '0', ready: true, startedAtMs: 0, devices: { all: 1, unreachable: [], watched: [] }, parts: [], refusedValues: [] }),
    pairing: () => ({ homekit: null, aligenie: null }),
    links: openAccountLinks({ clock: systemClock, load: () => undefined, save: () => undefined, saveNow: async () => undefined }),
    forgetPaired: async () => {
      throw new EntenteError('ecosystems/no-such-pairing', 'nobody is paired');
    },
    tryEntrance: async () => [],
    homeAssistant: {
      view: () => ({ phase: 'none', devices: 0, leftOut: [], hasHomeKitBridge: false }),
      look: async () => {
        throw new EntenteError('home-assistant/refused', 'the token is not taken');
      },
      connect: async () => undefined,
      disconnect: async () => undefined,
    },
    handle: async (asked) => (new URL(asked.url).pathname === '/ecosystems/test' ? Response.json({ heard: await asked.text() }, { status: 201 }) : undefined),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: (key) => documents.get(key),
    save: (key, document) => void documents.set(key, document),
    [Symbol.asyncDispose]: async () => undefined,
  };
}

before(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'assets', 'main-1.js'), 'export {};');
  web = await openWeb(notingHub(), {
    host: '127.0.0.1',
    port: 0,
    lan: false,
    token,
    pageFolder: folder,
    patienceMs: 1_000,
    onTrouble: (trouble) => troubles.push(trouble),
  });
  url = `http://127.0.0.1:${web.port}`;
});

after(async () => {
  await web[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

interface Answered {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  readonly code: unknown;
}

/** `node:http`, since `fetch` lets nobody choose a Host. */
async function request(
  method: string,
  path: string,
  { body, headers = {} }: { body?: string | Buffer; headers?: http.OutgoingHttpHeaders } = {},
): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const outgoing = http.request(
    { host: '127.0.0.1', port: web.port, method, path, headers: { ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }), ...headers } },
    (incoming) => {
      const parts: Buffer[] = [];
      incoming.on('data', (part: Buffer) => parts.push(part)).on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, code: codeIn(text) });
      });
    },
  );
  outgoing.on('error', reject).end(body);
  return promise;
}

function codeIn(text: string): unknown {
  try {
    return JSON.parse(text)?.error?.code;
  } catch {
    return undefined;
  }
}

const bearer = { authorization: `Bearer ${token}` };
const asJson = { ...bearer, 'content-type': 'application/json' };
const post = async (path: string, body: unknown, headers: http.OutgoingHttpHeaders = asJson): Promise<Answered> =>
  request('POST', path, { body: JSON.stringify(body), headers });
const claim = { source: 'test', heardAtMs: 1, steps: [{ device: 'virtual:lamp', do: 'set', attribute: 'on', value: true }] };

/** A browser that is signed in. */
async function cookie(): Promise<string> {
  const { headers } = await request('POST', '/sign-in', {
    body: `token=${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url },
  });
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

test('everything under /v1 needs the token, whether it exists or not', async () => {
  for (const [method, path] of [
    ['GET', '/v1/home'],
    ['POST', '/v1/claims'],
    ['GET', '/v1/nothing'],
    ['DELETE', '/v1/home'],
    ['OPTIONS', '/v1/home'],
    ['GET', '/v1'],
  ] as const) {
    for (const authorization of [undefined, 'Bearer wrong', `Bearer ${token.slice(0, -1)}`, 'Bearer ', `Basic ${token}`]) {
      const { status, code } = await request(method, path, { headers: authorization === undefined ? {} : { authorization } });
      assert.deepEqual([status, code], [401, 'web/unauthorized'], `${method} ${path} with ${authorization}`);
    }
  }
  assert.equal((await request('GET', '/v1/home', { headers: bearer })).status, 200);
});

test('another name for this address is turned away, and gets no cookie', async () => {
  for (const host of ['evil.example', `evil.example:${web.port}`, '127.0.0.1.evil.example', '192.168.1.5', 'localhost.evil', '[::2]', 'a b']) {
    for (const path of ['/v1/home', '/']) {
      const { status, headers } = await request('GET', path, { headers: { ...bearer, host } });
      assert.ok(status === 421 || status === 400, `${host} is answered ${status}`);
      assert.equal(headers['set-cookie'], undefined);
    }
  }
  for (const host of ['localhost', `localhost:${web.port}`, '127.0.0.1', '[::1]:80'])
    assert.equal((await request('GET', '/v1/home', { headers: { ...bearer, host } })).status, 200, host);
});

test('the one-time link signs in once', async () => {
  const { pathname, search } = new URL(web.pageUrl());
  const first = await request('GET', pathname + search);
  assert.equal(first.status, 200);
  const [set = ''] = first.headers['set-cookie'] ?? [];
  assert.match(set, /HttpOnly/);
  assert.match(set, /SameSite=Strict/);
  const held = { cookie: set.split(';')[0] ?? '' };
  assert.equal((await request('GET', '/v1/home', { headers: held })).status, 200);
  assert.match((await request('GET', '/', { headers: held })).text, /<title>page/);
  const second = await request('GET', pathname + search);
  assert.deepEqual([second.status, second.headers['set-cookie']], [403, undefined]);
});

test('without a cookie the page is a form with one password field', async () => {
  const { status, text, headers } = await request('GET', '/', { headers: { 'accept-language': 'zh-CN,zh' } });
  assert.equal(status, 200);
  assert.equal(text.match(/type="password"/g)?.length, 1);
  assert.match(text, /登录/);
  assert.doesNotMatch(text, /<script/);
  assert.match(String(headers['content-security-policy']), /script-src 'self'/);
});

test('the form takes the token alone, and not from another site', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  assert.equal((await request('POST', '/sign-in', { body: 'token=wrong', headers: { ...form, origin: url } })).headers['set-cookie'], undefined);
  const forged = await request('POST', '/sign-in', { body: `token=${token}`, headers: { ...form, origin: 'https://evil.example' } });
  assert.deepEqual([forged.status, forged.headers['set-cookie']], [403, undefined]);
  assert.match(await cookie(), /^entente-\d+=.+/);
});

test('another site cannot use the cookie of our page', async () => {
  const held = { cookie: await cookie(), 'content-type': 'application/json' };
  assert.equal((await post('/v1/claims', claim, { ...held, origin: url, 'sec-fetch-site': 'same-origin' })).status, 200);
  assert.equal((await post('/v1/claims', claim, { ...held, origin: url })).status, 200);
  assert.equal((await post('/v1/claims', claim, { ...held, 'x-entente': '1' })).status, 200);
  const before = claims.length;
  const others: readonly http.OutgoingHttpHeaders[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: url, 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ];
  for (const headers of others) {
    assert.equal((await post('/v1/claims', claim, { ...held, ...headers })).status, 403, JSON.stringify(headers));
    assert.ok([403, 415].includes((await post('/v1/claims', claim, { ...held, ...headers, 'content-type': 'text/plain' })).status));
  }
  assert.equal(claims.length, before);
});

test('signing out ends the session', async () => {
  const held = { cookie: await cookie() };
  assert.equal((await request('POST', '/sign-out', { headers: { ...held, origin: url } })).status, 303);
  assert.equal((await request('GET', '/v1/home', { headers: held })).status, 401);
});

test('a bad field is named, and what was said is not repeated', async () => {
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['/v1/claims', { ...claim, steps: [{ device: 'x', do: 'fly' }] }, /steps\.0\.do/],
    ['/v1/claims', { ...claim, heardAtMs: 'soon' }, /heardAtMs/],
    ['/v1/claims', { source: 'x', steps: claim.steps }, /heardAtMs: is missing/],
    ['/v1/claims', { ...claim, steps: [{ ...claim.steps[0], value: {} }] }, /steps\.0\.value/],
    ['/v1/claims', { ...claim, steps: [{ ...claim.steps[0], value: null }] }, /steps\.0\.value/],
    ['/v1/claims', { ...claim, secretword: 1 }, /secretword: is no known field/],
    ['/v1/claims', { ...claim, origin: 'unsure' }, /origin/],
    ['/v1/claims', { ...claim, steps: [] }, /steps/],
    ['/v1/turns', { text: 5 }, /text/],
    ['/v1/turns', { text: '' }, /text/],
    ['/v1/turns', {}, /text/],
    ['/v1/turns', { turnId: 't', confirm: 'yes' }, /confirm/],
    ['/v1/turns', { turnId: 't', choice: 0 }, /choice/],
    ['/v1/turns', { text: 'x', turnId: 't', confirm: true }, /text/],
  ];
  for (const [path, body, message] of cases) {
    const { status, text, code } = await post(path, body);
    assert.deepEqual([status, code], [400, 'web/bad-request'], text);
    assert.match(text, message);
    assert.doesNotMatch(text, /fly|soon/);
  }
});

test('a field that every object inherits is no known field', async () => {
  for (const field of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const { status, text } = await request('POST', '/v1/claims', {
      body: JSON.stringify(claim).replace('{', `{${JSON.stringify(field)}:{"a":1},`),
      headers: asJson,
    });
    assert.equal(status, 400, `${field} is answered ${text}`);
  }
});

test('what is no JSON, no UTF-8 or nested without end is a clear error', async () => {
  const bodies: readonly (readonly [string | Buffer, number])[] = [
    ['', 400],
    ['{', 400],
    ['null', 400],
    ['[]', 400],
    [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ['['.repeat(30_000) + ']'.repeat(30_000), 400],
    ['{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 400],
  ];
  for (const path of ['/v1/claims', '/v1/turns', '/v1/home/none']) {
    for (const [body, expected] of bodies) {
      const { status, code } = await request('POST', path, { body, headers: asJson });
      assert.equal(status, path === '/v1/home/none' ? 404 : expected);
      assert.equal(typeof code, 'string');
    }
  }
  assert.equal((await request('POST', '/v1/claims', { body: JSON.stringify(claim), headers: bearer })).status, 415);
});

test('more than 64 KiB is refused before it is read, declared or in chunks', async () => {
  for (const declared of [true, false]) {
    const { status, sentBytes } = await flood(declared);
    assert.ok(status === 413 || status === undefined, `status ${status}`);
    assert.ok(sentBytes < 16_000_000, `${sentBytes} bytes were taken`);
  }
});

/** Sends 50 MB for as long as they are taken. */
async function flood(declared: boolean): Promise<{ status: number | undefined; sentBytes: number }> {
  const { promise, resolve } = Promise.withResolvers<{ status: number | undefined; sentBytes: number }>();
  const outgoing = http.request({
    host: '127.0.0.1',
    port: web.port,
    method: 'POST',
    path: '/v1/claims',
    headers: { ...asJson, ...(declared && { 'content-length': 50_000_000 }) },
  });
  const end = (status?: number): void => {
    resolve({ status, sentBytes: outgoing.socket?.bytesWritten ?? 0 });
    outgoing.destroy();
  };
  outgoing
    .on('response', ({ statusCode }) => end(statusCode))
    .on('error', () => end())
    .on('close', () => end());
  const chunk = Buffer.alloc(65_536, 0x20);
  let left = 50_000_000;
  const push = (): void => {
    while (left > 0 && !outgoing.destroyed) {
      left -= chunk.length;
      if (!outgoing.write(chunk)) {
        outgoing.once('drain', push);
        return;
      }
    }
  };
  push();
  return promise;
}

test('an unknown address is 404, a wrong method 405', async () => {
  assert.equal((await request('GET', '/v1/nothing', { headers: bearer })).status, 404);
  assert.equal((await request('PUT', '/v1/claims', { headers: bearer })).status, 405);
  assert.equal((await request('GET', '/nothing')).status, 404);
  assert.equal((await request('GET', '/../package.json')).status, 404);
  assert.equal((await request('GET', '/assets/%2e%2e/%2e%2e/package.json')).status, 404);
  assert.equal((await request('GET', '/%ZZ')).status, 400);
  assert.equal((await request('GET', '/v1/receipts/none', { headers: bearer })).status, 404);
  assert.equal((await request('PATCH', '/v1/home/devices/none', { body: '{}', headers: asJson })).status, 404);
});

test('an address that reaches nothing never kills the hub', async () => {
  const segment = fc.oneof(fc.string(), fc.constantFrom('v1', 'home', 'devices', 'receipts', 'turns', 'claims', '..', '%', '%00', '__proto__'));
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD');
  await fc.assert(
    fc.asyncProperty(method, fc.array(segment, { maxLength: 5 }), fc.oneof(fc.json(), fc.string()), async (method, path, body) => {
      const target = `/${path.map((part) => part.replaceAll(/[^\x21-\x7e]|[?#\s]/g, '')).join('/')}`;
      const { status } = await request(method, target, { ...(method !== 'GET' && method !== 'HEAD' && { body }), headers: asJson });
      assert.ok(status >= 200 && status < 500 && status !== 408, `${method} ${target} is answered ${status}`);
    }),
    { numRuns: 200 },
  );
});

test('a body that somebody made up is answered by a clear error or by success, never by a fault', async () => {
  const field = fc.constantFrom('text', 'source', 'heardAtMs', 'steps', 'device', 'do', 'attribute', 'value', 'turnId', 'confirm', 'choice', '__proto__');
  const body = fc.dictionary(field, fc.anything({ withBigInt: false, withDate: false, maxDepth: 3 }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('/v1/claims', '/v1/turns', '/v1/turns?stream=1', '/v1/virtual/x'), body, async (path, body) => {
      const { status, code } = await post(path, body);
      assert.ok(status === 200 || (status === 400 && typeof code === 'string'), `${path} is answered ${status}`);
    }),
    { numRuns: 200 },
  );
});

test('a turn is answered without what is only for the assistant', async () => {
  const { status, text } = await post('/v1/turns', { text: '打开客厅灯' });
  assert.equal(status, 200);
  assert.deepEqual(JSON.parse(text), { turnId: 't1', outcome: 'act', steps: [], reads: [], say: '好的', tier: 'exact' });
  assert.deepEqual(turns.at(-1), { source: 'api', text: '打开客厅灯' });
});

test('a streamed turn tells words and then the end', async () => {
  const { headers, text } = await post('/v1/turns?stream=1', { text: '打开客厅灯' });
  assert.match(String(headers['content-type']), /text\/event-stream/);
  assert.match(text, /event: text-delta\ndata: {"text":"好的"}\n\nevent: turn-end\ndata: {"turnId":"t1"/);
});

test('a streamed turn that cannot begin is an error like any other', async () => {
  const { status, code } = await post('/v1/turns?stream=1', { turnId: 'none', confirm: true });
  assert.deepEqual([status, code], [404, 'assistant/no-such-turn']);
});

test('a stream is not begun for its headers alone', async () => {
  assert.equal((await request('HEAD', '/v1/home/events', { headers: bearer })).status, 200);
});

test('closing a streamed turn stops it', async () => {
  const before = stops.length;
  const { promise, resolve } = Promise.withResolvers<void>();
  const outgoing = http.request({ host: '127.0.0.1', port: web.port, method: 'POST', path: '/v1/turns?stream=1', headers: asJson }, (incoming) => {
    incoming
      .on('error', () => undefined)
      .on('data', (chunk: Buffer) => {
        if (!chunk.includes('text-delta')) return;
        outgoing.destroy();
        resolve();
      });
  });
  outgoing.on('error', () => undefined).end(JSON.stringify({ text: 'long' }));
  await promise;
  for (let wait = 0; stops.length === before && wait < 200; wait += 1) await systemClock.sleep(10);
  assert.equal(stops.length, before + 1);
});

test('a fault inside is told without a word of what was said', async () => {
  const { status, text } = await post('/v1/turns', { text: 'break' });
  assert.equal(status, 500);
  assert.doesNotMatch(text, /break/);
  assert.match(troubles.at(-1) ?? '', /TypeError/);
  assert.doesNotMatch(troubles.join(), /said|the-token/);
});

test('events come as they happen, and a listener that goes is forgotten', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const outgoing = http.get({ host: '127.0.0.1', port: web.port, path: '/v1/home/events', headers: bearer }, (incoming) => {
    let text = '';
    incoming
      .on('error', () => undefined)
      .on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (text.includes('retry:') && listeners.size > 0 && !text.includes('event:'))
          for (const listener of listeners) listener({ type: 'decision', receiptId: 'r1' });
        if (text.includes('event:')) resolve(text);
      });
  });
  assert.match(await promise, /event: decision\ndata: {"receiptId":"r1"}\n\n/);
  outgoing.destroy();
  for (let wait = 0; listeners.size > 0 && wait < 200; wait += 1) await systemClock.sleep(10);
  assert.equal(listeners.size, 0);
});

test('what an entrance answers goes to it without the token, and never under another name', async () => {
  const answered = await request('POST', '/ecosystems/test?x=1', { body: '{"a":1}', headers: { 'content-type': 'application/json' } });
  assert.deepEqual([answered.status, JSON.parse(answered.text)], [201, { heard: '{"a":1}' }]);
  assert.equal(answered.headers['x-content-type-options'], 'nosniff');
  assert.equal((await request('GET', '/ecosystems/other')).status, 404);
  assert.equal((await request('POST', '/ecosystems/test', { body: '{}', headers: { host: 'evil.example' } })).status, 421);
  assert.equal((await request('POST', '/ecosystems/test', { body: 'x'.repeat(70_000) })).status, 413);
});

test('500 claims at once are admitted', async () => {
  const answers = await Promise.all(Array.from({ length: 500 }, async () => post('/v1/claims', claim)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
});

test('whoever guesses tokens is slowed down, and keeps nobody else out', async () => {
  const guesses = await Promise.all(
    Array.from({ length: 400 }, async (_, index) => request('GET', '/v1/home', { headers: { authorization: `Bearer guess-${index}` } })),
  );
  const refused = guesses.filter(({ status }) => status === 429);
  assert.ok(refused.length > 50, `${refused.length} of 400 guesses were refused unread`);
  assert.deepEqual([refused[0]?.code, refused[0]?.headers['retry-after']], ['web/too-many', '1']);
  assert.equal((await request('GET', '/v1/home', { headers: bearer })).status, 200);
});

test('a client that sends its header slowly is cut off', { timeout: 30_000 }, async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = net.connect(web.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n'));
  const drip = setInterval(() => socket.write('a: b\r\n'), 500);
  socket
    .on('error', () => undefined)
    .on('close', resolve)
    .resume();
  await promise;
  clearInterval(drip);
});
