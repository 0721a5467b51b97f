/** Timers, alarms and reminders: nine things that may be done with them. */
import type { Frame } from '../../core/frame.ts';
import type { SkillId, Slots } from '../../core/plan.ts';
import type { Duration, Token } from './tokens.ts';

type SkillFrame = Extract<Frame, { is: 'skill' }>;
type TimerSkill = Extract<SkillId, `timer-${string}`>;

const reminding = /提醒|叫醒?我|喊我/;
const operations: readonly (readonly [RegExp, TimerSkill])[] = [
  [/还有|还剩|剩|多久|多长时间|状态|怎么样|看看|看一下|查|如何|多少时间|几个|哪些|到哪|什么时候/, 'timer-status'],
  [/暂停|停一下|先停/, 'timer-pause'],
  [/恢复|继续|接着/, 'timer-resume'],
  [/延长|增加|再加|加长|多加|推迟|延后|拉长|续|加(?!热)/, 'timer-extend'],
  [/缩短|再减|减少|减去|减|提前|少/, 'timer-shorten'],
  [/取消|删除|删掉|清除|撤销|停掉|关掉|关闭|停止|不要|关了|清空|清掉|清(?=掉|了|$)|清了|清除|全清|掐了|掐掉|撤掉|撤了|结束|停|关/, 'timer-cancel'],
];

/** A clause about a timer; `undefined` when it is about something else. */
export function readTimer(tokens: readonly Token[], text: string): SkillFrame | undefined {
  const noun = tokens.findLast((token) => token.meaning.is === 'timer' && token.text !== '提醒');
  const spoken = tokens.map((token) => token.text).join('');
  const durations = tokens.flatMap((token) => (token.meaning.is === 'duration' ? [{ token, duration: token.meaning.duration }] : []));
  const clock = tokens.find((token) => token.meaning.is === 'clock')?.meaning;
  const reminder = reminding.test(spoken) && (durations.length > 0 || clock !== undefined || tokens.some((token) => token.meaning.is === 'vague-time'));
  if (!noun && !reminder) return asksWhatIsLeft(tokens, spoken, text);
  const { skill, by } = operationOf(noun, spoken, durations.length > 0 || clock !== undefined, tokens);
  const slots: { -readonly [key in keyof Slots]: Slots[key] } = {};
  const about = place(skill, durations, noun);
  if (about.start) Object.assign(slots, started(about.start));
  if (about.amount) Object.assign(slots, about.amount);
  if (clock?.is === 'clock' && skill === 'timer-start') {
    slots.at = clock.clock.at;
    if (clock.clock.dayOffset === 1) slots.day = 'tomorrow';
  }
  const room = tokens.find((token) => token.meaning.is === 'name' && token.meaning.what === 'room')?.meaning;
  if (room?.is === 'name' && room.ids[0] !== undefined) slots.room = room.ids[0];
  const name = reminder && !noun ? reminderText(tokens, text) : nameOf(tokens, noun, skill, by);
  if (name) slots.name = name;
  const vague = tokens.find((token) => token.meaning.is === 'vague-time');
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  const unclear = (/start|extend|shorten/.test(skill) ? vague?.text : undefined) ?? (about.unclear ? spoken : undefined);
  const needsAmount = skill === 'timer-extend' || skill === 'timer-shorten';
  const missing = needsAmount && !about.amount ? spoken : undefined;
  const half = unclear ?? missing;
  return { is: 'skill', skill, slots, start, end, text: text.slice(start, end), ...(half === undefined ? {} : { unclear: half }) };
}

/** 还剩多长时间, of what else than the timer. */
function asksWhatIsLeft(tokens: readonly Token[], spoken: string, text: string): SkillFrame | undefined {
  const named =
    /^(?:现在|那|请问)?(.{1,8}?)(?:那个|的|那边)?还(?:剩|有|要|得)(?:下)?(?:多久|多长时间|多少时间|几分钟|多少分钟)(?:时间)?(?:好|到)?[了啊呢]?$/.exec(
      spoken,
    )?.[1];
  const strange =
    named !== undefined &&
    tokens.every(({ meaning }) => meaning.is !== 'kind' && meaning.is !== 'name') &&
    tokens.some(({ meaning }) => meaning.is === 'unknown');
  if (strange) return { is: 'skill', skill: 'timer-status', slots: { name: named }, start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0, text };
  if (!/^(?:现在|那|请问)?(?:还剩|还有|剩下?)(?:下)?(?:多久|多长时间|多少时间|几分钟|多少分钟)[了啊呢]?$/.test(spoken)) return undefined;
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  return { is: 'skill', skill: 'timer-status', slots: {}, start, end, text: text.slice(start, end) };
}

