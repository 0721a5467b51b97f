import { signal } from '@preact/signals';
import { signedIn } from './call.ts';
import { takeBroadcast } from './broadcasts.ts';
import { applyReachable, applyState, loadHome } from './home-store.ts';
import { parseDecisionEvent, parseReachableEvent, parseStateEvent } from './shapes.ts';
import { loadReceipts, receiptDecided } from './timeline-store.ts';
import { loadLists, loadTimers } from './timers-store.ts';

/** How the page and the hub stand. */
export const connection = signal<'connecting' | 'open' | 'waiting'>('connecting');

const firstWaitMs = 800;
const longestWaitMs = 20_000;

/**
 * Follows the hub for as long as the page is open. After a break it waits a little longer each time, then reads everything anew, for events told meanwhile
 * are gone. Coming back to the page, or to the network, ends the waiting.
 */
export function followHub(): void {
  let waitMs = firstWaitMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | undefined;

  const open = (): void => {
    clearTimeout(timer);
    source?.close();
    const opened = new EventSource('/v1/home/events');
    source = opened;
    opened.addEventListener('open', () => {
      waitMs = firstWaitMs;
      connection.value = 'open';
      void loadEverything();
    });
    opened.addEventListener('error', () => {
      // The browser's own retry has no backoff and gives up on an error status.
      opened.close();
      if (source !== opened || signedIn.value === false) return;
      connection.value = 'waiting';
      timer = setTimeout(() => void again(), waitMs * (0.75 + Math.random() / 2));
      waitMs = Math.min(waitMs * 2, longestWaitMs);
    });
    for (const [name, take] of Object.entries(takers)) opened.addEventListener(name, (event: MessageEvent<string>) => take(read(event.data)));
  };
  /** An `EventSource` does not tell why it failed; asking for the home does, and finds out that the page was signed out. */
  const again = async (): Promise<void> => {
    await loadHome().catch(() => undefined);
    if (signedIn.peek() !== false) open();
  };
  const hurry = (): void => {
    if (connection.value === 'waiting' && document.visibilityState === 'visible') {
      clearTimeout(timer);
      void again();
    }
  };
  document.addEventListener('visibilitychange', hurry);
  window.addEventListener('online', hurry);
  open();
}

/** What the page shows, anew; each part by itself, so that one that fails takes none with it. */
export async function loadEverything(): Promise<void> {
  await Promise.allSettled([loadHome(), loadReceipts(), loadTimers(), loadLists()]);
}

const ignoreFailure = (loading: Promise<unknown>): void => void loading.catch(() => undefined);

/** A reload that several events in one breath share. */
function soon(load: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      ignoreFailure(load());
    }, 60);
  };
}

const homeSoon = soon(loadHome);
const timersSoon = soon(loadTimers);
const listsSoon = soon(loadLists);

const takers: Readonly<Record<string, (data: unknown) => void>> = {
  state: (data) => {
    const told = parseStateEvent(data);
    if (told.success) applyState(told.output.device, told.output.attribute, told.output.value);
  },
  decision: (data) => {
    const told = parseDecisionEvent(data);
    if (told.success) receiptDecided(told.output.receiptId);
  },
  reachable: (data) => {
    const told = parseReachableEvent(data);
    if (told.success) applyReachable(told.output.device, told.output.reachable);
  },
  home: homeSoon,
  timers: timersSoon,
  lists: listsSoon,
  broadcast: takeBroadcast,
};

function read(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
