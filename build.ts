/** Builds `dist/`: the hub's modules without their types, and the page. Run by `npm ci`, `npm run build` and `npm start`; what has not changed is not built again. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = import.meta.dirname;
const dist = join(root, 'dist');

const isFile = (path: string): boolean => statSync(path).isFile();
const filesOf = (pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root, exclude: ['**/node_modules', '**/*.test.ts', '**/*.test.tsx'] }).filter((path) => isFile(join(root, path)));

await unlessFresh('modules', [...filesOf('src/**/*'), 'tsconfig.json', 'tsconfig.build.json', 'build.ts', 'package-lock.json'], buildModules);
if (existsSync(join(root, 'page', 'src', 'main.tsx'))) {
  // The page shares the words of `core/` and `ports/` with the hub.
  await unlessFresh('page', [...filesOf('page/**/*'), ...filesOf('src/core/*'), ...filesOf('src/ports/*'), 'build.ts', 'package-lock.json'], buildPage);
}

/** Types are erased here; whether they are right, `npm run check` tells. */
function buildModules(): void {
  const compiler = fileURLToPath(import.meta.resolve('typescript/package.json'));
  const { bin } = JSON.parse(readFileSync(compiler, 'utf8'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dirname(compiler), bin.tsc), '-p', join(root, 'tsconfig.build.json')], {
    encoding: 'utf8',
  });
  if (status !== 0) fail(`${stdout}${stderr}`);
  const made = new Set([...stdout.matchAll(/^TSFILE: (.*)$/gm)].map(([, path = '']) => resolve(root, path)));
  if (made.size === 0) fail('the compiler wrote nothing');
  for (const path of filesOf('src/**/*').filter((source) => !source.endsWith('.ts'))) {
    const target = join(dist, path.slice('src/'.length));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, path), target);
    made.add(target);
  }
  // What an earlier build left, and no source stands for now.
  for (const path of globSync('**/*', { cwd: dist, exclude: ['page', 'page/**', '.built-*'] })) {
    const old = join(dist, path);
    if (isFile(old) && !made.has(old)) rmSync(old);
  }
  chmodSync(join(dist, 'cli.js'), 0o755);
}

async function buildPage(): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'page', 'vite.config.ts'),
    root: join(root, 'page'),
    logLevel: 'warn',
    build: { outDir: join(dist, 'page'), emptyOutDir: true },
  });
}

/** Builds, unless the same sources were built before. The mark is taken away first, so that a build that broke off is done again. */
async function unlessFresh(what: string, sources: readonly string[], build: () => void | Promise<void>): Promise<void> {
  const digest = createHash('sha256');
  for (const path of sources.toSorted())
    digest
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  const wanted = digest.digest('hex');
  const mark = join(dist, `.built-${what}`);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  rmSync(mark, { force: true });
  const startedMs = performance.now();
  await build();
  mkdirSync(dist, { recursive: true });
  writeFileSync(mark, wanted);
  process.stderr.write(`built ${what} in ${Math.round(performance.now() - startedMs)} ms\n`);
}

function fail(said: string): never {
  process.stderr.write(`${said.trim()}\n`);
  process.exit(1);
}
