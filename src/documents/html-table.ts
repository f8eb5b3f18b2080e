import type { Cell } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';
import type { HtmlRun } from './html-inline.js';
import { joinTexts, type TextWithLines } from './html-runs.js';
import { isElement, isHidden, type HtmlElement, type HtmlNode } from './html-tree.js';
import { namesColumns } from './spreadsheet/header-row.js';
import { toCell } from './spreadsheet/sheet-row.js';

/** What a table holds, in its order. */
export type TableItem =
  | { readonly kind: 'row'; readonly row: TableRow }
  /** What is no row of data: the table's caption, what stands between its rows, a row that arranges the page. */
  | { readonly kind: 'other'; readonly node: HtmlNode };

interface OwnCell {
  readonly column: number;
  readonly columns: number;
  isHeader: boolean;
  /** Position among the texts of its row; -1 for an empty cell and for one that began rows above. */
  readonly text: number;
  /** The cell that began rows above, of which this is the part in its row. */
  readonly origin?: OwnCell;
  /** In the stored text, once the row is in it. */
  span?: Span;
}

export interface TableRow extends TextWithLines {
  kind: 'header' | 'group' | 'data';
  readonly cells: OwnCell[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly marks: HtmlRun['marks'];
}

/** More columns than this are not told apart; a row of more cells is none of data. */
const maxColumns = 1000;
/** A cell longer than this is part of the page's layout, where the table has no header. UTF-16 units. */
const maxCellUnits = 500;
const maxCellUnitsUnderHeader = 5000;
/** So many cells of a table are carried on to the rows below them. */
const maxCarriedCells = 200_000;
/** So many rows show whether the first one names their columns. */
const maxRowsLookedAt = 50;

const separator = ' | ';
const numeric = /^[\p{Nd}\p{P}\p{S}\s]+$/u;
const year = /^(?:1[3-9]|20|١[٣-٩]|٢٠)\p{Nd}{2}$/u;

interface Carried {
  readonly cell: OwnCell;
  rowsLeft: number;
}

interface RawCell {
  readonly element: HtmlElement;
  readonly runs: HtmlRun[];
}

function collectRuns(node: HtmlNode, into: HtmlRun[]): void {
  if (!isElement(node)) into.push(node);
  else if (!isHidden(node.attributes)) for (const child of node.children) collectRuns(child, into);
}

function readSpan(attribute: string | undefined, most: number, zero: number): number {
  const span = Number.parseInt(attribute ?? '1', 10);
  if (span === 0) return zero;
  return span > 0 ? Math.min(span, most) : 1;
}

function isBold(runs: readonly HtmlRun[]): boolean {
  return runs.length > 0 && runs.every((run) => run.boldUnits === run.text.length);
}

function textOf({ text, starts, ends }: TableRow, cell: OwnCell): string {
  return cell.text < 0 ? '' : text.slice(starts[cell.text], ends[cell.text]);
}

class TableReader {
  private readonly items: TableItem[] = [];
  private carried: Carried[] = [];
  private carriedCells = 0;
  private isFirst = true;
  /** The columns of the names of rows, from 0 to before this one. */
  private labelColumns = 0;
  /** Cells that are taken to name their rows for being in those columns. */
  private readonly labels: { readonly cell: OwnCell; readonly text: string }[] = [];

  constructor(private readonly table: HtmlElement) {}

  read(): readonly TableItem[] {
    this.readChildren(this.table, false);
    if (!this.table.hasHeader) this.guessHeader();
    this.dropNumericLabels();
    return this.items;
  }

  private readChildren(parent: HtmlElement, isHead: boolean): void {
    for (const node of parent.children) {
      if (!isElement(node)) this.items.push({ kind: 'other', node });
      else if (isHidden(node.attributes)) continue;
      else if (/^t(?:head|body|foot)$/.test(node.name)) {
        this.carried = [];
        this.readChildren(node, node.name === 'thead');
        this.carried = [];
      } else if (node.name === 'tr') this.readRow(node, isHead);
      else this.items.push({ kind: 'other', node });
    }
  }

