import { json, type Route } from '../call.ts';
import { ObjectBody } from './bodies.ts';

/** Who may come in and what is connected: letting go, trying out, Home Assistant. */
export const connectionRoutes: readonly Route[] = [
  {
    method: 'DELETE',
    path: '/v1/pairing/:entrance',
    handle: async ({ hub, params: [entrance = ''] }) => {
      await hub.forgetPaired(entrance);
      return json({});
    },
  },
  {
    method: 'DELETE',
    path: '/v1/pairing/:entrance/:who',
    handle: async ({ hub, params: [entrance = '', who = ''] }) => {
      await hub.forgetPaired(entrance, who);
      return json({});
    },
  },
  {
    method: 'POST',
    path: '/v1/pairing/:entrance/test',
    handle: async (call) => json(await call.hub.tryEntrance(call.params[0] ?? '', call.signal())),
  },
  { method: 'GET', path: '/v1/sources/home-assistant', handle: ({ hub }) => json(hub.homeAssistant.view()) },
  {
    method: 'POST',
    path: '/v1/sources/home-assistant/look',
    handle: async (call) => json(await call.hub.homeAssistant.look(await call.readJson(ObjectBody), call.signal())),
  },
  {
    method: 'PUT',
    path: '/v1/sources/home-assistant',
    handle: async (call) => {
      await call.hub.homeAssistant.connect(await call.readJson(ObjectBody));
      return json(call.hub.homeAssistant.view());
    },
  },
  {
    method: 'DELETE',
    path: '/v1/sources/home-assistant',
    handle: async ({ hub }) => {
      await hub.homeAssistant.disconnect();
      return json({});
    },
  },
];
