/** A sentence becomes frames: short answers, guards, skills, questions, wishes and commands, in this order. */
import type { Change, Frame, Reading } from '../../core/frame.ts';
import type { Kind } from '../../core/home.ts';
import type { Sentence } from '../../ports/language.ts';
import { changesOf, kindsOf } from './changes.ts';
import { isEmpty, phrasesOf, type Clause } from './clause.ts';
import { isPlaceOnly } from './clause-places.ts';
import { readClause } from './clause-read.ts';
import { readTimeOrDate, readWeather } from './facts.ts';
import { hasCondition, isProhibition, isReported, isStatement, reasonAt, type Guard } from './guards.ts';
import { kindWords } from './kinds.ts';
import { lexicon } from './lexicon.ts';
import { readBroadcast, readList } from './lists.ts';
import { blank, classify, type PhraseDraft } from './phrases.ts';
import { unframe } from './polite.ts';
import { opensQuestion, readQuestion } from './questions.ts';
import { readSaying } from './sayings.ts';
import { scan, type Item } from './scan.ts';
import { correctionOf, splitClauses } from './split.ts';
import { readReminder, readTimer } from './timers.ts';
import { fillers, verbs } from './vocabulary.ts';
import { readWish } from './wishes.ts';

/** Reads a normalised sentence. */
export function read(sentence: Sentence): Reading {
  const items = sentence.tolerant ? misheard(scanned(sentence)) : scanned(sentence);
  const { text } = sentence;
  if (items.length === 0) return { frames: [], leftover: [], exact: false };
  const repaired = items.some((item) => item.repaired);
  const whole = (frame: Frame): Reading => ({ frames: [frame], leftover: [], exact: !repaired });

  const alone = soleName(items);
  if (alone) return whole({ ...span(items, text), is: 'fragment', phrases: [alone], changes: [] });
  const saying = readSaying(items, text, sentence.awaiting);
  if (saying) return whole(saying);
  const choice = sentence.awaiting ? partAlone(items, text) : undefined;
  if (choice) return whole(choice);
  const free = freeText(items, text);
  if (free.length > 0) return { frames: free, leftover: [], exact: !repaired };
  if (isReported(items)) return whole(none(items, text, 'reported'));
  if (hasCondition(items)) return whole(none(items, text, 'condition'));

  const frames: Frame[] = [];
  const leftover: string[] = [];
  const readings = readAll(items, text);
  for (const reading of readings) {
    frames.push(...reading.frames);
    leftover.push(...reading.leftover);
  }
  const acts: readonly Frame[] = frames.filter((frame) => frame.is !== 'none' && frame.is !== 'wish');
  // A time that was not understood leaves nothing that could be done at once.
  if (readings.some((reading) => reading.leftover.includes('time') && reading.frames.every((frame) => frame.is === 'none'))) {
    return { frames: [none(items, text, 'chat')], leftover, exact: false };
  }
  // Beside an order, "I just got home" and "it's cold" are its reason.
  const forbidden = frames.some((frame) => frame.is === 'none' && frame.because === 'prohibition');
  const useful = acts.length > 0 ? frames.filter((frame) => acts.includes(frame) || (frame.is === 'none' && frame.because === 'prohibition')) : frames;
  // A bare "close" beside words that nobody understands is talk ("close but no cigar").
  const firm = acts.every((frame) => frame.is !== 'command' || frame.phrases.length > 0 || readings.length === acts.length);
  const chatter = acts.length > 0 && !forbidden && firm;
  const open = chatter ? readings.filter((reading) => reading.frames.some((frame) => acts.includes(frame))).flatMap((reading) => reading.leftover) : leftover;
  if (
    sentence.tolerant &&
    open.length > 0 &&
    useful.some((frame) => frame.is === 'command' || frame.is === 'wish' || frame.is === 'skill' || frame.is === 'fragment' || frame.is === 'question')
  ) {
    return { frames: [none(items, text, 'chat')], leftover: open, exact: false };
  }
  return {
    frames: useful.length > 0 ? useful : [none(items, text, 'chat')],
    leftover: sentence.tolerant ? open : leftover,
    exact: leftover.length === 0 && !repaired,
  };
}

