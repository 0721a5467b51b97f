/** The pieces of English answers: values with units, what was done and what will be. */
import { kindPlurals } from './kinds.ts';

export type Values = Readonly<Record<string, string | number | boolean | readonly string[]>>;
export type Say = (said: Said) => string;

/** Values as words, whatever they came as. */
export interface Said {
  /** The names, listed. */
  readonly names: string;
  /** "a, b or c". */
  readonly or: string;
  /** "is" or "are", "has" or "have": as many as there are names. */
  readonly be: string;
  readonly have: string;
  /** The attribute's name. */
  readonly what: string;
  /** `what` as it came, a word or a sentence, without its closing mark. */
  readonly plain: string;
  /** The value in words, with its unit. */
  readonly value: string;
  /** Whether it is known. */
  readonly known: boolean;
  readonly attribute: string;
  text(key: string): string;
  has(key: string): boolean;
  number(key: string): number;
}

const attributeNames: Readonly<Record<string, string>> = {
  on: 'power',
  brightnessPercent: 'brightness',
  volumePercent: 'volume',
  fanPercent: 'fan speed',
  targetHumidityPercent: 'target humidity',
  openPercent: 'position',
  colorTemperatureKelvin: 'colour temperature',
  color: 'colour',
  targetTemperatureCelsius: 'temperature',
  currentTemperatureCelsius: 'temperature',
  currentHumidityPercent: 'humidity',
  mode: 'mode',
  swing: 'swing',
  locked: 'lock',
  muted: 'sound',
  playback: 'playback',
  source: 'source',
  activity: 'activity',
  contact: 'contact',
  motion: 'motion',
  presence: 'presence',
  batteryPercent: 'battery',
  powerWatts: 'power',
  pm25: 'PM2.5',
  status: 'status',
};

const states: Readonly<Record<string, readonly [string, string]>> = {
  on: ['off', 'on'],
  openPercent: ['closed', 'open'],
  contact: ['closed', 'open'],
  locked: ['unlocked', 'locked'],
  muted: ['not muted', 'muted'],
  swing: ['not swinging', 'swinging'],
  motion: ['without motion', 'detecting motion'],
  presence: ['empty', 'occupied'],
  playback: ['not playing', 'playing'],
  activity: ['not running', 'running'],
};

const words: Readonly<Record<string, string>> = {
  cool: 'cooling',
  heat: 'heating',
  dry: 'drying',
  fan: 'fan only',
  returning: 'on its way back',
  home: 'at home',
  partlycloudy: 'partly cloudy',
};

function valueText(attribute: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return states[attribute]?.[value ? 1 : 0] ?? (value ? 'on' : 'off');
  if (typeof value === 'string') return words[value] ?? value;
  if (attribute === 'openPercent' && (value === 0 || value === 100)) return value === 0 ? 'closed' : 'open';
  return amountText(attribute, value);
}

function amountText(attribute: string, value: number): string {
  const amount = String(Math.round(value * 10) / 10);
  if (attribute.endsWith('Percent')) return `${amount}%`;
  if (attribute.endsWith('Celsius')) return `${amount} °C`;
  if (attribute.endsWith('Kelvin')) return `${amount} K`;
  return attribute.endsWith('Watts') ? `${amount} W` : amount;
}

