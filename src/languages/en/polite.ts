/** What people put around an order: "could you please …", "would you mind …ing", "I want … off"; and what only looks like one. */
import type { Item } from './scan.ts';
import { fillers, gerunds, pasts, verbs } from './vocabulary.ts';
import { classify } from './nouns.ts';
import { cleaningGiven, endingAt, isBareWish } from './roundabout.ts';

/** A clause without its frame, and how it was framed. */
export interface Framed {
  readonly items: readonly Item[];
  /** `order`: said to us. `want`: the state somebody wishes for. `ability`: whether something can be done. `bare`: no frame. */
  readonly frame: 'order' | 'want' | 'ability' | 'inform' | 'bare';
}

/** Frames by their first words. */
type Frames = ReadonlyMap<string, readonly (readonly string[])[]>;

function framesByFirst(frames: readonly string[]): Frames {
  return Map.groupBy(
    frames.map((frame) => frame.split(' ')),
    (words) => words[0] ?? '',
  );
}

/** What a machine is had to do: "have the robot vacuum the hall", "get Dusty to go home". */
const working = new Set<string>(['clean', 'mow', 'dock', 'go']);

const modals = new Set(['can', 'could', 'would', 'will']);

const helpers = new Set(['you', 'someone', 'somebody', 'anyone', 'anybody', 'ya', 'u']);

/** Frames by their words; the longest first. `*` is followed by an -ing form. */
const orders = framesByFirst([
  'i was wondering if you could',
  'i was wondering if you can',
  'i wonder if you could',
  'i wonder if you can',
  'do you think you could',
  'do you think you can',
  'is there any chance you could',
  'any chance you could',
  'would it be possible to',
  'would it be possible for you to',
  'would you be able to',
  'would you be so kind as to',
  'be so kind as to',
  'be so kind and',
  'be kind enough to',
  'be a dear and',
  'would you be so kind and',
  'would you please be so kind as to',
  'may i ask you to',
  'can i ask you to',
  'could i ask you to',
  'if you could',
  'i want you to',
  'i would like you to',
  'i need you to',
  'i would love you to',
  'i would appreciate it if you could',
  'i would appreciate if you could',
  'it would be nice if you could',
  'it would be great if you could',
  'i would like to have',
  'i told you to',
  'i asked you to',
  'i said to',
  'i said',
  'do me a favor and',
  'do me a favor',
  'you can',
  'you could',
  'you may',
  'make sure to',
  'be sure to',
  'try to',
  'help me to',
  'help me',
  'let us',
  'go and',
  'go',
  'why do not you',
  'i think you should',
  'you should',
  'you need to',
  'we need to',
  'we should',
  'time to',
  'it is time to',
]);

const wants = framesByFirst([
  'i want to have',
  'i would really like to',
  'i would really like',
  'i really want',
  'i really need',
  'i really want to',
  'i would like to',
  'i would love to',
  'i would like',
  'i would love',
  'i want to',
  'i want',
  'i need to',
  'i need',
  'we want',
  'we would like',
  'we need',
  'can i have',
  'can i get',
  'could i have',
  'could i get',
  'can we have',
  'can we get',
  'could we have',
  'could we get',
  'may i have',
  'let us have',
  'let me have',
  'give me',
  'give us',
  'i could do with',
  'we could do with',
  'could do with',
  'i could use',
  'we could use',
  'i fancy',
  'i am after',
  'any chance of',
  'any chance of having',
  'is there any chance of',
  'need',
  'want',
  'i will have',
  'we will have',
  'i will take',
  'i prefer',
  'i would prefer',
  'make sure that',
  'make sure',
  'see to it that',
]);

