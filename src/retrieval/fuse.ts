/** Weight of the dense score in the fused one; chosen with scripts/experiments. */
const denseWeight = 0.5;

/** What length costs: among many documents a long passage holds words of any question. Chosen with scripts/experiments. */
const lengthWeight = 0.3;

/** Where the length of a passage costs nothing: about what one of 240 tokens has. */
const usualWords = 150;
/** Shorter texts are not better for it: a heading says less than a paragraph. */
const minWords = 40;

/** The length of a passage as ln(words / usual words) / 5, not below that of a short paragraph. */
export function relativeLength(words: number): number {
  return Math.log(Math.max(minWords, words) / usualWords) / 5;
}

/**
 * A convex combination of two normalized scores, after Bruch, Gai and Ingber, "An Analysis of Fusion
 * Functions for Hybrid Retrieval" (2023), less a length penalty. A negative cosine counts as 0. `normalizedBm25`
 * counts as 1 at most, for a passage that repeats the words is no better.
 */
export function fuse(cosine: number, normalizedBm25: number, length: number): number {
  const both = denseWeight * Math.max(0, cosine) + (1 - denseWeight) * Math.min(1, normalizedBm25);
  return both - lengthWeight * length;
}
