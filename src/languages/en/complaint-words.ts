/** What people complain of, and of what it is a sign. The home's remedies are decided elsewhere. */
import type { Complaint } from '../../core/frame.ts';

/** Adjectives after "it is", "I am", "the room is". */
export const complaintAdjectives: ReadonlyMap<string, Complaint> = new Map(
  (
    [
      [
        'dark',
        'dark, gloomy, dim, dingy, black as night, like a cave, like a dungeon, pitch-black, shadowy, pitch black, pitch dark, murky, too little light, not bright enough, not light enough',
      ],
      ['bright', 'bright'],
      [
        'cold',
        'cold, freezing, chilly, nippy, freezing cold, perishing, baltic, parky, bitter, bitterly cold, brass monkeys, arctic, like a fridge, like a freezer, like ice, like an icebox, like the arctic, like a morgue, frozen, numb, turning blue, stone cold, taters, cool, frosty, icy, shivering, not warm enough, drafty, ice cold',
      ],
      [
        'hot',
        'hot, warm, boiling, boiling hot, sweltering, like an oven, like a furnace, like a sauna, like a greenhouse, tropical, roasting hot, stifling, scorching hot, boiling alive, cooking, dying of heat, roasting, toasty, sweating, overheating, burning up, baking, not cool enough, scorching, melting',
      ],
      ['loud', 'loud, noisy, deafening, deafening me, blaring, blasting, ear-splitting, blaring out, so loud i can not think'],
      ['quiet', 'quiet, not loud enough, silent'],
      ['stuffy', 'stuffy, airless, smelly, stale, musty, fuggy, whiffy, stinky, frowsty, stinking'],
      ['dry', 'dry'],
      ['humid', 'humid, damp, muggy, moist, sticky, clammy'],
      ['dusty', 'dusty, polluted, smoky'],
      [
        'dirty',
        'dirty, a tip, a bomb site, a right mess, a right state, a dump, disgusting, filthy, messy, a mess, grubby, mucky, grimy, a state, a pigsty, covered in fluff, covered in hair, covered in cat hair, covered in dog hair, full of crumbs, covered in crumbs, covered in dust, a bit of a mess',
      ],
      [
        'sleep',
        'sleepy, going to bed, going to sleep, off to bed, going to turn in, ready for bed, heading to bed, about to go to bed, about to sleep, about to go to sleep, in bed',
      ],
      [
        'leave',
        'leaving, going out, off to work, heading out, on my way out, leaving home, leaving the house, leaving now, off now, off, going to work, out of here, off out, leaving for work, heading off',
      ],
      ['arrive', 'home, back, back home, home now, home again'],
      ['wake', 'awake, getting up, waking up'],
      [
        'glare',
        'glaring, blinding, blinding me, in my eyes, dazzling, dazzling me, hurting my eyes, killing my eyes, in my face, shining in my eyes, shining in my face, harsh, harsh on my eyes, too harsh, hard on the eyes, piercing, blinding us, hurting my head',
      ],
    ] as const
  ).flatMap(([complaint, list]) => list.split(', ').map((word) => [word, complaint] as const)),
);

/** Whole utterances and verbs. */
export const complaintSayings: ReadonlyMap<string, Complaint> = new Map(
  (
    [
      [
        'sleep',
        'good night, goodnight, night night, nighty night, bedtime, time for bed, it is bedtime, time to sleep, time to go to sleep, sleep well, time to go to bed, i want to sleep, i need to sleep, i want to go to sleep, i want to go to bed',
      ],
      ['wake', 'good morning, morning, rise and shine, i just woke up'],
      ['leave', 'goodbye, bye, bye bye, see you later, we are off, see you tonight'],
      ['arrive', 'i am home, we are home, i am back, we are back, i just got home, i have arrived'],
      [
        'dark',
        'i can not see, i can not see anything, i can not see a thing, i can not see what i am doing, i can not see my hand in front of my face, i can not see where i am going, i can not see to read, i can hardly see, i can barely see, there is not enough light, i need more light, i need light, i need some light, we need more light, we need some light, let there be light, i could use some light, i could use more light',
      ],
      [
        'quiet',
        'i can not hear, i can not hear anything, i can not hear it, i can hardly hear, i can barely hear, i can barely hear it, i can hardly hear it, i can not hear a thing',
      ],
      [
        'stuffy',
        'i need fresh air, i need some fresh air, we need fresh air, i need some air, we need some fresh air, it smells, it smells in here, it smells bad, it stinks, it pongs, it reeks, it whiffs, it is whiffy, something smells, something stinks, there is a funny smell, there is a weird smell, there is a bad smell, there is a smell, there is no air in here, i can not breathe, i could use some fresh air',
      ],
      [
        'glare',
        'the sun is in my eyes, i can not see the screen, i can not see the tv, the sun is blinding me, the sun is blinding, the sun is too bright, there is glare on the screen, there is too much sun, the sun is glaring, there is a glare',
      ],
      [
        'dirty',
        'the floor is dirty, the floor is filthy, the floor is a mess, the floor needs cleaning, the floors are dirty, the carpet is dirty, there are crumbs on the floor, there are crumbs everywhere',
      ],
      ['cold', 'i am shivering, my feet are cold, my hands are cold, my feet are freezing, my hands are freezing, there is a draft'],
      ['humid', 'the air is damp'],
      ['dry', 'the air is dry, the air is too dry'],
      ['dusty', 'the air is bad, the air is dusty, the air quality is bad, the air is dirty'],
      ['loud', 'there is too much noise'],
    ] as const
  ).flatMap(([complaint, list]) => list.split(', ').map((word) => [word, complaint] as const)),
);

/** How strongly; none of these changes what is meant. */
export const intensifiers: ReadonlySet<string> = new Set(
  'bit, bit too, proper, right, well, dead, mighty, dreadfully, way, fairly, downright, a wee bit, ever so, a smidge, plain, too, so, very, really, a bit, a little, a little bit, getting, quite, rather, pretty, bloody, awfully, far too, way too, much too, kind of, sort of, a tad, slightly, extremely, terribly, incredibly, such, feeling, all, just, still, a bit too, a little too, super, absolutely, getting a bit, feeling a bit, getting really, a touch, somewhat, starting to get, now, kinda, becoming, always'.split(
    ', ',
  ),
);

export const complaintWords: readonly string[] = [...complaintAdjectives.keys(), ...intensifiers];
