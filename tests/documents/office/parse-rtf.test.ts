import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseRtf } from '../../../src/documents/office/rtf/parse-rtf.js';
import { cellsOf, contentsOf, readOffice, problemCodeOf, treeOf, type ReadOffice } from './read-office.js';

/** Reads a file of RTF of a body that is written in Latin-1, with letters beyond it in Unicode. */
function read(body: string, head = '\\ansi\\ansicpg1256'): ReadOffice {
  const written = body.replace(/[\u0100-\uffff]/g, (letter) => {
    const code = letter.charCodeAt(0);
    return `\\u${code > 0x7fff ? code - 0x10000 : code}?`;
  });
  return readOffice(parseRtf, Buffer.from(`{\\rtf1${head}\n${written}}`, 'latin1'));
}

const sentence = 'يلتزم الطرف الثاني بتسليم البضاعة خلال ثلاثين يوماً من تاريخ التوقيع على هذا العقد.';

describe('the encodings of RTF', () => {
  const fonts =
    '{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset178 Arial (Arabic);}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset128 MS Gothic;}{\\f4 Old;}{\\f5\\cpg1251 X;}{\\f6\\fcharset2{\\*\\panose 0}Wingdings;}}';

  it.each<[string, string, string]>([
    ['the code page of the document', "\\f4 \\'e4\\'d5", 'نص'],
    ['the character set of the font', "\\f1 \\'e4\\'d5\\f0  \\'e9", 'نص é'],
    ['the code page of the font', "\\f5 \\'ed\\'e5\\'f2", 'нет'],
    ['characters of several bytes', "\\f3 \\'93\\'fa\\'96\\'7b", '日本'],
    ['signs of fonts with their own codes', "\\f2 a\\'b7\\f6 \\'fc", 'α•✓'],
    ['bytes without an escape', '\\f1 \xe4\xd5', 'نص'],
    ['bytes in a character set that they are not in', "\\f3 \\'96\\f4 x", '–x'],
  ])('are known by %s', (_, body, expected) => {
    expect(read(fonts + body).text).toContain(expected);
  });

  it('are Unicode, with characters for old readers that are passed over', () => {
    expect(
      read("\\u1606\\'e4\\u1589 ? \\uc2\\u1587ab\\uc0\\u1604\\u1605{\\uc1\\u-10179?\\u-8704?}").text,
    ).toBe('نص سلم😀');
    expect(read('\\u1606?{\\u1589}?x').text).toBe('نص?x');
    expect(read('\\u-10240 a').text).toBe('\ufffd');
  });

  it('are UTF-8 where the file says so', () => {
    expect(readOffice(parseRtf, Buffer.from('{\\rtf1\\ansi\\ansicpg65001 نص}')).text).toBe('نص');
  });
});

describe('the text of RTF', () => {
  it('has its signs, tabs, breaks and hyphens', () => {
    expect(
      read(
        'a\\tab b\\line c\\emdash\\endash\\lquote x\\rquote\\ldblquote y\\rdblquote\\~z\\_w con\\-tract \\{\\}\\\\\n\nnext',
      ).text,
    ).toBe('a\tb\nc—–‘x’“y”\u00a0z-w contract {}\\next');
  });

  it('leaves out what is hidden, deleted or no text', () => {
    const body =
      '{\\header رأس\\par}{\\footer ذيل}{\\colortbl;\\red0;}{\\*\\generator x;}{\\*\\unknown y}' +
      'أ{\\v مخفي}{\\deleted محذوف}{\\revised مضاف}\\v مخفي\\v0 ب{\\pict\\bin5 }{}{c}' +
      '{\\*\\bkmkstart علامة}{\\field{\\*\\fldinst HYPERLINK "x"}{\\fldrslt رابط}}{\\*\\annotation تعليق}' +
      '{\\object{\\*\\objdata 0102}{\\result نتيجة}}\\v\\plain ظاهر';
    expect(read(body).text).toBe('أمضافبرابطنتيجةظاهر');
  });

  it('reads the better of two alternates', () => {
    expect(
      read(
        '{\\info{\\upr{\\title ??}{\\*\\ud{\\title عقد}}}}{\\upr{??}{\\*\\ud{نص.}}}{\\*\\bkmkstart {\\upr{a}{\\*\\ud{b}}}}',
      ),
    ).toMatchObject({
      title: 'عقد',
      text: 'نص.',
    });
  });

  it('has paragraphs, also without an end', () => {
    expect(treeOf(read('{\\pard أول.\\par}\\pard\\plain ثان.\\sect ثالث.\\\nرابع.'))).toEqual([
      '- paragraph أول.',
      '- paragraph ثان.',
      '- paragraph ثالث.',
      '- paragraph رابع.',
    ]);
  });

  it('puts notes and text boxes behind their paragraph', () => {
    const body =
      'نص{\\super \\chftn}{\\*\\footnote \\pard\\plain {\\super\\chftn} حاشية.\\par ثانية.} يليه{\\footnote\\ftnalt ختامية.}' +
      '{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt\\pard في الإطار.\\par}}{\\shprslt مكرر}} وبعد.\\par آخر.';
    expect(treeOf(read(body))).toEqual([
      '- paragraph نص يليه وبعد.',
      '0 footnote حاشية.\nثانية.',
      '0 footnote ختامية.',
      '- paragraph في الإطار.',
      '- paragraph آخر.',
    ]);
  });
});

