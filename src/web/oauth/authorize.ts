import { createHash, randomBytes } from 'node:crypto';
import { consentForm, errorDocument, signInForm, wordsFor, type Words } from './documents.ts';
import { failureGate } from './failure-gate.ts';
import { fieldsOf, formOf } from './form.ts';
import type { OAuthContext } from './oauth.ts';

/** What a cloud asks for, checked. */
interface Asked {
  readonly clientId: string;
  readonly clientName: string;
  readonly redirectUri: string;
  readonly state?: string;
  readonly codeChallenge?: string;
  /** Where to ask again. */
  readonly again: string;
}

/** A page that was shown: good once, for the browser that it was shown to. */
interface Ticket {
  readonly for: 'sign-in' | 'consent';
  readonly asked: Asked;
  readonly browser: string;
  readonly issuedAtMs: number;
}

const ticketLifeMs = 10 * 60_000;
const mostTickets = 1_000;
const browserCookie = 'entente-link';

/** `/oauth/authorize`: a person signs in, agrees, and goes back with a code (RFC 6749, §4.1). */
export function authorizeEndpoint(context: OAuthContext): (request: Request) => Promise<Response> {
  const { clock, links } = context;
  const tickets = new Map<string, Ticket>();
  const gate = failureGate(clock, { most: 20, forgiveMs: 10_000 });
  const refuse = (request: Request, status: number, problem: Parameters<typeof errorDocument>[1], why: string): Response => {
    context.onRefused?.(why);
    return page(errorDocument(wordsFor(request), problem), status);
  };
  const issue = (ticket: Omit<Ticket, 'issuedAtMs'>): string => {
    for (const [digest, { issuedAtMs }] of tickets) if (clock.elapsedMs() - issuedAtMs > ticketLifeMs || tickets.size >= mostTickets) tickets.delete(digest);
    const secret = randomBytes(32).toString('base64url');
    tickets.set(digestOf(secret), { ...ticket, issuedAtMs: clock.elapsedMs() });
    return secret;
  };
  const askToSignIn = (say: Words, asked: Asked, browser: string, problem?: 'wrong' | 'tooMany'): Response => {
    const ticket = issue({ for: 'sign-in', asked, browser: digestOf(browser) });
    const document = signInForm(say, { client: asked.clientName, ticket, again: asked.again, ...(problem !== undefined && { problem }) });
    return page(document, problem === undefined ? 200 : problem === 'wrong' ? 403 : 429, { browser });
  };
  const askToAgree = (say: Words, asked: Asked): Response => {
    // Another one than before signing in, so that nobody can have planted it.
    const browser = randomBytes(32).toString('base64url');
    const ticket = issue({ for: 'consent', asked, browser: digestOf(browser) });
    const { host, origin } = new URL(asked.redirectUri);
    return page(consentForm(say, { client: asked.clientName, host, ticket, people: context.people() }), 200, { browser, mayGoTo: `https: ${origin}` });
  };

  const show = (request: Request): Response => {
    const asked = askedOf(context, new URL(request.url));
    if (asked === 'unknown') return refuse(request, 400, 'unknown', 'a link asked for by no registered client or address');
    if ('error' in asked) return back(asked.redirectUri, { error: asked.error, state: asked.state });
    if (context.isSignedIn(request)) return askToAgree(wordsFor(request), asked);
    return askToSignIn(wordsFor(request), asked, cookieOf(request) || randomBytes(32).toString('base64url'));
  };
  const take = async (request: Request): Promise<Response> => {
    if (isForged(request)) return refuse(request, 403, 'expired', 'a form for linking that another site sent');
    const form = await formOf(request);
    const digest = digestOf(form?.get('ticket') ?? '');
    const ticket = tickets.get(digest);
    tickets.delete(digest);
    const browser = cookieOf(request);
    if (form === undefined || ticket === undefined || ticket.browser !== digestOf(browser) || clock.elapsedMs() - ticket.issuedAtMs > ticketLifeMs) {
      return refuse(request, 403, 'expired', 'a form for linking without a valid ticket');
    }
    const say = wordsFor(request);
    const { asked } = ticket;
    if (ticket.for === 'sign-in') {
      if (gate.isShut('token')) return askToSignIn(say, asked, browser, 'tooMany');
      if (context.isToken((form.get('token') ?? '').trim())) return askToAgree(say, asked);
      gate.fail('token');
      context.onRefused?.('a wrong token at the form for linking');
      return askToSignIn(say, asked, browser, 'wrong');
    }
    const { clientId, redirectUri, codeChallenge, state } = asked;
    if (form.get('decision') !== 'agree') return back(redirectUri, { error: 'access_denied', state });
    const person = context.people().find(({ id }) => id === form.get('person'))?.id;
    const code = links.issueCode({ clientId, redirectUri, ...(codeChallenge !== undefined && { codeChallenge }), ...(person !== undefined && { person }) });
    return back(redirectUri, { code, state });
  };
  return async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return show(request);
    if (request.method === 'POST') return take(request);
    return new Response(null, { status: 405, headers: { allow: 'GET, POST' } });
  };
}

