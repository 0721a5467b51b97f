/** Timers, alarms and reminders: started, changed, asked for. */
import type { Frame } from '../../core/frame.ts';
import type { SkillId, Slots } from '../../core/plan.ts';
import { readNumber } from './numbers.ts';
import type { Item } from './scan.ts';
import { clockText, isEitherHalf, readClock, readDuration, type ClockParts, type Duration, type DurationRead } from './times.ts';
import { fillers } from './vocabulary.ts';
import { blank } from './phrase.ts';
import { classify, isUnknown } from './nouns.ts';
import { readPlace } from './places.ts';

type TimerSkill = Extract<SkillId, `timer-${string}`>;

const timerWords = new Set(['timer', 'timers', 'countdown', 'count down']);

/** What is done with timers. */
export const timerVerbs: ReadonlyMap<string, TimerSkill> = new Map<string, TimerSkill>([
  ...[
    'set',
    'start',
    'create',
    'make',
    'begin',
    'put',
    'run',
    'give',
    'set up',
    'start up',
    'new',
    'want',
    'need',
    'pop',
    'stick',
    'bung',
    'get',
    'whack',
    'set going',
    'throw',
    'chuck',
    'kick off',
    'fire up',
  ].map((word) => [word, 'timer-start'] as const),
  ...[
    'cancel',
    'stop',
    'delete',
    'end',
    'clear',
    'kill',
    'off',
    'dismiss',
    'abort',
    'disable',
    'silence',
    'halt',
    'get rid of',
    'scrap',
    'bin',
    'ditch',
    'scrub',
    'axe',
    'wipe',
    'lose',
    'forget',
    'knock off',
    'shut off',
    'cut off',
    'quit',
    'turn off',
    'scratch',
  ].map((word) => [word, 'timer-cancel'] as const),
  ...['add', 'extend', 'increase', 'prolong', 'lengthen', 'raise'].map((word) => [word, 'timer-extend'] as const),
  ...['subtract', 'decrease', 'reduce', 'shorten', 'cut', 'knock', 'lower', 'drop'].map((word) => [word, 'timer-shorten'] as const),
  ...['pause', 'hold', 'freeze', 'hit pause on', 'press pause on', 'suspend', 'hold on'].map((word) => [word, 'timer-pause'] as const),
  ...['resume', 'unpause', 'continue', 'restart', 'carry on', 'carry on with', 'go on with', 'keep going with', 'hit play on', 'unfreeze'].map(
    (word) => [word, 'timer-resume'] as const,
  ),
]);

const asking = new Set('how what when is are do does which left status long remaining longer check show any list state'.split(' '));

const idle = new Set(
  "the a an my our your on to from for in of off by with it is are there have got i me please and up down time much many long left remaining status state new another more what when how do does will which go goes going done still running active , . ? ! 's that about what's any all every set until before currently we minute hour be was check show tell list".split(
    ' ',
  ),
);

