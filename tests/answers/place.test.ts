import { describe, expect, it } from 'vitest';
import type { DocumentFormat, DocumentPart, StoredDocument } from '../../src/contracts/document.js';
import { findPlace } from '../../src/answers/place.js';
import { storeDocument } from './small-index.js';

const article = `عنوان المقال
القامشلي ـ نورث برس

الفقرة الأولى هنا وفيها كلام كثير طويل.
تتمة الفقرة الأولى، وهي طويلة أيضا.

الفقرة الثانية هنا.
`;

const markdown = `# Title

First paragraph
goes on.

## Part one

- item one
- item two

## Part two

Last **words** here.
`;

const html = `<html><head><title>Page</title></head><body>
<h1>Page</h1>
<p>First paragraph
goes on.</p>

<h2>Part</h2>
<p>Second paragraph.</p>
<p>alpha<br>beta<br>gamma</p>
</body></html>
`;

interface Case {
  readonly path: string;
  readonly content: string;
  readonly words: string;
  readonly paragraph: number;
  readonly line: number;
  readonly heading?: string;
}

const cases: readonly Case[] = [
  { path: 'a.txt', content: article, words: 'الفقرة الأولى هنا', paragraph: 2, line: 4 },
  { path: 'a.txt', content: article, words: 'الفقرة الثانية', paragraph: 4, line: 7 },
  { path: 'a.txt', content: article, words: 'عنوان المقال', paragraph: 1, line: 1 },
  { path: 'a.md', content: markdown, words: 'First', paragraph: 1, line: 3 },
  { path: 'a.md', content: markdown, words: 'goes on', paragraph: 1, line: 4 },
  { path: 'a.md', content: markdown, words: 'item two', paragraph: 3, line: 9, heading: 'Part one' },
  { path: 'a.md', content: markdown, words: 'Last', paragraph: 4, line: 13, heading: 'Part two' },
  { path: 'a.html', content: html, words: 'First', paragraph: 1, line: 3 },
  // The line where the block begins: breaks in its text are none of the file's.
  { path: 'a.html', content: html, words: 'gamma', paragraph: 3, line: 8, heading: 'Part' },
  { path: 'a.html', content: html, words: 'Second', paragraph: 2, line: 7, heading: 'Part' },
];

describe('findPlace', () => {
  for (const [name, newline] of [
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ] as const) {
    it.each(cases)(
      `$path with ${name}: $words`,
      async ({ path, content, words, paragraph, line, heading }) => {
        const document = await storeDocument(path, content.replaceAll('\n', newline), 5);
        const offset = document.text.indexOf(words);
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(findPlace(document, offset)).toMatchObject({
          documentId: 5,
          path,
          title: document.title,
          line,
        });
        expect(findPlace(document, offset).paragraph).toBe(paragraph);
        expect(findPlace(document, offset).heading).toBe(heading);
      },
    );
  }

  it('gives a place for any offset, and never goes backwards', async () => {
    for (const [path, content] of [
      ['a.txt', article],
      ['a.md', markdown],
      ['a.html', html],
    ] as const) {
      const document = await storeDocument(path, content);
      let line = 1;
      let paragraph = 1;
      for (let offset = 0; offset <= document.text.length; offset++) {
        const place = findPlace(document, offset);
        expect(place.line).toBeGreaterThanOrEqual(line);
        expect(place.line).toBeLessThanOrEqual(content.split('\n').length);
        expect(place.paragraph).toBeGreaterThanOrEqual(paragraph);
        ({ line = 0, paragraph } = place);
      }
    }
  });
});

it('gives the section of a document whose only heading is its number', async () => {
  for (const [path, content] of [
    ['a.md', '# المادة (5)\n\nتفتح المكتبة كل يوم.'],
    ['a.html', '<title>المادة (5)</title><h1>المادة (5)</h1><p>تفتح المكتبة كل يوم.</p>'],
    ['a.txt', 'المادة (5)\n\nتفتح المكتبة كل يوم.'],
  ] as const) {
    const document = await storeDocument(path, content);
    expect(findPlace(document, document.text.indexOf('تفتح'))).toMatchObject({
      format: document.format,
      section: 'المادة (5)',
      heading: 'المادة (5)',
    });
  }
});

