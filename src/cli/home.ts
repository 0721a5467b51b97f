import { writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { systemClock } from '../core/system-clock.ts';
import { problemText } from '../home/problems.ts';
import { openHub, type Hub } from '../hub.ts';
import { dataFolderOf, pathOf, type CliContext, type Command, type ExitStatus } from './context.ts';
import { Failed } from './failed.ts';
import { needHomeFile, readHomeFile } from './files.ts';
import { optionsOf, UsageError } from './options.ts';
import { withProgress } from './progress.ts';
import { ask, findRunning } from './running.ts';

/** `entente home import|export|check FILE`: the home as one JSON document (contracts §1). */
export const command: Command = {
  usage: 'entente home import FILE | export [FILE] | check FILE [--data DIR] [--json]',
  run: async (args, context) => {
    const { values, words } = optionsOf(args, { data: { type: 'string' }, json: { type: 'boolean' } }, 2);
    const [what, file] = words;
    const folder = dataFolderOf(values.data, context.env);
    if (what === 'export') return exportHome(folder, file, context);
    if (what !== 'import' && what !== 'check') throw new UsageError('needs-words', { what: 'import|export|check' });
    if (file === undefined) throw new UsageError('needs-words', { what: 'FILE' });
    return what === 'check' ? check(file, context, values.json ?? false) : importHome(folder, file, context);
  },
};

async function check(file: string, context: CliContext, json: boolean): Promise<ExitStatus> {
  const read = await readHomeFile(file, context);
  const problems = 'home' in read ? [] : read.problems;
  if (json) context.out(JSON.stringify({ good: problems.length === 0, problems: problems.map(({ path, ...problem }) => ({ path, ...problem })) }));
  else if ('home' in read) context.out(context.say('good-home', { file, devices: read.home.devices.length, rooms: read.home.rooms.length }));
  else for (const line of [context.say('bad-home', { file }), ...problems.map((problem) => `  ${problemText(problem)}`)]) context.out(line);
  return problems.length === 0 ? 0 : 1;
}

async function importHome(folder: string, file: string, context: CliContext): Promise<ExitStatus> {
  const home = await needHomeFile(file, context);
  const running = await findRunning(folder);
  if (running === undefined) {
    await using hub = await openFor(folder, context);
    await hub.replaceHome(home);
  } else {
    const { formatHome } = await import('../home/format.ts');
    const response = await ask(running, '/v1/home', { method: 'PUT', body: JSON.stringify(formatHome(home)) });
    if (!response.ok) throw new Failed('hub-gone', {}, undefined, [await messageOf(response)]);
  }
  context.out(context.say('imported', { file, devices: home.devices.length }));
  return 0;
}

async function exportHome(folder: string, file: string | undefined, context: CliContext): Promise<ExitStatus> {
  const running = await findRunning(folder);
  let document: unknown;
  if (running === undefined) {
    await using hub = await openFor(folder, context);
    document = hub.document();
  } else {
    const response = await ask(running, '/v1/home');
    if (!response.ok) throw new Failed('hub-gone', {}, undefined, [await messageOf(response)]);
    document = await response.json();
  }
  const text = `${JSON.stringify(withoutReachable(document), null, 2)}\n`;
  if (file === undefined || file === '-') {
    context.out(text.trimEnd());
    return 0;
  }
  try {
    await writeFile(pathOf(file, context.env), text, { mode: 0o600 });
  } catch (cause) {
    throw new Failed('no-write', { file }, cause);
  }
  context.out(context.say('exported', { file }));
  return 0;
}

/** A home file has no place for what is only true now. */
function withoutReachable(document: unknown): unknown {
  const { devices, ...home } = v.parse(v.looseObject({ devices: v.array(v.looseObject({ reachable: v.optional(v.boolean()) })) }), document);
  return { ...home, devices: devices.map(({ reachable: _, ...device }) => device) };
}

async function openFor(folder: string, { say, locale, env }: CliContext): Promise<Hub> {
  return withProgress(say('starting'), async () => openHub({ folder, clock: systemClock, locale, ...(env.ENTENTE_KEY && { key: env.ENTENTE_KEY }) }));
}

async function messageOf(response: Response): Promise<string> {
  const told = v.safeParse(v.object({ error: v.object({ message: v.string() }) }), await response.json());
  return told.success ? told.output.error.message : `${response.status}`;
}
