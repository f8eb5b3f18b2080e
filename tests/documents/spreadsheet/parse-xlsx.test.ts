import { describe, expect, it } from 'vitest';

import { parseLimits } from '../../../src/documents/parse-limits.js';
import type { ParsedContent } from '../../../src/documents/parsed-content.js';
import { parseXlsx } from '../../../src/documents/spreadsheet/parse-xlsx.js';
import { makeZip } from '../office/make-zip.js';
import { makeWorkbook, row, type SheetSource, type WorkbookSource } from './make-workbook.js';
import { cellsOf, outlineRows } from './outline-rows.js';
import type { FileProblem } from '../../../src/contracts/file-problem.js';

function parse(source: WorkbookSource): ParsedContent {
  const parsed = parseXlsx(makeWorkbook(source), parseLimits);
  if ('code' in parsed) throw new Error(parsed.code);
  return parsed;
}

function outline(sheet: SheetSource, more: Omit<WorkbookSource, 'sheets'> = {}): string[] {
  return outlineRows(parse({ sheets: [sheet], ...more }));
}

const sales = row(1, ['المدينة', 'الكمية']) + row(2, ['دمشق', 5]) + row(3, ['حلب', 6]);

describe('parseXlsx', () => {
  it('reads shared, inline and formula texts, rich ones whole and without their readings', () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
      '<row r="2"><c r="A2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>' +
      '<c r="B2" t="str"><f>A1&amp;"x"</f><v>result_x000a_two</v></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>99</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C3" t="b"><v>1</v></c></row>' +
      '<row r="4"><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c><v>7</v></c></row>';
    const strings =
      '<si><r><t>Na</t></r><r><rPr><b/></rPr><t xml:space="preserve">me </t></r><rPh><t>ナ</t></rPh></si><si><t>Code</t></si>';
    expect(outline({ rows }, { strings })).toEqual([
      '1 table-header Name | Code',
      '2 table-row inline | result two < 1',
      '3 table-row | #DIV/0! | TRUE < 1',
      '4 table-row 2 |  | 7 < 1',
    ]);
  });

  it.each<[number, string, string]>([
    [45366, 'dd/mm/yyyy', '15/03/2024'],
    [45366.75, 'yyyy-mm-dd hh:mm', '2024-03-15 18:00'],
    [45366, '[$-401]d mmmm yyyy', '15 مارس 2024'],
    [45366, '[$-2010401]dd/mm/yyyy', '١٥/٠٣/٢٠٢٤'],
    [45366, '[$-ar-SA,200]dd/mm/yyyy', '١٥/٠٣/٢٠٢٤'],
    [1234.5, '[$-2000401]#,##0.0', '١٬٢٣٤٫٥'],
    [45366, 'B2dd/mm/yyyy', '06/09/1445'],
    [0.125, '0.0%', '12.5%'],
    [1234567.891, '#,##0.00', '1,234,567.89'],
    [1234.5, '[$€-407] #,##0.00', '€ 1,234.50'],
    [1234.5, '#,##0.00 [$ر.س.-401]', '1,234.50 ر.س.'],
    [-5, '#,##0;[Red](#,##0);"صفر"', '(5)'],
    [0, '#,##0;[Red](#,##0);"صفر"', 'صفر'],
    [1, '[=1]"نعم";[=0]"لا";General', 'نعم'],
    [120, '[>=100]"كثير";0', 'كثير'],
    [1.5, '[h]:mm:ss', '36:00:00'],
    [1234567, '0.0,,"M"', '1.2M'],
    [12345, '0.00E+00', '1.23E+04'],
    [1.5, '# ?/?', '1 1/2'],
    [7, '"رقم "000', 'رقم 007'],
    [0.1 + 0.2, 'General', '0.3'],
    [123456789012345, 'General', '123456789012345'],
    [5, 'not "a format', '5'],
    [-3, 'dd/mm/yyyy', '-3'],
  ])('shows %d in the format %s as %s', (value, format, shown) => {
    const rows = `<row r="1"><c r="A1" s="1"><v>${String(value)}</v></c></row>`;
    expect(parse({ sheets: [{ rows }], formats: [format] }).text).toBe(shown);
  });

  it('shows texts by the part of a format for texts, and nothing where a format hides it', () => {
    const rows =
      '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>Ann</t></is></c><c r="B1" s="2"><v>5</v></c><c r="C1"><v>6</v></c></row>';
    expect(parse({ sheets: [{ rows }], formats: ['0;0;0;"Dr. "@', ';;;'] }).text).toBe('Dr. Ann | 6');
  });

  it.each([
    ['', '2024-03-15 | 12.50% | 2020-05-06'],
    ['<workbookPr date1904="1"/>', '2028-03-16 | 12.50% | 2020-05-06'],
  ])('counts days from 1900, or from 1904 with %s', (properties, shown) => {
    const rows =
      '<row><c s="2"><v>45366</v></c><c s="3"><v>0.125</v></c><c s="2" t="d"><v>2020-05-06</v></c></row>';
    expect(parse({ sheets: [{ rows }], properties }).text).toBe(shown);
  });

  it('makes parts of sheets, and leaves out hidden sheets, rows and columns', () => {
    const hiddenRow = '<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>secret</t></is></c></row>';
    const parsed = parse({
      sheets: [
        { name: 'الأسعار', rows: sales.replace(/<row r="3".*/, hiddenRow) + row(4, ['حمص', 7]) },
        { name: 'x', state: 'hidden', rows: row(1, ['secret', 1]) },
        { name: 'y', state: 'veryHidden', rows: row(1, ['secret', 1]) },
        { name: 'Empty', rows: '' },
        { name: 'Chart', rows: row(1, ['secret']), type: 'chartsheet' },
        {
          name: 'Sheet3',
          before: '<cols><col min="2" max="3" hidden="1"/></cols>',
          rows: row(2, ['a', 'secret', 'secret', 'b']) + row(3, [1, 2, 3, 4]),
        },
      ],
    });
    expect(outlineRows(parsed)).toEqual([
      '1 heading1 الأسعار',
      '1 table-header المدينة | الكمية < 1',
      '2 table-row دمشق | 5 < 1',
      '4 table-row حمص | 7 < 1',
      '2 table-header a | b',
      '3 table-row 1 | 4 < 2',
    ]);
    expect(parsed.text).not.toContain('secret');
    const second = parsed.text.indexOf('a | b');
    expect(parsed.parts).toEqual([
      { kind: 'sheet', start: 0, number: 1, label: 'الأسعار' },
      { kind: 'sheet', start: second, number: 6, label: 'Sheet3' },
    ]);
    expect(parsed.remarks).toEqual([{ code: 'hidden', parts: [2, 3] }]);
  });

  it('finds the header under a title and a note, and takes the title of the only sheet for its own', () => {
    const rows =
      row(1, ['أسعار الخضار']) +
      row(2, ['الأسعار بالليرة السورية وتتغير كل يوم.']) +
      row(4, ['الصنف', 'السعر']) +
      row(5, ['بندورة', 12]) +
      row(6, ['خيار', 9]);
    const parsed = parse({ sheets: [{ name: 'ورقة1', rows }] });
    expect(parsed.title).toBe('أسعار الخضار');
    expect(outlineRows(parsed)).toEqual([
      '1 title أسعار الخضار',
      '2 paragraph الأسعار بالليرة السورية وتتغير كل يوم.',
      '4 table-header الصنف | السعر',
      '5 table-row بندورة | 12 < 4',
      '6 table-row خيار | 9 < 4',
    ]);
  });

  it('keeps apart the tables of a sheet, each under what stands above it', () => {
    const rows =
      row(1, ['الربع الأول']) +
      row(2, ['المدينة', 'الكمية']) +
      row(3, ['دمشق', 5]) +
      row(6, ['الموظفون']) +
      row(7, ['name', 'phone', 'mail']) +
      row(8, ['Ann', 55, 'a@b.example']) +
      row(9, ['Bob', 56, 'b@b.example']);
    expect(outline({ name: 'A', rows }, { title: 'تقرير' })).toEqual([
      '1 caption الربع الأول',
      '2 table-header المدينة | الكمية < 1',
      '3 table-row دمشق | 5 < 2',
      '6 caption الموظفون',
      '7 table-header name | phone | mail < 6',
      '8 table-row Ann | 55 | a@b.example < 7',
      '9 table-row Bob | 56 | b@b.example < 7',
    ]);
  });

  it('reads merged cells: a header of two rows, a cell that goes down, a name across a group of rows', () => {
    const rows =
      row(1, ['المدينة', '2023', undefined, '2024']) +
      row(2, [undefined, 'كمية', 'سعر', 'كمية', 'سعر']) +
      row(3, ['الشمال']) +
      row(4, ['حلب', 1, 2, 3, 4]) +
      row(5, ['hidden by the merged cell', 5, 6, 7, 8]) +
      row(6, ['إدلب', 9, 10, 11, 12]);
    const merged = ['A1:A2', 'B1:C1', 'D1:E1', 'A3:E3', 'A4:A5'].map((ref) => `<mergeCell ref="${ref}"/>`);
    const parsed = parse({ sheets: [{ rows, after: `<mergeCells>${merged.join('')}</mergeCells>` }] });
    expect(outlineRows(parsed)).toEqual([
      '1 table-header المدينة | 2023 | 2024',
      '2 table-header كمية | سعر | كمية | سعر < 1',
      '3 table-header الشمال < 2',
      '4 table-row حلب | 1 | 2 | 3 | 4 < 3',
      '5 table-row 5 | 6 | 7 | 8 < 3',
      '6 table-row إدلب | 9 | 10 | 11 | 12 < 3',
    ]);
    expect(cellsOf(parsed, 0)).toEqual(['0* المدينة', '1+2* 2023', '3+2* 2024']);
    expect(cellsOf(parsed, 1)).toEqual(['0* المدينة', '1* كمية', '2* سعر', '3* كمية', '4* سعر']);
    expect(cellsOf(parsed, 4)).toEqual(['0* حلب', '1 5', '2 6', '3 7', '4 8']);
  });

  it.each([
    ['names that go down', ['A1:A2', 'B1:C1', 'D1:D2']],
    ['names that stand above', ['B1:C1']],
  ])('reads a second row that names only what is parted, beside %s', (_, refs) => {
    const rows =
      row(1, ['الصنف', 'السعر', undefined, 'الخصم']) +
      row(2, [undefined, 'جملة', 'مفرق']) +
      row(3, ['خبز', 1.2, 1.75, '10%']) +
      row(4, ['كعك', 0.4, 0.65, '5%']);
    const merged = refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    expect(outline({ rows, after: `<mergeCells>${merged}</mergeCells>` })).toEqual([
      '1 table-header الصنف | السعر | الخصم',
      expect.stringMatching(/^2 table-header [ |]{0,3}جملة \| مفرق < 1$/),
      '3 table-row خبز | 1.2 | 1.75 | 10% < 2',
      '4 table-row كعك | 0.4 | 0.65 | 5% < 2',
    ]);
  });

  it('takes no row of data for names because it stands under what is merged', () => {
    const rows =
      row(1, ['Name', 'Phones']) +
      row(2, ['Ann', 551, 552]) +
      row(3, [undefined, 'none', 'unknown']) +
      row(4, ['Bob', 553, 554]);
    const after = '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>';
    expect(outline({ rows, after }).map((line) => line.split(' ')[1])).toEqual([
      'table-header',
      'table-row',
      'table-row',
      'table-row',
    ]);
  });

  it.each<[string, Partial<SheetSource>]>([
    ['a table', { after: '<tableParts><tablePart/></tableParts>', table: 'ref="A3:B5" headerRowCount="1"' }],
    ['a filter', { after: '<autoFilter ref="A3:B5"/>' }],
  ])('believes the file where it says which row names the columns of %s', (_, more) => {
    const rows =
      row(1, ['Made by', 'Ann']) + row(2, ['For', 'Bob']) + row(3, [1, 2]) + row(4, [3, 4]) + row(5, [5, 6]);
    expect(outline({ rows, ...more }).slice(-3)).toEqual([
      '3 table-header 1 | 2',
      '4 table-row 3 | 4 < 3',
      '5 table-row 5 | 6 < 3',
    ]);
  });

  it('takes a bold first row for a header, whatever it holds', () => {
    const rows = row(1, ['Homs', 'open'], 1) + row(2, ['Hama', 'open']) + row(3, ['Homs', 'closed']);
    expect(outline({ rows })[0]).toBe('1 table-header Homs | open');
  });

  it('brings names to the rows behind an empty row, and keeps a form above a table', () => {
    const rows =
      row(1, ['الفرع:', 'حلب']) +
      row(2, ['من:', 2024]) +
      row(3, ['الصنف', 'السعر', 'الكمية', 'المجموع']) +
      row(5, ['خيار', 1, 2, 2]) +
      row(6, ['جزر', 3, 2, 6]);
    expect(outline({ rows })).toEqual([
      '1 table-row الفرع: | حلب',
      '2 table-row من: | 2024',
      '3 table-header الصنف | السعر | الكمية | المجموع',
      '5 table-row خيار | 1 | 2 | 2 < 3',
      '6 table-row جزر | 3 | 2 | 6 < 3',
    ]);
  });

  it.each([
    ['Sales of 2024', 'Sales of 2024'],
    ['Microsoft Excel', undefined],
    ['Book1', undefined],
    ['report-final.xlsx', undefined],
  ])('takes the title %s of the file for %s', (title, expected) => {
    expect(parse({ sheets: [{ rows: sales }], title }).title).toBe(expected);
  });

  it('bounds what a sheet declares: far rows and columns, cells in no order, repeated rows', () => {
    const rows =
      row(1, ['a', 'b']) +
      '<row r="1048576"><c r="XFD1048576"><v>9</v></c><c r="A1048576"><v>8</v></c><c r="ZZZZ1"><v>7</v></c></row>' +
      '<row r="-5"><c r="A0"><v>1</v></c></row>';
    const parsed = parse({
      sheets: [
        { rows, after: '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="C9:A1"/></mergeCells>' },
      ],
    });
    outlineRows(parsed);
    expect(parsed.text.length).toBeLessThan(100);
  });

  it('stops at the limit of sheets, and says so', () => {
    const bytes = makeWorkbook({
      sheets: [1, 2, 3].map((n) => ({ name: `S${String(n)}`, rows: row(1, [n, n]) })),
    });
    const parsed = parseXlsx(bytes, { ...parseLimits, maxParts: 2 }) as ParsedContent;
    expect(parsed.parts).toHaveLength(2);
    expect(parsed.remarks).toEqual([{ code: 'cut-off', parts: [3] }]);
  });

  it.each<[string, Uint8Array, FileProblem['code']]>([
    ['no sheet with anything in it', makeWorkbook({ sheets: [{ rows: '' }] }), 'no-text'],
    ['an archive of other things', makeZip({ 'readme.txt': 'hello' }), 'not-a-document'],
    ['XML that breaks off', makeWorkbook({ sheets: [{ rows: '<row r="1"><c>' }] }), 'damaged'],
    ['half a file', makeWorkbook({ sheets: [{ rows: sales }] }).slice(0, 400), 'damaged'],
  ])('says what is wrong with %s', (_, bytes, code) => {
    const parsed = parseXlsx(bytes, parseLimits);
    expect('code' in parsed && parsed.code).toBe(code);
  });
});
