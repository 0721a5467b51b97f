import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Say } from './words.ts';

/** What a command is run with. */
export interface CliContext {
  readonly env: NodeJS.ProcessEnv;
  readonly say: Say;
  readonly locale: string;
  /** A line for whoever reads the answer. */
  readonly out: (line: string) => void;
  /** A line for the person at the terminal. */
  readonly err: (line: string) => void;
}

/** 0 done, 1 failed, 2 wrong usage. */
export type ExitStatus = 0 | 1 | 2;

/** One command of `entente`. */
export interface Command {
  readonly usage: string;
  run(args: readonly string[], context: CliContext): Promise<ExitStatus>;
}

/** Where the hub keeps everything: `--data`, `ENTENTE_DATA`, or the user's data folder (XDG base directories). */
export function dataFolderOf(given: string | undefined, env: NodeJS.ProcessEnv): string {
  if (given !== undefined) return pathOf(given, env);
  if (env.ENTENTE_DATA) return pathOf(env.ENTENTE_DATA, env);
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'entente');
}

/** A path as the person meant it: npm runs scripts in the project's folder and says in `INIT_CWD` where it was called. */
export function pathOf(given: string, env: NodeJS.ProcessEnv): string {
  return resolve(env.npm_lifecycle_event !== undefined && env.INIT_CWD ? env.INIT_CWD : process.cwd(), given);
}

/** The project's folder: this file lies in `src/cli/` or `dist/cli/`. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url));
/** Where the built page lies. */
export const pageFolder = join(projectFolder, 'dist', 'page');
