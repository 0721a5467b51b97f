import * as v from 'valibot';

/** What is kept of account linking. Secrets only as digests: whoever reads the database can command nothing with it. */
export interface LinkDocument {
  readonly clients: readonly KeptClient[];
  readonly links: readonly KeptLink[];
}

export interface KeptClient {
  readonly clientId: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly secretDigest: string;
}

export interface KeptLink {
  readonly account: string;
  readonly clientId: string;
  readonly person?: string | undefined;
  readonly linkedAtMs: number;
  readonly usedAtMs?: number | undefined;
  /** Oldest first. The first is in use; the others were issued by refreshing, and the first of them that is used takes the place of what is older. */
  readonly generations: readonly Generation[];
}

export interface Generation {
  readonly accessDigest: string;
  readonly accessUntilMs: number;
  readonly refreshDigest: string;
}

const time = v.pipe(v.number(), v.integer());
const Document = v.object({
  clients: v.array(v.object({ clientId: v.string(), name: v.string(), redirectUris: v.array(v.string()), secretDigest: v.string() })),
  links: v.array(
    v.object({
      account: v.string(),
      clientId: v.string(),
      person: v.optional(v.string()),
      linkedAtMs: time,
      usedAtMs: v.optional(time),
      generations: v.array(v.object({ accessDigest: v.string(), accessUntilMs: time, refreshDigest: v.string() })),
    }),
  ),
});

/** What was kept; nothing where there is nothing readable. */
export function parseLinks(document: unknown): LinkDocument {
  const parsed = v.safeParse(Document, document);
  return parsed.success ? parsed.output : { clients: [], links: [] };
}

const NewClient = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  redirectUris: v.pipe(v.array(v.pipe(v.string(), v.maxLength(2_000), v.check(isRedirect))), v.minLength(1), v.maxLength(10)),
});

/** A client as somebody asks for it, or the path of the first wrong field. */
export function parseClient(input: unknown): { readonly client: v.InferOutput<typeof NewClient> } | { readonly wrong: string } {
  const parsed = v.safeParse(NewClient, input);
  return parsed.success ? { client: parsed.output } : { wrong: v.getDotPath(parsed.issues[0]) ?? 'the body' };
}

/** An absolute address without a fragment, encrypted unless it is on this machine (RFC 6749, §3.1.2; RFC 8252, §7.3). */
function isRedirect(uri: string): boolean {
  if (!/^[\u0021-\u007e]+$/.test(uri) || uri.includes('#') || !URL.canParse(uri)) return false;
  const { protocol, hostname, username, password } = new URL(uri);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}

/**
 * Whether an address that a cloud asks for is one of the registered: byte for byte. Where the last part of a registered query is `name=*`, any value of
 * that one parameter will do: Tmall Genie sends another `token` with every person.
 */
export function isRegistered(uri: string, redirectUris: readonly string[]): boolean {
  return redirectUris.some((registered) => {
    if (registered === uri) return true;
    if (!/[?&][\w-]+=\*$/.test(registered)) return false;
    const fixed = registered.slice(0, -1);
    return uri.startsWith(fixed) && /^[\w~%.+=-]{1,500}$/.test(uri.slice(fixed.length));
  });
}
