/** The page in a real Chromium: contests told in plain words, two assistants played, and everything that is connected, with real peers. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HttpClient } from 'hap-controller';
import { Peer, token as assistantToken } from '../src/ecosystems/home-assistant/peer.test.ts';
import { assertAccessible, openBrowser, shows, skip, type PageBrowser } from './support/browser.ts';
import { eventually, startHub, type Json, type RunningHub } from './support/hub.ts';

let hub: RunningHub;
let browser: PageBrowser;

before(async () => {
  if (skip !== false) return;
  hub = await startHub({ homekit: true, args: ['--public-url', 'https://home.example.com'] });
  browser = await openBrowser(hub);
});
after(async () => {
  if (skip !== false) return;
  await browser.close();
  await hub.kill();
});

const lamp = 'virtual:living-light';
const set = (value: boolean): readonly object[] => [{ device: lamp, do: 'set', attribute: 'on', value }];
const claim = async (source: string, value: boolean, origin = 'heard'): Promise<Json> =>
  hub.post('/v1/claims', { source, origin, heardAtMs: Date.now(), messageId: crypto.randomUUID(), steps: set(value) });
const lampIsOn = async (): Promise<boolean> => (await hub.get('/v1/home')).devices.find(({ id }: Json) => id === lamp).state.on;
const commandsOf = async (receiptIds: readonly string[]): Promise<Json> =>
  (await hub.get('/v1/actuations?sinceMs=0')).filter(({ receiptId }: Json) => receiptIds.includes(receiptId));

for (const [size, locale, part, mark, story, dark] of [
  ['phone', 'zh-CN', /决定/, /同时听见.*speaker-phone 晚 \d+ 毫秒，并入.*规则 2/s, /天猫精灵听见有人说：客厅灯.*没有再发命令/s, false],
  ['desktop', 'en-US', /Decisions/, /Heard by several.*speaker-desktop \d+ ms later, taken in.*Rule 2/s, /Somebody told Tmall Genie.*no second command/s, true],
] as const) {
  test(`what two assistants heard is one entry, which says who came first, who was absorbed and why, in ${locale}`, { skip }, async (t) => {
    const { page, go } = await browser.open(t, size, { locale, dark });
    await go(part);
    const list = page.getByRole('log', { name: part });
    const first = await claim('aligenie:a', !(await lampIsOn()));
    const second = await claim(`speaker-${size}`, await lampIsOn());
    assert.deepEqual([first.decision, second.decision], ['won', 'lost']);
    await shows(list.getByRole('listitem').first().filter({ hasText: mark }));
    assert.equal(
      await list
        .getByRole('listitem')
        .filter({ hasText: `speaker-${size}` })
        .count(),
      1,
      'the absorbed claim has no entry of its own',
    );
    await assertAccessible(page);
    await list.getByRole('listitem').first().getByRole('button').click();
    const dialog = page.getByRole('dialog');
    await shows(dialog.locator('.story').filter({ hasText: story }));
    assert.equal(await dialog.locator('.race li').count(), 2);
    await assertAccessible(page);
    await page.keyboard.press('Escape');
    await claim('page', false, 'direct');
    await list.getByRole('listitem').nth(1).waitFor();
    await page.locator('.timeline-tools [aria-pressed=false]').click();
    await eventually('only contests are left', async () => (await list.getByRole('listitem').count()) === (await list.locator('.contest').count()));
  });
}

test('the demonstration sends two claims and the lamp gets one command; its clocks and the record say so', { skip }, async (t) => {
  const { page, go } = await browser.open(t, 'phone');
  await go(/决定/);
  const wasOn = await lampIsOn();
  await page.getByRole('button', { name: '演示：两个助手' }).click();
  const dialog = page.getByRole('dialog', { name: '两个助手听见同一句话' });
  await assertAccessible(page);
  await dialog.getByLabel('哪盏灯').selectOption({ label: '客厅灯' });
  await dialog.getByRole('slider').fill('180');
  await dialog.getByRole('button', { name: 'Siri' }).click();
  const sinceMs = Date.now();
  await dialog.getByRole('button', { name: '开始' }).click();
  await shows(dialog.getByText('客厅灯只收到 1 条命令。'));
  assert.equal(await dialog.locator('.clock[data-decision=won]').filter({ hasText: 'Siri' }).count(), 1);
  assert.equal(await dialog.locator('.clock[data-decision=lost]').filter({ hasText: '天猫精灵' }).count(), 1);
  await assertAccessible(page);
  const receipts: Json[] = (await hub.get(`/v1/receipts?sinceMs=${sinceMs}`)).filter(({ claims }: Json) => claims[0].source.startsWith('demo:'));
  assert.equal(receipts.length, 2);
  assert.equal((await commandsOf(receipts.map(({ id }) => id))).length, 1);
  const [first, second] = receipts[0]?.claims ?? [];
  assert.ok(second.arrivedAtMs - first.arrivedAtMs >= 170, 'they are as far apart as was chosen');
  assert.equal(await lampIsOn(), !wasOn);
  await dialog.getByRole('button', { name: '看这次的记录' }).click();
  await shows(page.getByRole('dialog', { name: '为什么这样做' }));
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: '恢复原来的样子' }).click();
  await eventually('the lamp is as before', async () => (await lampIsOn()) === wasOn);
});

test('HomeKit: the code is there to scan and to type, a phone pairs by it, is let go, and a reset changes it', { skip }, async (t) => {
  const { page, go } = await browser.open(t, 'phone');
  await go(/连接/);
  const { homekit } = await hub.get('/v1/pairing');
  await shows(page.getByRole('img', { name: `配对二维码，设置码 ${homekit.setupCode}` }));
  await shows(page.getByText('启动时加上 --lan'));
  await assertAccessible(page);
  const phone = new HttpClient(homekit.id, '127.0.0.1', homekit.port);
  await phone.pairSetup(homekit.setupCode);
  await page.getByRole('button', { name: '让它离开 控制器 1' }).click();
  await page.getByRole('button', { name: '让它离开', exact: true }).click();
  await eventually('nobody is paired', async () => (await hub.get('/v1/pairing')).homekit.paired.length === 0);
  await shows(page.getByText('还没有谁配对。'));
  await page.getByRole('button', { name: '全部重置' }).click();
  await page.getByRole('button', { name: '取消' }).click();
  assert.equal((await hub.get('/v1/pairing')).homekit.setupCode, homekit.setupCode);
  await page.getByRole('button', { name: '全部重置' }).click();
  await page.getByRole('button', { name: '全部重置' }).click();
  const again = await eventually('the code is another', async () => {
    const told = (await hub.get('/v1/pairing')).homekit;
    return told.setupCode !== homekit.setupCode && told;
  });
  await shows(page.getByRole('img', { name: `配对二维码，设置码 ${again.setupCode}` }));
});

test('Tmall Genie: a client is registered, its secret shown once, a linked account stands under its person’s name and is unlinked', { skip }, async (t) => {
  const { page, go } = await browser.open(t, 'phone');
  await go(/连接/);
  assert.equal(await page.getByLabel('开发者网关地址', { exact: true }).inputValue(), 'https://home.example.com/ecosystems/aligenie');
  await page.getByText('登记平台').click();
  await page.getByLabel('平台的回调地址').fill('nowhere');
  await page.getByRole('button', { name: '登记' }).click();
  await shows(page.getByRole('alert').filter({ hasText: '这个地址不行' }));
  const redirect = 'https://genie.example/callback?token=1';
  await page.getByLabel('平台的回调地址').fill(redirect);
  await page.getByRole('button', { name: '登记' }).click();
  await shows(page.getByText('只显示这一次'));
  const client_id = await page.getByLabel('Client ID', { exact: true }).inputValue();
  const client_secret = await page.getByLabel('Client Secret', { exact: true }).inputValue();
  await assertAccessible(page);

  const linking = await page.context().newPage();
  const redirected = Promise.withResolvers<URL>();
  await linking.route('https://genie.example/**', async (route) => {
    redirected.resolve(new URL(route.request().url()));
    await route.fulfill({ body: 'linked' });
  });
  await linking.goto(`${hub.url}/oauth/authorize?${new URLSearchParams({ response_type: 'code', client_id, redirect_uri: redirect, state: 's' })}`);
  const person = (await hub.get('/v1/home')).people[0];
  const radio = linking.getByRole('radio', { name: new RegExp(person.name) });
  if ((await radio.count()) > 0) await radio.check();
  else await linking.getByRole('combobox').selectOption({ label: person.name });
  await linking.getByRole('button', { name: '同意', exact: true }).click();
  const code = (await redirected.promise).searchParams.get('code') ?? '';
  const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirect, client_id, client_secret });
  const answer = await hub.ask('POST', '/oauth/token', `${form}`, { 'content-type': 'application/x-www-form-urlencoded' });
  assert.equal(answer.status, 200, answer.text);
  await linking.close();

  const accounts = page.getByRole('list', { name: '已关联账号' });
  const name = person.aliases?.[0] ?? person.name;
  await shows(accounts.getByRole('listitem').filter({ hasText: name }));
  await page.getByRole('button', { name: `解除关联 ${name}` }).click();
  await page.getByRole('button', { name: '解除关联', exact: true }).click();
  await eventually('nobody is linked', async () => (await hub.get('/v1/pairing')).aligenie.accounts.length === 0);
  await accounts.waitFor({ state: 'detached' });
  await page.reload();
  await go(/连接/);
  await shows(page.getByLabel('开发者网关地址', { exact: true }));
  assert.equal(await page.getByText(client_secret).count(), 0);
});

test(
  'Home Assistant: a wrong token is told at its field; a right one shows what is there, takes it in, warns of its HomeKit bridge, and lets go',
  { skip },
  async (t) => {
    await using peer = new Peer();
    peer.areas = [{ area_id: 'loft', name: '阁楼', aliases: [], floor_id: null }];
    peer.put('light.a', 'off', { friendly_name: '阁楼灯', supported_color_modes: ['onoff'] }, { unique_id: 'a', area_id: 'loft' });
    peer.put('automation.b', 'on', { friendly_name: '早晨' }, { unique_id: 'b' });
    peer.components = ['homekit'];
    await peer.start();
    const { page } = await browser.open(t, 'desktop', { dark: true });
    await page.getByRole('button', { name: '连接' }).click();
    const card = page.getByRole('region', { name: 'Home Assistant' });
    await assertAccessible(page);
    await card.getByLabel('地址').fill('not an address');
    await card.getByLabel('长期访问令牌').fill('wrong');
    await card.getByRole('button', { name: '先看一看' }).click();
    await shows(card.getByRole('alert').filter({ hasText: '这样的地址' }));
    await card.getByLabel('地址').fill(peer.url);
    await card.getByRole('button', { name: '先看一看' }).click();
    await shows(card.getByRole('alert').filter({ hasText: '令牌不对' }));
    await card.getByLabel('长期访问令牌').fill(assistantToken);
    await card.getByRole('button', { name: '先看一看' }).click();
    await shows(card.getByText('1 个设备，1 个房间'));
    await card.getByText('1 个没有导入').click();
    await shows(card.getByText('automation.b'));
    assert.equal(
      (await hub.get('/v1/home')).devices.some(({ name }: Json) => name === '阁楼灯'),
      false,
      'a look takes nothing in',
    );
    await card.getByRole('button', { name: '导入' }).click();
    await shows(card.getByText('已连接'));
    await shows(card.getByText('只能看着，拦不住'));
    const watched = page.getByRole('region', { name: '哪些拦得住' }).locator('details').filter({ hasText: '只能看着' });
    await shows(watched.getByRole('listitem').filter({ hasText: '阁楼灯' }));
    await assertAccessible(page);
    await card.getByRole('button', { name: '断开' }).click();
    await card.getByRole('button', { name: '断开' }).click();
    await eventually('its lamp has left', async () => !(await hub.get('/v1/home')).devices.some(({ name }: Json) => name === '阁楼灯'));
    await shows(card.getByText('还没有连接'));
    await page.getByRole('button', { name: '连接', pressed: true }).click();
    await shows(page.getByRole('textbox', { name: '对话' }));
  },
);

test('whose word counts is said for a room, kept by the hub, and taken back', { skip }, async (t) => {
  const { page, go } = await browser.open(t, 'phone');
  await go(/连接/);
  const card = page.getByRole('region', { name: '听谁的' });
  await card.getByLabel('哪里').selectOption({ label: '客厅' });
  await card.getByLabel('先听').selectOption({ label: '对话' });
  await card.getByLabel('其次').selectOption({ label: '天猫精灵' });
  await card.getByRole('button', { name: '记下来' }).click();
  await shows(card.getByRole('listitem').filter({ hasText: /客厅.*对话 先于 天猫精灵/s }));
  const room = (await hub.get('/v1/home')).rooms.find(({ name }: Json) => name === '客厅').id;
  assert.deepEqual((await hub.get('/v1/preferences')).preferences, [{ room, sources: ['page', 'aligenie'] }]);
  const refused = await hub.ask('PUT', '/v1/preferences', { preferences: [{ room, sources: ['page'], loud: true }] });
  assert.deepEqual([refused.status, refused.body.error.code], [400, 'home/bad-preferences']);
  await card.getByRole('button', { name: '删除：客厅' }).click();
  await eventually('nothing is said', async () => (await hub.get('/v1/preferences')).preferences.length === 0);
});
