import { signal } from '@preact/signals';
import { ask, CallError, newId, send } from './call.ts';
import { keep, kept } from './kept.ts';
import { parseDelta, parseTurn, type ToldTurn } from './shapes.ts';
import { eventsOf } from './stream.ts';
import { words } from './words/index.ts';

/** One thing said, by the person or by the home. */
export interface Line {
  readonly id: string;
  readonly who: 'person' | 'home';
  readonly text: string;
  /** Still being said. */
  readonly busy: boolean;
  readonly failed: boolean;
  readonly turn?: ToldTurn;
  /** What was asked waits until then, ms by this browser's clock; absent once it was answered. */
  readonly openUntilMs?: number;
}

export const lines = signal<readonly Line[]>([]);
/** Where the person is, as a room's id; remembered. */
export const speakerRoom = signal<string | undefined>(kept('room'));
/** Sentences of this home that can be said. */
export const examples = signal<readonly string[]>([]);

const conversation = newId();
const askedForMs = 60_000;
const mostLines = 100;
let speaking: AbortController | undefined;

export function chooseSpeakerRoom(room: string | undefined): void {
  speakerRoom.value = room;
  keep('room', room);
}

/** @throws CallError */
export async function loadExamples(): Promise<void> {
  const told = await ask('GET', `/v1/examples?locale=${words.value.tag}`);
  examples.value = Array.isArray(told) ? told.filter((one): one is string => typeof one === 'string') : [];
}

/** Says something to the home. The answer comes piece by piece. */
export async function say(text: string): Promise<void> {
  const room = speakerRoom.value;
  add({ who: 'person', text, busy: false, failed: false });
  await hear({ text, heardAtMs: Date.now(), ...(room === undefined ? {} : { room }) });
}

/** Answers what a turn asked: yes, no, or one of the choices, counted from 1. */
export async function answer(line: Line, reply: { readonly confirm: boolean } | { readonly choice: number }, spoken: string): Promise<void> {
  const turnId = line.turn?.turnId;
  if (turnId === undefined) return;
  closeQuestion(line.id);
  add({ who: 'person', text: spoken, busy: false, failed: false });
  await hear({ turnId, ...reply });
}

/** Nobody wants to hear the rest. What was ordered stands. */
export function stopSpeaking(): void {
  speaking?.abort();
}

export function closeQuestion(id: string): void {
  lines.value = lines.value.map((line) => (line.id === id ? withoutQuestion(line) : line));
}

const withoutQuestion = ({ openUntilMs: _, ...line }: Line): Line => line;

async function hear(request: object): Promise<void> {
  stopSpeaking();
  const mine = new AbortController();
  speaking = mine;
  const id = add({ who: 'home', text: '', busy: true, failed: false });
  try {
    const body = { ...request, source: 'page', conversation, locale: words.value.tag };
    const response = await send('POST', '/v1/turns?stream=1', body, mine.signal);
    let text = '';
    let ended = false;
    // Read to its end even when all is said: a body left half-read holds its connection.
    for await (const { event, data } of eventsOf(response)) {
      if (event === 'text-delta') change(id, { text: (text += parseDelta(data).text) });
      if (event === 'turn-end') {
        ended = true;
        finish(id, parseTurn(data));
      }
    }
    if (ended) return;
    if (text === '') throw new CallError('http', 'the answer broke off', 0);
    change(id, { busy: false });
  } catch (error) {
    if (mine.signal.aborted) change(id, { busy: false });
    else change(id, { busy: false, failed: true, text: kindly(error) });
  }
}

function finish(id: string, turn: ToldTurn): void {
  const asks = turn.confirm === true || (turn.choices?.length ?? 0) > 0 || turn.parts.some((part) => part.confirm === true);
  // A question that is not answered and not repeated stays open (contracts §2); one that a new question takes the place of does not.
  if (asks) lines.value = lines.value.map(withoutQuestion);
  change(id, { busy: false, text: turn.say, turn, ...(asks ? { openUntilMs: Date.now() + askedForMs } : {}) });
}

function kindly(error: unknown): string {
  const { talk } = words.value;
  if (!(error instanceof CallError) || error.code === 'network') return error instanceof CallError ? talk.failed : talk.trouble;
  if (error.status === 429) return talk.tooMany;
  if (error.code === 'assistant/no-such-turn' || error.code === 'assistant/no-such-choice') return talk.notNow;
  return error.status === 413 || error.status === 400 ? talk.tooLong : talk.trouble;
}

function add(line: Omit<Line, 'id'>): string {
  const id = newId();
  lines.value = [...lines.value, { id, ...line }].slice(-mostLines);
  return id;
}

function change(id: string, changes: Partial<Line>): void {
  lines.value = lines.value.map((line) => (line.id === id ? { ...line, ...changes } : line));
}
