/** The extents in x that rows cover, apart from each other, from left to right. */
export class Cover {
  private readonly lefts: number[] = [];
  private readonly rights: number[] = [];

  add(left: number, right: number): void {
    const { lefts, rights } = this;
    let from = this.firstEndingAt(left);
    const first = from;
    let [start, end] = [left, right];
    for (; from < lefts.length && lefts[from]! <= right; from++) {
      start = Math.min(start, lefts[from]!);
      end = Math.max(end, rights[from]!);
    }
    lefts.splice(first, from - first, start);
    rights.splice(first, from - first, end);
  }

  /** Whether there is a gap of a width. */
  hasGap(minWidth: number): boolean {
    return this.lefts.some((left, i) => i > 0 && left - this.rights[i - 1]! >= minWidth);
  }

  /** The middles of gaps of a width, with so much between each side of them and the outer edge; the widest first. */
  findGaps(minWidth: number, minBeside = 0): number[] {
    const { lefts, rights } = this;
    const found: { x: number; width: number }[] = [];
    for (let i = 1; i < lefts.length; i++) {
      const [before, after] = [rights[i - 1]!, lefts[i]!];
      if (after - before < minWidth || before - lefts[0]! < minBeside || rights.at(-1)! - after < minBeside)
        continue;
      found.push({ x: (before + after) / 2, width: after - before });
    }
    return found.sort((a, b) => b.width - a.width).map(({ x }) => x);
  }

  /** The index of the first extent that does not end left of `x`. */
  private firstEndingAt(x: number): number {
    let low = 0;
    let high = this.rights.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.rights[middle]! < x) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
