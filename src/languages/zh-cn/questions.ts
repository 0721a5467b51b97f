/** Questions about the home: what is asked of which things. A question never acts. */
import type { Topic } from '../../core/frame.ts';
import type { Attribute, Kind } from '../../core/home.ts';
import type { NameIndex } from '../../ports/language.ts';
import { hasHead, hasPlace, openings } from './groups.ts';
import type { Draft } from './phrases.ts';
import { asKind, kindsOf, phraseAt } from './phrases.ts';
import type { Meaning, Token } from './tokens.ts';

export interface Question {
  readonly topic: Topic;
  /** 温度和湿度: what else is asked of the same things. */
  readonly also: readonly Topic[];
  readonly phrases: readonly Draft[];
  readonly leftover: readonly string[];
}

interface Asked {
  readonly attribute: Attribute;
  readonly value?: boolean | string;
}

const ignored: ReadonlySet<Meaning['is']> = new Set([
  'filler',
  'particle',
  'de',
  'measure',
  'chatter',
  'zhe',
  'too',
  'plural',
  'all',
  'to',
  'day',
  'conjunction',
  'past',
  'can',
  'ba',
  'more',
  'home',
  'here',
  'subject',
  'too-much',
  'degree',
  'yes',
  'outside',
]);

/** What a question asks; `undefined` when it is not about the home. */
export function readQuestion(tokens: readonly Token[], names: NameIndex, text: string): Question | undefined {
  const phrases: Draft[] = [];
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = phraseAt(tokens, at, names, text);
    if (found && (hasHead(found.phrase) || hasPlace(found.phrase) || found.phrase.pronoun || found.phrase.unknown !== undefined)) {
      add(phrases, found.phrase);
      at = found.next;
      continue;
    }
    const token = tokens[at];
    if (token) rest.push(token);
    at += 1;
  }
  if (tokens.some((token) => token.meaning.is === 'plural' || token.meaning.is === 'all')) for (const phrase of phrases) phrase.plural = true;
  const many = tokens.some(
    (token) => ['plural', 'all'].includes(token.meaning.is) || (token.meaning.is === 'ask' && ['which', 'how-many', 'any'].includes(token.meaning.ask)),
  );
  if (many) for (const phrase of phrases) asKind(phrase, names, text);
  const leftover = rest.filter((token) => !accounted(token)).map((token) => token.text);
  const topic = topicOf(rest, phrases, tokens);
  const also = topic?.ask === 'value' ? otherMeasures(topic.attribute, rest) : [];
  return topic && { topic, also, phrases: topic.ask === 'presence' ? phrases.filter(hasHead) : everythingIfNone(topic, phrases, text), leftover };
}

function otherMeasures(first: Attribute, rest: readonly Token[]): Topic[] {
  const said = new Set(rest.flatMap(({ meaning }) => (meaning.is === 'attribute' ? [measuredBy(meaning, rest)] : [])));
  return [...said].filter((attribute) => attribute !== first).map((attribute) => ({ ask: 'value', attribute }));
}

/** 客厅的灯: a place said apart from its thing belongs to it. */
function add(phrases: Draft[], phrase: Draft): void {
  const last = phrases.at(-1);
  if (last && hasPlace(last) && !hasHead(last) && hasHead(phrase) && !hasPlace(phrase)) {
    phrases[phrases.length - 1] = { ...last, ...phrase, start: last.start, text: `${last.text}${phrase.text}` };
  } else if (last && hasHead(last) && !hasPlace(last) && hasPlace(phrase) && !hasHead(phrase)) {
    phrases[phrases.length - 1] = { ...phrase, ...last, end: phrase.end };
  } else phrases.push(phrase);
}

function accounted(token: Token): boolean {
  const { is } = token.meaning;
  return (
    ignored.has(is) ||
    is === 'ask' ||
    is === 'state' ||
    is === 'attribute' ||
    is === 'verb' ||
    is === 'adjective' ||
    is === 'complaint' ||
    is === 'weather' ||
    is === 'number'
  );
}

