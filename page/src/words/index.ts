import { computed, effect, signal } from '@preact/signals';
import { keep, kept } from '../kept.ts';
import { en } from './en.ts';
import { zh, type Words } from './zh.ts';

export type Tongue = 'zh' | 'en';

/** The page's language: the one chosen, else the browser's, else Chinese. */
export const tongue = signal<Tongue>(firstTongue());

/** What the page says, in its language. */
export const words = computed<Words>(() => (tongue.value === 'zh' ? zh : en));

export function chooseTongue(next: Tongue): void {
  tongue.value = next;
  keep('tongue', next);
}

effect(() => {
  document.documentElement.lang = words.value.tag;
});

function firstTongue(): Tongue {
  const chosen = kept('tongue');
  if (chosen === 'zh' || chosen === 'en') return chosen;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Tongue => tag === 'zh' || tag === 'en') ?? 'zh';
}

/** The text under a key that may be none of ours; else what is given. */
export function wordOr(table: Readonly<Record<string | number, string>>, key: string | number | undefined, otherwise: string): string {
  return key !== undefined && Object.hasOwn(table, key) ? (table[key] ?? otherwise) : otherwise;
}
