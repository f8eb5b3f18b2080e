import type { FilledGrid } from './filled-grid.js';
import { findGrids, type Grid, type GridCell } from './grids.js';
import type { Ruling } from './glyph.js';
import type { PageTable, TableCell } from './page-table.js';
import { readLine, type LineContext } from './read-line.js';
import { joinSegments, splitRow } from './segments.js';
import type { RowGlyph, VisualRow } from './visual-rows.js';

/** A cell with more letters holds text that is framed. */
const maxCellLetters = 2500;

function isInside(
  { left, right }: RowGlyph,
  box: { readonly left: number; readonly right: number },
): boolean {
  const middle = (left + right) / 2;
  return middle > box.left && middle <= box.right;
}

function cut(row: VisualRow, keeps: (glyph: RowGlyph) => boolean): VisualRow {
  return {
    baseline: row.baseline,
    size: row.size,
    letters: row.letters.filter(keeps),
    marks: row.marks.filter(keeps),
    spaces: row.spaces.filter(keeps),
    blanks: row.blanks.filter(keeps),
  };
}

function fill(grid: Grid, rows: readonly VisualRow[]): FilledGrid {
  const contents = new Map<GridCell, VisualRow[]>();
  for (const row of rows) {
    const middle = row.baseline - 0.3 * row.size;
    if (middle < grid.top || middle > grid.bottom) continue;
    for (const cell of grid.cells) {
      if (middle < cell.top || middle >= cell.bottom) continue;
      const part = cut(row, (glyph) => isInside(glyph, cell));
      if (part.letters.length === 0) continue;
      const before = contents.get(cell);
      if (before) before.push(part);
      else contents.set(cell, [part]);
    }
  }
  return { grid, contents };
}

/** Whether a grid is a table: rows of several filled cells, none of them full of text. */
function isTable({ grid, contents }: FilledGrid): boolean {
  const filledByRow = Array.from({ length: grid.rowCount }, () => 0);
  for (const [cell, rows] of contents) {
    if (rows.reduce((sum, { letters }) => sum + letters.length, 0) > maxCellLetters) return false;
    for (let row = cell.row; row < cell.row + cell.rows; row++) filledByRow[row]!++;
  }
  const withText = filledByRow.filter((count) => count > 0).length;
  const withSeveral = filledByRow.filter((count) => count > 1).length;
  // A table may begin or end with a single row on a page.
  return withSeveral >= 2 || (withSeveral === 1 && (withText >= 2 || contents.size > 2));
}

/** The drawn tables of a page, and the rows of letters that stand in none. */
export function takeRuledTables(
  rows: readonly VisualRow[],
  rulings: readonly Ruling[],
): { readonly tables: readonly FilledGrid[]; readonly rest: readonly VisualRow[] } {
  let rest = rows;
  const tables: FilledGrid[] = [];
  for (const grid of findGrids(rulings)) {
    const filled = fill(grid, rest);
    if (!isTable(filled)) continue;
    tables.push(filled);
    rest = rest
      .map((row) => {
        const middle = row.baseline - 0.3 * row.size;
        if (middle < grid.top || middle > grid.bottom) return row;
        return cut(row, (glyph) => !isInside(glyph, grid));
      })
      .filter(({ letters }) => letters.length > 0);
  }
  return { tables, rest };
}

/** What the cells of a drawn table say. */
export function readRuledTable({ grid, contents }: FilledGrid, context: LineContext): PageTable {
  const cells: TableCell[] = [];
  for (const cell of grid.cells) {
    const lines = (contents.get(cell) ?? []).map((row) => readLine(joinSegments(splitRow(row)), context));
    const column = context.isRightToLeft ? grid.columnCount - cell.column - cell.columns : cell.column;
    cells.push({
      text: lines.map(({ text }) => text).join(' '),
      row: cell.row,
      column,
      rows: cell.rows,
      columns: cell.columns,
      isBold: lines.length > 0 && lines.every(({ boldShare }) => boldShare > 0.9),
    });
  }
  const { rowCount, columnCount, left, right, top, bottom } = grid;
  return { cells, rowCount, columnCount, isRightToLeft: context.isRightToLeft, left, right, top, bottom };
}
