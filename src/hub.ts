import type { Clock } from './core/clock.ts';
import type { Attribute, Device, Home, HomeView, Room, Value } from './core/home.ts';
import type { Arbiter } from './ports/arbiter.ts';
import type { Appointment, Assistant, List } from './ports/assistant.ts';
import type { StateOrigin } from './ports/state.ts';

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
  readonly devices: { readonly all: number; readonly unreachable: readonly string[] };
  readonly parts: readonly PartStatus[];
  /** Values of other systems that cannot be and were taken as unknown, each told once. */
  readonly refusedValues: readonly { readonly device: string; readonly attribute: Attribute; readonly problem: string; readonly atMs: number }[];
}

/** What happens to a virtual device from outside: by hand, or by fate. */
export interface VirtualOperation {
  /** A person moves it by hand. */
  readonly set?: Readonly<Partial<Record<Attribute, Exclude<Value, null>>>>;
  readonly reachable?: boolean;
  /** Whether its commands fail from now on. */
  readonly failing?: boolean;
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
  /** @throws EntenteError `home/no-such-device` for a device that is not virtual */
  operateVirtual(device: string, operation: VirtualOperation): Promise<void>;
  appointments(): readonly Appointment[];
  lists(): readonly List[];
  /** A few sentences that work in this home. */
  examples(locale?: string): readonly string[];
  status(): HubStatus;
  /** `GET /v1/pairing`. */
  pairing(): object;
  /** Tells of everything from now on. Answers how to stop that. */
  subscribe(listener: (event: HubEvent) => void): () => void;
  /** A small document of a way in, kept over restarts. */
  load(key: string): unknown;
  save(key: string, document: unknown): void;
}
