import { EntenteError } from '../core/errors.ts';
import type { Clock } from '../core/clock.ts';
import type { Registry } from '../home/registry.ts';
import type { Actuator } from '../ports/actuator.ts';
import type { DeviceSession, DeviceSource, DeviceSourceContext, StateReport } from '../ports/device-source.ts';
import type { Storage } from '../ports/storage.ts';

/** The device sources that are connected, as one. */
export interface Sources extends AsyncDisposable {
  readonly actuator: Actuator;
  /** Connects a source; its reports flow from now on. @throws EntenteError whatever the source says */
  connect<Session extends DeviceSession>(source: SourceOf<Session>, settings: unknown): Promise<Session>;
  /** Ends the session of a source, if there is one. Its devices stay, out of reach. */
  disconnect(id: string): Promise<void>;
}

/** A source whose sessions can do more than the port asks. */
export interface SourceOf<Session extends DeviceSession> extends DeviceSource {
  connect(settings: unknown, context: DeviceSourceContext): Promise<Session>;
}

interface SourcesContext {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly registry: Registry;
  readonly report: (report: StateReport) => void;
}

/** No source yet. Each keeps its own small documents under its name. */
export function openSources({ clock, storage, registry, report }: SourcesContext): Sources {
  const sessions = new Map<string, DeviceSession>();
  const ending = new AbortController();
  const sessionOf = (device: string): DeviceSession => {
    const session = sessions.get(registry.ecosystemOf(device));
    if (session === undefined) throw new EntenteError('hub/unreachable', 'the ecosystem of this device is not connected', { retryable: true });
    return session;
  };
  const forget = registry.onChange(() => {
    for (const session of sessions.values()) session.homeChanged?.();
  });
  return {
    actuator: {
      send: async (command, signal) => {
        try {
          await sessionOf(command.device).send(command, signal);
        } catch (error) {
          // What breaks off because we end tells nothing of the device. The command stays open, and is looked at when the hub starts again.
          if (ending.signal.aborted) await new Promise<never>(() => undefined);
          throw error;
        }
      },
      read: async (device, signal) => sessionOf(device).read(device, signal),
      travelMs: (command) => sessions.get(registry.ecosystemOf(command.device))?.travelMs?.(command),
      members: (device) => sessions.get(registry.ecosystemOf(device))?.members?.(device),
    },
    connect: async (source, settings) => {
      const session = await source.connect(settings, {
        clock,
        signal: ending.signal,
        report,
        inventory: (devices, places) => registry.adopt(source.id, devices, places),
        devices: () => registry.devicesOf(source.id),
        places: () => ({ floors: registry.home.floors, rooms: registry.home.rooms }),
        load: (key) => storage.get(`${source.id}/${key}`) ?? undefined,
        save: (key, document) => (document === null ? storage.remove(`${source.id}/${key}`) : storage.put(`${source.id}/${key}`, document)),
      });
      sessions.set(source.id, session);
      return session;
    },
    disconnect: async (id) => {
      const session = sessions.get(id);
      sessions.delete(id);
      await session?.[Symbol.asyncDispose]();
      for (const device of registry.devicesOf(id)) report({ device: device.id, reachable: false });
    },
    [Symbol.asyncDispose]: async () => {
      forget();
      ending.abort(new EntenteError('hub/ended', 'the hub ends'));
      await Promise.all([...sessions.values()].map(async (session) => session[Symbol.asyncDispose]()));
    },
  };
}