const running = new Set(['activate', 'run', 'start', 'execute', 'trigger', 'launch', 'on', 'do', 'enable', 'to', 'play', 'set', 'begin']);

/** A name made of the grammar's own words ("Open the Windows", "All Lights Off") counts inside a sentence only where it is run; else its words mean what they say. */
function scanned(sentence: Sentence): Item[] {
  const items = scan(sentence);
  const doubtful = items.filter((item, index) => {
    if (items.length === 1 || !item.text.includes(' ') || !item.names.some((name) => name.is === 'device')) return false;
    const words = item.text.split(' ');
    if (!words.every((word) => lexicon.has(word)) || !words.some((word) => verbs.has(word) || ['on', 'off', 'up', 'down'].includes(word))) return false;
    if (words.some((word) => kindWords.has(word)) && !verbs.has(words[0] ?? '') && !['on', 'off'].includes(words.at(-1) ?? '')) return false;
    const before = items.slice(0, index).findLast((one) => !['the', 'my', 'our', 'please', ','].includes(one.text));
    return before !== undefined && !fillers.has(before.text) && !running.has(before.text);
  });
  if (doubtful.length === 0) return items;
  return scan({
    ...sentence,
    names: {
      at: (text, start, repair) =>
        sentence.names.at(text, start, repair).filter((match) => !doubtful.some((item) => item.start === match.start && item.end === match.end)),
    },
  });
}

/** "turn of the light" is how "off" is often written down; a stutter says a word twice. */
function misheard(items: readonly Item[]): Item[] {
  const once = items.filter((item, index) => index === 0 || item.text !== items[index - 1]?.text || /^\d|^[,.?!]$/.test(item.text) || item.text === 'on');
  return once.map((item, index) => {
    const before = once[index - 1]?.text ?? '';
    const isOff = item.text === 'of' && (['turn', 'switch', 'turning', 'switching'].includes(before) || index === once.length - 1);
    return isOff ? { ...item, text: 'off', repaired: true } : item;
  });
}

interface Part {
  readonly frames: readonly Frame[];
  readonly leftover: readonly string[];
}

function readAll(items: readonly Item[], text: string): Part[] {
  const correction = correctionOf(items);
  if (correction) {
    const corrected = readCorrection(correction.before, correction.after, text);
    if (corrected) return corrected;
  }
  const clauses = splitClauses(items, text);
  const parts: Part[] = [];
  let topic: readonly PhraseDraft[] = [];
  let kinds: readonly Kind[] = [];
  let kept: readonly PhraseDraft[] = [];
  let forbidding = false;
  for (const clause of clauses) {
    const joint = clause[0]?.text ?? '';
    if (forbidding && !['but', ',', '.', ';', '!', 'then'].includes(joint)) {
      parts.push({ frames: [none(clause, text, 'prohibition')], leftover: [] });
      continue;
    }
    const spared = isProhibition(clause) ? sparedBy(clause, text) : [];
    const before = parts.at(-1)?.frames.at(-1);
    // "… but leave the hall light on": an exception to what was said before.
    if (spared.length > 0 && before?.is === 'command' && before.phrases.some((phrase) => phrase.all ?? phrase.plural ?? phrase.everything)) {
      parts.push({ frames: [{ ...before, except: [...(before.except ?? []), ...phrasesOf(spared, text)] }], leftover: parts.pop()?.leftover ?? [] });
      continue;
    }
    const part = restOf(readOne(clause, text, topic, kinds), kept, text);
    kept = spared;
    kinds = part.kinds ?? kinds;
    forbidding = part.frames.some((frame) => frame.is === 'none' && frame.because === 'prohibition');
    topic = part.topic ?? [];
    parts.push(part);
  }
  // A thing said first and then spoken of: "the kitchen light, turn it off".
  return parts.filter(
    (part, index) => !(index < parts.length - 1 && part.frames.length === 1 && part.frames[0]?.is === 'fragment' && part.frames[0].changes.length === 0),
  );
}

