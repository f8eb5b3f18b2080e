/** The part of the dense score in the fused one; chosen with scripts/experiments/fusion.ts. */
const denseWeight = 0.4;

/**
 * A convex combination of two normalised scores, after Bruch, Gai and Ingber, "An Analysis of Fusion
 * Functions for Hybrid Retrieval" (2023). `cosine`: of question and passage, negative counts as 0.
 * `share`: the passage's BM25 score over what holding every word of the question would give, so that it means
 * the same in an index of ten passages and of a million.
 */
export function fuse(cosine: number, share: number): number {
  return denseWeight * Math.max(0, cosine) + (1 - denseWeight) * share;
}
