/** The words of English commands, by what they do. Tables only; the grammar is in the files that use them. */
import type { Attribute } from '../../core/home.ts';
import type { Extreme } from '../../core/frame.ts';

/** What a verb stands for; `turn` and its like need a particle or a value to mean something. */
export type Verb =
  | 'turn'
  | 'on'
  | 'off'
  | 'open'
  | 'close'
  | 'lock'
  | 'unlock'
  | 'set'
  | 'raise'
  | 'lower'
  | 'brighten'
  | 'dim'
  | 'warm'
  | 'cool'
  | 'double'
  | 'halve'
  | 'toggle'
  | 'start'
  | 'stop'
  | 'pause'
  | 'resume'
  | 'play'
  | 'next'
  | 'previous'
  | 'go'
  | 'mute'
  | 'unmute'
  | 'clean'
  | 'mow'
  | 'dock'
  | 'press'
  | 'run'
  | 'keep'
  | 'slow'
  | 'speed';

/** A map from each of the words to what stands before them: `'set': 'set, change'`. */
function words<T>(entries: readonly (readonly [T, string])[]): ReadonlyMap<string, T> {
  return new Map(entries.flatMap(([value, list]) => list.split(', ').map((word) => [word, value] as const)));
}

export const verbs = words<Verb>([
  [
    'turn',
    'turn, switch, flip, flick, power, put, get, click, shut, have, knock, pop, stick, whack, bung, chuck, throw, sling, fling, kick, fire, shove, jam, hit, bang',
  ],
  ['on', 'activate, enable, boot up, boot, fire up, light up, light, illuminate, power up, kick on, kick off, spin up, get cracking with'],
  ['off', 'deactivate, disable, kill, cut, shut down, power down, extinguish, douse, quit, ditch, lose, nix, get rid of, shut off, cut off, knock off, unplug'],
  [
    'open',
    'open, open up, unroll, uncover, crack open, throw open, fling open, pull open, push open, slide open, roll open, unshut, unfurl, extend, roll out, wind out, reel out, swing open',
  ],
  [
    'close',
    'close, close up, draw, pull closed, pull shut, pull to, slam, retract, reel in, reel, wind in, roll in, fold in, fold away, fold up, push shut, slide shut, slam shut, swing shut',
  ],
  ['lock', 'lock, lock up, bolt, secure, latch, deadbolt, double lock'],
  ['unlock', 'unlock, unbolt, unlatch'],
  [
    'set',
    'set, change, adjust, make, bring, take, move, give, configure, crank, bump, pump, tune, select, choose, pull, roll, use, transition, let, leave it, position, slide, nudge, dial, ramp, jack, tweak, notch, wind, shift, tone, hike, program',
  ],
  ['raise', 'raise, increase, boost, lift, up, hoist, amp up, ramp up, jack up, hike up, beef up, step up'],
  [
    'lower',
    'lower, decrease, reduce, drop, lessen, tone down, ease off, ease back, dial back, scale back, cut back, step down, ramp down, let down, knock back',
  ],
  ['brighten', 'brighten, lighten, brighten up'],
  ['dim', 'dim, darken, soften, dial down the brightness of, dim down'],
  ['warm', 'warm, warm up, heat, heat up'],
  ['cool', 'cool, cool down, cool off, chill'],
  ['double', 'double'],
  ['halve', 'halve'],
  ['toggle', 'toggle'],
  ['start', 'start, begin, start up, get started'],
  ['stop', 'stop, end, halt, stop cleaning, stop vacuuming, stop mowing, stop playing, quit playing, cease'],
  ['pause', 'pause, hold, freeze, hit pause on, press pause on, hit pause, press pause'],
  ['resume', 'resume, unpause, continue, carry on, un pause, carry on with, go on with, keep going with, hit play on, press play on, hit play, press play'],
  [
    'play',
    'play, play something, play anything, play us something, play me something, start playing, put on some, stick on some, pop on some, whack on some, begin playing, resume playing, keep playing, continue playing, carry on playing, keep on playing, go on playing, keep playing on',
  ],
  ['next', 'skip, skip to, skip ahead, skip forward, skip past, skip over'],
  ['previous', 'rewind, replay, skip back'],
  ['go', 'go, go back, go to'],
  ['mute', 'mute, silence, shush, hush'],
  ['unmute', 'unmute, un mute'],
  [
    'clean',
    'clean, clean up, vacuum, hoover, sweep, mop, start cleaning, start vacuuming, begin cleaning, resume cleaning, vacuum up, have a clean of, do a clean of, continue cleaning, carry on cleaning, do the hoovering in, do the vacuuming in, do the hoovering, do the vacuuming, mop up, spot clean, hoover up, sweep up',
  ],
  [
    'mow',
    'mow, start mowing, cut the grass, mow the lawn, mow the grass, cut the lawn, begin mowing, start mowing the lawn, start mowing the grass, trim the lawn, trim the grass, mow the garden, do the lawn, give the lawn a mow, give the lawn a trim, give the grass a cut',
  ],
  ['dock', 'dock, return, send, recall, park'],
  ['press', 'press, push'],
  ['slow', 'slow, slow down'],
  ['speed', 'speed up, quicken'],
  ['run', 'run, execute, trigger, launch'],
  ['keep', 'keep, leave'],
]);

