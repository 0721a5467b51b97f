/** The built hub as a process of its own, and what it is compared to; for benches. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cli = join(here, '..', 'dist', 'cli.js');

/** A server that runs beside the bench. Disposing it ends it. */
export interface Running extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  /** The hub's; of no meaning to the others. */
  readonly token: string;
  readonly readyAfterMs: number;
}

/** `entente start` from `dist/`. */
export async function startHub(args: readonly string[]): Promise<Running> {
  return start([cli, 'start', '--json', '--port', '0', ...args]);
}

/** A bare `node:http` server that parses JSON and sends it back. */
export async function startEcho(): Promise<Running> {
  return start([join(here, 'echo-peer.ts')]);
}

async function start(args: readonly string[]): Promise<Running> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await firstLine(child);
  const readyAfterMs = performance.now() - startedMs;
  const ready: unknown = JSON.parse(line);
  return {
    pid: child.pid ?? 0,
    url: textIn(ready, 'url'),
    token: textIn(ready, 'token'),
    readyAfterMs,
    [Symbol.asyncDispose]: async () => {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the program has no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the program ended before it was ready');
}

/** A field that must be a text; empty where it is not. */
export function textIn(value: unknown, field: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
  return typeof found === 'string' ? found : '';
}

/** Posts JSON over kept connections. Answers the parsed answer and how long it took. */
export function clientOf({ url, token }: Pick<Running, 'url' | 'token'>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return async (method: 'GET' | 'POST', path: string, body?: object): Promise<{ readonly answer: unknown; readonly ms: number }> => {
    const raw = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(raw) }),
    };
    const { promise, resolve, reject } = Promise.withResolvers<{ answer: unknown; ms: number }>();
    const startedMs = performance.now();
    request(new URL(path, url), { method, agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('error', reject).on('end', () => {
        const ms = performance.now() - startedMs;
        if (response.statusCode === 200) resolve({ answer: JSON.parse(text), ms });
        else reject(new Error(`${path} answered ${response.statusCode}`));
      });
    })
      .on('error', reject)
      .end(raw);
    return promise;
  };
}

/** An empty folder that is gone in the end. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'entente-bench-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** What the process holds, bytes; pages that it shares are divided among those who share them. Linux only. */
export function proportionalBytes(pid: number): number {
  const said = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  return Number(said) * 1_024;
}

export function percentile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
