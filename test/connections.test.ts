/** What the page's connections stand on: Home Assistant looked at, taken in and let go; who is paired let go; the way in tried out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../src/core/system-clock.ts';
import { Peer, token } from '../src/ecosystems/home-assistant/peer.test.ts';
import { entrance as aligenie } from '../src/ecosystems/aligenie/aligenie.ts';
import { testReach } from '../src/ecosystems/aligenie/reach-test.ts';
import { assembleHub, type Hub } from '../src/hub.ts';
import { homeOf } from '../src/testing/home-of.ts';
import { memoryStorage } from '../src/testing/memory-storage.ts';
import { eventually } from './support/hub.ts';

const signal = AbortSignal.timeout(60_000);
const plain = { supported_color_modes: ['onoff'] };
const home = homeOf([{ id: 'lamp', name: '灯' }]);

async function peer(): Promise<Peer> {
  const started = new Peer();
  started.areas = [{ area_id: 'living', name: '客厅', aliases: [], floor_id: null }];
  started.put('light.a', 'off', { friendly_name: '主灯', ...plain }, { unique_id: 'a', area_id: 'living' });
  started.put('automation.b', 'on', { friendly_name: '早晨' }, { unique_id: 'b' });
  started.components = ['homekit'];
  await started.start();
  return started;
}

const partOf = (hub: Hub, id: string): string | undefined => hub.status().parts.find((part) => part.id === id)?.state;
const lamp = 'home-assistant:a';

test('a Home Assistant is looked at without being kept, taken in, found again after a restart, and let go', async () => {
  await using assistant = await peer();
  const storage = memoryStorage();
  const settings = { url: assistant.url, token };
  let hub = await assembleHub(storage, { clock: systemClock, locale: 'zh-CN', home });
  assert.deepEqual([hub.homeAssistant.view().phase, partOf(hub, 'home-assistant')], ['none', 'missing']);

  const found = await hub.homeAssistant.look(settings, signal);
  assert.deepEqual([found.rooms, found.devices, found.hasHomeKitBridge], [['客厅'], [{ name: '主灯', kind: 'light' }], true]);
  assert.deepEqual(
    found.leftOut.map(({ entityId, because }) => [entityId, because['zh-CN'] !== '', because.en !== '']),
    [['automation.b', true, true]],
  );
  assert.equal(hub.homeAssistant.view().phase, 'none');
  await assert.rejects(hub.homeAssistant.look({ ...settings, token: 'wrong' }, signal), { code: 'home-assistant/refused' });
  await assert.rejects(hub.homeAssistant.connect({ url: 'nowhere', token }), { code: 'home-assistant/bad-settings', message: /^url: / });
  await assert.rejects(hub.homeAssistant.connect(null), { code: 'home-assistant/bad-settings' });
  assert.equal(hub.homeAssistant.view().phase, 'none');

  await hub.homeAssistant.connect(settings);
  await eventually('it is ready', async () => hub.homeAssistant.view().phase === 'ready');
  assert.equal(JSON.stringify(hub.homeAssistant.view()).includes(token), false);
  assert.equal(hub.homeAssistant.view().devices, 1);
  // Its own HomeKit bridge may show this lamp to Siri past us.
  assert.deepEqual([hub.status().devices.watched, partOf(hub, 'home-assistant')], [[lamp], 'ready']);
  const on = { source: 'page', origin: 'direct' as const, steps: [{ device: lamp, do: 'set' as const, attribute: 'on' as const, value: true }] };
  assert.equal((await hub.arbiter.claim(on)).decision, 'won');
  await eventually('the lamp was told', async () => assistant.calls.length === 1);

  const disk = storage.crashed();
  await hub[Symbol.asyncDispose]();
  hub = await assembleHub(disk, { clock: systemClock, locale: 'zh-CN' });
  await eventually('it is connected again', async () => hub.homeAssistant.view().phase === 'ready');
  await hub.homeAssistant.disconnect();
  assert.deepEqual([hub.homeAssistant.view().phase, hub.homeAssistant.view().devices], ['none', 0]);
  assert.deepEqual(
    hub.view.home.devices.map(({ id }) => id),
    ['virtual:lamp'],
  );
  assert.equal(JSON.stringify(disk.list('')).includes(token), false, 'the token is forgotten');
  await hub[Symbol.asyncDispose]();
});

test('nobody is let go who is not there, and nothing is tried that has no address', async () => {
  const entrances = [{ entrance: aligenie, settings: {} }];
  await using hub = await assembleHub(memoryStorage(), { clock: systemClock, locale: 'zh-CN', home, entrances });
  for (const [entrance, who] of [['aligenie', 'nobody'], ['aligenie'], ['none']] as const) {
    await assert.rejects(hub.forgetPaired(entrance, who), { code: 'ecosystems/no-such-pairing' });
  }
  await assert.rejects(hub.tryEntrance('aligenie', signal), { code: 'ecosystems/no-such-test' });
  await assert.rejects(hub.tryEntrance('none', signal), { code: 'ecosystems/no-such-test' });
});

test('the way in is told to work only when this hub answers at the end of it', async () => {
  const urls = { authorizeUrl: 'https://home.example/oauth/authorize', apiUrl: 'https://home.example/ecosystems/aligenie' };
  const hub = await assembleHub(memoryStorage(), {
    clock: systemClock,
    locale: 'zh-CN',
    home,
    entrances: [{ entrance: aligenie, settings: { publicUrl: 'https://home.example' } }],
  });
  const tried = async (answer: (request: Request) => Promise<Response | undefined>): Promise<readonly string[]> => {
    const fetch = async (...asked: ConstructorParameters<typeof Request>): Promise<Response> => {
      const response = await answer(new Request(...asked));
      if (response === undefined) throw new TypeError('fetch failed');
      return response;
    };
    return (await testReach(urls, { fetch, clock: systemClock, signal })).map(({ is }) => is);
  };
  const form = async (): Promise<Response> => new Response('<p>', { status: 400, headers: { 'content-type': 'text/html; charset=utf-8' } });
  assert.deepEqual(await tried(async (request) => (await hub.handle(request)) ?? form()), ['ok', 'ok']);
  assert.deepEqual(await tried(async () => undefined), ['no-answer', 'no-answer']);
  assert.deepEqual(await tried(async () => Response.json({ header: { messageId: 'another' } })), ['another', 'another']);
  assert.deepEqual(await tried(async () => new Response('<p>bad gateway', { status: 502, headers: { 'content-type': 'text/html' } })), ['another', 'another']);
  await hub[Symbol.asyncDispose]();
});
