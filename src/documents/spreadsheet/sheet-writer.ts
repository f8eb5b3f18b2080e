import type { Cell, DocumentPart } from '../../contracts/document.js';
import type { DraftBlock, TextBuilder } from '../text-builder.js';
import { looksLikeHeading } from '../text-lines.js';
import {
  countHeaderRows,
  findTableBelowForm,
  groupsColumns,
  holdsOnlyNames,
  isValue,
  namesRows,
} from './header-row.js';
import { findColumns, layOutRow, type TableColumns } from './row-layout.js';
import type { SheetRow } from './sheet-row.js';

/** A table is told by so many of its first rows; the others are written as they come. */
const sampleRows = 50;
/** Cells take more memory than text: of rows behind so many only the text is kept. */
const maxCells = 1_000_000;
const maxHeadingLevel = 6;
/** A longer text alone in its row is no row of a list. UTF-16 units. */
const maxListedUnits = 200;

/** Names that programs give to sheets that nobody named. */
const givenName =
  /^(?:sheet|ورقة|الورقة|feuil(?:le)?|tabelle|hoja|foglio|planilha|лист|sayfa|blad|arkusz|工作表|シート|table)[\s_]?\p{Nd}*$/iu;

interface Table {
  readonly columns: TableColumns;
  /** Position of the header that the rows stand under; of what the table stands under where it has none. */
  readonly under: number;
  readonly header: { readonly position: number; readonly rows: readonly SheetRow[] } | undefined;
  /** The header of the rows that follow: that of the table, or one that names a group of rows. */
  rowParent: number;
}

/** A cell that goes down to the rows below it. */
interface Carried {
  readonly cell: Cell;
  readonly lastRow: number;
}

/** Whether what stands alone in a row may be a heading or a caption. */
function isTitle({ cells }: SheetRow): boolean {
  const { text } = cells[0]!;
  return looksLikeHeading(text) && !isValue(text);
}

/**
 * Makes blocks of the rows of sheets: finds where tables begin and end, what stands above them, and which rows say what
 * the columns hold. Holds a few rows at a time, however long the sheet.
 */
export class SheetWriter {
  private readonly sheets: { readonly position: number; readonly number: number; readonly name: string }[] =
    [];
  /** The rows since the last empty one, until there are enough to tell what they are. */
  private waiting: SheetRow[] = [];
  /** Rows of a single cell within a table: what they are shows what follows. */
  private single: SheetRow[] = [];
  /** Rows of names in front of an empty one, which may name the columns of what follows. */
  private names: SheetRow[] = [];
  private table: Table | undefined;
  /** The table before the last empty row, which the rows behind it may continue. */
  private before: Table | undefined;
  private carried: Carried[] = [];
  /** Open headings of the sheet, the outermost first. */
  private headings: { readonly level: number; readonly position: number }[] = [];
  /** A heading that nothing follows yet. */
  private emptyHeading: DraftBlock | undefined;
  /** The name of the sheet until it is known whether it is a heading. */
  private name: string | undefined;
  private cellsLeft = maxCells;

  /** @param sheetCount How many sheets there are: the title above the only one is that of the document. */
  constructor(
    private readonly builder: TextBuilder,
    private readonly sheetCount: number,
  ) {}

  startSheet(name: string, number: number): void {
    this.endSheet();
    this.sheets.push({ position: this.builder.count(), number, name });
    this.name = name === '' || givenName.test(name) ? undefined : name;
  }

  addRow(row: SheetRow): void {
    if (row.isApart) this.endRegion(true);
    if (row.isHeader && this.isTableOpen(row)) this.endRegion(false);
    if (this.table) this.addToTable(row, this.table);
    else {
      this.waiting.push(row);
      if (this.waiting.length >= sampleRows) this.readSample();
    }
  }

  endSheet(): void {
    this.endRegion(false);
    if (this.emptyHeading && this.headings.at(-1)!.level > 1) {
      this.emptyHeading.kind = 'paragraph';
      this.emptyHeading.level = 0;
    }
    this.emptyHeading = undefined;
    this.before = undefined;
    this.headings = [];
  }

  /** The sheets as parts of the stored text; those that hold nothing are none. */
  partsOf(blocks: readonly DraftBlock[]): DocumentPart[] {
    return this.sheets.flatMap(({ position, number, name }, i) => {
      const end = this.sheets[i + 1]?.position ?? blocks.length;
      const first = position < end ? blocks[position] : undefined;
      const label = name === '' ? undefined : name;
      return first ? [{ kind: 'sheet' as const, start: first.span.start, number, label }] : [];
    });
  }

