import type { Reading } from '../core/frame.ts';
import type { Kind } from '../core/home.ts';

/** A word list entry of the home's names, found in a sentence. */
export interface NameMatch {
  readonly start: number;
  readonly end: number;
  readonly is: 'device' | 'room' | 'floor' | 'person';
  /** All that bear this name. */
  readonly ids: readonly string[];
  /**
   * `name` and `alias` are whole; `part` is a piece that only one name has; `shared-word` is a piece that several names share ("lamp", "床头").
   * For a device whose name starts with its room's name, the rest alone ("主灯" of 工作室主灯) is an `alias` too.
   */
  readonly match: 'name' | 'alias' | 'part' | 'shared-word';
  /** True when the name is only the word for its kind ("空调", "灯", "Lights"): it counts as the kind (§2), and `ids` are those so named. */
  readonly onlyKind: boolean;
  /** Edit cost of a homophone or spelling repair; 0 is as written. */
  readonly repaired: number;
}

/** The names of one home, indexed. Built once for a home and a language. */
export interface NameIndex {
  /** Every name that stands at this place of the normalised sentence, longest first. With `repair`, those that sound or look alike too. */
  at(sentence: string, start: number, repair: boolean): readonly NameMatch[];
}

/** What a grammar is given. */
export interface Sentence {
  /** As `Language.normalize` made it. */
  readonly text: string;
  readonly names: NameIndex;
  /** Fillers may be dropped, near misses repaired, leftovers allowed: the second attempt. */
  readonly tolerant: boolean;
  /** True when something was asked in this conversation and still waits, so that a bare yes, no or choice has a meaning. */
  readonly awaiting: boolean;
}

/** Everything Entente says, by what happened. Phrases a language lacks fall back to English. */
export interface Replies {
  /** A phrase with its values filled in. Values are numbers, words or device names already. */
  say(phrase: string, values?: Readonly<Record<string, string | number | boolean | readonly string[]>>): string;
  /** "客厅灯、落地灯和吊灯", "a, b and c". */
  list(names: readonly string[]): string;
  durationText(seconds: number): string;
  /** Local time of day as people say it. */
  timeText(atMs: number, timeZone: string): string;
  dateText(atMs: number, timeZone: string): string;
}

/** One folder in `languages/`: how it is read and how it speaks. */
export interface Language {
  /** BCP 47. */
  readonly tag: string;
  /** What it calls itself. */
  readonly name: string;
  /** Width, case, spaces, traditional characters: one form, for sentences and names alike. May change lengths. */
  normalize(text: string): string;
  /** A name reduced for comparison (§2): without case, width, spaces, punctuation, emoji, 的; numbers in one form. */
  nameKey(name: string): string;
  /** Other ways in which a name is spoken: "&" as 和, numerals, with and without a measure word, plural and singular. Keys as `nameKey` makes them. */
  nameVariants(name: string): readonly string[];
  /** Words between which a name may be cut into parts, or the characters where no words are written. */
  nameWords(name: string): readonly string[];
  /** What may stand inside a spoken name without being part of it: "那盏" in 爷爷那盏台灯. Possessives and 的 are skipped anyway. */
  readonly nameInfixes?: readonly string[];
  /**
   * How a word sounds, for repair: for each character its readings, the likeliest first; equal strings sound the same. A character without a sound stands for itself.
   * Absent: repair goes by spelling.
   */
  sounds?(text: string): readonly (readonly string[])[];
  /** Words for kinds, longest forms too; the principal kind first. */
  readonly kindWords: ReadonlyMap<string, readonly Kind[]>;
  /** The name of a kind in this language, for answers. */
  kindName(kind: Kind): string;
  /** Words become frames. */
  read(sentence: Sentence): Reading;
  readonly replies: Replies;
  /** A sentence of each shape that people say, with `{device}` and `{room}` for names of the home. They are read once beforehand, so that nobody waits. */
  readonly samples?: readonly string[];
}
