/** Scores of passages, of which most are 0. */
export class ScoreAccumulator {
  /** One a passage, none below 0. */
  readonly values: Float32Array;
  /** Where they are above 0, in the order in which they came to be. */
  readonly touched: Uint32Array;
  touchedCount = 0;

  constructor(passages: number) {
    this.values = new Float32Array(passages);
    this.touched = new Uint32Array(passages);
  }

  /** The passages whose scores are above 0, in no order. */
  docIds(): Uint32Array {
    return this.touched.subarray(0, this.touchedCount);
  }

  /** Adds what is above 0. */
  add(docId: number, score: number): void {
    const before = this.values[docId]!;
    if (before === 0) this.touched[this.touchedCount++] = docId;
    this.values[docId] = before + score;
  }

  /** Sets all to 0. */
  clear(): void {
    for (const docId of this.docIds()) this.values[docId] = 0;
    this.touchedCount = 0;
  }

  /** The `limit` highest scores above 0, best first; ties go to the lower docId. */
  top(
    limit: number,
    isAllowed?: (docId: number) => boolean,
  ): { readonly docId: number; readonly score: number }[] {
    return this.topOf(this.docIds(), limit, isAllowed);
  }

  /** The `limit` highest scores above 0 of some passages, best first; ties go to the lower docId. */
  topOf(
    docIds: Uint32Array,
    limit: number,
    isAllowed?: (docId: number) => boolean,
  ): { readonly docId: number; readonly score: number }[] {
    const { values } = this;
    if (limit <= 0) return [];
    // A small sorted list beats a heap here: few scores get past its last entry.
    const best: { docId: number; score: number }[] = [];
    let lowest = 0;
    for (const docId of docIds) {
      const score = values[docId]!;
      if (score < lowest || score === 0 || (isAllowed && !isAllowed(docId))) continue;
      let low = 0;
      let high = best.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const there = best[middle]!;
        if (there.score > score || (there.score === score && there.docId < docId)) low = middle + 1;
        else high = middle;
      }
      if (low === limit) continue;
      best.splice(low, 0, { docId, score });
      if (best.length > limit) best.pop();
      if (best.length === limit) lowest = best[limit - 1]!.score;
    }
    return best;
  }
}