  /** Whether rows of another table came before one that the file says is a header. */
  private isTableOpen(header: SheetRow): boolean {
    const isRow = (row: SheetRow): boolean =>
      row.cells.length > 1 && !row.isHeader && !groupsColumns(row, header);
    return this.table !== undefined || this.waiting.some(isRow);
  }

  private endRegion(isFollowed: boolean): void {
    if (this.waiting.length > 0) {
      const isHeld = isFollowed && this.names.length === 0 && holdsOnlyNames(this.waiting);
      if (isHeld) this.names = this.waiting.splice(0);
      else this.readSample();
    }
    if (!isFollowed) this.readNames([]);
    this.endTable();
  }

  private endTable(): void {
    if (this.table) {
      this.writeSingle(this.table, false);
      this.before = this.table;
    }
    this.table = undefined;
    this.carried = [];
  }

  private get heading(): number {
    return this.headings.at(-1)?.position ?? -1;
  }

  private addHeading(text: string, level: number, line: number): void {
    const position = this.builder.count();
    while ((this.headings.at(-1)?.level ?? 0) >= level) this.headings.pop();
    const block = this.builder.add({ kind: 'heading', level, line, text });
    this.emptyHeading = block;
    if (!block) return;
    block.parent = this.heading;
    this.headings.push({ level, position });
  }

  private addText(kind: 'caption' | 'paragraph', { cells, number }: SheetRow): number {
    const position = this.builder.count();
    const block = this.builder.add({ kind, level: 0, line: number, text: cells[0]!.text });
    this.emptyHeading = undefined;
    if (block) block.parent = this.heading;
    return block ? position : -1;
  }

  /** What stands alone in its row above a table, or apart from everything. Gives the position of a table's caption. */
  private addLeads(rows: readonly SheetRow[], hasTable: boolean): number {
    let level = 2;
    let position = -1;
    rows.forEach((row, i) => {
      const { text } = row.cells[0]!;
      position = -1;
      const isLast = i === rows.length - 1;
      if (!isTitle(row)) {
        const paragraph = this.addText('paragraph', row);
        if (/[:：]$/u.test(text)) position = paragraph;
      } else if (isLast && hasTable) position = this.addText('caption', row);
      else this.addHeading(text, Math.min(maxHeadingLevel, level++), row.number);
    });
    return position;
  }

  /** Writes the name of the sheet as a heading, unless the only sheet begins with a title of its own. */
  private settleName(hasTitle: boolean): void {
    const { name } = this;
    this.name = undefined;
    if (name !== undefined && !(hasTitle && this.sheetCount === 1)) this.addHeading(name, 1, 1);
  }

  private readSample(): void {
    const rows = this.waiting;
    this.waiting = [];
    this.readRegion(this.readNames(rows));
  }

  /** The rows with those that name their columns from above an empty row; writes the latter where they do not. */
  private readNames(rows: readonly SheetRow[]): readonly SheetRow[] {
    const names = this.names;
    this.names = [];
    const last = names.at(-1);
    if (!last) return rows;
    const above = findColumns(names);
    const isNear = rows[0]?.number === last.number + 2 && rows.some(({ cells }) => cells.length > 1);
    const isBelow = isNear && findColumns(rows).first >= above.first && findColumns(rows).last <= above.last;
    if (isBelow && countHeaderRows(rows) === 0) {
      return [...names.slice(0, -1), { ...last, isHeader: true }, ...rows];
    }
    this.readRegion(names);
    this.endTable();
    return rows;
  }

  private readRegion(rows: readonly SheetRow[]): void {
    const { first } = findColumns(rows);
    let leads = rows.findIndex(({ cells }) => cells.length > 1);
    if (leads < 0) {
      const isList = rows.length > 2 && rows.every(({ cells }) => cells[0]!.text.length <= maxListedUnits);
      if (!isList) {
        this.settleName(isTitle(rows[0]!));
        this.addLeads(rows, false);
        return;
      }
      leads = 0;
    }
    // A name over some of the columns, or beside several rows, is a part of the table.
    const isPart = ({ cells: [cell] }: SheetRow): boolean => cell!.column > first || cell!.rows > 1;
    while (leads > 0 && isPart(rows[leads - 1]!)) leads--;
    this.settleName(leads > 0 && isTitle(rows[0]!));
    const caption = this.addLeads(rows.slice(0, leads), true);
    const table = rows.slice(leads);
    const form = findTableBelowForm(table);
    if (form > 0) {
      this.startTable(table.slice(0, form), caption);
      this.endTable();
    }
    this.startTable(table.slice(form), form > 0 ? -1 : caption);
  }

