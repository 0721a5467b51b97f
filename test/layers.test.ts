import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');

/**
 * Who may import whom: a room names all the rooms that it may know. `a.ts` directly under `src/` is a room of its own. Rooms on one ring do not know each
 * other; they meet in `hub.ts`. The exceptions say why.
 */
const inner = ['core', 'ports', 'home'];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  ports: ['core'],
  home: ['core', 'ports'],
  understanding: inner,
  arbitration: inner,
  scheduling: inner,
  assistant: inner,
  ecosystems: inner,
  storage: inner,
  skills: inner,
  languages: inner,
  testing: inner,
  hub: [...inner, 'understanding', 'arbitration', 'scheduling', 'assistant', 'ecosystems', 'storage', 'skills', 'languages'],
  'hub.ts': [...inner, 'hub', 'understanding', 'arbitration', 'scheduling', 'assistant', 'ecosystems', 'storage', 'skills', 'languages'],
  web: [...inner, 'hub.ts'],
  // A batch of sentences is understood, and arbitration simulated, without a hub: they need no data folder.
  cli: [...inner, 'hub.ts', 'web', 'understanding', 'languages', 'arbitration'],
  'cli.ts': ['cli'],
  'index.ts': [...inner, 'hub.ts', 'web', 'understanding', 'arbitration', 'scheduling', 'assistant', 'ecosystems', 'storage', 'skills', 'languages'],
};

const sources = globSync('src/**/*.ts', { cwd: root }).filter((path) => !path.endsWith('.test.ts'));
const imports: ReadonlyMap<string, readonly string[]> = new Map(sources.map((path) => [path, importsOf(path)]));

test('every room imports inward only', () => {
  const wrong = [...imports].flatMap(([path, targets]) => {
    const room = roomOf(path);
    const allowed = mayImport[room];
    assert.ok(allowed, `the room ${room} stands in no list: say here whom it may import`);
    return targets.filter((target) => roomOf(target) !== room && !allowed.includes(roomOf(target))).map((target) => `${path} imports ${target}`);
  });
  assert.deepEqual(wrong, []);
});

test('no module imports itself in a circle, types apart', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of importsOf(path, false)) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of sources) visit(path, []);
  assert.deepEqual(circles, []);
});

test('every import names a file that is there', () => {
  const missing = [...imports].flatMap(([path, targets]) =>
    targets.filter((target) => !existsSync(join(root, target))).map((target) => `${path} imports ${target}`),
  );
  assert.deepEqual(missing, []);
});

test('there is no utils folder, and no index.ts that only passes on, but the public ones', () => {
  assert.deepEqual(globSync('src/**/{utils,helpers,common}/**', { cwd: root }), []);
  const passingOn = sources.filter(
    (path) =>
      path.endsWith('/index.ts') && !isPublic(path) && /^(\s*(\/\*[\s\S]*?\*\/|\/\/[^\n]*|(import|export)\b[^;]*\bfrom\s*'[^']+';))+\s*$/.test(read(path)),
  );
  assert.deepEqual(passingOn, []);
});

test('core and ports name no library', () => {
  const vendors = [...imports.keys()].filter((path) => /^src\/(core|ports)\//.test(path) && /from '(?!\.|node:)[^']+'/.test(read(path)));
  assert.deepEqual(vendors, []);
});

function isPublic(path: string): boolean {
  return path === 'src/index.ts' || path === 'src/testing/index.ts';
}

function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Relative imports, as paths from the project's folder; dynamic ones too. Types are erased, so they alone make no circle. */
function importsOf(path: string, withTypes = true): readonly string[] {
  if (!existsSync(join(root, path))) return [];
  const text = read(path)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^(?:import|export) type\b[^;]*;/gm, (statement) => (withTypes ? statement : ''));
  return [...text.matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']+)'/g)].map((found) => normalize(join(dirname(path), found[1] ?? '')));
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
