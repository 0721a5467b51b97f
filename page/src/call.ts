import { signal } from '@preact/signals';
import { parseError } from './shapes.ts';

/** `undefined` until the hub was asked for the first time. */
export const signedIn = signal<boolean | undefined>(undefined);

/** What the hub answered instead of what was asked for. `code` is `network` when it did not answer at all. */
export class CallError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.status = status;
  }
}

/** Asks the hub, with the page's cookie. @throws CallError */
export async function ask(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
  const response = await send(method, path, body);
  if (response.status === 204) return undefined;
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new CallError('network', 'the answer was no JSON', response.status);
  }
}

/** Like `ask`, the answer unread: for what is streamed. @throws CallError */
export async function send(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    throw new CallError('network', error instanceof Error ? error.message : 'no answer', 0);
  }
  if (response.ok) return response;
  if (response.status === 401) signedIn.value = false;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<CallError> {
  const body: unknown = await response.json().catch(() => undefined);
  const told = parseError(body);
  return told.success
    ? new CallError(told.output.error.code, told.output.error.message, response.status)
    : new CallError('http', response.statusText, response.status);
}

/** An id that nobody else makes. `crypto.randomUUID` is missing on plain-HTTP addresses of a home network. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
