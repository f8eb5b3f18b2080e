import { describe, expect, it } from 'vitest';

import { parseDocx } from '../../../src/documents/office/docx/parse-docx.js';
import {
  cell,
  item,
  list,
  makeDocx,
  paragraph,
  row,
  run,
  styled,
  table,
  use,
  type DocxParts,
} from './make-docx.js';
import { makeZip } from './make-zip.js';
import { cellsOf, contentsOf, readOffice, problemCodeOf, treeOf, type ReadOffice } from './read-office.js';

function read(parts: DocxParts | string): ReadOffice {
  return readOffice(parseDocx, makeDocx(typeof parts === 'string' ? { body: parts } : parts));
}

function style(id: string, name: string, properties = '', basedOn?: string): string {
  const base = basedOn === undefined ? '' : `<w:basedOn w:val="${basedOn}"/>`;
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${base}${properties}</w:style>`;
}

const sentence = 'يلتزم الطرف الثاني بتسليم البضاعة خلال ثلاثين يوماً من تاريخ التوقيع على هذا العقد.';

describe('headings and titles of Word', () => {
  const styles =
    style('a1', 'heading 1') +
    style('a2', 'custom', '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>') +
    style('a3', 'based', '', 'a2') +
    style('a4', 'عنوان 3') +
    style('a5', 'no heading any more', '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', 'a1') +
    style('loop', 'loop', '', 'pool') +
    style('pool', 'pool', '', 'loop') +
    style('t', 'Title') +
    style('s', 'Subtitle', '', 't') +
    style('q', 'Intense Quote') +
    style('c', 'caption') +
    style('toc', 'toc 2');

  it('are known by outline level and name, through the styles that theirs is based on', () => {
    const body = ['a1', 'a2', 'a3', 'a4', 'a5', 'loop', 'unknown']
      .map((id) => styled(id, `نص ${id}.`))
      .join('');
    expect(treeOf(read({ styles, body, title: 'غيره' }))).toEqual([
      '- heading1 نص a1.',
      '0 heading2 نص a2.',
      '0 heading2 نص a3.',
      '2 heading3 نص a4.',
      '3 paragraph نص a5.',
      '3 paragraph نص loop.',
      '3 paragraph نص unknown.',
    ]);
  });

  it('are known by the outline level of a paragraph itself', () => {
    const body =
      paragraph('عنوان', '<w:outlineLvl w:val="0"/>') +
      paragraph('نص.', '<w:pStyle w:val="a1"/><w:outlineLvl w:val="9"/>') +
      paragraph(sentence);
    expect(treeOf(read({ styles, body, title: 'غيره' }))).toEqual([
      '- heading1 عنوان',
      '0 paragraph نص.',
      `0 paragraph ${sentence}`,
    ]);
  });

  it('stand beside quotations, captions and entries of a table of contents', () => {
    const body =
      styled('t', 'العقد') +
      styled('s', 'بين الطرفين') +
      styled('toc', '<w:r><w:t>المادة 1</w:t><w:tab/><w:t>3</w:t></w:r>') +
      styled('q', 'قال.') +
      styled('c', 'الجدول 1');
    const document = read({ styles, body, title: 'غيره' });
    expect(document.title).toBe('العقد');
    expect(treeOf(document)).toEqual([
      '- title العقد',
      '- paragraph بين الطرفين',
      '- paragraph المادة 1\t3',
      '- quote قال.',
      '- caption الجدول 1',
    ]);
  });

  it.each<[string, string | undefined, string, string | undefined, string]>([
    ['what the file says', 'عقد توريد', paragraph('مقدمة.') + paragraph(sentence), 'عقد توريد', 'paragraph'],
    [
      'the paragraph that says it',
      'عقد توريد',
      paragraph('عقد  توريد') + paragraph(sentence),
      'عقد توريد',
      'title',
    ],
    [
      'no name that a program gave',
      'Microsoft Word - a.doc',
      paragraph('نص.') + paragraph(sentence),
      undefined,
      'paragraph',
    ],
    [
      'a first line in bold type',
      undefined,
      paragraph(run('عقد', '<w:b/>')) + paragraph(sentence),
      'عقد',
      'title',
    ],
    [
      'a first line in the middle',
      undefined,
      paragraph('عقد', '<w:jc w:val="center"/>') + paragraph(sentence),
      'عقد',
      'title',
    ],
    [
      'the only first heading',
      undefined,
      styled('a1', 'عقد') + paragraph(sentence) + styled('a2', 'ب'),
      'عقد',
      'title',
    ],
    [
      'none of several first headings',
      undefined,
      styled('a1', 'أول') + styled('a1', 'ثان') + paragraph('ن'),
      undefined,
      'heading',
    ],
    [
      'the first of several first headings, where the others have numbers',
      undefined,
      styled('a1', 'عقد عمل') +
        paragraph(sentence) +
        styled('a1', 'المادة (1): المدة') +
        styled('a1', 'أولاً: الأجر'),
      'عقد عمل',
      'title',
    ],
    [
      'the first of several first headings, where only the others stand under it',
      undefined,
      styled('a1', 'السياسة') +
        styled('a1', 'النطاق') +
        paragraph(sentence) +
        styled('a1', 'الحضور') +
        paragraph('ن'),
      'السياسة',
      'title',
    ],
    [
      'no preface',
      undefined,
      styled('a1', 'مقدمة') +
        paragraph(sentence) +
        styled('a1', 'المادة (1): المدة') +
        styled('a1', 'المادة (2): الأجر'),
      undefined,
      'heading',
    ],
    [
      'no article of several',
      undefined,
      styled('a1', 'المادة (1): المدة') +
        paragraph(sentence) +
        styled('a1', 'المادة (2): الأجر') +
        paragraph('ن'),
      undefined,
      'heading',
    ],
    [
      'an article that is all of it, which stays a heading,',
      undefined,
      styled('a1', 'المادة (1): المدة') + paragraph(sentence),
      'المادة (1): المدة',
      'heading',
    ],
    [
      'none that stands behind others',
      undefined,
      styled('a2', 'أول') + styled('a1', 'ثان') + paragraph('ن'),
      undefined,
      'heading',
    ],
  ])('give %s as the title', (_, title, body, expected, kind) => {
    const document = read({ styles, body, ...(title !== undefined && { title }) });
    expect(document.title).toBe(expected);
    expect(document.blocks[0]!.kind).toBe(kind);
  });
});

describe('the labels that Word numbers with', () => {
  it.each<[string, readonly string[]]>([
    ['decimal', ['1', '2', '3']],
    ['decimalZero', ['01', '02', '03']],
    ['upperRoman', ['I', 'II', 'III']],
    ['lowerLetter', ['a', 'b', 'c']],
    ['arabicAlpha', ['أ', 'ب', 'ت']],
    ['arabicAbjad', ['أ', 'ب', 'ج']],
    ['hindiNumbers', ['१', '२', '३']],
    ['hebrew1', ['א', 'ב', 'ג']],
    ['chineseCounting', ['一', '二', '三']],
    ['ordinal', ['1st', '2nd', '3rd']],
    ['ordinalText', ['First', 'Second', 'Third']],
    ['cardinalText', ['One', 'Two', 'Three']],
    ['not known', ['1', '2', '3']],
  ])('count in %s', (format, numbers) => {
    const numbering = list(1, [[format, '%1)']]) + use(1, 1);
    const document = read({ numbering, body: ['x', 'y', 'z'].map((text) => item(1, 0, text)).join('') });
    expect(treeOf(document)).toEqual(
      ['x', 'y', 'z'].map((text, i) => `- list-item1 ${numbers[i]!}) ${text}`),
    );
    expect(contentsOf(document)).toEqual(['x', 'y', 'z']);
  });

  it('go on far', () => {
    const numbering = list(1, [
      ['upperLetter', '%1.', '<w:start w:val="27"/>'],
      ['lowerRoman', '%2.', '<w:start w:val="1999"/>'],
    ]);
    const document = read({ numbering: numbering + use(1, 1), body: item(1, 0, 'x') + item(1, 1, 'y') });
    expect(treeOf(document)).toEqual(['- list-item1 AA. x', '0 list-item2 mcmxcix. y']);
  });

  const levels = list(1, [
    ['decimal', '%1.'],
    ['decimal', '%1.%2.'],
    ['lowerLetter', '%1.%2.%3'],
  ]);
  const labels = (
    numbering: string,
    items: readonly (readonly [listId: number, level: number])[],
  ): string[] => {
    const document = read({ numbering, body: items.map(([id, level]) => item(id, level, 'x')).join('') });
    return document.blocks.map(({ span, content }) => document.text.slice(span.start, content).trim());
  };

  it('begin anew below each item, and count a level that was passed over', () => {
    expect(
      labels(levels + use(1, 1), [
        [1, 0],
        [1, 1],
        [1, 1],
        [1, 0],
        [1, 2],
        [1, 1],
      ]),
    ).toEqual(['1.', '1.1.', '1.2.', '2.', '2.1.a', '2.2.']);
  });

  it('go on in lists that share a definition, unless one says where it begins', () => {
    const override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>';
    expect(
      labels(levels + use(1, 1) + use(2, 1) + use(3, 1, override), [
        [1, 0],
        [2, 0],
        [3, 0],
        [3, 0],
        [1, 0],
      ]),
    ).toEqual(['1.', '2.', '5.', '6.', '7.']);
  });

  it('follow levels that a list defines for itself', () => {
    const override =
      '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>' +
      '<w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride>';
    expect(
      labels(levels + use(1, 1, override), [
        [1, 0],
        [1, 1],
      ]),
    ).toEqual(['(III)', 'III.1.']);
  });

  it('begin anew only where the level says so', () => {
    const restarting = list(1, [
      ['decimal', '%1.'],
      ['decimal', '%2.', '<w:lvlRestart w:val="0"/>'],
      ['decimal', '%3.', '<w:lvlRestart w:val="1"/>'],
    ]);
    expect(
      labels(restarting + use(1, 1), [
        [1, 0],
        [1, 1],
        [1, 2],
        [1, 1],
        [1, 2],
        [1, 0],
        [1, 1],
        [1, 2],
      ]),
    ).toEqual(['1.', '1.', '1.', '2.', '2.', '2.', '3.', '1.']);
  });

  it('are digits on legal levels, and nothing for levels without numbers', () => {
    const legal = list(1, [
      ['upperRoman', '%1.'],
      ['decimal', '%1.%2', '<w:isLgl/>'],
      ['none', ''],
      ['decimal', '%3%4)'],
    ]);
    const document = read({
      numbering: legal + use(1, 1),
      body: item(1, 0, 'x') + item(1, 1, 'y') + item(1, 2, 'بلا رقم.') + item(1, 3, 'z'),
    });
    expect(document.text.split('\n').filter((line) => line !== '')).toEqual([
      'I. x',
      '1.1 y',
      'بلا رقم.',
      '1) z',
    ]);
  });

  it('stand before headings, from the style of the heading', () => {
    const styles =
      style('h1', 'heading 1', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') +
      style('h2', 'heading 2', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>');
    const numbering =
      list(1, [
        ['ordinalText', 'الباب %1 –', '<w:pStyle w:val="h1"/>'],
        ['decimal', '%1-%2', '<w:pStyle w:val="h2"/><w:suff w:val="nothing"/>'],
      ]) + use(1, 1);
    const body =
      styled('h1', 'التعريفات') +
      styled('h2', 'المجال') +
      paragraph('بلا رقم', '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>') +
      paragraph(sentence);
    const document = read({ styles, numbering, body });
    expect(treeOf(document).slice(0, 3)).toEqual([
      '- heading1 الباب First – التعريفات',
      '0 heading2 First-1المجال',
      '- heading1 بلا رقم',
    ]);
    expect(contentsOf(document).slice(0, 3)).toEqual(['التعريفات', 'المجال', 'بلا رقم']);
  });

  it('are read as in plain text where they name articles, questions and the like', () => {
    const numbering =
      list(1, [
        ['decimal', 'المادة %1:'],
        ['arabicAbjad', '%2)'],
      ]) +
      list(2, [['decimal', 'س%1:']]) +
      list(3, [['decimal', 'المادة (%1)']]) +
      use(1, 1) +
      use(2, 2) +
      use(3, 3);
    const body =
      item(1, 0, sentence) +
      item(1, 1, 'في الميناء.') +
      item(1, 0, 'التعريفات') +
      paragraph(sentence) +
      item(3, 0, sentence) +
      item(2, 0, 'متى يسلم؟') +
      paragraph('ج: غداً.');
    const document = read({ numbering, body });
    expect(treeOf(document)).toEqual([
      '- heading1 المادة 1:',
      `0 paragraph ${sentence}`,
      '0 list-item2 أ) في الميناء.',
      '- heading1 المادة 2: التعريفات',
      `3 paragraph ${sentence}`,
      '- heading1 المادة (1)',
      `5 paragraph ${sentence}`,
      '5 question س1: متى يسلم؟',
      '7 answer ج: غداً.',
    ]);
    expect(contentsOf(document).slice(-2)).toEqual(['متى يسلم؟', 'غداً.']);
  });

  it('are marks that every font shows', () => {
    const font = (name: string): string => `<w:rPr><w:rFonts w:ascii="${name}"/></w:rPr>`;
    const numbering =
      list(1, [
        ['bullet', '\uf0b7', font('Symbol')],
        ['bullet', 'o', font('Courier New')],
        ['bullet', '\uf0fc', font('Wingdings')],
        ['bullet', '\uf099', font('Wingdings')],
        ['bullet', '–'],
      ]) + use(1, 1);
    const document = read({ numbering, body: [0, 1, 2, 3, 4].map((level) => item(1, level, 'x')).join('') });
    expect(document.text.split('\n')).toEqual(['• x', '○ x', '✓ x', '• x', '– x']);
    expect(document.blocks.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5]);
  });

  it('count paragraphs without text, and not those that are deleted', () => {
    const deleted = paragraph(
      '<w:del><w:r><w:delText>حذف</w:delText></w:r></w:del>',
      '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    );
    const body = item(1, 0, 'x') + item(1, 0, '') + deleted + item(1, 0, 'y');
    expect(read({ numbering: levels + use(1, 1), body }).text).toBe('1. x\n3. y');
  });

  it('nest lists in lists by how far they are set in', () => {
    const indented = (id: number, left: number): string =>
      list(id, [['bullet', '•', `<w:pPr><w:ind w:left="${left}"/></w:pPr>`]]) + use(id, id);
    const numbering =
      list(1, [['decimal', '%1.', '<w:pPr><w:ind w:left="720"/></w:pPr>']]) +
      use(1, 1) +
      indented(2, 1080) +
      indented(3, 720);
    const body = item(1, 0, 'a') + item(2, 0, 'b') + item(1, 0, 'c') + item(3, 0, 'd');
    expect(treeOf(read({ numbering, body }))).toEqual([
      '- list-item1 1. a',
      '0 list-item2 • b',
      '- list-item1 2. c',
      '- list-item1 • d',
    ]);
  });

  it('make a question of an item that text answers', () => {
    const body =
      item(1, 0, 'ما مدة العقد؟') +
      paragraph('سنة واحدة.') +
      item(1, 0, 'ما قيمته؟') +
      paragraph('ألف دولار.');
    const document = read({ numbering: levels + use(1, 1), body });
    expect(treeOf(document)).toEqual([
      '- question 1. ما مدة العقد؟',
      '0 answer سنة واحدة.',
      '- question 2. ما قيمته؟',
      '2 answer ألف دولار.',
    ]);
    expect(contentsOf(document)[0]).toBe('ما مدة العقد؟');
  });
});

describe('the text of Word', () => {
  it('keeps tabs and breaks, and leaves out soft hyphens', () => {
    const body = paragraph(
      '<w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>نص</w:t><w:tab/><w:t>بعده</w:t>' +
        '<w:br/><w:t>سطر con\u00adtract</w:t><w:softHyphen/><w:t>ual</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>',
    );
    expect(read(body).text).toBe('نص\tبعده\nسطر contractual-x');
  });

  it('reads symbols of fonts that have their own codes', () => {
    const symbol = (font: string, code: string): string => `<w:sym w:font="${font}" w:char="${code}"/>`;
    const body = paragraph(
      `<w:r>${symbol('Symbol', 'F061')}${symbol('Wingdings', 'F0FC')}${symbol('Arial', '2192')}${symbol('Webdings', 'F012')}<w:t>نص</w:t></w:r>`,
    );
    expect(read(body).text).toBe('α✓→نص');
  });

  it('shows the results of fields, and not their code', () => {
    const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
    const body =
      paragraph(
        run('في ') +
          mark('begin') +
          code('IF ') +
          mark('begin') +
          code('DATE') +
          mark('separate') +
          run('أمس') +
          mark('end') +
          run('كود') +
          mark('separate') +
          run('اليوم') +
          mark('end') +
          run(' وبعده '),
      ) +
      paragraph(mark('begin') + code('XE') + run('كود')) +
      paragraph(`<w:fldSimple w:instr="PAGE">${run('نص')}</w:fldSimple>`) +
      paragraph(`<w:hyperlink>${run('رابط')}</w:hyperlink>`);
    expect(read(body).text).toBe('في اليوم وبعده\n\nنص\n\nرابط');
  });

  it('shows changes as accepted', () => {
    const body =
      paragraph(
        run('على ') +
          '<w:del><w:r><w:delText>مئة</w:delText></w:r></w:del>' +
          `<w:ins>${run('مئتي')}</w:ins>` +
          run(' طن') +
          `<w:moveFrom>${run('منقول')}</w:moveFrom>`,
      ) +
      `<w:moveTo>${paragraph('منقول')}</w:moveTo>` +
      paragraph(
        run('نص', '<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>'),
        '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>',
      );
    expect(read(body).text).toBe('على مئتي طن\n\nمنقول\n\nنص');
  });

  it('joins paragraphs of which the end between them is deleted or hidden', () => {
    const styles = style('h', 'heading 1');
    const body =
      paragraph('أول ', '<w:rPr><w:del/></w:rPr>') +
      paragraph('', '<w:rPr><w:vanish/></w:rPr>') +
      paragraph('ثان.', '<w:pStyle w:val="h"/>') +
      paragraph('آخر', '<w:rPr><w:del/></w:rPr>') +
      table([['خلية', 'ثانية']]) +
      paragraph('عنوان', '<w:pStyle w:val="h"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>') +
      paragraph('يتبعه.');
    expect(treeOf(read({ styles, body, title: 'غيره' }))).toEqual([
      '- heading1 أول ثان.',
      '0 paragraph آخر',
      '0 table-row خلية | ثانية',
      '- heading1 عنوان',
      '3 paragraph يتبعه.',
    ]);
  });

  it('leaves out hidden text, by itself and by styles', () => {
    const styles =
      style('hidden', 'hidden', '<w:rPr><w:vanish/></w:rPr>') +
      '<w:style w:type="character" w:styleId="secret"><w:name w:val="secret"/><w:rPr><w:vanish/></w:rPr></w:style>';
    const body =
      paragraph(
        run('ظاهر') +
          run(' مخفي', '<w:vanish/>') +
          run(' سري', '<w:rStyle w:val="secret"/>') +
          run(' باق', '<w:vanish w:val="0"/>'),
      ) +
      styled('hidden', 'مخفي') +
      styled('hidden', run('ظاهر', '<w:vanish w:val="false"/>'));
    expect(read({ styles, body }).text).toBe('ظاهر باق\n\nظاهر');
  });

  it('reads text boxes once, behind the paragraph that they are anchored in', () => {
    const box = (text: string): string => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
    const body =
      paragraph(
        run('قبل ') +
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('في الإطار')}</wps:txbx></w:drawing></mc:Choice>` +
          `<mc:Fallback><w:pict>${box('في الإطار')}</w:pict></mc:Fallback></mc:AlternateContent></w:r>` +
          run('وبعد'),
      ) + paragraph('تال.');
    expect(read(body).text).toBe('قبل وبعد\n\nفي الإطار\n\nتال.');
  });

  it('reads content controls, smart tags, ruby and formulas', () => {
    const body =
      `<w:sdt><w:sdtPr><w:placeholder><w:t>لا</w:t></w:placeholder></w:sdtPr><w:sdtContent>${paragraph('نعم')}</w:sdtContent></w:sdt>` +
      paragraph(`<w:smartTag><w:smartTagPr/>${run('وسم')}</w:smartTag>`) +
      paragraph(
        '<w:r><w:ruby><w:rt><w:r><w:t>no</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>',
      ) +
      paragraph(
        '<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>',
      );
    expect(read(body).text).toBe('نعم\n\nوسم\n\n漢字\n\na/b');
  });

  it('puts footnotes and endnotes behind the paragraph that refers to them', () => {
    const note = (kind: string, id: number, text: string, type = ''): string =>
      `<w:${kind} w:id="${id}"${type}>${paragraph(`<w:r><w:footnoteRef/></w:r>${run(text)}`)}</w:${kind}>`;
    const document = read({
      footnotes:
        note('footnote', 0, 'فاصل', ' w:type="separator"') +
        note('footnote', 1, 'حاشية.') +
        note('footnote', 2, 'في خلية.'),
      endnotes: note('endnote', 1, 'تعليق ختامي.'),
      body:
        paragraph(
          `${run('نص')}<w:r><w:footnoteReference w:id="1"/></w:r>${run(' يليه')}<w:r><w:endnoteReference w:id="1"/></w:r>`,
        ) +
        paragraph(`${run('آخر')}<w:r><w:footnoteReference w:id="0"/><w:footnoteReference w:id="9"/></w:r>`) +
        table([
          [`<w:p>${run('أ')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`, 'ب'],
          ['ج', 'د'],
        ]),
    });
    expect(treeOf(document)).toEqual([
      '- paragraph نص يليه',
      '0 footnote حاشية.',
      '0 footnote تعليق ختامي.',
      '- paragraph آخر',
      '- table-row أ | ب',
      '- table-row ج | د',
      '4 footnote في خلية.',
    ]);
  });

  it('reads cards and conversations as plain text does', () => {
    const body = paragraph('الهاتف: 5521') + paragraph('البريد: a@example.com') + paragraph(sentence);
    expect(treeOf(read(body))).toEqual([
      '- field الهاتف: 5521',
      '- field البريد: a@example.com',
      `- paragraph ${sentence}`,
    ]);
  });

  it('takes bold lines for headings where no style marks any', () => {
    const body = paragraph(sentence) + paragraph(run('التسليم', '<w:bCs/>')) + paragraph(sentence);
    expect(treeOf(read(body))).toEqual([
      `- paragraph ${sentence}`,
      '- heading1 التسليم',
      `1 paragraph ${sentence}`,
    ]);
  });
});

