/** Scores of passages, of which most are 0. */
export class SparseScores {
  /** One a passage, none below 0. */
  readonly values: Float32Array;
  /** Where they are above 0, in the order in which they came to be. */
  readonly touched: Uint32Array;
  touchedCount = 0;

  constructor(passages: number) {
    this.values = new Float32Array(passages);
    this.touched = new Uint32Array(passages);
  }

  /** Positions of the scores above 0, in no order. */
  positions(): Uint32Array {
    return this.touched.subarray(0, this.touchedCount);
  }

  /** Sets all to 0. */
  clear(): void {
    for (const position of this.positions()) this.values[position] = 0;
    this.touchedCount = 0;
  }

  /** The `limit` highest scores above 0, best first; ties go to the lower position. */
  top(
    limit: number,
    isAllowed?: (position: number) => boolean,
  ): { readonly position: number; readonly score: number }[] {
    return this.topOf(this.positions(), limit, isAllowed);
  }

  /** The same, of some positions. */
  topOf(
    positions: Uint32Array,
    limit: number,
    isAllowed?: (position: number) => boolean,
  ): { readonly position: number; readonly score: number }[] {
    const { values } = this;
    if (limit <= 0) return [];
    // A small sorted list beats a heap here: few scores get past its last entry.
    const best: { position: number; score: number }[] = [];
    let lowest = 0;
    for (const position of positions) {
      const score = values[position]!;
      if (score < lowest || score === 0 || (isAllowed && !isAllowed(position))) continue;
      let low = 0;
      let high = best.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const there = best[middle]!;
        if (there.score > score || (there.score === score && there.position < position)) low = middle + 1;
        else high = middle;
      }
      if (low === limit) continue;
      best.splice(low, 0, { position, score });
      if (best.length > limit) best.pop();
      if (best.length === limit) lowest = best[limit - 1]!.score;
    }
    return best;
  }
}