describe('findPlace, of documents with parts', () => {
  /** Paragraphs of one line each, a heading where one begins with `#`. */
  async function documentOf(
    format: DocumentFormat,
    lines: readonly string[],
    partsAt: readonly (Omit<DocumentPart, 'start'> & { readonly before: string })[],
  ): Promise<StoredDocument> {
    const document = await storeDocument('a.md', lines.join('\n\n'));
    const parts = partsAt.map(({ before, ...part }) => ({ ...part, start: document.text.indexOf(before) }));
    for (const { start } of parts) expect(start).toBeGreaterThanOrEqual(0);
    return { ...document, format, parts };
  }
  const placeOf = (document: StoredDocument, words: string) =>
    findPlace(document, document.text.indexOf(words));

  it('gives the page of a PDF, also of a paragraph that goes on overleaf', async () => {
    const document = await documentOf(
      'pdf',
      ['# نظام العمل', '## المادة (5): نطاق العمل', 'أول الكلام وآخره.', '### شروط', 'كلام آخر.'],
      [
        { before: 'المادة', kind: 'page', number: 11, label: 'ix' },
        { before: 'وآخره', kind: 'page', number: 12 },
        { before: 'كلام آخر', kind: 'page', number: 13 },
        { before: 'كلام آخر', kind: 'page', number: 14, reading: 'recognised' },
      ],
    );
    const section = 'المادة (5)';
    expect(placeOf(document, 'أول')).toMatchObject({ page: { number: 11, label: 'ix' }, section });
    expect(placeOf(document, 'وآخره')).toMatchObject({ page: { number: 12 }, section });
    const last = placeOf(document, 'كلام آخر');
    expect(last).toMatchObject({ page: { number: 14 }, reading: 'recognised', heading: 'شروط', section });
    expect(last).not.toHaveProperty('line');
  });

  it('ends notes at the next slide', async () => {
    const document = await documentOf(
      'pptx',
      ['First slide.', 'What to say.', 'Second slide.'],
      [
        { before: 'First', kind: 'slide', number: 1 },
        { before: 'What', kind: 'notes', number: 1 },
        { before: 'Second', kind: 'slide', number: 2 },
      ],
    );
    expect(placeOf(document, 'First')).toMatchObject({ slide: 1 });
    expect(placeOf(document, 'First')).not.toHaveProperty('inNotes');
    expect(placeOf(document, 'What')).toMatchObject({ slide: 1, inNotes: true });
    expect(placeOf(document, 'Second')).not.toHaveProperty('inNotes');
  });

  it('gives sheet and row, and the line of comma-separated values', async () => {
    const sheets = await documentOf(
      'xlsx',
      ['Name', 'Pear'],
      [{ before: 'Name', kind: 'sheet', number: 2, label: 'Prices' }],
    );
    expect(placeOf(sheets, 'Pear')).toMatchObject({ sheet: { number: 2, label: 'Prices', row: 3 } });
    const values = await documentOf('csv', ['Name', 'Pear'], []);
    expect(placeOf(values, 'Pear')).toMatchObject({ line: 3 });
    expect(placeOf(values, 'Pear')).not.toHaveProperty('sheet');
  });

  it('gives chapter and print page', async () => {
    const document = await documentOf(
      'epub',
      ['# One', 'Some words.', '# Two', 'Other words.'],
      [
        { before: 'One', kind: 'chapter', number: 1, label: 'One' },
        { before: 'words.', kind: 'page', number: 1, label: '37' },
        { before: 'Two', kind: 'chapter', number: 2 },
      ],
    );
    expect(placeOf(document, 'Some')).toMatchObject({ chapter: { number: 1, label: 'One' } });
    expect(placeOf(document, 'Some')).not.toHaveProperty('page');
    expect(placeOf(document, 'Other')).toMatchObject({
      chapter: { number: 2 },
      page: { number: 1, label: '37' },
    });
  });
});
