import { createInterface } from 'node:readline/promises';
import * as v from 'valibot';
import { systemClock } from '../core/system-clock.ts';
import { openHub } from '../hub.ts';
import type { TurnRequest } from '../ports/assistant.ts';
import { dataFolderOf, type CliContext, type Command, type ExitStatus } from './context.ts';
import { Failed } from './failed.ts';
import { optionsOf, UsageError } from './options.ts';
import { withProgress } from './progress.ts';
import { ask, findRunning, type RunningHub } from './running.ts';

/** What the command line reads of a turn's answer. */
const Answer = v.looseObject({
  turnId: v.string(),
  outcome: v.string(),
  say: v.string(),
  confirm: v.optional(v.boolean()),
  choices: v.optional(v.array(v.object({ say: v.string() }))),
  parts: v.optional(v.array(v.looseObject({ confirm: v.optional(v.boolean()) }))),
  results: v.optional(v.array(v.looseObject({ result: v.string() }))),
});
type Answer = v.InferOutput<typeof Answer>;

/** Says one thing and tells the answer's words as they come. */
type Talk = (request: TurnRequest, hear: (text: string) => void) => Promise<Answer>;

/** `entente say TEXT`: to the running hub, else by itself. */
export const command: Command = {
  usage: 'entente say [--data DIR] [--room ROOM] [--conversation ID] [--json] TEXT',
  run: async (args, context) => {
    const { values, words } = optionsOf(
      args,
      { data: { type: 'string' }, room: { type: 'string' }, conversation: { type: 'string' }, json: { type: 'boolean' } },
      Infinity,
    );
    const text = words.join(' ').trim();
    if (text === '') throw new UsageError('needs-words', { what: 'TEXT' });
    const folder = dataFolderOf(values.data, context.env);
    const running = await findRunning(folder);
    const conversation = values.conversation ?? `cli-${process.pid}`;
    const about = { source: 'cli', conversation, ...(context.env.LANG || context.env.LC_ALL ? { locale: context.locale } : {}) };
    const speak = async (talk: Talk, rooms: readonly Named[]): Promise<ExitStatus> => {
      const room = values.room === undefined ? undefined : roomOf(values.room, rooms);
      return converse({ ...about, text, ...(room !== undefined && { room }) }, talk, context, values.json ?? false);
    };
    if (running !== undefined) return speak(talkTo(running), values.room === undefined ? [] : await roomsOf(running));
    await using hub = await withProgress(context.say('starting'), async () =>
      openHub({ folder, clock: systemClock, locale: context.locale, ...(context.env.ENTENTE_KEY && { key: context.env.ENTENTE_KEY }) }),
    );
    const talk: Talk = async (request, hear) =>
      v.parse(
        Answer,
        await hub.assistant.turn(request, new AbortController().signal, (part) => {
          if (part.type === 'text-delta') hear(part.text);
        }),
      );
    return await speak(talk, hub.view.home.rooms);
  },
};

/** Says it, and asks back on the terminal for as long as the hub asks. */
async function converse(request: TurnRequest, talk: Talk, context: CliContext, json: boolean): Promise<ExitStatus> {
  let next = request;
  for (;;) {
    let heard = '';
    const answer = await withProgress(context.say('working'), async () =>
      talk(next, (text) => {
        heard += text;
        if (!json) process.stdout.write(text);
      }),
    );
    if (json) context.out(JSON.stringify(answer));
    else context.out(heard === '' ? answer.say : '');
    const asked = answer.outcome === 'ask' && !json && process.stdin.isTTY ? await askBack(answer, context) : undefined;
    if (asked === undefined) return statusOf(answer);
    next = { source: request.source, ...(request.conversation !== undefined && { conversation: request.conversation }), turnId: answer.turnId, ...asked };
  }
}

/** A yes, a no or a choice, typed. `undefined` when the question cannot be answered by one of these. */
async function askBack({ confirm, choices, parts }: Answer, { say }: CliContext): Promise<{ confirm: boolean } | { choice: number } | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    if (choices !== undefined && choices.length > 0) {
      choices.forEach((choice, index) => terminal.write(`  ${index + 1}. ${choice.say}\n`));
      const choice = Number(await terminal.question(say('ask-choice', { count: choices.length })));
      return Number.isInteger(choice) && choice >= 1 && choice <= choices.length ? { choice } : { confirm: false };
    }
    if (confirm !== true && parts?.some((part) => part.confirm === true) !== true) return undefined;
    return { confirm: /^(y|yes|是|好|对|确认|嗯)/i.test((await terminal.question(say('ask-yes'))).trim()) };
  } finally {
    terminal.close();
  }
}

function statusOf({ outcome, results = [] }: Answer): ExitStatus {
  if (outcome !== 'act' && outcome !== 'answer') return 1;
  return results.length > 0 && results.every(({ result }) => result === 'failed' || result === 'refused') ? 1 : 0;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

function roomOf(said: string, rooms: readonly Named[]): string {
  const room = rooms.find(({ id, name }) => id === said || name === said);
  if (room === undefined) throw new Failed('no-such-room', { room: said });
  return room.id;
}

async function roomsOf(hub: RunningHub): Promise<readonly Named[]> {
  const response = await ask(hub, '/v1/home');
  return v.parse(v.object({ rooms: v.optional(v.array(v.object({ id: v.string(), name: v.string() })), []) }), await response.json()).rooms;
}

/** Turns of a running hub, streamed. */
function talkTo(hub: RunningHub): Talk {
  return async (request, hear) => {
    const response = await ask(hub, '/v1/turns?stream=1', { method: 'POST', body: JSON.stringify(request) });
    if (!response.ok || response.body === null)
      throw new Failed('hub-gone', {}, undefined, [v.safeParse(Refusal, await response.json()).success ? `${response.status}` : '']);
    for await (const { event, data } of eventsOf(response.body)) {
      if (event === 'text-delta') hear(v.parse(v.object({ text: v.string() }), data).text);
      if (event === 'turn-end') return v.parse(Answer, data);
    }
    throw new Failed('hub-gone');
  };
}

const Refusal = v.object({ error: v.object({ code: v.string(), message: v.string() }) });

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<{ event: string; data: unknown }> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const lines = rest.slice(0, end).split('\n');
      rest = rest.slice(end + 2);
      const event = lines.find((line) => line.startsWith('event: '))?.slice(7);
      const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) };
    }
  }
}
