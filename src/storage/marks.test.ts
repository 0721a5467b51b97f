import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Marks, readMarks } from './marks.ts';
import type { NumberedEvent } from './rows.ts';

const key = Buffer.alloc(32, 1);

function place(): { readonly path: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(join(tmpdir(), 'entente-marks-'));
  return { path: join(folder, 'marks'), [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

function sent(seq: number): NumberedEvent {
  const event = { type: 'sent', atMs: 1, commandId: `c${seq}` } as const;
  return { seq, event, body: JSON.stringify(event) };
}

const seqsIn = (path: string, under = key): readonly number[] => readMarks(path, under).events.map(({ seq }) => seq);

test('what was marked is read again, the newest text of a document wins, and what was forgotten is gone', () => {
  using at = place();
  const marks = new Marks(at.path, key);
  marks.add([sent(1)], [{ key: 'a\t"客"', text: '1' }], 1);
  marks.turn();
  marks.add([sent(2)], [{ key: 'a\t"客"', text: '2' }], 2);
  assert.deepEqual(seqsIn(at.path), [1, 2]);
  assert.deepEqual([...readMarks(at.path, key).documents], [['a\t"客"', '2']]);
  marks.forget(1);
  assert.deepEqual(seqsIn(at.path), [2]);
  marks.turn();
  marks.add([], [{ key: 'a\t"客"', text: undefined }], 3);
  assert.deepEqual([...readMarks(at.path, key).documents], [['a\t"客"', undefined]]);
  marks.close();
});

test('marks that could not be moved to the database are kept, and in order', () => {
  using at = place();
  const marks = new Marks(at.path, key);
  for (let seq = 1; seq <= 4; seq += 1) {
    marks.add([sent(seq)], [], seq);
    marks.turn();
  }
  assert.deepEqual(seqsIn(at.path), [1, 2, 3, 4]);
  marks.forget(4);
  assert.deepEqual(seqsIn(at.path), []);
  marks.close();
});

test('a record that was not written whole, was damaged or is of another key is none', () => {
  using at = place();
  const marks = new Marks(at.path, key);
  marks.add([sent(1)], [], 1);
  marks.add([sent(2)], [], 2);
  marks.close();
  const file = `${at.path}-0`;
  const whole = readFileSync(file);
  assert.deepEqual(seqsIn(at.path, Buffer.alloc(32, 2)), []);
  truncateSync(file, whole.length - 1);
  assert.deepEqual(seqsIn(at.path), [1]);
  appendFileSync(file, Buffer.of((whole.at(-1) ?? 0) ^ 1));
  assert.deepEqual(seqsIn(at.path), [1]);
  assert.ok(!whole.includes('sent'), 'it lies readable in the file');
});
