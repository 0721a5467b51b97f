import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { openAccountLinks } from '../../ecosystems/linking/account-links.ts';
import type { AccountLinks } from '../../ports/account-links.ts';
import { fakeClock, type FakeClock } from '../../testing/fake-clock.ts';
import { oauthHandler } from './oauth.ts';

const redirectUri = 'https://open.bot.example/cb?token=T%3D%3D&skillId=5';
const Issued = v.object({
  access_token: v.string(),
  token_type: v.literal('Bearer'),
  expires_in: v.pipe(v.number(), v.integer(), v.minValue(60)),
  refresh_token: v.string(),
});

interface Desk {
  readonly clock: FakeClock;
  readonly links: AccountLinks;
  readonly refused: readonly string[];
  readonly clientId: string;
  readonly clientSecret: string;
  /** A browser with its own cookies. */
  browser(signedIn?: boolean): Browser;
  token(fields: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>, path?: string): Promise<Response>;
}

interface Browser {
  open(query?: Readonly<Record<string, string>>): Promise<Response>;
  post(fields: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

async function desk(): Promise<Desk> {
  const clock = fakeClock();
  const kept: { document?: unknown } = {};
  const keep = (document: unknown): void => {
    kept.document = document;
  };
  const links = openAccountLinks({ clock, load: () => kept.document, save: keep, saveNow: async (document) => keep(document) });
  const { clientId, clientSecret } = await links.register({ name: '<b>Genie</b>', redirectUris: [redirectUri] });
  const refused: string[] = [];
  const handle = oauthHandler({
    links,
    clock,
    isToken: (given) => given === 'hub-token',
    isSignedIn: (request) => /page=in/.test(request.headers.get('cookie') ?? ''),
    people: () => [{ id: 'mama', name: '王芳', aliases: [], role: 'owner' }],
    onRefused: (what) => refused.push(what),
  });
  const ask = async (request: Request): Promise<Response> => {
    const response = await handle(request);
    assert.ok(response !== undefined);
    return response;
  };
  const host = 'http://127.0.0.1:8787';
  return {
    clock,
    links,
    refused,
    clientId,
    clientSecret,
    browser: (signedIn = false) => {
      const jar = new Map(signedIn ? [['page', 'in']] : []);
      const send = async (request: Request): Promise<Response> => {
        const response = await ask(request);
        const [name = '', value = ''] = (response.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? [];
        if (name !== '') jar.set(name, value);
        return response;
      };
      const cookie = (): string => [...jar].map((pair) => pair.join('=')).join('; ');
      return {
        open: async (query = {}) => {
          const all = new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state: '111', ...query });
          return send(new Request(`${host}/oauth/authorize?${all.toString()}`, { headers: { cookie: cookie() } }));
        },
        post: async (fields, headers = { origin: host, 'sec-fetch-site': 'same-origin' }) =>
          send(new Request(`${host}/oauth/authorize`, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie: cookie(), ...headers } })),
      };
    },
    token: async (fields, headers = {}, path = '/oauth/token') =>
      ask(new Request(`${host}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers })),
  };
}

async function ticketIn(response: Response): Promise<string> {
  const text = await response.text();
  assert.ok(!text.includes('<script') && !text.includes('<b>'), 'no scripts, and names are text');
  return /name="ticket" value="([\w-]+)"/.exec(text)?.[1] ?? '';
}

async function code(linking: Desk, query: Readonly<Record<string, string>> = {}): Promise<string> {
  const browser = linking.browser(true);
  const agreed = await browser.post({ ticket: await ticketIn(await browser.open(query)), decision: 'agree' });
  return new URL(agreed.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

test('a person signs in with the token, agrees, and the registered address is kept byte for byte', async () => {
  const linking = await desk();
  const browser = linking.browser();
  const first = await browser.open();
  assert.equal(first.status, 200);
  assert.match(await first.clone().text(), /type="password"/);
  const wrong = await browser.post({ ticket: await ticketIn(first), token: 'wrong' });
  assert.equal(wrong.status, 403);
  const consent = await browser.post({ ticket: await ticketIn(wrong), token: 'hub-token' });
  const page = await consent.clone().text();
  assert.match(page, />同意</);
  assert.match(page, />不同意</);
  assert.equal(consent.headers.get('cache-control'), 'no-store');
  const agreed = await browser.post({ ticket: await ticketIn(consent), decision: 'agree', person: 'mama' });
  assert.equal(agreed.status, 302);
  assert.match(agreed.headers.get('location') ?? '', /^https:\/\/open\.bot\.example\/cb\?token=T%3D%3D&skillId=5&code=[\w-]+&state=111$/);
});

test('the state comes back as it was, and a person who declines sends no code', async () => {
  const linking = await desk();
  const browser = linking.browser(true);
  const declined = await browser.post({ ticket: await ticketIn(await browser.open({ state: 'state/1+2=3 &灯' })), decision: 'decline' });
  const answer = new URL(declined.headers.get('location') ?? '').searchParams;
  assert.deepEqual([answer.get('error'), answer.get('state'), answer.get('code')], ['access_denied', 'state/1+2=3 &灯', null]);
});

test('the token answer is what clouds read, with the secret in the body and as Basic', async () => {
  const linking = await desk();
  const { clientId: client_id, clientSecret: client_secret } = linking;
  const grant = async () => ({ grant_type: 'authorization_code', code: await code(linking), redirect_uri: redirectUri });
  const inBody = await linking.token({ ...(await grant()), client_id, client_secret });
  const basic = { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` };
  const asBasic = await linking.token(await grant(), basic);
  for (const response of [inBody, asBasic]) {
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    const issued = v.parse(Issued, await response.json());
    assert.ok(linking.links.accountOf(issued.access_token) !== undefined);
    const refreshed = v.parse(Issued, await (await linking.token({ grant_type: 'refresh_token', refresh_token: issued.refresh_token }, basic)).json());
    assert.ok(linking.links.accountOf(refreshed.access_token) !== undefined);
    assert.equal(linking.links.accountOf(issued.access_token), undefined);
    assert.equal((await linking.token({ token: refreshed.refresh_token }, basic, '/oauth/revoke')).status, 200);
    assert.equal(linking.links.accountOf(refreshed.access_token), undefined);
  }
});

