import { signal } from '@preact/signals';
import { array, number, object, optional, parser, picklist, string } from 'valibot';
import { ask, newId } from './call.ts';
import { followedDevice } from './home-store.ts';
import type { ToldReceipt } from './shapes.ts';
import { loadReceipt } from './timeline-store.ts';

export const voices = ['genie', 'siri'] as const;
export type Voice = (typeof voices)[number];

/** How it goes with one of the two; ms since the start, by this browser. */
export interface Hearing {
  readonly heardMs?: number;
  readonly answeredMs?: number;
  readonly decision?: 'won' | 'already-done' | 'lost' | 'declined';
}

/** One time that two assistants heard the same words. */
export interface Duet {
  readonly device: string;
  readonly first: Voice;
  readonly gapMs: number;
  readonly startedAtMs: number;
  readonly wasOn: boolean;
  readonly hearings: Readonly<Record<Voice, Hearing>>;
  /** Once both were answered. */
  readonly receipt?: ToldReceipt;
  /** How many commands the device got of it. */
  readonly commands?: number;
}

export const duet = signal<Duet | undefined>(undefined);

const parseDecided = parser(object({ decision: picklist(['won', 'already-done', 'lost', 'declined']), receiptId: string() }));
const parseActuations = parser(array(object({ device: string(), receiptId: string(), atMs: number(), result: optional(string()) })));

/**
 * Two claims by two sources, so far apart, for the other state of this lamp: real ones, through the one fence. Ends when both were answered and the record
 * was read. @throws CallError
 */
export async function play(device: string, first: Voice, gapMs: number): Promise<void> {
  const wasOn = followedDevice(device)?.values.value.on === true;
  const startedMs = performance.now();
  const sinceStart = (): number => performance.now() - startedMs;
  duet.value = { device, first, gapMs, startedAtMs: startedMs, wasOn, hearings: { genie: {}, siri: {} } };
  const hear = async (voice: Voice): Promise<string> => {
    told(voice, { heardMs: sinceStart() });
    const { decision, receiptId } = parseDecided(
      await ask('POST', '/v1/claims', {
        source: `demo:${voice}`,
        origin: 'heard',
        messageId: newId(),
        heardAtMs: Date.now(),
        steps: [{ device, do: 'set', attribute: 'on', value: !wasOn }],
      }),
    );
    told(voice, { answeredMs: sinceStart(), decision });
    return receiptId;
  };
  const receiptIds = await Promise.all([
    hear(first),
    new Promise((resolve) => setTimeout(resolve, gapMs)).then(async () => hear(first === 'genie' ? 'siri' : 'genie')),
  ]);
  const receipt = await loadReceipt(receiptIds[0]);
  // By the hub's clock: this browser's may be another.
  const actuations = parseActuations(await ask('GET', `/v1/actuations?sinceMs=${Math.floor(receipt.atMs) - 1}`));
  const commands = actuations.filter((one) => one.device === device && receiptIds.includes(one.receiptId)).length;
  if (duet.value !== undefined) duet.value = { ...duet.value, receipt, commands };
}

function told(voice: Voice, more: Hearing): void {
  const now = duet.value;
  if (now !== undefined) duet.value = { ...now, hearings: { ...now.hearings, [voice]: { ...now.hearings[voice], ...more } } };
}
