import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { EntenteError } from '../../core/errors.ts';
import type { AccountLinks, CodeGrant, Tokens } from '../../ports/account-links.ts';
import { isRegistered, parseClient, parseLinks, type Generation, type KeptClient, type KeptLink } from './schema.ts';

export interface LinkKeeper {
  readonly clock: Clock;
  load(): unknown;
  /** Written within a second. */
  save(document: unknown): void;
  /** Durable when it resolves. */
  saveNow(document: unknown): Promise<void>;
}

/** How long an access token is good, s. */
const accessLifeSeconds = 3 * 86_400;
const codeLifeMs = 120_000;
/** Refreshed and never used: what a cloud that loses our answers may leave behind. */
const mostUnused = 4;
const hourMs = 3_600_000;

interface IssuedCode extends CodeGrant {
  readonly issuedAtMs: number;
  /** Set once it was redeemed. */
  account?: string;
}

/** Account links, kept in one document. Codes are in memory alone. */
export function openAccountLinks(keeper: LinkKeeper): AccountLinks {
  const { clock } = keeper;
  const kept = parseLinks(keeper.load());
  const clients = new Map<string, KeptClient>(kept.clients.map((client) => [client.clientId, client]));
  const links = new Map<string, KeptLink>(kept.links.map((link) => [link.account, link]));
  const codes = new Map<string, IssuedCode>();
  let byAccess = indexOf(links);

  const document = (): unknown => {
    byAccess = indexOf(links);
    return { clients: [...clients.values()], links: [...links.values()] };
  };
  const isOver = ({ issuedAtMs }: IssuedCode): boolean => clock.elapsedMs() - issuedAtMs > codeLifeMs;
  const end = async (account: string): Promise<boolean> => {
    const was = links.delete(account);
    if (was) await keeper.saveNow(document());
    return was;
  };
  /** Adds tokens to a link; durable before anybody has them. */
  const issue = async (link: KeptLink): Promise<Tokens> => {
    const [accessToken, refreshToken] = [newSecret(), newSecret()];
    const fresh: Generation = {
      accessDigest: digestOf(accessToken),
      accessUntilMs: clock.nowMs() + accessLifeSeconds * 1000,
      refreshDigest: digestOf(refreshToken),
    };
    const [used, ...unused] = link.generations;
    links.set(link.account, { ...link, generations: [...(used === undefined ? [] : [used]), ...unused.slice(1 - mostUnused), fresh] });
    await keeper.saveNow(document());
    return { accessToken, refreshToken, lifeSeconds: accessLifeSeconds };
  };

  return {
    register: async (input) => {
      const parsed = parseClient(input);
      if ('wrong' in parsed) throw new EntenteError('ecosystems/bad-client', `${parsed.wrong}: is not what is expected here`);
      const [clientId, clientSecret] = [randomBytes(12).toString('base64url'), newSecret()];
      clients.set(clientId, { clientId, ...parsed.client, secretDigest: digestOf(clientSecret) });
      await keeper.saveNow(document());
      return { clientId, clientSecret };
    },
    client: (clientId) => {
      const client = clients.get(clientId);
      return client && { clientId, name: client.name, redirectUris: client.redirectUris };
    },
    mayRedirect: (clientId, redirectUri) => isRegistered(redirectUri, clients.get(clientId)?.redirectUris ?? []),
    isClientSecret: (clientId, secret) => {
      const digest = clients.get(clientId)?.secretDigest;
      return digest !== undefined && timingSafeEqual(Buffer.from(digest), Buffer.from(digestOf(secret)));
    },
    issueCode: (grant) => {
      for (const [digest, code] of codes) if (isOver(code) || codes.size >= mostCodes) codes.delete(digest);
      const code = newSecret();
      codes.set(digestOf(code), { ...grant, issuedAtMs: clock.elapsedMs() });
      return code;
    },
    redeem: async ({ clientId, code, redirectUri, codeVerifier }) => {
      const issued = codes.get(digestOf(code));
      // One client does not use up another's code.
      if (issued === undefined || issued.clientId !== clientId) return undefined;
      if (issued.account !== undefined) {
        // RFC 6749, §4.1.2: somebody else has it too, so neither keeps anything.
        await end(issued.account);
        return undefined;
      }
      const account = randomBytes(9).toString('base64url');
      issued.account = account;
      if (isOver(issued) || issued.redirectUri !== redirectUri || !isVerified(issued, codeVerifier)) return undefined;
      const { person } = issued;
      if (person !== undefined) for (const link of links.values()) if (link.clientId === clientId && link.person === person) links.delete(link.account);
      return issue({ account, clientId, ...(person !== undefined && { person }), linkedAtMs: clock.nowMs(), generations: [] });
    },
    refresh: async ({ clientId, refreshToken }) => {
      const digest = digestOf(refreshToken);
      const link = [...links.values()].find((one) => one.clientId === clientId && one.generations.some(({ refreshDigest }) => refreshDigest === digest));
      return link && issue(link);
    },
    revoke: async ({ clientId, token }) => {
      const digest = digestOf(token);
      for (const link of links.values()) {
        if (link.clientId !== clientId) continue;
        if (link.generations.some(({ refreshDigest }) => refreshDigest === digest)) await end(link.account);
        else if (link.generations.some(({ accessDigest }) => accessDigest === digest)) {
          // The refresh token stays good, as RFC 7009, §2.1 allows.
          const generations = link.generations.map((one) => (one.accessDigest === digest ? { ...one, accessUntilMs: 0 } : one));
          links.set(link.account, { ...link, generations });
          await keeper.saveNow(document());
        }
      }
    },
    accountOf: (accessToken) => {
      const digest = digestOf(accessToken);
      const account = byAccess.get(digest);
      const link = account === undefined ? undefined : links.get(account);
      if (link === undefined) return undefined;
      const at = link.generations.findIndex(({ accessDigest }) => accessDigest === digest);
      const now = clock.nowMs();
      if (now >= (link.generations[at]?.accessUntilMs ?? 0)) return undefined;
      if (at > 0 || link.usedAtMs === undefined || Math.abs(now - link.usedAtMs) > hourMs) {
        links.set(link.account, { ...link, usedAtMs: now, generations: link.generations.slice(at) });
        keeper.save(document());
      }
      return link.account;
    },
    list: () =>
      [...links.values()].map(({ account, clientId, person, linkedAtMs, usedAtMs }) => ({
        account,
        clientName: clients.get(clientId)?.name ?? '',
        ...(person !== undefined && { person }),
        linkedAtMs,
        ...(usedAtMs !== undefined && { usedAtMs }),
      })),
    unlink: end,
  };
}

const mostCodes = 1_000;

function indexOf(links: ReadonlyMap<string, KeptLink>): ReadonlyMap<string, string> {
  return new Map([...links.values()].flatMap(({ account, generations }) => generations.map(({ accessDigest }) => [accessDigest, account] as const)));
}

/** PKCE (RFC 7636, §4.6): a code asked for with a challenge needs its verifier. */
function isVerified({ codeChallenge }: IssuedCode, verifier: string | undefined): boolean {
  if (codeChallenge === undefined) return true;
  if (verifier === undefined || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === codeChallenge;
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
