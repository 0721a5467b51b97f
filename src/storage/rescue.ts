import { randomBytes } from 'node:crypto';
import { quoted } from './database.ts';
import type { Reader } from './database.ts';
import { DocumentBatch } from './documents.ts';
import { Marks, readMarks } from './marks.ts';
import { parseEvent } from './rows.ts';
import type { NumberedEvent } from './rows.ts';
import { insertEvents } from './soon.ts';

/** Where the key of this life's marks lies: encrypted with the database, and of no use after it. */
export const secretsTable = 'CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;';

/** Moves what the last life only marked into the database, and begins this life's marks. */
export function takeUpMarks(database: Reader, path: string): { readonly marks: Marks; readonly lastSeq: number } {
  const lastKey = database.rows("SELECT value FROM secrets WHERE name = 'marks'")[0]?.[0];
  const key = randomBytes(32);
  const statements = [`INSERT OR REPLACE INTO secrets (name, value) VALUES ('marks', ${quoted(key.toString('hex'))})`];
  let lastSeq = Number(database.rows('SELECT coalesce(max(seq), 0) FROM events')[0]?.[0]);
  if (typeof lastKey === 'string') {
    const left = readMarks(path, Buffer.from(lastKey, 'hex'));
    const events = left.events.flatMap(({ seq, body }): NumberedEvent[] => {
      const event = parseEvent(body);
      return event === undefined ? [] : [{ seq, event, body }];
    });
    statements.push(...new DocumentBatch(left.documents).statements());
    if (events.length > 0) statements.push(insertEvents(events));
    for (const { seq } of events) lastSeq = Math.max(lastSeq, seq);
  }
  // The new key goes with the rescued: a crash from here on finds marks that no key opens any more, and needs none of them.
  database.exec(`BEGIN;${statements.join(';')};COMMIT`);
  return { marks: new Marks(path, key), lastSeq };
}
