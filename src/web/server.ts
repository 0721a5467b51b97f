import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EntenteError } from '../core/errors.ts';
import type { Hub } from '../hub.ts';
import { admissionOf, cookieIn, type Admission } from './admission.ts';
import { declaresMoreThan, readJson, readText, usualLimitBytes } from './body.ts';
import type { Answer, Call } from './call.ts';
import { failureOf } from './errors.ts';
import { answerOf, requestOf } from './foreign.ts';
import { hostsOf, type Hosts } from './hosts.ts';
import { oauthHandler } from './oauth/oauth.ts';
import { openPage, type Page } from './page.ts';
import { routerOf } from './routing.ts';
import { isSecret } from './secrets.ts';
import { newTickets, sessionsIn } from './sessions.ts';
import { openEventStream } from './sse.ts';
import { apiRoutes } from './v1/routes.ts';

export interface WebSettings {
  /** The address to listen on. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether the home's network may come in. */
  readonly lan: boolean;
  readonly publicUrl?: URL;
  readonly token: string;
  /** Where the built page lies. */
  readonly pageFolder: string;
  /** How long a client may take to send its headers; for the whole request twice that. Default 10 s. */
  readonly patienceMs?: number;
  /** Told of what should not happen, without a word of what anybody said. */
  readonly onTrouble: (trouble: string) => void;
}

/** The hub's HTTP server. Disposing it ends every connection. */
export interface Web extends AsyncDisposable {
  readonly port: number;
  /** A link that opens the page signed in, once, within ten minutes; at this address, by default that of this machine itself. */
  pageUrl(origin?: string): string;
}

/** Listens. @throws EntenteError `web/port-taken`, `web/cannot-listen` */
export async function openWeb(hub: Hub, settings: WebSettings): Promise<Web> {
  const { patienceMs = 10_000 } = settings;
  const server = createServer({
    keepAliveTimeout: 75_000,
    headersTimeout: patienceMs,
    requestTimeout: 2 * patienceMs,
    connectionsCheckingInterval: patienceMs / 5,
    maxHeaderSize: 16_384,
  });
  server.maxConnections = 2_000;
  const port = await listen(server, settings);
  const hosts = hostsOf(settings);
  const cookieName = `entente-${port}`;
  const sessions = sessionsIn({ load: () => hub.load('web/sessions'), save: (document) => hub.save('web/sessions', document) }, hub.clock);
  const admission = admissionOf({ token: settings.token, sessions, hosts, clock: hub.clock, cookieName });
  const tickets = newTickets(hub.clock);
  const page = openPage({ folder: settings.pageFolder, admission, sessions, tickets, hosts, cookieName });
  const ending = new AbortController();
  const oauth = oauthHandler({
    links: hub.links,
    clock: hub.clock,
    isToken: (given) => isSecret(given, settings.token),
    isSignedIn: ({ headers }) => sessions.find(cookieIn(headers.get('cookie') ?? '', cookieName)) !== undefined,
    people: () => hub.view.home.people,
    onRefused: settings.onTrouble,
  });
  const foreign = async (request: Request): Promise<Response | undefined> => (await oauth(request)) ?? hub.handle(request);
  const desk = deskOf({ hub, hosts, admission, page, foreign, ending: ending.signal, onTrouble: settings.onTrouble });
  server.on('request', desk);
  // What comes with "Expect: 100-continue" is asked to go on only when somebody reads it.
  server.on('checkContinue', desk);
  return {
    port,
    pageUrl: (origin = `http://${ownHost(settings.host)}:${port}`) => `${origin}/sign-in?ticket=${tickets.issue()}`,
    [Symbol.asyncDispose]: async () => {
      ending.abort(new EntenteError('web/ended', 'the hub ends'));
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Answers that are under way get a moment.
      await Promise.race([closed, hub.clock.sleep(300)]);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, { host, port }: WebSettings): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('listening', resolve).once('error', reject).listen(port, host);
  try {
    await promise;
  } catch (cause) {
    const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw taken
      ? new EntenteError('web/port-taken', `port ${port} is taken`, { cause })
      : new EntenteError('web/cannot-listen', `cannot listen on ${host}`, { cause });
  }
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** How this machine itself reaches a server that listens on this address. */
export function ownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === 'localhost') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

interface Desk {
  readonly hub: Hub;
  readonly hosts: Hosts;
  readonly admission: Admission;
  readonly page: Page;
  /** Answers other clouds, outside `/v1`. */
  readonly foreign: (request: Request) => Promise<Response | undefined>;
  readonly ending: AbortSignal;
  readonly onTrouble: (trouble: string) => void;
}

/** Takes requests: first whom they were meant for, then who sends them, then what they want. */
function deskOf(desk: Desk): (request: IncomingMessage, response: ServerResponse) => void {
  const api = routerOf(apiRoutes);
  let streams = 0;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!desk.hosts.admits(request.headers.host)) throw new EntenteError('web/wrong-host', 'this hub has another name; open it by its address');
    const target = request.url ?? '/';
    const at = target.indexOf('?');
    const path = at < 0 ? target : target.slice(0, at);
    const query = new URLSearchParams(at < 0 ? '' : target.slice(at + 1));
    const isApi = path === '/v1' || path.startsWith('/v1/');
    if (isApi) desk.admission.admit(request);
    if (path.startsWith('/ecosystems/') || path.startsWith('/oauth/')) {
      desk.admission.admitStranger(request);
      const answered = await desk.foreign(requestOf(request, await readText(request, response, usualLimitBytes)));
      if (answered !== undefined) return write(request, response, await answerOf(answered));
    }
    const { route, params } = (isApi ? api : desk.page.router).find(request.method === 'HEAD' ? 'GET' : (request.method ?? ''), path);
    const limitBytes = route.bodyLimitBytes ?? usualLimitBytes;
    if (declaresMoreThan(request, limitBytes)) throw new EntenteError('web/too-large', `the body is larger than ${limitBytes} bytes`);
    const call: Call = {
      hub: desk.hub,
      request,
      params,
      query,
      readJson: async (schema) => readJson(request, response, limitBytes, schema),
      readText: async () => readText(request, response, limitBytes),
      signal: () => signalOf(response, desk.ending),
    };
    const answer = await route.handle(call);
    if (answer.is !== 'stream') return write(request, response, answer);
    if (streams >= mostStreams) throw new EntenteError('web/too-many-streams', 'too many listen already', { retryable: true });
    streams += 1;
    try {
      await writeStream(request, response, answer, call.signal());
    } finally {
      streams -= 1;
    }
  };
  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      const { status, code, message } = failureOf(error);
      if (status === 500) desk.onTrouble(`${code} ${troubleOf(error)}`);
      // A stream that has begun can only break off, which its client notices.
      if (response.headersSent) response.destroy();
      else write(request, response, { is: 'json', status, body: { error: { code, message } } });
    });
  };
}