function readOne(clauseItems: readonly Item[], text: string, topic: readonly PhraseDraft[], kinds: readonly Kind[] = []): CommandPart {
  const one = (frame: Frame, leftover: readonly string[] = []): Part => ({ frames: [frame], leftover });
  if (isProhibition(clauseItems)) return one(none(clauseItems, text, 'prohibition'));
  const wish = readWish(clauseItems, text);
  if (wish) return one(wish);
  const framed = unframe(clauseItems);
  const { items } = framed;
  if (items.length === 0) return { frames: [], leftover: [] };
  if (isProhibition(items)) return one(none(items, text, 'prohibition'));
  const free = freeText(items, text);
  if (free.length > 0) return { frames: free, leftover: [] };
  const reminder = readReminder(items, text);
  if (reminder) return one(reminder);
  const timer = readTimer(items, text);
  if (timer) return one(timer.frame, timer.leftover);
  const asked = readInterrogative(items, text, framed.frame);
  if (asked) return asked;
  if (framed.frame === 'bare') {
    const guard = isStatement(items);
    if (guard) return one(none(items, text, guard), guard === 'chat' ? [] : []);
  }
  if (framed.frame === 'ability') return one(none(items, text, 'chat'));
  return readCommand(items, text, topic, framed.frame === 'want', kinds);
}

/** A question, about time, weather or the home. "Turn on the light?" is an order all the same. */
function readInterrogative(items: readonly Item[], text: string, frame: string): Part | undefined {
  const asking = stripAsking(items);
  const first = asking[0]?.text ?? '';
  const one = (found: Frame, leftover: readonly string[] = []): Part => ({ frames: [found], leftover });
  const asks = asking.length < items.length || opensQuestion(first) || frame === 'inform';
  const weather = readWeather(asking, text);
  if (weather && (asks || ['weather', 'forecast', 'the', 'today', 'tomorrow', 'show', 'give', 'check'].includes(first) || weather.is === 'skill'))
    return one(weather);
  const fact = readTimeOrDate(asking, text);
  if (fact) return one(fact);
  const marked = items.some((item) => item.text === '?');
  const verbless = !verbs.has(first) || classify(asking[0] ?? items[0] ?? emptyItem).kinds !== undefined;
  if (follows(items)) return undefined;
  const states = ['status', 'state'].some((word) => items.some((item) => item.text === word)) && verbless;
  const measuredAlone = verbless && isMeasureAlone(items);
  const listing = ['list', 'show'].includes(first);
  if (!(asks && !isOrderHave(asking)) && !(marked && verbless && hasState(items)) && !states && !measuredAlone && !listing) return undefined;
  if (frame === 'order' && asking.length === items.length && !states) return undefined;
  const question = readQuestion(asking, text);
  if (question) return one(question.frame, question.leftover);
  return opensQuestion(first) || asking.length < items.length ? one(none(items, text, 'chat')) : undefined;
}

const emptyItem: Item = { text: '', start: 0, end: 0, names: [], known: false, repaired: false };
const asking: readonly (readonly string[])[] = [
  'tell me whether',
  'tell me if',
  'tell me',
  'do you know whether',
  'do you know if',
  'do you know',
  'let me know if',
  'let me know whether',
  'let me know',
  'check whether',
  'check if',
  'check that',
  'check on',
  'check',
  'see if',
  'see whether',
  'know if',
  'know whether',
  'know',
  'i wonder if',
  'i wonder whether',
  'i wonder',
  'find out if',
  'find out',
  'say if',
  'show me',
  'remind me',
  'give me',
  'get me',
  'i want to know',
  'i would like to know',
  'any idea',
  'i am wondering',
  'can i know',
  'can you tell',
  'let us know',
].map((words) => words.split(' '));

