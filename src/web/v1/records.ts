import { EntenteError } from '../../core/errors.ts';
import { json, type Call, type Route } from '../call.ts';

/** What was done, and why. */
export const recordRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/actuations', handle: (call) => json(call.hub.arbiter.actuations(sinceMsOf(call))) },
  { method: 'GET', path: '/v1/receipts', handle: (call) => json(call.hub.arbiter.receipts(sinceMsOf(call))) },
  {
    method: 'GET',
    path: '/v1/receipts/:id',
    handle: ({ hub, params }) => {
      const receipt = hub.arbiter.receipt(params[0] ?? '');
      if (receipt === undefined) throw new EntenteError('arbitration/no-such-receipt', 'there is no such receipt');
      return json(receipt);
    },
  },
];

/** Milliseconds since the Unix epoch; absent is from the beginning. */
function sinceMsOf({ query }: Call): number {
  const given = query.get('sinceMs');
  if (given === null) return 0;
  const sinceMs = given.trim() === '' ? NaN : Number(given);
  if (!Number.isFinite(sinceMs)) throw new EntenteError('web/bad-request', 'sinceMs: must be a number of milliseconds');
  return sinceMs;
}