describe('headings and lists of RTF', () => {
  const styles =
    '{\\stylesheet{Normal;}{\\s1\\sbasedon0 heading 1;}{\\s2\\sbasedon1 mine;}{\\s3\\outlinelevel2 other;}{\\s4 Title;}{\\*\\cs5 heading 4;}{\\s6\\b caption;}}';

  it('are known by styles and outline levels', () => {
    const body =
      styles +
      '\\pard\\s4 العقد\\par\\pard\\s1 أول\\par\\pard\\s2 ثان\\par\\pard\\s3 ثالث\\par\\pard\\outlinelevel1 رابع\\par\\pard\\s6 الجدول 1\\par' +
      `\\pard {\\cs5 ${sentence}}\\par`;
    const document = read(body);
    expect(document.title).toBe('العقد');
    expect(treeOf(document)).toEqual([
      '- title العقد',
      '- heading1 أول',
      '- heading1 ثان',
      '2 heading3 ثالث',
      '2 heading2 رابع',
      '4 caption الجدول 1',
      `4 paragraph ${sentence}`,
    ]);
  });

  it('have the labels that the program wrote', () => {
    const body =
      '\\pard{\\listtext\\pard المادة 1:\\tab}\\ls1\\ilvl0 ' +
      sentence +
      '\\par' +
      '\\pard{\\listtext\\pard أ)\\tab}\\ls1\\ilvl1 في الميناء.\\par' +
      "\\pard{\\listtext\\f1\\'b7\\tab}\\ls2\\li1000 بند\\par" +
      '\\pard{\\pntext 7.\\tab}{\\*\\pn\\pnlvlbody{\\pntxta .}}قديم\\par' +
      '\\pard\\s1{\\listtext 1.1\\tab}\\ls3 عنوان\\par\\pard ' +
      sentence;
    const document = read(`{\\fonttbl{\\f1\\fcharset2 Symbol;}}${styles}${body}`);
    expect(treeOf(document)).toEqual([
      '- heading1 المادة 1:',
      `0 paragraph ${sentence}`,
      '0 list-item2 أ) في الميناء.',
      '0 list-item1 • بند',
      '0 list-item1 7. قديم',
      '- heading1 1.1 عنوان',
      `5 paragraph ${sentence}`,
    ]);
    expect(contentsOf(document).slice(2, 6)).toEqual(['في الميناء.', 'بند', 'قديم', 'عنوان']);
  });
});

describe('tables of RTF', () => {
  const row = (definition: string, cells: readonly string[]): string =>
    `\\trowd${definition}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join('')}\\row`;

  it('are rows with cells, across columns and rows', () => {
    const body =
      row('\\trhdr\\cellx1000\\cellx2000\\cellx3000', ['الصنف', 'الكمية', 'السعر']) +
      row('\\clvmgf\\cellx1005\\cellx2000\\cellx3000', ['قمح', '200', '1,500.75']) +
      row('\\clvmrg\\cellx1000\\cellx2000\\cellx3000', ['', '300', '7']) +
      row('\\cellx2000\\cellx3000', ['المجموع', '300\\par دولار']) +
      row('\\clmgf\\cellx1000\\clmrg\\cellx2000\\cellx3000', ['مدمج', '', '5']) +
      '\\pard بعده.\\par';
    const document = read(body);
    expect(treeOf(document)).toEqual([
      '- table-header الصنف | الكمية | السعر',
      '0 table-row قمح | 200 | 1,500.75',
      '0 table-row 300 | 7',
      '0 table-row المجموع | 300 دولار',
      '0 table-row مدمج | 5',
      '- paragraph بعده.',
    ]);
    expect(cellsOf(document).slice(2)).toEqual([
      ['#0 قمح', '1 300', '2 7'],
      ['#0-1 المجموع', '2 300 دولار'],
      ['#0-1 مدمج', '2 5'],
    ]);
  });

  it('may stand in cells', () => {
    const body =
      '\\trowd\\cellx1000\\cellx2000\\pard\\intbl قبل\\par\\pard\\intbl\\itap2 أ\\nestcell ب\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}' +
      '{\\nonesttables\\par}\\pard\\intbl بعد\\cell جانب\\cell\\row\\pard آخر.';
    expect(treeOf(read(body))).toEqual([
      '- paragraph قبل',
      '- table-row أ | ب',
      '- paragraph بعد',
      '- paragraph جانب',
      '- paragraph آخر.',
    ]);
  });

  it('lose no text where they are not ended', () => {
    expect(read('\\trowd\\cellx9\\pard\\intbl أ\\cell ب\\par\\pard ج').text).toBe('أ | ب\n\nج');
    expect(read('\\trowd أ\\cell ب\\cell\\row\\pard ج').text).toBe('أ | ب\n\nج');
  });
});

describe('files of RTF that are odd or hostile', () => {
  it('say what is wrong', () => {
    expect(problemCodeOf(parseRtf, Buffer.from('نص'))).toBe('damaged');
    expect(problemCodeOf(parseRtf, Buffer.from(`{\\rtf1 ${'{'.repeat(300_000)}`))).toBe('too-nested');
  });

  it('are read to their end where they break off', () => {
    expect(read('نص {\\b غامق').text).toBe('نص غامق');
    expect(readOffice(parseRtf, Buffer.from("{\\rtf1 a}}} b\\'")).text).toBe('a b');
  });

  it('break nothing, whatever they hold', () => {
    const part = fc.constantFrom(
      ..."{ } \\par \\cell \\row \\trowd \\cellx9 \\intbl \\itap3 \\nestcell \\nestrow \\footnote \\shptxt \\listtext \\upr \\*\\ud \\u1606 \\uc9 \\'e4 a \\* \\v \\pard \\fonttbl \\stylesheet \\info \\title \\f1 \\s1 \\bin2 ؟".split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const bytes = Buffer.from(`{\\rtf1 ${parts.join(' ')} end`, 'latin1');
        readOffice(parseRtf, bytes);
      }),
      { numRuns: 300 },
    );
  });
});
