import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Frame, Phrase } from '../../core/frame.ts';
import type { Kind } from '../../core/home.ts';
import { indexNames } from '../../understanding/names.ts';
import { homeOf } from '../../testing/home-of.ts';
import { language } from './index.ts';

const rooms = { living: 'Living Room', kitchen: 'Kitchen', bedroom: 'Bedroom', hall: 'Hallway' };
const device = (id: string, name: string, room: string | undefined, kind: Kind = 'light') => ({ id, name, kind, ...(room === undefined ? {} : { room }) });
const home = homeOf(
  [
    device('reading', 'Reading Lamp', 'living'),
    device('floor', 'Floor Lamp', 'living'),
    device('kitchen', 'Kitchen Light', 'kitchen'),
    device('nora', "Nora's Lamp", 'bedroom'),
    device('l1', 'Light 1', 'hall'),
    device('l12', 'Light 12', 'hall'),
    device('tv', 'TV', 'living', 'tv'),
    device('ac', 'Living Room AC', 'living', 'air-conditioner'),
    device('blind', 'Bedroom Blind', 'bedroom', 'blind'),
    device('door', 'Front Door', 'hall', 'lock'),
    device('rover', 'Rover', undefined, 'vacuum'),
    device('movie', 'Movie Night', undefined, 'scene'),
    device('off', 'All Lights Off', undefined, 'scene'),
    device('jane', 'Jane', undefined, 'person'),
  ],
  { rooms, locale: 'en' },
);
const names = indexNames(home, language);

function read(text: string, { tolerant = false, awaiting = false } = {}) {
  return language.read({ text: language.normalize(text), names, tolerant, awaiting });
}

function phrase({ devices, rooms, kinds, ...rest }: Phrase): string {
  const flags = [rest.all && 'all', rest.here && 'here', rest.everything && 'everything', rest.pronoun, rest.unknown && `?${rest.unknown}`].filter(Boolean);
  return [devices?.ids.map((id) => id.replace('virtual:', '')).join('/'), rooms && `in ${rooms.join('+')}`, kinds?.[0], ...flags].filter(Boolean).join(' ');
}

/** A frame in one line, for tables. */
function told(frame: Frame): string {
  const when = 'when' in frame && frame.when ? ` @${JSON.stringify(frame.when)}` : '';
  switch (frame.is) {
    case 'command':
    case 'fragment': {
      const except = 'except' in frame && frame.except ? ` except ${frame.except.map(phrase).join(', ')}` : '';
      const changes = frame.changes.map(
        ({ do: what, ...rest }) =>
          `${what} ${Object.values(rest)
            .map((value) => (typeof value === 'object' ? value.extreme : value))
            .join(' ')}`,
      );
      return `${frame.is}: ${frame.phrases.map(phrase).join(', ')}${except} | ${changes.join(', ')}${when}`;
    }
    case 'question':
      return `question: ${frame.phrases.map(phrase).join(', ')} | ${Object.values(frame.topic).join(' ')}`;
    case 'skill':
      return `${frame.skill} ${JSON.stringify(frame.slots)}${frame.unclear === undefined ? '' : ' unclear'}`;
    case 'wish':
      return `wish: ${frame.complaint} ${frame.phrases.map(phrase).join(', ')}`.trim();
    case 'reply':
      return frame.reply === 'choice' ? `choice ${frame.index}` : frame.reply;
    case 'undo':
      return 'undo';
    case 'none':
      return frame.because;
  }
}