/** Forms in -ing, for "would you mind turning …". */
export const gerunds: ReadonlyMap<string, string> = new Map(
  'turn switch flip put shut open close lock unlock set change adjust make bring raise increase boost lower decrease reduce brighten dim warm cool toggle start stop pause resume play mute unmute clean vacuum mow press run activate deactivate enable disable kill cut draw pull roll send skip give get pop knock stick bung whack chuck throw kick fire crank nudge dial slow boost lift drop flick start raise pull push hoover sweep mop silence double halve return park tone ramp wind reel tweak bump'
    .split(' ')
    .map((verb) => [gerund(verb), verb] as const),
);

/** Forms of the past, which tell and do not ask. "set", "put", "shut" and "cut" have no form of their own. */
export const pasts: ReadonlyMap<string, string> = new Map(
  'turned:turn switched:switch flipped:flip opened:open closed:close locked:lock unlocked:unlock changed:change adjusted:adjust made:make raised:raise increased:increase lowered:lower decreased:decrease reduced:reduce brightened:brighten dimmed:dim toggled:toggle started:start stopped:stop paused:pause resumed:resume played:play muted:mute unmuted:unmute cleaned:clean vacuumed:vacuum mowed:mow pressed:press ran:run activated:activate knocked:knock popped:pop stuck:stick whacked:whack bunged:bung chucked:chuck threw:throw kicked:kick fired:fire shoved:shove pulled:pull pushed:push drew:draw rolled:roll dropped:drop lifted:lift boosted:boost gave:give took:take brought:bring moved:move used:use sent:send cranked:crank nudged:nudge dialed:dial left:leave forgot:forget bought:buy went:go had:have was:be were:be did:do set:set put:put shut:shut'
    .split(' ')
    .map((pair) => {
      const [past = '', base = ''] = pair.split(':');
      return [past, base] as const;
    }),
);

/** An attribute as spoken; `temperature`, `humidity` and `light temperature` are settled by what is done with what. */
export type AttributeWord = Attribute | 'temperature' | 'humidity';

