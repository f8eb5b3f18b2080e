import { CsvError, parse } from 'csv-parse/sync';

import { createTextBuilder, type ParsedText } from '../text-builder.js';
import { findSeparator } from './csv-separator.js';
import { finishSheets } from './finish-sheets.js';
import { tidyCell, toCell, type SheetRow } from './sheet-row.js';
import { SheetWriter } from './sheet-writer.js';

/** A value with more line breaks shows that a quotation mark was never closed. */
const maxLinesOfValue = 500;
/** Stands in no text that is read. */
const noSeparator = '\0';

/** A quotation mark in the file opens no value. */
class StrayQuote extends Error {}

/** A value without the marks around it, where these were not taken for marks. */
function withoutQuotes(value: string): string {
  return /^\s*"(?:[^"]|"")*"\s*$/u.test(value) ? value.trim().slice(1, -1).replaceAll('""', '"') : value;
}

function readRows(
  text: string,
  { separator, hasQuotes, firstLine }: { separator: string; hasQuotes: boolean; firstLine: number },
  addRow: (row: SheetRow) => void,
): void {
  let line = firstLine;
  let isApart = false;
  const read = (values: readonly string[]): void => {
    const number = line;
    line++;
    const cells = values.flatMap((value, column) => {
      if (hasQuotes && value.includes('\n')) {
        const breaks = value.split('\n').length - 1;
        if (breaks > maxLinesOfValue) throw new StrayQuote();
        line += breaks;
      }
      const shown = tidyCell(hasQuotes ? value : withoutQuotes(value));
      return shown === '' ? [] : [toCell(shown, column)];
    });
    if (cells.length > 0) addRow({ number, isApart, cells });
    isApart = cells.length === 0;
  };
  parse(text, {
    delimiter: separator,
    record_delimiter: '\n',
    quote: hasQuotes ? '"' : false,
    relax_quotes: true,
    relax_column_count: true,
    on_record: (values: readonly string[]) => {
      read(values);
      return null;
    },
  });
}

/**
 * Separated values: a row a record, with the line of the file that it begins on. The separator is told by the content,
 * and so is whether the first row holds the names of the columns.
 */
export function parseCsv(source: string): ParsedText {
  const { separator, skipped } = findSeparator(source);
  const text = source.slice(skipped);
  const write = (hasQuotes: boolean): ParsedText => {
    const builder = createTextBuilder();
    const writer = new SheetWriter(builder, 1);
    writer.startSheet('', 1);
    const firstLine = skipped > 0 ? 2 : 1;
    readRows(text, { separator: separator ?? noSeparator, hasQuotes, firstLine }, (row) => {
      writer.addRow(row);
    });
    const { title, text: stored, blocks } = finishSheets(builder, writer, { sheetCount: 1 });
    return { title, text: stored, blocks };
  };
  try {
    return write(true);
  } catch (error) {
    if (error instanceof StrayQuote || error instanceof CsvError) return write(false);
    throw error;
  }
}
