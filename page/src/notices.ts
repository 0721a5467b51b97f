import { signal } from '@preact/signals';
import { newId } from './call.ts';

/** A short word at the edge of the page: what did not work, what was saved. Goes by itself. */
export interface Notice {
  readonly id: string;
  readonly text: string;
}
export const notices = signal<readonly Notice[]>([]);

export function notify(text: string): void {
  const id = newId();
  notices.value = [...notices.value.filter((notice) => notice.text !== text), { id, text }].slice(-3);
  setTimeout(() => dismiss(id), 7_000);
}

export function dismiss(id: string): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}
