/**
 * The names of a home, indexed for reading: a trie over their keys, and a table of how they sound for the second attempt. §2 of the contracts
 * says what a name is compared without, and when a part of one is enough.
 */
import type { Home } from '../core/home.ts';
import type { Language, NameIndex, NameMatch } from '../ports/language.ts';
import { isSkipped, joins, type NameEntry } from './name-entry.ts';
import { spellingTable } from './spelling.ts';
import { soundTable } from './sounds.ts';

interface Node {
  readonly next: Map<string, Node>;
  entries?: NameEntry[];
}

const rank = { name: 3, alias: 2, part: 1, 'shared-word': 0 } as const;

/** Longest piece of a name that is indexed by itself, in words; whole names have no limit. */
const longestPieceWords = 12;

/** What indexing asks of a language. */
export type NamingLanguage = Pick<Language, 'nameVariants' | 'nameWords' | 'nameInfixes' | 'kindWords' | 'sounds'>;

export function indexNames(home: Home, language: NamingLanguage): NameIndex {
  const entries = collect(home, language);
  const root = trieOf(entries);
  // What only the second attempt needs is built when it first comes.
  let repairs: ((sentence: string, start: number) => NameMatch[]) | undefined;
  const infixes = language.nameInfixes ?? [];
  return {
    at(sentence, start, repair) {
      const found = walk(root, sentence, start, infixes);
      if (!repair) return found;
      repairs ??= language.sounds ? soundTable(entries, (text) => language.sounds?.(text) ?? []) : spellingTable(entries);
      const wholeEnds = new Set(found.filter((match) => rank[match.match] >= rank.alias).map((match) => match.end));
      return [...found, ...repairs(sentence, start).filter((match) => !wholeEnds.has(match.end))].sort((a, b) => b.end - a.end);
    },
  };
}

/** Every key under which something at home can be named. */
function collect(home: Home, language: NamingLanguage): Map<string, NameEntry[]> {
  const entries = new Map<string, NameEntry[]>();
  const add = (key: string, is: NameMatch['is'], id: string, match: NameMatch['match']) => {
    if (key === '') return;
    const list = entries.get(key) ?? [];
    entries.set(key, list);
    const same = list.find((entry) => entry.is === is);
    if (!same) list.push({ is, ids: [id], match, onlyKind: is === 'device' && language.kindWords.has(key) });
    else if (!same.ids.includes(id)) {
      if (rank[match] > rank[same.match]) {
        // A whole name beats those of whom it is but a piece.
        if (rank[match] >= rank.alias && rank[same.match] < rank.alias) same.ids.length = 0;
        same.match = match;
      }
      if (rank[match] >= rank.alias || rank[same.match] < rank.alias) same.ids.push(id);
    } else if (rank[match] > rank[same.match]) same.match = match;
  };
  const addWhole = (name: string, is: NameMatch['is'], id: string, match: NameMatch['match']) => {
    for (const key of language.nameVariants(name)) add(key, is, id, match);
  };

  for (const room of home.rooms) for (const name of [room.name, ...room.aliases]) addWhole(name, 'room', room.id, name === room.name ? 'name' : 'alias');
  for (const floor of home.floors) for (const name of [floor.name, ...floor.aliases]) addWhole(name, 'floor', floor.id, name === floor.name ? 'name' : 'alias');
  for (const person of home.people)
    for (const name of [person.name, ...person.aliases]) addWhole(name, 'person', person.id, name === person.name ? 'name' : 'alias');
  const roomKeys = new Map(home.rooms.map((room) => [room.id, [room.name, ...room.aliases].flatMap((name) => [...language.nameVariants(name)])]));
  const places = new Set(entries.keys());

  for (const device of home.devices) {
    for (const name of [device.name, ...device.aliases]) {
      addWhole(name, 'device', device.id, name === device.name ? 'name' : 'alias');
      for (const rest of withoutRoom(name, roomKeys.get(device.room ?? '') ?? [], language)) {
        if (!language.kindWords.has(rest) && !places.has(rest)) add(rest, 'device', device.id, 'alias');
      }
    }
  }
  for (const [key, ids] of roomPieces(home, language))
    if (ids.size === 1 && !places.has(key) && !language.kindWords.has(key)) for (const id of ids) add(key, 'room', id, 'part');
  const pieces = piecesOf(home, language, (key) => language.kindWords.has(key) || places.has(key));
  for (const [key, ids] of pieces) for (const id of ids) add(key, 'device', id, ids.size === 1 ? 'part' : 'shared-word');
  return entries;
}

