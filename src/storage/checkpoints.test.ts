import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Clock } from '../core/clock.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { Checkpoints } from './checkpoints.ts';
import { openReader, openWriter } from './database.ts';
import { GroupCommit } from './group-commit.ts';

const never = new AbortController().signal;

/** A database of numbers, and checkpoints over it. */
async function open(clock: Clock, mostTransactions?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'entente-checkpoints-'));
  const path = join(folder, 'a.db');
  const reader = openReader(path, 'key');
  reader.exec('PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER)');
  const [writer, mover] = [await openWriter(path, 'key'), await openWriter(path, 'key')];
  const commits = new GroupCommit(writer, () => checkpoints.committed());
  const checkpoints = new Checkpoints({ clock, signal: never, mover, commits: () => commits, ...(mostTransactions !== undefined && { mostTransactions }) });
  return {
    path,
    reader,
    checkpoints,
    add: async (number: number) => commits.add(`INSERT INTO numbers VALUES (${number})`),
    [Symbol.dispose]: () => {
      for (const one of [writer, mover, reader]) one.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

test('under constant writing the log is written over, and does not grow without end', async () => {
  using database = await open(fakeClock(), 50);
  for (let number = 0; number < 1_000; number += 1) await database.add(number);
  await database.checkpoints.atRest;
  // A page and its head for each transaction, at least.
  const { size } = statSync(`${database.path}-wal`);
  assert.ok(size < 500 * 4_096, `${size} bytes`);
  assert.ok(statSync(database.path).size > 2 * 4_096, 'nothing was moved');
  assert.deepEqual(database.reader.rows('SELECT count(*), sum(number) FROM numbers'), [[1_000, 499_500]]);
});

test('what was written is moved when it grows quiet, and not before', async () => {
  const clock = fakeClock();
  using database = await open(clock);
  const before = statSync(database.path).size;
  for (let number = 0; number < 100; number += 1) {
    await database.add(number);
    await clock.advance(100);
  }
  assert.equal(statSync(database.path).size, before);
  await clock.advance(500);
  await database.checkpoints.atRest;
  assert.ok(statSync(database.path).size > before);
});
