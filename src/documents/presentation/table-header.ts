import { toSheetRows } from '../office/rows-of-tables.js';
import type { WordTable } from '../office/word-content.js';
import { countHeaderRows } from '../spreadsheet/header-row.js';

/** A table of a slide, with the rows marked that name its columns where the file does not say so. */
export function withHeader(table: WordTable): WordTable {
  if (table.rows.some(({ isHeader }) => isHeader)) return table;
  const rows = toSheetRows(table.rows);
  // A form and a row across the table are told apart by how the rows are filled.
  if (rows.some(({ cells }) => cells.length === 0)) return table;
  const count = countHeaderRows(rows);
  return { ...table, rows: table.rows.map((row, i) => ({ ...row, isHeader: i < count })) };
}
