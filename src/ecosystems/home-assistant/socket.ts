import type { HaWebSocket } from 'home-assistant-js-websocket';
import * as v from 'valibot';
import { EntenteError } from '../../core/errors.ts';
import { socketUrl, type Settings } from './settings.ts';

const Greeting = v.pipe(v.string(), v.parseJson(), v.object({ type: v.string(), ha_version: v.optional(v.string(), '0') }));

/**
 * An open socket on which Home Assistant knows us. The library's own way would wait for ever for a Home Assistant that says nothing.
 *
 * @throws EntenteError `home-assistant/refused` when it does not take the token, `home-assistant/unreachable`; the signal's reason
 * @see https://developers.home-assistant.io/docs/api/websocket/#authentication-phase
 */
export async function openSocket(settings: Settings, signal: AbortSignal): Promise<HaWebSocket> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = new WebSocket(socketUrl(settings));
  const gone = (): void => reject(new EntenteError('home-assistant/unreachable', 'Home Assistant does not answer', { retryable: true }));
  const listen = ({ data }: { readonly data: unknown }): void => {
    const said = v.safeParse(Greeting, data);
    if (!said.success) return gone();
    if (said.output.type === 'auth_required') socket.send(JSON.stringify({ type: 'auth', access_token: settings.token }));
    else if (said.output.type === 'auth_ok') resolve(said.output.ha_version);
    else if (said.output.type === 'auth_invalid') reject(new EntenteError('home-assistant/refused', 'Home Assistant does not accept the token'));
  };
  const abort = (): void => reject(signal.reason);
  socket.addEventListener('message', listen);
  socket.addEventListener('close', gone);
  socket.addEventListener('error', gone);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return guarded(socket, await promise);
  } catch (error) {
    socket.close();
    throw error;
  } finally {
    socket.removeEventListener('message', listen);
    socket.removeEventListener('close', gone);
    socket.removeEventListener('error', gone);
    signal.removeEventListener('abort', abort);
  }
}

/** The library reads every message as JSON inside an event listener, where a bad one would end the whole process. It ends this connection instead. */
function guarded(socket: WebSocket, haVersion: string): HaWebSocket {
  const addEventListener = socket.addEventListener.bind(socket);
  const tame = (listener: (event: Event) => unknown) => (event: Event) => {
    try {
      listener(event);
    } catch {
      socket.close();
    }
  };
  return Object.assign(socket, {
    haVersion,
    addEventListener: (type: string, listener: (event: Event) => unknown) => addEventListener(type, tame(listener)),
  });
}
