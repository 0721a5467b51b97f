/** The words of questions about the home: states, measures, people. */
import type { Attribute } from '../../core/home.ts';
import { fillers, type AttributeWord } from './vocabulary.ts';

/** A state, and the attribute it is of. */
export interface State {
  readonly attribute: Attribute;
  readonly value: boolean | string;
  readonly loose?: true;
}

/** Words for a state that can be asked for. */
export const states: ReadonlyMap<string, State> = new Map<string, State>([
  ['on', { attribute: 'on', value: true }],
  ['off', { attribute: 'on', value: false }],
  ['out', { attribute: 'on', value: false }],
  ['running', { attribute: 'on', value: true, loose: true }],
  ['going', { attribute: 'on', value: true, loose: true }],
  ['humming', { attribute: 'on', value: true, loose: true }],
  ['working', { attribute: 'on', value: true, loose: true }],
  ['burning', { attribute: 'on', value: true }],
  ['drawn', { attribute: 'openPercent', value: false }],
  ['pulled', { attribute: 'openPercent', value: false }],
  ['ajar', { attribute: 'openPercent', value: true }],
  ['active', { attribute: 'on', value: true, loose: true }],
  ['lit', { attribute: 'on', value: true }],
  ['open', { attribute: 'openPercent', value: true }],
  ['opened', { attribute: 'openPercent', value: true }],
  ['up', { attribute: 'openPercent', value: true }],
  ['closed', { attribute: 'openPercent', value: false }],
  ['shut', { attribute: 'openPercent', value: false }],
  ['down', { attribute: 'openPercent', value: false }],
  ['locked', { attribute: 'locked', value: true }],
  ['unlocked', { attribute: 'locked', value: false }],
  ['muted', { attribute: 'muted', value: true }],
  ['unmuted', { attribute: 'muted', value: false }],
  ['playing', { attribute: 'playback', value: 'playing' }],
  ['paused', { attribute: 'playback', value: 'paused' }],
  ['stopped', { attribute: 'playback', value: 'stopped' }],
  ['cleaning', { attribute: 'activity', value: 'cleaning' }],
  ['mowing', { attribute: 'activity', value: 'mowing' }],
  ['docked', { attribute: 'activity', value: 'docked' }],
  ['charging', { attribute: 'activity', value: 'docked' }],
  ['occupied', { attribute: 'presence', value: true }],
  ['empty', { attribute: 'presence', value: false }],
  ['motion', { attribute: 'motion', value: true }],
  ['movement', { attribute: 'motion', value: true }],
]);

/** Words before a state that add nothing to it. */
export const switchedStates = new Set(['turned', 'switched', 'left', 'still', 'detected', 'currently', 'already']);

/** "did I lock the door": what was done, as the state it leaves. */
export const doneStates: ReadonlyMap<string, string> = new Map([
  ['lock', 'locked'],
  ['unlock', 'unlocked'],
  ['close', 'closed'],
  ['open', 'open'],
  ['shut', 'closed'],
  ['mute', 'muted'],
]);

/** Adjectives after "how", by what they measure. */
export const measures: ReadonlyMap<string, AttributeWord> = new Map<string, AttributeWord>([
  ['bright', 'brightnessPercent'],
  ['loud', 'volumePercent'],
  ['warm', 'temperature'],
  ['hot', 'temperature'],
  ['cold', 'temperature'],
  ['cool', 'temperature'],
  ['chilly', 'temperature'],
  ['humid', 'humidity'],
  ['damp', 'humidity'],
  ['dry', 'humidity'],
  ['fast', 'fanPercent'],
  ['open', 'openPercent'],
  ['polluted', 'pm25'],
  ['many degrees', 'temperature'],
]);

const openers = new Set(
  'is are was were am does do did has have what which who whose where how when why any should shall may might can could will would anyone anybody someone'.split(
    ' ',
  ),
);

/** Words for people in general. */
export const people = new Set(['anyone', 'anybody', 'someone', 'somebody', 'everyone', 'everybody', 'nobody', 'who', 'people']);

/** Whether an item opens a question. */
export function opensQuestion(text: string): boolean {
  return openers.has(text);
}

/** Whether a word of a question carries nothing. */
export function isIdle(word: string): boolean {
  return fillers.has(word) || idle.has(word) || /^[,.?!;:]$/.test(word);
}

const idle = new Set(
  'the a an of in at on to for i you we it that me my still currently now right please is are by much like right-now today there rooms or not with if whether leave forget remember turn switch going percent degrees got not current inside doing pulling drawing consuming eating sucking'.split(
    ' ',
  ),
);
