import { describe, expect, it } from 'vitest';
import { nestBlocks } from '../../../src/documents/nest-blocks.js';
import { fromRightToLeft, makePdf, TestFont, TestPage, widthOfLine } from './make-pdf.js';
import { outlineOf, pagesOf, readPdf } from './read-pdf.js';

const right = 360;

/** A page with lines of Arabic from the top, 20 points apart. */
function arabicPage(lines: readonly string[], font = new TestFont('Naskh')): TestPage {
  const page = new TestPage();
  lines.forEach((line, i) => page.drawArabic(font, 12, right, 500 - 20 * i, line));
  return page;
}

/** Nonsense of a width that fills a line of the test page. */
const fullLine = 'يعمل المجلس على حفظ النظام في كل وقت ومكان من البلاد';

describe('lines of a page', () => {
  it.each([
    ['letters drawn from left to right', 'تبدأ المدة من يوم النشر'],
    ['numbers between letters', 'صدر في 12 مايو 2021 القرار 7'],
    ['numbers with their separators', 'بلغت 1,250,000.50 دولار يوم 17/10/2021'],
    ['Latin words', 'تعمل برمجية Python منذ عام'],
    ['Arabic digits', 'المادة ١٢ من النظام'],
  ])('are in the order in which they are read: %s', async (_, line) => {
    const content = await readPdf(makePdf([arabicPage([line])]));
    expect(content.text).toBe(line);
  });

  it('keep a dash between numbers and a percent sign where Arabic has them', async () => {
    // As the bidirectional algorithm shows "الصفحات 12-15 أي 12.5%".
    const glyphs = [
      '%',
      ...Array.from('12.5'),
      ' ',
      'ي',
      'أ',
      ' ',
      ...Array.from('15'),
      '-',
      ...Array.from('12'),
      ' ',
      ...Array.from('الصفحات').reverse(),
    ];
    const page = new TestPage().draw(new TestFont('Naskh'), 12, 100, 500, glyphs);
    expect((await readPdf(makePdf([page]))).text).toBe('الصفحات 12-15 أي 12.5%');
  });

  it('have the letters of a ligature in order, and of presentation forms', async () => {
    const font = new TestFont('Naskh', (text) => ({ A: 'لا', B: 'ﻻ', C: 'ﷲ', D: 'ﺳ' })[text] ?? text);
    const page = new TestPage().draw(font, 12, 100, 500, ['م', 'A', 'س', ' ', 'م', 'B', 'D', ' ', 'C']);
    expect((await readPdf(makePdf([page]))).text).toBe('الله سلام سلام');
  });

  it('have marks on their letters, drawn from left to right or in reading order', async () => {
    const marked = ['د', '\u064f', 'م', '\u0652', 'ح', '\u064e', 'ل', '\u0652', 'ا'];
    const visual = new TestPage().draw(new TestFont('Naskh'), 12, 100, 500, [
      '\u064f',
      'د',
      '\u0652',
      'م',
      '\u064e',
      'ح',
      '\u0652',
      'ل',
      'ا',
    ]);
    const logical = new TestPage();
    let x = 200;
    for (const glyph of [...marked].reverse()) {
      // Letters in reading order, each left of the one before.
      if (TestFont.widthOf(glyph) > 0) x -= 6;
      logical.draw(new TestFont('Naskh'), 12, x, 500, [glyph]);
    }
    expect((await readPdf(makePdf([visual]))).text).toBe('الْحَمْدُ');
  });

  it('lose a kashida within a word and keep one at its end', async () => {
    const font = new TestFont('Naskh');
    const page = new TestPage().draw(font, 12, 100, 500, fromRightToLeft('الأحـــد 1441هـ'));
    expect((await readPdf(makePdf([page]))).text).toBe('الأحد 1441هـ');
  });

  it('have brackets that open before they close, named by shape or by meaning', async () => {
    const byMeaning = new TestPage().draw(
      new TestFont('Naskh'),
      12,
      100,
      500,
      fromRightToLeft('النص (للعلم فقط) هنا'),
    );
    const byShape = new TestPage().draw(
      new TestFont('Naskh'),
      12,
      100,
      500,
      fromRightToLeft('النص )للعلم فقط( هنا'),
    );
    for (const page of [byMeaning, byShape])
      expect((await readPdf(makePdf([page]))).text).toBe('النص (للعلم فقط) هنا');
  });

  it('honour what a stretch says otherwise than its glyphs', async () => {
    const font = new TestFont('Naskh');
    const page = new TestPage();
    page.draw(font, 12, 112, 500, ['ل', 'و', 'أ']).withActualText('إلى ', () => {
      page.draw(font, 12, 133, 500, ['ى', 'ل', 'ا']);
    });
    page.withActualText('', () => page.draw(font, 12, 60, 500, ['ظ']));
    expect((await readPdf(makePdf([page]))).text).toBe('إلى أول');
  });

  it('keep a space that the tanwin of the word before it reaches over', async () => {
    const font = new TestFont('Naskh');
    const page = new TestPage().draw(font, 12, 100, 500, ['ة', 'ن', 'س', ' ']);
    // A mark as wide as a letter, drawn over the space and the alef.
    page.withActualText('اً', () => page.draw(font, 12, 118.3, 500, ['T']).draw(font, 12, 121, 500, ['ا']));
    page.draw(font, 12, 127, 500, ['م', 'و', 'ي']);
    expect((await readPdf(makePdf([page]))).text).toBe('يوماً سنة');
  });

  it('drop glyphs that nothing tells, and keep their room', async () => {
    const font = new TestFont('Naskh', (text) => (text === '?' ? undefined : text));
    const page = new TestPage();
    page.draw(font, 12, 100, 500, ['م', '?', 'ل', 'ا', 'س', ' ', 'م', 'ك', 'ي', 'ل', 'ع']);
    expect((await readPdf(makePdf([page]))).text).toBe('عليكم سالم');
  });

  it('are read once where they are printed twice to look bold', async () => {
    const font = new TestFont('Naskh');
    const page = new TestPage();
    for (const shift of [0, 0.4]) page.draw(font, 12, 100 + shift, 500, fromRightToLeft('تنبيه هام'));
    expect((await readPdf(makePdf([page]))).text).toBe('تنبيه هام');
  });

  it('turn with the page', async () => {
    const font = new TestFont('Naskh');
    const page = new TestPage();
    page.content.push('q 0 1 -1 0 400 0 cm');
    page
      .draw(font, 12, 100, 200, fromRightToLeft('جدول الأسعار'))
      .draw(font, 12, 100, 180, fromRightToLeft('لهذا العام.'));
    page.content.push('Q');
    expect((await readPdf(makePdf([page]))).text.split(/\s+/).join(' ')).toContain('جدول الأسعار');
  });
});

