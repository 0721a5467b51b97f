/** Wishes that are only implied: "it's too dark", "I'm cold", "the TV is too loud", "good night". */
import type { Complaint, Frame } from '../../core/frame.ts';
import { phrasesOf } from './clause.ts';
import { complaintAdjectives, complaintSayings, intensifiers } from './complaint-words.ts';
import type { Item } from './scan.ts';
import { fillers } from './vocabulary.ts';
import { type PhraseDraft, blank } from './phrase.ts';
import { classify } from './nouns.ts';
import { addPlace, readPlace } from './places.ts';
import { readPhrase } from './phrases.ts';

const ofPerson: ReadonlySet<Complaint> = new Set(['cold', 'hot', 'sleep', 'leave', 'arrive', 'wake']);

const ofPlace: ReadonlySet<Complaint> = new Set(['dark', 'bright', 'cold', 'hot', 'loud', 'quiet', 'stuffy', 'dry', 'humid', 'dusty', 'dirty', 'glare']);

/** Said without "too" or "so", these are no complaint. */
const mild = new Set(['bright', 'warm', 'cool', 'quiet', 'dry', 'silent', 'toasty', 'dim', 'back', 'off', 'sticky']);

/** Fillers that a saying may contain. */
const kept = new Set(['there', 'like', 'back', 'good', 'love', 'do', 'me', 'well', 'great', 'now']);

/** A complaint; `undefined` when the clause is none, or when a word is left over. */
export function readWish(items: readonly Item[], sentence: string): Frame | undefined {
  const at = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? sentence.length, text: sentence };
  const spoken = plainly(items.filter((item) => !/^[,.!;]$/.test(item.text)));
  if (spoken.length === 0 || spoken.some((item) => item.text === '?')) return undefined;
  const wish = (complaint: Complaint, phrases: readonly PhraseDraft[] = []): Frame => ({ ...at, is: 'wish', complaint, phrases: phrasesOf(phrases, sentence) });

  const bare = spoken
    .filter(
      (item) =>
        (!fillers.has(item.text) || kept.has(item.text)) &&
        !(intensifiers.has(item.text) && item.text !== 'just' && item.text !== 'too' && item.text !== 'now'),
    )
    .map((item) => item.text)
    .filter((text) => text !== 'now');
  const whole = trimHere(bare.join(' '));
  const saying = complaintSayings.get(whole) ?? complaintSayings.get(trimHere(spoken.map((item) => item.text).join(' ')));
  if (saying) return wish(saying);
  const there = placeAtEnd(spoken);
  const said =
    there &&
    complaintSayings.get(
      trimHere(
        spoken
          .slice(0, there.at)
          .map((item) => item.text)
          .join(' '),
      ),
    );
  if (there && said) return wish(said, [there.place]);
  const unheard = notHeard(spoken);
  if (unheard) return { ...at, is: 'command', phrases: phrasesOf([unheard], sentence), changes: [{ do: 'adjust', attribute: 'volumePercent', sign: 1 }] };

  let index = 0;
  while (
    index < spoken.length &&
    ((fillers.has(spoken[index]?.text ?? '') && !['there', 'back', 'good'].includes(spoken[index]?.text ?? '')) ||
      ['and', 'but', 'so', 'because'].includes(spoken[index]?.text ?? '')) &&
    !intensifiers.has(spoken[index]?.text ?? '')
  )
    index++;
  let subject: 'person' | 'place' | 'thing' | undefined;
  let thing: PhraseDraft | undefined;
  const places: PhraseDraft[] = [];
  const first = spoken[index]?.text ?? '';
  const second = spoken[index + 1]?.text ?? '';
  const verbs = new Set(['is', 'am', 'are', 'feel', 'feels', 'looks', 'gets', 'sounds', 'seems', 'has', 'it']);
  if ((first === 'i' || first === 'we') && ['am', 'are', 'feel'].includes(second)) {
    subject = 'person';
    index += 2;
  } else if ((first === 'it' || first === 'this' || first === 'that' || first === 'its' || first === 'everything') && verbs.has(second)) {
    subject = 'place';
    index += 2;
  } else if (first === 'its') {
    subject = 'place';
    index += 1;
  } else if (first === 'here' && second === 'is') {
    subject = 'place';
    index += 2;
  } else if (!intensifiers.has(first)) {
    const read = readPhrase(spoken, index, { unknownAllowed: false });
    const after = read ? (spoken[read.next]?.text ?? '') : '';
    if (!read || !verbs.has(after) || after === 'it') return undefined;
    if (read.phrase.unknown.length > 0 && !/^(room|air|house|place|floor)$/.test(read.phrase.unknown.join(' '))) return undefined;
    thing = read.phrase;
    subject = (thing.devices ?? thing.kinds ?? thing.having) !== undefined ? 'thing' : 'place';
    if (subject === 'place' && (thing.rooms.length > 0 || thing.floors.length > 0)) places.push(thing);
    index = read.next + 1;
  }
  let strong = false;
  while (intensifiers.has(spoken[index]?.text ?? '')) {
    const text = spoken[index]?.text ?? '';
    if (complaintAdjectives.has(text) && !intensifiers.has(spoken[index + 1]?.text ?? '') && !complaintAdjectives.has(spoken[index + 1]?.text ?? '')) break;
    strong ||= !['now', 'just', 'all', 'still', 'feeling'].includes(text);
    index++;
  }
  if (subject === undefined && !strong) return undefined;
  const adjective = spoken[index]?.text ?? '';
  const complaint = complaintAdjectives.get(adjective);
  if (!complaint || (mild.has(adjective) && !strong && subject !== 'person') || (adjective === 'off' && subject !== 'person')) return undefined;
  index++;
  for (; index < spoken.length; index++) {
    const item = spoken[index];
    if (!item) break;
    const text = item.text;
    if (text === 'in' || text === 'on' || text === 'at') {
      const draft = blank(item);
      const end = readPlace(spoken, index + 1, draft, text);
      if (end === undefined || (draft.unknown.length > 0 && !draft.unknownIs)) return undefined;
      if (!draft.here && !draft.wholeHome) {
        draft.start = item.start;
        draft.end = spoken[end - 1]?.end ?? item.end;
        places.push(draft);
      }
      index = end - 1;
      continue;
    }
    if (
      fillers.has(text) ||
      intensifiers.has(text) ||
      ['here', 'for me', 'for us', 'me', 'for', 'today', 'to', 'see', 'read', 'sleep', 'us', 'tonight', 'the', 'room', 'in here', 'a', 'bit', 'and'].includes(
        text,
      )
    )
      continue;
    const found = classify(item).place;
    if (found) {
      const draft = blank(item);
      addPlace(draft, found);
      places.push(draft);
      continue;
    }
    const also = complaintAdjectives.get(text);
    if (also === complaint) continue;
    return undefined;
  }
  if (subject === 'person' && !ofPerson.has(complaint)) return undefined;
  if (subject !== 'person' && !ofPlace.has(complaint)) return undefined;
  if (subject === 'thing' && thing) return aboutThing(complaint, thing, at, sentence);
  if (places.length === 0 && (complaint === 'bright' || complaint === 'loud' || complaint === 'quiet')) {
    const change =
      complaint === 'bright'
        ? ({ do: 'adjust', attribute: 'brightnessPercent', sign: -1 } as const)
        : ({ do: 'adjust', attribute: 'volumePercent', sign: complaint === 'loud' ? -1 : 1 } as const);
    return { ...at, is: 'command', phrases: [], changes: [change] };
  }
  return wish(complaint, places);
}

