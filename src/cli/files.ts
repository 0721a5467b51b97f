import { readFile } from 'node:fs/promises';
import { checkHome } from '../home/parse.ts';
import type { Home } from '../core/home.ts';
import { problemText, type Problem } from '../home/problems.ts';
import { pathOf, type CliContext } from './context.ts';
import { Failed } from './failed.ts';

/** A home file, or everything that is wrong with it. @throws Failed when it cannot be read or is not JSON */
export async function readHomeFile(file: string, { env }: CliContext): Promise<{ readonly home: Home } | { readonly problems: readonly Problem[] }> {
  let text: string;
  try {
    text = await readFile(pathOf(file, env), 'utf8');
  } catch (cause) {
    throw new Failed('no-file', { file }, cause);
  }
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Failed('not-json', { file }, cause);
  }
  const reading = checkHome(document);
  return reading.problems === undefined ? { home: reading.value } : { problems: reading.problems };
}

/** A good home file. @throws Failed with the path of every bad field */
export async function needHomeFile(file: string, context: CliContext): Promise<Home> {
  const read = await readHomeFile(file, context);
  if ('home' in read) return read.home;
  throw new Failed('bad-home', { file }, undefined, read.problems.map(problemText));
}
