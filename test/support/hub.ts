import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');
const cli = join(root, 'dist', 'cli.js');

/** A folder that is gone when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'entente-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a command said and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const environment = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', LANG: 'C.UTF-8' };

/** Runs the built `entente` to its end. */
export async function entente(
  args: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...environment, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined).end(input);
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.on('close', resolve);
  return { status: await promise, stdout, stderr };
}

/** A hub in a process of its own, started from `dist/`. */
export interface RunningHub {
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly pageUrl: string;
  /** Everything it printed. */
  printed(): string;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit status and how long it took. */
  end(): Promise<{ status: number | null; tookMs: number }>;
  ask(method: string, path: string, body?: unknown, headers?: http.OutgoingHttpHeaders): Promise<Answer>;
  get(path: string): Promise<Json>;
  post(path: string, body: unknown): Promise<Json>;
}

/** Whatever JSON says; a test knows what it asked for. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  readonly body: Json;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a hub and waits until it is ready. Without `folder` it gets a new one; HomeKit is open where it is wanted. */
export async function startHub({
  folder = join(temporaryFolder(), 'data'),
  args = [],
  env = {},
  homekit = false,
}: { folder?: string; args?: readonly string[]; env?: Readonly<Record<string, string>>; homekit?: boolean } = {}): Promise<RunningHub> {
  const child = spawn(
    process.execPath,
    [cli, 'start', '--json', '--port', '0', '--data', folder, ...(homekit ? ['--homekit-port', '0'] : ['--no-homekit']), ...args],
    {
      env: { ...environment, LANG: 'zh_CN.UTF-8', ...env },
    },
  );
  running.add(child);
  let printed = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([new Promise<string>((resolve) => lines.once('line', resolve)), ended]);
  lines.on('line', (line) => (printed += `${line}\n`));
  if (typeof first !== 'string') throw new Error(`the hub ended with status ${first}: ${printed}`);
  const { url, token, pageUrl } = JSON.parse(first);
  const agent = new http.Agent({ keepAlive: true });

  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: http.OutgoingHttpHeaders = { authorization: `Bearer ${token}` },
  ): Promise<Answer> => {
    const raw = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const outgoing = http.request(
      new URL(path, url),
      { method, agent, headers: { ...(raw !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(raw) }), ...headers } },
      (incoming) => {
        let text = '';
        incoming
          .setEncoding('utf8')
          .on('data', (chunk: string) => (text += chunk))
          .on('error', reject);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: jsonOrUndefined(text) }));
      },
    );
    outgoing.on('error', reject).end(raw);
    return promise;
  };
  const need = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const answer = await ask(method, path, body);
    if (answer.status !== 200) throw new Error(`${method} ${path} is answered ${answer.status} ${answer.text}`);
    return answer.body;
  };
  return {
    folder,
    url,
    token,
    pageUrl,
    printed: () => printed,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
      running.delete(child);
      agent.destroy();
    },
    end: async () => {
      const startedMs = performance.now();
      child.kill('SIGTERM');
      const status = await ended;
      running.delete(child);
      agent.destroy();
      return { status, tookMs: performance.now() - startedMs };
    },
    ask,
    get: async (path) => need('GET', path),
    post: async (path, body) => need('POST', path, body),
  };
}

/** Asks again until something is found; throws after the deadline. */
export async function eventually<Found>(what: string, find: () => Promise<Found | undefined | false>, limitMs = 8_000): Promise<Found> {
  const deadlineMs = performance.now() + limitMs;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadlineMs) throw new Error(`${what}: not in ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function jsonOrUndefined(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