/** "can't hear the telly", "the kitchen's too dark", "nippy, isn't it": with the subject and verb that were swallowed, without the tag. */
function plainly(items: readonly Item[]): readonly Item[] {
  const tagged = items.findIndex(
    (item, index) => index > 1 && item.text === 'is' && items[index + 1]?.text === 'not' && items[index + 2]?.text === 'it' && index === items.length - 3,
  );
  const told = (tagged < 0 ? items : items.slice(0, tagged)).filter((item, index, all) => item.text !== '?' || tagged < 0 || index < all.length - 1);
  const opened = told.map((item, index) => {
    const next = told[index + 1];
    return item.text === "'s" && next && (intensifiers.has(next.text) || complaintAdjectives.has(next.text) || ['in', 'blinding'].includes(next.text))
      ? { ...item, text: 'is' }
      : item;
  });
  const first = opened[0];
  return first?.text === 'can' && opened[1]?.text === 'not' && !opened.some((item) => item.text === '?')
    ? [{ ...first, text: 'i', end: first.start }, ...opened]
    : opened;
}

/** "The TV is too loud": what mends it is plain. */
function aboutThing(complaint: Complaint, thing: PhraseDraft, at: { start: number; end: number; text: string }, sentence: string): Frame | undefined {
  const command = (attribute: 'brightnessPercent' | 'volumePercent' | 'targetTemperatureCelsius', sign: 1 | -1): Frame => ({
    ...at,
    is: 'command',
    phrases: phrasesOf([thing], sentence),
    changes: [{ do: 'adjust', attribute, sign }],
  });
  if (complaint === 'dark') return command('brightnessPercent', 1);
  if (complaint === 'bright' || complaint === 'glare') return command('brightnessPercent', -1);
  if (complaint === 'loud') return command('volumePercent', -1);
  if (complaint === 'quiet') return command('volumePercent', 1);
  if (complaint === 'cold') return command('targetTemperatureCelsius', 1);
  if (complaint === 'hot') return command('targetTemperatureCelsius', -1);
  return undefined;
}

/** "it smells in the bathroom": a place of the home after a saying. */
function placeAtEnd(items: readonly Item[]): { readonly place: PhraseDraft; readonly at: number } | undefined {
  const at = items.findLastIndex((item) => item.text === 'in');
  const first = items[at];
  if (at < 1 || !first) return undefined;
  const place = blank(first);
  return readPlace(items, at + 1, place, 'in') === items.length && place.rooms.length > 0 ? { place, at } : undefined;
}

/** "I can't hear the TV": what is not heard. */
function notHeard(items: readonly Item[]): PhraseDraft | undefined {
  const at = items.findIndex((item) => item.text === 'hear');
  const before = items
    .slice(0, at)
    .map((item) => item.text)
    .join(' ');
  if (at < 0 || !/^(?:i|we) (?:can not|can hardly|can barely|do not)$/.test(before)) return undefined;
  const read = readPhrase(items, at + 1, { unknownAllowed: false });
  const rest = read ? items.slice(read.next) : [];
  return read && (read.phrase.devices ?? read.phrase.kinds ?? read.phrase.having) && rest.every((item) => fillers.has(item.text)) ? read.phrase : undefined;
}

function trimHere(text: string): string {
  return text
    .replace(/ (?:in )?here$/, '')
    .replace(/^(?:and|but|so|because) /, '')
    .replace(/ everyone$| everybody$| all$/, '');
}

/** Whether an item is the name of something here, so that a complaint about "the soup" is none. */
export function isAtHome(item: Item): boolean {
  const found = classify(item);
  return (found.device ?? found.kinds ?? found.place) !== undefined;
}