describe('tables of Word', () => {
  it('are rows with cells, across columns and rows', () => {
    const document = read(
      table([
        row(['الصنف', 'الكمية', 'السعر'], '<w:tblHeader/>'),
        [cell('قمح', '<w:vMerge w:val="restart"/>'), '200', '1,500.75'],
        [cell('', '<w:vMerge/>'), '300', '7'],
        [cell('المجموع', '<w:gridSpan w:val="2"/>'), cell(paragraph('300') + paragraph('دولار'))],
        row([cell('500')], '<w:gridBefore w:val="2"/>'),
      ]),
    );
    expect(treeOf(document)).toEqual([
      '- table-header الصنف | الكمية | السعر',
      '0 table-row قمح | 200 | 1,500.75',
      '0 table-row 300 | 7',
      '0 table-row المجموع | 300 دولار',
      '0 table-row | 500',
    ]);
    expect(cellsOf(document)).toEqual([
      ['#0 الصنف', '#1 الكمية', '#2 السعر'],
      ['#0 قمح', '1 200', '2 1,500.75'],
      ['#0 قمح', '1 300', '2 7'],
      ['#0-1 المجموع', '2 300 دولار'],
      ['#0-1 ', '2 500'],
    ]);
  });

  const styles =
    '<w:style w:type="table" w:styleId="grid"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>' +
    '<w:style w:type="table" w:styleId="based"><w:name w:val="Based"/><w:basedOn w:val="grid"/></w:style>';
  const rows = [
    ['الاسم', 'المدينة', 'ملاحظة'],
    ['سامي', 'حمص', 'لا شيء'],
    ['رنا', 'حلب', 'لا شيء'],
  ];

  const countries = [
    ['سورية', 'دمشق', 'ليرة'],
    ['الأردن', 'عمّان', 'دينار'],
    ['مصر', 'القاهرة', 'جنيه'],
  ];

  it.each<[string, string, boolean]>([
    ['the style of the table', table(rows, '<w:tblStyle w:val="based"/><w:tblLook w:val="04A0"/>'), true],
    [
      'no style that is not used',
      table(countries, '<w:tblStyle w:val="based"/><w:tblLook w:val="0400"/>'),
      false,
    ],
    [
      'bold type',
      table([rows[0]!.map((text) => cell(paragraph(run(text, '<w:b/>')))), ...rows.slice(1)]),
      true,
    ],
    ['what columns are often called', table(rows), true],
    ['no row of words as the others', table(countries), false],
    [
      'amounts with vowel marks',
      table([
        ['الغياب', 'الإجراء', 'من يتخذه'],
        ['3 أيام', 'إنذار', 'مربي الصف'],
        ['20 يوماً', 'حرمان', 'مجلس الضبط'],
      ]),
      true,
    ],
    [
      'no form of two pairs',
      table([
        ['الاسم', 'سامي', 'الوظيفة', 'معلم'],
        ['المدينة', 'حمص', 'القسم', 'الإدارة'],
        ['الحالة', 'متزوج', 'الجنس', 'ذكر'],
      ]),
      false,
    ],
    [
      'columns of numbers',
      table([
        ['البلد', 'السكان', 'السنة'],
        ['سورية', '22 مليون', '2010'],
        ['الأردن', '٧', '2011'],
      ]),
      true,
    ],
    [
      'no row of numbers',
      table([
        ['سورية', '22', '2010'],
        ['الأردن', '7', '2011'],
        ['لبنان', '4', '2012'],
      ]),
      false,
    ],
    [
      'no names and values',
      table([
        ['الاسم', 'سامي'],
        ['العمر', '30'],
        ['الهاتف', '5521'],
      ]),
      false,
    ],
  ])('have a header by %s', (_, body, has) => {
    const document = read({ styles, body });
    expect(document.blocks[0]!.kind).toBe(has ? 'table-header' : 'table-row');
    expect(document.blocks.slice(1).every(({ kind }) => kind === 'table-row')).toBe(true);
    expect(document.blocks.map(({ parent }) => parent)).toEqual(has ? [-1, 0, 0] : [-1, -1, -1]);
  });

  it('leave out rows and cells that are deleted or hidden', () => {
    const body = table([
      ['أ', 'ب'],
      row(['ج', 'د'], '<w:del/>'),
      row(['ه', 'و'], '<w:hidden/>'),
      row(['ز', 'ح'], '<w:ins/>'),
      [cell('ط', '<w:cellDel/>'), 'ي', 'ك'],
    ]);
    expect(read(body).text).toBe('أ | ب\nز | ح\nي | ك');
  });

  it('that arrange the page are read cell by cell', () => {
    const inner = table([
      ['البند', 'القيمة'],
      ['أول', 'ثان'],
    ]);
    const document = read(
      table([[cell(paragraph('قبل') + inner + paragraph('بعد')), 'جانب']]) + table([[sentence]]),
    );
    expect(treeOf(document)).toEqual([
      '- paragraph قبل',
      '- table-row البند | القيمة',
      '- table-row أول | ثان',
      '- paragraph بعد',
      '- paragraph جانب',
      `- paragraph ${sentence}`,
    ]);
  });

  it('show the labels of lists in their cells', () => {
    const numbering = list(1, [['decimal', '%1.']]) + use(1, 1);
    expect(read({ numbering, body: table([[item(1, 0, 'أ') + item(1, 0, 'ب'), 'ج']]) }).text).toBe(
      '1. أ 2. ب | ج',
    );
  });

  it('may be nested as deep as the file is', () => {
    const depth = 20_000;
    const body =
      '<w:tbl><w:tr><w:tc>'.repeat(depth) +
      paragraph('عميق') +
      '</w:tc></w:tr></w:tbl>'.repeat(depth) +
      paragraph('بعد');
    expect(read(body).text).toBe('عميق\n\nبعد');
  });
});

