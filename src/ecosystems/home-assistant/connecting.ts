import type { Clock } from '../../core/clock.ts';
import { EntenteError } from '../../core/errors.ts';
import { openLink, type Link } from './link.ts';
import { Config } from './messages.ts';
import type { Settings } from './settings.ts';

/** How it stands between us and Home Assistant. */
export type Phase =
  | 'connecting'
  /** It answers, and is not ready: nothing that it says now is worth believing. */
  | 'starting'
  | 'ready'
  /** It does not take the token. */
  | 'refused'
  /** The library is not installed. */
  | 'missing';

export interface ConnectingOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly phase: (phase: Phase) => void;
  /** Home Assistant runs: everything is to be asked and heard on this connection. When it throws, the connection is given up. */
  readonly ready: (link: Link, config: Config) => Promise<void>;
  /** Now and then, while it runs: whether what was heard is what is. False ends the connection, and a new one asks everything again. */
  readonly audit: (link: Link, signal: AbortSignal) => Promise<boolean>;
  /** What was ready is so no more. */
  readonly lost: () => void;
}

const answersWithinMs = 10_000;
const startsWithinMs = 30_000;
const askStartingEveryMs = 1_000;
const watchEveryMs = 30_000;
/** Every so many looks what is known is compared with what is. */
const auditEvery = 5;
/** A local network carries this well, and a Home Assistant that came back is there at once. */
const waitsMs = [500, 1_000, 2_000, 4_000, 5_000] as const;
/** Each refused token is a warning on its owner's screen. */
const refusedWaitMs = 600_000;

/** Connects, and connects again, until the signal. Never throws. */
export async function stayConnected(options: ConnectingOptions): Promise<void> {
  const { clock, signal } = options;
  let failures = 0;
  while (!signal.aborted) {
    options.phase('connecting');
    const outcome = await once(options);
    failures = outcome === 'was-ready' ? 0 : failures + 1;
    if (outcome === 'missing') return;
    const waitMs = outcome === 'refused' ? refusedWaitMs : (waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 0);
    await clock.sleep(waitMs, signal).catch(() => undefined);
  }
}

/** One connection from its beginning to its end. */
async function once(options: ConnectingOptions): Promise<'was-ready' | 'failed' | 'refused' | 'missing'> {
  const { settings, clock, signal } = options;
  let wasReady = false;
  let link: Link | undefined;
  try {
    link = await within(clock, answersWithinMs, signal, async (limit) => openLink(settings, signal, limit));
    const config = await running(link, options);
    const open = link;
    await within(clock, startsWithinMs, signal, async () => options.ready(open, config));
    wasReady = true;
    options.phase('ready');
    await watch(link, options);
  } catch (error) {
    const code = error instanceof EntenteError ? error.code : '';
    if (code === 'home-assistant/refused' || code === 'home-assistant/not-installed') {
      const phase = code === 'home-assistant/refused' ? 'refused' : 'missing';
      options.phase(phase);
      return phase;
    }
  } finally {
    link?.close();
    options.lost();
  }
  return wasReady ? 'was-ready' : 'failed';
}

/** Waits until it runs. What is subscribed before that may be accepted and never deliver, so nothing is. */
async function running(link: Link, { clock, signal, phase }: ConnectingOptions): Promise<Config> {
  for (;;) {
    const config = await configOf(link, clock, signal);
    if (config.state === 'RUNNING') return config;
    phase('starting');
    await clock.sleep(askStartingEveryMs, AbortSignal.any([signal, link.over]));
  }
}

/** Returns when the connection is over, silent, or deaf: a wire that was cut tells nobody, and a subscription may be lost while the socket stands. */
async function watch(link: Link, { clock, signal, audit }: ConnectingOptions): Promise<void> {
  const over = AbortSignal.any([signal, link.over]);
  for (let look = 1; ; look += 1) {
    await clock.sleep(watchEveryMs, over);
    const config = await configOf(link, clock, signal);
    if (config.state !== 'RUNNING') return;
    if (look % auditEvery === 0 && !(await within(clock, startsWithinMs, signal, async (limit) => audit(link, limit)))) return;
  }
}

async function configOf(link: Link, clock: Clock, signal: AbortSignal): Promise<Config> {
  return within(clock, answersWithinMs, signal, async (limit) => link.ask({ type: 'get_config' }, Config, limit));
}

/** Work that is given so long. @throws EntenteError `home-assistant/unreachable` when it took longer; whatever the work throws; the signal's reason */
export async function within<T>(clock: Clock, limitMs: number, signal: AbortSignal, work: (limit: AbortSignal) => Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = new AbortController();
  const limit = AbortSignal.any([signal, late.signal]);
  const { promise: given, reject } = Promise.withResolvers<never>();
  limit.addEventListener('abort', () => reject(limit.reason), { once: true });
  const wait = clock.sleep(limitMs, done.signal).then(
    () => late.abort(new EntenteError('home-assistant/unreachable', 'Home Assistant did not answer in time', { retryable: true })),
    () => undefined,
  );
  try {
    signal.throwIfAborted();
    return await Promise.race([work(limit), given]);
  } finally {
    done.abort();
    await wait;
  }
}
