import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { EntenteError } from '../core/errors.ts';
import type { Admission } from './admission.ts';
import { cookieOf } from './admission.ts';
import type { Answer, Call, Route } from './call.ts';
import type { Hosts } from './hosts.ts';
import { routerOf, type Router } from './routing.ts';
import { sessionLifeMs, type Sessions, type Tickets } from './sessions.ts';
import { notBuiltDocument, signedInDocument, signInDocument, signInStyle } from './sign-in.ts';

/** The page's own files, and the way in to them. */
export interface Page {
  readonly router: Router;
}

interface PageContext {
  readonly folder: string;
  readonly admission: Admission;
  readonly sessions: Sessions;
  readonly tickets: Tickets;
  readonly hosts: Hosts;
  readonly cookieName: string;
}

/** The page, for whoever is signed in; a form to sign in, for others. Its scripts and styles hold nothing personal and are open. */
export function openPage(context: PageContext): Page {
  const files = filesIn(context.folder);
  const routes: Route[] = [
    { method: 'GET', path: '/', handle: (call) => front(context, files, call) },
    { method: 'GET', path: '/sign-in', handle: (call) => useTicket(context, call) },
    { method: 'POST', path: '/sign-in', handle: (call) => signIn(context, call) },
    { method: 'POST', path: '/sign-out', handle: (call) => signOut(context, call) },
    { method: 'GET', path: '/sign-in.css', handle: () => text(200, 'text/css; charset=utf-8', signInStyle, { 'cache-control': 'max-age=3600' }) },
    ...[...files].filter(([path]) => path !== '/index.html').map(([path, file]): Route => ({ method: 'GET', path, handle: () => fileAnswer(path, file) })),
  ];
  if (!files.has('/favicon.ico')) routes.push({ method: 'GET', path: '/favicon.ico', handle: () => text(204, 'image/x-icon', '') });
  return { router: routerOf(routes) };
}

async function front(context: PageContext, files: ReadonlyMap<string, string>, call: Call): Promise<Answer> {
  if (!context.admission.isSignedIn(call.request)) return html(signInDocument(isChinese(call), false));
  const index = files.get('/index.html');
  return index === undefined ? html(notBuiltDocument(isChinese(call))) : fileAnswer('/index.html', index);
}

/**
 * The cookie goes only with what our own pages ask (SameSite=Strict). A redirect would still count as asked by whatever site showed the link; the page that
 * goes on by itself does not.
 */
function useTicket(context: PageContext, call: Call): Answer {
  const ticket = call.query.get('ticket');
  if (ticket === null || call.request.method === 'HEAD') return html(signInDocument(isChinese(call), false));
  if (!context.tickets.redeem(ticket)) {
    // Opened a second time by somebody who is in already.
    return context.admission.isSignedIn(call.request) ? html(signedInDocument(isChinese(call))) : html(signInDocument(isChinese(call), true), 403);
  }
  return html(signedInDocument(isChinese(call)), 200, { 'set-cookie': cookie(context, call, context.sessions.open()) });
}

async function signIn(context: PageContext, call: Call): Promise<Answer> {
  context.admission.refuseForged(call.request);
  const form = new URLSearchParams(await call.readText());
  if (!context.admission.isToken((form.get('token') ?? '').trim(), call.request)) return html(signInDocument(isChinese(call), true), 403);
  return text(303, 'text/plain', '', { location: '/', 'set-cookie': cookie(context, call, context.sessions.open()) });
}

function signOut(context: PageContext, call: Call): Answer {
  context.admission.refuseForged(call.request);
  context.sessions.close(cookieOf(call.request, context.cookieName));
  return text(303, 'text/plain', '', { location: '/', 'set-cookie': `${context.cookieName}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0` });
}

function cookie({ hosts, cookieName }: PageContext, { request }: Call, secret: string): string {
  const secure = hosts.isEncrypted(request.headers.host) ? '; Secure' : '';
  return `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${sessionLifeMs / 1000}${secure}`;
}

async function fileAnswer(path: string, file: string): Promise<Answer> {
  try {
    const body = await readFile(file);
    // Vite puts a digest into the names under /assets.
    const caching = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return { is: 'file', status: 200, headers: { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': caching }, body };
  } catch (cause) {
    throw new EntenteError('web/not-found', 'the page was built anew; restart the hub', { cause });
  }
}

/** What may be served: what lies there at the start, so that no path in a request ever reaches the disk. */
function filesIn(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [`/${relative(folder, file).split(sep).join('/')}`, file];
    }),
  );
}

function isChinese({ request }: Call): boolean {
  return /^\s*zh\b/i.test(request.headers['accept-language'] ?? '');
}

function html(document: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return text(status, 'text/html; charset=utf-8', document, { 'cache-control': 'no-store', vary: 'Cookie, Accept-Language', ...headers });
}

function text(status: number, type: string, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { is: 'file', status, headers: { 'content-type': type, ...headers }, body };
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
