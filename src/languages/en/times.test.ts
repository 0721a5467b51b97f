import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNumber } from './numbers.ts';
import { tokenize } from './text.ts';
import { clockText, readClock, readDuration, type ClockParts } from './times.ts';

const numbers: readonly (readonly [string, number, number])[] = [
  ['21.5', 21.5, 1],
  ['2,700', 2700, 1],
  ['twenty five', 25, 2],
  ['a hundred and twenty', 120, 4],
  ['two thousand seven hundred', 2700, 4],
  ['nineteen and a half', 19.5, 4],
  ['twenty one point five', 21.5, 4],
  ['five twenty', 5, 1],
];
for (const [text, value, next] of numbers)
  test(`“${text}” begins with the number ${value}`, () => assert.deepEqual(readNumber(tokenize(text), 0), { value, next }));

const durations: readonly (readonly [string, number | 'unclear'])[] = [
  ['an hour', 3600],
  ['one and a half hours', 5400],
  ['an hour and a half', 5400],
  ['a quarter of an hour', 900],
  ['three quarters of an hour', 2700],
  ['half an hour', 1800],
  ['two and a half minutes', 150],
  ['1 hour 5 minutes and 30 seconds', 3930],
  ['75 seconds', 75],
  ['a couple of minutes', 120],
  ['1.5 hours', 5400],
  ['5min', 300],
  ['a few minutes', 'unclear'],
  ['an hour and twenty', 'unclear'],
];
for (const [text, seconds] of durations) {
  test(`“${text}” lasts ${seconds}${seconds === 'unclear' ? '' : ' seconds'}`, () => {
    const words = tokenize(text);
    const read = readDuration(words, 0);
    assert.ok(read);
    assert.equal(read.next, words.length);
    const { hours = 0, minutes = 0, seconds: rest = 0 } = read.duration;
    assert.equal(read.unclear ? 'unclear' : hours * 3600 + minutes * 60 + rest, seconds);
  });
}

const clocks: readonly (readonly [string, string])[] = [
  ['at 8:36 pm', '20:36'],
  ['at 8 36 pm', '20:36'],
  ['at half past seven in the evening', '19:30'],
  ['at quarter to eight pm', '19:45'],
  ['at ten past six am', '06:10'],
  ['at noon', '12:00'],
  ['at midnight', '00:00'],
  ['at 12:30 am', '00:30'],
  ['at 7 tonight', '19:00'],
  ['at 7pm', '19:00'],
  ['at five past one in the afternoon', '13:05'],
  ['at 22:30', '22:30'],
  ["at 6 o'clock in the morning", '06:00'],
  ['at half seven in the evening', '19:30'],
];
for (const [text, at] of clocks) {
  test(`“${text}” is ${at}`, () => {
    const words = tokenize(text);
    const parts: ClockParts = {};
    let next = 0;
    while (next < words.length) next = readClock(words, next, parts, false) ?? assert.fail(`stopped at ${words[next]?.text}`);
    assert.equal(clockText(parts), at);
  });
}
