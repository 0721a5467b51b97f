/** Chooses among what is possible, with probabilities: a small model behind a trie, later. */
export interface Chooser {
  /** One probability for each candidate, summing to at most 1; the rest is "none of these". */
  choose(question: { readonly text: string; readonly candidates: readonly string[] }, signal: AbortSignal): Promise<readonly number[]>;
}
