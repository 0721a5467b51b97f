/** Weather, the time and the date. */
import type { Frame } from '../../core/frame.ts';
import type { Slots } from '../../core/plan.ts';
import type { Meaning, Token } from './tokens.ts';

type SkillFrame = Extract<Frame, { is: 'skill' }>;

const idle: ReadonlySet<Meaning['is']> = new Set([
  'filler',
  'particle',
  'de',
  'chatter',
  'ask',
  'zhe',
  'day',
  'too-much',
  'verb',
  'past',
  'can',
  'adjective',
  'complaint',
  'number',
  'degree',
  'vague-time',
  'measure',
  'attribute',
  'yes',
  'more',
  'home',
  'here',
  'outside',
  'to',
  'conjunction',
]);

export function readSky(tokens: readonly Token[], text: string): { readonly frame: SkillFrame; readonly leftover: readonly string[] } | undefined {
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  const at = { start, end, text: text.slice(start, end) };
  const acting = tokens.some((token) => token.meaning.is === 'kind' || (token.meaning.is === 'verb' && /开|关/.test(token.text)));
  const weather = tokens.findIndex((token) => token.meaning.is === 'weather');
  const outside = tokens.findIndex((token) => token.meaning.is === 'outside');
  const asked = tokens.some((token) => token.meaning.is === 'ask' || (token.meaning.is === 'can' && token.text.includes('不')));
  const climate = tokens.some(
    (token) =>
      token.meaning.is === 'complaint' ||
      token.meaning.is === 'adjective' ||
      (token.meaning.is === 'attribute' && token.meaning.asked === 'currentTemperatureCelsius') ||
      /几度|多少度|多热|多冷/.test(token.text),
  );
  const told =
    tokens.every((token) => ['day', 'name', 'unknown', 'weather', 'filler', 'de', 'outside', 'vague-time', 'measure', 'ba'].includes(token.meaning.is)) &&
    tokens.some((token) => token.text.startsWith('天气'));
  // 气温 is the air outside, 室温 that of the room.
  const air = tokens.findIndex((token) => token.text === '气温');
  const placed = tokens.some(
    (token) => token.meaning.is === 'here' || token.meaning.is === 'home' || (token.meaning.is === 'name' && token.meaning.what !== 'person'),
  );
  // 今天冷不冷
  const felt =
    tokens.some(({ meaning }) => meaning.is === 'day') &&
    tokens.some(({ meaning }) => meaning.is === 'complaint' || (meaning.is === 'adjective' && meaning.attribute === 'targetTemperatureCelsius'));
  const bare = tokens.every(({ meaning }) => meaning.is !== 'unknown' && meaning.is !== 'name' && meaning.is !== 'verb' && meaning.is !== 'attribute');
  if (!acting && asked && felt && bare && !placed) return weatherOf(tokens, 0, at);
  if (!acting && air >= 0 && asked && !placed) return weatherOf(tokens, air, at);
  if (!acting && ((weather >= 0 && (asked || told)) || (outside >= 0 && asked && climate))) return weatherOf(tokens, weather >= 0 ? weather : outside, at);
  const times = tokens.flatMap((token) =>
    token.meaning.is === 'ask' && (token.meaning.ask === 'clock' || token.meaning.ask === 'date') ? [token.meaning.ask] : [],
  );
  const skill = times.includes('date') ? 'date' : times.includes('clock') ? 'time' : undefined;
  if (!skill || acting || tokens.some((token) => token.meaning.is === 'timer' || token.meaning.is === 'state')) return undefined;
  const leftover = tokens
    .filter((token) => !idle.has(token.meaning.is) || (token.meaning.is === 'verb' && token.meaning.verb !== 'set'))
    .map((token) => token.text);
  const tomorrow =
    skill === 'date' && tokens.some((token) => (token.meaning.is === 'day' && token.meaning.day === 'tomorrow') || /^明天|^明日/.test(token.text));
  return { frame: { ...at, is: 'skill', skill, slots: tomorrow ? { day: 'tomorrow' } : {} }, leftover };
}

function weatherOf(tokens: readonly Token[], at: number, span: { start: number; end: number; text: string }): { frame: SkillFrame; leftover: string[] } {
  const slots: { -readonly [key in keyof Slots]: Slots[key] } = {};
  const day = tokens.find((token) => token.meaning.is === 'day')?.meaning;
  const vague = tokens.find((token) => token.meaning.is === 'vague-time')?.text ?? '';
  if (day?.is === 'day') slots.day = day.day;
  else if (/后天/.test(vague)) slots.day = '+2';
  else if (/明/.test(vague)) slots.day = 'tomorrow';
  else if (/今/.test(span.text)) slots.day = 'today';
  const place = tokens.filter((token) => token.meaning.is === 'unknown' || (token.meaning.is === 'name' && token.meaning.what === 'device'));
  const before = place.filter((token) => tokens.indexOf(token) < at);
  if (before.length === 1 && before[0]) slots.place = before[0].text.replace(/市$/, '');
  const leftover = tokens.filter((token) => token.meaning.is === 'unknown' && token !== before[0]).map((token) => token.text);
  return { frame: { ...span, is: 'skill', skill: 'weather', slots }, leftover };
}