describe('files of Word that are odd or hostile', () => {
  it('are read without styles, numbering and relationships', () => {
    const bytes = makeZip({
      'word/document.xml':
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>نص</x:t></x:r></x:p></x:body></x:document>',
    });
    expect(readOffice(parseDocx, bytes).text).toBe('نص');
  });

  it.each<[string, Uint8Array, string]>([
    ['an archive of something else', makeZip({ 'a.txt': 'x' }), 'not-a-document'],
    ['a document that breaks off', makeDocx({ body: '<w:p><w:r><w:t>x' }), 'damaged'],
    ['no archive', Buffer.from('نص'), 'damaged'],
  ])('say what is wrong: %s', (_, bytes, code) => {
    expect(problemCodeOf(parseDocx, bytes)).toBe(code);
  });

  it('lose no text where elements stand where they should not', () => {
    const body =
      `<w:tc>${paragraph('أ')}</w:tc><w:tr><w:tc><w:tc>${paragraph('ب')}</w:tc>${paragraph('ج')}</w:tc></w:tr>` +
      `<w:tbl>${paragraph('د')}<w:tr>${paragraph('ه')}<w:tc><w:tc>${paragraph('و')}</w:tc>${paragraph('ز')}</w:tc></w:tr></w:tbl>` +
      `<w:p>${paragraph('ح')}${run('ط')}<w:r><w:tbl><w:tr><w:tc>${paragraph('ي')}</w:tc></w:tr></w:tbl></w:r></w:p>` +
      `<w:txbxContent>${paragraph('ك')}</w:txbxContent>`;
    const { text } = read(body);
    expect(Array.from(text.replace(/[^\p{L}]/gu, '')).sort()).toEqual(Array.from('أبجدهوزحطيك').sort());
  });

  it('make no labels of any length', () => {
    const numbering = list(1, [['upperRoman', '%1'.repeat(5000), '<w:start w:val="99999999"/>']]) + use(1, 1);
    expect(read({ numbering, body: item(1, 0, 'x') }).text.length).toBeLessThan(2000);
  });
});
