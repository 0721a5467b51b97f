import type { Device } from '../../core/home.ts';
import type { Step } from '../../core/step.ts';
import { adjustStep, numberOf, properties, propertyOf, setStep, type Given, type NoStep } from './properties.ts';

/** A command of version 1: which property it sets or moves, or what it runs. */
type Command =
  | { readonly set: string; readonly value?: Given }
  | { readonly adjust: string; readonly sign: 1 | -1 }
  | { readonly run: 'next-track' | 'previous-track' }
  | { readonly play: 'playing' | 'paused' };

const fixed: Readonly<Record<string, Command>> = {
  TurnOn: { set: 'powerstate', value: 'on' },
  TurnOff: { set: 'powerstate', value: 'off' },
  SetMute: { set: 'mute', value: 'on' },
  CancelMute: { set: 'mute', value: 'off' },
  OpenSwing: { set: 'swing', value: 'on' },
  CloseSwing: { set: 'swing', value: 'off' },
  Play: { play: 'playing' },
  Continue: { play: 'playing' },
  Pause: { play: 'paused' },
  Next: { run: 'next-track' },
  Previous: { run: 'previous-track' },
};

const commands: ReadonlyMap<string, Command> = new Map([
  ...Object.entries(fixed),
  ...properties.flatMap(({ names: [name], v1: { set, up, down } }): readonly (readonly [string, Command])[] => [
    ...(set === undefined ? [] : [[set, { set: name }] as const]),
    ...(up === undefined ? [] : [[up, { adjust: name, sign: 1 }] as const]),
    ...(down === undefined ? [] : [[down, { adjust: name, sign: -1 }] as const]),
  ]),
]);

/** The step for a command of version 1. */
export function stepForV1(
  device: Device,
  name: string,
  { attribute, value }: { readonly attribute?: string | undefined; readonly value?: Given | null | undefined },
): Step | NoStep {
  if (name === 'OpenFunction' || name === 'CloseFunction') return setFunction(device, attribute ?? String(value), name === 'OpenFunction');
  const command = commands.get(name);
  if (command === undefined) return 'unsupported';
  if ('run' in command) return 'playback' in device.state ? { device: device.id, do: 'run', action: command.run } : 'unsupported';
  if ('play' in command) return playStep(device, command.play);
  const named = propertyOf('set' in command ? command.set : command.adjust);
  // Of a lamp the temperature is its colour's.
  const property = named?.names[0] === 'temperature' && device.kind === 'light' ? propertyOf('colorTemperature') : named;
  if (property === undefined) return 'unsupported';
  if ('set' in command) {
    const wanted = command.value ?? value;
    return wanted === undefined || wanted === null ? 'wrong' : setStep(device, property, wanted);
  }
  if (value === undefined || value === null || value === '') return adjustStep(device, property, { sign: command.sign });
  const amount = numberOf(value);
  return amount === undefined ? 'wrong' : adjustStep(device, property, command.sign * Math.abs(amount));
}

/** "Open the swing": the function stands where other commands have the attribute. */
function setFunction(device: Device, name: string, on: boolean): Step | NoStep {
  const property = propertyOf(name);
  return property === undefined || property.attribute(device) === undefined ? 'unsupported' : setStep(device, property, on);
}

function playStep({ id, state }: Device, playback: 'playing' | 'paused'): Step | NoStep {
  if ('playback' in state) return { device: id, do: 'set', attribute: 'playback', value: playback };
  if (!('activity' in state)) return 'unsupported';
  return playback === 'paused' ? { device: id, do: 'set', attribute: 'activity', value: 'paused' } : { device: id, do: 'run', action: 'start-cleaning' };
}

/** What a device can be told in version 1, for the discovery. */
export function actionsOf(device: Device): readonly string[] {
  const told = [...commands.keys(), 'Query'].filter((name) => name === 'Query' || typeof stepForV1(device, name, { value: sample(name) }) !== 'string');
  const asked = properties.flatMap(({ v1: { query }, attribute }) => (query !== undefined && attribute(device) !== undefined ? [query] : []));
  return [...new Set([...told, ...asked])];
}

/** Something that the command would take, to see whether the device takes the command. */
function sample(name: string): Given | undefined {
  if (name === 'SetColor') return 'Red';
  if (name === 'SetMode') return 'auto';
  return name.startsWith('Set') ? 'max' : undefined;
}
