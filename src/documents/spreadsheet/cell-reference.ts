import type { MergedCell } from './merged-cells.js';

const lastColumn = 16_383;
const lastRow = 1_048_576;

/** A place in a sheet as "BC12" names it: its row from 1, its column from 0. */
interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Undefined for what names no cell that a sheet can have. */
export function readCellReference(reference: string): CellPlace | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(reference);
  if (!match) return undefined;
  let column = 0;
  for (const letter of match[1]!.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return row >= 1 && row <= lastRow && column - 1 <= lastColumn ? { row, column: column - 1 } : undefined;
}

/** The cells of a range such as "A5:C7". */
export function readRange(reference: string): MergedCell | undefined {
  const [from, to = from] = reference.split(':').map(readCellReference);
  if (!from || !to || to.row < from.row || to.column < from.column) return undefined;
  return { firstRow: from.row, lastRow: to.row, firstColumn: from.column, lastColumn: to.column };
}
