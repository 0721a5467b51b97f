import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { EntenteError } from '../core/errors.ts';
import type { Phrase } from './words.ts';

/** Wrong usage: told with the command's usage, exit status 2. */
export class UsageError extends EntenteError {
  readonly phrase: Phrase;
  readonly values: Readonly<Record<string, string>>;

  constructor(phrase: Phrase, values: Readonly<Record<string, string>> = {}) {
    super('cli/usage', phrase);
    this.phrase = phrase;
    this.values = values;
  }
}

/** Options and words of a command line, strictly. @throws UsageError */
export function optionsOf<Config extends ParseArgsOptionsConfig>(args: readonly string[], options: Config, mostWords: number) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const surplus = positionals[mostWords];
    if (surplus !== undefined) throw new UsageError('too-many-words', { word: surplus });
    return { values, words: positionals };
  } catch (error) {
    throw usageErrorOf(error);
  }
}

function usageErrorOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const option = /'(-[^ '<]*)/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return new UsageError('no-such-option', { option });
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return new UsageError(/does not take/.test(error.message) ? 'option-takes-none' : 'option-needs-value', { option });
    default:
      return error;
  }
}
