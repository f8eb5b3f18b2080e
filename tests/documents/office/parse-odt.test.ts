import { describe, expect, it } from 'vitest';

import { parseOdt } from '../../../src/documents/office/odt/parse-odt.js';
import { makeOdt, type OdtParts } from './make-odt.js';
import { makeZip } from './make-zip.js';
import { cellsOf, contentsOf, readOffice, problemCodeOf, treeOf, type ReadOffice } from './read-office.js';

function read(parts: OdtParts | string): ReadOffice {
  return readOffice(parseOdt, makeOdt(typeof parts === 'string' ? { body: parts } : parts));
}

function p(content: string, style?: string): string {
  return `<text:p${style === undefined ? '' : ` text:style-name="${style}"`}>${content}</text:p>`;
}

function style(name: string, more = '', properties = '', family = 'paragraph'): string {
  return `<style:style style:name="${name}" style:family="${family}" ${more}>${properties}</style:style>`;
}

function list(items: readonly string[], attributes = ''): string {
  const each = items.map(
    (content) => `<text:list-item>${content.startsWith('<') ? content : p(content)}</text:list-item>`,
  );
  return `<text:list ${attributes}>${each.join('')}</text:list>`;
}

function level(number: number, attributes: string): string {
  return `<text:list-level-style-number text:level="${number}" ${attributes}/>`;
}

const sentence = 'يلتزم الطرف الثاني بتسليم البضاعة خلال ثلاثين يوماً من تاريخ التوقيع على هذا العقد.';

describe('headings of OpenDocument', () => {
  const styles =
    style('Heading_20_1', 'style:display-name="Heading 1"') +
    style('Own', 'style:default-outline-level="2"') +
    style('Title') +
    style('Caption') +
    style('Figure', 'style:parent-style-name="Caption"') +
    style('Contents_20_1', 'style:display-name="Contents 1"');

  it('are headings by themselves, and paragraphs with the styles of headings', () => {
    const automaticStyles =
      style('P1', 'style:parent-style-name="Heading_20_1"') + style('P2', 'style:parent-style-name="Own"');
    const body =
      p('العقد', 'Title') +
      p('المادة 1\t3', 'Contents_20_1') +
      p('أول', 'P1') +
      p('ثان', 'P2') +
      '<text:h text:outline-level="3">ثالث</text:h>' +
      p('الشكل 1', 'Figure') +
      p(sentence);
    expect(treeOf(read({ styles, automaticStyles, body }))).toEqual([
      '- title العقد',
      '- paragraph المادة 1 3',
      '- heading1 أول',
      '2 heading2 ثان',
      '3 heading3 ثالث',
      '4 caption الشكل 1',
      `4 paragraph ${sentence}`,
    ]);
  });

  it('have nothing from the styles of headers and footers, though they have the same names', () => {
    const masterStyles = style('P1', 'style:default-outline-level="1"');
    expect(treeOf(read({ masterStyles, automaticStyles: style('P1'), body: p('نص.', 'P1') }))).toEqual([
      '- paragraph نص.',
    ]);
  });

  it('are numbered by the outline', () => {
    const outline =
      '<text:outline-style style:name="Outline">' +
      '<text:outline-level-style text:level="1" style:num-prefix="الباب " style:num-suffix=":" style:num-format="1"/>' +
      '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>' +
      '</text:outline-style>';
    const h = (outlineLevel: number, text: string, more = ''): string =>
      `<text:h text:outline-level="${outlineLevel}" ${more}>${text}</text:h>`;
    const body =
      h(1, 'أ') +
      h(2, 'ب') +
      h(2, 'ج') +
      h(1, 'بلا رقم', 'text:is-list-header="true"') +
      h(1, 'د') +
      p(sentence);
    const document = read({ styles: outline, body });
    expect(treeOf(document).slice(0, 5)).toEqual([
      '- heading1 الباب 1: أ',
      '0 heading2 1.1 ب',
      '0 heading2 1.2 ج',
      '- heading1 بلا رقم',
      '- heading1 الباب 2: د',
    ]);
    expect(contentsOf(document).slice(0, 2)).toEqual(['أ', 'ب']);
  });
});

