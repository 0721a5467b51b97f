/** Words whose meaning depends on those around them, and where a sentence pauses. */
import type { NameIndex, Sentence } from '../../ports/language.ts';
import { looksLikeDevice } from './phrases.ts';
import { scan } from './scan.ts';
import type { Token } from './tokens.ts';

/** 灯关了没有, 灯关了没: a negation that ends a clause asks. */
export function tagged(tokens: readonly Token[]): readonly Token[] {
  return tokens
    .flatMap(doorAndLock)
    .flatMap(lockOf)
    .flatMap(ownMode)
    .flatMap(questionMark)
    .map(numbered)
    .map(hurried)
    .map(helped)
    .map(rain)
    .map(purpose)
    .map((token, at, tokens) => {
      if (token.text === '锁' && locking(tokens, at)) return { ...token, meaning: { is: 'verb', verb: 'lock' } };
      if (!/^(?:没有|没|不|未)$/.test(token.text) || token.meaning.is === 'ask' || at === 0) return token;
      // 冷不冷, 关没关
      if (tokens[at - 1]?.text === tokens[at + 1]?.text) return { ...token, meaning: { is: 'ask', ask: 'yes-no' } };
      const after = tokens.slice(at + 1).find((one) => one.meaning.is !== 'particle');
      const before = tokens[at - 1];
      return (!after || after.meaning.is === 'pause') && before && before.meaning.is !== 'pause' ? { ...token, meaning: { is: 'ask', ask: 'yes-no' } } : token;
    });
}

/** 灯都关了吧？ asks; 能把灯关了吗？ says so itself, and 把灯关了？ is too short to tell. */
function questionMark(token: Token, at: number, tokens: readonly Token[]): readonly Token[] {
  if (token.text !== '？') return [token];
  const pause = tokens.slice(0, at).findLastIndex((one) => one.meaning.is === 'pause');
  const clause = tokens.slice(pause + 1, at);
  const told =
    clause.some((one) => one.text === '了') &&
    !clause.some(
      (one) => one.meaning.is === 'ask' || one.meaning.is === 'can' || one.meaning.is === 'ba' || (one.meaning.is === 'filler' && one.text !== '吧'),
    );
  return told ? [{ ...token, end: token.start, text: '', meaning: { is: 'ask', ask: 'yes-no' } }, token] : [token];
}

/** 把门锁了: the door, and what is done to it. */
function doorAndLock(token: Token, at: number, tokens: readonly Token[]): readonly Token[] {
  const after = tokens[at + 1];
  if (token.text !== '门锁' || token.meaning.is !== 'kind' || !after || !/^(?:了|一下|吧|好|上|住)/.test(after.text)) return [token];
  if (tokens.some(({ meaning }) => meaning.is === 'verb' && meaning.verb !== 'set')) return [token];
  const middle = token.start + 1;
  return [
    { ...token, end: middle, text: '门', meaning: { is: 'kind', kinds: token.meaning.kinds } },
    { ...token, start: middle, text: '锁', meaning: { is: 'verb', verb: 'lock' } },
  ];
}

/** 大门锁了没: the lock by its name, and what is asked of it. */
function lockOf(token: Token, at: number, tokens: readonly Token[]): readonly Token[] {
  const { meaning } = token;
  if (meaning.is !== 'name' || meaning.what !== 'device' || !token.text.endsWith('锁') || !/^(?:了|好|上|住)/.test(tokens[at + 1]?.text ?? '')) return [token];
  if (tokens.some(({ meaning: one }) => one.is === 'state' || (one.is === 'verb' && one.verb !== 'set'))) return [token];
  return [token, { ...token, start: token.end, text: '', meaning: { is: 'verb', verb: 'lock' } }];
}

/** 用最爱模式: a word that only the device knows. */
function ownMode(token: Token, at: number, tokens: readonly Token[]): readonly Token[] {
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  const named = (one: Token | undefined) => one?.text === '模式' && one.meaning.is === 'attribute';
  if (named(token) && before?.meaning.is === 'unknown' && before.end === token.start && takesMode(tokens, at - 1)) return [];
  if (token.meaning.is !== 'unknown' || !named(after) || after?.start !== token.end || !takesMode(tokens, at)) return [token];
  return [{ ...token, end: after.end, text: token.text + after.text, meaning: { is: 'mode', word: token.text, canonical: false } }];
}

