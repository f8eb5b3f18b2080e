import { readXml } from '../office/read-xml.js';
import type { Relationship } from '../office/relationships.js';
import type { ZipArchive } from '../office/zip-archive.js';
import { readRange } from './cell-reference.js';
import type { MergedCell } from './merged-cells.js';

/** What a file says of the rows of a sheet beside what they hold. */
export interface SheetMarks {
  readonly merged: readonly MergedCell[];
  /** Rows that the file says name the columns below them. */
  readonly headerRows: ReadonlySet<number>;
}

const maxMerged = 100_000;
const maxHeaderRows = 10_000;

/** Elements that say it, which stand behind the rows; few sheets have any. */
const marks = ['mergeCell', 'autoFilter', 'tablePart'];

function mentions(pieces: readonly Uint8Array[]): boolean {
  let tail = Buffer.alloc(0);
  return pieces.some((piece) => {
    const joined = Buffer.concat([tail, piece]);
    tail = Buffer.from(joined.subarray(-16));
    return marks.some((mark) => joined.includes(mark));
  });
}

/** The first row of a table, where that names its columns. */
function readTableHeader(zip: ZipArchive, partName: string): number | undefined {
  let row: number | undefined;
  readXml(zip.unpack(partName), {
    open: (name, attributes) => {
      if (name === 'x:table' && attributes.get('headerRowCount') !== '0') {
        row = readRange(attributes.get('ref') ?? '')?.firstRow;
      }
      return 'skip';
    },
  });
  return row;
}

/** Reads what stands before and behind the rows of a sheet. */
export function readSheetMarks(
  zip: ZipArchive,
  pieces: readonly Uint8Array[],
  relationships: readonly Relationship[],
): SheetMarks {
  const merged: MergedCell[] = [];
  const headerRows = new Set<number>();
  if (!mentions(pieces)) return { merged, headerRows };
  readXml(pieces, {
    open: (name, attributes) => {
      if (name === 'x:sheetData') return 'skip';
      const range = name === 'x:mergeCell' || name === 'x:autoFilter' ? attributes.get('ref') : undefined;
      const cells = range === undefined ? undefined : readRange(range);
      if (cells && name === 'x:mergeCell' && merged.length < maxMerged) merged.push(cells);
      if (cells && name === 'x:autoFilter') headerRows.add(cells.firstRow);
      return undefined;
    },
  });
  for (const { type, target } of relationships) {
    if (type !== 'table' || target === undefined || headerRows.size >= maxHeaderRows) continue;
    const row = readTableHeader(zip, target);
    if (row !== undefined) headerRows.add(row);
  }
  return { merged, headerRows };
}
