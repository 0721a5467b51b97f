/**
 * What a sentence says, before it is settled which devices are meant. A language's grammar makes frames from words; `understanding/` makes a plan
 * from frames and the home. No frame depends on live state.
 */
import type { Attribute, Kind } from './home.ts';
import type { Action } from './step.ts';
import type { SkillId, Slots } from './plan.ts';

/** Where the words of a phrase stand in the sentence that the grammar was given, UTF-16 code units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A noun phrase that names something at home. All that was said of it narrows: `客房的床头灯` has `names: ['床头灯' …]` and `rooms: ['guest']`.
 */
export interface Phrase extends Span {
  /** As spoken. */
  readonly text: string;
  /** Devices that bear the name, by the lexicon's entry; absent when no name was said. `exact` is false for a part of a name or a repaired one. */
  readonly devices?: { readonly ids: readonly string[]; readonly match: 'name' | 'alias' | 'part' | 'shared-word' };
  /** Room ids; several when two rooms were said or two bear the name. */
  readonly rooms?: readonly string[];
  /** Floor ids. */
  readonly floors?: readonly string[];
  /** "这里", "here": the speaker's room. */
  readonly here?: true;
  /** "家里", "in the house": the whole home, though not necessarily all of it. */
  readonly wholeHome?: true;
  /** What the kind word stands for, e.g. 灯 → light, 窗帘 → curtain and blind, 门 → door, garage-door, gate, lock. The first is the principal one. */
  readonly kinds?: readonly Kind[];
  /** The kind word's own narrowing by attribute: "音乐" means what has a playback. */
  readonly having?: Attribute;
  /** "所有", "全部", "all", "every": §2. */
  readonly all?: true;
  /** "都", "both", a plural: several may be meant when a name is shared. */
  readonly plural?: true;
  /** "其他的", "the other ones": all of the kind but those just spoken of. */
  readonly others?: true;
  /** "所有东西", "everything": whatever has a writable `on`. */
  readonly everything?: true;
  /** "它", "那个", "it", "them": what was spoken of last. */
  readonly pronoun?: 'one' | 'several';
  /** A count: "两盏灯". */
  readonly count?: number;
  /** Words inside the phrase that name nothing at home: "奶奶的" in 奶奶的台灯. A phrase with unknown words is declined, never widened. */
  readonly unknown?: string;
  /** Whether the unknown words look like a room ("儿童房") rather than a device. */
  readonly unknownIs?: 'room' | 'device';
}

/** 最亮, 最低, "halfway": the range of the device's attribute settles the number. */
export interface Extreme {
  readonly extreme: 'max' | 'min' | 'middle';
}

/** What should change. `target` is filled by the phrase; where an attribute is absent the planner settles it by the device's kind. */
export type Change =
  /** 打开, 关掉, turn on/off: `on` where that is what the device has, `openPercent` for what opens, `run` for scenes, vacuums, mowers; a curtain off is closed. */
  | {
      readonly do: 'switch';
      readonly to: boolean;
      /** "put … out": off, but of an awning out. */ readonly outward?: true;
    }
  /** 拉开, 合上, open/close: only for what opens; for others as `switch`. */
  | { readonly do: 'open'; readonly to: boolean }
  | { readonly do: 'lock'; readonly to: boolean }
  | { readonly do: 'toggle' }
  /** A value. Without an attribute a bare number: the planner picks by unit and kind ("客厅灯30%", "空调26度", "窗帘调到40"). */
  | { readonly do: 'set'; readonly attribute?: Attribute; readonly value: number | string | boolean | Extreme; readonly unit?: Unit }
  /** "亮一点" has attribute brightnessPercent and sign +1; "调高一点" has none. */
  | {
      readonly do: 'adjust';
      readonly attribute?: Attribute;
      readonly sign: 1 | -1;
      readonly amount?: number;
      readonly unit?: Unit;
      /** "亮一倍", "half as loud": times. */ readonly factor?: number;
    }
  | { readonly do: 'run'; readonly action: Action }
  /** 暂停, stop, pause without saying what: the planner picks playback, activity or openPercent by the device. */
  | { readonly do: 'pause' | 'resume' | 'stop' }
  /** "mode 睡眠" that may be a mode of the device or the name of a scene. */
  | { readonly do: 'mode'; readonly word: string };

