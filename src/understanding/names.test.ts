import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Home } from '../core/home.ts';
import { homeOf } from '../testing/home-of.ts';
import { indexNames, type NamingLanguage } from './names.ts';

const key = (text: string) => text.toLowerCase().replace(/[\s\p{P}\p{S}的]/gu, '');

/** Only what the index asks of a language. */
const language: NamingLanguage = {
  nameVariants: (name) => [key(name)],
  nameWords: (name) => Array.from(key(name)),
  nameInfixes: ['那盏'],
  kindWords: new Map([
    ['灯', ['light']],
    ['空调', ['air-conditioner']],
  ]),
  sounds: (text) => Array.from(text, (letter) => [readings[letter] ?? letter]),
};
const readings: Readonly<Record<string, string>> = { 客: 'ke', 可: 'ke', 厅: 'ting', 听: 'ting', 灯: 'deng', 登: 'deng', 主: 'zhu', 卧: 'wo', 窝: 'wo' };

function index(home: Home) {
  return indexNames(home, language);
}

const home = homeOf(
  [
    { id: 'main', name: '工作室主灯', room: 'studio' },
    { id: 'living', name: '客厅灯', room: 'living' },
    { id: 'grandpa', name: '爷爷台灯' },
    { id: 'l1', name: '灯1' },
    { id: 'l10', name: '灯10' },
    { id: 'left', name: '左床头灯' },
    { id: 'right', name: '右床头灯' },
    { id: 'ac', name: '空调', room: 'living', kind: 'air-conditioner' },
    { id: 'tv', name: 'TV 背景灯' },
  ],
  { rooms: { studio: '工作室', living: '客厅' } },
);

function device(sentence: string, repair = false) {
  return index(home)
    .at(sentence, 0, repair)
    .filter((match) => match.is === 'device');
}

test('the longest name stands first, and a room inside it is found too', () => {
  const found = index(home).at('工作室主灯打开', 0, false);
  assert.deepEqual(
    found.filter(({ match }) => match === 'name').map(({ is, end }) => [is, end]),
    [
      ['device', 5],
      ['room', 3],
    ],
  );
});

test('a name without its own room’s name is an alias', () => {
  assert.deepEqual(device('主灯')[0]?.ids, ['virtual:main']);
  assert.equal(device('主灯')[0]?.match, 'alias');
});

test('的 and measure words inside a name are passed over, other words are not', () => {
  assert.deepEqual(device('爷爷的台灯')[0]?.ids, ['virtual:grandpa']);
  assert.deepEqual(device('爷爷那盏台灯')[0]?.ids, ['virtual:grandpa']);
  assert.equal(
    device('爷爷和台灯').some(({ ids, end }) => ids.includes('virtual:grandpa') && end === 5),
    false,
  );
});

test('a number is compared whole', () => {
  assert.deepEqual(device('灯1')[0]?.ids, ['virtual:l1']);
  assert.deepEqual(device('灯10')[0]?.ids, ['virtual:l10']);
  assert.deepEqual(device('灯12'), []);
});

test('a piece that two names share means both, and is no piece of one', () => {
  const [shared] = device('床头灯');
  assert.deepEqual([shared?.match, shared?.ids], ['shared-word', ['virtual:left', 'virtual:right']]);
});

test('a name that is only the word for its kind says so', () => {
  assert.equal(device('空调')[0]?.onlyKind, true);
});

test('letters go on: a name does not end inside a word', () => {
  assert.deepEqual(device('tv背景灯')[0]?.ids, ['virtual:tv']);
  assert.equal(index(home).at('xtv背景灯', 1, false).length, 0);
});

test('what sounds the same is found on the second attempt only', () => {
  assert.equal(
    device('可听登').some(({ ids }) => ids.includes('virtual:living')),
    false,
  );
  const repaired = device('可听登', true).find(({ ids }) => ids.includes('virtual:living'));
  assert.equal(repaired?.end, 3);
  assert.ok((repaired?.repaired ?? 0) > 0);
});
