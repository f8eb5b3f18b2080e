import type { FusedHit } from '../contracts/hit.js';

/** What a passage is ranked by; all about 0 to 1, none depends on the size of the index. */
export interface RankFeatures {
  /** Of question and passage, negative counts as 0. */
  readonly cosine: number;
  /**
   * The passage's BM25 score over what holding every word of the question would give, at most 1: one that repeats
   * them is no nearer.
   */
  readonly share: number;
  readonly near: number;
  readonly sentence: number;
  readonly early: number;
  readonly lacksEvidence: number;
  /** As ln(words / usual words) / 5, not below that of a short paragraph. */
  readonly length: number;
}

const usualWords = 150;
/** Shorter texts are not better for it: a heading says less than a paragraph. */
const fewWords = 40;

/**
 * Fitted in the way of scripts/fit-answers.ts, on features collected once, then scaled so that what speaks for a
 * passage adds up to 1. Length alone was set by hand, to the most that costs nothing where there are no other
 * documents: among many it is worth more.
 */
const weights: Readonly<RankFeatures> = {
  cosine: 0.208,
  share: 0.263,
  near: 0.174,
  sentence: 0.175,
  early: 0.18,
  lacksEvidence: -0.071,
  length: -0.089,
};

export const rankFeatureNames = Object.keys(weights) as (keyof RankFeatures)[];

/** A passage that was not read has no more than the first stage gives it. */
export function rankFeatures({ cosine, share, reading }: Omit<FusedHit, 'score'>): RankFeatures {
  return {
    cosine: Math.max(0, cosine),
    share: Math.min(1, share),
    near: reading?.near ?? 0,
    sentence: reading?.sentence ?? 0,
    early: reading?.early ?? 0,
    lacksEvidence: reading?.lacksEvidence ? 1 : 0,
    length: reading ? Math.log(Math.max(fewWords, reading.words) / usualWords) / 5 : 0,
  };
}

/** The score of the second stage. */
export function rankScore(hit: Omit<FusedHit, 'score'>): number {
  const features = rankFeatures(hit);
  return rankFeatureNames.reduce((sum, name) => sum + weights[name] * features[name], 0);
}
