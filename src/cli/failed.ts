import { EntenteError } from '../core/errors.ts';
import type { Phrase } from './words.ts';

/** What a command could not do, for the person at the terminal: exit status 1. */
export class Failed extends EntenteError {
  readonly phrase: Phrase;
  readonly values: Readonly<Record<string, string | number>>;
  /** Further lines, as they are. */
  readonly details: readonly string[];

  constructor(phrase: Phrase, values: Readonly<Record<string, string | number>> = {}, cause?: unknown, details: readonly string[] = []) {
    super('cli/failed', phrase, { cause });
    this.phrase = phrase;
    this.values = values;
    this.details = details;
  }
}