/** 主灯 of 工作室主灯 that stands in 工作室. */
function withoutRoom(name: string, roomKeys: readonly string[], language: NamingLanguage): string[] {
  return language
    .nameVariants(name)
    .flatMap((key) => roomKeys.filter((room) => room !== '' && key.startsWith(room) && key.length > room.length).map((room) => key.slice(room.length)));
}

/** What every other room is called too, and what would be taken for a room anywhere. */
const anyRoom = /^(the|my|our|room|rooms|floor|house|home|area|of|and|房间|卧室|的房间)$/;

/** "乐乐的房间" of 安安&乐乐的房间, "bedroom" of Master bedroom where there is but one: enough when no other room has it. */
function roomPieces(home: Home, language: NamingLanguage): Map<string, Set<string>> {
  const pieces = new Map<string, Set<string>>();
  for (const room of home.rooms) {
    for (const name of [room.name, ...room.aliases]) {
      const words = language.nameWords(name);
      for (let from = 0; from < words.length; from += 1) {
        for (let to = from + 1; to <= words.length; to += 1) {
          const piece = words.slice(from, to);
          const key = piece.join('');
          if (piece.length === words.length || anyRoom.test(key) || piece.every((word) => anyRoom.test(word)) || key.length < shortestRoomPiece) continue;
          pieces.set(key, (pieces.get(key) ?? new Set()).add(room.id));
        }
      }
    }
  }
  return pieces;
}

/** Shorter ones are ordinary words too often: 工作 of 工作室. */
const shortestRoomPiece = 3;

/** Runs of words inside names, with all who have them. Scenes and scripts are called by their whole name only: a piece of it may be any verb. */
function piecesOf(home: Home, language: NamingLanguage, taken: (key: string) => boolean): Map<string, Set<string>> {
  const pieces = new Map<string, Set<string>>();
  for (const device of home.devices) {
    if (device.kind === 'scene' || device.kind === 'script') continue;
    for (const name of [device.name, ...device.aliases]) {
      const words = language.nameWords(name);
      for (let from = 0; from < words.length; from += 1) {
        let key = '';
        for (let to = from; to < words.length && (to - from < longestPieceWords || to === words.length - 1); to += 1) {
          key += words[to];
          if ((from === 0 && to === words.length - 1) || key.length < 2 || taken(key) || /^\d+$/.test(key)) continue;
          for (const form of [key, ...pluralsOf(words.slice(from, to + 1), key, language)])
            if (form === key || !taken(form)) pieces.set(form, (pieces.get(form) ?? new Set()).add(device.id));
        }
      }
    }
  }
  return pieces;
}

/** "lamps" of Reading Lamp and Desk Lamp, where a language has plurals. */
function pluralsOf(words: readonly string[], key: string, language: NamingLanguage): string[] {
  if (!/[a-z]$/.test(key)) return [];
  return language
    .nameVariants(words.join(' '))
    .filter((form) => form !== key && (form.startsWith(key) || key.startsWith(form)) && (form.length > key.length ? form : key).endsWith('s'));
}

function trieOf(entries: ReadonlyMap<string, NameEntry[]>): Node {
  const root: Node = { next: new Map() };
  for (const [key, list] of entries) {
    let node = root;
    for (const letter of key) {
      const next = node.next.get(letter) ?? { next: new Map() };
      node.next.set(letter, next);
      node = next;
    }
    node.entries = list;
  }
  return root;
}

/** Follows the trie through the sentence, passing over what names are compared without. */
function walk(root: Node, sentence: string, start: number, infixes: readonly string[]): NameMatch[] {
  const found: NameMatch[] = [];
  if (isSkipped(sentence, start) || (start > 0 && joins(sentence, start))) return found;
  let node: Node | undefined = root;
  let at = start;
  while (node && at < sentence.length) {
    const letter = String.fromCodePoint(sentence.codePointAt(at) ?? 0);
    const next: Node | undefined = node.next.get(letter);
    if (next) {
      node = next;
      at += letter.length;
      if (node.entries && !joins(sentence, at)) for (const entry of node.entries) found.push({ start, end: at, ...entry, repaired: 0 });
      continue;
    }
    const infix = at > start ? infixes.find((one) => sentence.startsWith(one, at)) : undefined;
    if (infix) at += infix.length;
    else if (at > start && isSkipped(sentence, at)) at += letter.length;
    else break;
  }
  return found.reverse();
}
