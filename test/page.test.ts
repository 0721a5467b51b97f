/** The page in a real Chromium, on the built hub: used as a person would, by roles and names, at the size of a phone and of a desktop. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { assertAccessible, openBrowser, shows, sizes, skip, type PageBrowser } from './support/browser.ts';
import { eventually, startHub, type Json, type RunningHub } from './support/hub.ts';

let browser: Browser;
let signedIn: PageBrowser;
let hub: RunningHub;

before(async () => {
  if (skip !== false) return;
  hub = await startHub();
  signedIn = await openBrowser(hub);
  ({ browser } = signedIn);
});
after(async () => {
  if (skip !== false) return;
  await signedIn.close();
  await hub.kill();
});

const open: PageBrowser['open'] = async (...how) => signedIn.open(...how);
const deviceNamed = async (name: string): Promise<Json> => (await hub.get('/v1/home')).devices.find((device: Json) => device.name === name);
const lampSwitch = (page: Page): Locator => page.getByRole('switch', { name: '客厅灯', exact: true });
const tile = (page: Page, name: string): Locator => page.locator('.tile').filter({ has: page.locator('.name', { hasText: new RegExp(`^${name}$`) }) });

async function talk(page: Page, words: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /^(对话|Talk)$/ });
  await box.fill(words);
  await box.press('Enter');
}

async function setLamp(on: boolean): Promise<void> {
  const { id } = await deviceNamed('客厅灯');
  await hub.post('/v1/claims', { source: 'test', origin: 'direct', heardAtMs: Date.now(), steps: [{ device: id, do: 'set', attribute: 'on', value: on }] });
}

for (const size of ['phone', 'desktop'] as const) {
  test(`打开客厅灯 is answered, lights the lamp and stands among the decisions, on a ${size}`, { skip }, async (t) => {
    await setLamp(false);
    const { page, go } = await open(t, size);
    await page.locator('[role=switch][aria-label=客厅灯][aria-checked=false]').waitFor();
    await assertAccessible(page);

    await go(/对话/);
    await talk(page, '打开客厅灯');
    const log = page.getByRole('log', { name: '对话' });
    await shows(log.getByText('打开客厅灯', { exact: true }));
    await shows(log.locator('.said[data-who=home] .bubble', { hasText: '客厅灯' }));
    await shows(log.getByRole('listitem').filter({ hasText: /客厅灯.*开着/ }));
    await assertAccessible(page);

    await go(/决定/);
    const newest = page.getByRole('log', { name: '决定' }).getByRole('listitem').first();
    await shows(newest.filter({ hasText: /客厅灯.*打开/ }).filter({ hasText: '对话' }));
    await assertAccessible(page);
    await newest.getByRole('button').click();
    await shows(page.getByRole('dialog', { name: '为什么这样做' }).getByText(/规则 2/));
    await assertAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await go(/^家$/);
    assert.equal(await lampSwitch(page).getAttribute('aria-checked'), 'true');
  });
}

test('a switch and a slider move the device by a finger’s claim, and the page follows what others do', { skip }, async (t) => {
  await setLamp(false);
  const { page } = await open(t, 'phone', { dark: true });
  const lamp = await deviceNamed('客厅灯');
  const sinceMs = Date.now();
  await lampSwitch(page).focus();
  await page.keyboard.press('Space');
  await eventually('the lamp is on', async () => (await deviceNamed('客厅灯')).state.on === true);
  const slider = page.getByRole('slider', { name: '客厅灯 亮度' });
  await slider.fill('30');
  await eventually('the lamp is dimmed', async () => (await deviceNamed('客厅灯')).state.brightnessPercent === 30);
  await eventually('both are decided', async () => {
    const receipts = (await hub.get(`/v1/receipts?sinceMs=${sinceMs}`)).filter(({ claims }: Json) => claims[0].steps[0].device === lamp.id);
    return receipts.length === 2 && receipts.every(({ claims }: Json) => claims[0].source === 'page' && claims[0].origin === 'direct');
  });
  await setLamp(false);
  await page.locator('[role=switch][aria-label=客厅灯][aria-checked=false]').waitFor();
});

test('a new name is understood at once, and what is wrong with one is told at its field', { skip }, async (t) => {
  const { page, go } = await open(t, 'phone');
  await tile(page, '落地灯').locator('.tile-name').click();
  await page.getByRole('button', { name: '命名与移动' }).click();
  const name = page.getByRole('textbox', { name: '名字' });
  await assertAccessible(page);
  await name.fill(' ');
  await page.getByRole('button', { name: '保存' }).click();
  await shows(page.getByRole('alert').filter({ hasText: '名字不能是空的' }));
  assert.equal(await name.getAttribute('aria-invalid'), 'true');

  await name.fill('蘑菇灯');
  await page.getByRole('dialog').getByLabel('房间').selectOption({ label: '书房' });
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await shows(page.getByRole('region', { name: '书房' }).getByRole('switch', { name: '蘑菇灯' }));
  await go(/对话/);
  await talk(page, '打开蘑菇灯');
  await eventually('the lamp by its new name is on', async () => (await deviceNamed('蘑菇灯')).state.on === true);
});

test('a room is added, renamed and removed', { skip }, async (t) => {
  const { page } = await open(t, 'desktop');
  await page.getByRole('button', { name: '管理房间' }).click();
  const dialog = page.getByRole('dialog', { name: '房间' });
  await dialog.getByLabel('新房间的名字').fill('茶室');
  await dialog.getByRole('button', { name: '添加' }).click();
  await dialog.getByRole('button', { name: '名字 茶室' }).click();
  await assertAccessible(page);
  await dialog.getByLabel('房间名').fill('品茶室');
  await dialog.getByRole('button', { name: '保存' }).click();
  await shows(dialog.getByText('品茶室', { exact: true }));
  assert.ok((await hub.get('/v1/home')).rooms.some((room: Json) => room.name === '品茶室'));
  await dialog.getByRole('button', { name: '删除 品茶室' }).click();
  await dialog.getByRole('button', { name: '删除', exact: true }).click();
  await eventually('the room is gone', async () => !(await hub.get('/v1/home')).rooms.some((room: Json) => room.name === '品茶室'));
});

test('a device out of reach is seen as such, its control cannot be used, and it comes back', { skip }, async (t) => {
  const { page } = await open(t, 'phone');
  const { id } = await deviceNamed('主卧灯');
  await hub.post(`/v1/virtual/${encodeURIComponent(id)}`, { offline: true });
  await shows(tile(page, '主卧灯').getByText('离线'));
  assert.equal(await page.getByRole('switch', { name: '主卧灯' }).isDisabled(), true);
  await shows(page.getByText('1 个设备离线'));
  await assertAccessible(page);
  await hub.post(`/v1/virtual/${encodeURIComponent(id)}`, { offline: false });
  await tile(page, '主卧灯').getByText('离线').waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('switch', { name: '主卧灯' }).isDisabled(), false);
});

test('a device that does not do what a finger wants falls back, and the page says so', { skip }, async (t) => {
  const { page } = await open(t, 'phone');
  const { id } = await deviceNamed('主卧灯');
  const light = page.getByRole('switch', { name: '主卧灯', exact: true });
  const before = await light.getAttribute('aria-checked');
  await hub.post(`/v1/virtual/${encodeURIComponent(id)}`, { failing: true });
  await light.click();
  await shows(page.getByRole('status').getByText(/主卧灯/));
  await page.locator(`[role=switch][aria-label=主卧灯][aria-checked=${before}]`).waitFor();
  await hub.post(`/v1/virtual/${encodeURIComponent(id)}`, { failing: false });
});

test('a lock opens by a finger only after a yes', { skip }, async (t) => {
  const { page } = await open(t, 'desktop');
  const isLocked = async (): Promise<boolean> => (await deviceNamed('大门锁')).state.locked;
  assert.equal(await isLocked(), true);
  await page.getByRole('button', { name: '大门锁 解锁' }).click();
  await assertAccessible(page);
  await page.getByRole('button', { name: /^否/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await isLocked(), true);
  await page.getByRole('button', { name: '大门锁 解锁' }).click();
  await page.getByRole('button', { name: /^是/ }).click();
  await eventually('the lock is open', async () => !(await isLocked()));
  await page.getByRole('button', { name: '大门锁 上锁' }).click();
  await eventually('the lock is locked', isLocked);
});

test('what is asked in a talk is answered by a button, once', { skip }, async (t) => {
  const { page, go } = await open(t, 'phone');
  await go(/对话/);
  await talk(page, '打开大门锁');
  await page.getByRole('button', { name: /^是/ }).click();
  await eventually('the lock is open', async () => (await deviceNamed('大门锁')).state.locked === false);
  await page.getByRole('button', { name: /^是/ }).waitFor({ state: 'detached' });
  await talk(page, '锁上大门锁');
  await eventually('the lock is locked', async () => (await deviceNamed('大门锁')).state.locked === true);
});

test('timers count down and are cancelled, lists are ticked, a broadcast shows on every open page', { skip }, async (t) => {
  const { page } = await open(t, 'desktop');
  const other = await open(t, 'phone');
  await talk(page, '定一个五分钟的煮面计时器');
  await shows(page.getByRole('timer').filter({ hasText: /^4:\d\d$/ }));
  await talk(page, '把牛奶加到购物清单');
  const milk = page.getByRole('checkbox', { name: '牛奶' });
  await milk.click();
  await eventually('the milk is ticked', async () =>
    (await hub.get('/v1/lists')).some(({ items }: Json) => items.some((one: Json) => one.item === '牛奶' && one.done)),
  );
  await assertAccessible(page);
  await page.getByRole('button', { name: /取消.*煮面/ }).click();
  await eventually('the timer is gone', async () => (await hub.get('/v1/timers')).length === 0);
  await page.getByRole('timer').waitFor({ state: 'detached' });
  await talk(page, '广播吃饭了');
  for (const one of [page, other.page]) await shows(one.getByRole('alert').getByText('吃饭了'));
  await assertAccessible(other.page);
  await other.page.getByRole('alert').getByRole('button').click();
  await other.page.getByRole('alert').getByText('吃饭了').waitFor({ state: 'detached' });
});

test('a timer that rings is announced, and stopped by a touch', { skip }, async (t) => {
  const { page } = await open(t, 'phone');
  await hub.post('/v1/turns', { text: '定一个一秒钟的计时器', source: 'test' });
  const stop = page.getByRole('alert').getByRole('button', { name: '知道了' });
  await stop.click();
  await stop.waitFor({ state: 'detached' });
  await eventually('nothing rings', async () => (await hub.get('/v1/timers')).every((one: Json) => one.ringing !== true));
});

test('the page speaks the browser’s language, changes it by a touch, and remembers language and appearance', { skip }, async (t) => {
  const { page } = await open(t, 'phone', { locale: 'en-US' });
  await shows(page.getByRole('tab', { name: 'Home' }));
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('button', { name: /^外观/ }).click();
  await page.getByRole('button', { name: /^外观/ }).click();
  await page.reload();
  await shows(page.getByRole('tab', { name: '对话' }));
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await assertAccessible(page);
});

test('tabs are moved through by arrow keys', { skip }, async (t) => {
  const { page } = await open(t, 'phone');
  await page.getByRole('tab', { name: '家' }).focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getByRole('tab', { name: '对话' }).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('End');
  await shows(page.getByRole('heading', { name: '天猫精灵' }));
  await page.keyboard.press('ArrowLeft');
  await shows(page.getByRole('log', { name: '决定' }));
});

test('everything that is touched on a phone is at least 44 pixels high', { skip }, async (t) => {
  const { page, go } = await open(t, 'phone');
  for (const part of [/^家$/, /对话/, /定时/, /决定/, /连接/]) {
    await go(part);
    if (part.test('连接')) await shows(page.getByRole('heading', { name: '天猫精灵' }));
    const small: Json = await page.evaluate(`[...document.querySelectorAll('button, select, summary, input:not([type=checkbox])')]
      .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120))`);
    assert.deepEqual(small, []);
  }
});

test('the hub’s token signs in where there is no link, and a wrong one does not', { skip }, async () => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(hub.url);
  await page.locator('input[type=password]').fill('wrong');
  await page.keyboard.press('Enter');
  await shows(page.getByRole('alert'));
  await page.locator('input[type=password]').fill(hub.token);
  await page.keyboard.press('Enter');
  await shows(page.getByRole('switch', { name: '客厅灯', exact: true }));
  await context.close();
});

test('a page finds the hub again after a restart, and shows what changed meanwhile', { skip }, async () => {
  const first = await startHub();
  const context = await browser.newContext({ locale: 'zh-CN', viewport: sizes.desktop });
  const page = await context.newPage();
  await page.goto(first.pageUrl);
  await shows(page.getByText('已连接'));
  await first.end();
  await shows(page.getByText('正在重新连接…'));
  const second = await startHub({ folder: first.folder, args: ['--port', new URL(first.url).port] });
  const { devices } = await second.get('/v1/home');
  const lamp = devices.find((device: Json) => device.name === '客厅灯');
  await second.post('/v1/claims', {
    source: 'test',
    origin: 'direct',
    heardAtMs: Date.now(),
    steps: [{ device: lamp.id, do: 'set', attribute: 'on', value: !lamp.state.on }],
  });
  await page.locator(`[role=switch][aria-label=客厅灯][aria-checked=${!lamp.state.on}]`).waitFor({ timeout: 20_000 });
  await shows(page.getByText('已连接'));
  await context.close();
  await second.kill();
});
