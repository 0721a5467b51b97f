/**
 * What the assistant tells the readers about a conversation that they cannot see. Filled by `understanding/`, which keeps what was asked in a conversation for
 * spoken answers; the assistant keeps the same asks by turn, for buttons. Either answer closes the ask for both:
 *
 * - answered by a button, the assistant calls `answered`;
 * - answered by words, the reader's plan has `answers: true`. Without this mark no steps count as confirmed.
 */
export interface Conversations {
  /** What was asked last in this conversation is answered or has run out: a bare yes, no or choice has no meaning now. Unknown conversations are fine. */
  answered(conversation: string): void;
}
