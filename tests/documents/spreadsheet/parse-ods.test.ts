import { describe, expect, it } from 'vitest';

import { parseLimits } from '../../../src/documents/parse-limits.js';
import type { ParsedContent } from '../../../src/documents/parsed-content.js';
import { parseOds } from '../../../src/documents/spreadsheet/parse-ods.js';
import { makeZip } from '../office/make-zip.js';
import { makeOpenSpreadsheet } from './make-workbook.js';
import { cellsOf, outlineRows } from './outline-rows.js';

function parse(tables: string, styles = ''): ParsedContent {
  const parsed = parseOds(makeOpenSpreadsheet(tables, styles), parseLimits);
  if ('code' in parsed) throw new Error(parsed.code);
  return parsed;
}

const cell = (text: string, attributes = ''): string =>
  `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
const row = (texts: readonly string[], attributes = ''): string =>
  `<table:table-row ${attributes}>${texts.map((text) => cell(text)).join('')}</table:table-row>`;
const table = (content: string, attributes = 'table:name="Sheet1"'): string =>
  `<table:table ${attributes}>${content}</table:table>`;

describe('parseOds', () => {
  it('reads the texts that cells show, without comments and drawings', () => {
    const parsed = parse(
      table(
        '<table:shapes><draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame></table:shapes>' +
          row(['المدينة', 'النسبة']) +
          '<table:table-row><table:table-cell><office:annotation><text:p>comment</text:p></office:annotation>' +
          '<text:p>دمشق<text:s text:c="3"/><text:span>القديمة</text:span></text:p><text:p>سوريا</text:p></table:table-cell>' +
          '<table:table-cell office:value-type="percentage" office:value="0.125"/></table:table-row>',
      ),
    );
    expect(outlineRows(parsed)).toEqual([
      '1 table-header المدينة | النسبة',
      '2 table-row دمشق القديمة سوريا | 12.5% < 1',
    ]);
  });

  it('counts repeated rows and cells, and leaves out what is hidden', () => {
    const parsed = parse(
      table(
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>' +
          row(['a', 'b', 'secret', 'd']) +
          row(['1', '2', 'secret', '4'], 'table:number-rows-repeated="3"') +
          row(['secret'], 'table:visibility="filter"') +
          '<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' +
          '<table:table-row><table:table-cell table:number-columns-repeated="2"/>' +
          cell('secret') +
          cell('9', 'table:number-columns-repeated="2"') +
          '</table:table-row>',
        'table:name="أسعار"',
      ) +
        table(row(['secret']), 'table:name="x" table:style-name="ta2"') +
        table(row(['c', 'd']) + row(['1', '2']), 'table:name="عمال"'),
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>',
    );
    expect(parsed.text).not.toContain('secret');
    expect(outlineRows(parsed)).toEqual([
      '1 heading1 أسعار',
      '1 table-header a | b | d < 1',
      '2 table-row 1 | 2 | 4 < 1',
      '3 table-row 1 | 2 | 4 < 1',
      '4 table-row 1 | 2 | 4 < 1',
      '1006 table-row 9 | 9 < 1',
      '1 heading1 عمال',
      '1 table-header c | d < 1',
      '2 table-row 1 | 2 < 1',
    ]);
    expect(parsed.parts.map(({ number, label }) => [number, label])).toEqual([
      [1, 'أسعار'],
      [3, 'عمال'],
    ]);
    expect(parsed.remarks).toEqual([{ code: 'hidden', parts: [2] }]);
  });

  it('reads merged cells and the rows that the file calls headers', () => {
    const covered = '<table:covered-table-cell/>';
    const parsed = parse(
      table(
        `<table:table-header-rows><table:table-row>${cell('12', 'table:number-columns-spanned="2"')}${covered}${cell('13')}</table:table-row></table:table-header-rows>` +
          `<table:table-row>${cell('حلب', 'table:number-rows-spanned="2"')}${cell('1')}${cell('2')}</table:table-row>` +
          `<table:table-row>${covered}${cell('3')}${cell('4')}</table:table-row>`,
      ),
    );
    expect(outlineRows(parsed)).toEqual([
      '1 table-header 12 | 13',
      '2 table-row حلب | 1 | 2 < 1',
      '3 table-row 3 | 4 < 1',
    ]);
    expect(cellsOf(parsed, 0)).toEqual(['0+2* 12', '2* 13']);
    expect(cellsOf(parsed, 2)).toEqual(['0* حلب', '1 3', '2 4']);
  });

  it('bounds rows and cells that a hostile file repeats', () => {
    const repeated = `<table:table-row table:number-rows-repeated="1048576">${cell('x', 'table:number-columns-repeated="16384"')}</table:table-row>`;
    const parsed = parse(table(repeated.repeat(3)));
    expect(parsed.blocks.length).toBeLessThan(30_000);
    expect(parsed.text.length).toBeLessThan(10_000_000);
  });

  it('says that a file has a password', () => {
    const manifest =
      '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>';
    const parsed = parseOds(makeOpenSpreadsheet(table(row(['a'])), '', manifest), parseLimits);
    expect(parsed).toEqual({ code: 'password' });
    // Newer programs encrypt the package as a whole: the file has no content of its own then.
    const whole = makeZip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'META-INF/manifest.xml': `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">${manifest}</manifest:manifest>`,
      'encrypted-package': 'x',
    });
    expect(parseOds(whole, parseLimits)).toEqual(parsed);
  });
});