/** What was done, and what is to be: "switched on the lamp", "turn on the lamp". */
export const actPhrases: Readonly<Record<string, { readonly done: Say; readonly will: Say }>> = {
  'switched-on': { done: (said) => `${said.names} ${said.be} on.`, will: (said) => `turn on ${said.names}` },
  'switched-off': { done: (said) => `${said.names} ${said.be} off.`, will: (said) => `turn off ${said.names}` },
  opened: { done: (said) => `${said.names} ${said.be} opening.`, will: (said) => `open ${said.names}` },
  closed: { done: (said) => `${said.names} ${said.be} closing.`, will: (said) => `close ${said.names}` },
  locked: { done: (said) => `${said.names} ${said.be} locked.`, will: (said) => `lock ${said.names}` },
  unlocked: { done: (said) => `${said.names} ${said.be} unlocked.`, will: (said) => `unlock ${said.names}` },
  'set-to': {
    done: (said) =>
      `${said.names}: ${said.what} ${said.attribute === 'swing' ? said.value.replace('not swinging', 'off').replace('swinging', 'on') : said.value}.`,
    will: (said) => `set the ${said.what} of ${said.names} to ${said.value}`,
  },
  raised: { done: (said) => `${said.names}: ${said.what} up${by(said)}.`, will: (said) => `turn up the ${said.what} of ${said.names}${by(said)}` },
  lowered: { done: (said) => `${said.names}: ${said.what} down${by(said)}.`, will: (said) => `turn down the ${said.what} of ${said.names}${by(said)}` },
  'mode-set': { done: (said) => `${said.names} ${said.be} set to ${said.text('mode')}.`, will: (said) => `set ${said.names} to ${said.text('mode')}` },
  playing: { done: (said) => `${said.names} ${said.be} playing.`, will: (said) => `play on ${said.names}` },
  paused: { done: (said) => `${said.names} ${said.be} paused.`, will: (said) => `pause ${said.names}` },
  stopped: { done: (said) => `${said.names} ${said.be} stopped.`, will: (said) => `stop ${said.names}` },
  'next-track': { done: (said) => `Next on ${said.names}.`, will: (said) => `skip ahead on ${said.names}` },
  'previous-track': { done: (said) => `Back one on ${said.names}.`, will: (said) => `go back on ${said.names}` },
  muted: { done: (said) => `${said.names} ${said.be} muted.`, will: (said) => `mute ${said.names}` },
  unmuted: { done: (said) => `${said.names} ${said.be} no longer muted.`, will: (said) => `unmute ${said.names}` },
  cleaning: { done: (said) => `${said.names} ${said.be} off to clean${room(said)}.`, will: (said) => `have ${said.names} clean${room(said)}` },
  mowing: { done: (said) => `${said.names} ${said.be} off to mow.`, will: (said) => `have ${said.names} mow` },
  docking: { done: (said) => `${said.names} ${said.be} on the way back to the dock.`, will: (said) => `send ${said.names} back to the dock` },
  activated: { done: (said) => `${said.names}: done.`, will: (said) => `run ${said.names}` },
  toggled: { done: (said) => `${said.names} ${said.be} switched over.`, will: (said) => `switch ${said.names} over` },
  // An answer rather than an act, but told the same way.
  'state-of': { done: (said) => stateText(said), will: (said) => stateText(said) },
};

const by: Say = (said) => (said.has('by') ? ` by ${said.text('by')}` : '');
const room: Say = (said) => (said.has('room') ? ` the ${said.text('room')}` : '');

function stateText(said: Said): string {
  if (!said.known) return `I do not know the ${said.what} of ${said.names} yet.`;
  if (['on', 'contact', 'locked', 'muted', 'swing', 'motion', 'presence', 'playback', 'activity', 'status'].includes(said.attribute))
    return `${said.names} ${said.be} ${said.value}.`;
  if (said.attribute === 'openPercent' && !said.value.endsWith('%')) return `${said.names} ${said.be} ${said.value}.`;
  return `${said.names}: ${said.what} ${said.value}.`;
}

/** Fills a phrase's values in. */
export function toSay(values: Values, durationText: (seconds: number) => string): Said {
  const attribute = typeof values['what'] === 'string' ? values['what'] : '';
  const names = values['names'];
  const list = Array.isArray(names) ? names.map(String).map(unended) : typeof names === 'string' ? [names] : [];
  const value = values['value'];
  // "Living Room Blinds are closing".
  const several = list.length > 1 || kindPlurals.has((list[0] ?? '').toLowerCase().split(' ').at(-1) ?? '');
  const shown = (key: string): string => {
    const found = values[key];
    if (found === undefined) return '';
    if (typeof found === 'number') return key === 'by' || key === 'min' || key === 'max' ? amountText(attribute, found) : String(found);
    if (typeof found === 'boolean') return found ? 'yes' : 'no';
    return typeof found === 'string' ? unended(found) : listed(found);
  };
  return {
    names: listed(list),
    or: joined(list, 'or'),
    be: several ? 'are' : 'is',
    have: several ? 'have' : 'has',
    what: attributeNames[attribute] ?? attribute,
    plain: words[attribute] ?? unended(attribute),
    value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? valueText(attribute, value) : '',
    known: value !== undefined && value !== '',
    attribute,
    has: (key) => values[key] !== undefined && values[key] !== '' && values[key] !== false,
    number: (key) => Number(values[key] ?? 0),
    text(key) {
      if (key === 'mode' && typeof values[key] === 'string') return words[values[key]] ?? values[key];
      if (key !== 'duration') return shown(key);
      const { duration } = values;
      if (typeof duration === 'number') return durationText(duration);
      return duration === undefined
        ? durationText(Number(values['hours'] ?? 0) * 3600 + Number(values['minutes'] ?? 0) * 60 + Number(values['seconds'] ?? 0))
        : shown(key);
    },
  };
}

/** "a, b and c". */
export function listed(names: readonly string[]): string {
  return joined(names, 'and');
}

function joined(names: readonly string[], last: string): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1) ?? ''}`;
}

/** Without the mark at the end, so that another sentence can take it in. */
function unended(text: string): string {
  return text.trim().replace(/[.,]+$/, '');
}
