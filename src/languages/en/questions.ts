/** Questions about the home: is it on, how bright is it, which are open, who is at home. */
import type { Frame, Topic } from '../../core/frame.ts';
import type { Attribute } from '../../core/home.ts';
import { phrasesOf } from './clause.ts';
import { isPlaceOnly } from './clause-places.ts';
import type { Item } from './scan.ts';
import { attributeWords, type AttributeWord } from './vocabulary.ts';
import { type PhraseDraft, blank } from './phrase.ts';
import { classify, isUnknown } from './nouns.ts';
import { placeFollows, readPlace } from './places.ts';
import { readPhrase } from './phrases.ts';
import { type State, doneStates, isIdle, measures, people, states, switchedStates } from './question-words.ts';

/** A question about devices; `undefined` when it is about something else, with `leftover` words that nothing accounts for. */
export function readQuestion(items: readonly Item[], sentence: string): { readonly frame: Frame; readonly leftover: readonly string[] } | undefined {
  const first = items[0]?.text ?? '';
  const at = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? sentence.length, text: sentence };
  const phrases: PhraseDraft[] = [];
  const leftover: string[] = [];
  let state: State | undefined;
  let attribute: AttributeWord | undefined;
  let wh: string | undefined;
  let many = false;
  let set = false;
  let anyone = false;
  let have = false;
  let finished = false;
  let can = false;
  let place: PhraseDraft | undefined;
  for (let index = 0; index < items.length;) {
    const item = items[index];
    if (!item) break;
    const word = item.text;
    const next = items[index + 1]?.text ?? '';
    if (people.has(word)) {
      anyone = true;
      index++;
      continue;
    }
    if (word === 'how') {
      if (next === 'many' || next === 'many of') {
        wh = 'how-many';
        many = true;
        index += 2;
        if (items[index]?.text === 'degrees') {
          attribute = 'temperature';
          wh = 'how';
          many = false;
          index++;
        }
        continue;
      }
      if (next === 'much') {
        wh = 'how';
        index += 2;
        if (
          items[index]?.text === 'power' ||
          items[index]?.text === 'energy' ||
          ['electricity', 'juice', 'electric', 'current', 'watts'].includes(items[index]?.text ?? '')
        ) {
          attribute = 'powerWatts';
          index++;
        } else if (items[index]?.text === 'battery') continue;
        continue;
      }
      wh = 'how';
      const measure = measures.get(next);
      if (measure) attribute = measure;
      index += measure ? 2 : 1;
      continue;
    }
    if (word === 'what' || word === 'which' || word === 'where' || word === 'when' || word === 'whose' || word === 'why') {
      if (word === 'what' && next === 'kind') return undefined;
      wh ??= word;
      index++;
      continue;
    }
    const turned = switchedStates.has(word) && states.has(next);
    const said = states.get(turned ? next : word);
    if (said && isStateHere(items, turned ? index + 1 : index)) {
      state ??= said;
      index += turned ? 2 : 1;
      continue;
    }
    if (word === 'set' || word === 'using' || word === 'use' || word === 'uses' || word === 'at') {
      const seen = placeFollows(items, index + 1) || items[index + 1]?.text === 'home';
      if (word !== 'at' || !seen) {
        set ||= word === 'set';
        index++;
        if (word === 'set' && next === 'to') index++;
        continue;
      }
    }
    const verbState = have && phrases.length === 0 ? states.get(doneStates.get(word) ?? '') : undefined;
    if (verbState && state === undefined) {
      state = verbState;
      index++;
      continue;
    }
    if ((word === 'finished' || word === 'done' || word === 'ready' || word === 'complete') && phrases.length > 0) {
      finished = true;
      index++;
      continue;
    }
    if ((word === 'list' || word === 'show') && index === 0) {
      wh = 'what';
      have = true;
      index++;
      continue;
    }
    const measured = first === 'is' || first === 'are' ? measures.get(word) : undefined;
    if (measured && word !== 'open' && attribute === undefined && state === undefined) {
      attribute = measured;
      index++;
      continue;
    }
    const attributeSaid = attributeWords.get(word);
    if (attributeSaid && !item.names.some((name) => name.match === 'name' || name.match === 'alias')) {
      attribute ??= attributeSaid;
      if (word.startsWith('target') || word.startsWith('set')) set = true;
      index++;
      if (items[index]?.text === 'level' || items[index]?.text === 'of') index++;
      continue;
    }
    if (word === 'any' || word === 'all' || word === 'every' || word === 'everything' || word === 'anything') many ||= word !== 'all' || first !== 'what';
    if (word === 'left' && have) {
      index++;
      continue;
    }
    if (['in', 'at', 'on', 'inside', 'around', 'throughout', 'of', 'for'].includes(word)) {
      const draft = blank(items[index + 1] ?? item);
      const end =
        word === 'on' || word === 'of' || word === 'for'
          ? placeFollows(items, index + 1)
            ? readPlace(items, index + 1, draft, word)
            : undefined
          : readPlace(items, index + 1, draft, word);
      if (end !== undefined) {
        draft.start = item.start;
        draft.end = items[end - 1]?.end ?? draft.end;
        place = draft;
        index = end;
        continue;
      }
    }
    if (
      word === 'is' ||
      word === 'are' ||
      word === 'was' ||
      word === 'were' ||
      word === 'does' ||
      word === 'do' ||
      word === 'did' ||
      word === 'has' ||
      word === 'have' ||
      word === 'there' ||
      word === 'been' ||
      word === 'got' ||
      word === 'be' ||
      word === 'being'
    ) {
      if (word === 'have' || word === 'did' || word === 'has') have = true;
      index++;
      continue;
    }
    if (
      (word === 'can' ||
        word === 'could' ||
        word === 'may' ||
        word === 'should' ||
        word === 'shall' ||
        word === 'will' ||
        word === 'would' ||
        word === 'might') &&
      index === 0
    ) {
      can = true;
      index++;
      continue;
    }
    if (word === 'home' || word === 'house') {
      anyone ||= first === 'who' || phrases.length > 0;
      state ??= { attribute: 'presence', value: 'home' };
      index++;
      continue;
    }
    if (word === 'away') {
      state ??= { attribute: 'presence', value: 'away' };
      index++;
      continue;
    }
    const read = readPhrase(items, index, { unknownAllowed: index > 0 && phrases.length === 0 && !isIdle(word), question: true });
    if (read && !(read.phrase.pronoun && word === 'it' && attribute !== undefined && phrases.length === 0 && wh === 'how')) {
      phrases.push(read.phrase);
      index = read.next;
      continue;
    }
    if (!isIdle(word)) leftover.push(word);
    index++;
  }
  if (can) return { frame: { ...at, is: 'question', phrases: phrasesOf(phrases, sentence), topic: { ask: 'ability' } }, leftover: [] };
  // "are the lights on upstairs": a place said by itself narrows what was asked about.
  for (const apart of phrases.filter((phrase) => isPlaceOnly(phrase))) {
    if (phrases.length < 2) break;
    place ??= apart;
    phrases.splice(phrases.indexOf(apart), 1);
  }
  // "is it warm in the living room": "it" names nothing.
  for (const dummy of phrases.filter((phrase) => phrase.pronoun === 'one' && attribute !== undefined && !phrase.unknown.length)) {
    if (dummy.rooms.length + dummy.floors.length > 0 || dummy.here || dummy.wholeHome) delete dummy.pronoun;
    else if (attribute === 'temperature' || attribute === 'humidity') phrases.splice(phrases.indexOf(dummy), 1);
  }
  if (place) {
    const open = phrases.filter((phrase) => phrase.rooms.length + phrase.floors.length === 0 && !phrase.here);
    for (const phrase of open) {
      phrase.rooms.push(...place.rooms);
      phrase.floors.push(...place.floors);
      phrase.here ||= place.here;
      phrase.wholeHome ||= place.wholeHome;
      if (place.unknown.length > 0) {
        phrase.unknown.push(...place.unknown);
        phrase.unknownIs = 'room';
      }
    }
    if (phrases.length === 0) phrases.push(place);
  }
  const isPerson = (phrase: PhraseDraft): boolean =>
    items.some((item) => item.start >= phrase.start && item.end <= phrase.end && item.names.some((name) => name.is === 'person'));
  const phrasesDone = phrasesOf(phrases, sentence);
  const done = (topic: Topic): { frame: Frame; leftover: readonly string[] } => ({
    frame: { ...at, is: 'question', phrases: topic.ask === 'inventory' ? phrasesOf(anything(phrases), sentence) : phrasesDone, topic },
    leftover,
  });
  if (wh === 'why') return undefined;
  if (wh === 'where' && phrases.some((phrase) => phrase.kinds?.some((kind) => kind === 'vacuum' || kind === 'lawn-mower')))
    return done({ ask: 'state', attribute: 'activity' });
  if (wh === 'where') return phrases.some((phrase) => phrase.devices ?? phrase.unknown[0]) ? done({ ask: 'presence' }) : undefined;
  const about = state !== undefined || place !== undefined || phrases.length > 0 || items.some((item) => ['in', 'there', 'around'].includes(item.text));
  if (anyone && about && (state?.attribute === 'presence' || state === undefined) && attribute === undefined) {
    if (place && !place.wholeHome && phrases.length > 0) return done({ ask: 'state', attribute: 'presence', value: true });
    return {
      frame: { ...at, is: 'question', phrases: phrasesDone.filter((phrase) => phrase.devices ?? phrase.unknown), topic: { ask: 'presence' } },
      leftover,
    };
  }
  if (phrases.some((phrase) => phrase.wholeHome && phrase.devices) || (phrases.some(isPerson) && attribute === undefined)) return done({ ask: 'presence' });
  if (state?.value === 'home' || state?.value === 'away') return phrases.length > 0 ? done({ ask: 'presence' }) : undefined;

  if (attribute !== undefined && (state === undefined || wh === 'what' || wh === 'how')) {
    if (attribute === 'status') return phrases.length > 0 ? done({ ask: 'state' }) : undefined;
    const asked = valueAttribute(attribute, set, phrases);
    return done(asked === 'playback' ? { ask: 'state', attribute: 'playback' } : { ask: 'value', attribute: asked });
  }
  if (set && state === undefined && wh === 'what' && phrases.length > 0) return done({ ask: 'value', attribute: 'targetTemperatureCelsius' });
  const of = state ? { attribute: state.attribute, value: state.value, ...(state.loose ? { loose: true as const } : {}) } : {};
  if (wh === 'how-many') return state === undefined ? (phrases.length > 0 ? done({ ask: 'inventory' }) : undefined) : done({ ask: 'how-many', ...of });
  if (wh === 'which' || wh === 'what') {
    if (state === undefined)
      return phrases.length > 0 && !phrases.every((phrase) => phrase.pronoun || phrase.unknown.length > 0)
        ? done(have || phrases.some((phrase) => phrase.plural || phrase.everything || phrase.kinds) ? { ask: 'inventory' } : { ask: 'state' })
        : undefined;
    // "what is playing on the TV"
    if (phrases.every((phrase) => phrase.devices && !phrase.plural) && phrases.length > 0) return done({ ask: 'state', ...of });
    // "what is on in the kitchen": whatever can be on.
    if (state.attribute === 'on') for (const phrase of phrases.filter(isPlaceOnly)) Object.assign(phrase, { everything: true, all: true });
    return { ...done({ ask: 'which', ...of }), frame: { ...at, is: 'question', phrases: phrasesOf(phrases, sentence), topic: { ask: 'which', ...of } } };
  }
  if (wh === 'how') return phrases.length > 0 ? done({ ask: 'state' }) : undefined;
  if (finished && state === undefined && phrases.length > 0) return done({ ask: 'state' });
  if (state === undefined) return undefined;
  if (phrases.length === 0) return undefined;
  const quantified = phrases[0];
  if (quantified?.all) return done({ ask: 'all', ...of });
  if (many) return done({ ask: 'any', ...of });
  // "the lights" are those of the speaker's room; "lights" are all.
  if (quantified?.plural && !quantified.devices && !quantified.articled) return done({ ask: 'all', ...of });
  return done({ ask: 'state', ...of });
}

