/** "lamp 1, 2 and 12", "lamps one and two": numbers that go on with a name, each as the name it stands for. */
import type { NameIndex, NameMatch } from '../../ports/language.ts';
import { numberOf } from './numbers.ts';
import type { Item } from './scan.ts';

/** After a number: it counts or measures, and is no name's. */
const units = /^(%|percent|per|degrees?|celsius|fahrenheit|kelvin|k|minutes?|mins?|hours?|seconds?|secs?|am|pm|oclock|past|to|times)$/;

/** The items with such numbers replaced. */
export function enumerated(items: readonly Item[], names: NameIndex): readonly Item[] {
  if (!items.some((item, index) => index > 0 && isNumber(item))) return items;
  const made: Item[] = [];
  for (let at = 0; at < items.length;) {
    const item = items[at];
    if (!item) break;
    const headed = item.text.endsWith('s') && isNumber(items[at + 1]) ? expand(item.text.replace(/s$/, ''), items[at + 1], item, names) : undefined;
    const base = headed ? item.text.replace(/s$/, '') : baseOf(item);
    made.push(headed ?? item);
    at += headed ? 2 : 1;
    if (base === undefined) continue;
    for (;;) {
      const numberAt = skipJoints(items, at);
      const number = items[numberAt];
      // "lamp 1 and 50 percent"
      const measured = units.test(items[numberAt + 1]?.text ?? '') && !(items[numberAt + 1]?.text === 'to' && at < numberAt);
      if (numberAt === at || !number || !isNumber(number) || measured) break;
      const found = expand(base, number, number, names);
      const sure = items.slice(at, numberAt).some((joint) => joint.text === 'and');
      if (!found && !sure) break;
      made.push(...items.slice(at, numberAt), found ?? { ...number, text: `${base} ${number.text}`, names: [], known: false });
      at = numberAt + 1;
    }
  }
  return made;
}

function isNumber(item: Item | undefined): item is Item {
  return item !== undefined && (/^\d{1,3}$/.test(item.text) || numberOf(item.text) !== undefined);
}

/** "lamp" of an item that is "lamp 1" by its whole name. */
function baseOf(item: Item): string | undefined {
  if (!item.names.some((name) => name.is === 'device' && (name.match === 'name' || name.match === 'alias'))) return undefined;
  const words = item.text.split(' ');
  const last = words.pop() ?? '';
  return words.length > 0 && (/^\d{1,3}$/.test(last) || numberOf(last) !== undefined) ? words.join(' ') : undefined;
}

function expand(base: string, number: Item | undefined, first: Item, names: NameIndex): Item | undefined {
  if (!number) return undefined;
  const text = `${base} ${number.text}`;
  const found: NameMatch[] = names
    .at(text, 0, false)
    .filter((name) => name.is === 'device' && name.end === text.length && (name.match === 'name' || name.match === 'alias'))
    .map((name) => ({ ...name, start: first.start, end: number.end }));
  return found.length > 0 ? { text, start: first.start, end: number.end, names: found, known: false, repaired: false } : undefined;
}

function skipJoints(items: readonly Item[], at: number): number {
  let next = at;
  while ([',', 'and', 'plus', 'or'].includes(items[next]?.text ?? '')) next++;
  return next;
}
