import { readNumber } from '../read-attributes.js';
import type { XmlAttributes } from '../read-xml.js';
import { maxTableDepth, type WordCell, type WordContent, type WordRow } from '../word-content.js';
import { isOn, type WordStyles } from './word-styles.js';

interface OpenCell {
  columns: number;
  /** Whether it goes on with the cell above. */
  isContinued: boolean;
  isDeleted: boolean;
}

interface OpenRow {
  readonly cells: WordCell[];
  /** Column that each cell which may go on below begins in. */
  readonly columns: Map<number, WordCell>;
  column: number;
  isHeader: boolean;
  isLeftOut: boolean;
}

interface OpenTable {
  readonly rows: WordRow[];
  /** The cells of the row before by their first columns. */
  above: ReadonlyMap<number, WordCell>;
  row: OpenRow | undefined;
  cell: OpenCell | undefined;
  marksFirstRow: boolean;
  usesFirstRow: boolean;
}

/** More columns than Word allows are not told apart. */
const maxColumns = 63;

/** Keeps the tables that are open; cells give their content to it as they are closed. */
export class TableReader {
  private readonly tables: OpenTable[] = [];
  /** Tables that are open and nested too deep to be any. */
  private tooDeep = 0;
  isInRowProperties = false;

  constructor(private readonly styles: WordStyles) {}

  get isCellOpen(): boolean {
    return this.tooDeep === 0 && this.table?.cell !== undefined;
  }

  openTable(): void {
    if (this.tables.length >= maxTableDepth) this.tooDeep++;
    else {
      this.tables.push({
        rows: [],
        above: new Map(),
        row: undefined,
        cell: undefined,
        marksFirstRow: false,
        usesFirstRow: false,
      });
    }
  }

  /** The rows of the table that ends; undefined for one that was none. */
  closeTable(): readonly WordRow[] | undefined {
    if (this.tooDeep > 0) {
      this.tooDeep--;
      return undefined;
    }
    return this.tables.pop()?.rows;
  }

  /** Whether a cell begins of which the content is wanted. */
  openCell(): boolean {
    const { table } = this;
    if (this.tooDeep > 0 || !table?.row || table.cell) return false;
    table.cell = { columns: 1, isContinued: false, isDeleted: false };
    return true;
  }

  closeCell(content: readonly WordContent[]): void {
    const table = this.table!;
    const row = table.row!;
    const { columns, isContinued, isDeleted } = table.cell!;
    table.cell = undefined;
    if (isDeleted) return;
    const origin = isContinued ? table.above.get(row.column) : undefined;
    const cell = origin ?? { columns, rows: 1, content };
    if (origin) origin.rows++;
    else row.cells.push(cell);
    row.columns.set(row.column, cell);
    row.column += columns;
  }

  deleteRow(): void {
    const row = this.table?.row;
    if (row) row.isLeftOut = true;
  }

  /** Whether the element was one of a table and its properties. */
  open(name: string, attributes: XmlAttributes): boolean {
    const { table } = this;
    if (!table) return false;
    if (this.tooDeep > 0) return name === 'w:tr' || name.startsWith('w:tbl');
    const value = attributes.get('w:val');
    switch (name) {
      case 'w:tr':
        // A row in an open cell is none of the table that the cell is in.
        if (table.cell) return true;
        table.row = { cells: [], columns: new Map(), column: 0, isHeader: false, isLeftOut: false };
        return true;
      case 'w:trPr':
        this.isInRowProperties = true;
        return true;
      case 'w:tblHeader':
        if (table.row) table.row.isHeader = isOn(attributes);
        return true;
      case 'w:hidden':
        if (table.row) table.row.isLeftOut = isOn(attributes);
        return true;
      case 'w:gridBefore':
        this.skipColumns(Math.min(maxColumns, readNumber(value) ?? 0));
        return true;
      case 'w:gridSpan':
        if (table.cell) table.cell.columns = Math.max(1, Math.min(maxColumns, readNumber(value) ?? 1));
        return true;
      case 'w:vMerge':
        if (table.cell) table.cell.isContinued = value !== 'restart';
        return true;
      case 'w:cellDel':
        if (table.cell) table.cell.isDeleted = true;
        return true;
      case 'w:tblStyle':
        table.marksFirstRow = this.styles.find(value).marksFirstRow;
        return true;
      case 'w:tblLook': {
        const bits = Number.parseInt(value ?? '0', 16);
        table.usesFirstRow = attributes.get('w:firstRow') === '1' || (bits & 0x20) !== 0;
        return true;
      }
      default:
        return false;
    }
  }

  close(name: string): void {
    if (name === 'w:trPr') this.isInRowProperties = false;
    else if (name === 'w:tr' && this.tooDeep === 0) this.closeRow();
  }

  private get table(): OpenTable | undefined {
    return this.tables.at(-1);
  }

  /** A row may begin some columns in. */
  private skipColumns(columns: number): void {
    const row = this.table?.row;
    if (!row || columns < 1) return;
    row.cells.push({ columns, rows: 1, content: [] });
    row.column += columns;
  }

  private closeRow(): void {
    const { table } = this;
    const row = table?.row;
    if (!table || !row || table.cell) return;
    table.row = undefined;
    if (row.isLeftOut) return;
    table.above = row.columns;
    const isStyled = table.rows.length === 0 && table.marksFirstRow && table.usesFirstRow;
    table.rows.push({ isHeader: row.isHeader || isStyled, cells: row.cells });
  }
}
