import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueFits } from '../../core/attributes.ts';
import { isRisky } from '../../core/risk.ts';
import { demoHome } from './demo-home.ts';

const chinese = demoHome('zh-CN', 'Asia/Shanghai');
const english = demoHome('en-GB', 'Europe/London');

test('the demo home has what a first look needs', () => {
  const { devices, rooms } = chinese.home;
  const lights = devices.filter(({ kind }) => kind === 'light');
  assert.ok(devices.length >= 30 && devices.length <= 40, `${devices.length} devices`);
  assert.deepEqual(
    rooms.map(({ name }) => name),
    ['客厅', '主卧', '次卧', '儿童房', '书房', '厨房', '餐厅', '卫生间', '阳台', '玄关'],
  );
  assert.ok(lights.filter(({ state }) => 'brightnessPercent' in state).length >= 4);
  assert.ok(lights.some(({ state }) => 'color' in state));
  for (const kind of [
    'curtain',
    'switch',
    'outlet',
    'air-conditioner',
    'fan',
    'air-purifier',
    'humidifier',
    'water-heater',
    'lock',
    'tv',
    'speaker',
    'vacuum',
    'sensor',
    'weather',
    'scene',
  ] as const) {
    assert.ok(
      devices.some((device) => device.kind === kind),
      kind,
    );
  }
  assert.equal(devices.find(({ name }) => name === '客厅灯')?.room, 'living');
  assert.ok(devices.some(({ name }) => name === '0x00158d0004a1b2c3'));
});

test('everything is named in Chinese, and can be called by an English name too', () => {
  for (const { name, aliases } of [...chinese.home.rooms, ...chinese.home.people, ...chinese.home.devices]) {
    if (name.startsWith('0x')) continue;
    assert.match(name, /\p{Script=Han}/u);
    assert.ok(
      aliases.some((alias) => /^[\p{ASCII}]+$/u.test(alias)),
      name,
    );
  }
  assert.deepEqual([chinese.home.locale, english.home.locale, demoHome('C', 'UTC').home.locale], ['zh-CN', 'en', 'zh-CN']);
  assert.equal(demoHome('zh-TW', 'UTC').home.timeZone, 'Asia/Shanghai');
});

for (const { home } of [chinese, english]) {
  test(`no two things of the ${home.locale} demo home are called the same`, () => {
    for (const list of [home.devices, home.rooms]) {
      const names = list.flatMap(({ name, aliases }) => [name, ...aliases]);
      assert.equal(new Set(names).size, names.length);
    }
  });
}

test('what its scenes do can be done, and nothing of it is risky', () => {
  for (const [scene, steps] of Object.entries(chinese.scenes)) {
    assert.equal(chinese.home.devices.find(({ id }) => id === scene)?.kind, 'scene');
    for (const step of steps) {
      const device = chinese.home.devices.find(({ id }) => id === step.device);
      assert.ok(device !== undefined && step.do === 'set' && step.attribute in device.state, `${scene}: ${step.device}`);
      assert.equal(valueFits(device, step.attribute, step.value), 'fits');
      assert.equal(isRisky(device, step), false);
    }
  }
});
