import { printed } from '../../core/printed.ts';
import { json, type Route } from '../call.ts';
import { ClaimBody, TurnBody } from './bodies.ts';

/** Turns of talk, and claims of other assistants. */
export const talkRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/turns',
    handle: async (call) => {
      const request = await call.readJson(TurnBody);
      const { hub } = call;
      if (call.query.get('stream') !== '1') return json(printed(await hub.assistant.turn(request, call.signal())));
      return {
        is: 'stream',
        run: async (stream, signal) => {
          const result = await hub.assistant.turn(request, signal, ({ type, ...part }) => stream.send(type, part));
          stream.send('turn-end', printed(result));
        },
      };
    },
  },
  {
    method: 'POST',
    path: '/v1/claims',
    handle: async (call) => {
      const { decision, receiptId, results } = await call.hub.arbiter.claim(await call.readJson(ClaimBody));
      return json({ decision, receiptId, results });
    },
  },
];
