import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { EntenteError } from '../core/errors.ts';
import type { Home } from '../core/home.ts';
import { systemClock } from '../core/system-clock.ts';
import { entrancesFor, openHub, version, type Hub } from '../hub.ts';
import { openWeb, ownHost, type Web } from '../web/server.ts';
import { dataFolderOf, pageFolder, type CliContext, type Command, type ExitStatus } from './context.ts';
import { Failed } from './failed.ts';
import { needHomeFile } from './files.ts';
import { optionsOf, UsageError } from './options.ts';
import { withProgress } from './progress.ts';
import { leaveAddress, takeAddressAway } from './running.ts';
import { giveBack } from './slim.ts';
import { tokenIn } from './token.ts';

const options = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  lan: { type: 'boolean' },
  'public-url': { type: 'string' },
  home: { type: 'string' },
  'homekit-port': { type: 'string' },
  'no-homekit': { type: 'boolean' },
  model: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `entente start`: the hub, until a signal ends it. */
export const command: Command = {
  usage:
    'entente start [--data DIR] [--host ADDR] [--port N] [--lan] [--public-url URL] [--home FILE] [--homekit-port N] [--no-homekit] [--model FILE|ID|none] [--json]',
  run: async (args, context) => {
    const { values } = optionsOf(args, options, 0);
    const settings = settingsOf(values, context);
    const home = values.home === undefined ? undefined : await needHomeFile(values.home, context);
    try {
      return await serve(settings, { home, json: values.json ?? false }, context);
    } catch (error) {
      throw failureOf(error, settings);
    }
  },
};

async function serve(settings: Settings, { home, json }: { home: Home | undefined; json: boolean }, context: CliContext): Promise<ExitStatus> {
  const { env, say, locale, out, err } = context;
  const ended = endSignal();
  await using hub = await withProgress(say('starting'), async () =>
    openHub({
      folder: settings.folder,
      clock: systemClock,
      locale,
      entrances: await entrancesFor(settings),
      onTrouble: err,
      ...(home && { home }),
      ...(env['ENTENTE_KEY'] && { key: env['ENTENTE_KEY'] }),
    }),
  );
  const token = tokenIn(settings.folder);
  await using web = await openWeb(hub, { ...settings, token, pageFolder, onTrouble: err });
  const url = `http://${ownHost(settings.host)}:${web.port}`;
  const leaving = new AbortController();
  leaveAddress(settings.folder, url);
  try {
    if (json) out(JSON.stringify({ ready: true, url, token, homekit: homekitOf(hub), pageUrl: web.pageUrl() }));
    else greet({ context, settings, url, home: hub.view.home, web });
    void giveBack(systemClock, leaving.signal);
    await ended;
  } finally {
    leaving.abort();
    takeAddressAway(settings.folder);
  }
  return 0;
}

/** What a HomeKit controller needs to pair; null when HomeKit is not open. */
function homekitOf(hub: Hub): { port: unknown; setupCode: unknown } | null {
  const { homekit } = hub.pairing();
  return typeof homekit === 'object' && homekit !== null && 'port' in homekit && 'setupCode' in homekit
    ? { port: homekit.port, setupCode: homekit.setupCode }
    : null;
}

interface Settings {
  readonly folder: string;
  readonly host: string;
  readonly port: number;
  readonly lan: boolean;
  readonly publicUrl?: URL;
  /** Absent: no HomeKit. */
  readonly homekitPort?: number;
}

function portOf(said: string | undefined, usual: number): number {
  const port = said === undefined ? usual : /^\d{1,5}$/.test(said) ? Number(said) : NaN;
  if (!(port <= 65_535)) throw new UsageError('not-a-port');
  return port;
}

function settingsOf(values: ReturnType<typeof optionsOf<typeof options>>['values'], { env }: CliContext): Settings {
  const port = portOf(values.port, 8787);
  if (values.model !== undefined && values.model !== 'none') throw new UsageError('not-there-yet', { command: '--model' });
  const publicUrl = values['public-url'] === undefined ? undefined : URL.parse(values['public-url']);
  if (publicUrl === null || (publicUrl !== undefined && !['http:', 'https:'].includes(publicUrl.protocol))) throw new UsageError('not-a-url');
  const lan = values.lan ?? false;
  const host = values.host ?? (lan ? '0.0.0.0' : '127.0.0.1');
  return {
    folder: dataFolderOf(values.data, env),
    host,
    port,
    lan: lan || host === '0.0.0.0' || host === '::',
    ...(publicUrl && { publicUrl }),
    ...(!values['no-homekit'] && { homekitPort: portOf(values['homekit-port'], 51_826) }),
  };
}

interface Greeting {
  readonly context: CliContext;
  readonly settings: Settings;
  readonly url: string;
  readonly home: Home;
  readonly web: Web;
}

function greet({ context: { out, say }, settings: { folder, lan }, url, home, web }: Greeting): void {
  out(say('started', { version, home: home.name, devices: home.devices.length }));
  out('');
  out(say('open'));
  out(`  ${web.pageUrl()}`);
  if (lan) for (const address of networkAddresses()) out(`  ${web.pageUrl(`http://${address}:${web.port}`)}`);
  out('');
  out(say('later', { url, file: join(folder, 'token') }));
  out(say(lan ? 'lan' : 'loopback'));
  if (!existsSync(join(pageFolder, 'index.html'))) out(say('page-missing'));
  out(say('stop'));
}

function networkAddresses(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).flatMap(({ address, family, internal }) => (family === 'IPv4' && !internal ? [address] : [])),
  );
}

/** Resolves at SIGTERM or SIGINT. What then still hangs after 1.5 s is left behind, since whoever ended us will not wait much longer. */
function endSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      resolve();
      void leaveLate();
    });
  }
  return promise;
}

async function leaveLate(): Promise<void> {
  await systemClock.sleep(1_500);
  process.exit(0);
}

/** What a start can run into, in the person's words. */
function failureOf(error: unknown, { folder, port }: Settings): unknown {
  if (!(error instanceof EntenteError)) return error;
  if (error.code === 'storage/in-use') return new Failed('in-use', { folder }, error);
  if (error.code === 'web/port-taken') return new Failed('port-taken', { port }, error);
  if (error.code.startsWith('storage/')) return new Failed('storage-key', { message: error.message, folder }, error);
  return error;
}
