import type { ToldReceipt } from './shapes.ts';

export type ToldClaim = ToldReceipt['claims'][number];

/** The claim that a receipt is about. The others are those that it absorbed, or that absorbed it. */
export function ownClaim({ atMs, claims }: ToldReceipt): ToldClaim | undefined {
  return claims.find(({ arrivedAtMs }) => arrivedAtMs === atMs) ?? claims[0];
}

/** The claims that were the same words heard by another, apart from the receipt's own. */
export function otherClaims(receipt: ToldReceipt): readonly ToldClaim[] {
  const own = ownClaim(receipt);
  return receipt.claims.filter((claim) => claim !== own);
}

export const isContest = ({ claims }: ToldReceipt): boolean => claims.length > 1;

/** One line for one utterance: a claim that was absorbed whole is told by the receipt that absorbed it, where that one is there. */
export function withoutEchoes(receipts: readonly ToldReceipt[]): readonly ToldReceipt[] {
  const tellers = new Set(receipts.filter((receipt) => !isAbsorbed(receipt)).map((receipt) => keyOf(ownClaim(receipt))));
  return receipts.filter((receipt) => !isAbsorbed(receipt) || !receipt.claims.some((claim) => claim !== ownClaim(receipt) && tellers.has(keyOf(claim))));
}

function isAbsorbed(receipt: ToldReceipt): boolean {
  const own = ownClaim(receipt);
  return receipt.claims.length > 1 && own !== undefined && own.steps.every(({ result, rule }) => result === 'lost' && rule === 4);
}

const keyOf = (claim: ToldClaim | undefined): string => JSON.stringify([claim?.source, claim?.arrivedAtMs]);

/** Milliseconds as people read them: "0.4", "3.2", "181". */
export function msText(ms: number): string {
  return String(ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms));
}