function topicOf(rest: readonly Token[], phrases: readonly Draft[], all: readonly Token[]): Topic | undefined {
  const asks = new Set(rest.flatMap((token) => (token.meaning.is === 'ask' ? [token.meaning.ask] : [])));
  const spoken = rest.map((token) => token.text).join('');
  if (/有没有人|有人|没人/.test(spoken) && phrases.some((phrase) => phrase.rooms ?? phrase.floors ?? phrase.here))
    return { ask: 'any', attribute: 'presence', value: true };
  if (presenceAsked(rest, phrases, asks)) return { ask: 'presence' };
  const about = phrases.some(hasHead);
  const locks = phrases.some((phrase) => phrase.kinds?.[0] === 'lock');
  const asked = stateOf(rest) ?? (locks && /好了|上了/.test(spoken) ? { attribute: 'locked' as const, value: true } : undefined);
  const works = about && asks.has('yes-no') && /[好完]了/.test(spoken) && phrases.some((phrase) => kindsOf(phrase)?.some((kind) => finishing.has(kind)));
  if (works) return { ask: 'state', attribute: 'on', value: false };
  const attribute = rest.find((token) => token.meaning.is === 'attribute')?.meaning;
  const measured = attribute?.is === 'attribute' ? measuredBy(attribute, rest) : (measureWord(spoken) ?? feltBy(rest));
  if (asked) {
    const { attribute: of, value } = asked;
    const said = { attribute: of, ...(value === undefined ? {} : { value }), ...(of === 'on' ? { loose: true as const } : {}) };
    if (asks.has('which') || (asks.has('what') && !about) || asks.has('where')) return { ask: 'which', ...said };
    // 窗帘开了多少
    if (about && spoken.replace(/[了啊呢]+$/, '').endsWith('多少') && phrases.some((phrase) => kindsOf(phrase)?.some((kind) => openings.has(kind))))
      return { ask: 'value', attribute: 'openPercent' };
    if (asks.has('how-many') || /多少|几[个盏台扇]/.test(spoken)) return { ask: 'how-many', ...said };
    if (asks.has('any') || /还有|有没有/.test(spoken)) return { ask: 'any', ...said };
    if (measured && asks.has('what')) return { ask: 'value', attribute: measured };
    if (phrases.some((phrase) => phrase.all) || (phrases.some((phrase) => phrase.plural) && all.length > 1)) return { ask: 'all', ...said };
    return { ask: 'state', ...said };
  }
  const set = phrases.flatMap((phrase) => kindsOf(phrase) ?? []).map((kind) => settings[kind])[0];
  if (!measured && set && /[设调]/.test(spoken) && /多少|几/.test(spoken)) return { ask: 'value', attribute: set };
  if (measured) return { ask: 'value', attribute: measured };
  if (about && (asks.has('which') || asks.has('how-many') || (asks.has('any') && !asks.has('yes-no')) || (asks.has('what') && /什么|多少/.test(spoken))))
    return { ask: 'inventory' };
  if (about && (asks.has('what') || asks.has('where'))) return { ask: 'state' };
  if (about && asks.has('any')) return { ask: 'inventory' };
  return undefined;
}

/** 洗衣机好了没 */
const finishing: ReadonlySet<Kind> = new Set(['washer', 'dryer', 'dishwasher', 'kettle']);

/** 加湿器设的多少 */
const settings: Readonly<Partial<Record<Kind, Attribute>>> = {
  humidifier: 'targetHumidityPercent',
  dehumidifier: 'targetHumidityPercent',
  'air-conditioner': 'targetTemperatureCelsius',
  heater: 'targetTemperatureCelsius',
  'water-heater': 'targetTemperatureCelsius',
  thermostat: 'targetTemperatureCelsius',
  light: 'brightnessPercent',
  fan: 'fanPercent',
};

function presenceAsked(rest: readonly Token[], phrases: readonly Draft[], asks: ReadonlySet<string>): boolean {
  const home = rest.some(
    (token) =>
      (token.meaning.is === 'state' && token.meaning.state === 'presence') || (token.meaning.is === 'complaint' && token.meaning.complaint === 'arrive'),
  );
  const people = phrases.length > 0 && phrases.every((phrase) => phrase.devices !== undefined || phrase.wholeHome);
  if (home && (people || asks.has('who') || phrases.length === 0)) return true;
  if (asks.has('who') && phrases.some((phrase) => phrase.wholeHome)) return true;
  return asks.has('where') && people && !rest.some((token) => token.meaning.is === 'verb' || token.meaning.is === 'state');
}

