/** How other ecosystems come in: through the same fence, and told the truth afterwards. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EntenteError } from '../src/core/errors.ts';
import { systemClock } from '../src/core/system-clock.ts';
import { assembleHub } from '../src/hub.ts';
import type { Entrance, EntranceContext } from '../src/ports/entrance.ts';
import { homeOf } from '../src/testing/home-of.ts';
import { memoryStorage } from '../src/testing/memory-storage.ts';

test('an entrance claims, is told the state and new names, keeps its papers, and one that fails harms nobody', async () => {
  const told: unknown[] = [];
  let context: EntranceContext | undefined;
  const noting: Entrance = {
    id: 'noting',
    name: {},
    open: async (settings, given) => {
      context = given;
      told.push(settings);
      return {
        publish: (device, attribute, value) => void told.push([device, attribute, value]),
        homeChanged: () => void told.push(given.home.home.devices[0]?.name),
        handle: async ({ url }) => (new URL(url).pathname === '/ecosystems/noting' ? new Response('noted') : undefined),
        pairing: () => ({ code: '1234' }),
        [Symbol.asyncDispose]: async () => void told.push('closed'),
      };
    },
  };
  const broken: Entrance = {
    id: 'broken',
    name: {},
    open: async () => {
      throw new EntenteError('ecosystems/port-taken', 'the port is taken');
    },
  };
  const storage = memoryStorage();
  const home = homeOf([{ id: 'lamp', name: '灯', state: { on: false } }]);
  const hub = await assembleHub(storage, {
    clock: systemClock,
    locale: 'zh-CN',
    home,
    entrances: [
      { entrance: broken, settings: {} },
      { entrance: noting, settings: { port: 1 } },
    ],
  });
  assert.ok(context);
  const { decision } = await context.claim({
    source: 'noting:phone',
    origin: 'unsure',
    steps: [{ device: 'virtual:lamp', do: 'set', attribute: 'on', value: true }],
  });
  assert.equal(decision, 'won');
  await hub.patchDevice('virtual:lamp', { name: '吊灯' });
  assert.deepEqual(told, [{ port: 1 }, ['virtual:lamp', 'on', true], '吊灯']);
  assert.equal(await (await hub.handle(new Request('http://localhost/ecosystems/noting')))?.text(), 'noted');
  assert.equal(await hub.handle(new Request('http://localhost/ecosystems/none')), undefined);
  assert.deepEqual(Reflect.get(hub.pairing(), 'noting'), { code: '1234' });
  const partOf = (id: string): string | undefined => hub.status().parts.find((part) => part.id === id)?.state;
  assert.deepEqual([partOf('noting'), partOf('broken')], ['ready', 'failed']);
  await context.saveNow?.('pairing', { key: 1 });
  assert.deepEqual(storage.get('noting/pairing'), { key: 1 });
  await hub[Symbol.asyncDispose]();
  assert.equal(told.at(-1), 'closed');
});
