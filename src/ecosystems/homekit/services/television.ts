import type { Device } from '../../../core/home.ts';
import { homeKitName } from '../names.ts';
import { constant, has, numberOf, shows, showsBit, showsNumber, wish, type ServiceSketch, type Wish } from './sketch.ts';

/** A television with its sources and its sound. Apple's app shows one of a bridge. */
export function television(device: Device, locale: string): readonly ServiceSketch[] {
  if (!has(device, 'on')) return [];
  const sources = has(device, 'source') ? (device.options.source ?? []).slice(0, mostSources) : [];
  return [
    {
      is: 'Television',
      characteristics: [
        showsBit('Active', 'on'),
        {
          is: 'ActiveIdentifier',
          from: ['source'],
          read: ({ value }) => sources.findIndex((source) => source === value('source')) + 1,
        },
        constant('ConfiguredName', homeKitName(device.name, device.kind, locale)),
        // 1: it can be found and switched on while it sleeps.
        constant('SleepDiscoveryMode', 1),
        { is: 'RemoteKey', from: [], read: () => undefined },
      ],
      write: (written, { value }) => {
        const wanted: Wish[] = [];
        const active = written.get('Active');
        if (active !== undefined) wanted.push(wish(device, 'on', active === 1, ['Active']));
        const source = sources[(numberOf(written.get('ActiveIdentifier')) ?? 0) - 1];
        if (source !== undefined) wanted.push(wish(device, 'source', source, ['ActiveIdentifier']));
        // The remote in Control Centre: of its keys only play and pause mean something to our devices.
        if (written.get('RemoteKey') === playPauseKey && has(device, 'playback')) {
          wanted.push(wish(device, 'playback', value('playback') === 'playing' ? 'paused' : 'playing', ['RemoteKey']));
        }
        return wanted;
      },
    },
    ...sources.map((source, index): ServiceSketch => ({
      is: 'InputSource',
      subtype: source,
      linked: true,
      characteristics: [
        constant('Identifier', index + 1),
        constant('ConfiguredName', source),
        constant('InputSourceType', /hdmi/i.test(source) ? 3 : 0),
        constant('IsConfigured', 1),
        constant('CurrentVisibilityState', 0),
      ],
    })),
    ...sound(device),
  ];
}

const mostSources = 40;
const playPauseKey = 11;
const volumeStep = 5;

function sound(device: Device): readonly ServiceSketch[] {
  const [volume, mute] = [has(device, 'volumePercent'), has(device, 'muted')];
  if (!volume && !mute) return [];
  return [
    {
      is: 'TelevisionSpeaker',
      linked: true,
      characteristics: [
        mute ? shows('Mute', 'muted') : constant('Mute', false),
        // 3: absolute, with a selector; 0: none.
        constant('VolumeControlType', volume ? 3 : 0),
        ...(volume ? [showsNumber('Volume', 'volumePercent'), { is: 'VolumeSelector' as const, from: [], read: () => undefined }] : []),
      ],
      write: (written) => {
        const wanted: Wish[] = [];
        const muted = written.get('Mute');
        if (muted !== undefined && mute) wanted.push(wish(device, 'muted', muted === true, ['Mute']));
        const level = numberOf(written.get('Volume'));
        if (level !== undefined && volume) wanted.push(wish(device, 'volumePercent', level, ['Volume']));
        const selector = written.get('VolumeSelector');
        if (selector !== undefined && volume) {
          wanted.push({
            step: { device: device.id, do: 'adjust', attribute: 'volumePercent', by: selector === 0 ? volumeStep : -volumeStep },
            by: ['VolumeSelector'],
          });
        }
        return wanted;
      },
    },
  ];
}
