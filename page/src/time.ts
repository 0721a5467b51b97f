import { home } from './home-store.ts';
import { words } from './words/index.ts';

function inHome(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(words.value.tag, { ...options, ...(home.value ? { timeZone: home.value.timeZone } : {}) });
  } catch {
    // A zone that this browser does not know.
    return new Intl.DateTimeFormat(words.value.tag, options);
  }
}

/** "14:02:09", by the home's clock; with the day where it is another. */
export function clockText(atMs: number, seconds = false): string {
  const time = inHome({ hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}), hourCycle: 'h23' }).format(atMs);
  const day = inHome({ month: 'short', day: 'numeric' });
  return day.format(atMs) === day.format(Date.now()) ? time : `${day.format(atMs)} ${time}`;
}

/** "4:59", "1:04:59". */
export function countdownText(ms: number): string {
  const total = Math.max(0, Math.ceil(ms / 1000));
  const two = (count: number): string => String(count).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}