/** A timer's frame and what nothing accounts for; `undefined` when the sentence is about none. */
export function readTimer(items: readonly Item[], sentence: string): { readonly frame: Frame; readonly leftover: readonly string[] } | undefined {
  const at = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0, text: sentence };
  const timerAt = items.findIndex((item) => timerWords.has(item.text) && item.names.every((name) => name.match !== 'name' && name.match !== 'alias'));
  if (timerAt < 0) return undefined;
  const texts = items.map((item) => item.text);
  let skill: TimerSkill | undefined;
  let room: string | undefined;
  let unknownRoom: ReturnType<typeof blank> | undefined;
  const name: string[] = [];
  const changes: DurationRead[] = [];
  const starts: DurationRead[] = [];
  const clock: ClockParts = {};
  const leftover: string[] = [];
  let loose: number | undefined;
  const question = asking.has(texts[0] ?? '') || texts.includes('left') || texts.includes('status') || texts.includes('remaining');
  let naming = false;
  for (let index = 0; index < items.length;) {
    const item = items[index];
    if (!item) break;
    const word = item.text;
    if (timerWords.has(word)) {
      naming = false;
      index++;
      continue;
    }
    const duration = readDuration(items, index);
    if (duration) {
      const before = texts[index - 1] ?? '';
      const beforeTimer = timerWords.has(texts[duration.next] ?? '') || (isNameWord(items[duration.next]) && timerWords.has(texts[duration.next + 1] ?? ''));
      const ofTimer = before === 'for' && timerWords.has(texts[index - 2] ?? '');
      (beforeTimer || ofTimer ? starts : changes).push(duration);
      naming = false;
      index = duration.next;
      continue;
    }
    if (['named', 'called', 'labeled', 'titled'].includes(word)) {
      naming = true;
      index++;
      continue;
    }
    const wasFor = word === 'for' || word === 'at';
    const time = wasFor
      ? (readClock(items, index + 1, clock, false) ?? (word === 'at' ? readClock(items, index + 1, clock, true) : undefined))
      : readClock(items, index, clock, false);
    if (time !== undefined) {
      index = time;
      continue;
    }
    const found = timerVerbs.get(word);
    if (found && !naming && (skill === undefined || (word === 'off' && skill === 'timer-start')) && (index < timerAt || word === 'off')) {
      skill = found;
      index++;
      continue;
    }
    if ((word === 'remove' || word === 'take') && skill === undefined && index < timerAt) {
      skill = 'timer-cancel';
      index++;
      continue;
    }
    if (word === 'in') {
      const draft = blank(item);
      const end = readPlace(items, index + 1, draft, 'in');
      if (end !== undefined) {
        if (draft.rooms[0] !== undefined) room = draft.rooms[0];
        else if (draft.unknown.length > 0) unknownRoom = draft;
        index = end;
        continue;
      }
    }
    const place = classify(item).place;
    if (place?.is === 'room' && !naming && place.ids[0] !== undefined) {
      room = place.ids[0];
      index++;
      continue;
    }
    if (word === 'for' && !naming) {
      naming = true;
      index++;
      continue;
    }
    const number = readNumber(items, index);
    if (number) {
      loose = number.value;
      index = number.next;
      continue;
    }
    if ((idle.has(word) || fillers.has(word)) && !(naming && isUnknown(item))) {
      index++;
      continue;
    }
    if (naming || index < timerAt) name.push(sentence.slice(item.start, item.end));
    else leftover.push(word);
    index++;
  }
  const all = texts.some((text) => text === 'all' || text === 'every') || (texts.includes('timers') && !question);
  if (skill === 'timer-cancel' && (texts[0] === 'remove' || texts[0] === 'take') && changes.length > 0) skill = 'timer-shorten';
  if (question && (skill === undefined || skill === 'timer-start' || asking.has(texts[0] ?? ''))) skill = 'timer-status';
  skill ??= changes.length + starts.length > 0 || clock.hour !== undefined ? 'timer-start' : undefined;
  // "five more minutes on the timer"
  if (skill === 'timer-start' && (texts.includes('more') || texts.includes('another')) && texts.includes('the') && changes.length > 0) skill = 'timer-extend';
  if (skill === undefined && texts.includes('timers') && leftover.length + name.length === 0) skill = 'timer-status';
  if (skill === undefined) return undefined;
  if (skill === 'timer-cancel' && all) skill = 'timer-cancel-all';
  const said = name.length > 0 ? { name: name.join(' ') } : {};
  const where = room === undefined ? {} : { room };
  const phrases = unknownRoom
    ? {
        phrases: [
          {
            start: unknownRoom.start,
            end: unknownRoom.end,
            text: unknownRoom.unknown.join(' '),
            unknown: unknownRoom.unknown.join(' '),
            unknownIs: 'room' as const,
          },
        ],
      }
    : {};
  const made = (slots: Slots, unclear?: string): { frame: Frame; leftover: readonly string[] } => ({
    frame: { ...at, is: 'skill', skill, slots, ...phrases, ...(unclear === undefined ? {} : { unclear }) },
    leftover,
  });
  if (skill === 'timer-start') {
    const spoken = [...starts, ...changes];
    const first = spoken[0];
    const time = clockText(clock);
    const slots = { ...said, ...where };
    if (!first && time !== undefined) return made({ ...slots, at: time, ...(clock.dayOffset === 1 ? { day: 'tomorrow' } : {}) });
    if (spoken.length > 1 || first?.unclear === true || (loose !== undefined && !first) || (loose !== undefined && first))
      return made(slots, String(loose ?? ''));
    return made({ ...first?.duration, ...slots });
  }
  if (skill === 'timer-extend' || skill === 'timer-shorten') {
    // "add 5 minutes": with only one duration, it is the change.
    const change = changes[0] ?? (starts.length > 1 ? starts[0] : undefined) ?? (starts.length === 1 ? starts[0] : undefined);
    const of = changes.length > 0 ? (starts[0] ?? changes[1]) : starts[1];
    if (!change || change.unclear || of?.unclear === true) return made({ ...said, ...where }, String(loose ?? ''));
    return made({ ...change.duration, ...(of ? startSlots(of.duration) : {}), ...said, ...where });
  }
  // "hold the timer a moment"
  const of =
    starts[0] ??
    changes.find(
      (duration) => !duration.unclear && (skill === 'timer-status' || skill === 'timer-cancel' || skill === 'timer-cancel-all' || isTold(items, duration.next)),
    );
  return made({ ...(of ? startSlots(of.duration) : {}), ...said, ...where });
}

