import { EntenteError } from '../core/errors.ts';
import type { CliContext, Command, ExitStatus } from './context.ts';
import { Failed } from './failed.ts';
import { UsageError } from './options.ts';
import { localeOf, wordsOf, type Say } from './words.ts';

/** Each command is loaded when it is asked for: a batch of sentences needs no server, and the server no doctor. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).command,
  say: async () => (await import('./say.ts')).command,
  understand: async () => (await import('./understand.ts')).command,
  home: async () => (await import('./home.ts')).command,
  bench: async () => (await import('./bench.ts')).command,
  simulate: async () => (await import('./simulate.ts')).command,
  doctor: async () => (await import('./doctor.ts')).command,
  about: async () => (await import('./about.ts')).command,
};
const later = new Set(['model', 'memory', 'recall', 'privacy', 'cloud']);

/** Runs `entente` with these arguments. Never throws. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<ExitStatus> {
  const locale = localeOf(env);
  const say = wordsOf(locale);
  const context: CliContext = {
    env,
    say,
    locale,
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  };
  // Whoever reads our lines may have read enough (`| head`).
  process.stdout.on('error', () => process.exit(0));
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    context.out(say('help'));
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    context.err(say(later.has(name) ? 'not-there-yet' : 'no-such-command', { command: name }));
    if (!later.has(name)) context.err(say('help'));
    return 2;
  }
  let command: Command | undefined;
  try {
    command = await load();
    if (rest.includes('--help') || rest.includes('-h')) {
      context.out(say('usage', { usage: command.usage }));
      return 0;
    }
    return await command.run(rest, context);
  } catch (error) {
    return tell(error, command?.usage, context);
  }
}

function tell(error: unknown, usage: string | undefined, { say, err, env }: CliContext): ExitStatus {
  if (error instanceof UsageError) {
    err(say(error.phrase, error.values));
    if (usage !== undefined) err(say('usage', { usage }));
    return 2;
  }
  for (const line of linesOf(error, say)) err(line);
  if (env.ENTENTE_DEBUG && error instanceof Error) err(error.stack ?? '');
  return 1;
}

/** What cannot be expected is told by its kind and place alone: its message may quote what somebody said. */
function linesOf(error: unknown, say: Say): readonly string[] {
  if (error instanceof Failed) return [say(error.phrase, error.values), ...error.details.map((line) => `  ${line}`)];
  if (error instanceof EntenteError) return [`${error.message} (${error.code})`];
  if (!(error instanceof Error)) return ['?'];
  const place = (error.stack ?? '').split('\n').find((line) => line.startsWith('    at ')) ?? '';
  return [`${error.name}${place === '' ? '' : ` ${place.trim()}`}`];
}
