import type { IncomingMessage } from 'node:http';
import type { Answer } from './call.ts';

/** A request as entrances read it (Fetch standard). The Host header has been checked. */
export function requestOf(incoming: IncomingMessage, body: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && !hopByHop.has(name)) headers.append(name, one);
  }
  const method = incoming.method ?? 'GET';
  const withBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`), { method, headers, ...(withBody && { body }) });
}

/** An entrance's response as our answer. */
export async function answerOf(response: Response): Promise<Extract<Answer, { is: 'file' }>> {
  return { is: 'file', status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) };
}

/** Belongs to one connection, not to what is asked (RFC 9110 §7.6.1); Fetch refuses some of them. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'content-length',
  'host',
]);
