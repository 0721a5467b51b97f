import * as v from 'valibot';
import type { Clock } from '../core/clock.ts';
import type { List } from '../ports/assistant.ts';
import type { Lists } from '../ports/skill.ts';
import type { Storage } from '../ports/storage.ts';
import { sameWord } from './timers.ts';

const Kept = v.object({
  name: v.string(),
  items: v.array(v.object({ item: v.string(), done: v.boolean() })),
  addedToAtMs: v.number(),
});
type Kept = v.InferOutput<typeof Kept>;

export interface ListsParts {
  readonly storage: Storage;
  readonly clock: Clock;
  /** What the first list is called when none was named, in the home's language. Default: it has no name. */
  readonly usualName?: string;
}

/** The lists of a home, one document each. */
export function openLists({ storage, clock, usualName = '' }: ListsParts): Lists {
  const lists = new Map<string, Kept>();
  const listeners = new Set<() => void>();
  for (const { value } of storage.list(keyPrefix)) {
    const { success, output } = v.safeParse(Kept, value);
    if (success) lists.set(sameWord(output.name), output);
  }

  async function keep(list: Kept): Promise<string> {
    const key = sameWord(list.name);
    lists.set(key, list);
    await storage.putNow([{ key: `${keyPrefix}${key}`, value: list }]);
    for (const listener of listeners) listener();
    return list.name;
  }

  /** The list of this name; without one, the one last added to. */
  function named(name: string | undefined): Kept {
    const known = name === undefined ? [...lists.values()].sort((one, other) => other.addedToAtMs - one.addedToAtMs)[0] : lists.get(sameWord(name));
    return known ?? { name: name ?? usualName, items: [], addedToAtMs: 0 };
  }

  /** The list on which the item stands, where it may stand. */
  function holding(item: string, name: string | undefined, where: (one: Kept['items'][number]) => boolean): Kept | undefined {
    const all = name === undefined ? [named(undefined), ...lists.values()] : [named(name)];
    return all.find(({ items }) => items.some((one) => sameWord(one.item) === sameWord(item) && where(one)));
  }

  return {
    all: () => [...lists.values()].map(({ name, items }): List => ({ name, items })),
    add: async (item, name) => {
      const list = named(name);
      const others = list.items.filter((one) => sameWord(one.item) !== sameWord(item));
      const standing = list.items.some((one) => sameWord(one.item) === sameWord(item) && !one.done);
      return keep({ ...list, items: standing ? list.items : [...others, { item, done: false }], addedToAtMs: clock.nowMs() });
    },
    complete: async (item, name, done = true) => {
      const list = holding(item, name, (one) => one.done !== done);
      return list && keep({ ...list, items: list.items.map((one) => (sameWord(one.item) === sameWord(item) ? { ...one, done } : one)) });
    },
    remove: async (item, name) => {
      const list = holding(item, name, () => true);
      return list && keep({ ...list, items: list.items.filter((one) => sameWord(one.item) !== sameWord(item)) });
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const keyPrefix = 'list/';
