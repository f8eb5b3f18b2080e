/** A passage found by one method: rank from 1, score in that method's own unit (higher is better). */
export interface RankedPassage {
  readonly passageId: number;
  readonly rank: number;
  readonly score: number;
}

/** How close a text comes to a question beyond the words that they share. */
export interface Closeness {
  /**
   * How much of the question stands together in the text, a word in any form of its own or in one used like it: the
   * weighted mean over its words in the best stretch of the text, 0 to 1.
   */
  readonly near: number;
  /** The same in the best sentence that has the year or number asked for; 0 where no such thing is. */
  readonly answering: number;
  /** The same in the whole text. */
  readonly whole: number;
  /**
   * How early the text, its title left aside, comes to the words of the question: 1 where all of them begin it, 0
   * where none is in it. Titles are kept out since not all documents have one.
   */
  readonly early: number;
  /** How often the text, its title left aside, has a word of the question in its own form: their weighted mean. */
  readonly mentions: number;
}

/** A passage found by any method, with what each of them made of it. */
export interface FusedHit {
  readonly passageId: number;
  /** By the second stage; for one that it did not read, what the first gives it. */
  readonly score: number;
  /** Inner product of the question's vector and the passage's. */
  readonly cosine: number;
  /** BM25 score over what holding every word of the question would give. */
  readonly share: number;
  /** How many words it has, title and heading counted. */
  readonly words: number;
  /** Undefined for a passage that the second stage did not read. */
  readonly reading: Closeness | undefined;
  readonly dense: RankedPassage | undefined;
  readonly lexical: RankedPassage | undefined;
}
