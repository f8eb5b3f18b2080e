import { createElement, type HtmlElement } from '../html-tree.js';
import { createCell, createRun, createTable } from '../table-elements.js';
import type { PageTable, TableCell } from './page-table.js';

const digit = /\p{Nd}/u;
const maxHeaderUnits = 80;

function rowsOf({ cells, rowCount }: PageTable): TableCell[][] {
  const rows: TableCell[][] = Array.from({ length: rowCount }, () => []);
  for (const cell of cells) rows[cell.row]!.push(cell);
  for (const row of rows) row.sort((a, b) => a.column - b.column);
  return rows;
}

/** Whether the first row names the columns: in bold type, or without the numbers that the rows below have. */
function hasHeader(rows: readonly (readonly TableCell[])[]): boolean {
  const [first, ...below] = rows;
  if (!first || below.length === 0) return false;
  const filled = first.filter(({ text }) => text !== '');
  if (filled.length < 2 || filled.some(({ text }) => text.length > maxHeaderUnits)) return false;
  const isBold = (row: readonly TableCell[]): boolean =>
    row.some(({ text }) => text !== '') && row.every((cell) => cell.isBold || cell.text === '');
  if (isBold(first) && !below.every(isBold)) return true;
  if (filled.some(({ text }) => digit.test(text))) return false;
  const withNumbers = below.slice(0, 20).filter((row) => row.some(({ text }) => digit.test(text)));
  return below.length > 1 && withNumbers.length * 3 >= Math.min(20, below.length) * 2;
}

function toRow(cells: readonly TableCell[], line: number): HtmlElement {
  const children = cells.map(({ text, columns, rows, isBold }) =>
    createCell(text === '' ? [] : [createRun(text, line, isBold)], columns, rows),
  );
  return createElement('tr', undefined, children);
}

interface TableAsHtml {
  readonly element: HtmlElement;
  /** What the row says that names the columns; empty where none does. */
  readonly headerText: string;
  /** Whether its first row names the columns. */
  readonly isHeaded: boolean;
  /** Whether that row was left out because the part of the table before has it. */
  readonly isRepeated: boolean;
}

/**
 * A table of a page as one of HTML, so that the rows of both are read alike.
 *
 * @param headerBefore What names the columns of the table that this one goes on with.
 */
export function toHtmlTable(table: PageTable, line: number, headerBefore: string | undefined): TableAsHtml {
  const rows = rowsOf(table);
  const firstText = rows[0]?.map(({ text }) => text).join('|') ?? '';
  const isRepeated = rows.length > 1 && headerBefore !== undefined && headerBefore === firstText;
  if (isRepeated) rows.shift();
  const isHeaded = !isRepeated && hasHeader(rows);
  const elements = rows.map((row) => toRow(row, line));
  // Rows of a single cell, and long ones, are data too in what stands in columns on a page.
  return {
    element: { ...createTable(elements, isHeaded ? 1 : 0), hasHeader: true },
    isHeaded,
    headerText: isHeaded || isRepeated ? firstText : '',
    isRepeated,
  };
}
