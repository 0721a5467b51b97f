import { EntenteError } from '../core/errors.ts';

/** The HTTP status that fits an error, and what its body says: `{"error": {"code", "message"}}`, contracts §3. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** Any thrown thing as an answer. What is none of ours is told as no more than that: its message may quote what a person said. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof EntenteError)) return { status: 500, code: 'web/internal', message: 'something went wrong inside the hub' };
  return { status: statusOf(error), code: error.code, message: error.message };
}

function statusOf({ code, retryable }: EntenteError): number {
  const known = statuses.get(code);
  if (known !== undefined) return known;
  const [room, what = ''] = code.split('/');
  if (what.startsWith('no-such-')) return 404;
  if (what.startsWith('bad-') || what.startsWith('invalid-')) return 400;
  if (what.startsWith('not-yet')) return 501;
  return room === 'storage' || retryable ? 503 : 500;
}

const statuses: ReadonlyMap<string, number> = new Map([
  ['web/bad-request', 400],
  ['web/unauthorized', 401],
  ['web/forbidden', 403],
  ['web/not-found', 404],
  ['web/wrong-method', 405],
  ['web/too-slow', 408],
  ['web/too-large', 413],
  ['web/wrong-type', 415],
  ['web/wrong-host', 421],
  ['web/too-many', 429],
  ['web/too-many-streams', 503],
  ['arbitration/message-id-reused', 409],
  ['model/none', 503],
  // Not 401: that would say that the page is signed out.
  ['home-assistant/refused', 422],
  ['home-assistant/not-installed', 501],
]);
