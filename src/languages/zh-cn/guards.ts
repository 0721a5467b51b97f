/** What is no order, whatever verbs stand in it. */
import type { Meaning, Token } from './tokens.ts';

const acting: ReadonlySet<Meaning['is']> = new Set(['verb', 'adjust', 'extreme', 'mode', 'color', 'kelvin', 'undo']);

function acts(token: Token): boolean {
  return acting.has(token.meaning.is) && !(token.meaning.is === 'verb' && token.meaning.verb === 'want');
}

/** 不要打开…, 先别开…: a prohibition stands before what is not to be done. */
export function isProhibition(tokens: readonly Token[]): boolean {
  const not = tokens.findIndex((token) => isNot(token));
  if (not < 0) return false;
  const before = tokens[not - 1];
  // 关没关, 有没有: a question, not a prohibition.
  if (before && acts(before) && tokens[not + 1]?.text === before.text) return false;
  // 别让他看太晚: nothing of ours, and no order either.
  if (not === 0 && /^(?:别|不要|不许|不准|可别|千万别)/.test(tokens[0]?.text ?? '') && /^[让叫给]$/.test(tokens[1]?.text ?? '')) return true;
  return tokens
    .slice(not + 1)
    .some(
      (token) =>
        acts(token) ||
        token.meaning.is === 'kind' ||
        token.meaning.is === 'name' ||
        token.meaning.is === 'adjective' ||
        token.meaning.is === 'timer' ||
        token.meaning.is === 'complaint',
    );
}

const notWords =
  /^(?:不要|别|不用|不许|不准|禁止|勿|甭|先别|千万别|不必|不想|没让你|不能|不可以|请勿|切勿|可别|别再|不要再|别给我|不想要|用不着|不需要|千万不要|先不要|先不|不|没有让你|没叫你|没有|没|未|莫|休|无需|不得|不应该|不该|不用了|不要了)$/;

function isNot(token: Token): boolean {
  if (token.meaning.is === 'ask') return false;
  if (token.meaning.is === 'unknown') return /^(?:不|没|别)/.test(token.text);
  return notWords.test(token.text) && token.meaning.is !== 'verb';
}

export function isConditional(tokens: readonly Token[]): boolean {
  const found = tokens.findIndex((token, at) => token.meaning.is === 'condition' || waits(tokens, at));
  if (found < 0) return false;
  // 方便的话, 可以的话 is politeness.
  const before = tokens[found - 1];
  return !(tokens[found]?.text === '的话' && (!before || before.meaning.is === 'can' || before.text === '方便' || before.meaning.is === 'yes'));
}

/** 等妈妈回来再开: at the head of a clause; elsewhere 等 may be a lamp misheard. */
function waits(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(0, at).findLast((token) => token.meaning.is !== 'filler' && token.meaning.is !== 'chatter');
  return tokens[at]?.text.startsWith('等') === true && tokens[at].meaning.is === 'unknown' && (!before || before.meaning.is === 'pause');
}

/** 他说…, 听说…: what somebody said is no order. 我说 is. */
export function isReported(tokens: readonly Token[]): boolean {
  return tokens.some((token, at) => {
    if (token.meaning.is !== 'reported') return false;
    if (/觉得|认为/.test(token.text) && tokens.some((one) => one.meaning.is === 'complaint' || one.meaning.is === 'too-much')) return false;
    if (/^[叫让]我/.test(token.text)) return !tokens.some((one) => one.meaning.is === 'clock' || one.meaning.is === 'duration');
    return !(token.text.startsWith('说') && tokens[at - 1]?.text === '我');
  });
}

const subjects = /^(?:我|他|她|我们|他们|有人|别人|大家|孩子|小孩|她们|咱们|咱|俺)$/;
const wishing = /想|要|帮|请|给我|麻烦|能不能|可以/;

