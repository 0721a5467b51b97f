import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { homeKitName } from './names.ts';

test('names lose what HomeKit refuses and keep the rest', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['客厅灯', '客厅灯'],
    ['灯', '灯'],
    ['🐟鱼缸', '鱼缸'],
    ['客厅/餐厅 灯(左)', '客厅/餐厅 灯 左'],
    ['灯_1', '灯_1'],
    ['_灯_', '灯'],
    ['台灯 ', '台灯'],
    ['“大”灯', '大 灯'],
    ["Nora's lamp", "Nora's lamp"],
    ['灯\u2028x', '灯 x'],
    ['🌙', '灯'],
    ['---', '灯'],
    ['灯'.repeat(80), '灯'.repeat(64)],
    [`${'a'.repeat(63)}-b`, 'a'.repeat(63)],
  ];
  for (const [name, expected] of cases) assert.equal(homeKitName(name, 'light', 'zh-CN'), expected, name);
  assert.equal(homeKitName('🌙', 'garage-door', 'en'), 'Garage Door');
});

test('whatever a name is, HomeKit takes it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (name) => {
      const fit = homeKitName(name, 'light', 'en');
      assert.match(fit, /^[\p{L}\p{N}]([\p{L}\p{N}\p{Zs}’'&!._:;()/,-]*[\p{L}\p{N}])?$/u);
      assert.ok(fit.length <= 64);
    }),
  );
});
