import type { Claim, Command, Decision } from '../core/claim.ts';
import type { Attribute, Value } from '../core/home.ts';
import type { Because, StepResult } from '../core/step.ts';

/** One ledger: append-only, typed. A receipt is a view of it. Later capabilities add event types, never a second mechanism. */
export type LedgerEvent = { readonly atMs: number; readonly receiptId?: string; readonly turnId?: string } & (
  | { readonly type: 'claim'; readonly claim: Claim; readonly arrivedAtMs: number }
  | {
      readonly type: 'decision';
      readonly decision: Decision;
      /** One for each step of the claim. */
      readonly rules: readonly number[];
      readonly decisionMs: number;
      readonly windowMs: number;
      /** For each step the command whose fate it has, also another claim's; `null` where there is none. */
      readonly commandIds?: readonly (string | null)[];
      /** For each step the state that it was measured from. */
      readonly befores?: readonly Value[];
      /** Receipts of the contests that absorbed it. */
      readonly others?: readonly string[];
    }
  | {
      readonly type: 'command';
      readonly command: Command;
      readonly fence: number;
      readonly relative: boolean;
      readonly risky: boolean;
      readonly source: string;
      /** What was confirmed when it was ordered. */
      readonly before?: Readonly<Partial<Record<Attribute, Value>>>;
    }
  | { readonly type: 'sent'; readonly commandId: string }
  | { readonly type: 'command-end'; readonly commandId: string; readonly result: StepResult['result']; readonly because?: Because }
  /** Another claim was absorbed by this receipt's. */
  | { readonly type: 'joined'; readonly other: string }
  /** A person at the device, or a reading that changed what we knew. */
  | { readonly type: 'report'; readonly device: string; readonly values: Readonly<Partial<Record<Attribute, Value>>> }
  | { readonly type: 'turn'; readonly text: string; readonly say: string; readonly outcome: string; readonly source: string }
  | { readonly type: 'revoked' }
);
