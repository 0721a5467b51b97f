import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replies } from './replies.ts';

const said: readonly (readonly [string, Parameters<typeof replies.say>[1], string])[] = [
  ['switched-on', { names: ['Floor Lamp'] }, 'Floor Lamp is on.'],
  ['switched-off', { names: ['Floor Lamp', 'TV'] }, 'Floor Lamp and TV are off.'],
  ['closed', { names: ['Bedroom Blinds'] }, 'Bedroom Blinds are closing.'],
  ['set-to', { names: ['AC'], what: 'targetTemperatureCelsius', value: 21.5 }, 'AC: temperature 21.5 °C.'],
  ['raised', { names: ['TV'], what: 'volumePercent', by: 10 }, 'TV: volume up by 10%.'],
  ['confirm', { what: replies.say('will-unlocked', { names: ['Front Door'] }) }, 'Shall I unlock Front Door?'],
  ['which', { names: ['A', 'B', 'C'] }, 'Which one: A, B or C?'],
  ['state-of', { names: ['Door'], what: 'locked', value: false }, 'Door is unlocked.'],
  ['state-of', { names: ['Lamp'], what: 'color', value: '' }, 'I do not know the colour of Lamp yet.'],
  ['out-of-range', { names: ['AC'], what: 'targetTemperatureCelsius', min: 16, max: 32 }, 'The temperature of AC goes from 16 °C to 32 °C.'],
  ['timer-started', { duration: '5 minutes', name: 'pizza' }, '5 minutes on the pizza timer, starting now.'],
  ['later-set', { when: '20:36', what: 'turn off TV' }, 'Okay, at 8:36 pm I will turn off TV.'],
  ['later-set', { when: '5 minutes', what: 'turn off TV' }, 'Okay, in 5 minutes I will turn off TV.'],
  ['no-such-thing-as-this', {}, 'Okay.'],
];
for (const [phrase, values, text] of said) test(`${phrase} is said as “${text}”`, () => assert.equal(replies.say(phrase, values), text));

test('a failure is not told as a success', () => {
  for (const phrase of ['no-answer', 'failed', 'unknown-result', 'unreachable', 'unsupported', 'no-such-device', 'later-failed']) {
    assert.doesNotMatch(replies.say(phrase, { names: ['Lamp'], what: 'Lamp', time: '7:00 am' }), /^(?:Okay|Lamp is (?:on|off))/, phrase);
  }
});

test('durations, times and dates are said as people say them', () => {
  assert.equal(replies.durationText(3900), '1 hour 5 minutes');
  assert.equal(replies.durationText(1), '1 second');
  const atMs = Date.UTC(2026, 10, 25, 19, 36);
  assert.equal(replies.timeText(atMs, 'UTC'), '7:36 pm');
  assert.equal(replies.dateText(atMs, 'UTC'), 'Wednesday, 25 November 2026');
});
