import type { MessagePart } from '../core/message.ts';

/** A model that answers in words, on the device or in a cloud. None is built in yet; the session API comes with the device model. */
export interface LanguageModel {
  readonly id: string;
  /** Why it cannot be used now, or `undefined`. */
  unavailable(): string | undefined;
  stream(
    messages: readonly { readonly role: 'system' | 'user' | 'assistant'; readonly parts: readonly MessagePart[] }[],
    signal: AbortSignal,
  ): AsyncIterable<string>;
}