const sentences: readonly (readonly [string, ...string[]])[] = [
  // Verbs split from their particles, places anywhere.
  ['turn on the reading lamp', 'command: reading | switch true'],
  ['turn the lights in the kitchen down to 20', 'command: in kitchen light | set 20'],
  ['could you please turn the kitchen lights off', 'command: in kitchen light | switch false'],
  ['would you mind turning off the TV', 'command: tv | switch false'],
  ["I'd like the bedroom lights off", 'command: in bedroom light | switch false'],
  ['turn the lights on in the hallway', 'command: in hall light | switch true'],
  ['lights off', 'command: light | switch false'],
  ['turn off the lights in the kitchen and the bedroom', 'command: in kitchen+bedroom light | switch false'],
  ['turn off the living room and bedroom lights', 'command: in living+bedroom light | switch false'],
  // Owners, numbers in names, unknown names and rooms.
  ['turn on noras lamp', 'command: nora | switch true'],
  ["turn on Nora's lamp", 'command: nora | switch true'],
  ["turn on grandma's lamp", "command: reading/floor/nora light ?grandma's | switch true"],
  ['turn on the light in the sauna', 'command: light ?sauna | switch true'],
  ['turn on light twelve', 'command: l12 | switch true'],
  ['turn on light 3', 'command: light ?3 | switch true'],
  // All, and all but some.
  ['turn off everything except the TV', 'command: all everything except tv | switch false'],
  ['turn off all the lights but leave the kitchen light on', 'command: light all except kitchen | switch false'],
  ['turn off all lights', 'command: light all | switch false'],
  // Values.
  ['set the reading lamp to 40 percent', 'command: reading | set 40 percent'],
  ['set the living room AC to cool and 21.5 degrees', 'command: ac | set cool mode, set 21.5 celsius targetTemperatureCelsius'],
  ['make the floor lamp warm white', 'command: floor | set 2700 kelvin colorTemperatureKelvin'],
  ['set the floor lamp to sky blue', 'command: floor | set skyblue color'],
  ['open the bedroom blind halfway', 'command: blind | set openPercent middle'],
  ['turn up the TV volume by 5', 'command: tv | adjust 1 volumePercent 5'],
  ['a bit brighter', 'command:  | adjust 1 brightnessPercent'],
  // Several requests, corrections.
  ['turn on the TV and dim the reading lamp to 10', 'command: tv | switch true', 'command: reading | set 10 brightnessPercent'],
  ['turn the reading lamp on and the TV off', 'command: reading | switch true', 'command: tv | switch false'],
  ['turn on the kitchen light, no, I mean the reading lamp', 'command: reading | switch true'],
  ['set the reading lamp to 20, sorry, 30 percent', 'command: reading | set 30 percent'],
  // Later.
  ['turn off the TV at 8:36 pm', 'command: tv | switch false @{"at":"20:36"}'],
  ['in an hour and a half turn off the TV', 'command: tv | switch false @{"delay":{"hours":1,"minutes":30}}'],
  ['turn off the TV tomorrow at half past seven in the evening', 'command: tv | switch false @{"at":"19:30","dayOffset":1}'],
  // Questions.
  ['is the front door locked', 'question: door | state locked true'],
  ['which lights are on in the kitchen', 'question: in kitchen light | which on true'],
  ['are all the lights off', 'question: light all | all on false'],
  ['how bright is the reading lamp', 'question: reading | value brightnessPercent'],
  ["what's the temperature in the bedroom", 'question: in bedroom | value currentTemperatureCelsius'],
  ['is Jane home', 'question: jane | presence'],
  ['can the floor lamp change colour', 'question: floor | ability'],
  // What is no order.
  ["don't turn on the kitchen light", 'prohibition'],
  ['if it gets dark turn on the lights', 'condition'],
  ['turn on the lights when I get home', 'condition'],
  ['she said turn off the TV', 'reported'],
  ['I turned off the lights', 'past'],
  ['the kitchen light is on', 'chat'],
  ['tell me a joke', 'chat'],
  // Wishes.
  ["I'm cold", 'wish: cold'],
  ["it's too dark in the kitchen", 'wish: dark in kitchen'],
  ['the TV is too loud', 'command: tv | adjust volumePercent -1'],
  ["it's dark in the kitchen, turn on the light", 'command: in kitchen light | switch true'],
  ['I was wondering if you could turn off the TV', 'command: tv | switch false'],
  // Skills.
  ['set a pizza timer for two and a half minutes', 'timer-start {"minutes":2,"seconds":30,"name":"pizza"}'],
  ['add 5 minutes to the kitchen timer', 'timer-extend {"minutes":5,"room":"kitchen"}'],
  ['set a timer for a few minutes', 'timer-start {} unclear'],
  ['add two bottles of milk to the shopping list', 'list-add {"item":"milk","list":"shopping"}'],
  ["tell everyone that dinner's ready", 'broadcast {"message":"dinner\'s ready"}'],
  ["what's the weather in Paris tomorrow", 'weather {"place":"paris","day":"tomorrow"}'],
  ['what time is it', 'time {}'],
  // In a conversation.
  ['and the kitchen?', 'fragment: in kitchen | '],
  ['25 degrees', 'fragment:  | set 25 celsius targetTemperatureCelsius'],
  ['undo that', 'undo'],
  ['never mind', 'cancel {}'],
  ['yes please', 'yes'],
  ['the second one', 'choice 2'],
  // Scenes by their whole names.
  ['movie night', 'fragment: movie | '],
  ['switch to movie night', 'command: movie | switch true'],
  ['turn all lights off', 'command: light all | switch false'],
];

for (const [sentence, ...frames] of sentences) {
  test(`“${sentence}” is read as ${frames.join(' and ')}`, () => {
    const reading = read(sentence);
    assert.deepEqual(reading.frames.map(told), frames);
    assert.ok(reading.exact, `leftover: ${reading.leftover.join(' ')}`);
  });
}

const slips: readonly (readonly [string, string])[] = [
  ['trun on the raeding lamp', 'command: reading | switch true'],
  ['turn of the TV', 'command: tv | switch false'],
  ['uh turn turn on the floor lamp', 'command: floor | switch true'],
];
for (const [sentence, frame] of slips) {
  test(`“${sentence}” is mended at the second attempt only`, () => {
    assert.equal(read(sentence).exact && told(read(sentence).frames[0] ?? assert.fail()) === frame, false);
    assert.deepEqual(read(sentence, { tolerant: true }).frames.map(told), [frame]);
  });
}

const idle = [
  'close but no cigar',
  'sing me a song',
  'turn over a new leaf',
  'my soup is cold',
  'ask mom to turn off the TV',
  'turn off the lights in a few minutes',
  'tomorrow morning turn on the TV',
];
for (const sentence of idle) {
  test(`“${sentence}” leads to no act, not even at the second attempt`, () => {
    const { frames } = read(sentence, { tolerant: true });
    assert.ok(
      frames.every((frame) => frame.is === 'none'),
      frames.map(told).join('; '),
    );
  });
}

test('nothing that is said makes the grammar throw', () => {
  const words = fc.constantFrom(...sentences.flatMap(([sentence]) => sentence.split(' ')), '?', ',', '%', "'s", '🎄', '12:99', 'no', 'half');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
        fc.string(),
      ),
      fc.boolean(),
      fc.boolean(),
      (text, tolerant, awaiting) => {
        const reading = read(text, { tolerant, awaiting });
        assert.ok(reading.frames.length > 0 || !reading.exact);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a phrase says where it stands in the sentence', () => {
  const text = 'please turn on the reading lamp now';
  const frame = read(text).frames[0];
  assert.ok(frame?.is === 'command');
  const [only] = frame.phrases;
  assert.equal(text.slice(only?.start, only?.end), only?.text);
});
