import type { Clock } from '../../core/clock.ts';
import type { Person } from '../../core/home.ts';
import type { AccountLinks } from '../../ports/account-links.ts';
import { authorizeEndpoint } from './authorize.ts';
import { revokeEndpoint, tokenEndpoint } from './token.ts';

export interface OAuthContext {
  readonly links: AccountLinks;
  readonly clock: Clock;
  /** Whether this is the hub's token. */
  readonly isToken: (given: string) => boolean;
  /** Whether the request carries the cookie of a browser that is signed in. */
  readonly isSignedIn: (request: Request) => boolean;
  /** Who lives here: each may have an account of their own. */
  readonly people: () => readonly Person[];
  /** Told what was refused, in constant words without a secret. */
  readonly onRefused?: (what: string) => void;
}

/** Account linking, `/oauth/…`: contracts §3. Answers `undefined` for any other path. */
export function oauthHandler(context: OAuthContext): (request: Request) => Promise<Response | undefined> {
  const endpoints = new Map([
    ['/oauth/authorize', authorizeEndpoint(context)],
    ['/oauth/token', tokenEndpoint(context)],
    ['/oauth/revoke', revokeEndpoint(context)],
  ]);
  return async (request) => endpoints.get(new URL(request.url).pathname)?.(request);
}
