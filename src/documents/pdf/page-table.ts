/** A cell of a table with what it says. Columns and rows are counted in the order in which they are read, from 0. */
export interface TableCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly isBold: boolean;
}

/** A table of a page. A cell that goes across several rows is among the cells of its first one. */
export interface PageTable {
  readonly cells: readonly TableCell[];
  readonly rowCount: number;
  readonly columnCount: number;
  readonly isRightToLeft: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