function takesMode(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.meaning;
  return before?.is === 'to' || before?.is === 'kind' || (before?.is === 'name' && before.what === 'device') || (before?.is === 'verb' && at > 1);
}

/** 灯3 where there is none: another lamp's number, no value. 空调26 is one. */
function numbered(token: Token, at: number, tokens: readonly Token[]): Token {
  const before = tokens[at - 1];
  if (token.meaning.is !== 'number' || token.meaning.unit !== undefined || before?.end !== token.start) return token;
  const warms = before.meaning.is === 'kind' ? climate.has(before.meaning.kinds[0] ?? '') : /空调|地暖|暖气|热水器/.test(before.text);
  if (!(before.meaning.is === 'kind' || (before.meaning.is === 'name' && before.meaning.what === 'device')) || (warms && token.meaning.value >= 5))
    return token;
  const after = tokens.slice(at + 1).find((one) => !['filler', 'particle', 'plural', 'measure', 'ba'].includes(one.meaning.is));
  const followed = after?.meaning.is === 'verb' || after?.meaning.is === 'adjust' || after?.meaning.is === 'extreme';
  const ordered =
    (!after || after.meaning.is === 'pause') &&
    tokens.slice(0, at).some(({ meaning }) => meaning.is === 'verb' && (meaning.verb === 'on' || meaning.verb === 'off'));
  return followed || ordered ? { ...token, meaning: { is: 'unknown' } } : token;
}

const climate: ReadonlySet<string> = new Set(['air-conditioner', 'thermostat', 'heater', 'water-heater']);

/** 快把灯关了: haste, no speed. */
function hurried(token: Token, at: number, tokens: readonly Token[]): Token {
  const after = tokens[at + 1];
  const hastes =
    token.text === '快' &&
    token.meaning.is === 'adjective' &&
    (after?.meaning.is === 'ba' || after?.meaning.is === 'filler' || (after?.meaning.is === 'verb' && (at === 0 || tokens[at - 1]?.meaning.is === 'pause')));
  return hastes ? { ...token, meaning: { is: 'filler' } } : token;
}

/** 帮爷爷开一下: for whom it is done. */
function helped(token: Token, at: number, tokens: readonly Token[]): Token {
  const after = tokens[at + 1]?.meaning.is;
  const person = token.meaning.is === 'name' && token.meaning.what === 'person';
  return person && /^[帮给替为]$/.test(tokens[at - 1]?.text ?? '') && (after === 'verb' || after === 'ba' || after === 'filler')
    ? { ...token, meaning: { is: 'filler' } }
    : token;
}

const precipitation = /^(?:[小中大暴阵雷冰]{1,2}[雨雪雹]|雨夹雪|雷阵雨)$/;

/** 明天有小雨吗: the weather, though somebody is called so. */
function rain(token: Token, at: number, tokens: readonly Token[]): Token {
  if (!precipitation.test(token.text) || (token.meaning.is !== 'name' && token.meaning.is !== 'unknown')) return token;
  const falls = /^(?:有|有没有|会有|下|会下)$/.test(tokens[at - 1]?.text ?? '');
  const when = tokens.some(({ meaning }) => meaning.is === 'day' || meaning.is === 'vague-time' || meaning.is === 'outside');
  return falls && (when || tokens[at - 1]?.text.includes('下')) ? { ...token, meaning: { is: 'weather' } } : token;
}

/** 打开浇浇菜, 拉开晒晒太阳: what it is done for, right behind what is done. */
function purpose(token: Token, at: number, tokens: readonly Token[]): Token {
  const pause = tokens.slice(0, at).findLastIndex((one) => one.meaning.is === 'pause');
  const clause = tokens.slice(pause + 1, at);
  const begins = clause.findIndex((one, index) => index > 0 && saysWhatFor(one));
  const from = begins >= 0 ? begins : saysWhatFor(token) ? clause.length : -1;
  if (from < 1) return token;
  const before = clause.slice(0, from);
  const done = before.some((one) => one.meaning.is === 'verb' || one.meaning.is === 'adjust' || one.meaning.is === 'extreme' || one.meaning.is === 'number');
  const about = before.some((one) => one.meaning.is === 'kind' || (one.meaning.is === 'name' && one.meaning.what === 'device'));
  const verb = before.findLast((one) => !['filler', 'particle', 'chatter'].includes(one.meaning.is));
  const end = tokens.findIndex((one, index) => index > at && one.meaning.is === 'pause');
  const orders = tokens
    .slice(pause + 1 + from + 1, end < 0 ? undefined : end)
    .some((one) => ['verb', 'adjust', 'kind', 'number', 'ask', 'next', 'ba', 'extreme'].includes(one.meaning.is));
  if (orders || !done || !about || (verb?.meaning.is === 'verb' && verb.meaning.verb === 'set')) return token;
  return ['unknown', 'outside', 'name', 'complaint', 'attribute'].includes(token.meaning.is) ? { ...token, meaning: { is: 'chatter' } } : token;
}

