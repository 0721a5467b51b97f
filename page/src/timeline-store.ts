import { signal } from '@preact/signals';
import { ask } from './call.ts';
import { parseReceipt, parseReceipts, type ToldReceipt } from './shapes.ts';

/** Newest first. */
export const receipts = signal<readonly ToldReceipt[]>([]);

const kept = 200;
const dayMs = 86_400_000;

/** The last day, or what came since the newest that is shown. @throws CallError */
export async function loadReceipts(): Promise<void> {
  const newestMs = receipts.value[0]?.atMs;
  const sinceMs = newestMs === undefined ? Date.now() - dayMs : newestMs - 60_000;
  const asked = nextAsk();
  merge(parseReceipts(await ask('GET', `/v1/receipts?sinceMs=${Math.floor(sinceMs)}`)), asked);
}

const waiting = new Set<string>();
let fetching: ReturnType<typeof setTimeout> | undefined;

/** A decision was told. Several in one breath are fetched together; what is still pending is looked at again. */
export function receiptDecided(id: string): void {
  waiting.add(id);
  fetching ??= setTimeout(() => {
    fetching = undefined;
    const ids = [...waiting];
    waiting.clear();
    void (ids.length > 8 ? loadReceipts() : Promise.all(ids.map(mergeOne))).catch(() => undefined);
  }, 80);
}

async function mergeOne(id: string): Promise<void> {
  const asked = nextAsk();
  merge([await loadReceipt(id)], asked);
}

let asks = 0;
const nextAsk = (): number => (asks += 1);
/** Which question each receipt was last the answer to: answers may overtake each other, and a later question has the later truth. */
const askedOf = new Map<string, number>();

/** @throws CallError */
export async function loadReceipt(id: string): Promise<ToldReceipt> {
  const receipt = parseReceipt(await ask('GET', `/v1/receipts/${encodeURIComponent(id)}`));
  return receipt;
}

const awaited = new Map<string, (receipt: ToldReceipt) => void>();

/** Calls once, when no step of this receipt is pending any more. */
export function whenSettled(id: string, take: (receipt: ToldReceipt) => void): void {
  awaited.set(id, take);
  receiptDecided(id);
}

function merge(answered: readonly ToldReceipt[], asked: number): void {
  const told = answered.filter(({ id }) => (askedOf.get(id) ?? 0) < asked);
  for (const { id } of told) askedOf.set(id, asked);
  const known = new Map(receipts.value.map((receipt) => [receipt.id, receipt]));
  for (const receipt of told) known.set(receipt.id, receipt);
  receipts.value = [...known.values()].sort((a, b) => b.atMs - a.atMs).slice(0, kept);
  const left = new Set(receipts.value.map(({ id }) => id));
  for (const id of askedOf.keys()) if (!left.has(id)) askedOf.delete(id);
  for (const receipt of told) {
    if (isOpen(receipt)) lookAgain(receipt.id);
    else {
      awaited.get(receipt.id)?.(receipt);
      awaited.delete(receipt.id);
    }
  }
}

const looks = new Map<string, number>();

/** A command sent ends later than its decision: looked at after 1, 2, 4 … seconds, six times. */
function lookAgain(id: string): void {
  const count = looks.get(id) ?? 0;
  if (count >= 6) return;
  looks.set(id, count + 1);
  setTimeout(() => receiptDecided(id), 1_000 * 2 ** count);
}

const isOpen = (receipt: ToldReceipt): boolean => receipt.claims.some((claim) => claim.steps.some((step) => step.result === 'pending'));
