import { EntenteError } from '../../core/errors.ts';
import { json, type Route } from '../call.ts';
import { ObjectBody } from './bodies.ts';

/** The hub itself: what works, how others are let in, which models answer. */
export const aboutRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/status', handle: ({ hub }) => json(hub.status()) },
  { method: 'GET', path: '/v1/pairing', handle: ({ hub }) => json(hub.pairing()) },
  { method: 'GET', path: '/v1/models', handle: () => json({ object: 'list', data: [] }) },
  {
    method: 'POST',
    path: '/v1/chat/completions',
    handle: () => {
      throw new EntenteError('model/none', 'no language model is set up; what concerns the home is understood without one, by POST /v1/turns');
    },
  },
  {
    method: 'POST',
    path: '/v1/oauth/clients',
    handle: async (call) => json(await call.hub.links.register(await call.readJson(ObjectBody))),
  },
];
