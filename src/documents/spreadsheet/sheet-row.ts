/** A cell that holds something, with what the program shows in it. */
export interface SheetCell {
  /** Of its first column, from 0. */
  readonly column: number;
  /** Columns and rows that it goes across, where cells were merged. */
  readonly columns: number;
  readonly rows: number;
  /** On one line, without white space at its ends; not empty. */
  readonly text: string;
  readonly isBold: boolean;
}

/** A row of a sheet that holds something, without the columns that are hidden. */
export interface SheetRow {
  /** As the program numbers it, from 1; of a file of separated values its first line. */
  readonly number: number;
  /** Whether an empty row stands between this one and the last one that holds something. */
  readonly isApart: boolean;
  /** In order of their columns, at least one. */
  readonly cells: readonly SheetCell[];
  /** Whether the file itself says that the row names the columns below it. */
  readonly isHeader?: boolean;
}

/** The text of a cell as it is stored: a row has one line. */
export function tidyCell(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** A cell of separated values, or of a sheet where nothing is merged. */
export function toCell(text: string, column: number, isBold = false): SheetCell {
  return { column, columns: 1, rows: 1, text, isBold };
}
