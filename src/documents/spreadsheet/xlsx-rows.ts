import { isOn } from '../office/read-attributes.js';
import { readXml, type XmlAttributes } from '../office/read-xml.js';
import { readCellReference } from './cell-reference.js';
import { MergedCells } from './merged-cells.js';
import type { NumberFormats } from './number-format.js';
import { tidyCell, type SheetCell, type SheetRow } from './sheet-row.js';
import type { SheetMarks } from './xlsx-marks.js';
import { decodeEscapes } from './xlsx-strings.js';
import type { CellStyle } from './xlsx-styles.js';

/** What the sheets of a workbook share. */
export interface WorkbookContext {
  readonly strings: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly formats: NumberFormats;
}

/** Hidden columns are told apart up to so many ranges. */
const maxColumnRanges = 2000;
const daysBefore1970 = 25_569;
const msPerDay = 86_400_000;

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly style: CellStyle | undefined;
  readonly pieces: string[];
}

/** Makes rows of the elements of one sheet. */
class RowReader {
  private number = 0;
  private column = -1;
  private isHidden = false;
  private cells: SheetCell[] = [];
  private cell: OpenCell | undefined;
  private isValue = false;
  /** The last row in which anything stands, be it hidden. */
  private lastFilled = 0;
  private readonly hiddenColumns: { readonly first: number; readonly last: number }[] = [];
  private readonly merged: MergedCells;

  constructor(
    private readonly workbook: WorkbookContext,
    private readonly marks: SheetMarks,
    private readonly addRow: (row: SheetRow) => void,
  ) {
    this.merged = new MergedCells(marks.merged);
  }

  open(name: string, attributes: XmlAttributes): 'skip' | undefined {
    switch (name) {
      case 'x:col':
        this.addColumns(attributes);
        break;
      case 'x:row':
        this.openRow(attributes);
        break;
      case 'x:c':
        this.openCell(attributes);
        break;
      case 'x:v':
        this.isValue = this.cell?.type !== 'inlineStr';
        break;
      case 'x:t':
        this.isValue = this.cell?.type === 'inlineStr';
        break;
      case 'x:f':
      case 'x:rPh':
      case 'x:extLst':
      case 'x:conditionalFormatting':
      case 'x:dataValidations':
      case 'x:headerFooter':
        return 'skip';
    }
    return undefined;
  }

  text(text: string): void {
    if (this.isValue) this.cell?.pieces.push(text);
  }

  close(name: string): void {
    if (name === 'x:v' || name === 'x:t') this.isValue = false;
    else if (name === 'x:c') this.closeCell();
    else if (name === 'x:row') this.closeRow();
  }

  private addColumns(attributes: XmlAttributes): void {
    const isHidden = isOn(attributes.get('hidden')) || Number(attributes.get('width') ?? 1) === 0;
    const first = Number(attributes.get('min')) - 1;
    const last = Number(attributes.get('max')) - 1;
    if (isHidden && last >= first && this.hiddenColumns.length < maxColumnRanges) {
      this.hiddenColumns.push({ first, last });
    }
  }

  private openRow(attributes: XmlAttributes): void {
    const given = Number(attributes.get('r'));
    this.number = Number.isInteger(given) && given > 0 ? given : this.number + 1;
    this.isHidden = isOn(attributes.get('hidden'));
    this.column = -1;
    this.cells = [];
  }

  private openCell(attributes: XmlAttributes): void {
    const place = readCellReference(attributes.get('r') ?? '');
    this.column = place?.column ?? this.column + 1;
    this.cell = {
      column: this.column,
      type: attributes.get('t') ?? 'n',
      style: this.workbook.styles[Number(attributes.get('s') ?? 0)],
      pieces: [],
    };
  }

  private closeCell(): void {
    const { cell } = this;
    this.cell = undefined;
    if (!cell || cell.pieces.length === 0) return;
    const text = this.show(cell, cell.pieces.join(''));
    if (text === '') return;
    const { column } = cell;
    const merged = this.merged.at(this.number, column);
    // Of merged cells only the first is seen.
    if (merged && (merged.firstRow !== this.number || merged.firstColumn !== column)) return;
    if (this.hiddenColumns.some(({ first, last }) => first <= column && column <= last)) return;
    this.cells.push({
      column,
      columns: merged ? merged.lastColumn - merged.firstColumn + 1 : 1,
      rows: merged ? merged.lastRow - merged.firstRow + 1 : 1,
      text,
      isBold: cell.style?.isBold ?? false,
    });
  }

  private closeRow(): void {
    const { number, cells, lastFilled } = this;
    if (cells.length === 0) return;
    this.lastFilled = Math.max(number, ...cells.map(({ rows }) => number + rows - 1));
    if (this.isHidden) return;
    const isOrdered = cells.every((cell, i) => i === 0 || cells[i - 1]!.column < cell.column);
    if (!isOrdered) cells.sort((a, b) => a.column - b.column);
    const isApart = lastFilled > 0 && number > lastFilled + 1;
    this.addRow({ number, isApart, cells, isHeader: this.marks.headerRows.has(number) });
  }

  /** What a cell shows for the value that the file keeps of it, of a formula for its last result. */
  private show({ type, style }: OpenCell, value: string): string {
    const { strings, formats } = this.workbook;
    const format = style?.format ?? 'General';
    switch (type) {
      case 's': {
        const text = strings[Number(value)] ?? '';
        // Only a format with a part for texts changes them.
        return /[;@]/.test(format) ? tidyCell(formats.show(text, format)) : text;
      }
      case 'b':
        return isOn(value.trim()) ? 'TRUE' : 'FALSE';
      case 'str':
      case 'inlineStr':
        return tidyCell(formats.show(decodeEscapes(value), format));
      case 'e':
        return tidyCell(value);
      case 'd': {
        const date = Date.parse(/\d{2}:\d{2}/.test(value) ? `${value.replace(/Z$/, '')}Z` : value);
        if (Number.isNaN(date) || format === 'General') return tidyCell(value);
        return tidyCell(formats.showDate(date / msPerDay + daysBefore1970, format));
      }
      default: {
        const number = value.trim() === '' ? Number.NaN : Number(value);
        return tidyCell(Number.isFinite(number) ? formats.show(number, format) : value);
      }
    }
  }
}

/** Tells of the rows of a sheet that hold something and are not hidden, as the program shows them. */
export function readSheetRows(
  pieces: Iterable<Uint8Array>,
  marks: SheetMarks,
  workbook: WorkbookContext,
  addRow: (row: SheetRow) => void,
): void {
  const reader = new RowReader(workbook, marks, addRow);
  readXml(pieces, {
    open: (name, attributes) => reader.open(name, attributes),
    close: (name) => {
      reader.close(name);
    },
    text: (text) => {
      reader.text(text);
    },
  });
}