describe('lists of OpenDocument', () => {
  const styles =
    `<text:list-style style:name="L1">${level(1, 'style:num-suffix="." style:num-format="1"')}` +
    level(2, 'style:num-prefix="(" style:num-suffix=")" style:num-format="a" text:display-levels="2"') +
    '<text:list-level-style-bullet text:level="3" text:bullet-char=""/></text:list-style>';
  const using = 'text:style-name="L1"';

  it('have the labels that are shown', () => {
    const body = list(
      [
        p('أ') + list(['ب', p('ج') + list(['د'])]),
        p('ه') + p('بقية البند.') + list(['و']),
        `<text:p>ز</text:p>`,
      ],
      using,
    );
    const document = read({ styles, body });
    expect(treeOf(document)).toEqual([
      '- list-item1 1. أ',
      '0 list-item2 (1.a) ب',
      '0 list-item2 (1.b) ج',
      '2 list-item3 • د',
      '- list-item1 2. ه',
      '- paragraph بقية البند.',
      '- list-item2 (2.a) و',
      '- list-item1 3. ز',
    ]);
    expect(contentsOf(document)[1]).toBe('ب');
  });

  it.each<[string, string, readonly string[]]>([
    ['begin anew', list(['أ'], using) + p('نص.') + list(['ب'], using), ['1.', '1.']],
    [
      'go on by style',
      list(['أ'], using) + p('نص.') + list(['ب'], `${using} text:continue-numbering="true"`),
      ['1.', '2.'],
    ],
    [
      'go on by name',
      list(['أ'], `${using} xml:id="x"`) +
        list(['ب'], using) +
        list(['ج'], `${using} text:continue-list="x"`),
      ['1.', '1.', '2.'],
    ],
    [
      'begin where an item says',
      `<text:list ${using}><text:list-header>${p('بلا رقم.')}</text:list-header><text:list-item text:start-value="7">${p('أ')}</text:list-item></text:list>`,
      ['7.'],
    ],
    [
      'are as the program wrote them',
      list([`<text:p><text:number>٣)</text:number>أ</text:p>`], using),
      ['٣)'],
    ],
  ])('%s', (_, body, labels) => {
    const document = read({ styles, body });
    const items = document.blocks.filter(({ kind }) => kind === 'list-item');
    expect(items.map(({ span, content }) => document.text.slice(span.start, content).trim())).toEqual(labels);
  });

  it.each([
    ['أ, ب, ت, ...', 'أب ت'],
    ['أ, ب, ج, ...', 'أبج'],
    ['١, ٢, ٣, ...', '١٢٣'],
    ['I', 'IIIIII'],
    ['א, ב, ג, ...', 'אבג'],
  ])('count in %s', (format, expected) => {
    const body = list(['x', 'y', 'z'], 'text:style-name="L"');
    const { text } = read({
      styles: `<text:list-style style:name="L">${level(1, `style:num-format="${format}"`)}</text:list-style>`,
      body,
    });
    expect(text.replace(/[ xyz\n]/g, '')).toBe(expected.replaceAll(' ', ''));
  });

  it('are read as in plain text where they name articles', () => {
    const article = `<text:list-style style:name="L">${level(1, 'loext:num-list-format="المادة %1%:" style:num-format="1"')}</text:list-style>`;
    expect(
      treeOf(
        read({ styles: article, body: list([sentence, 'التعريفات'], 'text:style-name="L"') + p(sentence) }),
      ),
    ).toEqual([
      '- heading1 المادة 1:',
      `0 paragraph ${sentence}`,
      '- heading1 المادة 2: التعريفات',
      `2 paragraph ${sentence}`,
    ]);
  });
});

describe('the text of OpenDocument', () => {
  it('has the white space that is shown', () => {
    const body = p(
      '  نص\n   على<text:s text:c="3"/>سطر <text:span> ثم</text:span><text:tab/>بعد<text:line-break/> آخر con\u00adtract ',
    );
    expect(read(body).text).toBe('نص على   سطر ثم\tبعد\nآخر contract');
  });

  it('leaves out deletions, comments and what is hidden', () => {
    const automaticStyles =
      style('T1', '', '<style:text-properties text:display="none"/>', 'text') +
      style('P1', '', '<style:text-properties text:display="none"/>');
    const body =
      `<text:tracked-changes><text:changed-region><text:deletion>${p('محذوف')}</text:deletion></text:changed-region></text:tracked-changes>` +
      p(
        'ظاهر<text:change text:change-id="c"/><office:annotation><text:p>تعليق</text:p></office:annotation><text:span text:style-name="T1"> مخفي</text:span>',
      ) +
      p('مخفي', 'P1') +
      `<text:section text:display="none">${p('مخفي')}</text:section><text:section>${p('قسم')}</text:section>` +
      p('<text:hidden-paragraph text:is-hidden="true"/>مخفي') +
      p('نص<text:hidden-text text:is-hidden="true">مخفي</text:hidden-text>');
    expect(read({ automaticStyles, body }).text).toBe('ظاهر\n\nقسم\n\nنص');
  });

  it('reads fields, links, ruby and text boxes', () => {
    const body =
      p('يوم <text:date>1 مايو</text:date> <text:a>رابط</text:a>') +
      p('<text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text></text:ruby>') +
      p(
        `قبل<draw:frame><svg:title>لا</svg:title><draw:text-box>${p('في الإطار')}${list(['بند'])}</draw:text-box></draw:frame> وبعد` +
          `<draw:custom-shape>${p('في الشكل')}<draw:enhanced-geometry/></draw:custom-shape>`,
      );
    expect(read(body).text).toBe('يوم 1 مايو رابط\n\n漢\n\nقبل وبعد\n\nفي الإطار\n\nبند\n\nفي الشكل');
  });

  it('puts notes behind their paragraph', () => {
    const note = `<text:note><text:note-citation>1</text:note-citation><text:note-body>${p('حاشية')}${p('ثانية')}</text:note-body></text:note>`;
    expect(treeOf(read(p(`نص${note} يليه.`) + p('آخر.')))).toEqual([
      '- paragraph نص يليه.',
      '0 footnote حاشية\nثانية',
      '- paragraph آخر.',
    ]);
  });
});

