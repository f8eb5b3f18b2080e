/** A passage found by one method: rank from 1, score in that method's own unit (higher is better). */
export interface RankedPassage {
  readonly passageId: number;
  readonly rank: number;
  readonly score: number;
}

/** A passage found by any method, with what each of them made of it. */
export interface FusedHit {
  readonly passageId: number;
  readonly score: number;
  /** Inner product of the question's vector and the passage's. */
  readonly cosine: number;
  /** BM25 score over what holding every word of the question would give. */
  readonly share: number;
  readonly dense: RankedPassage | undefined;
  readonly lexical: RankedPassage | undefined;
}
