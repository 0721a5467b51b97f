/** Noun phrases: what at home is spoken of. All that was said of a thing narrows it; what is not known of it is kept as unknown, never dropped. */
import type { Phrase } from '../../core/frame.ts';
import type { Kind } from '../../core/home.ts';
import type { NameIndex } from '../../ports/language.ts';
import type { Token } from './tokens.ts';
import { foreignThings } from './foreign.ts';
import { kindWords } from './kinds.ts';

/** A phrase under construction. */
export type Draft = { -readonly [key in keyof Phrase]: Phrase[key] };

const roomLike = /(?:房|室|厅|间|层|楼|院|阳台|露台|平台|廊|库|园|池|阁|堂|卫|卧|门口|楼梯|走道|过道|房间|屋|吧|厨)(?:里|上)?$/;
const deviceLike = /[灯机器扇锅炉柜箱阀泵帘窗门锁表幕琴]$|电脑|音响|投影|冰箱|烤箱|微波|插座|开关|手机|相机|壶/;

/** Whether unknown words look like a room. */
export function looksLikeRoom(text: string): boolean {
  return roomLike.test(text);
}

/** Whether unknown words look like a thing that a home may have. */
export function looksLikeDevice(text: string): boolean {
  return deviceLike.test(text);
}

/** The phrase that begins at `at`, and the index behind it; `undefined` where none does. */
export function phraseAt(tokens: readonly Token[], at: number, names: NameIndex, whole: string): { readonly phrase: Draft; readonly next: number } | undefined {
  const first = tokens[at];
  if (!first) return undefined;
  const draft: Draft = { start: first.start, end: first.start, text: '' };
  const unknown: Token[] = [];
  const owners: Token[] = [];
  let next = at;
  let last = at;
  let head: Token | undefined;
  let place = false;
  const keep = (index: number) => {
    last = index + 1;
  };
  loop: for (; next < tokens.length; next += 1) {
    const token = tokens[next];
    if (!token) break;
    const { meaning } = token;
    switch (meaning.is) {
      case 'all':
        draft.all = true;
        keep(next);
        break;
      case 'others':
        draft.others = true;
        keep(next);
        break;
      case 'home':
        draft.wholeHome = true;
        place = true;
        keep(next);
        break;
      case 'here': {
        const before = unknown.at(-1) ?? owners.at(-1);
        if (before && before.end === token.start && /房|屋/.test(token.text)) {
          unknown.push(token);
          break;
        }
        draft.here = true;
        place = true;
        keep(next);
        break;
      }
      case 'pronoun':
      case 'pronouns':
        draft.pronoun = meaning.is === 'pronoun' ? 'one' : 'several';
        keep(next);
        break;
      case 'number': {
        const after = tokens[next + 1];
        if (meaning.unit !== undefined || !after || after.meaning.is !== 'measure' || !headAhead(tokens, next + 2)) break loop;
        draft.count = meaning.value;
        next += 1;
        break;
      }
      case 'measure':
      case 'de':
        if (next === at && meaning.is === 'de') break loop;
        if (next === at && !headAhead(tokens, next + 1)) break loop;
        break;
      case 'name':
        if (meaning.what === 'device') {
          if (!owns(tokens, next)) {
            head = token;
            break loop;
          }
          owners.push(token);
          keep(next);
          break;
        }
        if (meaning.what === 'person') owners.push(token);
        else {
          if (meaning.what === 'room') draft.rooms = [...(draft.rooms ?? []), ...meaning.ids];
          else draft.floors = [...(draft.floors ?? []), ...meaning.ids];
          place = true;
        }
        keep(next);
        break;
      case 'kind':
        head = token;
        break loop;
      case 'unknown':
        if (foreignThings.has(token.text) && tokens[next + 1]?.meaning.is !== 'kind') {
          const from = unknown[0]?.start ?? token.start;
          draft.unknown = draft.text = whole.slice(from, token.end);
          draft.unknownIs = 'device';
          draft.end = token.end;
          return { phrase: draft, next: next + 1 };
        }
        unknown.push(token);
        break;
      case 'adjective':
      case 'color':
      case 'kelvin':
      case 'mode':
      case 'vague-time':
      case 'outside':
      case 'complaint':
        // 大灯, 红色的灯, 外面的灯: says which, and nothing at home is called so.
        if (meaning.is !== 'adjective' && setsBefore(tokens[next - 1])) break loop;
        if (next > at && tokens[next - 1]?.meaning.is === 'verb' && meaning.is !== 'outside' && meaning.is !== 'adjective') break loop;
        if (!headFollows(tokens, next + 1)) break loop;
        unknown.push(token);
        break;
      default:
        break loop;
    }
  }
  const trail = head && tokens[next + 1];
  if (head && trail && trail.start === head.end && (trail.meaning.is === 'unknown' || compound(head, trail, tokens[next + 2]))) {
    // 空气炸锅, 门铃, 空调灯: a word of ours inside one that is not known.
    draft.unknown = whole.slice(unknown[0]?.start ?? head.start, trail.end);
    draft.unknownIs = roomLike.test(draft.unknown) ? 'room' : 'device';
    draft.end = trail.end;
    draft.text = whole.slice(draft.start, draft.end);
    return { phrase: draft, next: next + 2 };
  }
  if (head) {
    withHead(draft, head, tokens[next + 1]);
    last = next + 1;
    const after = tokens[next + 1];
    if (head.meaning.is === 'name' && after?.meaning.is === 'kind' && after.start === head.end && !after.meaning.everything) last = next + 2;
    owned(draft, owners, head, names);
  } else if (owners.length && !place && !unknown.length) {
    const owner = owners[0];
    if (owner?.meaning.is === 'name') draft.devices = { ids: owner.meaning.ids, match: 'name' };
  } else if (unknown.some((token) => /房|屋/.test(token.text) && token.meaning.is === 'here')) {
    last = next;
  } else if (last === at || (unknown.length && (unknown[0]?.start ?? 0) <= (tokens[last - 1]?.start ?? 0) && !place)) return undefined;
  if (head && sided(draft, unknown, head, names)) unknown.length = 0;
  const inside = unknown.filter((token) => token.start < (tokens[last - 1]?.end ?? 0));
  if (inside.length) {
    const from = inside[0]?.start ?? draft.start;
    draft.unknown = [...owners.filter((owner) => owner.end === from), ...inside].map((token) => token.text).join('');
    // 桑拿房的灯: where the words stop being known may be in the middle of one.
    const joint = head && inside.at(-1)?.end === head.start ? head.text.slice(0, 1) : '';
    draft.unknownIs = roomLike.test(draft.unknown) || (joint !== '' && roomLike.test(draft.unknown + joint)) ? 'room' : 'device';
    if (draft.unknownIs === 'room' && !roomLike.test(draft.unknown)) draft.unknown += joint;
    else if (draft.unknownIs === 'device' && head) draft.unknown = whole.slice(from, head.end);
  }
  draft.end = tokens[last - 1]?.end ?? draft.end;
  draft.text = whole.slice(draft.start, draft.end).replace(/(?:的|里|上)$/, '');
  return last > at ? { phrase: draft, next: last } : undefined;
}

