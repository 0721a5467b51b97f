import type { Claim, Decision } from '../core/claim.ts';
import type { Clock } from '../core/clock.ts';
import type { HomeView, Value, Attribute } from '../core/home.ts';
import type { AccountLinks } from './account-links.ts';

export interface EntranceContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly home: HomeView;
  /** What the device said last, below what was ordered: how far it has come. Without it the visible value stands for both. */
  confirmed?(device: string, attribute: Attribute): Value | undefined;
  /** Asks to act. Answers within 500 ms. */
  claim(claim: Claim): Promise<Decision>;
  load(key: string): unknown;
  save(key: string, document: unknown): void;
  /** Durable when it resolves: keys and pairings. Without it `save` has to do. */
  saveNow?(key: string, document: unknown): Promise<void>;
  /** Who of other clouds may command; for entrances that they come in by. */
  readonly links?: AccountLinks;
  /** For what an entrance asks of others. */
  readonly fetch?: typeof fetch;
  /** Told of what should not happen, without a word of what anybody said or is called. */
  onTrouble?(trouble: string): void;
}

/** An ecosystem that commands us: HomeKit, Tmall Genie. One ecosystem may be a device source too. */
export interface Entrance {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  /** @throws EntenteError `ecosystems/bad-settings`, `ecosystems/port-taken`, `ecosystems/not-installed` */
  open(settings: unknown, context: EntranceContext): Promise<EntranceSession>;
}

export interface EntranceSession extends AsyncDisposable {
  /** The truth, after a decision or a report: the desired state of one attribute. */
  publish(device: string, attribute: Attribute, value: Value): void;
  /** Names, rooms or devices changed. */
  homeChanged(): void;
  /** Its own HTTP routes, outside `/v1`. `undefined` when the path is not its own. */
  handle?(request: Request): Promise<Response | undefined>;
  /** What `GET /v1/pairing` tells under this entrance's id: what to type or scan, and who is in. */
  pairing?(): Readonly<Record<string, unknown>>;
  /**
   * Lets one go who may come in, by what `pairing` calls them; without a name all of them, and what they could come in with is changed.
   * False when there is nobody of that name.
   */
  forget?(who?: string): Promise<boolean>;
  /** Goes the way that others come in, and tells of each address how that went. `undefined` when it has none that it could try. */
  test?(signal: AbortSignal): Promise<readonly unknown[] | undefined>;
}