/** Takes the frame off a clause. */
export function unframe(items: readonly Item[]): Framed {
  let rest = trimmed(items);
  let frame: Framed['frame'] = 'bare';
  for (let round = 0; round < 4; round++) {
    // "could we maybe get …"
    if (modals.has(rest[0]?.text ?? ''))
      rest = rest.filter((item, index) => index === 0 || index > 3 || !['maybe', 'please', 'perhaps', 'just', 'possibly', 'also'].includes(item.text));
    const texts = rest.map((item) => item.text);
    const first = texts[0] ?? '';
    // "would you like me to …", "do you want me to …": offered, not asked for.
    if (/^(would|do|did|should|shall) (you|i|we)\b.*\b(like|want|need|prefer) (me|us|it)\b/.test(texts.slice(0, 6).join(' ')))
      return { items: rest, frame: 'ability' };
    if (modals.has(first) && (helpers.has(texts[1] ?? '') || fillers.has(first))) {
      const from = skipFillers(rest, 2);
      if (texts[from] === 'not') return { items: rest, frame: 'ability' };
      rest = trimmed(rest.slice(from));
      if (rest[0]?.text === 'mind' || rest[0]?.text === 'mind if you') rest = trimmed(rest.slice(1));
      if (!startsOrder(rest)) return { items: rest, frame: 'ability' };
      frame = 'order';
      continue;
    }
    if (
      ['would you', 'could you', 'can you', 'will you', 'would you please', 'could you please', 'can you please', 'will you please', 'would you mind'].includes(
        first,
      )
    ) {
      rest = trimmed(rest.slice(1));
      if (rest[0]?.text === 'mind') rest = trimmed(rest.slice(1));
      frame = startsOrder(rest) ? 'order' : 'ability';
      if (frame === 'ability') return { items: rest, frame };
      continue;
    }
    if (first === 'do' && texts[1] === 'you' && texts[2] === 'mind') {
      rest = trimmed(rest.slice(3));
      frame = 'order';
      continue;
    }
    if ((first === 'how' || first === 'what') && texts[1] === 'about' && gerunds.has(texts[2] ?? '')) {
      rest = rest.slice(2);
      frame = 'order';
      continue;
    }
    const wanted = longest(rest, wants);
    const ordered = longest(rest, orders);
    if (wanted && !(ordered && ordered.words.length > wanted.words.length)) {
      const inner = trimmed(rest.slice(wanted.count));
      if (wanted.words.at(-1) === 'to' && !startsOrder(inner)) return { items: rest, frame };
      rest = inner;
      frame = 'want';
      continue;
    }
    if (ordered) {
      const inner = trimmed(rest.slice(ordered.count));
      if (!startsOrder(inner) && ordered.words[0] !== 'i') return { items: rest, frame };
      rest = inner;
      frame = 'order';
      continue;
    }
    if (['tell', 'ask', 'have', 'get', 'let', 'make', 'send', 'set'].includes(first) && rest.length > 2) {
      // "tell the vacuum to clean": the device is who should do it.
      const from = texts[1] === 'the' || texts[1] === 'my' ? 2 : 1;
      const who = rest[from];
      const found = who && classify(who);
      const named = who !== undefined && (found?.device?.is === 'device' || found?.kinds !== undefined);
      const gone = ['out', 'off', 'over', 'around'].includes(texts[from + 1] ?? '') && texts[from + 2] === 'to' ? from + 2 : from + 1;
      const doing = texts[gone] === 'to' ? gone + 1 : gone;
      const does = texts[doing] ?? '';
      if (named && (first === 'tell' || first === 'ask') && doing > from + 1) {
        rest = [...rest.slice(1, from + 1), ...rest.slice(doing)];
        frame = 'order';
      } else if (named && (working.has(verbs.get(does) ?? '') || (does === 'do' && rest.slice(doing).some((item) => classify(item).place !== undefined)))) {
        const item = rest[doing];
        rest = [...rest.slice(1, from + 1), ...(item ? [does === 'do' ? { ...item, text: 'clean' } : item] : []), ...rest.slice(doing + 1)];
        frame = 'order';
      }
    }
    const given = first === 'give' ? cleaningGiven(rest) : undefined;
    if (given) {
      rest = given;
      frame = 'order';
    }
    break;
  }
  if (frame === 'bare' && isBareWish(items)) return { items: rest, frame: 'want' };
  const ending = frame === 'bare' ? endingAt(rest) : undefined;
  if (ending !== undefined && ending > 0) return { items: rest.slice(0, ending), frame: 'want' };
  return { items: base(rest, frame), frame };
}

