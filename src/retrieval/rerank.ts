import type { FusedHit } from '../contracts/hit.js';
import { relativeLength } from './fuse.js';

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
  readonly answering: number;
  readonly whole: number;
  readonly early: number;
  /** As ln(1 + mentions) / 3, of 20 mentions at most. */
  readonly mentions: number;
  /** See {@link relativeLength}. */
  readonly length: number;
}

const mostMentions = 20;

/**
 * Fitted by scripts/fit-answers.ts, then scaled so that what speaks for a passage adds up to 1. Length alone was set by
 * hand, to the most that costs nothing where there are no other documents: among many it is worth more.
 */
const weights: Readonly<RankFeatures> = {
  cosine: 0.23,
  share: 0.209,
  near: 0.134,
  answering: 0.122,
  whole: 0.129,
  early: 0.175,
  mentions: -0.046,
  length: -0.121,
};

export const rankFeatureNames = Object.keys(weights) as (keyof RankFeatures)[];

/** A passage that was not read has no more than the first stage gives it. */
export function rankFeatures({ cosine, share, words, reading }: Omit<FusedHit, 'score'>): RankFeatures {
  return {
    cosine: Math.max(0, cosine),
    share: Math.min(1, share),
    near: reading?.near ?? 0,
    answering: reading?.answering ?? 0,
    whole: reading?.whole ?? 0,
    early: reading?.early ?? 0,
    mentions: Math.log1p(Math.min(mostMentions, reading?.mentions ?? 0)) / 3,
    length: relativeLength(words),
  };
}

/** The score of the second stage. */
export function rankScore(hit: Omit<FusedHit, 'score'>): number {
  const features = rankFeatures(hit);
  return rankFeatureNames.reduce((sum, name) => sum + weights[name] * features[name], 0);
}
