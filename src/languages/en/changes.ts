/** From what a clause says to what should change. */
import type { Change } from '../../core/frame.ts';
import type { Attribute, Kind } from '../../core/home.ts';
import type { Clause, SaidValue } from './clause.ts';
import type { AttributeWord } from './vocabulary.ts';

const opening: ReadonlySet<Kind> = new Set(['curtain', 'blind', 'shutter', 'awning', 'garage-door', 'door', 'gate', 'window', 'valve']);
const climate: ReadonlySet<Kind> = new Set(['air-conditioner', 'thermostat', 'heater', 'water-heater', 'kettle']);
const media: ReadonlySet<Kind> = new Set(['tv', 'media-player', 'speaker']);

/** Which kinds a clause speaks of, as far as its words tell. */
export function kindsOf(clause: Clause): readonly Kind[] {
  return clause.phrases.flatMap((phrase) => phrase.headKinds ?? phrase.kinds ?? []);
}

/** The changes of a clause; none when it says nothing to be done. */
export function changesOf(clause: Clause): readonly Change[] {
  const kinds = kindsOf(clause);
  const is = (set: ReadonlySet<Kind>): boolean => kinds.length > 0 && kinds.every((kind) => set.has(kind) || kind === 'lock');
  const { verb, particle } = clause;
  const having = clause.phrases.some((phrase) => phrase.having === 'playback');

  if (clause.toPhrase) return [{ do: 'switch', to: true }];
  if (clause.media) return [{ do: 'run', action: clause.media === 'next' ? 'next-track' : 'previous-track' }];
  if (clause.ownWord) return ownWord(clause, particle === 'on' || verb === 'on');

  const adjusting = adjustmentOf(clause, kinds);
  // "a warmer white" is a step of the white, not white.
  const said = clause.comparative?.attribute === 'temperature' ? clause.values.filter((value) => value.value !== 'white') : clause.values;
  const set = said.flatMap((value) => valueChange(value, clause, kinds, adjusting));
  if (set.length > 0) {
    const switching: Change[] =
      (verb === 'turn' && particle === 'on') || verb === 'on' || (verb === undefined && particle === 'on') ? [{ do: 'switch', to: true }] : [];
    if (particle === 'off' || verb === 'off') return [];
    return [...switching, ...set];
  }
  if (clause.factor !== undefined || verb === 'double' || verb === 'halve') {
    const factor = clause.factor ?? (verb === 'double' ? 2 : 0.5);
    const attribute = attributeOf(clause.attribute ?? clause.comparative?.attribute, kinds);
    return [{ do: 'adjust', sign: factor > 1 ? 1 : -1, factor, ...(attribute ? { attribute } : {}) }];
  }

  if (clause.outward === true && kinds.length > 0 && kinds.every((kind) => kind === 'awning')) return [{ do: 'open', to: true }];
  if (verb === 'open' || verb === 'close') {
    if (particle === 'on' || particle === 'off') return particle === 'off' && verb === 'close' ? [{ do: 'open', to: false }] : [];
    // "open the curtains a little"
    if (clause.amountWord && (is(opening) || kinds.length === 0)) return [{ do: 'adjust', attribute: 'openPercent', sign: verb === 'open' ? 1 : -1 }];
    // "open the light" is how many speakers of other languages put it.
    return is(opening) || kinds.length === 0 ? [{ do: 'open', to: verb === 'open' }] : [{ do: 'switch', to: verb === 'open' }];
  }
  if (verb === 'lock' || verb === 'unlock') return [{ do: 'lock', to: verb === 'lock' }];
  if (verb === 'toggle') return [{ do: 'toggle' }];
  if (verb === 'mute' || verb === 'unmute') return [{ do: 'set', attribute: 'muted', value: verb === 'mute' }];
  if (verb === 'clean')
    return [
      { do: 'run', action: clause.phrases.some((phrase) => phrase.rooms.length + phrase.floors.length > 0 || phrase.here) ? 'clean-room' : 'start-cleaning' },
    ];
  if (verb === 'mow') return [{ do: 'run', action: 'start-mowing' }];
  if (verb === 'press') return [{ do: 'run', action: 'press' }];
  if (verb === 'dock' && clause.verbText === 'send' && clause.home !== true && clause.phrases.some((phrase) => phrase.rooms.length + phrase.floors.length > 0))
    return [{ do: 'run', action: 'clean-room' }];
  const driven = kinds.length > 0 && kinds.every((kind) => kind === 'vacuum') && clause.phrases.some((phrase) => phrase.rooms.length > 0);
  if (driven && (verb === 'run' || verb === 'start')) return [{ do: 'run', action: 'clean-room' }];
  // "set Shaun off": off it goes.
  if (particle === 'off' && kinds.length === 0 && clause.phrases.length > 0 && ['set', 'send'].includes(clause.verbText ?? '')) return [{ do: 'resume' }];
  if (clause.home || verb === 'dock')
    return clause.home ||
      kinds.some((kind) => kind === 'vacuum' || kind === 'lawn-mower') ||
      clause.verbText === 'dock' ||
      clause.verbText === 'park' ||
      clause.verbText === 'recall'
      ? [{ do: 'run', action: 'return-to-dock' }]
      : [];
  if (clause.attribute === 'swing') return [{ do: 'set', attribute: 'swing', value: !(particle === 'off' || verb === 'off' || verb === 'stop') }];
  if (adjusting) return [adjusting];
  if (verb === 'pause') return [{ do: 'pause' }];
  if (verb === 'resume') return [{ do: 'resume' }];
  if (verb === 'play') return [{ do: 'resume' }];
  if (verb === 'start') return having || clause.attribute === 'volumePercent' ? [{ do: 'resume' }] : [{ do: 'switch', to: true }];
  // "Stop" alone is said to what plays or moves, never to the lights.
  if (verb === 'stop' && clause.phrases.length === 0) return [{ do: 'pause' }];
  if (verb === 'stop') return stopChange(kinds, having);
  if (clause.verbText === 'pull' && particle === undefined && is(opening)) return [{ do: 'open', to: false }];
  if (clause.verbText === 'shut' && particle === undefined) return [{ do: 'open', to: false }];
  if ((clause.verbText === 'shut' && particle === 'down') || (verb === 'off' && particle !== 'on'))
    return clause.attribute === 'volumePercent' ? mute(true) : [{ do: 'switch', to: false }];
  if (verb === 'run' || (verb === 'on' && particle !== 'off')) return [{ do: 'switch', to: true }];
  if (particle === 'on' || particle === 'off') {
    if (verb !== undefined && !['turn', 'set', 'go', 'on', 'off', 'keep'].includes(verb)) return [];
    if (clause.attribute === 'volumePercent') return mute(particle === 'off');
    if (having) return particle === 'on' ? [{ do: 'resume' }] : [{ do: 'stop' }];
    return clause.attribute === undefined || clause.attribute === 'temperature' || clause.attribute === 'mode'
      ? [
          {
            do: 'switch',
            to: particle === 'on',
            ...(clause.outward && particle === 'off' && clause.verbText !== undefined && ['put', 'get', 'bring'].includes(clause.verbText)
              ? { outward: true as const }
              : {}),
          },
        ]
      : [];
  }
  return [];
}