  private startTable(rows: readonly SheetRow[], caption: number): void {
    const continued = caption < 0 ? this.findContinued(rows) : undefined;
    const headerRows = continued ? 0 : countHeaderRows(rows);
    const data = rows.slice(headerRows);
    const { first, last, used } = findColumns(rows);
    const names = data.flatMap(({ cells: [cell] }) => (cell!.column === first ? [cell!.text] : []));
    const columns = continued?.columns ?? { first, last, used, areRowsNamed: namesRows(names) };
    let under = continued?.rowParent ?? (caption >= 0 ? caption : this.heading);
    const header = rows.slice(0, headerRows);
    for (const row of header) under = this.writeRow('table-header', row, columns, under);
    this.table = {
      columns,
      under,
      header: continued?.header ?? (headerRows > 0 ? { position: under, rows: header } : undefined),
      rowParent: under,
    };
    for (const row of data) this.addToTable(row, this.table);
  }

  /** The table before an empty row, where these rows stand in its columns and bring no names of their own. */
  private findContinued(rows: readonly SheetRow[]): Table | undefined {
    const { before } = this;
    if (!before?.header || this.emptyHeading || rows.some(({ isHeader }) => isHeader)) return undefined;
    const { first, last } = findColumns(rows);
    if (first !== before.columns.first || last > before.columns.last) return undefined;
    const names = before.header.rows.at(-1)!.cells.map(({ text }) => text);
    const top = rows[0]!.cells;
    if (top.length < 2 || top.filter(({ text }) => names.includes(text)).length * 2 > top.length)
      return undefined;
    const isNew = countHeaderRows(rows) > 0 && !top.some(({ text }) => isValue(text));
    return isNew ? undefined : before;
  }

  private addToTable(row: SheetRow, table: Table): void {
    const { first, last } = table.columns;
    if (row.cells.length === 1 && last > first && this.single.length < sampleRows) {
      this.single.push(row);
      return;
    }
    this.writeSingle(table, true);
    this.writeRow('table-row', row, table.columns, table.rowParent);
  }

  /** One cell across the table, or in bold type, names the rows below it; at the end of the table it is a note. */
  private writeSingle(table: Table, isFollowed: boolean): void {
    const rows = this.single;
    this.single = [];
    rows.forEach((row, i) => {
      const [cell] = row.cells as [SheetRow['cells'][number]];
      const isFirstColumn = cell.column === table.columns.first;
      const stands = isFirstColumn && !isValue(cell.text) && cell.rows === 1;
      const isApart = cell.columns > 1 || cell.isBold;
      const goesDown = this.carried.some(({ lastRow }) => lastRow >= row.number);
      if (stands && !goesDown && isFollowed && isApart && i === rows.length - 1) {
        table.rowParent = this.writeRow('table-header', row, table.columns, table.under);
      } else if (stands && !goesDown && !isFollowed && (isApart || cell.text.length > 40)) {
        this.addText('paragraph', row);
      } else this.writeRow('table-row', row, table.columns, table.rowParent);
    });
  }

  private writeRow(
    kind: 'table-header' | 'table-row',
    row: SheetRow,
    columns: TableColumns,
    parent: number,
  ): number {
    this.carried = this.carried.filter(({ lastRow }) => lastRow >= row.number);
    const carried = this.carried.map(({ cell }) => cell);
    const { text, cells } = layOutRow(row.cells, kind === 'table-header', columns, carried);
    const position = this.builder.count();
    const hasRoom = this.cellsLeft >= cells.length + carried.length;
    const block = this.builder.add({
      kind,
      level: 0,
      line: row.number,
      text,
      ...(hasRoom && { cells }),
    });
    this.emptyHeading = undefined;
    if (!block) return parent;
    block.parent = parent;
    if (!block.cells) return position;
    this.cellsLeft -= cells.length + carried.length;
    const own = block.cells;
    if (carried.length > 0) block.cells = [...own, ...carried].sort((a, b) => a.column - b.column);
    for (const { column, rows } of row.cells) {
      const cell = rows > 1 ? own.find((each) => each.column === column) : undefined;
      if (cell) this.carried.push({ cell, lastRow: row.number + rows - 1 });
    }
    return position;
  }
}
