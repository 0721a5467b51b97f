import type { Claim, Decision } from '../core/claim.ts';
import type { Clock } from '../core/clock.ts';
import type { HomeView, Value, Attribute } from '../core/home.ts';

export interface EntranceContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly home: HomeView;
  /** Asks to act. Answers within 500 ms. */
  claim(claim: Claim): Promise<Decision>;
  load(key: string): unknown;
  save(key: string, document: unknown): void;
}

/** An ecosystem that commands us: HomeKit, Tmall Genie. One ecosystem may be a device source too. */
export interface Entrance {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  open(settings: unknown, context: EntranceContext): Promise<EntranceSession>;
}

export interface EntranceSession extends AsyncDisposable {
  /** The truth, after a decision or a report: the desired state of one attribute. */
  publish(device: string, attribute: Attribute, value: Value): void;
  /** Names, rooms or devices changed. */
  homeChanged(): void;
  /** Its own HTTP routes, outside `/v1`. `undefined` when the path is not its own. */
  handle?(request: Request): Promise<Response | undefined>;
}