function withHead(draft: Draft, head: Token, after: Token | undefined): void {
  if (head.meaning.is === 'kind') {
    if (head.meaning.everything) draft.everything = true;
    else draft.kinds = head.meaning.kinds;
    if (head.meaning.having) draft.having = head.meaning.having;
    if (!draft.devices) delete draft.pronoun;
    return;
  }
  if (head.meaning.is !== 'name') return;
  draft.devices = { ids: head.meaning.ids, match: head.meaning.match };
  delete draft.pronoun;
  if (after?.meaning.is === 'kind' && after.start === head.end && !after.meaning.everything) {
    draft.kinds = after.meaning.kinds;
    draft.devices = { ids: head.meaning.ids, match: head.meaning.match === 'name' ? 'alias' : head.meaning.match };
  }
}

/** 爷爷的台灯 is a device of that name, or nobody's: never somebody else's. */
function owned(draft: Draft, owners: readonly Token[], head: Token, names: NameIndex): void {
  const owner = owners.at(-1);
  if (!owner) return;
  const joined = owner.text + head.text;
  const found = names.at(joined, 0, false).find((match) => match.is === 'device' && match.end === joined.length);
  if (found) draft.devices = { ids: found.ids, match: found.match };
  else if (!draft.rooms) {
    draft.unknown = owner.text + (head.start > owner.end ? '的' : '') + head.text;
    draft.unknownIs = 'device';
  }
}