describe('the order of a page', () => {
  const column = (page: TestPage, from: number, to: number, words: readonly string[]): void => {
    const font = new TestFont(`F${String(from)}`);
    words.forEach((word, i) => {
      const glyphs = fromRightToLeft(`${word} النظام يسري على الجميع`);
      page.draw(font, 10, to - widthOfLine(glyphs, 10), 500 - 15 * i, glyphs);
    });
  };

  it('is the right column before the left in Arabic, whatever is drawn first', async () => {
    const page = new TestPage({ width: 600 });
    column(page, 40, 270, ['خمسة', 'ستة', 'سبعة', 'ثمانية']);
    column(page, 310, 540, ['واحد', 'اثنان', 'ثلاثة', 'أربعة']);
    const { text } = await readPdf(makePdf([page]));
    const numbers = text.match(/واحد|اثنان|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية/g);
    expect(numbers).toEqual(['واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية']);
  });

  it('is the left column before the right in English', async () => {
    const page = new TestPage({ width: 600 });
    const font = new TestFont('Serif');
    ['one', 'two', 'three', 'four'].forEach((word, i) => {
      page.drawLatin(font, 10, 310, 500 - 15 * i, `${word} b lines of the second column stand`);
      page.drawLatin(font, 10, 40, 500 - 15 * i, `${word} a lines of the first column stand in`);
    });
    const { text } = await readPdf(makePdf([page]));
    expect(text.match(/(?:one|two|three|four) [ab]/g)).toEqual([
      'one a',
      'two a',
      'three a',
      'four a',
      'one b',
      'two b',
      'three b',
      'four b',
    ]);
  });
});

