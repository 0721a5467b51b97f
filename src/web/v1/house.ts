import { json, type Call, type Route } from '../call.ts';
import { parseHome } from '../../home/parse.ts';
import { ListBody, ObjectBody } from './bodies.ts';

/** The home: what is there, how it is, what it is called. */
export const houseRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/home', handle: ({ hub }) => json(hub.document()) },
  {
    method: 'PUT',
    path: '/v1/home',
    bodyLimitBytes: 4_000_000,
    handle: async (call) => {
      await call.hub.replaceHome(parseHome(await call.readJson(ObjectBody)));
      return json({});
    },
  },
  {
    method: 'GET',
    path: '/v1/home/events',
    handle: ({ hub }) => ({
      is: 'stream',
      run: async (stream, signal) => {
        stream.begin();
        const forget = hub.subscribe(({ type, ...event }) => stream.send(type, event));
        try {
          // Beats find out about clients that went without a word, and keep proxies from closing a quiet stream.
          for (;;) {
            await hub.clock.sleep(beatMs, signal);
            stream.beat();
          }
        } catch (error) {
          if (!signal.aborted) throw error;
        } finally {
          forget();
        }
      },
    }),
  },
  {
    method: 'PATCH',
    path: '/v1/home/devices/:id',
    handle: async (call) => json(await call.hub.patchDevice(idOf(call), await call.readJson(ObjectBody))),
  },
  {
    method: 'PUT',
    path: '/v1/home/rooms/:id',
    handle: async (call) => json(await call.hub.putRoom(idOf(call), await call.readJson(ObjectBody))),
  },
  {
    method: 'DELETE',
    path: '/v1/home/rooms/:id',
    handle: async (call) => {
      await call.hub.deleteRoom(idOf(call));
      return json({});
    },
  },
  {
    method: 'POST',
    path: '/v1/virtual/:device',
    handle: async (call) => {
      call.hub.operateVirtual(idOf(call), await call.readJson(ObjectBody));
      return json({});
    },
  },
  { method: 'GET', path: '/v1/preferences', handle: ({ hub }) => json({ preferences: hub.preferences.list() }) },
  {
    method: 'PUT',
    path: '/v1/preferences',
    // One for each device of the largest home.
    bodyLimitBytes: 1_000_000,
    handle: async (call) => {
      await call.hub.preferences.replace(await call.readJson(ObjectBody));
      return json({ preferences: call.hub.preferences.list() });
    },
  },
  { method: 'GET', path: '/v1/timers', handle: ({ hub }) => json(hub.appointments()) },
  {
    method: 'DELETE',
    path: '/v1/timers/:id',
    handle: async (call) => {
      await call.hub.cancelAppointment(idOf(call));
      return json({});
    },
  },
  {
    method: 'POST',
    path: '/v1/lists',
    handle: async (call) => {
      await call.hub.changeList(await call.readJson(ListBody));
      return json({});
    },
  },
  { method: 'GET', path: '/v1/lists', handle: ({ hub }) => json(hub.lists()) },
  { method: 'GET', path: '/v1/examples', handle: ({ hub, query }) => json(hub.examples(query.get('locale') ?? undefined)) },
];

const beatMs = 15_000;

function idOf({ params }: Call): string {
  return params[0] ?? '';
}
