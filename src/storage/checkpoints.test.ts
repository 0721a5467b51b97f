import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Checkpoints } from './checkpoints.ts';
import { openReader, openWriter } from './database.ts';
import { GroupCommit } from './group-commit.ts';

test('under constant writing the log is written over, and does not grow without end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-checkpoints-'));
  const path = join(folder, 'a.db');
  const reader = openReader(path, 'key');
  reader.exec('PRAGMA journal_mode = WAL; CREATE TABLE numbers (number INTEGER)');
  const [writer, mover] = [await openWriter(path, 'key'), await openWriter(path, 'key')];
  try {
    const commits = new GroupCommit(writer, () => checkpoints.committed());
    const checkpoints = new Checkpoints(mover, () => commits, 50);
    for (let number = 0; number < 1_000; number += 1) await commits.add(`INSERT INTO numbers VALUES (${number})`);
    await checkpoints.atRest;
    // A page and its head for each transaction, at least.
    assert.ok(statSync(`${path}-wal`).size < 500 * 4_096, `${statSync(`${path}-wal`).size} bytes`);
    assert.ok(statSync(path).size > 2 * 4_096, 'nothing was moved');
    assert.deepEqual(reader.rows('SELECT count(*), sum(number) FROM numbers'), [[1_000, 499_500]]);
  } finally {
    for (const one of [writer, mover, reader]) one.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
