/**
 * Area under the receiver operating characteristic: the probability that a random positive scores above a
 * random negative, ties counting half. By ranks, as the Mann–Whitney U statistic: Hanley and McNeil, "The
 * Meaning and Use of the Area under a ROC Curve" (1982). NaN where one of the two is empty.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  const all = [
    ...positives.map((score) => ({ score, positive: true })),
    ...negatives.map((score) => ({ score, positive: false })),
  ].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let from = 0; from < all.length;) {
    let to = from + 1;
    while (to < all.length && all[to]!.score === all[from]!.score) to++;
    // Tied scores share the mean of the ranks from + 1 … to.
    const rank = (from + 1 + to) / 2;
    for (let i = from; i < to; i++) if (all[i]!.positive) rankSum += rank;
    from = to;
  }
  const u = rankSum - (positives.length * (positives.length + 1)) / 2;
  return u / (positives.length * negatives.length);
}