export type Unit = 'percent' | 'celsius' | 'fahrenheit' | 'kelvin' | 'tenths' | 'level';

/** When: a delay or a time of day. Absent is now. */
export interface When {
  readonly delay?: { readonly hours?: number; readonly minutes?: number; readonly seconds?: number };
  /** 24-hour local time `HH:MM`. */
  readonly at?: string;
  /** 0 today, 1 tomorrow; absent is the next one. */
  readonly dayOffset?: number;
  /** `at` was said without its half of the day, as "at 8": the next of the two is meant. */
  readonly eitherHalf?: true;
}

export type Topic =
  /** Is it on, open, locked, playing …: `value` is what was asked, absent in "怎么样". */
  | {
      readonly ask: 'state';
      readonly attribute?: Attribute;
      readonly value?: boolean | string;
      /** Of what opens: on stands for open. */ readonly loose?: true;
    }
  /** What is its brightness, temperature …: a number or a word. */
  | { readonly ask: 'value'; readonly attribute: Attribute }
  /** Which, how many, are any, are all: over many devices. */
  | { readonly ask: 'which' | 'how-many' | 'any' | 'all'; readonly attribute?: Attribute; readonly value?: boolean | string; readonly loose?: true }
  /** Where is somebody; is she at home; who is at home. */
  | { readonly ask: 'presence' }
  /** What devices are there (in a room): answered from the inventory, reads nothing. */
  | { readonly ask: 'inventory' }
  /** Whether a device can do something. */
  | { readonly ask: 'ability' };

export type Complaint =
  | 'dark'
  | 'bright'
  | 'cold'
  | 'hot'
  | 'loud'
  | 'quiet'
  | 'stuffy'
  | 'dry'
  | 'humid'
  | 'dusty'
  | 'dirty'
  | 'sleep'
  | 'wake'
  | 'leave'
  | 'arrive'
  | 'glare';

/** One request, or why the sentence is none. */
export type Frame = Span & { readonly text: string } & (
    | {
        readonly is: 'command';
        readonly phrases: readonly Phrase[];
        readonly except?: readonly Phrase[];
        readonly changes: readonly Change[];
        readonly when?: When;
      }
    | { readonly is: 'question'; readonly phrases: readonly Phrase[]; readonly topic: Topic }
    /** What is no device. `later` is not among them: a command with `when` is. `phrases` where a room narrows a timer. */
    | {
        readonly is: 'skill';
        readonly skill: Exclude<SkillId, 'later'>;
        readonly slots: Slots;
        readonly phrases?: readonly Phrase[];
        /** A duration or time that was said and only half understood: ask. */ readonly unclear?: string;
        /** As in `When`, of the slot `at`. */ readonly eitherHalf?: true;
      }
    /** An implied wish: 太黑了, I'm cold. */
    | { readonly is: 'wish'; readonly complaint: Complaint; readonly phrases: readonly Phrase[] }
    /** A bare phrase or value with no verb, that only a conversation can explain: "那卧室呢", "左边那个", "25度". */
    | {
        readonly is: 'fragment';
        readonly phrases: readonly Phrase[];
        readonly changes: readonly Change[];
        /** "卧室也要", "the bedroom too". */ readonly too?: true;
        readonly when?: When;
      }
    | { readonly is: 'reply'; readonly reply: 'yes' | 'no' }
    /** "第二个", "the second one". 1-based; `-1` is the last; 0 is all of them. */
    | { readonly is: 'reply'; readonly reply: 'choice'; readonly index: number }
    /** "刚才那个取消", "undo that". */
    | { readonly is: 'undo' }
    /** Understood as no order: a prohibition, a condition, something reported, past, or an ability question; or plain chat. */
    | { readonly is: 'none'; readonly because: 'prohibition' | 'condition' | 'reported' | 'past' | 'chat' }
  );

/** How a grammar read a sentence. */
export interface Reading {
  readonly frames: readonly Frame[];
  /** Words that nothing accounted for, fillers apart. Empty for the exact reader. */
  readonly leftover: readonly string[];
  /** True when every word had a part in the reading without repair. */
  readonly exact: boolean;
}
