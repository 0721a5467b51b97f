import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { EntenteError } from '../core/errors.ts';

/** The largest request body where a route says nothing else, bytes. */
export const usualLimitBytes = 65_536;

/** Whether the request says of itself that its body is larger than that. */
export function declaresMoreThan(request: IncomingMessage, limitBytes: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > limitBytes;
}

/**
 * The request's body as text. Reading stops at the limit, so that nobody fills our memory.
 * @throws EntenteError `web/too-large`, `web/bad-request` for what is not UTF-8
 */
export async function readText(request: IncomingMessage, response: ServerResponse, limitBytes: number): Promise<string> {
  if (declaresMoreThan(request, limitBytes)) throw tooLarge(limitBytes);
  if (request.headers.expect?.toLowerCase() === '100-continue') response.writeContinue();
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limitBytes) {
      request.pause();
      reject(tooLarge(limitBytes));
    } else chunks.push(chunk);
  });
  request.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
  request.on('error', (cause) => reject(new EntenteError('web/bad-request', 'the request broke off', { cause })));
  request.on('close', () => {
    if (!request.complete) reject(new EntenteError('web/bad-request', 'the request broke off'));
  });
  const raw = await promise;
  if (!isUtf8(raw)) throw new EntenteError('web/bad-request', 'the body is not UTF-8');
  return raw.toString('utf8');
}

/**
 * A JSON body, parsed by a schema.
 * @throws EntenteError as `readText`; `web/wrong-type` unless it says that it is JSON; `web/bad-request` naming the wrong field
 */
export async function readJson<Output>(
  request: IncomingMessage,
  response: ServerResponse,
  limitBytes: number,
  schema: v.GenericSchema<unknown, Output>,
): Promise<Output> {
  // Another site's form can post text/plain with the page's cookie, but never JSON.
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new EntenteError('web/wrong-type', 'the body must be application/json');
  }
  return parsed(schema, jsonOf(await readText(request, response, limitBytes)));
}

/** A value that a schema accepts. @throws EntenteError `web/bad-request` with the path of the first wrong field, and never its value */
export function parsed<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new EntenteError('web/bad-request', `${path === null ? 'the body' : path}: ${whatIsWrong(issue)}`);
}

function whatIsWrong(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is no known field';
  if (issue.received === 'undefined') return 'is missing';
  if (issue.kind === 'schema') return issue.expected === null ? 'is not what is expected here' : `must be ${issue.expected}`;
  return issue.expected === null ? 'is not what is expected here' : `must be ${issue.requirement instanceof RegExp ? 'of another form' : issue.expected}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new EntenteError('web/bad-request', 'the body is not JSON');
  }
}

function tooLarge(limitBytes: number): EntenteError {
  return new EntenteError('web/too-large', `the body is larger than ${limitBytes} bytes`);
}