export const attributeWords = words<AttributeWord>([
  ['brightnessPercent', 'brightness, brightness level, light level, luminosity, light intensity, brightness setting'],
  ['volumePercent', 'volume, volume level, sound, sound level, loudness, sound volume'],
  ['fanPercent', 'fan speed, speed, wind speed, airflow, fan level, speed level, blower speed'],
  ['openPercent', 'opening, opening level'],
  ['colorTemperatureKelvin', 'color temperature, color temp, white temperature, light temperature, light color temperature, light warmth, white balance'],
  ['color', 'color, hue, light color, colors'],
  [
    'temperature',
    'temperature, temp, target temperature, set temperature, temperature setting, setpoint, set point, room temperature, indoor temperature, temperature level',
  ],
  ['humidity', 'humidity, humidity level, target humidity, relative humidity'],
  ['mode', 'mode, operating mode'],
  [
    'swing',
    'swing, oscillation, swing mode, oscillate, swinging, oscillating, rotating, rotation, rotate, swivel, swiveling, swivelling, side to side, moving from side to side, turning side to side, turning from side to side, moving side to side',
  ],
  ['source', 'source, input, input source'],
  ['batteryPercent', 'battery, battery level, battery charge, charge level'],
  ['powerWatts', 'power consumption, power usage, energy usage, energy consumption, wattage, power draw, energy use, power use'],
  ['pm25', 'pm2.5, pm 2.5, pm25, air quality, particulate matter, pm 25, pm 2.5 level'],
  ['status', 'status, state'],
  ['openPercent', 'position'],
]);

/** A comparative: which way, and of what. */
export interface Comparative {
  readonly attribute?: AttributeWord;
  readonly sign: 1 | -1;
}

export const comparatives = words<Comparative>([
  [{ attribute: 'brightnessPercent', sign: 1 }, 'brighter, not so dark, lighter, more light, more brightness, more bright'],
  [{ attribute: 'brightnessPercent', sign: -1 }, 'dimmer, darker, less bright, less light, less brightness, softer, not so bright, not as bright'],
  [{ attribute: 'volumePercent', sign: 1 }, 'louder, more volume, more loud'],
  [{ attribute: 'volumePercent', sign: -1 }, 'quieter, less loud, less volume, not so loud, not as loud, more quiet, more quietly'],
  [{ attribute: 'temperature', sign: 1 }, 'warmer, hotter, more warm, less cold, less cool, more heat, more hot, toastier'],
  [{ attribute: 'temperature', sign: -1 }, 'cooler, colder, less warm, less hot, chillier, less heat, more cool'],
  [{ attribute: 'fanPercent', sign: 1 }, 'faster, quicker'],
  [{ attribute: 'fanPercent', sign: -1 }, 'slower, more slowly'],
  [{ attribute: 'humidity', sign: 1 }, 'more humid, less dry'],
  [{ attribute: 'humidity', sign: -1 }, 'drier, less humid'],
  [{ attribute: 'openPercent', sign: 1 }, 'wider, more open'],
  [{ attribute: 'openPercent', sign: -1 }, 'more closed'],
  [{ sign: 1 }, 'higher, more, up more, stronger'],
  [{ sign: -1 }, 'less, weaker'],
]);

/** Words for how much, which a bare step needs none of. */
export const littleWords: ReadonlySet<string> = new Set(
  'a bit, a little, a little bit, slightly, a touch, a tad, a notch, somewhat, some, a smidge, a smidgen, just a bit, just a little, a wee bit, a fraction, a crack, a sliver, a whisker, a tiny bit, a teeny bit, a tiny little bit, an inch, a few inches, a couple of inches, a shade, a dash, a nudge, a pinch, a smidgeon, a tiny amount, a small amount, a slice, a notch or two, a bit or two, ever so slightly, a wee bit more, one notch, one step, a step, a hair, one level, little, bit, a lot, much, way, a good deal, quite a bit, lots, even, still, kind of, a great deal, considerably, significantly, any'.split(
    ', ',
  ),
);