  private readRow(element: HtmlElement, isHead: boolean): void {
    const raw: RawCell[] = [];
    for (const child of element.children) {
      if (isElement(child) && isHidden(child.attributes)) continue;
      if (isElement(child) || raw.length === 0) {
        raw.push({ element: isElement(child) ? child : element, runs: [] });
      }
      if (element.layout !== 'certain') collectRuns(child, raw.at(-1)!.runs);
    }
    if (!this.isData(element, raw)) {
      for (const node of element.children) this.items.push({ kind: 'other', node });
      return;
    }
    const row = this.layOut(raw);
    const filled = raw.filter(({ runs }) => runs.length > 0);
    if (filled.length === 0) return;
    row.kind = this.kindOf(raw, row, isHead);
    if (row.kind === 'header') this.labelColumns = row.cells.length > 1 ? row.cells[0]!.columns : 1;
    this.markHeaders(raw, row);
    this.isFirst = false;
    this.items.push({ kind: 'row', row });
  }

  private isData(element: HtmlElement, raw: readonly RawCell[]): boolean {
    const { hasHeader } = this.table;
    if (element.layout === 'certain' || raw.length > maxColumns) return false;
    const filled = raw.filter(({ runs }) => runs.length > 0);
    const most = hasHeader ? maxCellUnitsUnderHeader : maxCellUnits;
    const isShort = filled.every(
      ({ runs }) => runs.reduce((sum, { text }) => sum + text.length + 1, -1) <= most,
    );
    if (hasHeader) return isShort;
    return isShort && element.layout === 'none' && filled.length > 1;
  }

  /** Gives each cell its column, past those that cells of rows above take. */
  private layOut(raw: readonly RawCell[]): TableRow {
    const texts: TextWithLines[] = [];
    const cells: OwnCell[] = [];
    const marks: HtmlRun['marks'][number][] = [];
    const stillCarried: Carried[] = [];
    const began: { cell: OwnCell; rows: number }[] = [];
    let column = 0;
    let nextCarried = 0;
    let line = raw[0]?.runs[0]?.line ?? 1;
    const takeCarried = (): void => {
      for (
        let each = this.carried[nextCarried];
        each && each.cell.column <= column;
        each = this.carried[nextCarried]
      ) {
        nextCarried++;
        const { cell } = each;
        cells.push({ ...cell, text: -1, origin: cell });
        column = Math.max(column, cell.column + cell.columns);
        if (--each.rowsLeft > 0) stillCarried.push(each);
      }
    };
    for (const { element, runs } of raw) {
      takeCarried();
      const free = Math.min(maxColumns, this.carried[nextCarried]?.cell.column ?? maxColumns) - column;
      const columns = Math.max(1, Math.min(free, readSpan(element.attributes.get('colspan'), maxColumns, 1)));
      const joined = runs.length > 0 ? joinTexts(runs, ' ') : { text: '', line, lineBreaks: [] };
      line = joined.line + joined.lineBreaks.length;
      for (const run of runs) marks.push(...run.marks);
      const cell: OwnCell = { column, columns, isHeader: element.name === 'th', text: texts.length };
      texts.push({ ...joined, text: joined.text.replaceAll('\n', ' ') });
      cells.push(cell);
      column += columns;
      const rows = readSpan(element.attributes.get('rowspan'), 65_534, 65_534);
      if (rows > 1) began.push({ cell, rows });
    }
    column = Math.max(column, maxColumns);
    takeCarried();
    const joined = joinTexts(texts, separator);
    // A no-break space at either end of a cell is white space beside its text.
    const trimmed = texts.map(({ text }) => ({ text: text.trim(), before: text.search(/\S/u) }));
    const starts = joined.starts.map((start, i) => start + Math.max(0, trimmed[i]!.before));
    const row: TableRow = {
      kind: 'data',
      ...joined,
      cells,
      starts,
      ends: starts.map((start, i) => start + trimmed[i]!.text.length),
      marks,
    };
    this.carriedCells += stillCarried.length + began.length;
    this.carried =
      this.carriedCells > maxCarriedCells
        ? []
        : [...stillCarried, ...began.map(({ cell, rows }) => ({ cell, rowsLeft: rows - 1 }))].sort(
            (a, b) => a.cell.column - b.cell.column,
          );
    return row;
  }