function stripAsking(items: readonly Item[]): readonly Item[] {
  const texts = items.map((item) => item.text);
  const found = asking.find((words) => words.every((word, index) => texts[index] === word));
  if (!found) return items;
  const rest = items.slice(found.length);
  if (found[0] === 'give' || found[0] === 'get')
    return rest.some((item) => ['status', 'state', 'temperature', 'humidity', 'weather', 'time', 'date', 'forecast'].includes(item.text)) ? rest : items;
  return rest.length > 0 ? rest : items;
}

/** "have the lights on" orders, "have you locked the door" asks. */
function isOrderHave(items: readonly Item[]): boolean {
  return items[0]?.text === 'have' && !['i', 'you', 'we', 'they', 'anyone'].includes(items[1]?.text ?? '');
}

function hasState(items: readonly Item[]): boolean {
  return (
    items.some((item) =>
      ['on', 'off', 'open', 'closed', 'locked', 'unlocked', 'shut', 'playing', 'muted', 'home', 'running', 'is', 'are'].includes(item.text),
    ) && !items.some((item) => ['and', 'about'].includes(item.text) && item === items[0])
  );
}

/** "bedroom temperature", "humidity in the bathroom": a measurement by itself is asked for. */
function isMeasureAlone(items: readonly Item[]): boolean {
  const spoken = items.filter((item) => !fillers.has(item.text) && !/^[,.?!]$/.test(item.text));
  const measure = spoken.some((item) =>
    [
      'temperature',
      'humidity',
      'battery',
      'battery level',
      'air quality',
      'temp',
      'room temperature',
      'indoor temperature',
      'humidity level',
      'pm2.5',
      'power consumption',
      'energy usage',
      'power usage',
    ].includes(item.text),
  );
  return (
    measure &&
    spoken.every(
      (item) =>
        [
          'temperature',
          'humidity',
          'battery',
          'battery level',
          'air quality',
          'temp',
          'room temperature',
          'indoor temperature',
          'humidity level',
          'pm2.5',
          'power consumption',
          'energy usage',
          'power usage',
          'the',
          'in',
          'of',
          'current',
          'my',
          'on',
          'here',
          "'s",
          'inside',
        ].includes(item.text) ||
        classify(item).place !== undefined ||
        classify(item).device !== undefined ||
        classify(item).kinds !== undefined,
    )
  );
}

function follows(items: readonly Item[]): boolean {
  const [first = '', second = ''] = items.map((item) => item.text);
  return (first === 'and' && !opensQuestion(second)) || ((first === 'what' || first === 'how') && second === 'about');
}

/** What "leave the hall light on" or "don't touch the TV" speaks of. */
function sparedBy(items: readonly Item[], text: string): readonly PhraseDraft[] {
  const from = items.findIndex((item) => !['but', 'and', ',', 'please', 'do', 'not', 'just', 'then'].includes(item.text));
  const clause = readClause(from < 0 ? [] : items.slice(from), text);
  return clause.leftover.filter((word) => !['touch', 'alone', 'leave', 'keep'].includes(word)).length === 0
    ? clause.phrases.filter((phrase) => !phrase.pronoun)
    : [];
}

/** "leave the kitchen light on but turn off the rest": all of its kind but the one that was spared. */
function restOf(part: CommandPart, spared: readonly PhraseDraft[], text: string): CommandPart {
  const [first] = spared;
  const kinds = first?.kinds ?? first?.headKinds;
  if (!first || !kinds || kinds.length === 0) return part;
  return {
    ...part,
    frames: part.frames.map((frame) =>
      frame.is === 'command' && frame.phrases.every((phrase) => phrase.others && !phrase.kinds && !phrase.devices)
        ? {
            ...frame,
            phrases: frame.phrases.map(({ others: _others, pronoun: _pronoun, ...phrase }) => ({ ...phrase, kinds, all: true as const })),
            except: phrasesOf(spared, text),
          }
        : frame,
    ),
  };
}