export const extremes = words<Extreme['extreme']>([
  [
    'max',
    'max, maximum, full, fully, completely, all the way, highest, brightest, full blast, full brightness, full volume, full speed, full power, maximum brightness, max brightness, brightest setting, its brightest, loudest, hottest, warmest, the max, as high as possible, as bright as possible, as loud as possible, wide, wide open, all the way open, entirely, fastest, top, full heat, full whack, full tilt, full pelt, full throttle, full chat, full beam, flat out, full on, full blow, as high as it goes, as high as it will go, as bright as it goes, as bright as it will go, as bright as they go, as bright as they will go, as bright as it gets, as bright as they get, as bright as can be, as loud as it goes, as loud as it will go, as loud as it gets, the brightest, the highest, the loudest, the hottest, the fastest, utmost, the limit',
  ],
  [
    'min',
    'min, minimum, lowest, dimmest, minimum brightness, min brightness, darkest, quietest, coldest, coolest, slowest, the lowest, the dimmest, the quietest, the coldest, the slowest, as low as it goes, as low as it will go, as low as they go, as dim as it goes, as dim as it will go, as dim as they go, as quiet as it goes, as low as possible, as dim as possible, as quiet as possible, lowest setting, dimmest setting, as dark as possible',
  ],
  [
    'middle',
    'halfway, half way, midway, half open, half closed, half-way, partway, partially, the middle, half brightness, half volume, middle, half speed, half power',
  ],
]);

/** What an extreme word says of the attribute besides. */
export const extremeAttributes = words<AttributeWord>([
  [
    'brightnessPercent',
    'brightest, dimmest, darkest, full brightness, maximum brightness, max brightness, minimum brightness, min brightness, as bright as possible, as dim as possible, as dark as possible, brightest setting, dimmest setting, its brightest, half brightness, full beam, the brightest, the dimmest, as bright as it goes, as bright as it will go, as bright as they go, as bright as they will go, as bright as it gets, as bright as they get, as bright as can be, as dim as it goes, as dim as it will go, as dim as they go',
  ],
  [
    'volumePercent',
    'loudest, quietest, full volume, as loud as possible, as quiet as possible, half volume, the loudest, the quietest, as loud as it goes, as loud as it will go, as loud as it gets, as quiet as it goes',
  ],
  ['temperature', 'hottest, warmest, coldest, coolest, full heat, the hottest, the coldest'],
  ['fanPercent', 'fastest, slowest, full speed, half speed, the fastest, the slowest'],
  ['openPercent', 'half open, half closed, wide open, all the way open'],
]);

/** Steps of a fan or a lamp, in percent. */
export const levels = words<number>([
  [33, 'low, low speed, slow, low setting, level one, level 1, speed one, speed 1'],
  [66, 'medium, mid, medium speed, moderate, level two, level 2, speed two, speed 2, medium setting'],
  [100, 'high, high speed, fast, turbo speed, level three, level 3, speed three, speed 3, high setting'],
]);

export const modes = words<string>([
  ['cool', 'cool, cooling, cool mode, cooling mode, cold mode'],
  ['heat', 'heat, heating, heat mode, heating mode'],
  ['dry', 'dry, drying, dry mode, drying mode, dehumidify, dehumidify mode, dehumidifying, dehumidifying mode'],
  ['fan', 'fan only, fan mode, fan only mode, ventilation, ventilation mode'],
  ['auto', 'auto, automatic, auto mode, automatic mode'],
  ['sleep', 'sleep mode, night mode, sleep'],
  ['eco', 'eco, eco mode, economy, economy mode, energy saving, energy saving mode, energy saver, energy saver mode, eco friendly'],
]);

export const colors: ReadonlyMap<string, string> = new Map([
  ...'red green blue yellow orange purple pink cyan magenta violet indigo turquoise teal lime gold golden amber lavender white brown black gray beige coral crimson salmon maroon navy olive silver aqua fuchsia peach mint lilac rose scarlet ivory khaki plum orchid tan chocolate tomato azure aquamarine'
    .split(' ')
    .map((name) => [name, spelledColor(name)] as const),
  ...[
    ['light blue', 'lightblue'],
    ['sky blue', 'skyblue'],
    ['dark blue', 'darkblue'],
    ['navy blue', 'navy'],
    ['royal blue', 'royalblue'],
    ['baby blue', 'lightblue'],
    ['light green', 'lightgreen'],
    ['lime green', 'limegreen'],
    ['dark green', 'darkgreen'],
    ['forest green', 'forestgreen'],
    ['mint green', 'mediumspringgreen'],
    ['light pink', 'lightpink'],
    ['hot pink', 'hotpink'],
    ['deep pink', 'deeppink'],
    ['dark red', 'darkred'],
    ['blood red', 'darkred'],
    ['light yellow', 'lightyellow'],
    ['dark orange', 'darkorange'],
  ].map(([spoken = '', css = '']) => [spoken, css] as const),
]);

