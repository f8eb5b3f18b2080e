import type { Closeness, RankedPassage } from './hit.js';
import type { PassageDigest } from './passage.js';
import type { Span } from './span.js';
import type { FoldedWord } from './word.js';

/** Finds the passages whose vectors are nearest to one. Score: inner product, −1 to 1 for unit vectors. */
export interface VectorIndex {
  readonly size: number;
  search(vector: Float32Array, limit: number, options?: VectorSearchOptions): RankedPassage[];
}

export interface VectorSearchOptions {
  /** Only these passages. */
  readonly isAllowed?: ((passageId: number) => boolean) | undefined;
  /** In a fraction of the time, though a good part of the nearest may be missed. */
  readonly isRough?: boolean | undefined;
}

/** A word of a question and how much of it a text holds. */
export interface WordMatch extends Span {
  /** As it stands in the question. */
  readonly word: string;
  /** Its part in the whole question, 0 to 1; rare words weigh more, function words next to nothing. */
  readonly weight: number;
  /** 1 where the text has the word in some form, less where it has parts of it, 0 where it has none. */
  readonly share: number;
}

/** How much of a question a text holds. */
export interface QuestionMatch {
  /** The weighted mean of the words' shares, 0 to 1. */
  readonly coverage: number;
  readonly words: readonly WordMatch[];
}

/** Finds the passages that share words with a question. Score: BM25, 0 and up, unbounded. */
export interface TextIndex {
  readonly size: number;
  search(question: string, limit: number, isAllowed?: (passageId: number) => boolean): RankedPassage[];
  /** Scores of given passages for a question, in the order of `passageIds`; 0 for one without a shared word. */
  score(question: string, passageIds: readonly number[]): number[];
  /** How many words given passages have, title and heading counted. */
  lengths(passageIds: readonly number[]): number[];
  /** The score of a passage that would hold every word of the question about once: the unit of {@link score}. */
  ceiling(question: string): number;
  /** The question with words that nothing holds replaced by those that were meant, as far as can be told. */
  correct(question: string): string;
  /** How much of a question a text holds, by the same terms as {@link search}. */
  match(question: string, text: string): QuestionMatch;
  /**
   * {@link QuestionMatch.coverage} of each text, given in pieces by their words; the same piece may be in several texts.
   */
  coverage(question: string, texts: readonly (readonly (readonly FoldedWord[])[])[]): number[];
  /** How close each passage comes to the question; `asked`: bits of the evidence that it asks for. */
  closeness(question: string, passages: readonly PassageDigest[], asked: number): Closeness[];
  /** {@link Closeness.near} of each text. */
  near(question: string, texts: readonly (readonly FoldedWord[])[]): number[];
}
