/** A real Home Assistant with its `demo` devices, where `test/peers/install-home-assistant.sh` installed one. Not exported. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { systemClock } from '../../core/system-clock.ts';

const installed = process.env['ENTENTE_HOME_ASSISTANT'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'entente-peers', 'home-assistant');
const hass = join(installed, 'bin', 'hass');

/** Why there is none; `false` when there is one. */
export const missing: string | false = existsSync(hass) ? false : `no Home Assistant in ${installed}: test/peers/install-home-assistant.sh installs one`;

const State = v.object({ entity_id: v.string(), state: v.string(), attributes: v.record(v.string(), v.unknown()), last_changed: v.string() });
export type RealState = v.InferOutput<typeof State>;

export class RealPeer implements AsyncDisposable {
  readonly url: string;
  readonly token: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, token: string, running: ChildProcess, folder: string) {
    this.url = url;
    this.token = token;
    this.#process = running;
    this.#folder = folder;
  }

  static async start(): Promise<RealPeer> {
    const folder = await mkdtemp(join(tmpdir(), 'entente-hass-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    await writeFile(
      join(folder, 'configuration.yaml'),
      [
        'homeassistant: { name: Test, latitude: 31.2, longitude: 121.5, unit_system: metric, time_zone: Asia/Shanghai }',
        ...['api', 'websocket_api', 'config', 'conversation', 'demo'].map((name) => `${name}:`),
        `http: { server_host: 127.0.0.1, server_port: ${port} }`,
        'logger: { default: critical }',
      ].join('\n'),
    );
    const running = spawn(hass, ['--config', folder], { stdio: 'ignore' });
    try {
      return new RealPeer(url, await onboarded(url), running, folder);
    } catch (error) {
      running.kill('SIGKILL');
      throw error;
    }
  }

  async states(): Promise<readonly RealState[]> {
    return this.#get('/api/states', v.array(State));
  }

  async state(entityId: string): Promise<RealState> {
    return this.#get(`/api/states/${entityId}`, State);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const killer = setTimeout(() => this.#process.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(killer);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #get<S extends v.GenericSchema>(path: string, schema: S): Promise<v.InferOutput<S>> {
    const response = await fetch(this.url + path, { headers: { authorization: `Bearer ${this.token}` } });
    return v.parse(schema, await response.json());
  }
}

/** A user of its own, and an access token: good for half an hour. */
async function onboarded(url: string): Promise<string> {
  const clientId = `${url}/`;
  const user = { client_id: clientId, name: 'test', username: 'test', password: 'test', language: 'en' };
  const { auth_code: code } = await posted(`${url}/api/onboarding/users`, JSON.stringify(user), 'application/json', v.object({ auth_code: v.string() }));
  const form = new URLSearchParams({ grant_type: 'authorization_code', code, client_id: clientId });
  return (await posted(`${url}/auth/token`, form.toString(), 'application/x-www-form-urlencoded', v.object({ access_token: v.string() }))).access_token;
}

/** Tries until it answers: it takes its time to start. */
async function posted<S extends v.GenericSchema>(url: string, body: string, type: string, schema: S): Promise<v.InferOutput<S>> {
  const endMs = performance.now() + 90_000;
  for (;;) {
    try {
      const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body });
      if (response.ok) return v.parse(schema, await response.json());
    } catch (error) {
      if (performance.now() > endMs) throw error;
    }
    if (performance.now() > endMs) throw new Error('Home Assistant did not start in time');
    await systemClock.sleep(250);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return address !== null && typeof address === 'object' ? address.port : 0;
}
