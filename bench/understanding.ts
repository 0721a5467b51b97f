/**
 * `entente bench understanding`: CPU per recognised sentence against hassil with its own data package, in the same run, on `dist/`.
 *
 * Each side is a process of its own, pinned to nothing and warmed by nothing but its own loading; no sentence is timed twice. The sentences are made
 * here, from the names of a home and our own words; what one side does not recognise counts for neither. Prints one JSON object a measurement.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { homeFiles, sentencesFor, biggerHome, type BenchHome } from './understanding-sentences.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const cli = join(here, '..', 'dist', 'cli.js');
const peerVersions = ['hassil==3.12.1', 'home-assistant-intents==2026.10.27'];

interface Timed {
  readonly text: string;
  readonly ms: number;
  readonly recognised: boolean;
  readonly tier?: string;
}

/** The peer's throw-away environment, made on the first run. */
async function peerPython(): Promise<string> {
  const folder = join(homedir(), '.cache', 'entente-bench', 'hassil');
  const python = join(folder, 'bin', 'python');
  if (!existsSync(python)) {
    process.stderr.write('installing the peer (hassil) into a throw-away environment…\n');
    await collect('python3', ['-m', 'venv', folder], []);
    await collect(python, ['-m', 'pip', 'install', '-q', ...peerVersions], []);
  }
  return python;
}

/** Runs a program, gives it lines and collects those it prints. */
async function collect(command: string, args: readonly string[], lines: readonly string[]): Promise<string[]> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const printed: string[] = [];
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) printed.push(line);
  const status = await ended;
  if (status !== 0) throw new Error(`${command} ended with status ${status}`);
  return printed;
}

async function ours(homeFile: string, locale: string, texts: readonly string[]): Promise<Timed[]> {
  const lines = texts.map((text, id) => JSON.stringify({ id, text }));
  const printed = await collect(process.execPath, [cli, 'understand', '--home', homeFile, '--locale', locale, '--no-model'], lines);
  return printed.map((line, at) => {
    const answer: unknown = JSON.parse(line);
    const { elapsedMs, outcome, tier } = fields(answer);
    return {
      text: texts[at] ?? '',
      ms: Number(elapsedMs),
      recognised: outcome !== 'none' && outcome !== 'decline',
      ...(typeof tier === 'string' ? { tier } : {}),
    };
  });
}

async function theirs(homeFile: string, language: string, texts: readonly string[]): Promise<Timed[]> {
  const [, ...printed] = await collect(await peerPython(), [join(here, 'hassil-peer.py'), language, homeFile], texts);
  return printed.map((line, at) => {
    const { cpuMs, recognised } = fields(JSON.parse(line));
    return { text: texts[at] ?? '', ms: Number(cpuMs), recognised: recognised === true };
  });
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function percentile(list: readonly number[], share: number): number {
  const sorted = [...list].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return Math.round(value * 1000) / 1000;
}

const print = (measurement: object) => process.stdout.write(`${JSON.stringify(measurement)}\n`);

async function compare(home: BenchHome): Promise<void> {
  const texts = sentencesFor(home);
  const [mine, peer] = [await ours(home.file, home.locale, texts), await theirs(home.file, home.locale, texts)];
  const both = mine.flatMap((one, at) => {
    const other = peer[at];
    // The first sentence pays for loading, on both sides; it is told by itself.
    return at > 0 && one.recognised && other?.recognised ? [{ mine: one.ms, peer: other.ms }] : [];
  });
  const my = both.map((pair) => pair.mine);
  const its = both.map((pair) => pair.peer);
  print({
    name: `understanding, ${home.locale}`,
    unit: 'ms',
    n: both.length,
    p50: percentile(my, 0.5),
    p99: percentile(my, 0.99),
    peer: { name: peerVersions.join(', '), p50: percentile(its, 0.5), p99: percentile(its, 0.99) },
    ratioP50: Math.round((percentile(its, 0.5) / percentile(my, 0.5)) * 10) / 10,
  });
  print({ name: `first sentence after ready, ${home.locale}`, unit: 'ms', n: 1, p50: mine[0]?.ms, peer: { name: 'hassil', p50: peer[0]?.ms } });
  for (const tier of ['exact', 'tolerant']) {
    const list = mine
      .slice(1)
      .filter((one) => one.tier === tier)
      .map((one) => one.ms);
    if (list.length)
      print({
        name: `${tier} reader, ${home.locale}`,
        unit: 'ms',
        n: list.length,
        p50: percentile(list, 0.5),
        p99: percentile(list, 0.99),
        peer: { name: 'hassil, median', p50: percentile(its, 0.5) },
      });
  }
}

/** The same sentences in the same home with 500 devices instead of 30. */
async function grown(home: BenchHome): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'entente-bench-'));
  const small = join(folder, 'small.json');
  const large = join(folder, 'large.json');
  const document: unknown = JSON.parse(readFileSync(home.file, 'utf8'));
  writeFileSync(small, JSON.stringify(biggerHome(document, 30)));
  writeFileSync(large, JSON.stringify(biggerHome(document, 500)));
  const texts = sentencesFor({ ...home, file: small });
  const [few, many] = [await ours(small, home.locale, texts), await ours(large, home.locale, texts)];
  const pairs = few.flatMap((one, at) => (at > 0 && one.recognised && many[at]?.recognised ? [{ few: one.ms, many: many[at].ms }] : []));
  const p50 = percentile(
    pairs.map((pair) => pair.many),
    0.5,
  );
  const peer = percentile(
    pairs.map((pair) => pair.few),
    0.5,
  );
  print({
    name: `500 devices, ${home.locale}`,
    unit: 'ms',
    n: pairs.length,
    p50,
    peer: { name: 'the same home with 30', p50: peer },
    ratioP50: Math.round((p50 / peer) * 100) / 100,
  });
}

for (const home of homeFiles(here)) {
  await compare(home);
  await grown(home);
}
