/**
 * Metrics of a ranking with one relevant document, which is what question–context pairs give. `rank` is the
 * relevant document's rank from 1, or undefined where it was not found.
 */

/**
 * Normalised discounted cumulative gain at `depth`: Järvelin and Kekäläinen, "Cumulated Gain-based Evaluation
 * of IR Techniques" (2002). With one relevant document the ideal gain is 1, so it is 1 / log2(1 + rank).
 */
export function ndcg(rank: number | undefined, depth: number): number {
  return rank !== undefined && rank <= depth ? 1 / Math.log2(1 + rank) : 0;
}

/** Reciprocal rank cut at `depth`: Voorhees, "The TREC-8 Question Answering Track Report" (1999). */
export function reciprocalRank(rank: number | undefined, depth: number): number {
  return rank !== undefined && rank <= depth ? 1 / rank : 0;
}

/** Whether the relevant document is among the first `depth`: recall where there is one of it. */
export function recall(rank: number | undefined, depth: number): number {
  return rank !== undefined && rank <= depth ? 1 : 0;
}
