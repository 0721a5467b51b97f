import type { IncomingMessage } from 'node:http';
import type { Clock } from '../core/clock.ts';
import { EntenteError } from '../core/errors.ts';
import type { Hosts } from './hosts.ts';
import { rateLimit } from './rate-limit.ts';
import { isSecret } from './secrets.ts';
import type { Sessions } from './sessions.ts';

/** Who asks: a program with the hub's token, or a browser that is signed in. */
export interface Caller {
  readonly by: 'token' | 'cookie';
  /** Counts towards the rate limit. No secret. */
  readonly key: string;
}

/** Who may call `/v1`, and how often. */
export interface Admission {
  /** @throws EntenteError `web/unauthorized`, `web/forbidden` for another site's page, `web/too-many` */
  admit(request: IncomingMessage): Caller;
  /** For what an entrance answers and itself decides whom it trusts. @throws EntenteError `web/too-many` */
  admitStranger(request: IncomingMessage): void;
  /** Whether the request carries the cookie of a browser that is signed in. */
  isSignedIn(request: IncomingMessage): boolean;
  /** Whether this is the hub's token. @throws EntenteError `web/too-many` when this address guessed too often */
  isToken(given: string, request: IncomingMessage): boolean;
  /** @throws EntenteError `web/forbidden` for a request that another site's page made */
  refuseForged(request: IncomingMessage): void;
}

/**
 * The doorkeeper. Asked and acted on are counted apart, so that a page that reads much does not hold up an assistant; both allow far more than a home needs,
 * and less than would make everybody else wait.
 */
export function admissionOf(context: { token: string; sessions: Sessions; hosts: Hosts; clock: Clock; cookieName: string }): Admission {
  const { token, sessions, hosts, clock, cookieName } = context;
  const acts = rateLimit(clock, { burst: 6_000, perSecond: 2_000 });
  const reads = rateLimit(clock, { burst: 3_000, perSecond: 1_000 });
  const strangers = rateLimit(clock, { burst: 2_000, perSecond: 500 });
  const failures = rateLimit(clock, { burst: 200, perSecond: 20 });

  const refuseForged = (request: IncomingMessage): void => {
    const site = request.headers['sec-fetch-site'];
    const origin = request.headers.origin;
    const own = origin !== undefined && hosts.isOwnOrigin(origin, request.headers.host);
    // Browsers leave Sec-Fetch-Site out over plain HTTP in the home's network, and send Origin with whatever is not GET or HEAD.
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw forged();
    if (origin !== undefined && !own) throw forged();
    if (isUnsafe(request) && site === undefined && origin === undefined && request.headers['x-entente'] === undefined) throw forged();
  };
  const fail = (request: IncomingMessage): void => {
    if (!failures(request.socket.remoteAddress ?? '')) throw tooMany();
  };
  const isSignedIn = (request: IncomingMessage): boolean => sessions.find(cookieOf(request, cookieName)) !== undefined;
  const identify = (request: IncomingMessage): Caller => {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      // Someone who sends a wrong token is not helped by a cookie that the browser added.
      const given = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
      if (given !== undefined && isSecret(given, token)) return { by: 'token', key: 'token' };
    } else {
      const session = sessions.find(cookieOf(request, cookieName));
      if (session !== undefined) {
        refuseForged(request);
        return { by: 'cookie', key: session };
      }
    }
    fail(request);
    throw new EntenteError('web/unauthorized', 'this needs the token of the hub, or a browser that is signed in');
  };
  return {
    admit: (request) => {
      const caller = identify(request);
      if (!(isUnsafe(request) ? acts : reads)(caller.key)) throw tooMany();
      return caller;
    },
    admitStranger: ({ socket }) => {
      if (!strangers(socket.remoteAddress ?? '')) throw tooMany();
    },
    isSignedIn,
    isToken: (given, request) => {
      if (isSecret(given, token)) return true;
      fail(request);
      return false;
    },
    refuseForged,
  };
}

/** The value of a cookie; empty when it is not there. */
export function cookieOf({ headers }: IncomingMessage, name: string): string {
  return cookieIn(headers.cookie ?? '', name);
}

/** The value of a cookie in a `Cookie` header; empty when it is not there. */
export function cookieIn(header: string, name: string): string {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return '';
}

function isUnsafe({ method }: IncomingMessage): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

function forged(): EntenteError {
  return new EntenteError('web/forbidden', 'a page of another site may not do this');
}

function tooMany(): EntenteError {
  return new EntenteError('web/too-many', 'too many requests; try again in a second', { retryable: true });
}
