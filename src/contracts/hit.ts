/** A passage found by one method: rank from 1, score in that method's own unit (higher is better). */
export interface RankedPassage {
  readonly passageId: number;
  readonly rank: number;
  readonly score: number;
}

/** A passage found by dense or lexical retrieval and scored by both. */
export interface Candidate {
  readonly passageId: number;
  /** It is in the other language: what is matched with it is {@link Query.translated}. */
  readonly isTranslated?: boolean | undefined;
  /** The two scores fused, less a length penalty; see `fuse`. */
  readonly fusedScore: number;
  /** Inner product of the query's embedding and the passage's vector, −1 to 1. */
  readonly cosine: number;
  /** BM25 score over {@link Query.bm25Normalizer}: 0 and up, about 1 where the passage holds the whole question. */
  readonly normalizedBm25: number;
  /** Length of the passage against a usual one; see `relativeLength`. */
  readonly relativeLength: number;
  /** Where dense retrieval found it among its candidates. */
  readonly dense: RankedPassage | undefined;
  /** Where lexical retrieval found it among its candidates. */
  readonly lexical: RankedPassage | undefined;
}

/** Where in a passage the terms of a query stand, and how much of the query they make up; all 0 to 1 but the last. */
export interface ProximityFeatures {
  /** The largest soft coverage of any window of 24 words, title and heading included. */
  readonly bestWindowCoverage: number;
  /** The largest soft coverage of a sentence that has the year or number asked for; 0 without such a sentence. */
  readonly answerTypeSentenceCoverage: number;
  /** The soft coverage of the whole passage, title and heading included. */
  readonly softPassageCoverage: number;
  /**
   * How early the passage's own text comes to the terms: 1 where all of them begin it, 0 where none is in it. Titles
   * do not count, since not all documents have one.
   */
  readonly positionScore: number;
  /** How often the passage's own text has a term of the query: the weighted mean over the terms, 0 and up. */
  readonly queryTermFrequency: number;
}

/** A candidate after re-ranking. */
export interface RerankedHit extends Candidate {
  /** What hits are ordered by; about 0 to 1. */
  readonly score: number;
  /** Undefined for a candidate below the depth to which re-ranking reads. */
  readonly proximity: ProximityFeatures | undefined;
}
