import type { Connection } from 'home-assistant-js-websocket';
import * as v from 'valibot';
import { EntenteError } from '../../core/errors.ts';
import type { Settings } from './settings.ts';
import { openSocket } from './socket.ts';

/** One request as the WebSocket API has it. */
export interface Message {
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * One connection, from its opening to its end. It never mends itself: after a gap everything is asked anew, on a new one, because a subscription that a
 * library took over from the old may have been accepted by a Home Assistant that was only starting, and stay silent for ever.
 */
export interface Link {
  /** Aborted, with the reason, when this connection is over. */
  readonly over: AbortSignal;
  /**
   * Asks, and reads the answer.
   *
   * @throws EntenteError `home-assistant/no-answer` when the connection ended meanwhile, `home-assistant/failed` when Home Assistant says no,
   * `home-assistant/nonsense` when the answer is none; the signal's reason
   */
  ask<S extends v.GenericSchema>(message: Message, schema: S, signal?: AbortSignal): Promise<v.InferOutput<S>>;
  /** Hears every event of this type, in order, until the connection is over. Throws as `ask` does. */
  hear(eventType: string, listener: (event: unknown) => void): Promise<void>;
  /** Ends it. */
  close(): void;
}

/**
 * `signal` ends the connection whenever it is aborted; `opening` only while it opens.
 *
 * @throws EntenteError `home-assistant/not-installed`, `home-assistant/refused`, `home-assistant/unreachable`; the signal's reason
 */
export async function openLink(settings: Settings, signal: AbortSignal, opening: AbortSignal = signal): Promise<Link> {
  const { Connection } = await library();
  const socket = await openSocket(settings, opening);
  const connection = new Connection(socket, { setupRetry: 0, createSocket: async () => Promise.reject(lost()) });
  const ended = new AbortController();
  const end = (): void => {
    // Told to be closed, the library does not connect again.
    connection.close();
    ended.abort(lost());
  };
  connection.addEventListener('disconnected', end);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted || !connection.connected) end();
  return {
    over: ended.signal,
    ask: async (message, schema, signal) => {
      const result = v.safeParse(schema, await unless(answered(connection, message), ended.signal, signal));
      if (result.success) return result.output;
      throw new EntenteError('home-assistant/nonsense', 'Home Assistant answered what cannot be read');
    },
    hear: async (eventType, listener) => {
      await unless(connection.subscribeMessage(listener, { type: 'subscribe_events', event_type: eventType }, { resubscribe: false }), ended.signal);
    },
    close: () => {
      signal.removeEventListener('abort', end);
      end();
    },
  };
}

async function library(): Promise<{ readonly Connection: typeof Connection }> {
  try {
    return await import('home-assistant-js-websocket');
  } catch (cause) {
    throw new EntenteError('home-assistant/not-installed', 'what speaks to Home Assistant is missing: npm install home-assistant-js-websocket', { cause });
  }
}

async function answered(connection: Connection, message: Message): Promise<unknown> {
  return connection.sendMessagePromise({ ...message });
}

/** A promise of the library, or the end of what it hangs on: the library forgets some of its promises. Its own errors become ours. */
async function unless<T>(promise: Promise<T>, ...ends: readonly (AbortSignal | undefined)[]): Promise<T> {
  const signal = AbortSignal.any(ends.filter((end) => end !== undefined));
  signal.throwIfAborted();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise.catch((error: unknown) => Promise.reject(ours(error))), ended]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const Refusal = v.object({ code: v.string() });

/** What Home Assistant says in words may name what a person owns: only its code is kept. */
function ours(error: unknown): EntenteError {
  const refusal = v.safeParse(Refusal, error);
  return refusal.success ? new EntenteError('home-assistant/failed', `Home Assistant refused: ${refusal.output.code.slice(0, 50)}`) : lost();
}

function lost(): EntenteError {
  return new EntenteError('home-assistant/no-answer', 'the connection to Home Assistant ended', { retryable: true });
}
