import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { AccountLinks, Tokens } from '../../ports/account-links.ts';
import { fakeClock, type FakeClock } from '../../testing/fake-clock.ts';
import { memoryStorage, type MemoryStorage } from '../../testing/memory-storage.ts';
import { openAccountLinks } from './account-links.ts';
import { isRegistered } from './schema.ts';

const redirectUri = 'https://open.bot.tmall.com/oauth/callback?skillId=1&token=abc';

function linksOver(storage: MemoryStorage, clock: FakeClock = fakeClock()): AccountLinks {
  return openAccountLinks({
    clock,
    load: () => storage.get('links'),
    save: (document) => storage.put('links', document),
    saveNow: async (value) => storage.putNow([{ key: 'links', value }]),
  });
}

async function linked(links: AccountLinks, person?: string): Promise<{ clientId: string; code: string; tokens: Tokens }> {
  const { clientId } = await links.register({ name: 'Genie', redirectUris: [redirectUri] });
  const code = links.issueCode({ clientId, redirectUri, ...(person !== undefined && { person }) });
  const tokens = await links.redeem({ clientId, code, redirectUri });
  assert.ok(tokens !== undefined);
  return { clientId, code, tokens };
}

test('tokens survive a crash, and no secret lies in what is kept', async () => {
  const storage = memoryStorage();
  const links = linksOver(storage);
  const { clientId, clientSecret } = await links.register({ name: 'Genie', redirectUris: [redirectUri] });
  const code = links.issueCode({ clientId, redirectUri });
  const tokens = await links.redeem({ clientId, code, redirectUri });
  const account = links.accountOf(tokens?.accessToken ?? '');
  const disk = storage.crashed();
  const again = linksOver(disk);
  assert.equal(again.accountOf(tokens?.accessToken ?? ''), account);
  assert.equal(again.isClientSecret(clientId, clientSecret), true);
  assert.equal(again.isClientSecret(clientId, `${clientSecret}x`), false);
  const text = JSON.stringify(disk.get('links'));
  for (const secret of [clientSecret, code, tokens?.accessToken ?? '?', tokens?.refreshToken ?? '?']) assert.ok(!text.includes(secret));
});

test('a code is good once, soon, and for whom and where it was asked for', async () => {
  const clock = fakeClock();
  const links = linksOver(memoryStorage(), clock);
  const { clientId } = await links.register({ name: 'a', redirectUris: [redirectUri] });
  const other = await links.register({ name: 'b', redirectUris: [redirectUri] });
  const late = links.issueCode({ clientId, redirectUri });
  await clock.advance(121_000);
  assert.equal(await links.redeem({ clientId, code: late, redirectUri }), undefined);
  const elsewhere = links.issueCode({ clientId, redirectUri });
  assert.equal(await links.redeem({ clientId, code: elsewhere, redirectUri: 'https://evil.example/' }), undefined);
  assert.equal(await links.redeem({ clientId, code: elsewhere, redirectUri }), undefined);
  const stolen = links.issueCode({ clientId, redirectUri });
  assert.equal(await links.redeem({ clientId: other.clientId, code: stolen, redirectUri }), undefined);
  const tokens = await links.redeem({ clientId, code: stolen, redirectUri });
  assert.ok(tokens !== undefined && links.accountOf(tokens.accessToken) !== undefined);
  // Used a second time: what the first use began ends.
  assert.equal(await links.redeem({ clientId, code: stolen, redirectUri }), undefined);
  assert.equal(links.accountOf(tokens.accessToken), undefined);
  assert.equal(await links.refresh({ clientId, refreshToken: tokens.refreshToken }), undefined);
});

test('a code asked for with a challenge needs its verifier', async () => {
  const links = linksOver(memoryStorage());
  const { clientId } = await links.register({ name: 'a', redirectUris: [redirectUri] });
  const verifier = 'v'.repeat(43);
  const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
  const code = (): string => links.issueCode({ clientId, redirectUri, codeChallenge });
  assert.equal(await links.redeem({ clientId, code: code(), redirectUri }), undefined);
  assert.equal(await links.redeem({ clientId, code: code(), redirectUri, codeVerifier: 'x'.repeat(43) }), undefined);
  assert.ok((await links.redeem({ clientId, code: code(), redirectUri, codeVerifier: verifier })) !== undefined);
});

