/** `entente understand`: contracts §2. JSON objects a line in, one a line out, in order, each flushed; nothing is carried out. */
import { createInterface } from 'node:readline';
import type { Writable, Readable } from 'node:stream';
import * as v from 'valibot';
import type { Home, HomeView } from '../core/home.ts';
import { printed } from '../core/printed.ts';
import { systemClock } from '../core/system-clock.ts';
import { viewOfFile } from '../home/registry.ts';
import { loadLanguages } from '../languages/registry.ts';
import { createUnderstanding, type Understanding } from '../understanding/readers.ts';
import type { Command } from './context.ts';
import { needHomeFile } from './files.ts';
import { optionsOf, UsageError } from './options.ts';

const Line = v.object({
  id: v.union([v.string(), v.number()]),
  text: v.string(),
  room: v.optional(v.string()),
  conversation: v.optional(v.string()),
});

/** Reads every line and answers it. Resolves to how many lines were no request; those are answered with an `error` and lose nothing. */
export async function understandLines(understanding: Understanding, home: Home, input: Readable, output: Writable): Promise<number> {
  const view = viewOfFile(home);
  let bad = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const answer = answerLine(understanding, view, line);
    if ('error' in answer) bad += 1;
    if (!output.write(`${JSON.stringify(answer)}\n`)) await new Promise((resolve) => output.once('drain', resolve));
  }
  return bad;
}

function answerLine(understanding: Understanding, view: HomeView, line: string): object {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    return { id: null, error: { code: 'understand/bad-line', message: 'not JSON' } };
  }
  const parsed = v.safeParse(Line, document);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return { id: null, error: { code: 'understand/bad-line', message: `${v.getDotPath(issue) ?? 'line'}: ${issue.message}` } };
  }
  const { id, text, room, conversation } = parsed.output;
  const startedMs = performance.now();
  const plan = understanding.read({ text, ...(room === undefined ? {} : { room }), ...(conversation === undefined ? {} : { conversation }) }, view);
  return { id, ...printed(plan), elapsedMs: Math.round((performance.now() - startedMs) * 1000) / 1000 };
}

/** `entente understand`: reads lines until the input ends. Exit status 1 when a line was no request. */
export const command: Command = {
  usage: 'entente understand --home FILE [--locale TAG] [--no-model] < LINES',
  run: async (args, context) => {
    const { values } = optionsOf(args, { home: { type: 'string' }, locale: { type: 'string' }, 'no-model': { type: 'boolean' } }, 0);
    if (values.home === undefined) throw new UsageError('needs-words', { what: '--home FILE' });
    const home = await needHomeFile(values.home, context);
    const understanding = createUnderstanding(await loadLanguages(values.locale ?? home.locale), systemClock);
    understanding.prewarm(home);
    const bad = await understandLines(understanding, home, process.stdin, process.stdout);
    if (bad > 0) context.err(context.say('bad-line', { bad }));
    return bad > 0 ? 1 : 0;
  },
};
