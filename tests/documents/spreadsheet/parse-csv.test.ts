import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { decodeBytes } from '../../../src/documents/decode-bytes.js';
import { parseCsv } from '../../../src/documents/spreadsheet/parse-csv.js';
import { createEncoder } from '../encoders.js';
import { cellsOf, outlineRows } from './outline-rows.js';

const outline = (source: string): string[] => outlineRows(parseCsv(source));

describe('parseCsv', () => {
  it('puts rows under the names of their columns', () => {
    const source = 'المدينة,الكمية,السعر\nدمشق,"1,200",3.5\nحلب,,4\nحمص,7\n';
    expect(outline(source)).toEqual([
      '1 table-header المدينة | الكمية | السعر',
      '2 table-row دمشق | 1,200 | 3.5 < 1',
      '3 table-row حلب |  | 4 < 1',
      '4 table-row حمص | 7 < 1',
    ]);
    const parsed = parseCsv(source);
    expect(cellsOf(parsed, 0)).toEqual(['0* المدينة', '1* الكمية', '2* السعر']);
    expect(cellsOf(parsed, 2)).toEqual(['0* حلب', '1', '2 4']);
    expect(cellsOf(parsed, 3)).toEqual(['0* حمص', '1 7', '2']);
  });

  it.each([
    [',', 'city,price\nHoms,"1,5"\nAleppo,"2,5"'],
    [';', 'city;price\nHoms;1,5\nAleppo;2,5'],
    ['tab', 'city\tprice\nHoms\t1,5\nAleppo\t2,5'],
    ['|', 'city|price\nHoms|1,5\nAleppo|2,5'],
  ])('tells the separator %s by the content', (_, source) => {
    expect(outline(source)).toEqual([
      '1 table-header city | price',
      '2 table-row Homs | 1,5 < 1',
      '3 table-row Aleppo | 2,5 < 1',
    ]);
  });

  it('takes the separator that Excel writes on the first line, which is no row', () => {
    expect(outline('sep=^\ncity^price\nHoms, Syria^5\n')).toEqual([
      '2 table-header city | price',
      '3 table-row Homs, Syria | 5 < 2',
    ]);
  });

  it('counts the lines of the file across values of several lines and empty lines', () => {
    expect(outline('name,address\nAnn,"1 Main Street\nLondon\n\nUK"\n\nBob,"said ""no"""\n')).toEqual([
      '1 table-header name | address',
      '2 table-row Ann | 1 Main Street London UK < 1',
      '7 table-row Bob | said "no" < 1',
    ]);
  });

  it.each<[string, string, number]>([
    ['numbers below names', 'a,b\n1,2\n3,4', 1],
    ['known names of columns', 'الاسم,المدينة\nأحمد,دمشق\nسارة,حلب', 1],
    ['years as names', 'البند,2022,2023\nالإيرادات,10,20\nالمصروفات,5,6', 1],
    ['dates below names', 'who,since\nAnn,2020-01-02\nBob,2021-05-06', 1],
    ['a first row like the others', 'أحمد علي,دمشق,1980\nسارة حسن,حلب,1990\nمنى سعيد,حمص,1985', 0],
    ['a first row of numbers', '1,2\n3,4\n5,6', 0],
    ['texts that come again', 'Homs,open\nAleppo,closed\nHama,open\nDeir,closed', 0],
    ['names and values side by side', 'الهاتف:,5521\nالبريد:,a@b.example\nالعنوان:,شارع النصر', 0],
    ['sentences', 'What is it?,A bot.\nWho made it?,We did.\nIs it free?,It is.', 0],
  ])('tells whether the first row names the columns: %s', (_, source, headers) => {
    const kinds = parseCsv(source).blocks.map(({ kind }) => kind);
    const rows = source.split('\n').length;
    expect(kinds).toEqual([
      ...Array.from({ length: headers }, () => 'table-header'),
      ...Array.from({ length: rows - headers }, () => 'table-row'),
    ]);
  });

  it('takes a line above the table for the title, and one below for a note', () => {
    const parsed = parseCsv(
      'تقرير المبيعات لعام 2024,,\n\nالمدينة,الكمية,السعر\nدمشق,5,1\nحلب,6,2\n' +
        'هذه الأرقام أولية وتخضع للمراجعة من قبل القسم المالي,,\n',
    );
    expect(parsed.title).toBe('تقرير المبيعات لعام 2024');
    expect(outlineRows(parsed)).toEqual([
      '1 title تقرير المبيعات لعام 2024',
      '3 table-header المدينة | الكمية | السعر',
      '4 table-row دمشق | 5 | 1 < 3',
      '5 table-row حلب | 6 | 2 < 3',
      '6 paragraph هذه الأرقام أولية وتخضع للمراجعة من قبل القسم المالي',
    ]);
  });

  it('keeps two tables apart, and goes on with one behind an empty line', () => {
    expect(outline('city,price\nHoms,5\n\nHama,6\n\nname,phone,mail\nAnn,55,a@b.example\n')).toEqual([
      '1 table-header city | price',
      '2 table-row Homs | 5 < 1',
      '4 table-row Hama | 6 < 1',
      '6 table-header name | phone | mail',
      '7 table-row Ann | 55 | a@b.example < 6',
    ]);
  });

  it('reads stray quotation marks as they stand', () => {
    expect(outline('item,size\n5" pipe,3\n"open,4\nlast,5')).toEqual([
      '1 table-header item | size',
      '2 table-row 5" pipe | 3 < 1',
      '3 table-row "open | 4 < 1',
      '4 table-row last | 5 < 1',
    ]);
  });

  it('does not lose the rows between two stray quotation marks', () => {
    const rows = Array.from(
      { length: 2000 },
      (_, i) => `${i === 3 || i === 1800 ? '"' : ''}name${String(i)},${String(i)}`,
    );
    const { blocks } = parseCsv(rows.join('\n'));
    expect(blocks).toHaveLength(2000);
    expect(blocks.at(-1)!.line).toBe(2000);
  });

  it('reads lines without a separator as one value each', () => {
    expect(outline('دمشق\nحلب، الشهباء\nحمص\n')).toEqual([
      '1 table-row دمشق',
      '2 table-row حلب، الشهباء',
      '3 table-row حمص',
    ]);
  });

  it.each<[string, Uint8Array]>([
    ['windows-1256', createEncoder('windows-1256')('المدينة;السكان\nدمشق;1711000\nحلب;2132100\n')],
    ['utf-16le', Buffer.from('\ufeffالمدينة\tالسكان\nدمشق\t1711000\nحلب\t2132100\n', 'utf16le')],
    ['utf-8', Buffer.from('\ufeffالمدينة,السكان\r\nدمشق,1711000\r\nحلب,2132100\r\n')],
  ])('reads what was saved as %s', (encoding, bytes) => {
    const decoded = decodeBytes(bytes);
    if ('code' in decoded) throw new Error(decoded.code);
    expect(decoded.encoding).toBe(encoding);
    expect(outline(decoded.text)).toEqual([
      '1 table-header المدينة | السكان',
      '2 table-row دمشق | 1711000 < 1',
      '3 table-row حلب | 2132100 < 1',
    ]);
  });

  it('bounds the cells that it tells apart, and loses no text', () => {
    const wide = Array.from({ length: 5000 }, (_, i) => `v${String(i)}`).join(',');
    const { text, blocks } = parseCsv(`${wide}\n${wide}`);
    expect(text).toContain('v4999');
    expect(blocks[0]!.cells!.length).toBeLessThanOrEqual(1000);
  });

  it('keeps every value of any table, in order', () => {
    const value = fc.oneof(
      fc.array(fc.constantFrom(...Array.from('aبג1 .;|"-')), { maxLength: 8 }).map((units) => units.join('')),
      fc.constantFrom('', 'دمشق', '12', 'a "b" c', 'two\nlines', 'x,y'),
    );
    const table = fc.array(fc.array(value, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(table, (rows) => {
        const quoted = (each: string): string => `"${each.replaceAll('"', '""')}"`;
        const parsed = parseCsv(rows.map((row) => row.map(quoted).join(',')).join('\n'));
        outlineRows(parsed);
        const tidy = rows.flat().map((each) => each.replace(/\s+/gu, ' ').trim());
        const shown = parsed.text.replace(/\s+/gu, ' ');
        let from = 0;
        for (const each of tidy.filter((text) => text !== '')) {
          from = shown.indexOf(each, from);
          expect(from).toBeGreaterThanOrEqual(0);
          from += each.length;
        }
      }),
      { numRuns: 200 },
    );
  });
});
