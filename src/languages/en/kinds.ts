/** What English calls the kinds of devices. */
import type { Attribute, Kind } from '../../core/home.ts';

/** Words for kinds, singular; plurals are made from them. The principal kind first. */
const singular: readonly (readonly [string, readonly Kind[]])[] = [
  ['light', ['light']],
  ['lamp', ['light']],
  ['bulb', ['light']],
  ['light bulb', ['light']],
  ['lightbulb', ['light']],
  ['lighting', ['light']],
  ['switch', ['switch']],
  ['outlet', ['outlet']],
  ['plug', ['outlet']],
  ['socket', ['outlet']],
  ['smart plug', ['outlet']],
  ['power outlet', ['outlet']],
  ['power socket', ['outlet']],
  ['fan', ['fan']],
  ['ventilator', ['fan']],
  ['air conditioner', ['air-conditioner']],
  ['air conditioning', ['air-conditioner']],
  ['air conditioning unit', ['air-conditioner']],
  ['air con', ['air-conditioner']],
  ['aircon', ['air-conditioner']],
  ['ac', ['air-conditioner']],
  ['a c', ['air-conditioner']],
  ['ac unit', ['air-conditioner']],
  ['thermostat', ['thermostat']],
  ['heating', ['thermostat', 'heater']],
  ['heat', ['thermostat', 'heater', 'air-conditioner']],
  ['central heating', ['thermostat', 'heater']],
  ['heater', ['heater']],
  ['radiator', ['heater', 'thermostat']],
  ['water heater', ['water-heater']],
  ['boiler', ['water-heater', 'thermostat']],
  ['hot water', ['water-heater']],
  ['humidifier', ['humidifier']],
  ['dehumidifier', ['dehumidifier']],
  ['air purifier', ['air-purifier']],
  ['air cleaner', ['air-purifier']],
  ['purifier', ['air-purifier']],
  ['curtain', ['curtain']],
  ['drape', ['curtain']],
  ['blind', ['blind', 'shutter']],
  ['window blind', ['blind', 'shutter']],
  ['roller blind', ['blind', 'shutter']],
  ['shade', ['blind', 'curtain', 'shutter']],
  ['shutter', ['shutter', 'blind']],
  ['roller shutter', ['shutter', 'blind']],
  ['awning', ['awning']],
  ['garage door', ['garage-door']],
  ['door', ['door', 'garage-door', 'gate', 'lock']],
  ['gate', ['gate']],
  ['window', ['window']],
  ['valve', ['valve']],
  ['water valve', ['valve']],
  ['lock', ['lock']],
  ['door lock', ['lock']],
  ['alarm', ['alarm']],
  ['alarm system', ['alarm']],
  ['security system', ['alarm']],
  ['burglar alarm', ['alarm']],
  ['vacuum', ['vacuum']],
  ['vacuum cleaner', ['vacuum']],
  ['robot vacuum', ['vacuum']],
  ['robot', ['vacuum']],
  ['robovac', ['vacuum']],
  ['hoover', ['vacuum']],
  ['robot cleaner', ['vacuum']],
  ['lawn mower', ['lawn-mower']],
  ['lawnmower', ['lawn-mower']],
  ['mower', ['lawn-mower']],
  ['robot mower', ['lawn-mower']],
  ['tv', ['tv']],
  ['tv set', ['tv']],
  ['television set', ['tv']],
  ['media player', ['media-player', 'speaker', 'tv']],
  ['stereo', ['media-player', 'speaker']],
  ['radio', ['media-player', 'speaker']],
  ['speaker', ['speaker', 'media-player']],
  ['camera', ['camera']],
  ['washer', ['washer']],
  ['washing machine', ['washer']],
  ['dryer', ['dryer']],
  ['tumble dryer', ['dryer']],
  ['dishwasher', ['dishwasher']],
  ['kettle', ['kettle']],
  ['sensor', ['sensor']],
  ['motion sensor', ['sensor']],
  ['button', ['button']],
  ['scene', ['scene']],
  ['script', ['script']],
  ['routine', ['script', 'scene']],
];

const plurals = singular.map(([word, kinds]) => [plural(word), kinds] as const);

/** With spaces and without, as names are compared. */
export const kindWords: ReadonlyMap<string, readonly Kind[]> = new Map(
  [...plurals, ...singular].flatMap(([word, kinds]) => [[word.replaceAll(' ', ''), kinds] as const, [word, kinds] as const]),
);

/** Words for a kind by which people tell some of it from the rest: where names share "lamp", it means those that bear it (§2). */
const tellingWords: ReadonlySet<string> = new Set(['lamp', 'lamps', 'bulb', 'bulbs']);

/** The words for kinds that are no more than that, for the name index. */
export const plainKindWords: ReadonlyMap<string, readonly Kind[]> = new Map([...kindWords].filter(([word]) => !tellingWords.has(word)));

/** The kind words that are plurals. */
export const kindPlurals: ReadonlySet<string> = new Set(plurals.flatMap(([word]) => [word, word.replaceAll(' ', '')]));

/** A word that is the usual name of its kind: it means the kind even where names contain it. "Lamp" is not among them. */
export const principalKindWords: ReadonlySet<string> = new Set(
  [...kindWords.keys()].filter((word) => !['lamp', 'lamps', 'bulb', 'bulbs', 'robot', 'robots', 'heat', 'plug', 'plugs', 'shade', 'shades'].includes(word)),
);

/** Words for what devices have in common: "music" is whatever plays. */
export const havingWords: ReadonlyMap<string, Attribute> = new Map([
  ['music', 'playback'],
  ['song', 'playback'],
  ['track', 'playback'],
  ['playlist', 'playback'],
  ['movie', 'playback'],
  ['film', 'playback'],
  ['video', 'playback'],
  ['podcast', 'playback'],
  ['show', 'playback'],
  ['media', 'playback'],
  ['audio', 'playback'],
  ['playback', 'playback'],
  ['tune', 'playback'],
  ['tunes', 'playback'],
]);

/** Words for anything at all that can be switched. */
export const everythingWords: ReadonlySet<string> = new Set(['everything', 'every thing', 'all of it', 'it all', 'the lot', 'the whole lot']);

/** Nouns for anything that can be switched. */
export const anythingNouns: ReadonlySet<string> = new Set(['devices', 'device', 'appliances', 'appliance', 'gadgets', 'things', 'electronics', 'stuff']);

/** Words that look like rooms; one the home does not have is an unknown room, never a wider place. */
export const roomLikeWords: ReadonlySet<string> = new Set(
  'room bedroom bathroom kitchen garage garden basement cellar attic loft office study hall hallway corridor landing porch patio balcony terrace deck yard backyard nursery playroom pantry closet wardrobe sauna pool gym library lounge den conservatory greenhouse shed toilet loo washroom restroom laundry utility entryway foyer lobby stairs staircase stairwell workshop studio driveway floor upstairs downstairs outside cabin annexe annex guestroom sunroom cloakroom ensuite dining'.split(
    ' ',
  ),
);

/** The name of a kind for answers. */
export function kindName(kind: Kind): string {
  return names[kind] ?? kind.replaceAll('-', ' ');
}

const names: Partial<Record<Kind, string>> = { tv: 'TV', other: 'device', 'media-player': 'media player' };

function plural(word: string): string {
  if (/(?:[sxz]|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