const mute = (value: boolean): readonly Change[] => [{ do: 'set', attribute: 'muted', value }];

function stopChange(kinds: readonly Kind[], having: boolean): readonly Change[] {
  const moves = kinds.some((kind) => media.has(kind) || opening.has(kind) || kind === 'vacuum' || kind === 'lawn-mower');
  return having || moves || kinds.length === 0 ? [{ do: 'stop' }] : [{ do: 'switch', to: false }];
}

function ownWord(clause: Clause, on: boolean): readonly Change[] {
  const said = clause.ownWord;
  if (!said) return [];
  const switching: Change[] = on ? [{ do: 'switch', to: true }] : [];
  if (said.as === 'source') return [...switching, { do: 'set', attribute: 'source', value: said.text }];
  return [...switching, { do: 'mode', word: said.text }];
}

/** A step up or down: its attribute is told by the words, else settled by the device. */
function adjustmentOf(clause: Clause, kinds: readonly Kind[]): Extract<Change, { do: 'adjust' | 'open' }> | undefined {
  const { verb, particle, comparative } = clause;
  const opens = kinds.length > 0 && kinds.every((kind) => opening.has(kind) || kind === 'lock');
  let sign: 1 | -1 | undefined;
  let word: AttributeWord | undefined = clause.attribute;
  if (comparative) {
    sign = comparative.sign;
    word = comparative.attribute ?? word;
    // "turn it down lower", "lower": the comparative agrees with the verb, or the verb decides.
    if (verb === 'lower' && comparative.attribute === undefined) sign = -1;
  } else if (verb === 'slow' || verb === 'speed') {
    sign = verb === 'speed' ? 1 : -1;
    word ??= 'fanPercent';
  } else if (verb === 'raise' || verb === 'lower') sign = verb === 'raise' ? 1 : -1;
  else if (verb === 'brighten' || verb === 'dim') {
    sign = verb === 'brighten' ? 1 : -1;
    word ??= 'brightnessPercent';
  } else if (verb === 'warm' || verb === 'cool') {
    sign = verb === 'warm' ? 1 : -1;
    word ??= 'temperature';
  } else if (particle === 'up' || particle === 'down') {
    if (verb === 'off' || clause.verbText === 'shut' || clause.verbText === 'power') return undefined;
    sign = particle === 'up' ? 1 : -1;
  }
  if (sign === undefined) return undefined;
  if (comparative && comparative.attribute === undefined && (particle === 'up' || particle === 'down')) sign = particle === 'up' ? 1 : -1;
  if (opens && !comparative && word === undefined && !clause.amountWord) return { do: 'open', to: sign === 1 };
  if (opens && word === undefined) word = 'openPercent';
  let attribute = attributeOf(word, kinds);
  if (attribute === undefined && clause.phrases.some((phrase) => phrase.having === 'playback')) attribute = 'volumePercent';
  // Warmer light has fewer kelvin.
  if (attribute === 'colorTemperatureKelvin' && word === 'temperature' && comparative) sign = sign === 1 ? -1 : 1;
  return { do: 'adjust', sign, ...(attribute ? { attribute } : {}) };
}

