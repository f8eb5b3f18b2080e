import { readNumber } from '../read-number.js';
import type { XmlAttributes } from '../read-xml.js';
import { maxTableDepth, type WordCell, type WordContent, type WordRow } from '../word-content.js';

/** More columns, and more rows that are said to be the same, are not written out. */
const maxColumns = 100;
const maxRepeated = 100;

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
    if (!table) return;
    table.row = {
      cells: [],
      repeated: readCount(attributes.get('table:number-rows-repeated'), maxRepeated),
      isLeftOut: /^(?:collapse|filter)$/.test(attributes.get('table:visibility') ?? ''),
    };
  }

  closeRow(): void {
    const { table } = this;
    const row = table?.row;
    if (!table || !row) return;
    table.row = undefined;
    if (row.isLeftOut) return;
    const isEmpty = row.cells.every(({ content }) => content.length === 0);
    for (let i = 0; i < (isEmpty ? 1 : row.repeated); i++) {
      table.rows.push({ isHeader: table.isHeader, cells: row.cells });
    }
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
    for (let i = 0; i < repeated && cells.length < maxColumns; i++) cells.push({ columns, rows, content });
  }

  /** The innermost table that is read as one. */
  private get table(): OpenTable | undefined {
    return this.tooDeep > 0 ? undefined : this.tables.at(-1);
  }
}
