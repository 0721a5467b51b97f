import type { LedgerEvent } from '../ports/ledger.ts';
import { quoted } from './database.ts';

/** An event and its place in the ledger. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: LedgerEvent;
  /** The event as JSON: it is written more than once. */
  readonly body: string;
}

/** The event as one row of `VALUES`: seq, type, atMs, receiptId, body. */
export function rowOf({ seq, event, body }: NumberedEvent): string {
  const receipt = event.receiptId === undefined ? 'NULL' : quoted(event.receiptId);
  const atMs = Number.isFinite(event.atMs) ? event.atMs : 0;
  return `(${seq},${quoted(event.type)},${atMs},${receipt},${quoted(body)})`;
}

/** A row's body. `undefined` for what a newer version wrote and this one does not know. */
export function parseEvent(body: string): LedgerEvent | undefined {
  const value: unknown = JSON.parse(body);
  return isEvent(value) ? value : undefined;
}

function isEvent(value: unknown): value is LedgerEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && value.type in known;
}

const known: Readonly<Record<LedgerEvent['type'], true>> = {
  claim: true,
  decision: true,
  command: true,
  sent: true,
  'command-end': true,
  joined: true,
  report: true,
  turn: true,
  revoked: true,
};