/** 浇浇菜, 看一看书, 听新闻, 哄孩子 */
function saysWhatFor({ text, meaning }: Token): boolean {
  return (
    meaning.is === 'unknown' &&
    !looksLikeDevice(text) &&
    (/^(\p{Script=Han})一?\1/u.test(text) ||
      /^[哄陪喂逗]/.test(text) ||
      (text.length > 1 && /^[看听哄陪晾晒浇赶驱烤散写画练玩唱跳接迎取拿喂逗泡做]/.test(text)))
  );
}

/** 锁门, 大门锁了没: what is done; 打开锁 is the thing. */
function locking(tokens: readonly Token[], at: number): boolean {
  const [before, after] = [tokens[at - 1]?.meaning.is, tokens[at + 1]];
  if (after?.meaning.is === 'kind' || after?.meaning.is === 'name') return true;
  return (before === 'kind' || before === 'name' || before === undefined) && (after === undefined || /^(?:了|没|吗|一下|上|好)/.test(after.text));
}

/** 全部关闭 is a scene when it is said alone or after a verb; in 把灯全部关闭 it is not. */
export function withoutVerbalNames(text: string, tokens: readonly Token[], sentence: Sentence, repair: boolean): readonly Token[] {
  const refused = new Set<number>();
  tokens.forEach((token, at) => {
    if (token.meaning.is !== 'name' || token.meaning.what !== 'device' || !isVerbal(token.text)) return;
    const before = tokens.slice(0, at).findLast((one) => one.meaning.is !== 'filler' && one.meaning.is !== 'particle' && one.meaning.is !== 'can');
    const after = tokens.slice(at + 1).find((one) => one.meaning.is !== 'filler' && one.meaning.is !== 'particle' && one.meaning.is !== 'de');
    const introduced =
      !before ||
      before.meaning.is === 'verb' ||
      before.meaning.is === 'ba' ||
      before.meaning.is === 'pause' ||
      before.meaning.is === 'conjunction' ||
      before.meaning.is === 'next' ||
      before.meaning.is === 'not' ||
      before.meaning.is === 'except' ||
      (before.meaning.is === 'name' && before.meaning.what === 'room');
    const followed = after && (after.meaning.is === 'kind' || after.meaning.is === 'name' || after.meaning.is === 'here' || after.meaning.is === 'all');
    if (!introduced || followed) refused.add(token.start);
  });
  return refused.size ? scan(text, sentence.names, { repair, refused }) : tokens;
}

const noNames: NameIndex = { at: () => [] };

function isVerbal(name: string): boolean {
  const words = scan(name, noNames, { repair: false, refused: new Set() });
  // 玄关灯 is no order, though 关灯 stands in it.
  return words.some(({ meaning }) => meaning.is === 'verb' || meaning.is === 'adjust') && words.every(({ meaning }) => meaning.is !== 'unknown');
}

/** Stretches between pauses. */
export function segmentsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (token.meaning.is === 'pause') segments.push([]);
    else if (token.meaning.is === 'spared') {
      // 布帘拉上纱帘留着
      const segment = segments.at(-1) ?? [];
      const from = segment.findLastIndex(({ meaning }) => !['name', 'kind', 'de', 'measure', 'unknown'].includes(meaning.is)) + 1;
      if (from > 0 && from < segment.length && segment.slice(0, from).some(({ meaning }) => meaning.is === 'verb')) segments.push(segment.splice(from));
      segments.at(-1)?.push(token);
    } else segments.at(-1)?.push(token);
  }
  return segments.filter((segment) => segment.length > 0);
}
