/** The built command, as a person or a program runs it. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entente, startHub, temporaryFolder } from './support/hub.ts';

const folder = temporaryFolder();
const homeFile = join(folder, 'home.json');
const home = {
  name: '小家',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  rooms: [{ id: 'living', name: '客厅' }],
  devices: [
    { id: 'virtual:living-light', name: '客厅灯', room: 'living', kind: 'light', state: { on: false, brightnessPercent: 60 } },
    { id: 'virtual:door', name: '大门锁', kind: 'lock', state: { locked: true } },
  ],
};
writeFileSync(homeFile, JSON.stringify(home));
const inChinese = { env: { LANG: 'zh_CN.UTF-8' } };

test('without a command it tells what there is, in the person’s language', async () => {
  assert.match((await entente([])).stdout, /entente start +starts the hub/);
  assert.match((await entente([], inChinese)).stdout, /启动中枢/);
  assert.match((await entente([], { env: { LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' } })).stdout, /启动中枢/);
  assert.equal((await entente(['--help'])).status, 0);
});

for (const args of [
  ['fly'],
  ['start', '--nonsense'],
  ['start', '--port'],
  ['start', '--port', 'x'],
  ['start', '--port', '70000'],
  ['start', '--lan=yes'],
  ['start', '--public-url', 'nowhere'],
  ['start', 'surplus'],
  ['say'],
  ['home'],
  ['home', 'fly'],
  ['home', 'check'],
  ['understand'],
  ['doctor', '--data'],
  ['constructor'],
  ['model', 'list'],
]) {
  test(`entente ${args.join(' ')} is wrong usage`, async () => {
    const { status, stdout, stderr } = await entente(args);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.notEqual(stderr.trim(), '');
    assert.doesNotMatch(stderr, /at .*\.js:\d+|ERR_/);
  });
}

test('understand answers every line in order, and a bad line costs only itself', async () => {
  const lines = [
    '{"id":"1","text":"打开客厅灯"}',
    '{ nonsense',
    '{"id":2,"text":"打开门锁","conversation":"a"}',
    '[]',
    '{"id":3,"text":"是的","conversation":"a"}',
    '',
  ];
  const { status, stdout, stderr } = await entente(['understand', '--home', homeFile, '--no-model'], { input: lines.join('\n') });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(status, 1);
  assert.match(stderr, /2 lines/);
  assert.deepEqual(
    answers.map(({ id, outcome, error }) => [id, outcome ?? error?.code]),
    [
      ['1', 'act'],
      [null, 'understand/bad-line'],
      [2, 'ask'],
      [null, 'understand/bad-line'],
      [3, 'act'],
    ],
  );
  assert.deepEqual(answers[0].steps, [{ device: 'virtual:living-light', do: 'set', attribute: 'on', value: true }]);
  assert.equal(answers[0].tier, 'exact');
  assert.equal(typeof answers[0].elapsedMs, 'number');
  assert.doesNotMatch(stdout, /choiceSteps|"undo"|"language"/);
});

test('home check names every bad field, by its path', async () => {
  const bad = join(folder, 'bad.json');
  writeFileSync(bad, JSON.stringify({ ...home, devices: [{ ...home.devices[0], kind: 'lamp', state: { brightnessPercent: 400 } }], colour: 1 }));
  const { status, stdout } = await entente(['home', 'check', bad]);
  assert.equal(status, 1);
  assert.match(stdout, /devices\[0\]\.kind/);
  assert.match(stdout, /colour/);
  const asJson = await entente(['home', 'check', bad, '--json']);
  assert.equal(JSON.parse(asJson.stdout).good, false);
  const good = await entente(['home', 'check', homeFile], inChinese);
  assert.deepEqual([good.status, /2 个设备/.test(good.stdout)], [0, true]);
  for (const file of [join(folder, 'none.json'), folder]) assert.equal((await entente(['home', 'check', file])).status, 1);
});

test('a home is imported and exported again as it was, with a hub or without', async () => {
  const data = join(folder, 'data');
  assert.equal((await entente(['home', 'import', homeFile, '--data', data])).status, 0);
  const alone = await entente(['home', 'export', '--data', data]);
  assert.deepEqual(JSON.parse(alone.stdout), home);
  const hub = await startHub({ folder: data });
  const other = join(folder, 'other.json');
  writeFileSync(other, JSON.stringify({ ...home, name: '大家' }));
  assert.equal((await entente(['home', 'import', other, '--data', data])).status, 0);
  assert.equal((await hub.get('/v1/home')).name, '大家');
  const target = join(folder, 'exported.json');
  assert.equal((await entente(['home', 'export', target, '--data', data])).status, 0);
  assert.deepEqual(JSON.parse(readFileSync(target, 'utf8')), { ...home, name: '大家' });
  await hub.kill();
});

test('say speaks to the running hub, and after it is gone by itself', async () => {
  const data = join(folder, 'said');
  const hub = await startHub({ folder: data, args: ['--home', homeFile] });
  const said = await entente(['say', '--data', data, '打开客厅灯'], inChinese);
  assert.equal(said.status, 0);
  assert.match(said.stdout, /客厅灯/);
  assert.equal((await hub.get('/v1/home')).devices[0].state.on, true);
  const answered = JSON.parse((await entente(['say', '--data', data, '--json', '客厅灯开着吗'], inChinese)).stdout);
  assert.equal(answered.outcome, 'answer');
  assert.equal((await entente(['say', '--data', data, '打开花园灯'], inChinese)).status, 1);
  assert.equal((await entente(['say', '--data', data, '--room', '花园', '开灯'])).status, 1);
  assert.equal((await entente(['say', '--data', data, '--room', '客厅', '开灯'], inChinese)).status, 0);
  // Killed, so its address is left behind.
  await hub.kill();
  const alone = await entente(['say', '--data', data, '关闭客厅灯'], inChinese);
  assert.equal(alone.status, 0);
  const after = JSON.parse((await entente(['home', 'export', '--data', data])).stdout);
  assert.equal(after.devices[0].state.on, false);
});

test('a question that cannot be asked back is shown, and nothing is done', async () => {
  const data = join(folder, 'asked');
  await entente(['home', 'import', homeFile, '--data', data]);
  const { status, stdout } = await entente(['say', '--data', data, '打开门锁'], inChinese);
  assert.equal(status, 1);
  assert.match(stdout, /吗？/);
  assert.equal(JSON.parse((await entente(['home', 'export', '--data', data])).stdout).devices[1].state.locked, true);
});

test('doctor tells what is there, and how to mend what is not', async () => {
  const data = join(folder, 'ill');
  const well = await entente(['doctor', '--data', data, '--port', '1', '--json']);
  const { findings } = JSON.parse(well.stdout);
  assert.ok(findings.length >= 5);
  mkdirSync(data, { mode: 0o755 });
  const { status, stdout } = await entente(['doctor', '--data', data], inChinese);
  assert.equal(status, 1);
  assert.match(stdout, /✗ .*chmod 700/);
});

test('about tells the version and where the data lies', async () => {
  const { stdout } = await entente(['about', '--json'], { env: { XDG_DATA_HOME: folder } });
  const { version, folder: told, license } = JSON.parse(stdout);
  assert.deepEqual([typeof version, told, license], ['string', join(folder, 'entente'), 'Apache-2.0']);
});

test('bench lists what can be measured, and knows nothing else', async () => {
  const { status, stdout } = await entente(['bench']);
  assert.equal(status, 0);
  assert.match(stdout, /^understanding$/m);
  assert.equal((await entente(['bench', '../build'])).status, 1);
});
