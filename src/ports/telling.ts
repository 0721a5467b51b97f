import type { Home } from '../core/home.ts';
import type { Step } from '../core/step.ts';
import type { Language } from './language.ts';

/** Steps and devices of one home in the words of one language. */
export interface Telling {
  /** "客厅灯和餐厅灯打开了": steps as done, those that do the same together. With `will` as what is yet to be done: "打开客厅灯和餐厅灯". Empty for no steps. */
  steps(steps: readonly Step[], will?: boolean): string;
  /** A device's name, with its room where another device bears the same one. The id when it is unknown. */
  name(device: string): string;
}

/** `understanding/` fills it; the assistant says with it what part of a wish came true. */
export type TellingOf = (language: Language, home: Home) => Telling;
