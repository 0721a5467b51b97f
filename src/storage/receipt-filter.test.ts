import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeClock } from '../testing/fake-clock.ts';
import { openReader } from './database.ts';
import { ReceiptFilter } from './receipt-filter.ts';

const idOf = (index: number): string => `receipt-${index}`;

test('what earlier lives wrote is never said to be absent, and hardly anything is asked for in vain', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'entente-filter-'));
  const reader = openReader(join(folder, 'a.db'), 'key');
  const stop = new AbortController();
  try {
    reader.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, receiptId TEXT)');
    const old = Array.from({ length: 3_000 }, (_, index) => idOf(index));
    reader.exec(`INSERT INTO events (receiptId) VALUES ${old.map((id) => `('${id}')`).join(',')}`);
    const clock = fakeClock();
    const filter = new ReceiptFilter(reader, clock, stop.signal);
    const reading = filter.read();
    filter.add('written meanwhile');
    assert.ok(filter.mayHave('not there'), 'before all is read nothing is known to be absent');
    await clock.advance(10_000);
    await reading;
    for (const id of [...old, 'written meanwhile']) assert.ok(filter.mayHave(id), id);
    const inVain = Array.from({ length: 10_000 }, (_, index) => idOf(10_000 + index)).filter((id) => filter.mayHave(id));
    assert.ok(inVain.length < 20, `${inVain.length} of 10,000 would be looked for in vain`);
  } finally {
    stop.abort();
    reader.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