describe('blocks of a file', () => {
  it('are not joined where a line that stands apart at the end of a column is the heading of wider text', async () => {
    const page = new TestPage({ width: 600 });
    const font = new TestFont('Serif');
    for (let i = 0; i < 5; i++) {
      page.drawLatin(font, 10, 310, 500 - 15 * i, 'lines of the second column stand in it');
      page.drawLatin(font, 10, 40, 500 - 15 * i, 'lines of the first column stand here');
    }
    page.drawLatin(font, 10, 310, 395, 'A summary of what has been decided');
    const wide =
      'representatives of the departments that were asked to attend agreed to everything that was said';
    for (const [i, line] of [wide, wide, 'there.'].entries())
      page.drawLatin(font, 10, 40, 380 - 15 * i, line);
    const { text, blocks } = await readPdf(makePdf([page]));
    const texts = blocks.map(({ span }) => text.slice(span.start, span.end));
    expect(texts).toContain('A summary of what has been decided');
  });

  it('are paragraphs that go on over lines and pages, and pages begin within them', async () => {
    const font = new TestFont('Naskh');
    const first = arabicPage(
      ['يبدأ هذا الكلام في الصفحة الأولى', ...Array.from({ length: 3 }, () => fullLine)],
      font,
    );
    const second = arabicPage([fullLine, 'وينتهي في الثانية.', 'وهذه فقرة أخرى.'], font);
    const content = await readPdf(makePdf([first, second]));
    const [paragraph] = content.blocks.slice(-2);
    expect(content.text.slice(paragraph!.span.start, paragraph!.span.end)).toContain('وينتهي في الثانية.');
    expect(content.parts.map(({ number }) => number)).toEqual([1, 2]);
    expect(content.parts[1]!.start).toBeGreaterThan(paragraph!.span.start);
    expect(pagesOf(content)[1]).toMatch(/^2: يعمل المجلس/);
  });

  it('leave running heads and page numbers out', async () => {
    const font = new TestFont('Naskh');
    const pages = ['الأول', 'الثاني', 'الثالث', 'الرابع'].map((name, i) => {
      const page = arabicPage([`هذا نص الفصل ${name} من الكتاب.`, fullLine, 'والسلام.'], font);
      page.drawArabic(font, 9, right, 570, 'مجلة الدراسات');
      return page.drawArabic(font, 9, 200, 30, `صفحة ${String(i + 1)} من 4`);
    });
    const { text } = await readPdf(makePdf(pages));
    expect(text).not.toMatch(/مجلة|صفحة/);
    expect(text.match(/الفصل/g)).toHaveLength(4);
  });

  it('leave out what a browser prints at the edges of two pages', async () => {
    const font = new TestFont('Naskh');
    const pages = [1, 2].map((number) => {
      const page = arabicPage(
        [`هذا نص الصفحة من الكتاب ${number === 1 ? 'أولا' : 'ثانيا'}.`, fullLine],
        font,
      );
      page.drawArabic(font, 12, right, 40, 'وهذا آخر ما في الصفحة.');
      page.drawLatin(font, 8, 20, 580, '11/28/26, 5:32 AM News');
      return page.drawLatin(font, 8, 20, 15, `https://example.org/news/7.html ${String(number)}/2`);
    });
    const { text } = await readPdf(makePdf(pages));
    expect(text).not.toMatch(/News|example/);
    expect(text.match(/آخر ما في الصفحة/g)).toHaveLength(2);
  });

  it('keep the headings of two pages, though they differ by their numbers alone', async () => {
    const font = new TestFont('Naskh');
    const pages = [1, 2].map((number) =>
      arabicPage(['هذا نص الفصل من الكتاب.', fullLine], font).drawArabic(
        font,
        16,
        right,
        570,
        `الفصل ${String(number)}`,
      ),
    );
    expect((await readPdf(makePdf(pages))).text.match(/^الفصل \d$/gmu)).toEqual(['الفصل 1', 'الفصل 2']);
  });

  it('have the printed numbers of pages', async () => {
    const font = new TestFont('Naskh');
    const pages = [1, 2, 3].map(() => arabicPage(['نص الصفحة هنا.'], font));
    const { parts } = await readPdf(makePdf(pages, { labels: '0 <</S /r>> 2 <</S /D /St 14>>' }));
    expect(parts.map(({ kind, number, label }) => [kind, number, label])).toEqual([
      ['page', 1, 'i'],
      ['page', 2, 'ii'],
      ['page', 3, '14'],
    ]);
  });

  it('are headings by their size and by the outline, under a title', async () => {
    const font = new TestFont('Naskh');
    const page = new TestPage();
    page.drawArabic(font, 22, right, 550, 'دليل العمل');
    page.drawArabic(font, 16, right, 500, 'الإجازات السنوية');
    page.drawArabic(font, 12, right, 470, 'للموظف ثلاثون يوما في كل عام من أعوام العمل.');
    page.drawArabic(font, 12, right, 430, 'أيام الراحة');
    page.drawArabic(font, 12, right, 400, 'الجمعة والسبت من كل أسبوع يوما راحة لجميع العاملين.');
    const content = await readPdf(
      makePdf([page], { title: 'دليل العمل', outline: [{ title: 'أيام الراحة', page: 0 }] }),
    );
    expect(content.title).toBe('دليل العمل');
    expect(outlineOf(content)).toEqual([
      'title دليل العمل',
      expect.stringMatching(/^heading\d الإجازات السنوية$/),
      'paragraph للموظف ثلاثون يوما في كل عام من أعوام العمل.',
      'heading1 أيام الراحة',
      'paragraph الجمعة والسبت من كل أسبوع يوما راحة لجميع العاملين.',
    ]);
  });

  it('have a heading that labels a part, though the file is called so', async () => {
    const font = new TestFont('Naskh');
    const page = new TestPage();
    page.drawArabic(font, 18, right, 550, 'المادة 5');
    page.drawArabic(font, 12, right, 500, 'للموظف ثلاثون يوما في كل عام من أعوام العمل.');
    const content = await readPdf(makePdf([page], { title: 'المادة 5' }));
    expect(content.title).toBe('المادة 5');
    expect(outlineOf(content)).toEqual([
      'heading1 المادة 5',
      'paragraph للموظف ثلاثون يوما في كل عام من أعوام العمل.',
    ]);
  });

  it('do not take the name of a file for a title', async () => {
    const content = await readPdf(makePdf([arabicPage(['نص.'])], { title: 'Microsoft Word - مسودة.docx' }));
    expect(content.title).toBeUndefined();
  });

  it('are articles, items, questions and answers as in plain text', async () => {
    const content = await readPdf(
      makePdf([
        arabicPage([
          'المادة 5: الإجازات',
          'للموظف إجازة سنوية.',
          '1. يقدم الطلب.',
          '2. يوقع الطلب.',
          'س: متى يبدأ العمل؟',
          'ج: في الثامنة صباحا.',
        ]),
      ]),
    );
    expect(outlineOf(content)).toEqual([
      'heading1 المادة 5: الإجازات',
      'paragraph للموظف إجازة سنوية.',
      'list-item1 1. يقدم الطلب.',
      'list-item1 2. يوقع الطلب.',
      'question س: متى يبدأ العمل؟',
      'answer ج: في الثامنة صباحا.',
    ]);
  });

  it('join words that are divided at the end of a line', async () => {
    const font = new TestFont('Serif');
    const page = new TestPage();
    page.drawLatin(font, 12, 40, 500, 'The representatives of all of the coun-');
    page.drawLatin(font, 12, 40, 480, 'tries met on Monday to talk about it, in');
    page.drawLatin(font, 12, 40, 460, 'the light of what is called a well-known');
    page.drawLatin(font, 12, 40, 440, 'case; they are right, for it is a well-');
    page.drawLatin(font, 12, 40, 420, 'known one.');
    const { text } = await readPdf(makePdf([page]));
    expect(text).toContain('of all of the countries met');
    expect(text).toContain('it is a well-known one.');
  });

  it('are footnotes under what they are notes to', async () => {
    const font = new TestFont('Naskh');
    const page = new TestPage();
    const line = fromRightToLeft('ذكره المؤرخ في كتابه');
    const left = right - widthOfLine(line, 12);
    page.draw(font, 12, left, 500, line).draw(font, 7, left - 4, 505, ['1']);
    for (const [i, text] of [fullLine, fullLine, 'وانتهى الكلام.'].entries()) {
      page.drawArabic(font, 12, right, 480 - 20 * i, text);
    }
    page.line(300, 110, 360, 110);
    page.drawArabic(font, 8, right, 100, '1 انظر الجزء الثاني من الكتاب.');
    const content = await readPdf(makePdf([page]));
    const blocks = nestBlocks(content.text, content.blocks);
    const note = blocks.findIndex(({ kind }) => kind === 'footnote');
    expect(content.text).toMatch(/^ذكره المؤرخ في كتابه\n/);
    expect(content.text.slice(blocks[note]!.content, blocks[note]!.span.end)).toBe(
      'انظر الجزء الثاني من الكتاب.',
    );
    expect(blocks[note]!.parent).toBe(0);
  });
});

