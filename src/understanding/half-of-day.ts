/** "At 8" is eight in the morning or in the evening, whichever comes next. */
import type { Frame } from '../core/frame.ts';

/** The frames with each such time settled. */
export function settleHalves(frames: readonly Frame[], nowMs: number, timeZone: string): readonly Frame[] {
  return frames.map((frame) => {
    if (frame.is === 'skill' && frame.eitherHalf && frame.slots.at !== undefined)
      return { ...frame, slots: { ...frame.slots, at: nextOf(frame.slots.at, frame.slots.day === 'tomorrow', nowMs, timeZone) } };
    if ((frame.is === 'command' || frame.is === 'fragment') && frame.when?.eitherHalf && frame.when.at !== undefined)
      return { ...frame, when: { ...frame.when, at: nextOf(frame.when.at, frame.when.dayOffset === 1, nowMs, timeZone) } };
    return frame;
  });
}

const halfDay = 12 * 60;
/** Of another day: nobody means the small hours. */
const dayBegins = 6 * 60;

function nextOf(at: string, isTomorrow: boolean, nowMs: number, timeZone: string): string {
  const [hour = 0, minute = 0] = at.split(':').map(Number);
  const early = (hour % 12) * 60 + minute;
  const now = minuteOfDay(nowMs, timeZone);
  const afternoon = isTomorrow ? early < dayBegins : early <= now && early + halfDay > now;
  const settled = afternoon ? early + halfDay : early;
  return `${String(Math.floor(settled / 60)).padStart(2, '0')}:${String(settled % 60).padStart(2, '0')}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function minuteOfDay(nowMs: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const [hour = 0, minute = 0] = format.format(nowMs).split(':').map(Number);
  return hour * 60 + minute;
}
