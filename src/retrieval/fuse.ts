/** The part of the dense score in the fused one. */
const denseWeight = 0.5;

/** What length costs: among many documents a long passage holds words of any question. */
const lengthWeight = 0.3;

const usualWords = 150;
/** Shorter texts are not better for it: a heading says less than a paragraph. */
const fewWords = 40;

/** The length of a passage as ln(words / usual words) / 5, not below that of a short paragraph. */
export function relativeLength(words: number): number {
  return Math.log(Math.max(fewWords, words) / usualWords) / 5;
}

/**
 * A convex combination of two normalised scores, after Bruch, Gai and Ingber, "An Analysis of Fusion
 * Functions for Hybrid Retrieval" (2023), less what the passage's length costs; chosen with scripts/experiments.
 * `cosine`: of question and passage, negative counts as 0. `share`: the passage's BM25 score over what holding every
 * word of the question would give, so that it means the same in an index of ten passages and of a million; above 1 it
 * counts as 1, for a passage that repeats the words is no nearer. `length`: see {@link relativeLength}.
 */
export function fuse(cosine: number, share: number, length: number): number {
  const both = denseWeight * Math.max(0, cosine) + (1 - denseWeight) * Math.min(1, share);
  return both - lengthWeight * length;
}
