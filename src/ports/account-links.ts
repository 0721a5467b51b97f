/**
 * Accounts of other clouds that may command this home: OAuth 2.0 with authorization codes (RFC 6749), PKCE (RFC 7636), revocation (RFC 7009). The web
 * speaks the protocol; what is granted is kept here, secrets only as digests.
 */
export interface AccountLinks {
  /**
   * Lets a cloud ask for links: `{name, redirectUris}`. An address may leave the value of its last parameter open (`…&token=*`). The secret is told this once.
   * @throws EntenteError `ecosystems/bad-client` naming the wrong field
   */
  register(client: unknown): Promise<{ readonly clientId: string; readonly clientSecret: string }>;
  client(clientId: string): LinkClient | undefined;
  /** Whether a client may be sent a code at this address. */
  mayRedirect(clientId: string, redirectUri: string): boolean;
  /** Whether this is the client's secret. False for a client that there is none. */
  isClientSecret(clientId: string, secret: string): boolean;
  /** A code for a person who agreed: good once, for two minutes, and not after a restart. */
  issueCode(grant: CodeGrant): string;
  /** Tokens for a code. `undefined` when it is not this client's, was used, is too old, or was asked for otherwise. A code used twice ends what it began. */
  redeem(exchange: CodeExchange): Promise<Tokens | undefined>;
  /** New tokens for a refresh token; the old ones stay good until the new access token is first used. */
  refresh(request: { readonly clientId: string; readonly refreshToken: string }): Promise<Tokens | undefined>;
  /** Forgets a token of this client; with a refresh token the whole link goes. What is unknown is gone already. */
  revoke(request: { readonly clientId: string; readonly token: string }): Promise<void>;
  /** The account whose access token this is, told apart from every other; no secret. */
  accountOf(accessToken: string): string | undefined;
  list(): readonly AccountLink[];
  /** Ends a link. False when there is none. */
  unlink(account: string): Promise<boolean>;
}

export interface LinkClient {
  readonly clientId: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
}

export interface CodeGrant {
  readonly clientId: string;
  /** As the cloud asked for it. */
  readonly redirectUri: string;
  /** PKCE, S256. */
  readonly codeChallenge?: string;
  /** Whose account it is, by a person's id. A person has one at each client: a new one takes the old one's place. */
  readonly person?: string;
}

export interface CodeExchange {
  readonly clientId: string;
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier?: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** How long the access token is good, whole seconds. */
  readonly lifeSeconds: number;
}

export interface AccountLink {
  readonly account: string;
  /** The name of the client it came through. */
  readonly clientName: string;
  readonly person?: string;
  readonly linkedAtMs: number;
  /** When its access token was last used, to the hour. */
  readonly usedAtMs?: number;
}
