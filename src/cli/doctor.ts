import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as v from 'valibot';
import { dataFolderOf, pageFolder, type CliContext, type Command } from './context.ts';
import { optionsOf } from './options.ts';
import { ask, findRunning } from './running.ts';

/** One thing looked at: what it is, whether it is well, and else what mends it. */
interface Finding {
  readonly what: string;
  readonly well: boolean;
  readonly note?: string;
}

/** `entente doctor`: what works, what is missing, and how to mend it. Exit status 1 when something must be mended. */
export const command: Command = {
  usage: 'entente doctor [--data DIR] [--port N] [--json]',
  run: async (args, context) => {
    const { values } = optionsOf(args, { data: { type: 'string' }, port: { type: 'string' }, json: { type: 'boolean' } }, 0);
    const folder = dataFolderOf(values.data, context.env);
    const findings = [
      node(context),
      await database(context),
      ...dataFolder(folder, context),
      ...(await hub(folder, Number(values.port ?? 8787), context)),
      page(context),
    ];
    for (const { what, well, note } of values.json ? [] : findings) context.out(`${well ? '✓' : '✗'} ${what}${note === undefined ? '' : `: ${note}`}`);
    if (values.json) context.out(JSON.stringify({ well: findings.every(({ well }) => well), findings }));
    return findings.every(({ well }) => well) ? 0 : 1;
  },
};

function node({ say }: CliContext): Finding {
  const version = process.versions.node;
  const well = Number(version.split('.')[0]) >= 24;
  return { what: say('doctor-node'), well, note: well ? version : say('doctor-node-old', { version }) };
}

async function database({ say }: CliContext): Promise<Finding> {
  const what = say('doctor-database');
  try {
    const { default: Database } = await import('libsql');
    new Database(':memory:').close();
    return { what, well: true };
  } catch {
    return { what, well: false, note: say('doctor-database-missing') };
  }
}

function dataFolder(folder: string, { say }: CliContext): readonly Finding[] {
  const what = say('doctor-folder', { folder });
  if (!existsSync(folder)) return [{ what, well: true, note: say('doctor-folder-new') }];
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return [{ what, well: false, note: say('doctor-folder-closed') }];
  }
  if ((statSync(folder).mode & 0o077) !== 0) return [{ what, well: false, note: say('doctor-folder-open', { folder }) }];
  const token = join(folder, 'token');
  if (existsSync(token) && (statSync(token).mode & 0o077) !== 0) return [{ what, well: false, note: say('doctor-token-open', { folder }) }];
  return [{ what, well: true }];
}

async function hub(folder: string, port: number, { say }: CliContext): Promise<readonly Finding[]> {
  const what = say('doctor-hub');
  const running = await findRunning(folder);
  if (running === undefined) {
    const free = await isFree(port);
    return [{ what, well: free, note: say(free ? 'doctor-hub-ready' : 'doctor-hub-port', { port }) }];
  }
  const runs = { what, well: true, note: say('doctor-hub-runs', { url: running.url }) };
  const response = await ask(running, '/v1/status');
  const status = v.safeParse(Status, await response.json());
  if (!status.success) return [runs];
  const { devices, parts } = status.output;
  const lost = devices.unreachable;
  return [
    runs,
    {
      what: say('doctor-devices'),
      well: true,
      note: lost.length === 0 ? String(devices.all) : say('doctor-unreachable', { count: lost.length, names: lost.slice(0, 5).join(', ') }),
    },
    // What is not set up is no illness.
    ...parts.map(({ id, state, because }) => ({ what: id, well: state !== 'failed', ...(because !== undefined && { note: because }) })),
  ];
}

const Status = v.object({
  devices: v.object({ all: v.number(), unreachable: v.array(v.string()) }),
  parts: v.array(v.object({ id: v.string(), state: v.string(), because: v.optional(v.string()) })),
});

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  const free = await promise;
  server.close();
  return free;
}

function page({ say }: CliContext): Finding {
  const well = existsSync(join(pageFolder, 'index.html'));
  return { what: say('doctor-page'), well, ...(!well && { note: say('doctor-page-missing') }) };
}
