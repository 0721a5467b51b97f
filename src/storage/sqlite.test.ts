import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '../core/system-clock.ts';
import type { LedgerEvent } from '../ports/ledger.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { openStorage } from './sqlite.ts';

const secret = '客厅灯的秘密';

function turn(text: string, atMs = 1, receiptId?: string): LedgerEvent {
  return { type: 'turn', atMs, text, say: '', outcome: 'act', source: 'page', ...(receiptId === undefined ? {} : { receiptId }) };
}

function folder(): { readonly path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'entente-storage-'));
  return { path: join(path, 'data'), [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

const textsOf = (events: readonly LedgerEvent[]): readonly string[] => events.map((event) => (event.type === 'turn' ? event.text : event.type));

test('what was appended and put is there after closing and opening again', async () => {
  using place = folder();
  {
    await using storage = await openStorage({ folder: place.path, clock: systemClock });
    await storage.append([turn('一', 10, 'r1'), turn("it's", 20, 'r2')]);
    storage.appendSoon([turn('三', 30, 'r1')]);
    storage.put('state/lamp', { on: true });
    storage.put('state/lamp', { on: false });
    storage.put('state/gone', 1);
    storage.remove('state/gone');
    await storage.putNow([{ key: 'home', value: { name: '家' } }]);
  }
  await using storage = await openStorage({ folder: place.path, clock: systemClock });
  assert.deepEqual(textsOf(storage.events(['turn'], 0)), ['一', "it's", '三']);
  assert.deepEqual(textsOf(storage.events(['turn'], 20)), ["it's", '三']);
  assert.deepEqual(textsOf(storage.receiptEvents('r1')), ['一', '三']);
  assert.deepEqual(storage.get('state/lamp'), { on: false });
  assert.equal(storage.get('state/gone'), undefined);
  assert.deepEqual(storage.list('state/'), [{ key: 'state/lamp', value: { on: false } }]);
  assert.deepEqual(storage.get('home'), { name: '家' });
});

test('what waits to be written is read as if it were', async () => {
  using place = folder();
  const clock = fakeClock();
  await using storage = await openStorage({ folder: place.path, clock });
  await storage.append([turn('一')]);
  storage.appendSoon([turn('二')]);
  storage.put('a', 1);
  assert.deepEqual(textsOf(storage.events(['turn'], 0)), ['一', '二']);
  assert.equal(storage.get('a'), 1);
  assert.deepEqual(storage.list(''), [{ key: 'a', value: 1 }]);
  await clock.advance(1_000);
  await storage.append([turn('三')]);
  assert.deepEqual(textsOf(storage.events(['turn'], 0)), ['一', '二', '三']);
});

test('nothing a family said lies readable in the folder, and nobody else may enter it', async () => {
  using place = folder();
  await using storage = await openStorage({ folder: place.path, clock: systemClock });
  await storage.append([turn(secret)]);
  storage.appendSoon([turn(secret)]);
  await storage.putNow([{ key: secret, value: secret }]);
  assert.equal(statSync(place.path).mode & 0o777, 0o700);
  for (const file of readdirSync(place.path)) {
    assert.equal(statSync(join(place.path, file)).mode & 0o077, 0, `${file} is open to others`);
    assert.ok(!readFileSync(join(place.path, file)).includes(secret), `${file} tells the secret`);
  }
});

test('a second hub on the same folder is refused, and let in when the first has closed', async () => {
  using place = folder();
  const first = await openStorage({ folder: place.path, clock: systemClock });
  await assert.rejects(openStorage({ folder: place.path, clock: systemClock }), { code: 'storage/in-use' });
  await first[Symbol.asyncDispose]();
  await using second = await openStorage({ folder: place.path, clock: systemClock });
  assert.equal(second.get('a'), undefined);
});

test('another key is told from damage', async () => {
  using place = folder();
  await (await openStorage({ folder: place.path, clock: systemClock }))[Symbol.asyncDispose]();
  await assert.rejects(openStorage({ folder: place.path, clock: systemClock, key: 'another' }), { code: 'storage/wrong-key' });
  await (await openStorage({ folder: place.path, clock: systemClock }))[Symbol.asyncDispose]();
  for (const suffix of ['-wal', '-shm']) rmSync(join(place.path, `entente.db${suffix}`), { force: true });
  writeFileSync(join(place.path, 'entente.db'), Buffer.alloc(8_192, 7));
  await assert.rejects(openStorage({ folder: place.path, clock: systemClock }), { code: 'storage/corrupt' });
});

test('data without its key is said to be that, and no new key is made', async () => {
  using place = folder();
  await (await openStorage({ folder: place.path, clock: systemClock }))[Symbol.asyncDispose]();
  rmSync(join(place.path, 'key'));
  await assert.rejects(openStorage({ folder: place.path, clock: systemClock }), { code: 'storage/key-missing' });
});

test('a key that was given stands in no file', async () => {
  using place = folder();
  await using storage = await openStorage({ folder: place.path, clock: systemClock, key: 'correct horse' });
  await storage.append([turn('一')]);
  assert.ok(!readdirSync(place.path).includes('key'));
});

test('old events go, but no receipt loses a part and no open command is forgotten', async () => {
  using place = folder();
  const clock = fakeClock();
  const command: LedgerEvent = {
    type: 'command',
    atMs: clock.nowMs(),
    receiptId: 'open',
    command: { commandId: 'c1', device: 'virtual:lamp', set: { on: true } },
    fence: 1,
    relative: false,
    risky: false,
    source: 'page',
  };
  await using storage = await openStorage({ folder: place.path, clock, keepEvents: 1_500 });
  await storage.append([command]);
  for (let count = 0; count < 60; count += 1) {
    await storage.append(Array.from({ length: 100 }, (_, index) => turn(`${count}`, clock.nowMs(), `r${count}-${index >> 1}`)));
  }
  await storage.append([turn('last', clock.nowMs())]);
  const left = storage.events(['turn', 'command'], 0);
  assert.ok(left.length < 3_600, `${left.length} events are left of 6002`);
  assert.ok(left.length >= 1_500, `only ${left.length} events are left`);
  assert.equal(left[0]?.type, 'command');
  for (let index = 0; index < 50; index += 1) {
    for (let count = 0; count < 60; count += 1) assert.ok(storage.receiptEvents(`r${count}-${index}`).length % 2 === 0);
  }
});

test('what cannot be written is an error, and what waited with it is not lost', async () => {
  using place = folder();
  await using storage = await openStorage({ folder: place.path, clock: systemClock });
  assert.throws(() => storage.put('a', () => 1), { code: 'storage/failed' });
  storage.put('b', 2);
  await storage.putNow([{ key: 'c', value: 3 }]);
  assert.deepEqual(storage.list(''), [
    { key: 'b', value: 2 },
    { key: 'c', value: 3 },
  ]);
});

const writerProgram = `
  import { openStorage } from ${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)};
  import { systemClock } from ${JSON.stringify(new URL('../core/system-clock.ts', import.meta.url).href)};
  const storage = await openStorage({ folder: process.argv[1], clock: systemClock });
  for (let count = 0; ; count += 1) {
    await storage.append([{ type: 'turn', atMs: systemClock.nowMs(), text: 'durable ' + count, say: '', outcome: 'act', source: 'page' }]);
    storage.put('count', count);
    storage.appendSoon([{ type: 'sent', atMs: systemClock.nowMs(), commandId: 'c' + count }]);
    process.stdout.write(count + '\\n');
  }`;

test('killed in the middle of writing, everything that was answered is there and the folder is free', async () => {
  using place = folder();
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', writerProgram, place.path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.length > 300 + round * 200) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const answered = output.slice(0, output.lastIndexOf('\n')).split('\n').map(Number);
    const last = answered.at(-1) ?? 0;
    assert.ok(last > 50);
    await using storage = await openStorage({ folder: place.path, clock: systemClock });
    const events = storage.events(['turn', 'sent'], 0).map((event) => (event.type === 'turn' ? event.text : event.type === 'sent' ? event.commandId : ''));
    const expected = answered.flatMap((count) => [`durable ${count}`, `c${count}`]);
    const start = events.lastIndexOf('durable 0');
    assert.deepEqual(events.slice(start, start + expected.length), expected);
    assert.ok(Number(storage.get('count')) >= last, 'a document that was put before an event was kept is kept too');
  }
});