function valueChange(
  value: SaidValue,
  clause: Clause,
  kinds: readonly Kind[],
  adjusting: Extract<Change, { do: 'adjust' | 'open' }> | undefined,
): readonly Change[] {
  const { verb } = clause;
  const unit = value.unit ? { unit: value.unit } : {};
  if (typeof value.value === 'number' && !value.level && value.attribute === undefined) {
    const steps =
      value.how === 'by' ||
      (value.how === 'bare' &&
        adjusting !== undefined &&
        (verb !== 'dim' || clause.comparative !== undefined) &&
        !(verb === 'set' && clause.comparative === undefined && clause.particle === undefined));
    const opens = adjusting?.do === 'open' ? ({ do: 'adjust', attribute: 'openPercent', sign: adjusting.to ? 1 : -1 } as const) : adjusting;
    if (steps && opens?.do === 'adjust') return [{ ...opens, amount: value.value, ...unit }];
    if (value.how === 'by') return verb === 'set' || verb === undefined ? [] : [];
    // A number with a unit of its own is not of an attribute that another number has taken.
    const left = clause.attributeUsed && value.of === undefined && value.unit !== undefined ? undefined : clause.attribute;
    let attribute = attributeOf(value.of ?? left ?? impliedBy(clause, adjusting), kinds, value);
    if (attribute === undefined && verb === 'open') attribute = 'openPercent';
    if (verb === 'close' && value.how === 'to') attribute = 'openPercent';
    return [{ do: 'set', value: value.value, ...unit, ...(attribute ? { attribute } : {}) }];
  }
  if (typeof value.value === 'object') {
    const word = value.attribute ?? clause.attribute ?? impliedBy(clause, adjusting);
    let attribute = attributeOf(word, kinds);
    const opens = kinds.length > 0 && kinds.every((kind) => opening.has(kind));
    if (verb === 'open' || verb === 'close') {
      // "close the blinds all the way" is closed, "open the blinds halfway" is half.
      attribute = 'openPercent';
      if (value.value.extreme === 'middle') return [{ do: 'set', attribute, value: value.value }];
      return [{ do: 'open', to: verb === 'open' }];
    }
    if (opens && adjusting?.do === 'open' && value.value.extreme === 'max') return [adjusting];
    const down = clause.particle === 'down' || verb === 'lower' || verb === 'dim';
    // "all the way down" is the least.
    const extreme = down && value.value.extreme === 'max' ? 'min' : value.value.extreme;
    if (value.value.extreme === 'max' && (clause.particle === 'off' || (clause.particle === 'on' && attribute === undefined && kinds.length === 0))) return [];
    return [{ do: 'set', value: { extreme }, ...(attribute ? { attribute } : {}) }];
  }
  if (value.level) {
    const attribute =
      attributeOf(clause.attribute, kinds) ?? (kinds.some((kind) => kind === 'fan' || climate.has(kind) || kind === 'air-purifier') ? 'fanPercent' : undefined);
    return [{ do: 'set', value: value.value, unit: 'percent', ...(attribute && attribute !== 'targetTemperatureCelsius' ? { attribute } : {}) }];
  }
  if (value.attribute === 'on' && typeof value.value === 'boolean') return [{ do: 'switch', to: value.value }];
  if (value.attribute === 'openPercent') return [{ do: 'open', to: value.value === 100 }];
  const attribute = attributeOf(value.attribute, kinds);
  // "cool white" of a colour is a temperature; "white" of a lamp is its colour.
  return [{ do: 'set', value: value.value, ...unit, ...(attribute ? { attribute } : {}) }];
}

function impliedBy(clause: Clause, adjusting: Extract<Change, { do: 'adjust' | 'open' }> | undefined): AttributeWord | undefined {
  if (clause.comparative?.attribute) return clause.comparative.attribute;
  if (adjusting?.do === 'adjust') return adjusting.attribute;
  return clause.phrases.some((phrase) => phrase.having === 'playback') ? 'volumePercent' : undefined;
}

/** "Temperature" of a light is its colour temperature, "humidity" to be set is the target. */
export function attributeOf(word: AttributeWord | undefined, kinds: readonly Kind[], value?: SaidValue): Attribute | undefined {
  if (value?.unit === 'kelvin') return 'colorTemperatureKelvin';
  if (word === 'temperature') {
    const light = kinds.length > 0 && kinds.every((kind) => kind === 'light');
    return light && value?.unit !== 'celsius' && value?.unit !== 'fahrenheit' ? 'colorTemperatureKelvin' : 'targetTemperatureCelsius';
  }
  if (word === 'humidity') return 'targetHumidityPercent';
  if (word === undefined && (value?.unit === 'celsius' || value?.unit === 'fahrenheit')) return 'targetTemperatureCelsius';
  return word;
}
