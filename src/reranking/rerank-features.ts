import type { Candidate, ProximityFeatures } from '../contracts/hit.js';

/** What a passage is re-ranked by; all about 0 to 1, none depends on the size of the index. */
export interface RerankFeatures extends ProximityFeatures {
  /** Of query and passage; negative counts as 0. */
  readonly cosine: number;
  /** At most 1: a passage that repeats the terms is no better. */
  readonly normalizedBm25: number;
  readonly relativeLength: number;
}

/** Further repetitions say nothing more: so long a passage repeats any word. With it the feature stays near 1. */
const maxTermFrequency = 20;

/** `queryTermFrequency` becomes ln(1 + frequency) / 3. Without `proximity` its features are 0. */
export function findRerankFeatures(
  { cosine, normalizedBm25, relativeLength }: Candidate,
  proximity: ProximityFeatures | undefined,
): RerankFeatures {
  return {
    cosine: Math.max(0, cosine),
    normalizedBm25: Math.min(1, normalizedBm25),
    bestWindowCoverage: proximity?.bestWindowCoverage ?? 0,
    answerTypeSentenceCoverage: proximity?.answerTypeSentenceCoverage ?? 0,
    softPassageCoverage: proximity?.softPassageCoverage ?? 0,
    positionScore: proximity?.positionScore ?? 0,
    queryTermFrequency: Math.log1p(Math.min(maxTermFrequency, proximity?.queryTermFrequency ?? 0)) / 3,
    relativeLength,
  };
}