/** 空调灯 is neither an air conditioner nor every lamp; 空调窗帘都关了 is both. */
function compound(head: Token, trail: Token, after: Token | undefined): boolean {
  if (after?.meaning.is === 'plural' || after?.meaning.is === 'all') return false;
  if (trail.meaning.is !== 'kind' && !(trail.meaning.is === 'name' && trail.meaning.what === 'device')) return false;
  if (head.meaning.is === 'kind') return head.meaning.having === undefined && !head.meaning.everything;
  if (head.meaning.is !== 'name' || trail.meaning.is !== 'kind') return false;
  const own = endingKinds(head.text);
  const said = trail.meaning.kinds;
  return own !== undefined && !own.some((kind) => said.includes(kind));
}

/** 换成暖色的灯光: a value, not which lamp. */
function setsBefore(token: Token | undefined): boolean {
  return token?.meaning.is === 'verb' && token.meaning.verb === 'set';
}

/** 左边的床头灯 is 左床头灯. */
function sided(draft: Draft, unknown: readonly Token[], head: Token, names: NameIndex): boolean {
  const said = unknown.map((token) => token.text).join('');
  if (!said) return false;
  for (const side of new Set([said, said.replace(/[边侧面]$/, ''), said.replace(/[边面]$/, '侧'), said.replace(/[侧面]$/, '边')])) {
    for (const joined of [side + head.text, head.text + side]) {
      const found = names
        .at(joined, 0, false)
        .find((match) => match.is === 'device' && match.end === joined.length && (match.match === 'name' || match.match === 'alias' || match.match === 'part'));
      if (!found) continue;
      draft.devices = { ids: found.ids, match: found.match };
      return true;
    }
  }
  return false;
}

/** 小明的台灯 where 小明 is a device too: what it is said to own is no device's name. */
function owns(tokens: readonly Token[], at: number): boolean {
  const after = tokens[at + 2];
  return tokens[at + 1]?.text === '的' && (after?.meaning.is === 'kind' || (after?.meaning.is === 'name' && after.meaning.what === 'device'));
}

function headAhead(tokens: readonly Token[], at: number): boolean {
  for (let index = at; index < tokens.length; index += 1) {
    const is = tokens[index]?.meaning.is;
    if (is === 'kind' || (is === 'name' && index > at - 1)) return true;
    if (is !== 'de' && is !== 'unknown' && is !== 'adjective' && is !== 'measure' && is !== 'color') return false;
  }
  return false;
}

function headFollows(tokens: readonly Token[], at: number): boolean {
  for (let index = at; index < tokens.length; index += 1) {
    const is = tokens[index]?.meaning.is;
    if (is === 'kind' || is === 'name') return true;
    if (is !== 'de' && is !== 'unknown') return false;
  }
  return false;
}

/** 所有厨房的灯 means the kind there, though one of them is called 厨房灯. */
export function asKind(phrase: Draft, names: NameIndex, text: string): void {
  if (!phrase.devices || phrase.rooms) return;
  for (let start = phrase.start; start < phrase.end; start += 1) {
    for (const match of names.at(text, start, false)) {
      if (match.is !== 'room' || match.end >= phrase.end) continue;
      const kinds = kindWords.get(text.slice(match.end, phrase.end).replace(/^(?:里的|里|的)/, ''));
      if (!kinds) continue;
      delete phrase.devices;
      phrase.rooms = match.ids;
      phrase.kinds = kinds;
      return;
    }
  }
}

/** Kinds that a phrase speaks of, also where only a name says so: 客厅空调 ends in 空调. */
export function kindsOf(phrase: Phrase): readonly Kind[] | undefined {
  if (phrase.kinds) return phrase.kinds;
  return endingKinds(phrase.text);
}

function endingKinds(text: string): readonly Kind[] | undefined {
  for (let from = 0; from < text.length; from += 1) {
    const kinds = kindWords.get(text.slice(from));
    if (kinds) return kinds;
  }
  return undefined;
}
