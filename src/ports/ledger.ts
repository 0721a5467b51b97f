import type { Claim, Command, Decision } from '../core/claim.ts';
import type { Attribute, Value } from '../core/home.ts';
import type { StepResult } from '../core/step.ts';

/** One ledger: append-only, typed. A receipt is a view of it. Later capabilities add event types, never a second mechanism. */
export type LedgerEvent = { readonly atMs: number; readonly receiptId?: string; readonly turnId?: string } & (
  | { readonly type: 'claim'; readonly claim: Claim; readonly arrivedAtMs: number }
  | { readonly type: 'decision'; readonly decision: Decision; readonly rules: readonly number[]; readonly decisionMs: number; readonly windowMs: number }
  | {
      readonly type: 'command';
      readonly command: Command;
      readonly fence: number;
      readonly relative: boolean;
      readonly risky: boolean;
      readonly source: string;
    }
  | { readonly type: 'sent'; readonly commandId: string }
  | { readonly type: 'command-end'; readonly commandId: string; readonly result: StepResult['result'] }
  /** A person at the device, or a reading that changed what we knew. */
  | { readonly type: 'report'; readonly device: string; readonly values: Readonly<Partial<Record<Attribute, Value>>> }
  | { readonly type: 'turn'; readonly text: string; readonly say: string; readonly outcome: string; readonly source: string }
  | { readonly type: 'revoked' }
);
