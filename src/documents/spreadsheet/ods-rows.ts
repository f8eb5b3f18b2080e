import { readCount } from '../office/read-attributes.js';
import type { XmlAttributes } from '../office/read-xml.js';
import type { OdsStyles } from './ods-styles.js';
import { tidyCell, type SheetCell, type SheetRow } from './sheet-row.js';

/** Whatever a file says of repetition, no sheet has more. */
const maxColumns = 16_384;
const maxRows = 1_048_576;
/** A cell that is not empty comes so often in a row. */
const maxRepeatedCells = 1000;
/** So many cells of rows that a file says come again are read; a hostile one has a thousand million of them. */
const maxCellsOfRepeatedRows = 200_000;
const maxColumnRanges = 2000;

function isHidden(attributes: XmlAttributes): boolean {
  return /^(?:collapse|filter)$/.test(attributes.get('table:visibility') ?? '');
}

/** What a cell without text shows for its value; programs write both. */
function showValue(attributes: XmlAttributes): string {
  const value = attributes.get('office:value') ?? '';
  switch (attributes.get('office:value-type')) {
    case 'string':
      return attributes.get('office:string-value') ?? '';
    case 'date':
      return (attributes.get('office:date-value') ?? '').replace('T', ' ');
    case 'boolean':
      return (attributes.get('office:boolean-value') ?? '').toUpperCase();
    case 'time':
      return attributes.get('office:time-value') ?? '';
    case 'percentage':
      return value === '' ? '' : `${String(Number((Number(value) * 100).toPrecision(12)))}%`;
    default:
      return value;
  }
}

interface OpenCell {
  readonly attributes: XmlAttributes;
  readonly pieces: string[];
  readonly repeated: number;
}

/** Makes rows of the elements of one sheet. */
export class OdsRowReader {
  private number = 0;
  private column = 0;
  private repeatedRows = 1;
  private isRowHidden = false;
  private isHeader = false;
  private cells: SheetCell[] = [];
  private cell: OpenCell | undefined;
  /** In how many paragraphs of a cell the reader is. */
  private paragraphs = 0;
  private lastFilled = 0;
  private nextColumn = 0;
  private readonly hiddenColumns: { readonly first: number; readonly last: number }[] = [];

  constructor(
    private readonly styles: OdsStyles,
    private readonly addRow: (row: SheetRow) => void,
    private readonly budget: { cells: number },
  ) {}

  open(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'table:table-column':
        this.addColumns(attributes);
        break;
      case 'table:table-header-rows':
        this.isHeader = true;
        break;
      case 'table:table-row':
        this.repeatedRows = readCount(attributes.get('table:number-rows-repeated'), maxRows);
        this.isRowHidden = isHidden(attributes);
        this.column = 0;
        this.cells = [];
        break;
      case 'table:table-cell':
      case 'table:covered-table-cell': {
        const repeated = readCount(attributes.get('table:number-columns-repeated'), maxColumns);
        if (name === 'table:table-cell') this.cell = { attributes, pieces: [], repeated };
        else this.column += repeated;
        break;
      }
      case 'text:p':
      case 'text:h':
        if (this.paragraphs++ === 0) this.cell?.pieces.push('\n');
        break;
      case 'text:s':
      case 'text:tab':
      case 'text:line-break':
        this.cell?.pieces.push(' ');
    }
  }

  text(text: string): void {
    if (this.paragraphs > 0) this.cell?.pieces.push(text);
  }

  close(name: string): void {
    if (name === 'text:p' || name === 'text:h') this.paragraphs--;
    else if (name === 'table:table-cell') this.closeCell();
    else if (name === 'table:table-row') this.closeRow();
    else if (name === 'table:table-header-rows') this.isHeader = false;
  }

  private addColumns(attributes: XmlAttributes): void {
    const first = this.nextColumn;
    this.nextColumn += readCount(attributes.get('table:number-columns-repeated'), maxColumns);
    if (isHidden(attributes) && this.hiddenColumns.length < maxColumnRanges) {
      this.hiddenColumns.push({ first, last: this.nextColumn - 1 });
    }
  }

  private closeCell(): void {
    const { cell, column } = this;
    this.cell = undefined;
    if (!cell) return;
    this.column += cell.repeated;
    const { attributes, pieces } = cell;
    const text = tidyCell(pieces.length > 0 ? pieces.join('') : showValue(attributes));
    if (text === '') return;
    const isBold = this.styles.isBold(attributes.get('table:style-name'));
    const columns = readCount(attributes.get('table:number-columns-spanned'), maxColumns);
    const rows = readCount(attributes.get('table:number-rows-spanned'), maxRows);
    for (let i = 0; i < Math.min(cell.repeated, maxRepeatedCells); i++) {
      const at = column + i;
      if (at >= maxColumns) return;
      if (this.hiddenColumns.some(({ first, last }) => first <= at && at <= last)) continue;
      this.cells.push({ column: at, columns, rows, text, isBold });
    }
  }

  private closeRow(): void {
    const first = this.number + 1;
    this.number += this.repeatedRows;
    const { cells, isHeader, isRowHidden } = this;
    if (cells.length === 0 || first > maxRows) return;
    const isApart = this.lastFilled > 0 && first > this.lastFilled + 1;
    this.lastFilled = Math.max(this.number, ...cells.map(({ rows }) => first + rows - 1));
    if (isRowHidden) return;
    this.addRow({ number: first, isApart, cells, isHeader });
    for (let i = 1; i < this.repeatedRows && this.budget.cells > 0; i++) {
      this.budget.cells -= cells.length;
      this.addRow({ number: first + i, isApart: false, cells, isHeader });
    }
  }
}

/** How many more cells of rows a file may repeat. */
export function createRepeatBudget(): { cells: number } {
  return { cells: maxCellsOfRepeatedRows };
}
