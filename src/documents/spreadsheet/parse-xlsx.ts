import type { FileProblem } from '../../contracts/file-problem.js';
import { findPackageTitle } from '../office/package-title.js';
import { readXml } from '../office/read-xml.js';
import { findRelated, readRelationships } from '../office/relationships.js';
import { readOrExplain, UnreadableFile } from '../office/unreadable-file.js';
import { openZip, type ZipArchive } from '../office/zip-archive.js';
import type { ParseLimits } from '../parse-limits.js';
import { remarkUnread, type ParsedContent } from '../parsed-content.js';
import { createTextBuilder } from '../text-builder.js';
import { finishSheets } from './finish-sheets.js';
import { NumberFormats } from './number-format.js';
import { SheetWriter } from './sheet-writer.js';
import { readSheetMarks } from './xlsx-marks.js';
import { readSheetRows, type WorkbookContext } from './xlsx-rows.js';
import { readSharedStrings } from './xlsx-strings.js';
import { readStyles } from './xlsx-styles.js';

interface SheetEntry {
  readonly name: string;
  /** From 1, hidden ones counted. */
  readonly number: number;
  readonly isHidden: boolean;
  readonly relationshipId: string;
}

interface Workbook {
  readonly sheets: readonly SheetEntry[];
  readonly counts1904: boolean;
}

function readWorkbook(zip: ZipArchive, partName: string): Workbook {
  const sheets: SheetEntry[] = [];
  let counts1904 = false;
  readXml(zip.unpack(partName), {
    open: (name, attributes) => {
      if (name === 'x:workbookPr') counts1904 = /^(?:1|true)$/.test(attributes.get('date1904') ?? '');
      else if (name === 'x:sheet') {
        sheets.push({
          name: attributes.get('name') ?? '',
          number: sheets.length + 1,
          isHidden: (attributes.get('state') ?? 'visible') !== 'visible',
          relationshipId: attributes.get('r:id') ?? '',
        });
      }
      return undefined;
    },
  });
  return { sheets, counts1904 };
}

function parse(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  const zip = openZip(bytes, limits);
  const workbookName = findRelated(zip, readRelationships(zip, ''), 'officeDocument');
  if (workbookName === undefined) throw new UnreadableFile({ code: 'not-a-document' });
  const { sheets, counts1904 } = readWorkbook(zip, workbookName);
  const relationships = readRelationships(zip, workbookName);
  const context: WorkbookContext = {
    strings: readSharedStrings(zip, findRelated(zip, relationships, 'sharedStrings')),
    styles: readStyles(zip, findRelated(zip, relationships, 'styles')),
    formats: new NumberFormats(counts1904),
  };
  const hidden = sheets.filter(({ isHidden }) => isHidden).map(({ number }) => number);
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  const builder = createTextBuilder();
  const writer = new SheetWriter(builder, shown.length);
  for (const { name, number, relationshipId } of shown.slice(0, limits.maxParts)) {
    // Charts and macros can be sheets of their own.
    const part = relationships.find(({ id, type }) => id === relationshipId && type === 'worksheet')?.target;
    if (part === undefined || !zip.has(part)) continue;
    const pieces = Array.from(zip.unpack(part), (piece) => piece.slice());
    const marks = readSheetMarks(zip, pieces, readRelationships(zip, part));
    writer.startSheet(name, number);
    readSheetRows(pieces, marks, context, (row) => {
      writer.addRow(row);
    });
  }
  const title = findPackageTitle(zip);
  const content = finishSheets(builder, writer, { sheetCount: shown.length, title });
  if (content.blocks.length === 0) return { code: 'no-text' };
  const cutOff = shown[limits.maxParts]?.number;
  return { ...content, remarks: remarkUnread(hidden, cutOff) };
}

/**
 * A workbook of Excel: a row a row of a sheet, with the values as their formats show them. What is hidden, comments and
 * formulas are left out; of a formula its last result counts.
 */
export function parseXlsx(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  return readOrExplain(() => parse(bytes, limits));
}
