import { readNumber } from '../read-attributes.js';
import type { XmlAttributes } from '../read-xml.js';
import { maxTableDepth, plainText, type WordCell, type WordContent, type WordRow } from '../word-content.js';

/** More columns, and more rows that are said to be the same, are not written out. */
const maxColumns = 100;
const maxRepeated = 100;
/** Nor is more text than this, in all of the document: a few bytes can say that cells are the same a million times. */
const maxRepeatedUnits = 1_000_000;

interface OpenTable {
  readonly rows: WordRow[];
  isHeader: boolean;
  row: { readonly cells: WordCell[]; readonly repeated: number; readonly isLeftOut: boolean } | undefined;
  cell: { readonly columns: number; readonly rows: number; readonly repeated: number } | undefined;
}

function readCount(value: string | undefined, most: number): number {
  return Math.max(1, Math.min(most, readNumber(value) ?? 1));
}

/** Keeps the tables of a text document that are open; cells give their content to it as they are closed. */
export class OdtTables {
  private readonly tables: OpenTable[] = [];
  private tooDeep = 0;
  private repeatedUnits = 0;

  openTable(): void {
    if (this.tables.length >= maxTableDepth) this.tooDeep++;
    else this.tables.push({ rows: [], isHeader: false, row: undefined, cell: undefined });
  }

  /** The rows of the table that ends; undefined for one that was nested too deep to be any. */
  closeTable(): readonly WordRow[] | undefined {
    if (this.tooDeep > 0) {
      this.tooDeep--;
      return undefined;
    }
    return this.tables.pop()?.rows;
  }

  setHeader(isHeader: boolean): void {
    const { table } = this;
    if (table) table.isHeader = isHeader;
  }

  openRow(attributes: XmlAttributes): void {
    const { table } = this;
    // A row in an open cell is none of the table that the cell is in.
    if (!table || table.cell) return;
    table.row = {
      cells: [],
      repeated: readCount(attributes.get('table:number-rows-repeated'), maxRepeated),
      isLeftOut: /^(?:collapse|filter)$/.test(attributes.get('table:visibility') ?? ''),
    };
  }

  closeRow(): void {
    const { table } = this;
    const row = table?.row;
    if (!table || !row || table.cell) return;
    table.row = undefined;
    if (row.isLeftOut) return;
    const contents = row.cells.flatMap(({ content }) => content);
    const times = contents.length === 0 ? 1 : this.timesOf(contents, row.repeated);
    for (let i = 0; i < times; i++) table.rows.push({ isHeader: table.isHeader, cells: row.cells });
  }

  /** Whether a cell begins of which the content is wanted. */
  openCell(attributes: XmlAttributes): boolean {
    const { table } = this;
    if (!table?.row || table.cell) return false;
    table.cell = {
      columns: readCount(attributes.get('table:number-columns-spanned'), maxColumns),
      rows: readCount(attributes.get('table:number-rows-spanned'), 65_000),
      repeated: readCount(attributes.get('table:number-columns-repeated'), maxColumns),
    };
    return true;
  }

  get isCellOpen(): boolean {
    return this.table?.cell !== undefined;
  }

  closeCell(content: readonly WordContent[]): void {
    const table = this.table!;
    const { columns, rows, repeated } = table.cell!;
    table.cell = undefined;
    const { cells } = table.row!;
    const times = Math.min(this.timesOf(content, repeated), maxColumns - cells.length);
    for (let i = 0; i < times; i++) cells.push({ columns, rows, content });
  }

  /** How many times something is written that is said to be there so many times. */
  private timesOf(contents: readonly WordContent[], repeated: number): number {
    if (repeated === 1) return 1;
    const units = (plainText(contents).length + 1) * (repeated - 1);
    if (this.repeatedUnits + units > maxRepeatedUnits) return 1;
    this.repeatedUnits += units;
    return repeated;
  }

  /** The innermost table that is read as one. */
  private get table(): OpenTable | undefined {
    return this.tooDeep > 0 ? undefined : this.tables.at(-1);
  }
}
