import type { Complaint, Extreme, Unit } from '../../core/frame.ts';
import type { Attribute, Kind } from '../../core/home.ts';

/** What a verb does to a device. */
export type Verb =
  | 'on'
  | 'off'
  | 'open'
  | 'close'
  | 'lock'
  | 'unlock'
  | 'toggle'
  | 'set'
  | 'play'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'next'
  | 'previous'
  | 'mute'
  | 'unmute'
  | 'clean'
  | 'dock'
  | 'mow'
  | 'run'
  | 'want';

/** A duration as it was said; 75 seconds stay 75 seconds. */
export interface Duration {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/** A time of day, 24 hours. */
export interface Clock {
  readonly at: string;
  readonly dayOffset?: number;
}

/** What a word means, wherever it stands. */
export type Meaning =
  | { readonly is: 'kind'; readonly kinds: readonly Kind[]; readonly having?: Attribute; readonly everything?: true }
  | { readonly is: 'verb'; readonly verb: Verb }
  | { readonly is: 'attribute'; readonly attribute: Attribute; readonly asked: Attribute }
  /** 高, 亮: a direction; `weak` where the attribute depends on the device. */
  | { readonly is: 'adjective'; readonly attribute?: Attribute; readonly sign: 1 | -1 }
  /** 调高, 升: a direction that is an order by itself. */
  | { readonly is: 'adjust'; readonly attribute?: Attribute; readonly sign: 1 | -1 }
  | { readonly is: 'extreme'; readonly extreme: Extreme['extreme']; readonly attribute?: Attribute }
  | { readonly is: 'color'; readonly value: string }
  | { readonly is: 'kelvin'; readonly value: number }
  | { readonly is: 'mode'; readonly word: string; readonly canonical: boolean }
  | { readonly is: 'number'; readonly value: number; readonly unit?: Unit }
  | { readonly is: 'duration'; readonly duration: Duration }
  | { readonly is: 'clock'; readonly clock: Clock }
  /** A time that no number can be made of: 一会儿, 几分钟, 晚上. */
  | { readonly is: 'vague-time' }
  | { readonly is: 'complaint'; readonly complaint: Complaint; readonly certain: boolean }
  | { readonly is: 'ask'; readonly ask: 'yes-no' | 'which' | 'how-many' | 'what' | 'any' | 'how' | 'why' | 'who' | 'where' | 'tag' | 'clock' | 'date' }
  | {
      readonly is: 'state';
      readonly state: 'open-or-on' | 'closed-or-off' | 'locked' | 'unlocked' | 'playing' | 'cleaning' | 'docked' | 'presence' | 'charging';
    }
  | { readonly is: 'ordinal'; readonly index: number }
  | { readonly is: 'day'; readonly day: 'today' | 'tomorrow' | '+2' }
  | {
      readonly is: 'name';
      readonly what: 'device' | 'room' | 'floor' | 'person';
      readonly ids: readonly string[];
      readonly match: 'name' | 'alias' | 'part' | 'shared-word';
    }
  | { readonly is: Plain };

/** Words with no value of their own. */
export type Plain =
  | 'after'
  | 'all'
  | 'ba'
  | 'can'
  | 'cancel'
  | 'chatter'
  | 'condition'
  | 'conjunction'
  | 'correction'
  | 'de'
  | 'degree'
  | 'double'
  | 'except'
  | 'except-end'
  | 'filler'
  | 'here'
  | 'home'
  | 'measure'
  | 'more'
  | 'no'
  | 'not'
  | 'others'
  | 'outside'
  | 'particle'
  | 'past'
  | 'pause'
  | 'plural'
  | 'pronoun'
  | 'pronouns'
  | 'reported'
  | 'spared'
  | 'subject'
  | 'next'
  | 'timer'
  | 'to'
  | 'too'
  | 'too-much'
  | 'undo'
  | 'unknown'
  | 'weather'
  | 'yes'
  | 'zhe';

/** A stretch of the sentence, understood. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly meaning: Meaning;
  /** Above 0 when it was repaired by its sound. */
  readonly repaired: number;
}
