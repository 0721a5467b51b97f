import type { Command } from '../../core/claim.ts';
import type { Attribute, Value } from '../../core/home.ts';
import type { Values } from './domains/domain.ts';
import type { Context } from './messages.ts';

/** Whose doing a state is, as its context tells. */
export type Cause =
  /** This command of ours, on this device. */
  | { readonly is: 'command'; readonly commandId: string }
  /** A command of ours for another device: the lamps of a group, what a scene sets. Nobody is at this device. */
  | { readonly is: 'consequence' }
  /** It may be ours: it is not known before the calls that are under way are answered. */
  | { readonly is: 'open'; readonly answered: Promise<void> }
  | { readonly is: 'other' };

interface Sent {
  readonly commandId: string;
  readonly device: string;
  readonly set: NonNullable<Command['set']>;
  /** It was seen as ordered: what is different from then on under the same context was somebody else. */
  hasArrived: boolean;
}

/**
 * Exact echo suppression. The answer to a service call tells the `context` that the states bear which it causes; but the states come first, so that what
 * bears an unknown context of our own user waits for the answers, where its device has not itself been called.
 *
 * @see https://developers.home-assistant.io/docs/core/entity#context (a context stays on an entity for 5 s)
 */
export class Echoes {
  readonly #byContext = new Map<string, Sent>();
  readonly #underWay = new Map<Sent, { readonly answered: Promise<void>; readonly answer: () => void }>();
  /** Our own user; `undefined` while unknown, when any user may be ours. */
  #userId: string | undefined;

  becomes(userId: string | undefined): void {
    this.#userId = userId;
  }

  /** A command begins. What is answered before `end` was called is its doing. */
  begin({ commandId, device, set = {} }: Command): { answered(context: Context | undefined): void; end(): void } {
    const sent: Sent = { commandId, device, set, hasArrived: false };
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    this.#underWay.set(sent, { answered, answer });
    return {
      answered: (context) => {
        if (context !== undefined) this.#remember(context.id, sent);
      },
      end: () => {
        this.#underWay.delete(sent);
        answer();
      },
    };
  }

  causeOf(device: string, context: Context | undefined, values: Values): Cause {
    if (context === undefined) return { is: 'other' };
    const sent = this.#byContext.get(context.id);
    if (sent !== undefined) {
      if (sent.device !== device) return { is: 'consequence' };
      const isThere = isAsOrdered(sent.set, values);
      const isOurs = isThere || !sent.hasArrived;
      sent.hasArrived ||= isThere;
      return isOurs ? { is: 'command', commandId: sent.commandId } : { is: 'other' };
    }
    // An automation that our act set off has a context of its own, with ours as its parent: an act by itself.
    if (context.parent_id !== null || context.user_id === null) return { is: 'other' };
    if (this.#userId !== undefined && context.user_id !== this.#userId) return { is: 'other' };
    const calls = [...this.#underWay];
    if (calls.length === 0) return { is: 'other' };
    // A device that was called itself needs no waiting: until the answer nothing overrides its command.
    const own = calls.findLast(([call]) => call.device === device);
    if (own !== undefined) return { is: 'command', commandId: own[0].commandId };
    return { is: 'open', answered: Promise.all(calls.map(async ([, { answered }]) => answered)).then(() => undefined) };
  }

  #remember(contextId: string, sent: Sent): void {
    this.#byContext.set(contextId, sent);
    for (const oldest of this.#byContext.keys()) {
      if (this.#byContext.size <= most) break;
      this.#byContext.delete(oldest);
    }
  }
}

/** A context older than so many calls is not heard of again. */
const most = 500;

function isAsOrdered(set: Readonly<Partial<Record<Attribute, Value>>>, values: Values): boolean {
  const ordered = Object.entries(set);
  const said: Readonly<Partial<Record<string, Value>>> = values;
  return ordered.length > 0 && ordered.every(([attribute, value]) => isNear(value, said[attribute]));
}

function isNear(ordered: Value, said: Value | undefined): boolean {
  if (typeof ordered === 'number' && typeof said === 'number') return Math.abs(ordered - said) <= Math.max(1, Math.abs(ordered) * 0.02);
  return ordered === said;
}
