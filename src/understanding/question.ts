/** Questions about the home: what the answer depends on, and the answer from the state as it is known. */
import { attributeSpecs } from '../core/attributes.ts';
import type { Frame, Phrase, Topic } from '../core/frame.ts';
import type { Attribute, Device, Kind, Value } from '../core/home.ts';
import type { PlanPart } from '../core/plan.ts';
import type { Read } from '../core/step.ts';
import { has, media, opens } from './capability.ts';
import type { CommandContext } from './command.ts';
import { placeless } from './command.ts';
import { answer, ask, decline } from './part.ts';
import { meantBy } from './resolve.ts';
import type { Meant } from './resolve.ts';
import { nameOf, tellDecline } from './telling.ts';

type Question = Extract<Frame, { is: 'question' }>;

export function questionPart(frame: Question, context: CommandContext): { readonly part: PlanPart; readonly devices: readonly Device[] } {
  const { topic } = frame;
  if (topic.ask === 'ability') return { part: answer([], ability(frame, context)), devices: [] };
  if (topic.ask === 'inventory') return inventory(frame, context);
  if (topic.ask === 'presence') return presence(frame, context);
  const many = topic.ask !== 'state' && topic.ask !== 'value';
  const reads = new Map<string, Read>();
  const spoken: Device[] = [];
  for (const phrase of frame.phrases.length ? frame.phrases : [placelessOr(frame, context)]) {
    const meant = measured(phrase, topic, context) ?? asked(phrase, topic, many, context);
    if (meant.is === 'nothing') return { part: decline(meant.because, tellDecline(context, meant.because, meant.what)), devices: [] };
    if (meant.is !== 'devices') return { part: which(meant, context), devices: [] };
    for (const device of meant.devices) {
      const attribute = attributeAsked(device, topic);
      if (!attribute) continue;
      spoken.push(device);
      reads.set(`${device.id} ${attribute}`, { device: device.id, attribute });
    }
  }
  const list = [...reads.values()];
  if (!list.length) return { part: decline('unsupported', tellDecline(context, 'unsupported', frame.text)), devices: [] };
  return { part: answer(list, tell(topic, list, context)), devices: spoken };
}

function placelessOr(frame: Question, context: CommandContext): Phrase {
  const silent = { start: frame.start, end: frame.start, text: frame.text };
  return context.last.some((device) => attributeAsked(device, frame.topic)) ? { ...silent, pronoun: 'several' } : placeless(silent);
}

function around(context: CommandContext, topic: Topic, overMany: boolean) {
  const fits = (device: Device) => attributeAsked(device, topic) !== undefined;
  return { index: context.index, last: context.last, fits, overMany, ...(context.room === undefined ? {} : { room: context.room }) };
}

function asked(phrase: Phrase, topic: Topic, many: boolean, context: CommandContext): Meant {
  // "哪些灯开着" is about the home, whoever asks; "all the lights here" is not.
  return meantBy(phrase, around(context, topic, many && !phrase.here));
}

const climateReadings: readonly Attribute[] = ['currentTemperatureCelsius', 'currentHumidityPercent', 'pm25'];
const sensorFirst: readonly Kind[] = ['sensor', 'thermostat', 'air-conditioner', 'heater', 'humidifier', 'dehumidifier', 'air-purifier', 'fan'];

/** "客厅多少度", "这里有多冷": a room's temperature is read from its sensor, else from what measures it there (§2). */
function measured(phrase: Phrase, topic: Topic, context: CommandContext): Meant | undefined {
  if (topic.ask !== 'value' || !climateReadings.includes(topic.attribute) || phrase.devices || phrase.kinds || phrase.unknown !== undefined || phrase.pronoun)
    return undefined;
  const measuring = context.index.home.devices.filter(
    (device) => has(device, topic.attribute) && device.kind !== 'weather' && device.kind !== 'water-heater' && device.kind !== 'kettle',
  );
  const rooms = new Set([...(phrase.rooms ?? []), ...(phrase.floors ?? []).flatMap((floor) => context.index.roomsOfFloor.get(floor) ?? [])]);
  const said = rooms.size > 0;
  if (!said && !phrase.wholeHome && !phrase.all && context.room !== undefined) rooms.add(context.room);
  const there = rooms.size ? measuring.filter((device) => device.room !== undefined && rooms.has(device.room)) : measuring;
  if (!there.length)
    return said || measuring.length === 0
      ? { is: 'nothing', because: 'unsupported', what: phrase.text }
      : measuring.length === 1
        ? { is: 'devices', devices: measuring, named: false }
        : { is: 'unclear', devices: measuring };
  const kind = sensorFirst.find((one) => there.some((device) => device.kind === one));
  const best = kind ? there.filter((device) => device.kind === kind) : there;
  if (!rooms.size && !phrase.wholeHome && !phrase.all && best.length > 1) return { is: 'unclear', devices: best };
  return { is: 'devices', devices: best, named: false };
}

/** Which attribute of this device the question asks for; what it lacks is answered by what says the same. */
export function attributeAsked(device: Device, topic: Topic): Attribute | undefined {
  const first = (...wanted: Attribute[]) => wanted.find((one) => has(device, one));
  if (topic.ask === 'presence' || topic.ask === 'inventory' || topic.ask === 'ability') return undefined;
  if (topic.ask === 'value') return has(device, topic.attribute) ? topic.attribute : first(...(twins[topic.attribute] ?? []));
  const { attribute } = topic;
  if (attribute === undefined) return principal(device);
  if (attribute === 'on' && opens(device)) return 'openPercent';
  if (has(device, attribute)) return attribute;
  if (attribute === 'playback') return media.has(device.kind) ? first('on') : undefined;
  if (attribute === 'on') return first('openPercent', 'contact', 'playback', 'activity', 'locked');
  return first(...(twins[attribute] ?? []));
}