test('requests that are wrong are refused as RFC 6749 says, and nobody is sent anywhere unregistered', async () => {
  const linking = await desk();
  const { clientId: client_id, clientSecret: client_secret } = linking;
  const own = { client_id, client_secret };
  const cases: readonly (readonly [Readonly<Record<string, string>>, number, string])[] = [
    [{}, 401, 'invalid_client'],
    [{ client_id, client_secret: 'wrong' }, 401, 'invalid_client'],
    [own, 400, 'invalid_request'],
    [{ ...own, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ ...own, grant_type: 'authorization_code', code: 'made-up', redirect_uri: redirectUri }, 400, 'invalid_grant'],
    [{ ...own, grant_type: 'refresh_token', refresh_token: 'made-up' }, 400, 'invalid_grant'],
  ];
  for (const [fields, status, error] of cases) {
    const response = await linking.token(fields);
    assert.deepEqual([response.status, await response.json()], [status, { error }], JSON.stringify(fields));
  }
  const twice = await linking.token({ ...own, grant_type: 'authorization_code' }, { 'content-type': 'application/json' });
  assert.equal(twice.status, 400);
  for (const redirect_uri of ['https://evil.example/', `${redirectUri}/../evil`, redirectUri.replace('T%3D%3D', 'T=='), '']) {
    const response = await linking.browser().open({ redirect_uri });
    assert.deepEqual([response.status, response.headers.get('location')], [400, null], redirect_uri);
  }
  const implicit = await linking.browser().open({ response_type: 'token' });
  assert.match(implicit.headers.get('location') ?? '', /&error=unsupported_response_type&state=111$/);
  const plain = await linking.browser().open({ code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' });
  assert.match(plain.headers.get('location') ?? '', /&error=invalid_request/);
});

test('consent cannot be given by another site, in another browser, twice, or late', async () => {
  const linking = await desk();
  const browser = linking.browser(true);
  const ticket = async (): Promise<string> => ticketIn(await browser.open());
  const agree = async (by: Browser, of: string, headers?: Readonly<Record<string, string>>): Promise<number> =>
    (await by.post({ ticket: of, decision: 'agree' }, headers)).status;
  assert.equal(await agree(browser, await ticket(), { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }), 403);
  assert.equal(await agree(browser, await ticket(), { origin: 'null' }), 403);
  // An attacker's own page for their own client, shown to the victim's browser.
  const attacker = linking.browser(true);
  assert.equal(await agree(browser, await ticketIn(await attacker.open())), 403);
  const stale = await ticket();
  assert.equal(await agree(browser, stale), 302);
  assert.equal(await agree(browser, stale), 403);
  const late = await ticket();
  await linking.clock.advance(11 * 60_000);
  assert.equal(await agree(browser, late), 403);
  assert.equal(await agree(browser, 'made-up'), 403);
  // The page where one signs in is no consent.
  const stranger = linking.browser();
  assert.equal(await agree(stranger, await ticketIn(await stranger.open())), 403);
});

test('guessing the token is slowed down, and what was refused is told without a secret', async () => {
  const linking = await desk();
  const browser = linking.browser();
  let ticket = await ticketIn(await browser.open());
  const statuses: number[] = [];
  for (let count = 0; count < 30; count += 1) {
    const response = await browser.post({ ticket, token: `guess-${count}` });
    statuses.push(response.status);
    ticket = await ticketIn(response);
  }
  assert.equal(statuses.filter((status) => status === 429).length, 10);
  assert.equal((await browser.post({ ticket, token: 'hub-token' })).status, 429);
  await linking.clock.advance(11_000);
  ticket = await ticketIn(await browser.open());
  assert.equal((await browser.post({ ticket, token: 'hub-token' })).status, 200);
  assert.ok(linking.refused.length > 0);
  assert.ok(!JSON.stringify(linking.refused).includes('guess'));
});

test('guessing a secret is slowed down, and does not cut off the client whose it is', async () => {
  const linking = await desk();
  const { clientId: client_id, clientSecret: client_secret } = linking;
  const last = { status: 0 };
  for (let count = 0; count < 40; count += 1) last.status = (await linking.token({ client_id, client_secret: 'guess' })).status;
  assert.equal(last.status, 429);
  const grant = { grant_type: 'authorization_code', code: await code(linking), redirect_uri: redirectUri };
  assert.equal((await linking.token({ ...grant, client_id, client_secret })).status, 200);
});

test('other paths are left to others', async () => {
  const linking = await desk();
  assert.equal((await linking.token({}, {}, '/oauth/token')).status, 401);
  await assert.rejects(linking.token({}, {}, '/oauth/other'));
});