/** A part, with what the next one may lean on: a thing said first, the kinds spoken of. */
type CommandPart = Part & { readonly topic?: readonly PhraseDraft[]; readonly kinds?: readonly Kind[] };

/** A command or a fragment. */
function readCommand(items: readonly Item[], text: string, topic: readonly PhraseDraft[], wanted: boolean, kinds: readonly Kind[]): CommandPart {
  const reason = reasonAt(items);
  const body = withoutFollow(reason === undefined ? items : items.slice(0, reason));
  const clause = readClause(body.items, text);
  if (topic.length > 0 && clause.phrases.every((phrase) => phrase.pronoun !== undefined && phrase.rooms.length === 0)) clause.phrases = [...topic];
  // "… and the kitchen ones on": of the kind that the clause before spoke of.
  if (kinds.length > 0) clause.phrases = replaced([{ ...blank({ start: 0, end: 0 }), kinds, plural: true }], clause.phrases, true);
  return { ...framesOf(clause, body.items.length > 0 ? body.items : items, text, body.follow, wanted), kinds: kindsOf(clause) };
}

function framesOf(clause: Clause, items: readonly Item[], text: string, follow: boolean, wanted: boolean): CommandPart {
  const at = span(items, text);
  const { leftover } = clause;
  if (clause.when === 'unclear' || clause.forDuration?.unclear === true) return { frames: [none(items, text, 'chat')], leftover: [...leftover, 'time'] };
  // "switch to movie mode", "set the lights to movie mode": the scene is what is run.
  if (clause.toPhrase) clause.phrases = [clause.toPhrase];
  settlePronouns(clause, follow || clause.verb === undefined);
  arrange(clause);
  // "all but the kitchen lights" speaks of lights.
  const exceptedKinds = clause.except.find((phrase) => phrase.kinds)?.kinds;
  if (exceptedKinds)
    clause.phrases = clause.phrases.map((phrase) =>
      phrase.everything && text.slice(phrase.start, phrase.end) === 'all' ? { ...phrase, everything: false, kinds: exceptedKinds } : phrase,
    );
  const changes = changesOf(clause);
  const phrases = phrasesOf(clause.phrases, text);
  const when = clause.when ? { when: clause.when } : {};
  const except = clause.except.length > 0 ? { except: phrasesOf(clause.except, text) } : {};
  if (isEmpty(clause)) return { frames: clause.too ? [] : [none(items, text, 'chat')], leftover };
  if (changes.length === 0) {
    if (clause.verb !== undefined || clause.particle !== undefined || clause.values.length > 0) {
      // "turn on" alone speaks of what was spoken of last.
      if (clause.verb === undefined && clause.particle === undefined)
        return { frames: [none(items, text, 'chat')], leftover: [...leftover, ...items.map((item) => item.text)] };
      return wanted && clause.phrases.length > 0 && clause.verb === undefined
        ? { frames: [none(items, text, 'chat')], leftover }
        : { frames: [none(items, text, 'chat')], leftover: [...leftover, clause.verbText ?? ''] };
    }
    if (phrases.length === 0) return { frames: [none(items, text, 'chat')], leftover: [...leftover, clause.attribute ?? ''] };
    if (clause.attribute !== undefined) return { frames: [none(items, text, 'chat')], leftover: [...leftover, clause.attribute] };
    if (wanted) return { frames: [{ ...at, is: 'command', phrases, changes: [{ do: 'switch', to: true }], ...when }], leftover };
    return {
      frames: [{ ...at, is: 'fragment', phrases, changes: [], ...(clause.too || follow ? { too: true } : {}), ...when }],
      leftover,
      topic: clause.phrases,
    };
  }
  const bareValue =
    clause.verb === undefined &&
    clause.particle === undefined &&
    phrases.length === 0 &&
    clause.comparative?.attribute === undefined &&
    clause.media === undefined;
  if (bareValue) return { frames: [{ ...at, is: 'fragment', phrases, changes, ...(clause.too ? { too: true } : {}), ...when }], leftover };
  const command = { ...at, is: 'command', phrases, changes, ...except, ...when } as const;
  if (!clause.forDuration) return { frames: [command], leftover };
  const back = backOf(changes);
  if (!back || clause.when) return { frames: [none(items, text, 'chat')], leftover: [...leftover, 'for'] };
  return { frames: [command, { ...command, changes: [back], when: { delay: clause.forDuration.duration } }], leftover };
}

