/** A command's frame becomes steps: devices resolved, values checked, what is risky set apart. */
import type { Change, Frame, Phrase, When } from '../core/frame.ts';
import type { Device, HomeView } from '../core/home.ts';
import type { PlanPart, Slots } from '../core/plan.ts';
import { isRisky } from '../core/risk.ts';
import type { Because, Step } from '../core/step.ts';
import { can, effectOf } from './capability.ts';
import { act, ask, confirm, decline, later } from './part.ts';
import { meantBy } from './resolve.ts';
import type { Meant, Surroundings } from './resolve.ts';
import { nameOf, tellDecline, tellSteps } from './telling.ts';
import type { Teller } from './telling.ts';

export interface CommandContext extends Teller {
  readonly room?: string;
  readonly last: readonly Device[];
  /** The state as it is, for "twice as bright". */
  readonly view: HomeView;
}

type Command = Extract<Frame, { is: 'command' }>;

interface Gathered {
  readonly steps: Step[];
  readonly declined: { text: string; because: Because; say: string }[];
  readonly asks: PlanPart[];
  readonly spoken: Device[];
}

/** The parts of one command: what is done at once, what waits for a yes, what is asked. Usually one. */
export function commandParts(said: Command, context: CommandContext): { readonly parts: readonly PlanPart[]; readonly devices: readonly Device[] } {
  const frame = { ...said, changes: withoutEchoes(said.changes) };
  const gathered: Gathered = { steps: [], declined: [], asks: [], spoken: [] };
  const phrases = frame.phrases.length ? frame.phrases : [silent(frame)];
  const excepted = new Set(frame.except?.flatMap((phrase) => exceptedBy(phrase, phrases, frame.changes, context)) ?? []);
  // "All but Grandma": who is no device may have one; nobody knows which.
  const unknownException = frame.except?.find((phrase) => phrase.unknown !== undefined || phrase.devices?.ids.every((id) => !context.index.byId.has(id)));
  if (unknownException)
    return { parts: [decline('no-such-device', tellDecline(context, 'no-such-device', unknownException.unknown ?? unknownException.text))], devices: [] };
  for (const phrase of phrases) gather(phrase, frame, excepted, context, gathered);
  return { parts: partsOf(gathered, frame, context), devices: gathered.spoken };
}

/** "放上一首歌" says play and means the track: choosing a track plays it. */
function withoutEchoes(changes: readonly Change[]): readonly Change[] {
  const track = changes.some((change) => change.do === 'run' && (change.action === 'next-track' || change.action === 'previous-track'));
  const playing = (change: Change) => change.do === 'resume' || (change.do === 'set' && change.attribute === 'playback' && change.value === 'playing');
  return track ? changes.filter((change) => !playing(change)) : changes;
}

/** Nothing was named: 关了, 亮一点. What was spoken of last, else the speaker's room. */
export function silent(frame: { readonly start: number; readonly text: string }): Phrase {
  return { start: frame.start, end: frame.start, text: frame.text, pronoun: 'several' };
}

function around(context: CommandContext, fits: (device: Device) => boolean): Surroundings {
  return { index: context.index, last: context.last, fits, ...(context.room === undefined ? {} : { room: context.room }) };
}

function exceptedBy(phrase: Phrase, mains: readonly Phrase[], changes: readonly Change[], context: CommandContext): string[] {
  // "除了卧室都关了": the exception's place takes over the kind of what is switched.
  const kinds = mains[0]?.kinds;
  const whole: Phrase = phrase.devices || phrase.kinds || !kinds ? { ...phrase, plural: true, all: true } : { ...phrase, kinds, all: true };
  const meant = meantBy(
    whole,
    around(context, (device) => changes.some((change) => can(device, change))),
  );
  return meant.is === 'devices' || meant.is === 'choice' ? meant.devices.map((device) => device.id) : [];
}

/** "make it warmer" of a lamp that was just spoken of: its light. Warmer light has fewer kelvin. */
function ofLight(frame: Command, phrase: Phrase, context: CommandContext): Command {
  const silentOrIt = phrase.pronoun !== undefined && !phrase.kinds && !phrase.devices;
  const lamps = context.last.length > 0 && context.last.every((device) => device.kind === 'light' && 'colorTemperatureKelvin' in device.state);
  if (!silentOrIt || !lamps) return frame;
  const changes = frame.changes.map((change) =>
    change.do === 'adjust' && change.attribute === 'targetTemperatureCelsius' && change.unit === undefined && change.amount === undefined
      ? ({ do: 'adjust', attribute: 'colorTemperatureKelvin', sign: change.sign === 1 ? -1 : 1 } as const)
      : change,
  );
  return { ...frame, changes };
}

