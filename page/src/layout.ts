import { signal } from '@preact/signals';
import { keep, kept } from './kept.ts';

/** Wide enough for everything side by side; else one part at a time, behind tabs. */
const wideQuery = matchMedia('(min-width: 1040px)');
export const isWide = signal(wideQuery.matches);
wideQuery.addEventListener('change', ({ matches }) => (isWide.value = matches));

export const parts = ['home', 'talk', 'timers', 'decisions'] as const;
/** What is behind a tab where there is not room for everything; the last is beside the others on no screen. */
export const tabs = [...parts, 'connections'] as const;
export type Part = (typeof tabs)[number];
export const shownPart = signal<Part>('home');

export type Theme = 'system' | 'light' | 'dark';
const keptTheme = kept('theme');
export const theme = signal<Theme>(keptTheme === 'light' || keptTheme === 'dark' ? keptTheme : 'system');

/** `system` follows the device. */
export function chooseTheme(next: Theme): void {
  theme.value = next;
  keep('theme', next === 'system' ? undefined : next);
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}
