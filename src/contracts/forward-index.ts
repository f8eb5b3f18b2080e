/**
 * What re-ranking reads of a passage in place of its text. Made once, when the passage is indexed: tokenizing, stemming
 * and looking for dates take a hundred times as long as reading their results.
 */
export interface ForwardIndexEntry {
  /** Title and heading: the low 32 bits of the hash of each word's stem, in order. */
  readonly contextStems: Uint32Array;
  /** The passage's own text, likewise. */
  readonly bodyStems: Uint32Array;
  /** How many words of the body come before the end of each of its sentences. */
  readonly sentenceEnds: Uint32Array;
  /** What each sentence has that a question may ask for: bits of `answerTypeSignals`. */
  readonly signals: Uint8Array;
}
