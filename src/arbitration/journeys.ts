import type { Clock } from '../core/clock.ts';
import type { Deadlines } from '../core/deadlines.ts';
import { EntenteError } from '../core/errors.ts';
import type { Because, StepResult } from '../core/step.ts';
import type { Actuator } from '../ports/actuator.ts';
import type { StateStore } from '../ports/state.ts';
import { aftermathMs } from './order.ts';
import type { Lane, Order } from './order.ts';
import { hasStrayed, isReplaced } from './settling.ts';

export interface JourneysOptions {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly actuator: Actuator;
  readonly state: StateStore;
  readonly changed: (receiptIds: readonly string[]) => void;
  /** Looks whether commands of the lane have come about. */
  readonly settle: (lane: Lane) => void;
  /** Sends what waited for this one. */
  readonly pump: (lane: Lane) => void;
  readonly end: (order: Order, result: StepResult['result'], because?: Because) => void;
  /** Nothing that is reported from now on is its doing. */
  readonly forget: (order: Order) => void;
  readonly read: (device: string, limitMs: number) => Promise<boolean>;
}

/** A device's protocol is given so long to acknowledge. */
const acknowledgeMs = 10_000;
/** Assumed where nobody knows how long a command travels. */
const usualTravelMs = 2_000;

/** Commands from their leaving until nothing more is to be expected of them. */
export class Journeys {
  readonly #options: JourneysOptions;

  constructor(options: JourneysOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async begin(order: Order): Promise<void> {
    const { actuator, deadlines, changed, end, forget } = this.#options;
    const timeout = new AbortController();
    const deadline = deadlines.at(order.sentAtMs + acknowledgeMs, () => {
      timeout.abort(new EntenteError('arbitration/timeout', 'the device did not acknowledge in time', { retryable: true }));
      forget(order);
      end(order, 'unknown', 'unreachable');
    });
    try {
      await actuator.send(order.command, timeout.signal);
      deadline.cancel();
      this.#acknowledged(order);
    } catch (error) {
      deadline.cancel();
      forget(order);
      if (error instanceof EntenteError && error.code.endsWith('/unreachable')) end(order, 'failed', 'unreachable');
      else end(order, 'failed');
    }
    changed([order.receiptId]);
  }

  /** What was sent in an earlier life: it has no future here, but it may still travel. */
  resume(ghost: Order): void {
    const { clock, actuator, deadlines, settle } = this.#options;
    ghost.stage = 'ended';
    ghost.sentAtMs = -Infinity;
    ghost.travelsUntilMs = clock.elapsedMs() + (actuator.travelMs(ghost.command) ?? usualTravelMs);
    deadlines.at(ghost.travelsUntilMs, () => settle(ghost.lane));
    deadlines.at(ghost.travelsUntilMs + aftermathMs, () => this.#aftermath(ghost));
  }

  #acknowledged(order: Order): void {
    if (order.stage !== 'in-flight') return;
    const { clock, actuator, deadlines, end, settle, pump } = this.#options;
    const { lane, command } = order;
    order.travelsUntilMs = clock.elapsedMs() + (actuator.travelMs(command) ?? usualTravelMs);
    deadlines.at(order.travelsUntilMs + aftermathMs, () => this.#aftermath(order));
    if (order.targets.size === 0) {
      end(order, 'done');
      return;
    }
    order.stage = 'travelling';
    deadlines.at(order.travelsUntilMs, () => this.#arrived(order));
    settle(lane);
    pump(lane);
  }

  /** It should be there by now. What never reported is asked. */
  #arrived(order: Order): void {
    const { settle, read, state } = this.#options;
    settle(order.lane);
    if (order.stage === 'travelling' && !isReplaced(order, state)) void read(order.lane.device, aftermathMs);
  }

  /** From now on what is reported is a person's doing. What is still open is asked for the last time. */
  #aftermath(order: Order): void {
    const { settle, state, forget } = this.#options;
    settle(order.lane);
    const strayed = order.stage === 'ended' && order.result === 'done' && hasStrayed(order, state);
    if (order.stage === 'travelling' || strayed) void this.#askLast(order);
    else forget(order);
  }

  async #askLast(order: Order): Promise<void> {
    const { read, end, forget } = this.#options;
    const answered = await read(order.lane.device, aftermathMs);
    if (answered) end(order, 'failed');
    else end(order, 'unknown', 'unreachable');
    forget(order);
  }
}