/** Pasts that say how a thing should be; the clause reads them itself. */
const resultWords = new Set(['locked', 'unlocked', 'opened', 'closed', 'shut', 'muted', 'unmuted', 'paused', 'dimmed']);

/** -ing after "would you mind", past after "I want the lights": as the plain verb. */
function base(items: readonly Item[], frame: Framed['frame']): readonly Item[] {
  if (frame === 'bare') return items;
  return items.map((item, index) => {
    const verb =
      (frame === 'order' && index === 0 ? gerunds.get(item.text) : undefined) ??
      (frame === 'want' && !resultWords.has(item.text) ? pasts.get(item.text) : undefined);
    if (verb === undefined || !verbs.has(verb)) return item;
    return { ...item, text: verb };
  });
}

function startsOrder(items: readonly Item[]): boolean {
  const first = items[0]?.text ?? '';
  return verbs.has(first) || gerunds.has(first) || orderWords.has(first) || startsFrame(items);
}

function startsFrame(items: readonly Item[]): boolean {
  return longest(items, orders) !== undefined || longest(items, wants) !== undefined || (items[0]?.text === 'not' && items.length > 1);
}

const orderWords = new Set(
  'add remove delete cancel remind wake tell check show announce broadcast create subtract extend shorten mark tick cross next previous undo do please take say find list inform see know'.split(
    ' ',
  ),
);

/** The longest frame that begins here and leaves something to say. */
function longest(items: readonly Item[], frames: Frames): { readonly words: readonly string[]; readonly count: number } | undefined {
  let best: { readonly words: readonly string[]; readonly count: number } | undefined;
  for (const words of frames.get(items[0]?.text.split(' ', 1)[0] ?? '') ?? []) {
    const count = words.length > (best?.words.length ?? 0) ? taken(items, words) : 0;
    if (count > 0 && count < items.length) best = { words, count };
  }
  return best;
}

/** How many items a frame takes at the start; 0 when it is not there. Fillers of several words count as their words. */
function taken(items: readonly Item[], words: readonly string[]): number {
  let at = 0;
  for (let index = 0; index < items.length; index++) {
    if (at === words.length) return index;
    for (const part of items[index]?.text.split(' ') ?? []) if (words[at++] !== part) return 0;
    if (at > words.length) return 0;
  }
  return at === words.length ? items.length : 0;
}

function trimmed(items: readonly Item[]): readonly Item[] {
  return items.slice(skipFillers(items, 0));
}

const openers = new Set([',', '.', '!', 'and', 'then', 'also', 'but', 'so', 'next', 'after that', 'afterwards', 'plus', 'to', ';', 'wait', 'sorry', 'excuse']);

/** Fillers at the start, but for those that carry the sentence: "good" of "good night", "back", "love". */
function skipFillers(items: readonly Item[], at: number): number {
  let next = at;
  while (next < items.length) {
    const item = items[next];
    if (!item) break;
    const skip =
      (fillers.has(item.text) &&
        item.names.length === 0 &&
        ![
          'would you',
          'could you',
          'can you',
          'will you',
          'would you please',
          'could you please',
          'can you please',
          'will you please',
          'would you mind',
          'there',
          'do',
          'house',
          'back',
          'again',
        ].includes(item.text)) ||
      (openers.has(item.text) && !(item.text === 'next' && next === items.length - 1) && !(item.text === 'next' && items[next + 1]?.text !== ','));
    // "no wait, turn it back on"; but "no need" and "no more" keep theirs.
    const denial =
      item.text === 'no' && (['wait', 'sorry', 'no', ',', 'actually'].includes(items[next + 1]?.text ?? '') || verbs.has(items[next + 1]?.text ?? ''));
    if (!skip && !denial) break;
    next++;
  }
  return next;
}