describe('tables of OpenDocument', () => {
  const cell = (content: string, attributes = ''): string =>
    `<table:table-cell ${attributes}>${content === '' ? '' : p(content)}</table:table-cell>`;
  const row = (cells: string, attributes = ''): string =>
    `<table:table-row ${attributes}>${cells}</table:table-row>`;

  it('are rows with cells, across columns and rows', () => {
    const body =
      '<table:table><table:table-column/><table:table-header-rows>' +
      row(cell('الصنف') + cell('الكمية') + cell('السعر')) +
      '</table:table-header-rows>' +
      row(cell('قمح', 'table:number-rows-spanned="2"') + cell('نعم', 'table:number-columns-repeated="2"')) +
      row('<table:covered-table-cell/>' + cell('300') + cell('7')) +
      row(cell('المجموع', 'table:number-columns-spanned="2"') + '<table:covered-table-cell/>' + cell('9')) +
      row(cell('مخفي'), 'table:visibility="collapse"') +
      '</table:table>';
    const document = read(body);
    expect(treeOf(document)).toEqual([
      '- table-header الصنف | الكمية | السعر',
      '0 table-row قمح | نعم | نعم',
      '0 table-row 300 | 7',
      '0 table-row المجموع | 9',
    ]);
    expect(cellsOf(document).slice(2)).toEqual([
      ['#0 قمح', '1 300', '2 7'],
      ['#0-1 المجموع', '2 9'],
    ]);
  });

  it('repeat no more than a reader would want', () => {
    const body = `<table:table>${row(cell('أ', 'table:number-columns-repeated="1000000"'), 'table:number-rows-repeated="1000000"')}${row(cell('', 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048576"')}</table:table>`;
    expect(read(body).text.length).toBeLessThan(50_000);
  });

  it('may be nested as deep as the file is', () => {
    const depth = 20_000;
    const open = '<table:table><table:table-row><table:table-cell>';
    const close = '</table:table-cell></table:table-row></table:table>';
    expect(read(open.repeat(depth) + p('عميق') + close.repeat(depth) + p('بعد')).text).toBe('عميق\n\nبعد');
    expect(
      read(
        '<text:list><text:list-item>'.repeat(depth) +
          p('عميق') +
          '</text:list-item></text:list>'.repeat(depth),
      ).text,
    ).toBe('عميق');
  });
});

describe('files of OpenDocument that are odd', () => {
  it('lose no text where elements stand where they should not', () => {
    const cellOf = (content: string): string => `<table:table-cell>${content}</table:table-cell>`;
    const rowOf = (content: string): string => `<table:table-row>${content}</table:table-row>`;
    const body =
      cellOf(p('أ')) +
      rowOf(cellOf(p('ب'))) +
      `<table:table>${p('ج')}${rowOf(cellOf(rowOf(cellOf(p('د'))) + p('ه')) + p('و'))}</table:table>` +
      `<text:list-item>${p('ز')}</text:list-item><text:note><text:note-body>${p('ح')}</text:note-body></text:note>`;
    // A note that nothing refers to is no text of anything.
    expect(Array.from(read(body).text.replace(/[^\p{L}]/gu, '')).sort()).toEqual(
      Array.from('أبجدهوز').sort(),
    );
  });
});

describe('files of OpenDocument that cannot be read', () => {
  it.each<[string, Uint8Array, string]>([
    [
      'a password',
      makeOdt({
        body: '',
        manifest: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
      }),
      'password',
    ],
    ['something else', makeZip({ 'content.xml': '<a/>' }), 'not-a-document'],
    ['text that breaks off', makeOdt({ body: '<text:p>' }), 'damaged'],
  ])('say what is wrong: %s', (_, bytes, code) => {
    expect(problemCodeOf(parseOdt, bytes)).toBe(code);
  });
});