export const kelvins = words<number>([
  [1900, 'candle light, candlelight, candle'],
  [2200, 'very warm white, extra warm'],
  [2700, 'warm white, warm, warm light, soft white, cosy, cozy, incandescent, yellowish, soft light, warm tone, warm yellow'],
  [4000, 'neutral white, neutral, natural white, natural light, natural, neutral light'],
  [5500, 'cool white, cold white, cool light, cold light, cold, bright white, cool tone, bluish white'],
  [6500, 'daylight, day light, daylight white, day white, ice white'],
]);

/** Words that carry nothing, and may stand anywhere in a command. */
export const fillers: ReadonlySet<string> = new Set(
  'please, now, right now, immediately, straight away, right away, quickly, quick, just, kindly, okay, so, well, um, uh, er, erm, hmm, oh, hey, hi, hello, ah, thanks, thank you, thank you very much, thanks a lot, thank you so much, cheers, for me, for us, me, real quick, real quickly, at once, asap, already, then, also, again, back, today then, mate, buddy, dude, man, darling, dear, honey, love, sweetie, computer, assistant, house, entente, alexa, siri, google, hey google, if you can, if you could, if possible, if you please, if you do not mind, if you would, if you like, would you, will you, could you, can you, will you please, would you please, could you please, can you please, you know, like, sort of, simply, maybe, perhaps, alright, all right, right, there, then please, at the moment, this time, this instant, instead, actually, a sec, for a change, yo, there you go, do, go ahead and, you see, anyway, too please, eh, huh, ta, pretty please, as soon as possible, as quickly as possible, good, great, friend, pal, guys, folks, finally, next please, though, literally, yeah, yes, ok google, for now, would you mind, once more, one more time, over there, basically, honestly, seriously, obviously, you know what, tell you what, i tell you what, guess what, awfully, terribly, ever so, both of you, whenever you can, when you can, when you get a chance, when you have a moment, when you have a chance, when you get a moment, whenever you get a chance'.split(
    ', ',
  ),
);

/** Function words of the grammar, so that they are never taken for names or content. */
export const functionWords: readonly string[] =
  "the a an my our your his her their this that these those some it its them they one ones everything anything all every each both any no not none other others another rest remaining except but besides excluding without apart from save and or plus then to at by in on off up down out into onto over of for with from about inside near is are was were be been being am do does did has have had can could will would shall should may might must what which who where when why how there here i you we he she me us 's if whether unless until while after before than as same only too also either percent % degrees degree celsius fahrenheit centigrade c f kelvin k am pm oclock past quarter half minute minutes min mins hour hours hr hrs second seconds sec secs day days week weeks noon midday midnight tonight today tomorrow morning afternoon evening night o number once twice times bit little lot away home still currently yet , . ; ! ? : many much more less few several moment moments couple while till because since mom says wants got gets rooms".split(
    ' ',
  );

function gerund(verb: string): string {
  if (
    verb === 'set' ||
    verb === 'put' ||
    verb === 'shut' ||
    verb === 'cut' ||
    verb === 'get' ||
    verb === 'stop' ||
    verb === 'flip' ||
    verb === 'dim' ||
    verb === 'run' ||
    verb === 'skip' ||
    verb === 'pop' ||
    verb === 'drop' ||
    verb === 'mop'
  )
    return `${verb}${verb.at(-1)}ing`;
  return verb.endsWith('e') ? `${verb.slice(0, -1)}ing` : `${verb}ing`;
}

function spelledColor(name: string): string {
  const css: Record<string, string> = {
    golden: 'gold',
    amber: '#ffbf00',
    peach: 'peachpuff',
    mint: 'mediumspringgreen',
    lilac: 'plum',
    rose: 'hotpink',
    scarlet: 'crimson',
  };
  return css[name] ?? name;
}
