/** What a clause is made of: things, and what is to become of them; and what each verb does. */
import type { Change, Complaint, When } from '../../core/frame.ts';
import type { Attribute } from '../../core/home.ts';
import type { Draft } from './phrases.ts';
import type { Meaning, Token, Verb } from './tokens.ts';

export type DraftChange = { -readonly [key in keyof Extract<Change, { do: 'adjust' }>]: Extract<Change, { do: 'adjust' }>[key] };

/** Things, and what is to become of them. */
export interface Group {
  readonly start: number;
  end: number;
  phrases: Draft[];
  readonly except: Draft[];
  changes: Change[];
  when?: When;
  /** The verb came before the things. */
  verbFirst: boolean;
  complaint?: Complaint;
  /** An attribute that was to be set, without the value. */
  unset?: Attribute;
  /** 也: as with what was spoken of before. */
  too?: true;
  /** 太冷了 of a thing: what is asked for is only implied. */
  mends?: true;
  /** 其他 with no noun: all but what was just spoken of. */
  others?: true;
  /** 都, 所有 that stood by itself. */
  all?: true;
  plural?: true;
}

export interface Clause {
  readonly groups: readonly Group[];
  /** Words that nothing accounts for. */
  readonly leftover: readonly string[];
  readonly vague?: string;
}

export const switching: Readonly<Partial<Record<Verb, Change>>> = {
  on: { do: 'switch', to: true },
  off: { do: 'switch', to: false },
  open: { do: 'open', to: true },
  close: { do: 'open', to: false },
  lock: { do: 'lock', to: true },
  unlock: { do: 'lock', to: false },
  toggle: { do: 'toggle' },
  play: { do: 'resume' },
  pause: { do: 'pause' },
  resume: { do: 'resume' },
  stop: { do: 'stop' },
  next: { do: 'run', action: 'next-track' },
  previous: { do: 'run', action: 'previous-track' },
  mute: { do: 'set', attribute: 'muted', value: true },
  unmute: { do: 'set', attribute: 'muted', value: false },
  clean: { do: 'run', action: 'start-cleaning' },
  dock: { do: 'run', action: 'return-to-dock' },
  mow: { do: 'run', action: 'start-mowing' },
  run: { do: 'switch', to: true },
};

export const playing: Readonly<Partial<Record<Verb, Change>>> = {
  play: { do: 'set', attribute: 'playback', value: 'playing' },
  resume: { do: 'set', attribute: 'playback', value: 'playing' },
  pause: { do: 'set', attribute: 'playback', value: 'paused' },
  stop: { do: 'set', attribute: 'playback', value: 'stopped' },
};

/** What a complaint asks of the thing that is complained of: 客厅灯太暗 wants it brighter. */
export const mends: Readonly<Partial<Record<Complaint, readonly [Attribute, 1 | -1]>>> = {
  dark: ['brightnessPercent', 1],
  bright: ['brightnessPercent', -1],
  cold: ['targetTemperatureCelsius', 1],
  hot: ['targetTemperatureCelsius', -1],
  loud: ['volumePercent', -1],
  quiet: ['volumePercent', 1],
};

/** Kinds whose being on is being open. */
export const openings: ReadonlySet<string> = new Set(['curtain', 'blind', 'shutter', 'awning', 'garage-door', 'door', 'gate', 'window', 'valve']);
export const phraseStarts: ReadonlySet<Meaning['is']> = new Set([
  'name',
  'kind',
  'all',
  'others',
  'home',
  'here',
  'pronoun',
  'pronouns',
  'measure',
  'unknown',
  'number',
  'adjective',
  'color',
  'kelvin',
  'mode',
  'vague-time',
  'outside',
  'complaint',
]);
export const silent: ReadonlySet<Meaning['is']> = new Set([
  'filler',
  'particle',
  'de',
  'measure',
  'can',
  'chatter',
  'subject',
  'day',
  'zhe',
  'double',
  'yes',
  'timer',
]);

/** 两个都开: of what was spoken of, or offered. */
export function offered(token: Token): Draft {
  return { start: token.start, end: token.end, text: token.text, pronoun: 'several', plural: true, count: token.text.startsWith('三') ? 3 : 2 };
}

export function hasHead(phrase: Draft): boolean {
  return phrase.devices !== undefined || phrase.kinds !== undefined || phrase.everything !== undefined;
}

export function hasPlace(phrase: Draft): boolean {
  return phrase.rooms !== undefined || phrase.floors !== undefined || phrase.here !== undefined || phrase.wholeHome !== undefined;
}

export function intoPlace(phrase: Draft, place: Draft): void {
  if (place.rooms) phrase.rooms = place.rooms;
  if (place.floors) phrase.floors = place.floors;
  if (place.here) phrase.here = place.here;
  if (place.wholeHome) phrase.wholeHome = place.wholeHome;
  if (place.all) phrase.all = place.all;
}