/** Only a registered address is ever gone back to, also with an error; whoever asks for another is told here. */
function askedOf({ links }: OAuthContext, url: URL): Asked | 'unknown' | { readonly error: string; readonly redirectUri: string; readonly state?: string } {
  const fields = fieldsOf(url.searchParams);
  const client = links.client(fields?.get('client_id') ?? '');
  const redirectUri = fields?.get('redirect_uri') ?? '';
  if (fields === undefined || client === undefined || !links.mayRedirect(client.clientId, redirectUri)) return 'unknown';
  const state = fields.get('state');
  const known = { redirectUri, ...(state !== undefined && { state }) };
  if (fields.get('response_type') !== 'code') return { error: 'unsupported_response_type', ...known };
  const codeChallenge = fields.get('code_challenge');
  if (codeChallenge !== undefined && (fields.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(codeChallenge)))
    return { error: 'invalid_request', ...known };
  return {
    ...known,
    clientId: client.clientId,
    clientName: client.name,
    ...(codeChallenge !== undefined && { codeChallenge }),
    again: url.pathname + url.search,
  };
}

/** The address whole, byte for byte, and what is said appended to whatever query it has. */
function back(redirectUri: string, answer: { readonly code?: string; readonly error?: string; readonly state?: string | undefined }): Response {
  const query = Object.entries(answer).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  const location = `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${query.join('&')}`;
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' } });
}

/** The ticket and its cookie keep others out already; this keeps them from trying. */
function isForged(request: Request): boolean {
  const [site, origin] = [request.headers.get('sec-fetch-site'), request.headers.get('origin')];
  if (site !== null && site !== 'same-origin') return true;
  const host = request.headers.get('host') ?? new URL(request.url).host;
  return origin !== null && (!URL.canParse(origin) || new URL(origin).host !== host);
}

function page(document: string, status: number, { browser, mayGoTo = '' }: { browser?: string; mayGoTo?: string } = {}): Response {
  return new Response(document, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      // Browsers hold a form to its allowed targets through all the redirects that answer it, and a cloud may have several.
      'content-security-policy': `default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'self' ${mayGoTo}; frame-ancestors 'none'`,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      // "no-referrer" would make browsers send "Origin: null" with our own forms.
      'referrer-policy': 'same-origin',
      ...(browser !== undefined && { 'set-cookie': `${browserCookie}=${browser}; Path=/oauth; HttpOnly; SameSite=Strict; Max-Age=${ticketLifeMs / 1000}` }),
    },
  });
}

function cookieOf(request: Request): string {
  return new RegExp(`(?:^|;\\s*)${browserCookie}=([\\w-]{43})(?:;|$)`).exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
