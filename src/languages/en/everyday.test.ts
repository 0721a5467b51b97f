/** What people say at home, through both readers, as the steps that come of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../core/system-clock.ts';
import type { Plan, PlanPart } from '../../core/plan.ts';
import { parseHome } from '../../home/parse.ts';
import { viewOf } from '../../testing/index.ts';
import { createUnderstanding } from '../../understanding/readers.ts';
import { language } from './index.ts';

const dimmable = { on: false, brightnessPercent: 50 };
const device = (id: string, name: string, room: string | undefined, kind: string, state: object, more: object = {}) => ({
  id,
  name,
  kind,
  state,
  ...(room === undefined ? {} : { room }),
  ...more,
});
const home = parseHome({
  name: 'Cottage',
  locale: 'en-GB',
  timeZone: 'Europe/London',
  floors: [{ id: 'up', name: 'Upstairs' }],
  rooms: [
    { id: 'parlour', name: 'Parlour' },
    { id: 'kitchen', name: 'Kitchen' },
    { id: 'attic', name: 'Attic', floor: 'up' },
    { id: 'ben', name: "Ben's Room", floor: 'up' },
  ],
  people: [{ id: 'ben', name: 'Ben', role: 'child' }],
  devices: [
    device('ceiling', 'Ceiling Light', 'parlour', 'light', { ...dimmable, colorTemperatureKelvin: 3000 }),
    device('piano', 'Piano Lamp', 'parlour', 'light', dimmable),
    device('arc', 'Arc Lamp', 'parlour', 'light', dimmable),
    device(
      'telly',
      'Telly',
      'parlour',
      'tv',
      { on: true, volumePercent: 20, muted: false, playback: 'playing', source: null },
      { options: { source: ['HDMI 1', 'Radio 3'] } },
    ),
    device('curtains', 'Curtains', 'parlour', 'curtain', { openPercent: 100 }),
    device('spot1', 'Spot 1', 'kitchen', 'light', dimmable),
    device('spot2', 'Spot 2', 'kitchen', 'light', dimmable),
    device('spot12', 'Spot 12', 'kitchen', 'light', dimmable),
    device('cooker', 'Slow Cooker', 'kitchen', 'outlet', { on: false }),
    device('fan', 'Box Fan', 'attic', 'fan', { on: false, fanPercent: 40, swing: true }),
    device('skylight', 'Skylight Lamp', 'attic', 'light', dimmable),
    device('rocket', 'Rocket Light', 'ben', 'light', dimmable),
    device('radiator', 'Radiator', 'attic', 'thermostat', { on: true, targetTemperatureCelsius: 20, currentTemperatureCelsius: 18 }),
    device('sunshade', 'Sunshade', undefined, 'awning', { openPercent: 0 }),
    device('gate', 'Side Gate', undefined, 'gate', { openPercent: 0 }),
    device('mopsy', 'Mopsy', undefined, 'vacuum', { activity: 'docked', batteryPercent: 90 }),
  ],
});

function say(...sentences: readonly string[]): Plan {
  const understanding = createUnderstanding([language], systemClock);
  const plans = sentences.map((sentence) => {
    const [text = '', room = 'parlour'] = sentence.split(' @');
    return understanding.read({ text, room, conversation: 'one' }, viewOf(home));
  });
  return plans.at(-1) ?? assert.fail();
}

function told(plan: Plan | PlanPart): string {
  const steps = plan.steps.map((step) => {
    const id = step.device.replace('virtual:', '');
    if (step.do === 'set') return `${id} ${step.attribute} ${step.value}`;
    if (step.do === 'adjust') return `${id} ${step.attribute} ${step.by > 0 ? 'up' : 'down'}`;
    return step.do === 'run' ? `${id} ${step.action}${step.room === undefined ? '' : ` ${step.room}`}` : `${id} toggle`;
  });
  return steps.length > 0 ? steps.join(', ') : (plan.skill ?? plan.outcome);
}

const orders: readonly (readonly [string, string])[] = [
  // By other verbs.
  ['knock the ceiling light off', 'ceiling on false'],
  ['stick the slow cooker on would you @kitchen', 'cooker on true'],
  ["let's get the slow cooker going @kitchen", 'cooker on true'],
  ['slow the box fan down a bit', 'fan fanPercent down'],
  ['reel the sunshade back in', 'sunshade openPercent 0'],
  ['put the sunshade out', 'sunshade openPercent 100'],
  ['pull the curtains', 'curtains openPercent 0'],
  ['stop the box fan oscillating', 'fan swing false'],
  ['have Mopsy do the kitchen floor', 'mopsy clean-room kitchen'],
  ['give the attic a once-over with Mopsy', 'mopsy clean-room attic'],
  ['knock the radiator down a couple of degrees @attic', 'radiator targetTemperatureCelsius down'],
  ['telly on Radio 3', 'telly source Radio 3'],
  ['the piano lamp at full whack', 'piano brightnessPercent 100'],
  ['half brightness on the arc lamp will do', 'arc on true, arc brightnessPercent 50'],
  ['pleeease turn the arc lamp offff', 'arc on false'],
  // With talk around them.
  ['the neighbours can see right in, shut the curtains', 'curtains openPercent 0'],
  ["mute the telly, phone's ringing", 'telly muted true'],
  ['brr, shut the curtains', 'curtains openPercent 0'],
  ['close the curtains for the night', 'curtains openPercent 0'],
  ['open the curtains to let some light in', 'curtains openPercent 100'],
  ["I'm in the attic, light on please", 'skylight on true'],
  ["the telly's still on, turn it off", 'telly on false'],
  ["mopsy's stuck, send it home", 'mopsy return-to-dock'],
  // All but some.
  ['turn off the lights, the arc lamp can stay on', 'ceiling on false, piano on false'],
  ['leave the arc lamp but turn off every other light in here', 'ceiling on false, piano on false'],
  ["turn off the lights upstairs but not Ben's", 'skylight on false'],
  ["turn on Ben's light", 'rocket on true'],
  // What is numbered and what is shared.
  ['spot 1, 2 and 12 on @kitchen', 'spot1 on true, spot2 on true, spot12 on true'],
  ['set spots 1 and 2 to 30 @kitchen', 'spot1 brightnessPercent 30, spot2 brightnessPercent 30'],
  ['turn off spot 3 @kitchen', 'decline'],
  ['turn off the lamps', 'piano on false, arc on false'],
  ['turn on the wall light', 'decline'],
  ['turn on the rokit lite', 'decline'],
  ['turn on the seeling light', 'decline'],
  ['turn on the cieling light', 'ceiling on true'],
  // Corrected and taken back.
  ['turn on the telly, scratch that, the piano lamp', 'piano on true'],
  ['set a timer for five minutes, no, ten', 'timer-start'],
  ['turn off the telly, oh never mind', 'cancel'],
  ['stop the music', 'telly playback stopped'],
  // Implied, and run on without a pause.
  ["it's like a fridge, turn the radiator up @attic", 'radiator targetTemperatureCelsius up'],
  ['I’m cold turn the radiator up @attic', 'radiator targetTemperatureCelsius up'],
  ["can't hear the telly", 'telly volumePercent up'],
  ["the telly's way too loud", 'telly volumePercent down'],
  ["it's too dark upstairs", 'skylight on true, rocket on true'],
  ['could we maybe get the curtains closed', 'curtains openPercent 0'],
  ['turn the turn the arc lamp off', 'arc on false'],
  ['would you mind popping the piano lamp on', 'piano on true'],
  // Skills by other words.
  ['time me ninety seconds', 'timer-start'],
  ['give me a shout in ten minutes', 'timer-start'],
  ['get rid of all my timers', 'timer-cancel-all'],
  ['will I need a brolly tomorrow', 'weather'],
  ['have you got the time', 'time'],
];

for (const [sentence, meant] of orders)
  test(`“${sentence}” means ${meant}`, () => {
    assert.equal(told(say(sentence)), meant);
  });

test('two timers in one sentence are two', () => {
  const { parts } = say('start a seven minute timer called eggs and a quarter of an hour one called bread');
  assert.deepEqual(
    parts?.map((part) => part.slots),
    [
      { minutes: 7, name: 'eggs' },
      { minutes: 15, name: 'bread' },
    ],
  );
});

test('warmer is of a lamp’s light after the lamp, and of the radiator else', () => {
  assert.equal(told(say('ceiling light on', 'and make it warmer')), 'ceiling colorTemperatureKelvin down');
  assert.equal(told(say('make it warmer @attic')), 'radiator targetTemperatureCelsius up');
});

const idle = [
  'the dog knocked the piano lamp off the table',
  'I turned the telly on and the arc lamp off',
  'my wife will turn on the light',
  'the arc lamp should stay on',
  'turn off the lights? no way, the baby is asleep',
  "the baby's asleep so don't turn on the light",
  'would you like me to turn on the light',
  'which is better, lights on or lights off',
  "let's not turn the radiator on yet",
  'Ben wants the telly on',
  'the curtains were closed and the lights off',
  'turn on the arc lamp from 8 to 10',
  'turn everything off except',
  'get out',
  'lighten up',
  'chill',
  "I'm off to turn the lights off",
  'the light please me',
];
for (const sentence of idle)
  test(`“${sentence}” leads to no act`, () => {
    assert.notEqual(say(sentence).outcome, 'act');
  });