function gather(phrase: Phrase, said: Command, excepted: ReadonlySet<string>, context: CommandContext, into: Gathered): void {
  const frame = ofLight(said, phrase, context);
  const cleaning = frame.changes.find((change) => change.do === 'run' && (change.action === 'clean-room' || change.action === 'start-cleaning'));
  if (cleaning) return cleanRooms(phrase, context, into);
  const fits = (device: Device) => !excepted.has(device.id) && frame.changes.every((change) => can(device, change));
  const fitsSome = (device: Device) => !excepted.has(device.id) && frame.changes.some((change) => can(device, change));
  let meant = meantBy(phrase, around(context, fits));
  // Nothing was named, and what was spoken of last cannot do it: the speaker's room then.
  if (phrase.end === phrase.start && phrase.pronoun && (meant.is === 'unclear' || notAble(meant, fits)))
    meant = meantBy(placeless(phrase), around(context, fits));
  if (notAble(meant, fits)) meant = meantBy(phrase, around(context, fitsSome));
  if (meant.is === 'nothing' && !phrase.devices && phrase.kinds && frame.changes.length > 1) meant = meantBy(phrase, around(context, fitsSome));
  if (meant.is === 'nothing') {
    into.declined.push({ text: meant.what, because: meant.because, say: tellDecline(context, meant.because, meant.what) });
    return;
  }
  if (meant.is !== 'devices') {
    into.asks.push(whichOne(meant, frame, context));
    return;
  }
  for (const device of meant.devices) if (!excepted.has(device.id)) apply(device, frame.changes, meant.named, meant.devices.length === 1, context, into);
}

export function placeless({ start, end, text }: Phrase): Phrase {
  return { start, end, text };
}

function notAble(meant: Meant, fits: (device: Device) => boolean): boolean {
  return meant.is === 'devices' && meant.named && !meant.devices.some(fits);
}

function apply(device: Device, changes: readonly Change[], named: boolean, alone: boolean, context: CommandContext, into: Gathered): void {
  into.spoken.push(device);
  for (const change of changes) {
    const effect = effectOf(device, inAmounts(change, device, context));
    if ('steps' in effect) into.steps.push(...effect.steps.filter((step) => !into.steps.some((same) => JSON.stringify(same) === JSON.stringify(step))));
    else if (named || alone || effect.because !== 'unsupported') {
      const about = effect.attribute ? { attribute: effect.attribute } : {};
      into.declined.push({ text: device.name, because: effect.because, say: tellDecline(context, effect.because, device.name, device, about) });
    }
  }
}

/** "亮一倍", "half as loud": so many times what it is now, where that is known. */
function inAmounts(change: Change, device: Device, context: CommandContext): Change {
  if (change.do !== 'adjust' || change.factor === undefined || change.attribute === undefined) return change;
  const now = context.view.value(device.id, change.attribute);
  const { factor, ...rest } = change;
  return typeof now === 'number' && now > 0 ? { ...rest, amount: Math.round(Math.abs(now * (factor - 1))), unit: 'percent' } : rest;
}

/** "打扫客厅": the room is where it cleans, not where the vacuum stands. */
function cleanRooms(phrase: Phrase, context: CommandContext, into: Gathered): void {
  const rooms = [...(phrase.rooms ?? []), ...(phrase.floors ?? []).flatMap((floor) => context.index.roomsOfFloor.get(floor) ?? [])];
  if (phrase.here && context.room !== undefined) rooms.push(context.room);
  const { rooms: _rooms, floors: _floors, here: _here, ...rest } = phrase;
  const named: Phrase = rest.devices || rest.kinds || rest.unknown !== undefined ? rest : { ...rest, kinds: ['vacuum'] };
  const meant = meantBy(
    named,
    around(context, (device) => device.kind === 'vacuum'),
  );
  if (meant.is === 'nothing') {
    into.declined.push({ text: meant.what, because: meant.because, say: tellDecline(context, meant.because, meant.what) });
    return;
  }
  const steps = (device: Device): Step[] =>
    rooms.length
      ? rooms.map((room) => ({ device: device.id, do: 'run', action: 'clean-room', room }))
      : [{ device: device.id, do: 'run', action: 'start-cleaning' }];
  if (meant.is !== 'devices') {
    into.asks.push(choiceOf(meant.devices, steps, context));
    return;
  }
  into.spoken.push(...meant.devices);
  into.steps.push(...meant.devices.flatMap(steps));
}

