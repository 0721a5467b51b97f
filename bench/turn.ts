/**
 * `entente bench turn`: ten at once over HTTP against the built hub, everything journalled (`synchronous=FULL`): how soon a claim is decided, and how soon
 * the command of a turn of talk is sent; beside a bare `node:http` echo of the same messages in the same run. Prints one JSON object a measurement.
 */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientOf, percentile, rounded, startEcho, startHub, temporaryFolder, textIn } from './hub-process.ts';

const assistants = 10;
const batches = 3;
const claimsABatch = 2_000;
const turnsABatch = 200;

interface Light {
  readonly id: string;
  readonly name: string;
  readonly room: string;
}

interface Order {
  readonly light: Light;
  readonly level: number;
}

const rooms = ['客厅', '卧室', '书房', '厨房', '餐厅', '阳台', '玄关', '走廊', '儿童房', '客房'];
const kinds = ['吊灯', '台灯', '壁灯', '落地灯', '射灯', '夜灯', '床头灯', '镜前灯', '筒灯', '灯带'];
const lights = rooms.map((room, index) => kinds.map((kind, which): Light => ({ id: `virtual:${index}-${which}`, name: room + kind, room: `room-${index}` })));

function homeDocument(): object {
  return {
    name: '量',
    locale: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    rooms: rooms.map((name, index) => ({ id: `room-${index}`, name })),
    devices: lights.flat().map((light) => ({ ...light, kind: 'light', state: { on: true, brightnessPercent: 50 } })),
  };
}

using folder = temporaryFolder();
const homeFile = join(folder.path, 'home.json');
writeFileSync(homeFile, JSON.stringify(homeDocument()));
await using hub = await startHub(['--data', join(folder.path, 'data'), '--home', homeFile, '--no-homekit']);
await using echo = await startEcho();
const [ask, askEcho] = [clientOf(hub), clientOf(echo)];

const turnsOf = rooms.map(() => 0);
/** Each assistant speaks of the lights of its own room, in turn, always of a level well away from the last. */
function nextOrder(assistant: number): Order {
  const turn = (turnsOf[assistant] = (turnsOf[assistant] ?? 0) + 1);
  const light = lights[assistant]?.[turn % kinds.length] ?? { id: '', name: '', room: '' };
  return { light, level: 1 + ((Math.ceil(turn / kinds.length) * 11) % 97) };
}

async function inParallel<Result>(count: number, one: (assistant: number, order: Order) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  await Promise.all(
    rooms.map(async (_, assistant) => {
      for (let turn = 0; turn < count / assistants; turn += 1) results.push(await one(assistant, nextOrder(assistant)));
    }),
  );
  return results;
}

function claimOf(assistant: number, { light, level }: Order): object {
  const steps = [{ device: light.id, do: 'set', attribute: 'brightnessPercent', value: level }];
  return { source: `assistant-${assistant}`, messageId: randomUUID(), heardAtMs: Date.now(), room: light.room, steps };
}

const claim = async (assistant: number, order: Order): Promise<number> => (await ask('POST', '/v1/claims', claimOf(assistant, order))).ms;
const bare = async (assistant: number, order: Order): Promise<number> => (await askEcho('POST', '/', claimOf(assistant, order))).ms;

/** From the request to the command's leaving, as the hub itself says when that was: in whole milliseconds, so at most that long. */
async function turnsSentMs(count: number): Promise<readonly number[]> {
  const sinceMs = Date.now();
  const turns = await inParallel(count, async (assistant, { light, level }) => {
    const startedMs = performance.timeOrigin + performance.now();
    const said = { text: `${light.name}调到${level}%`, room: light.room, source: `assistant-${assistant}`, conversation: `${assistant}` };
    const { answer } = await ask('POST', '/v1/turns', said);
    return { startedMs, receiptId: textIn(answer, 'receiptId') };
  });
  const { answer } = await ask('GET', `/v1/actuations?sinceMs=${sinceMs}`);
  const lines: readonly unknown[] = Array.isArray(answer) ? answer : [];
  const sentAtMs = new Map(lines.map((line) => [textIn(line, 'receiptId'), Number(typeof line === 'object' && line !== null && Reflect.get(line, 'atMs'))]));
  return turns.map(({ startedMs, receiptId }) => {
    const atMs = sentAtMs.get(receiptId);
    if (atMs === undefined) throw new Error('a turn sent no command');
    return atMs + 1 - startedMs;
  });
}

await inParallel(claimsABatch, bare);
await inParallel(claimsABatch, claim);
await turnsSentMs(turnsABatch);
const lists = { bare: Array<readonly number[]>(), claims: Array<readonly number[]>(), turns: Array<readonly number[]>() };
for (let batch = 0; batch < batches; batch += 1) {
  process.stderr.write(`batch ${batch + 1} of ${batches}\n`);
  lists.bare.push(await inParallel(claimsABatch, bare));
  lists.claims.push(await inParallel(claimsABatch, claim));
  lists.turns.push(await turnsSentMs(turnsABatch));
}

/** The median of the batches: one hiccup of the machine is no property of the hub. */
const figuresOf = (all: readonly (readonly number[])[]) => ({
  p50: rounded(
    percentile(
      all.map((list) => percentile(list, 0.5)),
      0.5,
    ),
  ),
  p99: rounded(
    percentile(
      all.map((list) => percentile(list, 0.99)),
      0.5,
    ),
  ),
});
const peer = { name: 'bare node:http echo', ...figuresOf(lists.bare) };
for (const [name, all] of [
  ['claim decided, 10 at once', lists.claims],
  ["turn's command sent, 10 at once", lists.turns],
] as const) {
  const figures = figuresOf(all);
  process.stdout.write(`${JSON.stringify({ name, unit: 'ms', n: all.flat().length, ...figures, peer, beyondPeerP99: rounded(figures.p99 - peer.p99) })}\n`);
}
