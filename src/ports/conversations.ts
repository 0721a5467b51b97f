/**
 * What the assistant tells the readers about a conversation that they cannot see. `understanding/` keeps what was asked in a conversation for spoken answers;
 * the assistant keeps the same asks by turn, for buttons. Either answer closes the ask for both: answered by a button, the assistant calls `answered`; answered by
 * words, the plan has the very steps that were asked about, by which the assistant knows that they were. Risky steps that it never asked about are not confirmed.
 */
export interface Conversations {
  /** What was asked last in this conversation is answered: a bare yes, no or choice has no meaning now. Unknown conversations are fine. */
  answered(conversation: string): void;
}
