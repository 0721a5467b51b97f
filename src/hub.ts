import { openArbiter } from './arbitration/arbiter.ts';
import { createAssistant } from './assistant/assistant.ts';
import type { Clock } from './core/clock.ts';
import { EntenteError } from './core/errors.ts';
import type { Attribute, Device, Home, HomeView, Room, Value } from './core/home.ts';
import { demoHome } from './ecosystems/virtual/demo-home.ts';
import { openAccountLinks } from './ecosystems/linking/account-links.ts';
import { ecosystem as virtual } from './ecosystems/virtual/virtual.ts';
import { formatHome } from './home/format.ts';
import { mayDo, personOf } from './home/people.ts';
import { openPreferences, type Preferences } from './home/preferences.ts';
import { homeView, Registry } from './home/registry.ts';
import { LiveState } from './home/state.ts';
import { examplesIn } from './hub/examples.ts';
import { entrancesFor, openEntrances, type EntranceChoice } from './hub/entrances.ts';
import { homeAssistantId, openHomeAssistant, type HomeAssistantLink } from './hub/home-assistant.ts';
import { openSources } from './hub/sources.ts';
import { statusOf, type HubStatus } from './hub/status.ts';
import { version } from './hub/version.ts';
import { loadLanguages } from './languages/registry.ts';
import type { AccountLinks } from './ports/account-links.ts';
import type { Arbiter } from './ports/arbiter.ts';
import type { Appointment, Assistant, List } from './ports/assistant.ts';
import type { Language } from './ports/language.ts';
import type { Notice } from './ports/notice.ts';
import { speak } from './ports/spoken.ts';
import type { StateOrigin } from './ports/state.ts';
import type { Storage } from './ports/storage.ts';
import { openSchedule } from './scheduling/schedule.ts';
import { openLists } from './skills/lists.ts';
import { skills } from './skills/registry.ts';
import { openStorage } from './storage/sqlite.ts';
import { createUnderstanding } from './understanding/readers.ts';
import { tellingOf } from './understanding/telling.ts';

/** What a running hub tells whoever listens, as it happens. */
export type HubEvent =
  /** A value that everybody sees now: what was ordered, else what the device said. */
  | {
      readonly type: 'state';
      readonly device: string;
      readonly attribute: Attribute;
      readonly value: Value;
      readonly atMs: number;
      readonly origin: StateOrigin;
    }
  | { readonly type: 'reachable'; readonly device: string; readonly reachable: boolean; readonly atMs: number }
  /** A claim was decided; once more when its last command has ended. */
  | { readonly type: 'decision'; readonly receiptId: string }
  /** Names, rooms or devices changed: the home is to be read again. */
  | { readonly type: 'home' }
  | { readonly type: 'timers' }
  | { readonly type: 'lists' }
  /** To be shown or said everywhere, in the home's language. */
  | { readonly type: 'broadcast'; readonly about: string; readonly text: string; readonly atMs: number; readonly id?: string; readonly room?: string };

/** `POST /v1/lists`. Without `list` the one last added to. */
export interface ListChange {
  readonly do: 'add' | 'complete' | 'reopen' | 'remove';
  readonly item: string;
  readonly list?: string;
}