/** "for ten minutes": what undoes a switch when the time is over. */
function backOf(changes: readonly Change[]): Change | undefined {
  const only = changes.length === 1 ? changes[0] : undefined;
  return only && (only.do === 'switch' || only.do === 'open') && only.to ? { ...only, to: false } : undefined;
}

/** "it" in "make it warmer" names nothing; "the kitchen ones" are of the kind that was spoken of. */
function settlePronouns(clause: Clause, fragment: boolean): void {
  const dummy = clause.comparative?.attribute !== undefined && clause.verb !== undefined ? ['set', 'turn'].includes(clause.verb) : clause.verb === undefined;
  // "the hall light and the one in the bathroom"
  clause.phrases = clause.phrases.map((phrase, index) => (index > 0 ? (replaced(clause.phrases.slice(0, index), [phrase], true)[0] ?? phrase) : phrase));
  // "stop cleaning" speaks of what cleans.
  const worker = clause.verb === 'stop' && clause.phrases.length === 0 ? workers.find(([word]) => clause.verbText?.endsWith(word)) : undefined;
  if (worker) clause.phrases = [{ ...blank({ start: 0, end: 0 }), kinds: [worker[1]], headKinds: [worker[1]] }];
  clause.phrases = clause.phrases.flatMap((phrase) => {
    if (phrase.pronoun === undefined || phrase.kinds || phrase.devices) return [phrase];
    const placed = phrase.rooms.length + phrase.floors.length > 0 || phrase.here;
    const { pronoun: _pronoun, ...rest } = phrase;
    if (placed && (dummy || fragment)) return [rest];
    return dummy && clause.comparative?.attribute !== undefined && !phrase.others && !phrase.all ? [] : [phrase];
  });
}

const workers: readonly (readonly [string, Kind])[] = [
  ['cleaning', 'vacuum'],
  ['vacuuming', 'vacuum'],
  ['mowing', 'lawn-mower'],
];

