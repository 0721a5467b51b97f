import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import type { HomeView } from '../core/home.ts';
import { version } from './version.ts';
import type { LiveState } from '../home/state.ts';
import type { Registry } from '../home/registry.ts';
import type { AccountLinks } from '../ports/account-links.ts';
import type { Arbiter } from '../ports/arbiter.ts';
import type { Entrance, EntranceSession } from '../ports/entrance.ts';
import type { Storage } from '../ports/storage.ts';

/** An entrance to open, with its settings. */
export interface EntranceChoice {
  readonly entrance: Entrance;
  readonly settings: unknown;
}

/** What a start says of who may come in. */
export interface WaysIn {
  readonly lan: boolean;
  /** Under which other clouds reach us. */
  readonly publicUrl?: URL;
  /** Absent: no HomeKit. */
  readonly homekitPort?: number;
}

/** Other assistants that may command this home. HomeKit's library is loaded only where it is wanted. */
export async function entrancesFor({ lan, publicUrl, homekitPort }: WaysIn): Promise<readonly EntranceChoice[]> {
  const { entrance: aligenie } = await import('../ecosystems/aligenie/aligenie.ts');
  const genie: EntranceChoice = { entrance: aligenie, settings: publicUrl === undefined ? {} : { publicUrl: publicUrl.href } };
  if (homekitPort === undefined) return [genie];
  const { entrance: homekit } = await import('../ecosystems/homekit/homekit.ts');
  return [genie, { entrance: homekit, settings: { port: homekitPort, lan, version } }];
}

/** The entrances that are open, as one. */
export interface Entrances extends AsyncDisposable {
  /** Answers a request outside `/v1`; `undefined` when no entrance knows its path. */
  handle(request: Request): Promise<Response | undefined>;
  /** What each tells for `GET /v1/pairing`, by its id. */
  pairing(): Readonly<Record<string, unknown>>;
  /** Lets one or all go who are paired with an entrance. @throws EntenteError `ecosystems/no-such-pairing` */
  forget(id: string, who?: string): Promise<void>;
  /** Goes the way that others come in. @throws EntenteError `ecosystems/no-such-test` */
  test(id: string, signal: AbortSignal): Promise<readonly unknown[]>;
  /** What could not be opened, and why. The others work. */
  readonly failed: readonly { readonly id: string; readonly because: string }[];
  readonly open: readonly string[];
}

interface EntrancesContext {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly registry: Registry;
  readonly state: LiveState;
  readonly view: HomeView;
  readonly arbiter: Pick<Arbiter, 'claim'>;
  readonly links: AccountLinks;
  readonly onTrouble: (trouble: string) => void;
}

/** Opens them one after the other. From then on the truth is published to each, whoever moved what. */
export async function openEntrances(choices: readonly EntranceChoice[], context: EntrancesContext): Promise<Entrances> {
  const { clock, storage, registry, state, view, arbiter, links, onTrouble } = context;
  const sessions = new Map<string, EntranceSession>();
  const failed: { id: string; because: string }[] = [];
  const ending = new AbortController();
  for (const { entrance, settings } of choices) {
    const keyOf = (key: string): string => `${entrance.id}/${key}`;
    try {
      const session = await entrance.open(settings, {
        clock,
        signal: ending.signal,
        home: view,
        confirmed: (device, attribute) => state.confirmed(device, attribute),
        claim: async (claim) => arbiter.claim(claim),
        load: (key) => storage.get(keyOf(key)),
        save: (key, document) => storage.put(keyOf(key), document),
        saveNow: async (key, document) => storage.putNow([{ key: keyOf(key), value: document }]),
        links,
        fetch: globalThis.fetch,
        onTrouble,
      });
      sessions.set(entrance.id, session);
    } catch (error) {
      // A port that is taken, a library that is missing: no reason for the lamps not to work.
      if (!(error instanceof EntenteError)) throw error;
      failed.push({ id: entrance.id, because: error.message });
    }
  }
  const forgets = [
    state.onChange((event) => {
      if (event.type === 'value') for (const session of sessions.values()) session.publish(event.device, event.attribute, event.value);
    }),
    registry.onChange(() => {
      for (const session of sessions.values()) session.homeChanged();
    }),
  ];
  return {
    failed,
    open: [...sessions.keys()],
    handle: async (request) => {
      for (const session of sessions.values()) {
        const response = await session.handle?.(request);
        if (response !== undefined) return response;
      }
      return undefined;
    },
    pairing: () => Object.fromEntries([...sessions].flatMap(([id, session]) => (session.pairing === undefined ? [] : [[id, session.pairing()]]))),
    forget: async (id, who) => {
      if ((await sessions.get(id)?.forget?.(who)) !== true) throw new EntenteError('ecosystems/no-such-pairing', 'there is nobody of that name to let go');
    },
    test: async (id, signal) => {
      const tested = await sessions.get(id)?.test?.(signal);
      if (tested === undefined) throw new EntenteError('ecosystems/no-such-test', 'there is nothing to try at this entrance');
      return tested;
    },
    [Symbol.asyncDispose]: async () => {
      for (const forget of forgets) forget();
      ending.abort(new EntenteError('hub/ended', 'the hub ends'));
      await Promise.all([...sessions.values()].map(async (session) => session[Symbol.asyncDispose]()));
    },
  };
}
