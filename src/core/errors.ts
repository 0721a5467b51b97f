/** Thrown for what should not happen. Programs read the code, people read the message; the code begins with the folder. */
export class EntenteError extends Error {
  /** For example `home/no-such-device`. */
  readonly code: string;
  /** Whether the same call may succeed later. Default false. */
  readonly retryable: boolean;
  /** Personal values that explain the error. They never leave the home and never enter a log line. */
  readonly pii: Readonly<Record<string, unknown>> | undefined;

  constructor(code: `${string}/${string}`, message: string, options: { cause?: unknown; retryable?: boolean; pii?: Readonly<Record<string, unknown>> } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EntenteError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.pii = options.pii;
  }
}