/** The hub, put together: one home, one fence, one data folder. */
export interface Hub extends AsyncDisposable {
  readonly clock: Clock;
  readonly view: HomeView;
  readonly arbiter: Arbiter;
  readonly assistant: Assistant;
  /** The home file with live values, and whether each device can be reached. */
  document(): object;
  /** What a person says of a device. @throws EntenteError `home/no-such-device`, `home/no-such-room`, `home/bad-patch` */
  patchDevice(id: string, patch: unknown): Promise<Device>;
  /** @throws EntenteError `home/bad-room`, `home/no-such-floor` */
  putRoom(id: string, room: unknown): Promise<Room>;
  /** @throws EntenteError `home/no-such-room` */
  deleteRoom(id: string): Promise<void>;
  /** Puts another home in this one's place. */
  replaceHome(home: Home): Promise<void>;
  /** Does to a virtual device what life does. @throws EntenteError `virtual/no-such-device`, `virtual/bad-operation` */
  operateVirtual(device: string, request: unknown): void;
  appointments(): readonly Appointment[];
  lists(): readonly List[];
  /** Takes what waits, rings or was missed off the list. @throws EntenteError `scheduling/no-such-appointment` */
  cancelAppointment(id: string): Promise<void>;
  /** What a finger does to a list. @throws EntenteError `skills/no-such-item` */
  changeList(change: ListChange): Promise<void>;
  /** Whose word counts, for a device, a room or the home. */
  readonly preferences: Pick<Preferences, 'list' | 'replace'>;
  /** A few sentences that work in this home. */
  examples(locale?: string): readonly string[];
  status(): HubStatus;
  /** `GET /v1/pairing`. */
  pairing(): { readonly homekit: unknown; readonly aligenie: unknown };
  /**
   * Lets one go who may come in by an entrance, by what `pairing` calls them; without a name all of them, and what they could come in with is changed.
   * @throws EntenteError `ecosystems/no-such-pairing`
   */
  forgetPaired(entrance: string, who?: string): Promise<void>;
  /** Whether others can reach this entrance from where they are. @throws EntenteError `ecosystems/no-such-test` when there is nothing to try */
  tryEntrance(entrance: string, signal: AbortSignal): Promise<readonly unknown[]>;
  readonly homeAssistant: HomeAssistantLink;
  /** A request outside `/v1` that an entrance answers; `undefined` when none knows its path. */
  handle(request: Request): Promise<Response | undefined>;
  /** Whose clouds may command this home. */
  readonly links: AccountLinks;
  /** Tells of everything from now on. Answers how to stop that. */
  subscribe(listener: (event: HubEvent) => void): () => void;
  /** A small document of a way in, kept over restarts. */
  load(key: string): unknown;
  save(key: string, document: unknown): void;
}

export { entrancesFor, version };
export type { HubStatus, PartStatus } from './hub/status.ts';

export interface HubOptions {
  /** The data folder; made where it is missing. */
  readonly folder: string;
  readonly clock: Clock;
  /** The language of whoever starts it: which demo home a new folder gets. */
  readonly locale: string;
  /** What fills a new data folder, in the place of the demo home. An old one keeps its own. */
  readonly home?: Home;
  /** Instead of `DIR/key`. */
  readonly key?: string;
  /** Ecosystems that may command us. One that cannot be opened is told in the status; the others work. */
  readonly entrances?: readonly EntranceChoice[];
  /** Told of what should not happen, without a word of what anybody said. */
  readonly onTrouble?: (trouble: string) => void;
}

/**
 * Opens the data folder and puts the hub together. Resolves when everything works and what was open at a crash has been dealt with.
 *
 * @throws EntenteError `storage/in-use` when another hub uses the folder, and whatever else its parts say
 */
export async function openHub({ folder, key, ...options }: HubOptions): Promise<Hub> {
  return assembleHub(await openStorage({ folder, clock: options.clock, ...(key !== undefined && { key }) }), options);
}