/** "remind me to call mom in ten minutes", "wake me up at seven", "set an alarm for 7 am". */
export function readReminder(items: readonly Item[], sentence: string): Frame | undefined {
  const texts = items.map((item) => item.text);
  const at = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0, text: sentence };
  const alarm =
    ['set', 'create', 'make', 'put', 'need', 'want', 'start'].includes(texts[0] ?? '') &&
    texts.some((text, index) => ['alarm', 'reminder', 'alarm clock'].includes(text) && index < 4);
  const wake = texts[0] === 'wake' && texts[1] === 'me';
  const remind = texts[0] === 'remind' && texts[1] === 'me';
  if (!alarm && !wake && !remind) return undefined;
  const clock: ClockParts = {};
  let delay: DurationRead | undefined;
  const rest: Item[] = [];
  for (let index = remind || wake ? 2 : 1; index < items.length;) {
    const word = texts[index] ?? '';
    const duration = word === 'in' || word === 'after' || word === 'for' ? readDuration(items, index + 1) : undefined;
    if (duration) {
      delay = duration;
      index = duration.next;
      continue;
    }
    const explicit = word === 'at' || word === 'for' || word === 'by';
    const time = explicit ? readClock(items, index + 1, clock, true) : readClock(items, index, clock, false);
    if (time !== undefined) {
      index = time;
      continue;
    }
    const item = items[index];
    if (item) rest.push(item);
    index++;
  }
  const idleAt = (item: Item | undefined): boolean =>
    item !== undefined &&
    ['to', 'that', 'an', 'a', 'the', 'alarm', 'reminder', 'alarm clock', 'up', 'about', 'please', 'for', '.', ',', '!', 'of', 'me', 'my'].includes(item.text);
  const content = [...rest];
  while (idleAt(content[0])) content.shift();
  while (idleAt(content.at(-1)) && !['up'].includes(content.at(-1)?.text ?? '')) content.pop();
  const first = content[0];
  const last = content.at(-1);
  const name =
    first && last && (remind || texts.includes('reminder'))
      ? {
          name: content
            .map((item) => sentence.slice(item.start, item.end))
            .join(' ')
            .replaceAll(" '", "'"),
        }
      : {};
  if (alarm && content.length > 0 && !texts.includes('reminder')) return undefined;
  const skill = { ...at, is: 'skill', skill: 'timer-start' } as const;
  // "remind me who you are" asks for no reminder.
  if (remind && !delay && clock.hour === undefined && !['to', 'about', 'that'].includes(texts[2] ?? '')) return undefined;
  if (delay) return delay.unclear ? { ...skill, slots: name, unclear: '' } : { ...skill, slots: { ...delay.duration, ...name } };
  const time = clockText(clock);
  if (time === undefined) return { ...skill, slots: name, unclear: '' };
  const either = !wake && isEitherHalf(clock) ? { eitherHalf: true as const } : {};
  return { ...skill, ...either, slots: { at: time, ...name, ...(clock.dayOffset === 1 ? { day: 'tomorrow' } : {}) } };
}

/** Whether a duration tells which timer: "the five minute one". */
function isTold(items: readonly Item[], next: number): boolean {
  return ['one', 'timer'].includes(items[next]?.text ?? '');
}

function startSlots(duration: Duration): Slots {
  return {
    ...(duration.hours === undefined ? {} : { startHours: duration.hours }),
    ...(duration.minutes === undefined ? {} : { startMinutes: duration.minutes }),
    ...(duration.seconds === undefined ? {} : { startSeconds: duration.seconds }),
  };
}

function isNameWord(item: Item | undefined): boolean {
  return item !== undefined && !idle.has(item.text) && !timerWords.has(item.text);
}
