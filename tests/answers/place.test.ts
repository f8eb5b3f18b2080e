import { describe, expect, it } from 'vitest';
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
        ({ line, paragraph } = place);
      }
    }
  });
});