/** The hub on any storage, which it closes in the end, also when it cannot be put together. For tests, and for makers with a storage of their own. */
export async function assembleHub(
  storage: Storage,
  { clock, locale, home, entrances = [], onTrouble = () => undefined }: Omit<HubOptions, 'folder' | 'key'>,
): Promise<Hub> {
  await using opened = new AsyncDisposableStack();
  opened.use(storage);
  const startedAtMs = clock.nowMs();
  const registry = new Registry(storage, [virtual.id, homeAssistantId]);
  const demo = registry.isEmpty && home === undefined ? demoHome(locale) : undefined;
  if (registry.isEmpty) await registry.replace(home ?? demo?.home ?? demoHome(locale).home);

  const state = new LiveState({ device: (id) => registry.device(id), storage, clock });
  const view = homeView(registry, state);
  const languages = await loadLanguages(registry.home.locale);
  const understanding = createUnderstanding(languages, clock);
  const { tell, subscribe } = newBroadcast();
  const preferences = openPreferences(storage, () => registry.home);

  const sources = opened.use(openSources({ clock, storage, registry, report: (report) => fence.report(report) }));
  const fence = opened.use(
    openArbiter({
      clock,
      storage,
      state,
      actuator: sources.actuator,
      changed: (receiptId) => tell({ type: 'decision', receiptId }),
      preference: (device, source) => preferences.weight(device, source),
    }),
  );
  const virtualSession = await sources.connect(virtual, demo === undefined ? {} : { scenes: demo.scenes });
  const homeAssistant = await openHomeAssistant({ clock, storage, registry, sources, onTrouble });
  await fence.recover();

  const notify = (notice: Notice): void => tell(noticeEvent(notice, languages, registry.home));
  const lists = openLists({ storage, clock });
  const scheduling = opened.use(openSchedule({ clock, storage, arbiter: fence, home: view, notify }));
  const assistant = createAssistant({
    clock,
    home: view,
    storage,
    readers: understanding.readers,
    conversations: understanding,
    arbiter: fence,
    languages,
    telling: tellingOf,
    skills,
    scheduling,
    lists,
    notify,
    mayDo: (speaker, step) => {
      const device = registry.device(step.device);
      return device === undefined || mayDo(personOf(registry.home, speaker)?.role, step, device);
    },
  });

  state.onChange((event) => tell(event.type === 'value' ? { ...event, type: 'state' } : event));
  registry.onChange((changed) => {
    state.prune();
    understanding.prewarm(changed);
    tell({ type: 'home' });
  });
  scheduling.subscribe(() => tell({ type: 'timers' }));
  lists.subscribe(() => tell({ type: 'lists' }));
  understanding.prewarm(registry.home);
  // Last, since whoever comes in finds everything there.
  const links = openAccountLinks({
    clock,
    load: () => storage.get('links'),
    save: (document) => storage.put('links', document),
    saveNow: async (document) => storage.putNow([{ key: 'links', value: document }]),
  });
  const entered = opened.use(await openEntrances(entrances, { clock, storage, registry, state, view, arbiter: fence, links, onTrouble }));

  const parts = opened.move();
  return {
    clock,
    view,
    arbiter: fence,
    assistant,
    document: () => liveDocument(view),
    patchDevice: async (id, patch) => registry.patchDevice(id, patch),
    putRoom: async (id, room) => registry.putRoom(id, room),
    deleteRoom: async (id) => registry.removeRoom(id),
    replaceHome: async (next) => registry.replace(next),
    operateVirtual: (device, request) => virtualSession.operate(device, request),
    appointments: () => scheduling.list(),
    lists: () => lists.all(),
    cancelAppointment: async (id) => {
      if (!(await scheduling.cancel(id))) throw new EntenteError('scheduling/no-such-appointment', 'there is no such appointment');
    },
    changeList: async ({ do: change, item, list }) => {
      const changed =
        change === 'add' ? lists.add(item, list) : change === 'remove' ? lists.remove(item, list) : lists.complete(item, list, change === 'complete');
      if ((await changed) === undefined) throw new EntenteError('skills/no-such-item', 'there is no such item on this list');
    },
    preferences,
    examples: (wanted) => examplesIn(registry.home, wanted),
    status: () => statusOf({ view, state, registry, entered, homeAssistant, startedAtMs }),
    pairing: () => ({ ...notPaired, ...entered.pairing() }),
    forgetPaired: async (entrance, who) => entered.forget(entrance, who),
    tryEntrance: async (entrance, signal) => entered.test(entrance, signal),
    homeAssistant,
    handle: async (request) => entered.handle(request),
    links,
    subscribe,
    load: (key) => storage.get(key),
    save: (key, document) => storage.put(key, document),
    [Symbol.asyncDispose]: async () => parts[Symbol.asyncDispose](),
  };
}

/** The home file with live values, and with what is true only now. */
function liveDocument(view: HomeView): object {
  const { devices, ...home } = formatHome(view.home, (device, attribute) => view.value(device, attribute));
  return { ...home, rooms: home.rooms ?? [], devices: devices.map((device) => ({ ...device, reachable: view.reachable(device.id) })) };
}

/** Listeners that cannot harm each other by coming and going meanwhile. */
function newBroadcast(): { readonly tell: (event: HubEvent) => void; readonly subscribe: Hub['subscribe'] } {
  const listeners = new Set<(event: HubEvent) => void>();
  return {
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A notice in the home's language. */
function noticeEvent({ type, spoken, ...notice }: Notice, [language]: readonly Language[], { timeZone }: Home): HubEvent {
  const { atMs, id, room } = notice;
  const text = language === undefined ? spoken.phrase : speak(language.replies, timeZone, spoken);
  return { type: 'broadcast', about: type, text, atMs, ...(id !== undefined && { id }), ...(room !== undefined && { room }) };
}

/** What `GET /v1/pairing` says of entrances that are not open. */
const notPaired = { homekit: null, aligenie: { authorizeUrl: null, tokenUrl: null, apiUrl: null, because: 'Tmall Genie is not switched on' } };
