import type { IncomingMessage } from 'node:http';
import type * as v from 'valibot';
import type { Hub } from '../hub.ts';
import type { EventStream } from './sse.ts';

/** What a handler answers. */
export type Answer =
  | { readonly is: 'json'; readonly status: number; readonly body: unknown }
  | { readonly is: 'file'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string | Buffer }
  /** Server-sent events, until `run` resolves or the client goes. */
  | { readonly is: 'stream'; readonly run: (stream: EventStream, signal: AbortSignal) => Promise<void> };

/** One request, let in. */
export interface Call {
  readonly hub: Hub;
  readonly request: IncomingMessage;
  /** What stands in the path in the place of `:…`, decoded. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** The JSON body, parsed. @throws EntenteError `web/bad-request` naming the wrong field, `web/too-large`, `web/wrong-type` */
  readJson<Output>(schema: v.GenericSchema<unknown, Output>): Promise<Output>;
  /** The body as text. @throws EntenteError `web/bad-request`, `web/too-large` */
  readText(): Promise<string>;
  /** Aborted when the client goes before the answer is complete, or the hub ends. */
  signal(): AbortSignal;
}

/** One thing that can be asked of the hub. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/receipts/:id`; a part that begins with a colon stands for any one part. */
  readonly path: string;
  /** The largest body, bytes. Default 65 536: a claim about every device of a large home fits. */
  readonly bodyLimitBytes?: number;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
}

/** A JSON answer, by default 200. */
export function json(body: unknown, status = 200): Answer {
  return { is: 'json', status, body };
}
