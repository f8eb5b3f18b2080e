import { describe, expect, it } from 'vitest';
import { fromRightToLeft, makePdf, TestFont, TestPage } from './make-pdf.js';
import { pagesOf, readPdf, tryPdf } from './read-pdf.js';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');

function textPage(): TestPage {
  return new TestPage().drawArabic(new TestFont('Naskh'), 12, 360, 500, 'نص الصفحة');
}

describe('a file that is no document', () => {
  const whole = Buffer.from(makePdf([textPage()])).toString('latin1');

  it.each([
    ['text with the header of a PDF', '%PDF-1.7\nhello', 'damaged'],
    ['nothing but the header', '%PDF-1.7', 'damaged'],
    ['a file without its end', whole.slice(0, 120), 'damaged'],
    [
      'a file with a password',
      whole.replace(
        'trailer <<',
        'trailer <</ID [<00><00>] /Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -4 ' +
          `/O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}>>> `,
      ),
      'password',
    ],
  ])('is %s', async (_, text, code) => {
    expect(await tryPdf(bytesOf(text))).toEqual({ code });
  });

  it('holds text in fonts without maps only', async () => {
    const font = new TestFont('Subset', () => undefined);
    const page = new TestPage().draw(font, 12, 40, 500, Array.from('abcdefghijklmnopqrstuvwxyz'));
    expect(await tryPdf(makePdf([page]))).toEqual({ code: 'letterless-fonts' });
  });
});

describe('a hostile file', () => {
  it('has a tree of pages that leads in a circle', async () => {
    const file = Buffer.from(makePdf([textPage()]))
      .toString('latin1')
      .replace(/\/Kids \[\d+ 0 R\]/, '/Kids [2 0 R] ');
    const content = await tryPdf(bytesOf(file));
    expect('code' in content || content.text === '').toBe(true);
  });

  it('has a script, which is not run', async () => {
    const catalog = '/OpenAction <</S /JavaScript /JS (globalThis.wasRun = true)>>';
    expect((await readPdf(makePdf([textPage()], { catalog }))).text).toBe('نص الصفحة');
    expect(globalThis).not.toHaveProperty('wasRun');
  });

  it('has more pages than are read', async () => {
    const content = await readPdf(makePdf(Array.from({ length: 6 }, textPage)), 4);
    expect(content.parts).toHaveLength(4);
    expect(content.remarks).toEqual([{ code: 'cut-off', parts: [5] }]);
  });

  it('has pages as large as a field, and glyphs in all places of it', async () => {
    const page = new TestPage({ width: 1e7, height: 1e7 });
    const font = new TestFont('Naskh');
    for (let i = 0; i < 400; i++)
      page.draw(font, 12 + (i % 7) * 1000, (i * 7919) % 9e6, (i * 104729) % 9e6, ['ن', 'ص']);
    expect((await readPdf(makePdf([page]))).text).toContain('صن');
  });

  it('closes what it never opened, and opens what it never closes', async () => {
    const page = textPage();
    page.content.unshift('Q Q EMC ET');
    page.content.push('q q q BT /Span <</ActualText <feff0041>>> BDC');
    expect((await readPdf(makePdf([page]))).text).toBe('نص الصفحة');
  });
});