describe('tables', () => {
  const rows = [
    ['البند', 'السعر', 'العام'],
    ['قلم', '15', '2020'],
    ['دفتر', '30', '2021'],
    ['كتاب', '45', '2022'],
  ];
  const drawRows = (page: TestPage): void => {
    const font = new TestFont('Naskh');
    rows.forEach((row, i) => {
      row.forEach((cell, column) => {
        page.drawArabic(font, 12, 340 - 100 * column, 505 - 30 * i, cell);
      });
    });
  };
  const expected = [
    'table-header البند | السعر | العام',
    'table-row قلم | 15 | 2020',
    'table-row دفتر | 30 | 2021',
    'table-row كتاب | 45 | 2022',
  ];

  it('with lines are read by rows, from the right', async () => {
    const page = new TestPage();
    drawRows(page);
    for (let i = 0; i <= 4; i++) page.line(50, 525 - 30 * i, 350, 525 - 30 * i);
    for (let i = 0; i <= 3; i++) page.line(50 + 100 * i, 405, 50 + 100 * i, 525);
    const content = await readPdf(makePdf([page]));
    expect(outlineOf(content)).toEqual(expected);
    expect(content.blocks[1]!.cells!.map(({ span }) => content.text.slice(span.start, span.end))).toEqual([
      'قلم',
      '15',
      '2020',
    ]);
  });

  it('without lines are read by rows where their columns are aligned', async () => {
    const page = new TestPage();
    drawRows(page);
    expect(outlineOf(await readPdf(makePdf([page])))).toEqual(expected);
  });

  const longLine = 'تصدر هذه القواعد والتعليمات لتنظيم العمل';

  it.each([
    [
      'three words',
      ['يصدر القرار اليوم', 'عن وزارة الاقتصاد', 'في العاصمة وحدها', 'من الآن فصاعدا', 'ولا يسري قبله'],
    ],
    ['two', [longLine, 'والإجراءات المتبعة', 'للمواطنين والمقيمين', 'والعاملين والزائرين', longLine]],
  ])('are not seen in lines of %s whose words are set apart to fill them', async (_, lines) => {
    const page = new TestPage();
    const font = new TestFont('Naskh');
    lines.forEach((line, i) => {
      const words = line.split(' ').map((word) => fromRightToLeft(word));
      const widths = words.map((word) => widthOfLine(word, 12));
      const gap = (230 - widths.reduce((sum, width) => sum + width, 0)) / (words.length - 1);
      let end = right;
      words.forEach((word, at) => {
        page.draw(font, 12, end - widths[at]!, 500 - 18 * i, word);
        end -= widths[at]! + gap;
      });
    });
    const content = await readPdf(makePdf([page]));
    expect(content.blocks.map(({ kind }) => kind)).not.toContain('table-row');
    expect(content.text).toBe(lines.join(' '));
  });

  it('give a cell over two rows to both', async () => {
    const page = new TestPage();
    const font = new TestFont('Naskh');
    page.drawArabic(font, 12, 340, 480, 'القاهرة');
    page.drawArabic(font, 12, 190, 505, 'صباحا').drawArabic(font, 12, 190, 475, 'مساء');
    page.line(50, 525, 350, 525).line(50, 465, 350, 465).line(50, 495, 200, 495);
    for (const x of [50, 200, 350]) page.line(x, 465, x, 525);
    const content = await readPdf(makePdf([page]));
    const cells = content.blocks.map((block) =>
      block.cells!.map(({ span }) => content.text.slice(span.start, span.end)),
    );
    expect(cells).toEqual([
      ['القاهرة', 'صباحا'],
      ['القاهرة', 'مساء'],
    ]);
  });
});
