import type { RerankFeatures } from './rerank-features.js';

/**
 * Fitted by scripts/train/ranking/fit-answers.ts, then scaled so that the positive weights add up to 1. That of length alone was set
 * by hand, to the most that costs nothing where there are no other documents: among many it is worth more.
 */
export const rerankWeights: Readonly<RerankFeatures> = {
  cosine: 0.23,
  normalizedBm25: 0.209,
  bestWindowCoverage: 0.134,
  answerTypeSentenceCoverage: 0.122,
  softPassageCoverage: 0.129,
  positionScore: 0.175,
  queryTermFrequency: -0.046,
  relativeLength: -0.121,
};

export const rerankFeatureNames = Object.keys(rerankWeights) as (keyof RerankFeatures)[];
