/** Whether a clause asks, and what: about time, weather or the home. */
import type { Frame } from '../../core/frame.ts';
import { readTimeOrDate, readWeather } from './facts.ts';
import { type Item } from './scan.ts';
import { fillers, verbs } from './vocabulary.ts';
import { classify } from './nouns.ts';
import { type Part, none } from './commands.ts';
import { opensQuestion } from './question-words.ts';
import { readQuestion } from './questions.ts';

/** A question, about time, weather or the home. "Turn on the light?" is an order all the same. */
export function readInterrogative(items: readonly Item[], text: string, frame: string): Part | undefined {
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