function whichOne(meant: Extract<Meant, { devices: readonly Device[] }>, frame: Command, context: CommandContext): PlanPart {
  if (!meant.devices.length) return ask(context.language.replies.say('which', { names: [] }));
  const which = choiceOf(meant.devices, (device) => stepsOf(device, frame.changes), context);
  // What was chosen is then done at that time, not at once.
  return frame.when ? { ...which, skill: 'later', slots: laterSlots(frame.when) } : which;
}

const mostChoices = 4;

function choiceOf(devices: readonly Device[], steps: (device: Device) => readonly Step[], context: CommandContext): PlanPart {
  const offered = devices.slice(0, mostChoices);
  const choices = offered.map((device) => ({ say: nameOf(context, device.id), device: device.id }));
  return ask(context.language.replies.say('which', { names: choices.map((choice) => choice.say) }), choices, offered.map(steps));
}

/** All steps of these changes that the device can do. */
export function stepsOf(device: Device, changes: readonly Change[]): readonly Step[] {
  return changes.flatMap((change) => {
    const effect = effectOf(device, change);
    return 'steps' in effect ? effect.steps : [];
  });
}

function partsOf(gathered: Gathered, frame: Command, context: CommandContext): PlanPart[] {
  const risky = gathered.steps.filter((step) => isRisky(deviceOf(context, step), step));
  const plain = gathered.steps.filter((step) => !risky.includes(step));
  const declined = gathered.declined.map(({ text, because }) => ({ text, because }));
  const parts: PlanPart[] = [];
  if (plain.length) parts.push(now(plain, frame.when, declined, gathered.declined, context));
  if (risky.length)
    parts.push(
      frame.when
        ? { ...confirmLater(risky, frame.when, context), ...(plain.length ? {} : told(declined)) }
        : { ...confirm(risky, confirmText(context, risky)), ...(plain.length ? {} : told(declined)) },
    );
  parts.push(...gathered.asks);
  if (!parts.length) {
    const first = gathered.declined[0];
    parts.push(first ? decline(first.because, first.say) : decline('unsupported', tellDecline(context, 'unsupported', frame.text)));
  }
  return parts;
}

const told = (declined: PlanPart['declined']) => (declined?.length ? { declined } : {});

function now(
  steps: readonly Step[],
  when: When | undefined,
  declined: NonNullable<PlanPart['declined']>,
  said: Gathered['declined'],
  context: CommandContext,
): PlanPart {
  const sorry = said.map((one) => one.say);
  if (!when) return act(steps, [tellSteps(context, steps), ...sorry].join(' '), declined);
  const { replies } = context.language;
  const text = replies.say('later-set', { when: whenText(when, context), what: tellSteps(context, steps, true) });
  return later(laterSlots(when), steps, [text, ...sorry].join(' '), declined);
}

export function confirmText(context: Teller, steps: readonly Step[]): string {
  return context.language.replies.say('confirm', { what: tellSteps(context, steps, true) });
}

function confirmLater(steps: readonly Step[], when: When, context: CommandContext): PlanPart {
  return { ...later(laterSlots(when), steps, confirmText(context, steps)), outcome: 'ask', because: 'needs-confirmation', confirm: true };
}

function deviceOf(context: CommandContext, step: Step): Device {
  const device = context.index.byId.get(step.device);
  if (!device) throw new TypeError(`a step names ${step.device}, which the home does not have`);
  return device;
}

/** `{hours, minutes, seconds}` or `{at}`, with `day` where tomorrow was said. */
export function laterSlots(when: When): Slots {
  return { ...when.delay, ...(when.at === undefined ? {} : { at: when.at }), ...(when.dayOffset === 1 ? { day: 'tomorrow' } : {}) };
}

export function whenText(when: When, context: Teller): string {
  const { delay } = when;
  if (!delay) return when.at ?? '';
  return context.language.replies.durationText((delay.hours ?? 0) * 3600 + (delay.minutes ?? 0) * 60 + (delay.seconds ?? 0));
}