/** Phrases that belong together: the music on a speaker, the vacuum and the room it cleans. */
function arrange(clause: Clause): void {
  // "the kitchen, the kitchen light": a place said again with what stands there.
  const phrases = clause.phrases.filter((phrase, index) => {
    const next = clause.phrases[index + 1];
    return !(
      next &&
      isPlaceOnly(phrase) &&
      next.start - phrase.end <= 2 &&
      phrase.rooms.every((room) => next.rooms.includes(room)) &&
      (next.kinds ?? next.devices)
    );
  });
  clause.phrases = phrases;
  if (phrases.length < 2) return;
  if (clause.verb === 'clean') {
    const [first] = phrases;
    const who = phrases.find((phrase) => phrase.devices ?? phrase.kinds);
    if (first && who && phrases.some((phrase) => phrase !== who)) {
      const places = phrases.filter((phrase) => phrase !== who);
      clause.phrases = [
        {
          ...who,
          rooms: places.flatMap((phrase) => phrase.rooms),
          floors: places.flatMap((phrase) => phrase.floors),
          here: places.some((phrase) => phrase.here),
          unknown: phrases.flatMap((phrase) => phrase.unknown),
          start: first.start,
          end: phrases.at(-1)?.end ?? who.end,
        },
      ];
    } else if (first)
      clause.phrases = [
        {
          ...first,
          rooms: phrases.flatMap((phrase) => phrase.rooms),
          floors: phrases.flatMap((phrase) => phrase.floors),
          unknown: phrases.flatMap((phrase) => phrase.unknown),
          end: phrases.at(-1)?.end ?? first.end,
        },
      ];
    return;
  }
  // "put netflix on the TV", "play jazz on the radio": what plays there, in the device's own words.
  const unknown = phrases.find((phrase) => phrase.unknown.length > 0 && !phrase.kinds && !phrase.devices && phrase.rooms.length === 0);
  const player = phrases.find((phrase) => phrase.headKinds?.some((kind) => kind === 'tv' || kind === 'media-player' || kind === 'speaker'));
  if (unknown && player && phrases.length === 2 && (clause.verbText === 'put' || clause.verb === 'play')) {
    clause.phrases = [player];
    clause.ownWord = { text: unknown.unknown.join(' '), as: 'source' };
    return;
  }
  const media = phrases.filter((phrase) => phrase.having !== undefined && !phrase.devices && !phrase.kinds);
  const others = phrases.filter((phrase) => !media.includes(phrase));
  if (media.length > 0 && others.length > 0) {
    clause.phrases = others.map((phrase) => ({ ...phrase, having: 'playback' }));
  }
}

/** "and the kitchen?", "what about the bedroom", "the same in the hall": the words that tie it to before, taken off. */
function withoutFollow(items: readonly Item[]): { readonly items: readonly Item[]; readonly follow: boolean } {
  const openers: readonly (readonly string[])[] = [
    'and what about',
    'what about',
    'and how about',
    'how about',
    'do the same for',
    'do the same in',
    'do the same with',
    'do the same on',
    'do the same',
    'and the same for',
    'the same for',
    'same for',
    'same in',
    'same with',
    'the same in',
    'the same with',
    'the same goes for',
    'and also',
    'and',
    'but',
    'now',
  ].map((words) => words.split(' '));
  const found = openers.find((words) => words.every((word, index) => items[index]?.text === word) && items.length > words.length);
  if (!found) return { items, follow: false };
  return { items: items.slice(found.length), follow: found.length > 1 };
}

/** What somebody corrected: the new words in the place of the old ones. */
function readCorrection(before: readonly Item[], after: readonly Item[], text: string): Part[] | undefined {
  const clauses = splitClauses(before, text);
  const last = clauses.at(-1) ?? [];
  const framed = unframe(last);
  if (isProhibition(framed.items) || isProhibition(after)) return undefined;
  if (framed.frame === 'ability') return undefined;
  const old = readClause(framed.items, text);
  const next = unframe(after);
  const fresh = readClause(next.items, text);
  if (opensQuestion(next.items[0]?.text ?? '') || isStatement(next.items)) return undefined;
  if (isEmpty(fresh)) return undefined;
  if (opensQuestion(framed.items[0]?.text ?? '') && framed.frame === 'bare') return undefined;
  const earlier = clauses.slice(0, -1).map((clause) => readOne(clause, text, []));
  const span = [...framed.items, ...next.items];
  if (fresh.verb !== undefined && (fresh.phrases.length > 0 || changesOf(fresh).length > 0)) {
    if (fresh.phrases.length === 0 || fresh.phrases.every((phrase) => phrase.pronoun !== undefined)) fresh.phrases = old.phrases;
    if (old.when && !fresh.when) fresh.when = old.when;
    return [...earlier, framesOf(fresh, span, text, false, false)];
  }
  if (old.verb === undefined && old.particle === undefined && old.values.length === 0) return undefined;
  const merged: Clause = { ...old, leftover: [...old.leftover, ...fresh.leftover] };
  if (fresh.phrases.length > 0) merged.phrases = replaced(old.phrases, fresh.phrases);
  if (fresh.values.length > 0)
    merged.values = fresh.values.map((value) => ({ ...value, how: value.how === 'bare' ? (old.values[0]?.how ?? 'bare') : value.how }));
  if (fresh.particle) merged.particle = fresh.particle;
  if (fresh.comparative) merged.comparative = fresh.comparative;
  if (fresh.when) merged.when = fresh.when;
  if (fresh.attribute) merged.attribute = fresh.attribute;
  if (fresh.ownWord) merged.ownWord = fresh.ownWord;
  return [...earlier, framesOf(merged, span, text, false, framed.frame === 'want')];
}