  private kindOf(raw: readonly RawCell[], row: TableRow, isHead: boolean): TableRow['kind'] {
    if (isHead) return 'header';
    const filled = raw.filter(({ runs }) => runs.length > 0);
    const isAll = (holds: (cell: RawCell) => boolean): boolean => filled.every(holds);
    const areNames = isAll(({ element }) => element.name === 'th');
    if (raw.length === 1 && !this.isFirst && row.cells.length === 1) {
      const isGroup = areNames || (row.cells[0]!.columns > 1 && isAll(({ runs }) => isBold(runs)));
      return isGroup ? 'group' : 'data';
    }
    if (areNames && (filled.length > 1 || (this.isFirst && raw.length === 1))) return 'header';
    const looksLikeHeader = this.isFirst && filled.length > 1 && isAll(({ runs }) => isBold(runs));
    return looksLikeHeader ? 'header' : 'data';
  }

  /** Cells that say what their columns hold, or their row: where no cell is marked so, those in the first columns. */
  private markHeaders(raw: readonly RawCell[], row: TableRow): void {
    const isMarked = raw.some(({ element }) => element.name === 'th');
    for (const cell of row.cells) {
      if (row.kind !== 'data') cell.isHeader = true;
      else if (!isMarked && cell.column < this.labelColumns) this.markLabel(row, cell);
    }
  }

  private markLabel(row: TableRow, cell: OwnCell): void {
    cell.isHeader = true;
    this.labels.push({ cell, text: textOf(row, cell) });
  }

  /** The first row of a table that marks none as its header is it where it has what columns are often called. */
  private guessHeader(): void {
    const rows = this.items.flatMap((item) => (item.kind === 'row' ? [item.row] : []));
    const looked = rows.slice(0, maxRowsLookedAt);
    if (rows.some(({ kind }) => kind !== 'data')) return;
    if (looked.some(({ cells }) => cells.some(({ origin }) => origin))) return;
    const sheetRows = looked.map((row, i) => {
      const filled = row.cells.filter((cell) => textOf(row, cell) !== '');
      const cells = filled.map((cell) => ({
        ...toCell(textOf(row, cell), cell.column),
        columns: cell.columns,
      }));
      return { number: i + 1, isApart: false, cells };
    });
    const [header, ...below] = rows;
    if (!header || !namesColumns(sheetRows)) return;
    header.kind = 'header';
    for (const cell of header.cells) cell.isHeader = true;
    for (const row of below) this.markLabel(row, row.cells[0]!);
  }

  /** A first column of numbers is a column as any other, unless they are years. */
  private dropNumericLabels(): void {
    const own = this.labels.filter(({ cell, text }) => cell.text >= 0 && text !== '');
    const numbers = own.filter(({ text }) => numeric.test(text) && !year.test(text));
    if (numbers.length * 2 > own.length) for (const { cell } of this.labels) cell.isHeader = false;
  }
}

/** The rows of a table with their cells in columns, those that go over several rows in each of them. */
export function readTable(table: HtmlElement): readonly TableItem[] {
  return new TableReader(table).read();
}

/**
 * Finds what the rows of a table stand under, as they are written one after the other: data under the last header or
 * group, a group under the last header, a header under what the table stands under or, of several rows, the one above.
 */
export class RowParents {
  private header: number | undefined;
  private mainHeader: number | undefined;
  private previous: TableRow['kind'] | undefined;

  /** @param outer Position of the block that the table stands under. */
  constructor(private readonly outer?: number) {}

  /** The parent of the next row; undefined where it stands under nothing. */
  next(kind: TableRow['kind']): number | undefined {
    const { header, mainHeader, previous, outer } = this;
    this.previous = kind;
    if (kind === 'group') return mainHeader ?? outer;
    return kind === 'header' && previous !== 'header' ? outer : (header ?? outer);
  }

  /** Says at which position the last row was written. */
  note(kind: TableRow['kind'], position: number): void {
    if (kind !== 'data') this.header = position;
    if (kind === 'header') this.mainHeader = position;
  }
}

/** The cells of a row that is stored as `span`. */
export function storeCells(row: TableRow, span: Span): readonly Cell[] {
  const leading = row.text.length - row.text.trimStart().length;
  const at = (offset = 0): number => Math.min(span.end, Math.max(span.start, span.start + offset - leading));
  return row.cells.map((cell): Cell => {
    cell.span = cell.origin?.span ?? { start: at(row.starts[cell.text]), end: at(row.ends[cell.text]) };
    const { column, columns, isHeader } = cell;
    return { span: cell.span, column, columns, isHeader };
  });
}
