const deepest = 6;

/** The levels of headings that say only of what sort they are: one deeper than the nearest of a higher sort. */
export class HeadingLevels {
  private open: number[] = [];

  /** The level of the heading that a marked one stands at; those that are read stand below it. */
  private base = 0;

  startUnder(level: number): void {
    this.base = level;
    this.open = [];
  }

  levelOf(rank: number): number {
    while (this.open.length > 0 && this.open.at(-1)! >= rank) this.open.pop();
    this.open.push(rank);
    return Math.min(deepest, this.base + this.open.length);
  }
}
