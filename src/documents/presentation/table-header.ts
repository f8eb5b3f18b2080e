import { paragraphsOf, plainText, type WordRow, type WordTable } from '../office/word-content.js';
import { countHeaderRows } from '../spreadsheet/header-row.js';
import { tidyCell, type SheetCell, type SheetRow } from '../spreadsheet/sheet-row.js';

/** A row as one of a sheet, as far as no cell above goes on beside its own. */
function toSheetRow({ cells }: WordRow, index: number): SheetRow {
  let column = 0;
  const filled = cells.flatMap(({ columns, rows, content }): SheetCell[] => {
    const at = column;
    column += columns;
    const text = tidyCell(plainText(content));
    const isBold = Array.from(paragraphsOf(content)).every((paragraph) => paragraph.isBold);
    return text === '' ? [] : [{ column: at, columns, rows, text, isBold }];
  });
  return { number: index + 1, isApart: false, cells: filled };
}

/** A table of a slide, with the rows marked that name its columns where the file does not say so. */
export function withHeader(table: WordTable): WordTable {
  if (table.rows.some(({ isHeader }) => isHeader)) return table;
  const rows = table.rows.map(toSheetRow);
  // A form and a row across the table are told apart by how the rows are filled.
  if (rows.some(({ cells }) => cells.length === 0)) return table;
  const count = countHeaderRows(rows);
  return { ...table, rows: table.rows.map((row, i) => ({ ...row, isHeader: i < count })) };
}
