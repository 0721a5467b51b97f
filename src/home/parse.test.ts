import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { attributeSpecs, rangeOf } from '../core/attributes.ts';
import { attributes, kinds, type Attribute, type Device, type Value } from '../core/home.ts';
import { EntenteError } from '../core/errors.ts';
import { deviceOf } from '../testing/home-of.ts';
import { formatHome } from './format.ts';
import { parseHome } from './parse.ts';

const lamp = { id: 'virtual:lamp', name: '客厅灯', kind: 'light', state: { on: false, brightnessPercent: null } };
const good = { name: '家', locale: 'zh-CN', timeZone: 'Asia/Shanghai', devices: [lamp] };

const withDevice = (fields: object): object => ({ ...good, devices: [lamp, { ...lamp, id: 'virtual:other', ...fields }] });

const bad: readonly [string, unknown, RegExp][] = [
  ['a number', 5, /^the document: must be an object$/],
  ['a list', [], /^the document: must be an object$/],
  ['a home without devices', { ...good, devices: undefined }, /^devices: must be a list$/],
  ['an unknown field', { ...good, rum: [] }, /^rum: there is no such field$/],
  ['a field that every object has', { ...good, constructor: 1 }, /^constructor: there is no such field$/],
  ['a time zone that is none', { ...good, timeZone: 'Mars/Base' }, /^timeZone: must be a time zone/],
  ['a locale that is none', { ...good, locale: 'zh_?' }, /^locale: must be a language tag/],
  ['an unknown field of a device', withDevice({ romm: 'x' }), /^devices\[1\]\.romm: there is no such field$/],
  ['an empty id', withDevice({ id: '' }), /^devices\[1\]\.id: must not be empty$/],
  ['a name of spaces', withDevice({ name: ' \u3000' }), /^devices\[1\]\.name: must not be empty$/],
  ['a name without end', withDevice({ name: '灯'.repeat(201) }), /^devices\[1\]\.name: must not be longer than 200 characters$/],
  ['an id that is there twice', withDevice({ id: lamp.id }), /^devices\[1\]\.id: is there twice$/],
  ['a room that is not there', withDevice({ room: 'attic' }), /^devices\[1\]\.room: there is no such room$/],
  ['a floor that is not there', { ...good, rooms: [{ id: 'a', name: 'A', floor: 'f' }] }, /^rooms\[0\]\.floor: there is no such floor$/],
  ['a kind that is none', withDevice({ kind: 'lamp' }), /^devices\[1\]\.kind: must be one of light, switch, /],
  ['an attribute that is none', withDevice({ state: { brightness: 5 } }), /^devices\[1\]\.state\.brightness: there is no such field$/],
  ['an attribute with an odd name', withDevice({ state: { 'a b': 5 } }), /^devices\[1\]\.state\["a b"\]: there is no such field$/],
  ['a state that is a list', withDevice({ state: [] }), /^devices\[1\]\.state: must be an object$/],
  ['a word for a boolean', withDevice({ state: { on: 'yes' } }), /^devices\[1\]\.state\.on: must be true or false$/],
  [
    'a percentage above 100',
    withDevice({ state: { brightnessPercent: 101 } }),
    /^devices\[1\]\.state\.brightnessPercent: must be a number between 0 and 100 or null$/,
  ],
  [
    'a value outside its own limits',
    withDevice({ kind: 'air-conditioner', limits: { targetTemperatureCelsius: { max: 30 } }, state: { targetTemperatureCelsius: 31 } }),
    /^devices\[1\]\.state\.targetTemperatureCelsius: must be a number between 16 and 30 or null$/,
  ],
  [
    'limits in the wrong order',
    withDevice({ limits: { brightnessPercent: { min: 9, max: 3 } } }),
    /^devices\[1\]\.limits\.brightnessPercent\.max: must be at least min$/,
  ],
  ['limits of a switch', withDevice({ limits: { on: {} } }), /^devices\[1\]\.limits\.on: there is no such field$/],
  ['a colour that is none', withDevice({ state: { color: '#12' } }), /^devices\[1\]\.state\.color: must be a CSS colour name or #rrggbb$/],
  ['a role that is none', { ...good, people: [{ id: 'p', name: 'P', role: 'king' }] }, /^people\[0\]\.role: must be one of owner, adult, child, guest$/],
  [
    'too many devices',
    { ...good, devices: Array.from({ length: 2001 }, (_, index) => ({ ...lamp, id: `l${index}` })) },
    /^devices: must not have more than 2000$/,
  ],
  [
    'several faults',
    withDevice({ name: '', kind: 5, risky: 'no' }),
    /^devices\[1\]\.name: .*; devices\[1\]\.kind: .*; devices\[1\]\.risky: must be true or false$/,
  ],
];

for (const [what, document, message] of bad) {
  test(`${what} is refused with its path`, () => {
    assert.throws(
      () => parseHome(document),
      (error) => error instanceof EntenteError && error.code === 'home/bad-file' && message.test(error.message) && !error.message.includes('客厅'),
    );
  });
}

test('what may be absent is filled in', () => {
  assert.deepEqual(parseHome(good), {
    name: '家',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    floors: [],
    rooms: [],
    people: [],
    devices: [deviceOf({ ...lamp, kind: 'light' })],
  });
});

test("a device's own words are taken as its state", () => {
  const home = parseHome(withDevice({ kind: 'tv', options: { source: ['HDMI 1'] }, state: { source: '爱奇艺', mode: '影院' } }));
  assert.deepEqual(home.devices[1]?.state, { source: '爱奇艺', mode: '影院' });
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => /\S/.test(text) && text.length <= 200);

function valueOf(device: Device, attribute: Attribute): fc.Arbitrary<Value> {
  const { type } = attributeSpecs[attribute];
  if (attribute === 'color') return fc.constantFrom('red', '#00ff7F', null);
  if (type === 'boolean') return fc.option(fc.boolean());
  if (type === 'number') return fc.option(fc.double({ ...rangeOf(device, attribute), noNaN: true, noDefaultInfinity: true }).map((value) => value + 0));
  return fc.option(fc.constantFrom('paused', 'cool', '影院'));
}

const state = (device: Device): fc.Arbitrary<Device['state']> =>
  fc.subarray([...attributes]).chain((some) => fc.record(Object.fromEntries(some.map((attribute) => [attribute, valueOf(device, attribute)]))));

const devices = fc.uniqueArray(
  fc
    .record({
      id: text,
      name: text,
      aliases: fc.array(text, { maxLength: 3 }),
      room: fc.constantFrom('r1', 'r2'),
      kind: fc.constantFrom(...kinds),
      risky: fc.boolean(),
      exposed: fc.boolean(),
      limits: fc.constantFrom({}, { brightnessPercent: { min: 10 }, targetTemperatureCelsius: { min: 16, max: 30, step: 0.5 } }),
      options: fc.constantFrom({}, { mode: ['cool', '影院'] }),
    })
    .chain((sketch) => state(deviceOf(sketch)).map((state) => deviceOf({ ...sketch, id: `virtual:${sketch.id}`, state }))),
  { selector: ({ id }) => id, maxLength: 8 },
);

const homes = fc.record({
  name: text,
  locale: fc.constantFrom('zh-CN', 'en'),
  timeZone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin'),
  floors: fc.constantFrom([], [{ id: 'f', name: '一楼', aliases: ['楼下'] }]),
  rooms: fc.constant([
    { id: 'r1', name: '客厅', aliases: [] },
    { id: 'r2', name: '卧室', aliases: ['睡房'] },
  ]),
  people: fc.constant([{ id: 'p', name: '王芳', aliases: ['妈妈'], role: 'owner' as const }]),
  devices,
});

test('a home written as a file and read again is the same home', () => {
  fc.assert(
    fc.property(homes, (home) => {
      const file: unknown = JSON.parse(JSON.stringify(formatHome(home)));
      assert.deepEqual(parseHome(file), JSON.parse(JSON.stringify(home)));
    }),
    { numRuns: 200 },
  );
});

test('live values are written in place of those of the home, and what no longer fits as unknown', () => {
  const home = parseHome(good);
  const file = formatHome(home, (_, attribute) => (attribute === 'on' ? true : 300));
  assert.deepEqual(file.devices[0]?.state, { on: true, brightnessPercent: null });
});

test('whatever JSON is read as a home gives a home or a clear error', () => {
  const nearly = fc.letrec((tie) => ({
    any: fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('devices', 'rooms', 'id', 'name', 'state', 'kind', 'on', '__proto__', 'limits'), tie('any')),
      fc.array(tie('any'), { maxLength: 3 }),
    ),
  })).any;
  fc.assert(
    fc.property(
      fc.oneof(
        nearly,
        nearly.map((devices) => ({ ...good, devices: [devices] })),
      ),
      (document) => {
        try {
          parseHome(document);
        } catch (error) {
          assert.ok(error instanceof EntenteError);
          assert.match(error.message, /^[^:]+: /);
        }
      },
    ),
    { numRuns: 300 },
  );
});
