import type { Tokens } from '../../ports/account-links.ts';
import { failureGate, type FailureGate } from './failure-gate.ts';
import { formOf } from './form.ts';
import type { OAuthContext } from './oauth.ts';

type Form = ReadonlyMap<string, string>;

/** `/oauth/token`: codes and refresh tokens become access tokens (RFC 6749, §4.1.3 and §6). */
export function tokenEndpoint(context: OAuthContext): (request: Request) => Promise<Response> {
  const { links } = context;
  const gate = failureGate(context.clock, { most: 30, forgiveMs: 5_000 });
  return async (request) =>
    authenticated(context, gate, request, async (clientId, form) => {
      if (gate.isShut(`grant ${clientId}`)) return failed(429, 'invalid_request');
      const tokens = await granted(form, clientId, links);
      if (typeof tokens === 'string') return failed(400, tokens);
      if (tokens !== undefined) return answered(tokens);
      gate.fail(`grant ${clientId}`);
      context.onRefused?.('a code or refresh token that is not good');
      return failed(400, 'invalid_grant');
    });
}

/** `/oauth/revoke` (RFC 7009): what is unknown is gone already. */
export function revokeEndpoint(context: OAuthContext): (request: Request) => Promise<Response> {
  const gate = failureGate(context.clock, { most: 30, forgiveMs: 5_000 });
  return async (request) =>
    authenticated(context, gate, request, async (clientId, form) => {
      const token = form.get('token');
      if (token === undefined || token === '') return failed(400, 'invalid_request');
      await context.links.revoke({ clientId, token });
      return json(200, {});
    });
}

async function granted(form: Form, clientId: string, links: OAuthContext['links']): Promise<Tokens | undefined | 'invalid_request' | 'unsupported_grant_type'> {
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const [code, redirectUri, codeVerifier] = [form.get('code'), form.get('redirect_uri'), form.get('code_verifier')];
      if (code === undefined || redirectUri === undefined) return 'invalid_request';
      return links.redeem({ clientId, code, redirectUri, ...(codeVerifier !== undefined && { codeVerifier }) });
    }
    case 'refresh_token': {
      const refreshToken = form.get('refresh_token');
      return refreshToken === undefined ? 'invalid_request' : links.refresh({ clientId, refreshToken });
    }
    case undefined:
      return 'invalid_request';
    default:
      return 'unsupported_grant_type';
  }
}

/**
 * Goes on once the client has shown its secret: as Basic, or in the form (RFC 6749, §2.3.1). Who guesses is slowed down; whoever has the right secret, which
 * nobody can guess, is not: else anybody could cut off a cloud by guessing in its name.
 */
async function authenticated(
  context: OAuthContext,
  gate: FailureGate,
  request: Request,
  next: (clientId: string, form: Form) => Promise<Response>,
): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const form = await formOf(request);
  if (form === undefined) return failed(400, 'invalid_request');
  const basic = request.headers.get('authorization');
  const shown = basic === null ? { clientId: form.get('client_id'), secret: form.get('client_secret') } : fromBasic(basic);
  if (basic !== null && (form.has('client_secret') || (form.has('client_id') && form.get('client_id') !== shown.clientId)))
    return failed(400, 'invalid_request');
  const { clientId = '', secret = '' } = shown;
  if (context.links.isClientSecret(clientId, secret)) return next(clientId, form);
  const key = context.links.client(clientId) === undefined ? 'unknown client' : `client ${clientId}`;
  context.onRefused?.('a wrong client secret');
  if (gate.isShut(key)) return failed(429, 'invalid_client');
  gate.fail(key);
  return failed(401, 'invalid_client', basic === null ? {} : { 'www-authenticate': 'Basic realm="entente", charset="UTF-8"' });
}

function fromBasic(header: string): { readonly clientId?: string; readonly secret?: string } {
  const encoded = /^Basic +([\w+/=-]+) *$/i.exec(header)?.[1];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  try {
    // Both are form-encoded before they are joined.
    return { clientId: decodeURIComponent((id ?? '').replaceAll('+', ' ')), secret: decodeURIComponent((secret ?? '').replaceAll('+', ' ')) };
  } catch {
    return {};
  }
}

function answered({ accessToken, refreshToken, lifeSeconds }: Tokens): Response {
  return json(200, { access_token: accessToken, token_type: 'Bearer', expires_in: lifeSeconds, refresh_token: refreshToken });
}

/** RFC 6749, §5.2. */
function failed(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Response {
  return json(status, { error }, { ...headers, ...(status === 429 && { 'retry-after': '5' }) });
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      pragma: 'no-cache',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
}
