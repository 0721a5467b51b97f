import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import type { Registry } from '../home/registry.ts';
import type { Storage } from '../ports/storage.ts';
import type { HomeAssistantSession, HomeAssistantStatus } from '../ecosystems/home-assistant/session.ts';
import type { Sources } from './sources.ts';

/** How it stands with the household's Home Assistant. Its token is told to nobody. */
export interface HomeAssistantView extends Pick<HomeAssistantStatus, 'hasHomeKitBridge'> {
  /** `none`: it was not set up. */
  readonly phase: HomeAssistantStatus['phase'] | 'none';
  readonly version?: string;
  /** Its devices in this home. */
  readonly devices: number;
  readonly leftOut: readonly LeftOut[];
}

/** An entity that is no device here, and why, in both languages. */
export interface LeftOut {
  readonly entityId: string;
  readonly because: Readonly<Record<'zh-CN' | 'en', string>>;
}

/** What a look at a Home Assistant found. Nothing was kept of it. */
export interface HomeAssistantFound extends Pick<HomeAssistantView, 'version' | 'leftOut' | 'hasHomeKitBridge'> {
  readonly name: string;
  readonly rooms: readonly string[];
  readonly devices: readonly { readonly name: string; readonly kind: string }[];
}

/** The Home Assistant of this home: none, or one. */
export interface HomeAssistantLink {
  view(): HomeAssistantView;
  /** Looks once, keeps nothing. @throws EntenteError `home-assistant/…` */
  look(settings: unknown, signal: AbortSignal): Promise<HomeAssistantFound>;
  /** Takes its devices in and stays connected, over restarts too, in the place of one that was. @throws EntenteError `home-assistant/bad-settings` */
  connect(settings: unknown): Promise<void>;
  /** Ends the connection, forgets address and token; its devices leave the home. */
  disconnect(): Promise<void>;
}

interface LinkContext {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly registry: Registry;
  readonly sources: Sources;
  readonly onTrouble: (trouble: string) => void;
}

/** Its id is here too, so that a hub without one need not load what only one that has it needs. */
export const homeAssistantId = 'home-assistant';
const settingsKey = `${homeAssistantId}/settings`;

/** Connects to the one that was set up, if there is one. One that is away keeps nobody from starting. */
export async function openHomeAssistant({ clock, storage, registry, sources, onTrouble }: LinkContext): Promise<HomeAssistantLink> {
  let session: HomeAssistantSession | undefined;
  let texts: Readonly<Record<string, LeftOut['because']>> = {};
  let change: Promise<unknown> = Promise.resolve();
  /** One change after the other. */
  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    const done = change.catch(() => undefined).then(work);
    change = done;
    await done;
  };
  const end = async (): Promise<void> => {
    session = undefined;
    await sources.disconnect(homeAssistantId);
  };
  const start = async (settings: unknown): Promise<void> => {
    const { ecosystem } = await import('../ecosystems/home-assistant/home-assistant.ts');
    ({ leftOutTexts: texts } = await import('../ecosystems/home-assistant/left-out.ts'));
    session = await sources.connect(ecosystem, settings);
  };
  const toldOf = (leftOut: HomeAssistantStatus['leftOut']): readonly LeftOut[] =>
    leftOut.map(({ entityId, reason }) => ({ entityId, because: texts[reason] ?? { 'zh-CN': reason, en: reason } }));

  if ((storage.get(settingsKey) ?? null) !== null) {
    try {
      await start(null);
    } catch (error) {
      // Settings that cannot be read are no reason for the other lamps not to work; they are asked for again.
      if (!(error instanceof EntenteError)) throw error;
      onTrouble(error.message);
    }
  }
  return {
    view: () => {
      const devices = registry.devicesOf(homeAssistantId).length;
      if (session === undefined) return { phase: 'none', devices, leftOut: [], hasHomeKitBridge: false };
      const status = session.status();
      return { ...status, devices, leftOut: toldOf(status.leftOut) };
    },
    look: async (settings, signal) => {
      const { importHome } = await import('../ecosystems/home-assistant/import.ts');
      ({ leftOutTexts: texts } = await import('../ecosystems/home-assistant/left-out.ts'));
      const { about, version, rooms, devices, leftOut, hasHomeKitBridge } = await importHome(settings, { clock, signal });
      return {
        name: about.name,
        version,
        rooms: rooms.map(({ name }) => name),
        devices: devices.map(({ name, kind }) => ({ name, kind })),
        leftOut: toldOf(leftOut),
        hasHomeKitBridge,
      };
    },
    connect: async (settings) => {
      // What is not said must not become what was said before.
      if (typeof settings !== 'object' || settings === null) throw new EntenteError('home-assistant/bad-settings', 'url: is needed');
      await inTurn(async () => {
        const { parseSettings } = await import('../ecosystems/home-assistant/settings.ts');
        const parsed = parseSettings(settings);
        await end();
        await start(parsed);
        // What a person was told is set up must be so after a power cut too.
        await storage.putNow([{ key: settingsKey, value: parsed }]);
      });
    },
    disconnect: async () =>
      inTurn(async () => {
        await end();
        storage.remove(settingsKey);
        registry.adopt(homeAssistantId, []);
      }),
  };
}
