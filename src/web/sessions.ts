import * as v from 'valibot';
import type { Clock } from '../core/clock.ts';
import { digestOf, newSecret } from './secrets.ts';

/** Browsers that are signed in. They stay so over restarts; only digests are kept. */
export interface Sessions {
  /** A new session's secret, for the cookie. */
  open(): string;
  /** The session's key, for counting, or `undefined` when it is none of ours. */
  find(secret: string): string | undefined;
  close(secret: string): void;
}

/** How long a browser stays signed in, ms. */
export const sessionLifeMs = 180 * 86_400_000;

/** Keeps sessions in one small document. The oldest makes room when there are too many. */
export function sessionsIn(store: { load(): unknown; save(document: unknown): void }, clock: Clock): Sessions {
  const found = v.safeParse(Kept, store.load());
  const opened = new Map<string, number>(found.success ? found.output : []);
  const save = (): void => store.save([...opened]);
  const isOver = (openedAtMs: number): boolean => clock.nowMs() - openedAtMs > sessionLifeMs;
  return {
    open: () => {
      const secret = newSecret();
      for (const [digest, openedAtMs] of opened) if (isOver(openedAtMs) || opened.size >= mostSessions) opened.delete(digest);
      opened.set(digestOf(secret), clock.nowMs());
      save();
      return secret;
    },
    find: (secret) => {
      const digest = digestOf(secret);
      const openedAtMs = opened.get(digest);
      return openedAtMs === undefined || isOver(openedAtMs) ? undefined : digest;
    },
    close: (secret) => {
      if (opened.delete(digestOf(secret))) save();
    },
  };
}

const mostSessions = 100;
const Kept = v.array(v.tuple([v.string(), v.number()]));

/** Links that open the page signed in: once, within ten minutes, and not after a restart. */
export interface Tickets {
  issue(): string;
  /** Whether it was good; from now on it is not. */
  redeem(ticket: string): boolean;
}

/** Tickets in memory. */
export function newTickets(clock: Clock): Tickets {
  const issued = new Map<string, number>();
  return {
    issue: () => {
      const ticket = newSecret();
      issued.set(digestOf(ticket), clock.elapsedMs());
      return ticket;
    },
    redeem: (ticket) => {
      const digest = digestOf(ticket);
      const issuedAtMs = issued.get(digest);
      issued.delete(digest);
      return issuedAtMs !== undefined && clock.elapsedMs() - issuedAtMs <= ticketLifeMs;
    },
  };
}

const ticketLifeMs = 10 * 60_000;