/** 我把灯关了, 昨天…了: it is told, not asked for. */
export function isPast(tokens: readonly Token[]): boolean {
  const action = tokens.findIndex(acts);
  if (action < 0) return false;
  if (tokens.some((token) => token.meaning.is === 'past' && !/^刚刚?$/.test(token.text)) && !tokens.some((token) => token.meaning.is === 'undo')) return true;
  if (tokens.some((token) => /^(?:过|曾)$/.test(token.text) && token.start === tokens[action]?.end)) return true;
  const subject = tokens
    .slice(0, action)
    .findIndex((token) => subjects.test(token.text) || (token.meaning.is === 'name' && token.meaning.what === 'person') || token.meaning.is === 'subject');
  if (subject < 0 || (subject > 0 && (tokens[subject - 1]?.meaning.is === 'de' || /^[帮给替为]$/.test(tokens[subject - 1]?.text ?? '')))) return false;
  const next = tokens[subject + 1];
  // 安安的灯 is a thing, 安安把灯关了 a story.
  if (
    next &&
    (next.meaning.is === 'de' || next.meaning.is === 'kind' || next.meaning.is === 'name' || next.meaning.is === 'here' || next.meaning.is === 'measure')
  )
    return false;
  if (tokens.slice(subject, action).some((token) => wishing.test(token.text))) return false;
  // 我困了关灯: the subject has a verb of its own before.
  if (
    tokens
      .slice(subject + 1, action)
      .some((token) => token.meaning.is === 'complaint' || (token.meaning.is === 'chatter' && !/^(?:我|刚刚?|就|先|又|也|已|还是)$/.test(token.text)))
  )
    return false;
  return true;
}

/** 灯开着, 门锁着呢, 灯亮了: how it is. */
export function isStatement(tokens: readonly Token[]): boolean {
  const state = tokens.findIndex((token) => token.meaning.is === 'state');
  if (state < 0) return false;
  const after = tokens.slice(state + 1).filter((token) => token.meaning.is !== 'de' && token.meaning.is !== 'particle');
  // 把开着的灯关掉
  if (after[0]?.meaning.is === 'kind' || after[0]?.meaning.is === 'name') return !tokens.some(acts);
  return true;
}

const requesting = /帮|给我|请|麻烦|把|劳驾/;
const abilities = /^(?:会|会不会|支持|能够)$/;

/** 空调能不能制热: what a device can do. 能不能把灯打开 is an order. */
export function isAbilityQuestion(tokens: readonly Token[]): boolean {
  const can = tokens.findIndex((token) => token.meaning.is === 'can');
  if (can < 0 || !tokens.some((token) => acts(token) || token.meaning.is === 'attribute' || token.meaning.is === 'clock')) return false;
  const asks = tokens.some((token) => token.meaning.is === 'ask') || /不/.test(tokens[can]?.text ?? '') || /否/.test(tokens[can]?.text ?? '');
  if (!asks) return abilities.test(tokens[can]?.text ?? '') && !tokens.some((token) => requesting.test(token.text));
  if (abilities.test(tokens[can]?.text ?? '')) return true;
  if (tokens.some((token) => requesting.test(token.text))) return false;
  return tokens.slice(0, can).some((token) => token.meaning.is === 'kind' || token.meaning.is === 'name' || token.meaning.is === 'pronoun');
}

/** Whether it is asked how something is. A request in the form of a question is none. */
export function isQuestion(tokens: readonly Token[]): boolean {
  const asks = tokens.flatMap((token) => (token.meaning.is === 'ask' ? [token.meaning.ask] : []));
  const doubled = tokens.some((token) => token.meaning.is === 'state' && /(.)[没不]\1/.test(token.text));
  const action = tokens.findIndex(acts);
  const can = tokens.findIndex((token) => token.meaning.is === 'can');
  if (asks.length && asks.every((ask) => ask === 'tag') && action >= 0) return false;
  if (asks.length && asks.every((ask) => ask === 'yes-no' || ask === 'tag') && action >= 0 && can >= 0 && can < action) return false;
  // 是开着的还是关着的
  const either = tokens.some((token) => token.text === '还是') && tokens.filter((token) => token.meaning.is === 'state').length > 1;
  return asks.length > 0 || doubled || either;
}