function stateOf(rest: readonly Token[]): Asked | undefined {
  for (const token of rest) {
    const { meaning } = token;
    if (meaning.is === 'state') {
      switch (meaning.state) {
        case 'open-or-on':
          return { attribute: 'on', value: true };
        case 'closed-or-off':
          return { attribute: 'on', value: false };
        case 'locked':
          return { attribute: 'locked', value: true };
        case 'unlocked':
          return { attribute: 'locked', value: false };
        case 'playing':
          return { attribute: 'playback', value: 'playing' };
        case 'cleaning':
          return { attribute: 'activity', value: 'cleaning' };
        case 'docked':
        case 'charging':
          return { attribute: 'activity', value: 'docked' };
        case 'presence':
          return undefined;
      }
    }
  }
  for (const { meaning } of rest) {
    if (meaning.is === 'verb') {
      if (meaning.verb === 'on' || meaning.verb === 'open') return { attribute: 'on', value: true };
      if (meaning.verb === 'off' || meaning.verb === 'close') return { attribute: 'on', value: false };
      if (meaning.verb === 'lock') return { attribute: 'locked', value: true };
      if (meaning.verb === 'unlock') return { attribute: 'locked', value: false };
      if (meaning.verb === 'play' || meaning.verb === 'resume') return { attribute: 'playback', value: 'playing' };
      if (meaning.verb === 'pause' || meaning.verb === 'stop') return { attribute: 'playback', value: 'paused' };
      if (meaning.verb === 'clean') return { attribute: 'activity', value: 'cleaning' };
      if (meaning.verb === 'dock') return { attribute: 'activity', value: 'docked' };
      if (meaning.verb === 'mute') return { attribute: 'muted', value: true };
    }
  }
  const mode = rest.find((token) => token.meaning.is === 'mode')?.meaning;
  if (mode?.is === 'mode') return { attribute: 'mode', value: mode.word };
  return rest.some((token) => token.text === '亮') && rest.some((token) => token.meaning.is === 'ask' && token.meaning.ask !== 'what')
    ? { attribute: 'on', value: true }
    : undefined;
}

function measuredBy(attribute: Extract<Meaning, { is: 'attribute' }>, rest: readonly Token[]): Attribute {
  const set = rest.some((token) => token.meaning.is === 'verb' && token.meaning.verb === 'set') || rest.some((token) => token.text.includes('设'));
  return set ? attribute.attribute : attribute.asked;
}

/** 主卧冷吗 */
function feltBy(rest: readonly Token[]): Attribute | undefined {
  const felt = rest.find((token) => token.meaning.is === 'adjective')?.meaning;
  if (felt?.is !== 'adjective') return undefined;
  if (felt.attribute === 'targetTemperatureCelsius') return 'currentTemperatureCelsius';
  return felt.attribute === 'targetHumidityPercent' ? 'currentHumidityPercent' : undefined;
}

function measureWord(spoken: string): Attribute | undefined {
  if (/有电|没电|多少电/.test(spoken)) return 'batteryPercent';
  if (/几度|多少度|多热|多冷|热不热|冷不冷/.test(spoken)) return /设|调|开到/.test(spoken) ? 'targetTemperatureCelsius' : 'currentTemperatureCelsius';
  if (/多亮/.test(spoken)) return 'brightnessPercent';
  if (/多湿|多干|潮不潮/.test(spoken)) return 'currentHumidityPercent';
  if (/多响|多大声/.test(spoken)) return 'volumePercent';
  if (/几档|哪一档/.test(spoken)) return 'fanPercent';
  if (/多少瓦/.test(spoken)) return 'powerWatts';
  if (/多少电|没电/.test(spoken)) return 'batteryPercent';
  return undefined;
}

function everythingIfNone(topic: Topic, phrases: readonly Draft[], text: string): readonly Draft[] {
  const many = topic.ask === 'which' || topic.ask === 'how-many' || topic.ask === 'any' || topic.ask === 'all';
  if (!many || phrases.some((phrase) => hasHead(phrase) || phrase.unknown !== undefined)) return phrases;
  if ('attribute' in topic && topic.attribute !== 'on') return phrases;
  return phrases.length ? phrases.map((phrase) => ({ ...phrase, everything: true as const })) : [{ start: 0, end: text.length, text, everything: true }];
}
