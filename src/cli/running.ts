import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** A hub that runs on a data folder, as it left its address there. */
export interface RunningHub {
  readonly url: string;
  readonly token: string;
}

/** Leaves the address of a running hub, for `entente say` and others. */
export function leaveAddress(folder: string, url: string): void {
  writeFileSync(join(folder, addressFile), JSON.stringify({ url, pid: process.pid }), { mode: 0o600 });
}

export function takeAddressAway(folder: string): void {
  rmSync(join(folder, addressFile), { force: true });
}

/** The hub that runs on this folder, when one answers. The file may be left over from a hub that was killed, so it is asked. */
export async function findRunning(folder: string): Promise<RunningHub | undefined> {
  const [addressPath, tokenPath] = [join(folder, addressFile), join(folder, 'token')];
  if (!existsSync(addressPath) || !existsSync(tokenPath)) return undefined;
  const left = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ url: v.pipe(v.string(), v.url()) })), readFileSync(addressPath, 'utf8'));
  if (!left.success) return undefined;
  const hub: RunningHub = { url: left.output.url, token: readFileSync(tokenPath, 'utf8').trim() };
  try {
    const response = await ask(hub, '/v1/status', { signal: AbortSignal.timeout(answersWithinMs) });
    return response.ok ? hub : undefined;
  } catch {
    return undefined;
  }
}

/** Asks a running hub. */
export async function ask({ url, token }: RunningHub, path: string, init: Omit<RequestInit, 'headers'> = {}): Promise<Response> {
  return fetch(new URL(path, url), { ...init, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } });
}

const addressFile = 'hub.json';
const answersWithinMs = 2_000;
