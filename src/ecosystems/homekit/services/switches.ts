import type { Device } from '../../../core/home.ts';
import { has, numberOf, run, shows, wish, type CharacteristicSketch, type ServiceSketch } from './sketch.ts';

/** On and off, as a switch or as an outlet. */
export function onOff(device: Device, is: 'Switch' | 'Outlet' = 'Switch'): ServiceSketch | undefined {
  if (!has(device, 'on')) return undefined;
  return {
    is,
    characteristics: [shows('On', 'on'), ...(is === 'Outlet' ? [inUse] : [])],
    write: (written) => {
      const on = written.get('On');
      return on === undefined ? [] : [wish(device, 'on', on === true, ['On'])];
    },
  };
}

/** Something draws power; an outlet that cannot measure is in use while it is on. */
const inUse: CharacteristicSketch = {
  is: 'OutletInUse',
  from: ['on', 'powerWatts'],
  read: ({ value }) => value('on') === true && (numberOf(value('powerWatts')) ?? 1) > 0,
};

/** What plays, as a switch: on is playing. */
export function player(device: Device): ServiceSketch | undefined {
  if (!has(device, 'playback')) return undefined;
  return {
    is: 'Switch',
    characteristics: [
      { is: 'On', from: ['playback'], read: ({ value }) => (typeof value('playback') === 'string' ? value('playback') === 'playing' : undefined) },
    ],
    write: (written) => {
      const on = written.get('On');
      return on === undefined ? [] : [wish(device, 'playback', on === true ? 'playing' : 'paused', ['On'])];
    },
  };
}

/** Vacuums and mowers, as a switch: off sends them home. */
export function robot(device: Device): ServiceSketch | undefined {
  if (!has(device, 'activity')) return undefined;
  const works = device.kind === 'lawn-mower' ? 'mowing' : 'cleaning';
  return {
    is: 'Switch',
    characteristics: [{ is: 'On', from: ['activity'], read: ({ value }) => (typeof value('activity') === 'string' ? value('activity') === works : undefined) }],
    write: (written) => {
      const on = written.get('On');
      if (on === undefined) return [];
      return [run(device, on === true ? (works === 'mowing' ? 'start-mowing' : 'start-cleaning') : 'return-to-dock', ['On'])];
    },
  };
}

/** Scenes, scripts and buttons: a switch that jumps back. */
export function press(device: Device): ServiceSketch {
  return {
    is: 'Switch',
    momentary: true,
    characteristics: [{ is: 'On', from: [], read: () => false }],
    write: (written) => (written.get('On') === true ? [run(device, device.kind === 'button' ? 'press' : 'activate', ['On'])] : []),
  };
}
