/**
 * What a complaint is about and what mends it, in the speaker's room: an act where that is harmless and plain, else a question. A table, on purpose:
 * small models follow words, not meaning.
 */
import type { Complaint, Frame } from '../core/frame.ts';
import type { Attribute, Device, Kind } from '../core/home.ts';
import type { PlanPart } from '../core/plan.ts';
import type { Step } from '../core/step.ts';
import { has } from './capability.ts';
import type { CommandContext } from './command.ts';
import { confirmText } from './command.ts';
import { act, ask, confirm, decline } from './part.ts';
import { tellDecline, tellSteps } from './telling.ts';

interface Remedy {
  readonly kinds: readonly Kind[];
  readonly needs: Attribute;
  readonly steps: (device: Device) => readonly Step[];
  /** Done without asking. */
  readonly plain?: true;
  /** Over the whole home, not the room. */
  readonly wholeHome?: true;
}

const set =
  (attribute: Attribute, value: string | number | boolean) =>
  (device: Device): Step[] => [{ device: device.id, do: 'set', attribute, value }];
const adjust =
  (attribute: Attribute, by: number) =>
  (device: Device): Step[] => [{ device: device.id, do: 'adjust', attribute, by }];
const climate: readonly Kind[] = ['air-conditioner', 'thermostat', 'heater'];
const media: readonly Kind[] = ['tv', 'media-player', 'speaker'];

/** Tried in order; the first for which the room has a device. */
const remedies: Readonly<Record<Complaint, readonly Remedy[]>> = {
  dark: [{ kinds: ['light'], needs: 'on', steps: set('on', true), plain: true }],
  bright: [{ kinds: ['light'], needs: 'brightnessPercent', steps: adjust('brightnessPercent', -10), plain: true }],
  glare: [
    { kinds: ['curtain', 'blind', 'shutter'], needs: 'openPercent', steps: set('openPercent', 0) },
    { kinds: ['light'], needs: 'brightnessPercent', steps: adjust('brightnessPercent', -10), plain: true },
  ],
  cold: [
    { kinds: ['thermostat', 'heater'], needs: 'targetTemperatureCelsius', steps: adjust('targetTemperatureCelsius', 1) },
    { kinds: ['air-conditioner'], needs: 'targetTemperatureCelsius', steps: adjust('targetTemperatureCelsius', 1) },
    { kinds: ['heater'], needs: 'on', steps: set('on', true) },
  ],
  hot: [
    { kinds: ['air-conditioner'], needs: 'on', steps: set('on', true) },
    { kinds: ['fan'], needs: 'on', steps: set('on', true) },
    { kinds: climate, needs: 'targetTemperatureCelsius', steps: adjust('targetTemperatureCelsius', -1) },
  ],
  loud: [{ kinds: media, needs: 'volumePercent', steps: adjust('volumePercent', -10), plain: true }],
  quiet: [{ kinds: media, needs: 'volumePercent', steps: adjust('volumePercent', 10), plain: true }],
  stuffy: [
    { kinds: ['window'], needs: 'openPercent', steps: set('openPercent', 100) },
    { kinds: ['air-purifier', 'fan'], needs: 'on', steps: set('on', true) },
  ],
  dry: [{ kinds: ['humidifier'], needs: 'on', steps: set('on', true) }],
  humid: [
    { kinds: ['dehumidifier'], needs: 'on', steps: set('on', true) },
    { kinds: ['air-conditioner'], needs: 'mode', steps: set('mode', 'dry') },
  ],
  dusty: [{ kinds: ['air-purifier'], needs: 'on', steps: set('on', true) }],
  dirty: [{ kinds: ['vacuum'], needs: 'activity', steps: (device) => [{ device: device.id, do: 'run', action: 'start-cleaning' }], wholeHome: true }],
  sleep: [{ kinds: ['light'], needs: 'on', steps: set('on', false) }],
  wake: [
    { kinds: ['curtain', 'blind', 'shutter'], needs: 'openPercent', steps: set('openPercent', 100) },
    { kinds: ['light'], needs: 'on', steps: set('on', true) },
  ],
  leave: [{ kinds: ['light'], needs: 'on', steps: set('on', false), wholeHome: true }],
  arrive: [{ kinds: ['light'], needs: 'on', steps: set('on', true) }],
};

export function wishPart(frame: Extract<Frame, { is: 'wish' }>, context: CommandContext): { readonly part: PlanPart; readonly devices: readonly Device[] } {
  const said = frame.phrases.flatMap((phrase) => [
    ...(phrase.rooms ?? []),
    ...(phrase.floors ?? []).flatMap((floor) => context.index.roomsOfFloor.get(floor) ?? []),
  ]);
  const rooms = new Set(said.length ? said : context.room === undefined ? [] : [context.room]);
  const unknown = frame.phrases.find((phrase) => phrase.unknown !== undefined);
  if (unknown) return { part: decline('no-such-room', tellDecline(context, 'no-such-room', unknown.unknown ?? unknown.text)), devices: [] };
  for (const remedy of remedies[frame.complaint]) {
    const mends = (device: Device) => remedy.kinds.includes(device.kind) && has(device, remedy.needs) && !device.risky;
    // "又太亮了", just after the lamp was made brighter, is about that lamp.
    const spokenOf = said.length ? [] : context.last.filter(mends);
    const fitting = spokenOf.length
      ? spokenOf
      : context.index.home.devices.filter((device) => mends(device) && (remedy.wholeHome || (device.room !== undefined && rooms.has(device.room))));
    if (!fitting.length) continue;
    const steps = fitting.flatMap((device) => remedy.steps(device));
    if (remedy.plain) return { part: act(steps, tellSteps(context, steps)), devices: fitting };
    return { part: confirm(steps, confirmText(context, steps)), devices: fitting };
  }
  return { part: ask(context.language.replies.say('wish-unclear', { what: frame.complaint })), devices: [] };
}
