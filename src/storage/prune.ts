/** At most so many go at once: others wait for the same transaction. */
const rowsAtOnce = 1_500;

/**
 * Removes events, oldest first, that are older than `beforeMs` or numbered at most `untilSeq`. A receipt goes whole or not at all, so it goes when its
 * last event may; while a command of it is open it stays.
 */
export function pruneStatement(beforeMs: number, untilSeq: number): string {
  const old = (row: string): string => `(${row}.seq <= ${untilSeq} OR ${row}.atMs < ${beforeMs})`;
  return `DELETE FROM events WHERE seq IN (
    SELECT one.seq FROM (SELECT seq, atMs, receiptId FROM events ORDER BY seq LIMIT ${rowsAtOnce}) AS one
    WHERE ${old('one')} AND (one.receiptId IS NULL OR (
      NOT EXISTS (SELECT 1 FROM events AS young WHERE young.receiptId = one.receiptId AND NOT ${old('young')})
      AND (SELECT count(*) FROM events AS begun WHERE begun.receiptId = one.receiptId AND begun.type = 'command')
        <= (SELECT count(*) FROM events AS ended WHERE ended.receiptId = one.receiptId AND ended.type IN ('command-end', 'revoked'))
    )))`;
}
