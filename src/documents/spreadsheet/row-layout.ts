import type { Cell } from '../../contracts/document.js';
import type { Span } from '../../contracts/span.js';
import type { SheetCell, SheetRow } from './sheet-row.js';

const separator = ' | ';
/** Columns behind this one are not told apart. */
const maxColumns = 1000;
/** Tables of more columns leave out empty cells: their rows would be all separators. */
const maxColumnsInPlace = 64;

/** The columns of a table, from its first to its last one. */
export interface TableColumns {
  readonly first: number;
  readonly last: number;
  /** Those in which anything stands; others only keep columns apart. */
  readonly used: ReadonlySet<number>;
  /** Whether the cells of the first column name their rows. */
  readonly areRowsNamed: boolean;
}

/** A row as it is stored: offsets are into its own text. */
export interface LaidOutRow {
  readonly text: string;
  readonly cells: readonly Cell[];
}

/** The columns that rows take up. */
export function findColumns(rows: readonly SheetRow[]): Omit<TableColumns, 'areRowsNamed'> {
  let first = Infinity;
  let last = 0;
  const used = new Set<number>();
  for (const { cells } of rows) {
    first = Math.min(first, cells[0]!.column);
    const end = cells.at(-1)!;
    last = Math.max(last, end.column + end.columns - 1);
    for (const { column } of cells) used.add(column);
  }
  return { first, last, used };
}

/** The columns that nothing of a row or of the rows above goes across, as empty cells. */
function* findEmpty(
  cells: readonly SheetCell[],
  taken: readonly Cell[],
  { first, last, used }: TableColumns,
): Generator<number> {
  if (last - first >= maxColumnsInPlace || cells.length === used.size) return;
  const full = new Set<number>();
  for (const { column, columns } of [...cells, ...taken]) {
    for (let at = Math.max(first, column); at < column + columns && at <= last; at++) full.add(at);
  }
  for (let at = first; at <= last; at++) if (used.has(at) && !full.has(at)) yield at;
}

/**
 * Joins the cells of a row. Empty cells keep their places, but for those behind the last one that holds something, which
 * take no room.
 */
export function layOutRow(
  cells: readonly SheetCell[],
  isHeader: boolean,
  columns: TableColumns,
  carried: readonly Cell[] = [],
): LaidOutRow {
  const empty = Array.from(findEmpty(cells, carried, columns), (column): SheetCell => {
    return { column, columns: 1, rows: 1, text: '', isBold: false };
  });
  const all = [...cells, ...empty].sort((a, b) => a.column - b.column);
  const lastFilled = all.findLastIndex(({ text }) => text !== '');
  // What names groups of columns has its place by their names.
  const isSparse = isHeader && lastFilled + 1 > 2 * cells.length;
  const texts: string[] = [];
  const placed: Cell[] = [];
  let length = 0;
  const place = ({ column, columns: across }: SheetCell, span: Span): void => {
    const names = columns.areRowsNamed && column === columns.first && columns.last > columns.first;
    if (column < maxColumns) placed.push({ span, column, columns: across, isHeader: isHeader || names });
  };
  all.forEach((cell, i) => {
    if (i > lastFilled || (isSparse && cell.text === '')) {
      const end = Math.max(0, length - separator.length);
      place(cell, { start: end, end });
      return;
    }
    texts.push(cell.text);
    place(cell, { start: length, end: length + cell.text.length });
    length += cell.text.length + separator.length;
  });
  return { text: texts.join(separator), cells: placed };
}