/** "the kitchen light, no, the bedroom": only the place is another. With `pronouns`, only "the kitchen one" takes over the kind. */
function replaced(old: readonly PhraseDraft[], fresh: readonly PhraseDraft[], pronouns = false): PhraseDraft[] {
  const kept = old.at(-1);
  const kinds = kept?.kinds ?? kept?.headKinds;
  return fresh.map((phrase) => {
    if (phrase.devices ?? phrase.kinds ?? phrase.having) return phrase;
    if (phrase.pronoun && kinds && kinds.length > 0 && (phrase.rooms.length + phrase.floors.length > 0 || phrase.unknown.length > 0)) {
      const { pronoun: _pronoun, ...rest } = phrase;
      return { ...rest, kinds };
    }
    if (pronouns || phrase.pronoun) return phrase;
    return kinds && kinds.length > 0 && !phrase.everything && phrase.unknown.length === 0 ? { ...phrase, kinds, plural: kept?.plural ?? false } : phrase;
  });
}

/** Lists and messages carry free text, so they are read before anything else is made of it. */
function freeText(items: readonly Item[], text: string): Frame[] {
  const framed = unframe(items);
  if (framed.frame === 'ability' || isProhibition(items)) return [];
  const broadcast = readBroadcast(framed.items, text);
  if (broadcast) return [broadcast];
  return readList(framed.items, text);
}

/** The full name of something, said alone: a scene or script is run by it. */
function soleName(items: readonly Item[]): ReturnType<typeof phrasesOf>[number] | undefined {
  const spoken = items.filter((item) => !/^[,.!]$/.test(item.text) && !['please', 'thanks', 'thank you', 'hey', 'okay', 'now'].includes(item.text));
  const [only] = spoken;
  if (!only || spoken.length !== 1) return undefined;
  const name = only.names.find((one) => one.is === 'device' && (one.match === 'name' || one.match === 'alias') && !one.onlyKind);
  if (!name) return undefined;
  return { start: only.start, end: only.end, text: only.text, devices: { ids: name.ids, match: name.match } };
}

/** "left", "the upper": a word that tells one of what was offered from the others. */
function partAlone(items: readonly Item[], text: string): Frame | undefined {
  const spoken = items.filter(
    (item) => !/^[,.!?]$/.test(item.text) && !['please', 'the', 'one', 'yes', 'yeah', 'ones', 'okay', 'i', 'mean', 'meant', 'um', 'uh'].includes(item.text),
  );
  const [only] = spoken;
  const name = spoken.length === 1 ? only?.names.find((one) => one.is === 'device' && !one.onlyKind) : undefined;
  if (!only || !name || verbs.has(only.text)) return undefined;
  return {
    ...span(items, text),
    is: 'fragment',
    phrases: [{ start: only.start, end: only.end, text: only.text, devices: { ids: name.ids, match: name.match } }],
    changes: [],
  };
}

function none(items: readonly Item[], text: string, because: Guard): Frame {
  return { ...span(items, text), is: 'none', because };
}

function span(items: readonly Item[], text: string): { start: number; end: number; text: string } {
  const start = items[0]?.start ?? 0;
  const end = items.at(-1)?.end ?? text.length;
  return { start, end, text: text.slice(start, end) };
}
