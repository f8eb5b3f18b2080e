import type { FileProblem } from '../../contracts/file-problem.js';
import { findOpenDocumentTitle, openOpenDocument } from '../office/open-document.js';
import { readXml, type XmlHandler } from '../office/read-xml.js';
import { readOrExplain } from '../office/unreadable-file.js';
import type { ParseLimits } from '../parse-limits.js';
import { remarkUnread, type ParsedContent } from '../parsed-content.js';
import { createTextBuilder } from '../text-builder.js';
import { finishSheets } from './finish-sheets.js';
import { createRepeatBudget, OdsRowReader } from './ods-rows.js';
import { OdsStyles } from './ods-styles.js';
import { SheetWriter } from './sheet-writer.js';

/** Elements that hold no cells: comments, pictures and drawings, changes that were made. */
const unread = new Set([
  'office:annotation',
  'table:shapes',
  'table:tracked-changes',
  'table:named-expressions',
  'table:dde-links',
  'office:forms',
  'office:scripts',
  'text:ruby-text',
]);

interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
}

/** Tells of the sheets of a file, and of their elements where `read` gives a reader for them. */
function readSheets(
  pieces: Iterable<Uint8Array>,
  styles: OdsStyles,
  read: (sheet: SheetEntry, number: number) => OdsRowReader | undefined,
): void {
  let rows: OdsRowReader | undefined;
  let number = 0;
  const handler: XmlHandler = {
    open: (name, attributes) => {
      if (unread.has(name) || name.startsWith('draw:')) return 'skip';
      if (name === 'table:table') {
        // A table inside of a cell is none of its sheet's rows.
        if (rows) return 'skip';
        const sheet = {
          name: attributes.get('table:name') ?? '',
          isHidden: styles.isHidden(attributes.get('table:style-name')),
        };
        rows = read(sheet, ++number);
        return rows ? undefined : 'skip';
      }
      if (rows) rows.open(name, attributes);
      else styles.open(name, attributes);
      return undefined;
    },
    close: (name) => {
      if (name === 'table:table') rows = undefined;
      else rows?.close(name);
    },
    text: (text) => {
      rows?.text(text);
    },
  };
  readXml(pieces, handler);
}

function parse(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  const zip = openOpenDocument(bytes, limits);
  const pieces = Array.from(zip.unpack('content.xml'), (piece) => piece.slice());
  const shown: number[] = [];
  const hidden: number[] = [];
  // How many sheets there are decides what the first rows of one are.
  readSheets(pieces, new OdsStyles(), ({ isHidden }, number) => {
    (isHidden ? hidden : shown).push(number);
    return undefined;
  });
  const builder = createTextBuilder();
  const writer = new SheetWriter(builder, shown.length);
  const budget = createRepeatBudget();
  const last = shown[limits.maxParts - 1] ?? Infinity;
  const styles = new OdsStyles();
  readSheets(pieces, styles, ({ name, isHidden }, number) => {
    if (isHidden || number > last) return undefined;
    writer.startSheet(name, number);
    const addRow = writer.addRow.bind(writer);
    return new OdsRowReader(styles, addRow, budget);
  });
  const title = findOpenDocumentTitle(zip);
  const content = finishSheets(builder, writer, { sheetCount: shown.length, title });
  if (content.blocks.length === 0) return { code: 'no-text' };
  const cutOff = shown[limits.maxParts];
  return { ...content, remarks: remarkUnread(hidden, cutOff) };
}

/**
 * A spreadsheet of OpenDocument: a row a row of a sheet, with the texts that the program showed in its cells when it
 * saved them. What is hidden, comments and formulas are left out.
 */
export function parseOds(bytes: Uint8Array, limits: ParseLimits): ParsedContent | FileProblem {
  return readOrExplain(() => parse(bytes, limits));
}