const twins: Readonly<Partial<Record<Attribute, readonly Attribute[]>>> = {
  openPercent: ['contact'],
  contact: ['openPercent'],
  motion: ['presence'],
  presence: ['motion'],
  currentTemperatureCelsius: ['targetTemperatureCelsius'],
  targetTemperatureCelsius: ['currentTemperatureCelsius'],
  targetHumidityPercent: ['currentHumidityPercent'],
  currentHumidityPercent: ['targetHumidityPercent'],
  activity: ['status'],
  status: ['activity'],
};

function principal(device: Device): Attribute | undefined {
  if (opens(device)) return 'openPercent';
  const order: readonly Attribute[] = [
    'locked',
    'activity',
    'playback',
    'on',
    'contact',
    'motion',
    'presence',
    'status',
    'currentTemperatureCelsius',
    'currentHumidityPercent',
    'pm25',
    'openPercent',
    'batteryPercent',
    'powerWatts',
  ];
  if (device.kind === 'air-conditioner' || device.kind === 'tv') return has(device, 'on') ? 'on' : order.find((one) => has(device, one));
  return order.find((one) => has(device, one));
}

function which(meant: Extract<Meant, { devices: readonly Device[] }>, context: CommandContext): PlanPart {
  const offered = meant.devices.slice(0, 4);
  const names = offered.map((device) => nameOf(context, device.id));
  return ask(
    context.language.replies.say('which', { names }),
    offered.map((device, at) => ({ say: names[at] ?? '', device: device.id })),
    offered.map(() => []),
  );
}

/** What the state says; a value not known yet is told as that. */
function tell(topic: Topic, reads: readonly Read[], context: CommandContext): string {
  const { replies } = context.language;
  const valueOf = (read: Read): Value => context.view.value(read.device, read.attribute) ?? null;
  const name = (read: Read) => nameOf(context, read.device);
  if (topic.ask === 'state' || topic.ask === 'value' || (reads.length === 1 && topic.ask !== 'how-many')) {
    return reads.map((read) => replies.say('state-of', { names: [name(read)], what: read.attribute, value: shown(valueOf(read)) })).join(' ');
  }
  const wanted = 'value' in topic ? topic.value : undefined;
  const yes = reads.filter((read) => is(read.attribute, valueOf(read), wanted ?? true));
  const names = yes.map(name);
  const what = reads[0]?.attribute ?? 'on';
  const value = wanted ?? true;
  if (topic.ask === 'how-many') return replies.say('count-are', { count: yes.length, names, what, value });
  if (topic.ask === 'all') {
    return yes.length === reads.length
      ? replies.say('all-are', { what, value })
      : replies.say('not-all', { names: reads.filter((read) => !yes.includes(read)).map(name), what, value });
  }
  return yes.length ? replies.say('which-are', { names, what, value }) : replies.say('none-are', { what, value });
}

const shown = (value: Value): string | number | boolean => value ?? '';

/** Whether a value says what was asked: of what opens, "open" is anything above 0. */
function is(attribute: Attribute, value: Value, wanted: boolean | string): boolean {
  if (value === null) return false;
  if (typeof wanted === 'string') return value === wanted;
  if (attributeSpecs[attribute].type === 'number') return (value !== 0) === wanted;
  if (attribute === 'playback') return (value === 'playing') === wanted;
  if (attribute === 'activity') return ['cleaning', 'mowing', 'returning'].includes(String(value)) === wanted;
  return value === wanted;
}

function inventory(frame: Question, context: CommandContext): { part: PlanPart; devices: readonly Device[] } {
  const phrase = frame.phrases[0] ?? { start: frame.start, end: frame.end, text: frame.text, all: true as const };
  const meant = meantBy(
    { ...phrase, all: true },
    { index: context.index, last: context.last, fits: () => true, overMany: true, ...(context.room === undefined ? {} : { room: context.room }) },
  );
  if (meant.is === 'nothing') return { part: decline(meant.because, tellDecline(context, meant.because, meant.what)), devices: [] };
  const names = meant.devices.map((device) => nameOf(context, device.id));
  return { part: answer([], context.language.replies.say('inventory', { names })), devices: meant.devices };
}

function presence(frame: Question, context: CommandContext): { part: PlanPart; devices: readonly Device[] } {
  const people = context.index.byKind.get('person') ?? [];
  const named = new Set(frame.phrases.flatMap((phrase) => phrase.devices?.ids ?? []));
  const unknown = frame.phrases.find((phrase) => phrase.unknown !== undefined);
  if (unknown) return { part: decline('no-such-device', tellDecline(context, 'no-such-device', unknown.unknown ?? unknown.text)), devices: [] };
  const meant = named.size ? people.filter((device) => named.has(device.id)) : people;
  if (!meant.length) return { part: decline('unsupported', tellDecline(context, 'unsupported', frame.text)), devices: [] };
  const reads = meant.map((device): Read => ({ device: device.id, attribute: 'status' }));
  const told = reads.map((read) => {
    const status = context.view.value(read.device, 'status') ?? null;
    const names = [nameOf(context, read.device)];
    if (status === 'home' || status === 'away') return context.language.replies.say(`presence-${status}`, { names });
    return context.language.replies.say('state-of', { names, what: 'status', value: shown(status) });
  });
  return { part: answer(reads, told.join(' ')), devices: meant };
}

function ability(frame: Question, context: CommandContext): string {
  const names = frame.phrases.flatMap((phrase) => phrase.devices?.ids ?? []).map((id) => nameOf(context, id));
  return context.language.replies.say('ability', { names });
}