test('what a refresh replaces stays good until the new access token is first used', async () => {
  const clock = fakeClock();
  const links = linksOver(memoryStorage(), clock);
  const { clientId, tokens: first } = await linked(links);
  const account = links.accountOf(first.accessToken);
  const lost = await links.refresh({ clientId, refreshToken: first.refreshToken });
  // Our answer never arrived, so the cloud asks again with what it has.
  const second = await links.refresh({ clientId, refreshToken: first.refreshToken });
  assert.ok(lost !== undefined && second !== undefined);
  assert.equal(links.accountOf(first.accessToken), account);
  assert.equal(links.accountOf(second.accessToken), account);
  for (const gone of [first.accessToken, lost.accessToken]) assert.equal(links.accountOf(gone), undefined);
  assert.equal(await links.refresh({ clientId, refreshToken: first.refreshToken }), undefined);
  await clock.advance(4 * 86_400_000);
  assert.equal(links.accountOf(second.accessToken), undefined);
  assert.ok((await links.refresh({ clientId, refreshToken: second.refreshToken })) !== undefined);
});

test('a cloud that never uses what it gets does not make the document grow', async () => {
  const storage = memoryStorage();
  const links = linksOver(storage);
  const { clientId, tokens } = await linked(links);
  links.accountOf(tokens.accessToken);
  for (let count = 0; count < 50; count += 1) assert.ok((await links.refresh({ clientId, refreshToken: tokens.refreshToken })) !== undefined);
  assert.ok(JSON.stringify(storage.get('links')).length < 2_000);
  assert.ok(links.accountOf(tokens.accessToken) !== undefined);
});

test('revoking a refresh token ends the link, for the client whose it is', async () => {
  const links = linksOver(memoryStorage());
  const { clientId, tokens } = await linked(links);
  const other = await linked(links);
  await links.revoke({ clientId: other.clientId, token: tokens.refreshToken });
  assert.ok(links.accountOf(tokens.accessToken) !== undefined);
  await links.revoke({ clientId, token: tokens.accessToken });
  assert.equal(links.accountOf(tokens.accessToken), undefined);
  const refreshed = await links.refresh({ clientId, refreshToken: tokens.refreshToken });
  assert.ok(refreshed !== undefined && links.accountOf(refreshed.accessToken) !== undefined);
  await links.revoke({ clientId, token: refreshed.refreshToken });
  assert.equal(links.accountOf(refreshed.accessToken), undefined);
  assert.equal(links.list().length, 1);
});

test('a person has one account at a client; those without a name each have their own', async () => {
  const links = linksOver(memoryStorage());
  const { clientId, tokens: old } = await linked(links, 'mama');
  const again = await links.redeem({ clientId, code: links.issueCode({ clientId, redirectUri, person: 'mama' }), redirectUri });
  const somebody = await links.redeem({ clientId, code: links.issueCode({ clientId, redirectUri }), redirectUri });
  const another = await links.redeem({ clientId, code: links.issueCode({ clientId, redirectUri }), redirectUri });
  assert.equal(links.accountOf(old.accessToken), undefined);
  const accounts = [again, somebody, another].map((tokens) => links.accountOf(tokens?.accessToken ?? ''));
  assert.equal(new Set(accounts).size, 3);
  assert.ok(!accounts.includes(undefined));
  assert.equal(await links.unlink(accounts[0] ?? ''), true);
  assert.equal(links.list().length, 2);
});

test('clients are registered with addresses that are safe to send a code to', async () => {
  const links = linksOver(memoryStorage());
  for (const uri of ['x', 'http://example.org/', 'https://a/#b', 'javascript:alert(1)', 'https://u:p@a/', 'https://灯.example/', '']) {
    await assert.rejects(links.register({ name: 'x', redirectUris: [uri] }), { code: 'ecosystems/bad-client' }, uri);
  }
  await assert.rejects(links.register({ name: '', redirectUris: [redirectUri] }), { code: 'ecosystems/bad-client' });
  await assert.rejects(links.register({ name: 'x', redirectUris: [] }), /redirectUris/);
  for (const uri of ['https://example.org/cb?a=1', 'http://127.0.0.1:8080/cb']) await links.register({ name: 'x', redirectUris: [uri] });
});

test('an address counts when it is registered byte for byte, or but for the one value left open', () => {
  const open = 'https://open.bot.tmall.com/oauth/callback?skillId=1&token=*';
  for (const [uri, expected] of [
    [redirectUri, true],
    [`${redirectUri}/../evil`, false],
    [redirectUri.replace('https', 'http'), false],
  ] as const) {
    assert.equal(isRegistered(uri, [redirectUri]), expected, uri);
  }
  for (const [uri, expected] of [
    [redirectUri, true],
    ['https://open.bot.tmall.com/oauth/callback?skillId=1&token=MTI%3D', true],
    ['https://open.bot.tmall.com/oauth/callback?skillId=2&token=abc', false],
    ['https://open.bot.tmall.com/oauth/callback?skillId=1&token=a&to=https://evil.example', false],
    ['https://open.bot.tmall.com/oauth/callback?skillId=1&token=a/../b', false],
    ['https://open.bot.tmall.com/oauth/callback?skillId=1&token=', false],
  ] as const) {
    assert.equal(isRegistered(uri, [open]), expected, uri);
  }
});
