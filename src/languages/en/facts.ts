/** Time, date and weather: questions that no device at home is asked. */
import type { Frame } from '../../core/frame.ts';
import type { Item } from './scan.ts';
import { fillers } from './vocabulary.ts';
import { classify } from './nouns.ts';

const idle = new Set(
  "got have idea late hour anyone you've the a an is it are what which tell me i you do does have know now today current right of 's in at on be will going to like how s get give show check say please , . ? ! here this week there any should need for my us that was and so out it's look looking long day exact local then".split(
    ' ',
  ),
);

/** Words by which people ask for the weather. */
const moreWeather =
  'brolly coat jacket raincoat wellies sunglasses sunscreen suncream showers shower thunder storm storms stormy thunderstorm thunderstorms frost frosty icy fog foggy mist hail sleet drizzle drizzling pouring cloudy overcast sunshine heatwave rainy snowy bucketing chucking tipping scarf gloves'.split(
    ' ',
  );

const weatherWords = new Set([...moreWeather, 'weather', 'forecast', 'rain', 'raining', 'snow', 'snowing', 'umbrella', 'sunny', 'windy']);

const dateWords = new Set(['date', 'day', 'weekday', 'month', 'year']);

/** A question for the clock or the calendar; `undefined` when it is another, or when a word is left that nothing accounts for. */
export function readTimeOrDate(items: readonly Item[], sentence: string): Frame | undefined {
  const texts = items.map((item) => item.text);
  const at = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0, text: sentence };
  const time = texts.includes('time') || texts.includes('clock');
  const date = texts.some((text) => dateWords.has(text)) || (texts.includes('today') && texts[0] === 'what' && texts.length <= 4);
  if (!time && !date) return undefined;
  const left = items.filter(
    (item) =>
      !idle.has(item.text) && !fillers.has(item.text) && !dateWords.has(item.text) && item.text !== 'time' && item.text !== 'clock' && item.text !== 'tomorrow',
  );
  if (left.length > 0 || texts.includes('long') || (texts.includes('i') && texts.includes('need'))) return undefined;
  const asked = [
    'what',
    'which',
    'tell',
    'do',
    'current',
    'time',
    'date',
    'give',
    'the',
    'say',
    'show',
    'check',
    'how',
    'today',
    'get',
    'got',
    'have',
    'is',
    'any',
    'anyone',
    'you',
  ].includes(texts[0] ?? '');
  if (!asked) return undefined;
  return { ...at, is: 'skill', skill: time ? 'time' : 'date', slots: {} };
}

/** A question about the weather, with place and day as spoken. */
export function readWeather(items: readonly Item[], sentence: string): Frame | undefined {
  const texts = items.map((item) => item.text);
  const at = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0, text: sentence };
  const weather = items.findIndex((item) => weatherWords.has(item.text));
  const outside = items.findIndex(
    (item, index) =>
      item.names.every((name) => name.match === 'part' || name.match === 'shared-word') &&
      (item.text === 'outside' ||
        item.text === 'outdoors' ||
        (item.text === 'out' && texts.includes('it') && texts.includes('like') && index >= texts.length - 2)),
  );
  const feeling =
    outside >= 0 &&
    texts.some((text) => ['how', 'temperature', 'hot', 'cold', 'warm', 'degrees', 'like', 'nice', 'dry', 'wet', 'freezing', 'doing'].includes(text)) &&
    ['how', 'what', 'is'].includes(texts[0] ?? '');
  // "will it be nice tomorrow"
  const coming =
    ['will', 'is', 'how'].includes(texts[0] ?? '') &&
    texts.includes('it') &&
    texts.some((text) => ['today', 'tomorrow', 'tonight', 'later'].includes(text)) &&
    texts.some((text) =>
      ['nice', 'warm', 'cold', 'hot', 'dry', 'wet', 'freezing', 'bad', 'chilly', 'mild', 'grim', 'lovely', 'bright', 'cool'].includes(text),
    ) &&
    items.every((item) => classify(item).place === undefined);
  if (weather < 0 && !feeling && !coming) return undefined;
  if (
    weather >= 0 &&
    items[weather]?.names.some((name) => (name.match === 'name' || name.match === 'alias') && !weatherWords.has(sentence.slice(name.start, name.end)))
  )
    return undefined;
  const asks =
    ['weather', 'forecast'].includes(items[weather]?.text ?? '') ||
    ['is', 'will', 'do', 'does', 'should', 'what', 'how', 'when', 'any', 'are'].includes(texts[0] ?? '');
  if (!asks) return undefined;
  let place: string | undefined;
  let day: string | undefined;
  for (let index = 0; index < items.length;) {
    const item = items[index];
    if (!item) break;
    const word = item.text;
    if (word === 'today' || word === 'tomorrow' || word === 'tonight') {
      day = word === 'tonight' ? 'today' : word;
      index++;
      continue;
    }
    if (
      word === "'s" ||
      idle.has(word) ||
      fillers.has(word) ||
      weatherWords.has(word) ||
      [
        'outside',
        'temperature',
        'hot',
        'cold',
        'warm',
        'degrees',
        'many',
        'morning',
        'afternoon',
        'evening',
        'bring',
        'take',
        'expected',
        'later',
        'outdoors',
        'wet',
        'next',
        'chance',
        'much',
        'bad',
        'nice',
        'home',
        'down',
        'wear',
        'pack',
        'warmly',
        'my',
        'me',
        'think',
        'later',
        'out',
        'clear',
        'freezing',
        'dry',
        'chilly',
        'mild',
        'grim',
        'lovely',
        'bright',
        'cool',
        'doing',
        'up',
      ].includes(word)
    ) {
      index++;
      continue;
    }
    // A place: a run of words that the grammar does not know, or a name.
    let next = index + 1;
    while (items[next] && !items[next]?.known && items[next]?.text !== "'s") next++;
    const before = texts[index - 1] ?? '';
    const preposed = ['in', 'for', 'at'].includes(before);
    const named = items.slice(index, next).some((one) => classify(one).place === undefined);
    if (place !== undefined || !named || (!preposed && next > (weather < 0 ? items.length : weather))) return undefined;
    place = sentence.slice(item.start, items[next - 1]?.end ?? item.end);
    index = next;
  }
  return { ...at, is: 'skill', skill: 'weather', slots: { ...(place === undefined ? {} : { place }), ...(day === undefined ? {} : { day }) } };
}
