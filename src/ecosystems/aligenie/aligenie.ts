import * as v from 'valibot';
import { EntenteError } from '../../core/errors.ts';
import type { Entrance, EntranceContext, EntranceSession } from '../../ports/entrance.ts';
import { answer, errorReply } from './endpoint.ts';
import { iconPng } from './icon.ts';
import { parseMessage } from './messages.ts';
import { namingAdvice, type NamingAdvice } from './naming.ts';
import { testReach } from './reach-test.ts';

const Settings = v.strictObject({
  /** Where its cloud reaches us. */
  publicUrl: v.optional(v.pipe(v.string(), v.url())),
});

/** What `GET /v1/pairing` tells: what to type into the platform's console, and who is linked. */
export interface AliGeniePairing extends Record<string, unknown> {
  readonly authorizeUrl: string | null;
  readonly tokenUrl: string | null;
  readonly apiUrl: string | null;
  /** Why there are no addresses. */
  readonly because?: string;
  readonly accounts: readonly {
    readonly account: string;
    readonly clientName: string;
    readonly person?: string;
    readonly linkedAtMs: number;
    readonly usedAtMs?: number;
  }[];
  /** Names that its cloud may not take. */
  readonly advice: readonly NamingAdvice[];
}

export interface AliGenieSession extends EntranceSession {
  handle(request: Request): Promise<Response | undefined>;
  pairing(): AliGeniePairing;
  forget(who?: string): Promise<boolean>;
}

const path = '/ecosystems/aligenie';

/**
 * Tmall Genie (天猫精灵): its cloud sends what its speakers understood. Both versions of the protocol are spoken; which one a skill uses stands in each message.
 *
 * @see https://www.aligenie.com/doc/357554/cmhq2c
 */
export const entrance = {
  id: 'aligenie',
  name: { 'zh-CN': '天猫精灵', en: 'Tmall Genie' },
  async open(settings: unknown, context: EntranceContext): Promise<AliGenieSession> {
    const parsed = v.safeParse(Settings, settings ?? {});
    if (!parsed.success) throw new EntenteError('ecosystems/bad-settings', `aligenie.${v.getDotPath(parsed.issues[0]) ?? ''}: is not what is expected here`);
    const publicUrl = parsed.output.publicUrl?.replace(/\/+$/, '');
    return {
      // It asks when it wants to know; telling it needs a contract with its platform.
      publish: () => undefined,
      homeChanged: () => undefined,
      handle: async (request) => handle(request, context, publicUrl),
      pairing: () => ({ ...addresses(publicUrl), accounts: context.links?.list() ?? [], advice: namingAdvice(context.home.home) }),
      forget: async (who) => forget(context, who),
      test: async (signal) => {
        const { authorizeUrl, apiUrl } = addresses(publicUrl);
        if (authorizeUrl === null || apiUrl === null || context.fetch === undefined) return undefined;
        return testReach({ authorizeUrl, apiUrl }, { fetch: context.fetch, clock: context.clock, signal });
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
  },
} as const satisfies Entrance;

function addresses(publicUrl: string | undefined): Pick<AliGeniePairing, 'authorizeUrl' | 'tokenUrl' | 'apiUrl' | 'because'> {
  const none = { authorizeUrl: null, tokenUrl: null, apiUrl: null };
  if (publicUrl === undefined) return { ...none, because: 'start the hub with --public-url, the address under which the cloud of Tmall Genie reaches it' };
  if (!publicUrl.startsWith('https:')) return { ...none, because: 'the cloud of Tmall Genie takes https addresses alone' };
  return { authorizeUrl: `${publicUrl}/oauth/authorize`, tokenUrl: `${publicUrl}/oauth/token`, apiUrl: `${publicUrl}${path}` };
}

async function forget({ links }: EntranceContext, who: string | undefined): Promise<boolean> {
  if (links === undefined) return false;
  if (who !== undefined) return links.unlink(who);
  const all = links.list();
  for (const { account } of all) await links.unlink(account);
  return all.length > 0;
}

async function handle(request: Request, context: EntranceContext, publicUrl: string | undefined): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  if (pathname === `${path}/icon.png`)
    return new Response(new Uint8Array(iconPng()), { headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=86400' } });
  if (pathname !== path) return undefined;
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const parsed = parseMessage(await request.text());
  if (parsed === undefined) return json({ error: { code: 'ecosystems/bad-message', message: 'this is no message of Tmall Genie' } }, 400);
  const { message, payload } = parsed;
  const { header } = message;
  const { accessToken } = message.payload;
  // Its token comes in the body (version 1 and 2 alike); one in a header counts for nothing.
  const account = typeof accessToken === 'string' ? context.links?.accountOf(accessToken) : undefined;
  if (account === undefined) return json(errorReply(header, 'ACCESS_TOKEN_INVALIDATE'));
  return json(await answer(context, { header, payload, account, ...(publicUrl !== undefined && { icon: `${publicUrl}${path}/icon.png` }) }));
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' } });
}
