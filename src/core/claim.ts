import type { Attribute, Value } from './home.ts';
import type { Action, Step, StepResult } from './step.ts';

/** Where a wish came from (arbitration, *Words*). */
export type Origin = 'heard' | 'direct' | 'automation' | 'unsure';

/** A source says that it wants these effects now. */
export interface Claim {
  /** Ecosystem plus account: `page`, `homekit:<pairing>`, `aligenie:<account>`, `timer`. */
  readonly source: string;
  readonly origin: Origin;
  readonly messageId?: string;
  readonly utteranceId?: string;
  /** The speaker's room, by id. */
  readonly room?: string;
  /** When the words were heard, by the source's clock; milliseconds since the Unix epoch. */
  readonly heardAtMs?: number;
  readonly steps: readonly Step[];
  /** 0 to 1. */
  readonly confidence?: number;
  /** The turn this belongs to in the ledger. */
  readonly turnId?: string;
  /** True when the person has said yes to what is risky, or the ecosystem authenticated them. Default false. */
  readonly confirmed?: boolean;
  /** Whether it comes through a cloud (a longer window) or is local. Default local. */
  readonly viaCloud?: boolean;
}

export interface Decision {
  readonly decision: 'won' | 'already-done' | 'lost' | 'declined';
  readonly receiptId: string;
  readonly results: readonly StepResult[];
}

/** One command to one device: a change made absolute, or an action. Several attributes of one family travel together. */
export interface Command {
  readonly commandId: string;
  readonly device: string;
  readonly set?: Readonly<Partial<Record<Attribute, Exclude<Value, null>>>>;
  readonly run?: Action;
  /** For `clean-room`: a room's id. */
  readonly room?: string;
}

/** A line of `GET /v1/actuations`: what was really sent. */
export interface Actuation extends Command {
  readonly atMs: number;
  readonly receiptId: string;
  readonly source: string;
  readonly result: StepResult['result'];
}

/** Why: a view of the ledger, contracts §3. */
export interface Receipt {
  readonly id: string;
  readonly atMs: number;
  readonly decisionMs: number;
  readonly windowMs: number;
  readonly claims: readonly ReceiptClaim[];
}

export interface ReceiptClaim {
  readonly source: string;
  readonly origin: Origin;
  readonly messageId?: string;
  readonly utteranceId?: string;
  readonly turnId?: string;
  readonly arrivedAtMs: number;
  readonly steps: readonly (Step & Omit<StepResult, 'device' | 'attribute' | 'action'> & { readonly rule: number })[];
}
