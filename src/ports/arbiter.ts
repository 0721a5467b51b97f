import type { Actuation, Claim, Decision, Receipt } from '../core/claim.ts';
import type { StepResult } from '../core/step.ts';

/** A decision, and what became of it. */
export interface Decided extends Decision {
  /** Resolves when every command of it ended, or `waitMs` after asking: never rejects. Steps still open are `pending`. */
  settled(waitMs: number): Promise<readonly StepResult[]>;
}

/** The one fence as others see it. Whatever moves a device goes through `claim`. */
export interface Arbiter {
  /** Decided within 500 ms, whatever the device does. @throws EntenteError `arbitration/bad-claim` naming the wrong field. */
  claim(claim: Claim): Promise<Decided>;
  receipt(id: string): Receipt | undefined;
  receipts(sinceMs: number): readonly Receipt[];
  actuations(sinceMs: number): readonly Actuation[];
}