function operationOf(noun: Token | undefined, spoken: string, timed: boolean, tokens: readonly Token[]): { skill: TimerSkill; by?: string } {
  if (!noun) return { skill: 'timer-start' };
  // What a timer is called must not be taken for what is to be done with it: only words outside the noun count.
  const words = tokens.filter((token) => token !== noun && token.meaning.is !== 'unknown').map((token) => token.text);
  const outside = [...words, ...tokens.filter((token) => token.meaning.is === 'unknown').map((token) => token.text)].join('');
  for (const [pattern, skill] of operations) {
    const found = pattern.exec(outside)?.[0];
    if (found === undefined) continue;
    if (skill === 'timer-cancel' && /开始|重新/.test(spoken)) continue;
    if (skill === 'timer-cancel')
      return { skill: tokens.some((token) => token.meaning.is === 'all' || token.meaning.is === 'plural') ? 'timer-cancel-all' : skill, by: found };
    return { skill, by: found };
  }
  return { skill: timed || /设|定|开|来|建|启/.test(outside) || tokens.length === 1 ? 'timer-start' : 'timer-status' };
}

interface Said {
  readonly token: Token;
  readonly duration: Duration;
}

function place(skill: TimerSkill, durations: readonly Said[], noun: Token | undefined): { start?: Duration; amount?: Duration; unclear?: boolean } {
  const [first, second] = durations;
  if (durations.length > 2) return { unclear: true };
  if (skill === 'timer-extend' || skill === 'timer-shorten') {
    if (first && second) return { start: first.duration, amount: second.duration };
    return first ? { amount: first.duration } : {};
  }
  if (second) return { unclear: true };
  if (!first) return {};
  return skill === 'timer-start' || !noun ? { amount: first.duration } : { start: first.duration };
}

function started({ hours, minutes, seconds }: Duration): Slots {
  return {
    ...(hours === undefined ? {} : { startHours: hours }),
    ...(minutes === undefined ? {} : { startMinutes: minutes }),
    ...(seconds === undefined ? {} : { startSeconds: seconds }),
  };
}

const grammatical: ReadonlySet<string> = new Set([
  'filler',
  'particle',
  'ba',
  'de',
  'measure',
  'number',
  'duration',
  'clock',
  'all',
  'plural',
  'verb',
  'adjust',
  'ask',
  'pronoun',
  'after',
  'vague-time',
  'chatter',
  'more',
  'to',
  'can',
  'zhe',
  'timer',
  'next',
  'not',
  'cancel',
  'undo',
  'home',
  'here',
  'day',
  'degree',
  'conjunction',
  'pronouns',
  'yes',
  'subject',
  'too',
  'past',
  'ordinal',
]);
const operating = /^[定弄搞整上]$|延长|缩短|删除|删掉|清除|还剩|还有|剩|查|看看|状态|开始|建|叫|设|结束|清空|续|推迟|提前|新|多|长|久|没到|响/;

/** What the timer is for: the words right before it (煮面计时器), or after the time (倒计时十分钟煮面). */
function nameOf(tokens: readonly Token[], noun: Token | undefined, skill: TimerSkill, by: string | undefined): string | undefined {
  if (!noun) return undefined;
  const at = tokens.indexOf(noun);
  const naming = (token: Token | undefined) =>
    token !== undefined &&
    !grammatical.has(token.meaning.is) &&
    !(token.meaning.is === 'name' && (token.meaning.what === 'room' || token.meaning.what === 'floor')) &&
    !operating.test(token.text) &&
    token.text !== by;
  let from = at;
  if (tokens[from - 1]?.meaning.is === 'de') from -= 1;
  let end = from;
  while (from > 0 && naming(tokens[from - 1])) from -= 1;
  if (from === end) {
    // 煮鸡蛋的8分钟计时器
    while (from > 0 && ['duration', 'de', 'measure'].includes(tokens[from - 1]?.meaning.is ?? '')) from -= 1;
    end = from;
    while (from > 0 && naming(tokens[from - 1])) from -= 1;
  }
  if (from === end && skill === 'timer-start') {
    from = tokens.findLastIndex((token) => token.meaning.is === 'duration' || token.meaning.is === 'timer' || token.meaning.is === 'clock') + 1;
    while (from < tokens.length && ['filler', 'particle', 'de', 'chatter', 'after'].includes(tokens[from]?.meaning.is ?? '')) from += 1;
    end = from;
    while (end < tokens.length && (naming(tokens[end]) || (end > from && tokens[end]?.meaning.is === 'verb'))) end += 1;
  }
  const said = tokens
    .slice(from, end)
    .map((token) => token.text)
    .join('');
  return said || undefined;
}

function reminderText(tokens: readonly Token[], text: string): string | undefined {
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? text.length;
  let said = text.slice(start, end);
  for (const token of tokens.toReversed()) {
    if (['duration', 'clock', 'after', 'day', 'vague-time'].includes(token.meaning.is))
      said = said.slice(0, token.start - start) + said.slice(token.end - start);
  }
  const what = said
    .split(/提醒我?|叫醒?我|喊我/)
    .at(-1)
    ?.replace(/^(?:要|去|一下|记得|该)+|[吧啊了哦呀]+$/g, '');
  return what || undefined;
}
