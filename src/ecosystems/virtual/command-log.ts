import { closeSync, openSync, writeSync } from 'node:fs';
import type { Clock } from '../../core/clock.ts';
import type { Command } from '../../core/claim.ts';
import { EntenteError } from '../../core/errors.ts';

/** A file in which commands are counted where no crash of the hub can change the count. */
export interface CommandLog {
  /** Appends the command as one line of JSON; it is in the file when this returns. */
  write(command: Command): void;
  close(): void;
}

/** Opens the log for appending; without a path nothing is logged. @throws EntenteError `virtual/log` */
export function openCommandLog(path: string | undefined, clock: Clock): CommandLog {
  if (path === undefined || path === '') return { write: () => {}, close: () => {} };
  const file = wrapped(() => openSync(path, 'a', 0o600));
  return {
    write: (command) => {
      wrapped(() => writeSync(file, `${JSON.stringify({ atMs: clock.nowMs(), ...command })}\n`));
    },
    close: () => closeSync(file),
  };
}

function wrapped<T>(write: () => T): T {
  try {
    return write();
  } catch (cause) {
    throw new EntenteError('virtual/log', 'the command log cannot be written', { cause });
  }
}
