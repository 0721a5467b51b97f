import { attributeSpecs } from '../core/attributes.ts';
import { attributes, type Attribute, type Device, type Home } from '../core/home.ts';
import { pathText, type Problem } from './problems.ts';
import { need, readWith, type Reading } from './read.ts';
import { HomeSchema } from './schema.ts';
import { expectedText, rangeText, sayable } from './values.ts';

/**
 * The home file, contracts §1, as a `Home`. What may be absent is filled in.
 *
 * @throws EntenteError `home/bad-file`; the message names the path of every bad field
 */
export function parseHome(document: unknown): Home {
  return need(checkHome(document), 'home/bad-file');
}

/** The same, with the problems told one by one: for `entente home check` and for messages in the person's language. */
export function checkHome(document: unknown): Reading<Home> {
  const reading = readWith(HomeSchema, document);
  if (reading.problems !== undefined) return reading;
  const home = reading.value;
  const problems = [
    ...duplicates(home),
    ...danglingPlaces(home),
    ...home.devices.flatMap((device, index) => [...badLimits(device, index), ...badValues(device, index)]),
  ];
  return problems.length === 0 ? { value: home } : { problems };
}

function duplicates(home: Home): readonly Problem[] {
  return (['floors', 'rooms', 'people', 'devices'] as const).flatMap((list) => {
    const seen = new Set<string>();
    return home[list].flatMap(({ id }, index): readonly Problem[] => {
      if (seen.has(id)) return [{ path: pathText([list, index, 'id']), problem: 'duplicate' }];
      seen.add(id);
      return [];
    });
  });
}

function danglingPlaces(home: Home): readonly Problem[] {
  const floors = new Set(home.floors.map(({ id }) => id));
  const rooms = new Set(home.rooms.map(({ id }) => id));
  const missing = (id: string | undefined, known: ReadonlySet<string>): boolean => id !== undefined && !known.has(id);
  return [
    ...home.rooms.flatMap(({ floor }, index): readonly Problem[] =>
      missing(floor, floors) ? [{ path: pathText(['rooms', index, 'floor']), problem: 'no-such-floor' }] : [],
    ),
    ...home.devices.flatMap(({ room }, index): readonly Problem[] =>
      missing(room, rooms) ? [{ path: pathText(['devices', index, 'room']), problem: 'no-such-room' }] : [],
    ),
  ];
}

/** A limit narrows a range: its ends in order, inside the attribute's own range. */
function badLimits(device: Device, index: number): readonly Problem[] {
  return attributes.flatMap((attribute) => {
    const limit = device.limits[attribute];
    if (limit === undefined) return [];
    const range = attributeSpecs[attribute].range ?? {};
    const outside = (end: number | undefined): boolean => end !== undefined && (end < (range.min ?? -Infinity) || end > (range.max ?? Infinity));
    const problem = (end: 'min' | 'max' | 'step', expected: string): Problem => ({
      path: pathText(['devices', index, 'limits', attribute, end]),
      problem: 'out-of-range',
      expected,
    });
    const problems: Problem[] = [];
    if (outside(limit.min)) problems.push(problem('min', rangeText(range)));
    if (outside(limit.max)) problems.push(problem('max', rangeText(range)));
    else if (limit.min !== undefined && limit.max !== undefined && limit.min > limit.max) problems.push(problem('max', 'at least min'));
    if (limit.step !== undefined && limit.step <= 0) problems.push(problem('step', 'above 0'));
    return problems;
  });
}

function badValues(device: Device, index: number): readonly Problem[] {
  return attributes.flatMap((attribute: Attribute): readonly Problem[] => {
    const value = device.state[attribute];
    const fits = value === undefined ? 'fits' : sayable(device, attribute, value);
    if (fits === 'fits') return [];
    return [{ path: pathText(['devices', index, 'state', attribute]), problem: fits, expected: expectedText(device, attribute) }];
  });
}
