import { tidyCell, type SheetCell, type SheetRow } from '../spreadsheet/sheet-row.js';
import { paragraphsOf, plainText, type WordRow } from './word-content.js';

/** The rows of a table as those of a sheet, as far as no cell above goes on beside their own. */
export function toSheetRows(rows: readonly WordRow[]): readonly SheetRow[] {
  return rows.map(({ cells }, index) => {
    let column = 0;
    const filled = cells.flatMap(({ columns, rows: down, content }): SheetCell[] => {
      const at = column;
      column += columns;
      const text = tidyCell(plainText(content));
      const isBold = Array.from(paragraphsOf(content)).every((paragraph) => paragraph.isBold);
      return text === '' ? [] : [{ column: at, columns, rows: down, text, isBold }];
    });
    return { number: index + 1, isApart: false, cells: filled };
  });
}
