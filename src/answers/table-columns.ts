import type { Block, Cell, StoredDocument } from '../contracts/document.js';
import type { Span } from '../contracts/span.js';
import { ancestorsOf } from '../structure/ancestors.js';

/** A cell of a row with what the headers above it say, the outermost first; empty where they say nothing. */
export interface ColumnCell {
  readonly cell: Cell;
  readonly header: string;
}

function isAbove(header: Cell, cell: Cell): boolean {
  return header.column < cell.column + cell.columns && cell.column < header.column + header.columns;
}

/** The headers above the row at `position` of a document's blocks, the outermost first. */
export function headersOf({ blocks }: StoredDocument, position: number): Block[] {
  return ancestorsOf(blocks, position)
    .map((above) => blocks[above]!)
    .filter(({ kind }) => kind === 'table-header')
    .reverse();
}

/** What a row's cells that began in rows above hold, in order. */
export function carriedCells(row: Block | undefined): Span[] {
  return (row?.cells ?? [])
    .map(({ span }) => span)
    .filter(({ start, end }) => start < end && end <= row!.span.start);
}

/** The cells of a row that hold values, in order, each with its header. */
export function columnsOf(document: StoredDocument, position: number): ColumnCell[] {
  const headers = headersOf(document, position);
  return (document.blocks[position]?.cells ?? [])
    .filter(({ isHeader }) => !isHeader)
    .map((cell) => ({
      cell,
      header: headers
        .flatMap(({ cells }) => cells ?? [])
        .filter((header) => isAbove(header, cell))
        .map(({ span }) => document.text.slice(span.start, span.end))
        .join(' '),
    }));
}