describe('pages without text', () => {
  it('are scans where they have a picture, and blank where they have none', async () => {
    const content = await readPdf(
      makePdf([textPage(), new TestPage().picture(), new TestPage(), textPage()]),
    );
    expect(content.remarks).toEqual([
      { code: 'scanned', parts: [2] },
      { code: 'blank', parts: [3] },
    ]);
    expect(content.parts.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });
});

const sentences = [
  'تنظم هذه المادة الأحكام العامة في المملكة',
  'على المواطنين الالتزام بالأنظمة والأوامر',
  'لا يجوز لأحد أن يعمل خلاف الإجراءات',
  'تصدر اللائحة خلال ثلاثة أشهر من النشر',
  'يتولى الأمير إدارة المنطقة وفقا للسياسة العامة',
  'تعين الوزارة المجلس والأعضاء من المواطنين',
  'ويعمل المجلس على حفظ الأمن في البلاد',
  'تشكل اللجنة بقرار من الوزير كل عام',
  'من خلال الأعمال التي تقوم بها الإدارة',
];

/** A page in a font with glyphs for ligatures, which its map leaves out, as programs of Apple do. */
function pageWithLigatures(map: (text: string) => string | undefined): TestPage {
  const font = new TestFont('Geeza', map, 33);
  const page = new TestPage();
  sentences.forEach((sentence, i) => {
    const glyphs = sentence.match(/ل[اأإم]|ين(?= |$)|./gu)!.reverse();
    page.draw(font, 12, 20, 500 - 30 * i, glyphs);
  });
  return page;
}

const namesOfPeople = [
  'سامر خالد الحوراني',
  'لينا توفيق الشريدة',
  'ميرنا جورج قعوار',
  'زيد هيثم البطاينة',
  'تالا إلياس حدادين',
  'غيث نضال العبابنة',
  'رهف شادي الخصاونة',
  'يزن مهند الزعبي',
  'جود أيهم الصمادي',
  'نورس باسل الروسان',
  'هتان عكرمة القضاة',
  'سيتريزين لوراتادين',
  'ميتفورمين وأوميبرازول',
];

describe('a damaged text layer', () => {
  it('is repaired where the words tell what its codes are', async () => {
    const page = pageWithLigatures((text) => (text.length > 1 ? undefined : text));
    const content = await readPdf(makePdf([page, textPage()]));
    const words = content.text.split(/\s+/);
    const right = sentences
      .join(' ')
      .split(' ')
      .filter((word) => words.includes(word));
    expect(right.length).toBeGreaterThanOrEqual(sentences.join(' ').split(' ').length * 0.85);
    expect(content.remarks).toContainEqual({ code: 'repaired', parts: [1] });
    // Some of its codes stay unknown.
    expect(content.remarks).toContainEqual({ code: 'damaged', parts: [1] });
    expect(content.parts.map(({ reading }) => reading)).toEqual(['damaged', undefined]);
  });

  it('is repaired also on a page that does not show yet that it is damaged', async () => {
    const font = new TestFont('Geeza', (text) => (text.length > 1 ? undefined : text), 33);
    const draw = (page: TestPage, y: number, sentence: string): TestPage =>
      page.draw(font, 12, 20, y, sentence.match(/ل[اأإم]|ين(?= |$)|./gu)!.reverse());
    const first = draw(new TestPage(), 500, 'خلال المدة');
    const second = new TestPage();
    sentences.forEach((sentence, i) => draw(second, 500 - 30 * i, sentence));
    const content = await readPdf(makePdf([first, second]));
    expect(pagesOf(content)[0]).toBe('1: خلال المدة');
    expect(content.remarks).toContainEqual({ code: 'repaired', parts: [1, 2] });
  });

  it('is no matter of a sound file', async () => {
    const content = await readPdf(makePdf([pageWithLigatures((text) => text)]));
    expect(content.text.split(/\s+/).join(' ')).toContain(sentences[0]);
    expect(content.remarks).toEqual([]);
  });

  it('is none where a code that is mapped has the number of its character by chance', async () => {
    const font = new TestFont('Numbered', (text) => text, 1);
    const known = Array.from('0123456789ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ');
    for (const text of known.slice(0, 45)) font.codeOf(text);
    expect(font.codeOf('.')).toBe('.'.charCodeAt(0));
    const page = new TestPage();
    sentences.forEach((sentence, i) => page.drawArabic(font, 12, 380, 500 - 30 * i, `${sentence}.`));
    const content = await readPdf(makePdf([page]));
    expect(content.text).toContain('المواطنين الالتزام بالأنظمة والأوامر.');
    expect(content.remarks).toEqual([]);
  });

  it('is not what a list of names is taken for, of which some are unknown', async () => {
    const page = new TestPage();
    const font = new TestFont('Naskh');
    namesOfPeople.forEach((name, i) => page.drawArabic(font, 12, 380, 550 - 30 * i, name));
    expect((await readPdf(makePdf([page]))).remarks).toEqual([]);
  });

  it('is repaired where its letters are drawn in the wrong direction', async () => {
    const font = new TestFont('Plain');
    const lines = [...sentences, 'بلغت المبيعات 45,200 دينار (في عام 2024)، وهي أعلى.'];
    const first = new TestPage();
    lines.forEach((line, i) => first.drawLatin(font, 12, 20, 550 - 30 * i, line));
    const second = new TestPage().drawLatin(font, 12, 20, 500, 'نهاية التقرير');
    const content = await readPdf(makePdf([first, second]));
    for (const line of [...lines, 'نهاية التقرير'])
      expect(content.text.split(/\s+/).join(' ')).toContain(line);
    expect(content.remarks).toEqual([{ code: 'repaired', parts: [1, 2] }]);
    expect(content.parts.map(({ reading }) => reading)).toEqual(['repaired', 'repaired']);
  });

  it('is said to be one where it cannot be repaired', async () => {
    const swapped = new Map(
      Array.from('ابتجدرسعفقكلمنهوي', (letter, i) => [letter, 'ووزذدظطضصشسكقفغعيي'.charAt(i)]),
    );
    const page = new TestPage();
    const font = new TestFont('Wrong', (text) => swapped.get(text) ?? text);
    sentences.forEach((sentence, i) => page.draw(font, 12, 20, 500 - 30 * i, fromRightToLeft(sentence)));
    const { parts, remarks } = await readPdf(makePdf([page]));
    expect(remarks).toEqual([{ code: 'damaged', parts: [1] }]);
    expect(parts).toEqual([{ kind: 'page', start: 0, number: 1, reading: 'damaged' }]);
  });

  it('is not what Persian is taken for', async () => {
    const page = new TestPage();
    const font = new TestFont('Naskh');
    const persian = 'این کتاب درباره چگونگی پیدایش زبان و گویش‌های گوناگون مردم است که در گذشته می‌زیستند';
    for (let i = 0; i < 6; i++)
      page.draw(font, 8, 10, 500 - 30 * i, fromRightToLeft(persian.replaceAll('\u200c', ' ')));
    expect((await readPdf(makePdf([page]))).remarks).toEqual([]);
  });
});