function valueAttribute(word: AttributeWord, set: boolean, phrases: readonly PhraseDraft[]): Attribute {
  if (word === 'temperature') {
    const light = phrases.some((phrase) => phrase.headKinds?.includes('light'));
    return light ? 'colorTemperatureKelvin' : set ? 'targetTemperatureCelsius' : 'currentTemperatureCelsius';
  }
  if (word === 'humidity') return set ? 'targetHumidityPercent' : 'currentHumidityPercent';
  return word;
}

/** "on" before a place is a preposition, but for "are on on the first floor". */
function isStateHere(items: readonly Item[], at: number): boolean {
  const word = items[at]?.text ?? '';
  if (word === 'up' || word === 'down') return at === items.length - 1 || items[at + 1]?.text === '?' || placeFollows(items, at + 2);
  if (word === 'going') return items[at + 1]?.text !== 'to';
  if (word === 'open' || word === 'empty' || word === 'running') return true;
  if (word === 'motion')
    return classify(items[at + 1] ?? items[at] ?? { text: '', start: 0, end: 0, names: [], known: true, repaired: false }).kinds === undefined || true;
  if (word !== 'on') return true;
  const next = items[at + 1];
  if (!next) return true;
  if (placeFollows(items, at + 1)) {
    const later = items.slice(at + 1).some((item) => states.has(item.text));
    return next.text === 'on' || (!later && !['the', 'my', 'our'].includes(next.text));
  }
  const on = readPhrase(items, at + 1, { unknownAllowed: false })?.phrase;
  return (on?.devices ?? on?.kinds ?? on?.having) === undefined || next.text === 'in';
}

/** "What devices are in the kitchen" asks for all that is there, not for what can be switched. */
function anything(phrases: readonly PhraseDraft[]): readonly PhraseDraft[] {
  return phrases.map((phrase) => (phrase.everything ? { ...phrase, everything: false, all: true } : phrase));
}

/** Whether an item could be the subject of a verbless question: "kitchen light on?". */
export function isThing(item: Item | undefined): boolean {
  if (!item) return false;
  const found = classify(item);
  return (found.device ?? found.kinds ?? found.place) !== undefined || isUnknown(item);
}