async function writeStream(
  { method }: IncomingMessage,
  response: ServerResponse,
  { run }: Extract<Answer, { is: 'stream' }>,
  signal: AbortSignal,
): Promise<void> {
  const stream = openEventStream(response, securityHeaders);
  if (method !== 'HEAD') await run(stream, signal);
  stream.end();
}

function write(request: IncomingMessage, response: ServerResponse, answer: Exclude<Answer, { is: 'stream' }>): void {
  const body = answer.is === 'json' ? JSON.stringify(answer.body) : answer.body;
  const headers = answer.is === 'json' ? jsonHeaders : { ...securityHeaders, ...answer.headers };
  response.writeHead(answer.status, {
    ...headers,
    ...(answer.status === 429 ? { 'retry-after': '1' } : {}),
    ...(answer.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    'content-length': Buffer.byteLength(body),
    ...(isUnread(request) ? { connection: 'close' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  if (isUnread(request)) hangUp(request, response);
}

/** Whether more of the request is coming than we are willing to skip. */
function isUnread(request: IncomingMessage): boolean {
  return !request.complete && (declaresMoreThan(request, usualLimitBytes) || request.headers['transfer-encoding'] !== undefined);
}

/** A socket closed at once would throw away our answer together with what lies unread, so a little is skipped first. */
function hangUp(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  let skippedBytes = 0;
  const end = (): void => {
    socket.destroy();
  };
  request.removeAllListeners('data');
  request.on('data', (chunk: Buffer) => {
    skippedBytes += chunk.length;
    if (skippedBytes > mostSkippedBytes) end();
  });
  request.on('end', end);
  request.resume();
  socket.setTimeout(hangUpMs, end);
  response.on('finish', () => socket.end());
}

/** Open pages and programs that listen at once. */
const mostStreams = 200;
const mostSkippedBytes = 1_000_000;
const hangUpMs = 500;

function signalOf(response: ServerResponse, ending: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new EntenteError('web/gone', 'the client has gone'));
  });
  return AbortSignal.any([gone.signal, ending]);
}

/** Where it happened, and no message: that may quote what somebody said. */
function troubleOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const where = (error.stack ?? '').split('\n').find((line) => line.startsWith('    at ')) ?? '';
  return `${error.name}${where === '' ? '' : ` ${where.trim()}`}`;
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not no-referrer: with it a browser sends our own sign-in form with `Origin: null`, which no check can tell from a forged one.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const jsonHeaders = { ...securityHeaders, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
