import type { Attribute, HomeView } from '../core/home.ts';
import type { LiveState } from '../home/state.ts';
import type { Registry } from '../home/registry.ts';
import type { Entrances } from './entrances.ts';
import { homeAssistantId, type HomeAssistantLink, type HomeAssistantView } from './home-assistant.ts';
import { version } from './version.ts';

/** Something that the hub has, can have or lacks. */
export interface PartStatus {
  readonly id: string;
  readonly state: 'ready' | 'missing' | 'failed';
  /** Why not, and what mends it. */
  readonly because?: string;
}

/** `GET /v1/status`. */
export interface HubStatus {
  readonly version: string;
  readonly ready: true;
  readonly startedAtMs: number;
  readonly devices: {
    readonly all: number;
    readonly unreachable: readonly string[];
    /** Devices that another assistant may also reach past us: they are watched, not fenced. */
    readonly watched: readonly string[];
  };
  readonly parts: readonly PartStatus[];
  /** Values of other systems that cannot be and were taken as unknown, each told once. */
  readonly refusedValues: readonly { readonly device: string; readonly attribute: Attribute; readonly problem: string; readonly atMs: number }[];
}

interface StatusContext {
  readonly view: HomeView;
  readonly state: LiveState;
  readonly registry: Registry;
  readonly entered: Pick<Entrances, 'open' | 'failed'>;
  readonly homeAssistant: Pick<HomeAssistantLink, 'view'>;
  readonly startedAtMs: number;
}

/** The hub as it is now. */
export function statusOf({ view, state, registry, entered, homeAssistant, startedAtMs }: StatusContext): HubStatus {
  const { devices } = view.home;
  const assistant = homeAssistant.view();
  return {
    version,
    ready: true,
    startedAtMs,
    devices: {
      all: devices.length,
      unreachable: devices.filter(({ id }) => !view.reachable(id)).map(({ id }) => id),
      // Which of its devices its own HomeKit bridge exports it does not tell: any of them may be.
      watched: assistant.hasHomeKitBridge ? registry.devicesOf(homeAssistantId).map(({ id }) => id) : [],
    },
    parts: [
      { id: 'understanding', state: 'ready' },
      { id: 'virtual', state: 'ready' },
      { id: 'model', state: 'missing', because: 'no language model is set up: what is no request for the home is not answered' },
      ...entered.open.map((id): PartStatus => ({ id, state: 'ready' })),
      ...entered.failed.map(({ id, because }): PartStatus => ({ id, state: 'failed', because })),
      ...entrancesThereAre
        .filter((id) => !entered.open.includes(id) && !entered.failed.some((one) => one.id === id))
        .map((id): PartStatus => ({ id, state: 'missing', because: 'not switched on' })),
      { id: homeAssistantId, ...phases[assistant.phase] },
    ],
    refusedValues: state.problems(),
  };
}

const entrancesThereAre = ['homekit', 'aligenie'];

const phases: Readonly<Record<HomeAssistantView['phase'], Omit<PartStatus, 'id'>>> = {
  none: { state: 'missing', because: 'not set up: give its address and a token on the page' },
  ready: { state: 'ready' },
  connecting: { state: 'failed', because: 'it does not answer; it is tried again' },
  starting: { state: 'failed', because: 'it is still starting; it is tried again' },
  refused: { state: 'failed', because: 'it refuses the token: set it up again with another' },
  missing: { state: 'failed', because: 'the optional package home-assistant-js-websocket is not installed' },
};
