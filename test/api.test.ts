/** What a maker imports. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from './support/hub.ts';

test('a hub runs in a program of one’s own', async () => {
  const { openHub, openWeb, systemClock } = await import('../dist/index.js');
  const folder = join(temporaryFolder(), 'data');
  await using hub = await openHub({ folder, clock: systemClock, locale: 'zh-CN' });
  const { outcome, say } = await hub.assistant.turn({ source: 'my-app', text: '打开客厅灯' }, AbortSignal.timeout(5_000));
  assert.deepEqual([outcome, /客厅灯/.test(say)], ['act', true]);
  await using web = await openWeb(hub, { host: '127.0.0.1', port: 0, lan: false, token: 'secret', pageFolder: folder, onTrouble: () => undefined });
  const response = await fetch(`http://127.0.0.1:${web.port}/v1/status`, { headers: { authorization: 'Bearer secret' } });
  assert.equal(response.status, 200);
});

test('the kits for adapters are published', async () => {
  const { fakeClock, memoryStorage, homeOf } = await import('../dist/testing/index.js');
  assert.deepEqual([typeof fakeClock, typeof memoryStorage, typeof homeOf], ['function', 'function', 'function']);
});
