/** Timers without the word: "time me ninety seconds", "give me a shout in ten minutes"; and what goes on with one, "… and pause it". */
import type { Frame } from '../../core/frame.ts';
import type { Item } from './scan.ts';
import { readDuration } from './times.ts';
import { timerVerbs } from './timers.ts';
import { fillers } from './vocabulary.ts';

/** Verbs by which one is to be told when the time is over. */
export const callers: ReadonlySet<string> = new Set('give ping buzz alert shout nudge beep warn notify poke tell let call page prod'.split(' '));

const calls = new Set(
  'me us a an shout nudge ping buzz bell yell heads up call alert warning poke know when are is has have passed gone over at to holler tap beep that once'.split(
    ' ',
  ),
);

/** "add two more minutes", "how long is left": of the timer that runs, as nothing else does. */
function ofRunning(items: readonly Item[], sentence: string): Frame | undefined {
  const at = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? sentence.length, text: sentence };
  const spoken = items.filter((item) => !/^[,.!?]$/.test(item.text) && (!fillers.has(item.text) || item.text === 'back'));
  const texts = spoken.map((item) => item.text);
  if (
    /^(how long|how much time|how much longer|how many minutes)( (is|are|do|have|has|we|i|it|there|got|still|s))* (left|remaining|to go)( (have|do|has) (i|we|it)( got)?)?$/.test(
      texts.join(' '),
    )
  )
    return { ...at, is: 'skill', skill: 'timer-status', slots: {} };
  const from = spoken.findIndex((_, index) => readDuration(spoken, index) !== undefined);
  const duration = from < 0 ? undefined : readDuration(spoken, from);
  if (!duration || duration.unclear) return undefined;
  const before = texts.slice(0, from);
  const after = texts.slice(duration.next);
  const more = texts.slice(Math.max(0, from - 1), duration.next).some((text) => text === 'more' || text === 'another' || text === 'extra');
  const longer =
    (['add', 'give', 'make'].includes(before[0] ?? '') &&
      (more || before[0] === 'add') &&
      before.slice(1).every((text) => ['it', 'me', 'us', 'on', 'another', 'an', 'extra', 'that'].includes(text))) ||
    (before.length === 0 && more);
  if (longer && after.every((text) => ['more', 'to', 'it', 'that', 'on', 'extra', 'longer'].includes(text)))
    return { ...at, is: 'skill', skill: 'timer-extend', slots: { ...duration.duration } };
  const shorter =
    ['take', 'knock', 'shave', 'subtract', 'knock off', 'cut'].includes(before[0] ?? '') &&
    before.length === 1 &&
    (before[0] === 'subtract' || after[0] === 'off' || before[0] === 'knock off');
  if (shorter && after.every((text) => ['off', 'it', 'that', 'from', 'of'].includes(text)))
    return { ...at, is: 'skill', skill: 'timer-shorten', slots: { ...duration.duration } };
  return undefined;
}

/** A timer by other words; `undefined` when the clause is about something else. */
export function readCountdown(items: readonly Item[], sentence: string): Frame | undefined {
  const running = ofRunning(items, sentence);
  if (running) return running;
  const texts = items.map((item) => item.text);
  const timing = texts[0] === 'time';
  const calling = callers.has(texts[0] ?? '') && texts.slice(0, 3).some((text) => text === 'me' || text === 'us');
  if (!timing && !calling) return undefined;
  const from = texts.findIndex(
    (_, index) => index > 0 && readDuration(items, index) !== undefined && (timing || ['in', 'after', 'when', 'once'].includes(texts[index - 1] ?? '')),
  );
  const duration = from < 0 ? undefined : readDuration(items, from);
  if (!duration) return undefined;
  const allowed = (item: Item): boolean =>
    fillers.has(item.text) ||
    /^[,.!]$/.test(item.text) ||
    (timing
      ? ['time', 'me', 'us', 'it', 'for', 'this', 'to'].includes(item.text)
      : calls.has(item.text) || callers.has(item.text) || ['in', 'after'].includes(item.text));
  if (!items.slice(0, from).every(allowed)) return undefined;
  const rest = items.slice(duration.next);
  const naming = ['to', 'for', 'about', 'that'].includes(rest[0]?.text ?? '');
  if (!naming && !rest.every(allowed)) return undefined;
  const words = naming ? rest.slice(1).filter((item) => !['the', 'my'].includes(item.text) && !/^[,.!]$/.test(item.text)) : [];
  const first = words[0];
  const name = first ? { name: sentence.slice(first.start, words.at(-1)?.end ?? first.end) } : {};
  const at = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? sentence.length, text: sentence };
  return { ...at, is: 'skill', skill: 'timer-start', ...(duration.unclear ? { slots: name, unclear: '' } : { slots: { ...duration.duration, ...name } }) };
}

const timer = { text: 'timer', names: [], known: true, repaired: false } as const;

/** A clause that goes on with a timer, as one about a timer: "… and a ten minute one"; empty when it only says the same again. */
export function timerAgain(clause: readonly Item[], before: Frame | undefined): readonly Item[] {
  if (before?.is !== 'skill' || !before.skill.startsWith('timer-') || clause.some((item) => item.text === 'timer' || item.text === 'timers')) return clause;
  const spoken = clause.filter((item) => !/^[,.!;]$/.test(item.text) && !['and', 'then', 'just', 'please'].includes(item.text));
  const [verb, thing] = spoken;
  const skill = timerVerbs.get(verb?.text ?? '');
  const pronoun = thing !== undefined && ['it', 'that', 'that one', 'them'].includes(thing.text);
  if (verb && skill && pronoun && spoken.length === 2) return skill === before.skill ? [] : [verb, { ...timer, start: thing.start, end: thing.end }];
  const anew = before.skill === 'timer-start' && spoken.some((item) => ['one', 'another', 'called', 'named', 'for'].includes(item.text));
  if (!anew || timerVerbs.has(verb?.text ?? '') || !spoken.some((_, index) => readDuration(spoken, index) !== undefined)) return clause;
  const at = spoken.findIndex((item, index) => item.text === 'one' && index > 0);
  const found = spoken[at];
  if (found) return spoken.map((item) => (item === found ? { ...timer, start: found.start, end: found.end } : item));
  const first = spoken[0];
  return first ? [{ ...timer, start: first.start, end: first.start }, ...spoken.filter((item) => item.text !== 'another')] : clause;
}
