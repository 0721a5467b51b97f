import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectFolder, type Command } from './context.ts';
import { Failed } from './failed.ts';

/** `entente bench NAME`: a program of `bench/`, in its own process; it prints one JSON object a measurement. */
export const command: Command = {
  usage: 'entente bench [NAME …]',
  run: async ([name, ...args], { out }) => {
    const names = benches();
    if (name === undefined) {
      for (const known of names) out(known);
      return 0;
    }
    if (!names.includes(name)) throw new Failed('no-such-bench', { name, names: names.join(', ') });
    const child = spawn(process.execPath, [join(projectFolder, 'bench', `${name}.ts`), ...args], { stdio: 'inherit' });
    const { promise, resolve, reject } = Promise.withResolvers<number | null>();
    child.on('error', reject).on('close', resolve);
    return (await promise) === 0 ? 0 : 1;
  },
};

/** What can be measured: programs that say so of themselves; the others help them. */
function benches(): readonly string[] {
  const folder = join(projectFolder, 'bench');
  const names = globSync('*.ts', { cwd: folder }).map((file) => basename(file, '.ts'));
  return names.filter((name) => readFileSync(join(folder, `${name}.ts`), 'utf8').includes(`\`entente bench ${name}\``)).sort();
}
