import type { FusedHit } from '../contracts/hit.js';

/** What a passage is ranked by; all about 0 to 1, none depends on the size of the index. */
export interface RankFeatures {
  /** Of question and passage, negative counts as 0. */
  readonly cosine: number;
  /** The passage's BM25 score over what holding every word of the question would give. */
  readonly share: number;
  readonly near: number;
  readonly early: number;
  readonly lacksEvidence: number;
}

/**
 * Fitted by scripts/fit-answers.ts, then scaled so that what speaks for a passage adds up to 1; not to be
 * edited by hand.
 */
const weights: Readonly<RankFeatures> = {
  cosine: 0.218,
  share: 0.324,
  near: 0.254,
  early: 0.205,
  lacksEvidence: -0.077,
};

export const rankFeatureNames = Object.keys(weights) as (keyof RankFeatures)[];

/** A passage that was not read has no more than the first stage gives it. */
export function rankFeatures({ cosine, share, reading }: Omit<FusedHit, 'score'>): RankFeatures {
  return {
    cosine: Math.max(0, cosine),
    share,
    near: reading?.near ?? 0,
    early: reading?.early ?? 0,
    lacksEvidence: reading?.lacksEvidence ? 1 : 0,
  };
}

/** The score of the second stage. */
export function rankScore(hit: Omit<FusedHit, 'score'>): number {
  const features = rankFeatures(hit);
  return rankFeatureNames.reduce((sum, name) => sum + weights[name] * features[name], 0);
}
