/** Cells that were merged to one, by its first and last row and column. Rows count from 1, columns from 0. */
export interface MergedCell {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** Says of cells, in order of their rows, what of a merged cell they are. */
export class MergedCells {
  private readonly merged: readonly MergedCell[];
  private next = 0;
  /** Those that go across the row that was last asked about. */
  private open: MergedCell[] = [];
  private row = 0;

  constructor(merged: readonly MergedCell[]) {
    this.merged = [...merged].sort((a, b) => a.firstRow - b.firstRow);
  }

  /** The merged cell that a cell is a part of. */
  at(row: number, column: number): MergedCell | undefined {
    if (row !== this.row) this.moveTo(row);
    return this.open.find((each) => each.firstColumn <= column && column <= each.lastColumn);
  }

  private moveTo(row: number): void {
    this.row = row;
    for (let each = this.merged[this.next]; each && each.firstRow <= row; each = this.merged[++this.next]) {
      this.open.push(each);
    }
    this.open = this.open.filter(({ lastRow }) => lastRow >= row);
  }
}
