import type { Command } from '../../../core/claim.ts';
import type { Kind, Value } from '../../../core/home.ts';
import type { EntityState } from '../messages.ts';
import type { Call, Domain } from './domain.ts';
import { can, hasState, numberIn, percentOf, textIn, wordsIn } from './reading.ts';

const kinds: Readonly<Record<string, Kind>> = { tv: 'tv', speaker: 'speaker' };
const features = { pause: 1, volumeSet: 4, volumeMute: 8, previous: 16, next: 32, on: 128, off: 256, source: 2048, stop: 4096, play: 16_384 };

const playbacks: Readonly<Record<string, string>> = {
  playing: 'playing',
  buffering: 'playing',
  paused: 'paused',
  idle: 'stopped',
  off: 'stopped',
  standby: 'stopped',
};

/** @see https://developers.home-assistant.io/docs/core/entity/media-player */
export const mediaPlayer: Domain = {
  facts: (entity) => {
    const { attributes } = entity;
    const sources = wordsIn(attributes, 'source_list');
    const values = {
      ...(can(entity, features.on | features.off) && { on: isOn(entity) }),
      ...(can(entity, features.volumeSet) && { volumePercent: percentOf(numberIn(attributes, 'volume_level'), 1) }),
      ...(can(entity, features.volumeMute) && { muted: truth(attributes['is_volume_muted']) }),
      ...(can(entity, features.play | features.pause | features.stop) && { playback: playbacks[entity.state] ?? null }),
      ...(can(entity, features.source) && sources.length > 0 && { source: textIn(attributes, 'source') }),
    };
    return {
      kind: kinds[textIn(attributes, 'device_class') ?? ''] ?? 'media-player',
      values: Object.keys(values).length > 0 ? values : { status: hasState(entity) ? entity.state : null },
      ...('source' in values && { options: { source: sources } }),
    };
  },
  calls: (command, entity) => {
    if (command.run !== undefined) return track(command, entity);
    const { on, volumePercent, muted, playback, source } = command.set ?? {};
    if (on === false) return can(entity, features.off) ? [call('turn_off')] : [];
    return [
      ...(on === true && can(entity, features.on) ? [call('turn_on')] : []),
      ...(source === undefined ? [] : [call('select_source', { source })]),
      ...(typeof volumePercent === 'number' ? [call('volume_set', { volume_level: volumePercent / 100 })] : []),
      ...(muted === undefined ? [] : [call('volume_mute', { is_volume_muted: muted })]),
      ...(playback === undefined ? [] : played(playback, entity)),
    ];
  },
};

function isOn(entity: EntityState): Value {
  return hasState(entity) ? entity.state !== 'off' && entity.state !== 'standby' : null;
}

function truth(value: unknown): Value {
  return typeof value === 'boolean' ? value : null;
}

function track({ run }: Command, entity: EntityState): readonly Call[] {
  if (run === 'next-track' && can(entity, features.next)) return [call('media_next_track')];
  return run === 'previous-track' && can(entity, features.previous) ? [call('media_previous_track')] : [];
}

/** What cannot pause or stop does the other, which is as quiet. */
function played(playback: Value, entity: EntityState): readonly Call[] {
  const wanted = playback === 'playing' ? (['play'] as const) : playback === 'paused' ? (['pause', 'stop'] as const) : (['stop', 'pause'] as const);
  const possible = wanted.find((one) => can(entity, features[one]));
  return possible === undefined ? [] : [call(`media_${possible}`)];
}

function call(service: string, data: Readonly<Record<string, unknown>> = {}): Call {
  return { domain: 'media_player', service, data };
}
