import { expect, it } from 'vitest';
import { passageText } from '../../src/passages/passage-text.js';
import { splitPassages } from '../../src/passages/split-passages.js';
import { parseDocument } from '../../src/documents/parse-document.js';

const each = (count: number, piece: (index: number) => string, separator = '\n'): string =>
  Array.from({ length: count }, (_, index) => piece(index)).join(separator);

// Quadratic work on any of these takes longer than a test may.
it.each<[string, string, string]>([
  ['rows in text', 'a.txt', `Item | Price\n-----+------\n${each(20_000, (i) => `Pen ${i} | ${i}`)}`],
  ['rows in Markdown', 'a.md', `| Item | Price |\n|---|---|\n${each(20_000, (i) => `| Pen ${i} | ${i} |`)}`],
  ['rows in HTML', 'a.html', `<table>${each(20_000, (i) => `<tr><td>Pen ${i}<td>${i}`)}`],
  ['nested lists in HTML', 'a.html', each(10_000, (i) => `<ul><li>item ${i}`)],
  ['nested quotations in HTML', 'a.html', each(10_000, (i) => `<blockquote>said ${i}`)],
  ['nested lists in text', 'a.txt', each(1_000, (i) => `${' '.repeat(2 * i)}- item ${i}`)],
  ['nested lists in Markdown', 'a.md', each(1_000, (i) => `${' '.repeat(2 * i)}- item ${i}`)],
  ['headings in text', 'a.txt', each(20_000, (i) => `Article ${i}\n\nIts text is ${i}.`, '\n\n')],
  ['headings in Markdown', 'a.md', each(20_000, (i) => `${'#'.repeat(1 + (i % 6))} Part ${i}\n\nText ${i}.`)],
  [
    'headings in HTML',
    'a.html',
    each(20_000, (i) => `<h${1 + (i % 6)}>Part ${i}</h${1 + (i % 6)}>Text ${i}.`),
  ],
  ['an item of a megabyte', 'a.md', `Items:\n\n- ${'word '.repeat(200_000)}\n- last`],
  ['turns of a chat', 'a.txt', each(50_000, (i) => `[18:01] user${i % 50}: message ${i}?`)],
  ['broken HTML in Markdown', 'a.md', each(10_000, (i) => `<div><table><td>word ${i}\n</p>\n`)],
])('reads and cuts many or long %s, loses nothing, and keeps contexts short', async (_, path, source) => {
  const document = await parseDocument({ path, bytes: Buffer.from(source) });
  if ('problem' in document) throw new Error(document.problem.code);
  const numbers = (text: string): string[] => text.match(/\p{Nd}+/gu) ?? [];
  if (!path.endsWith('.html') && !source.includes('#'))
    expect(numbers(document.text)).toEqual(numbers(source));
  const passages = splitPassages(document, (text) => Math.ceil(text.length / 4), {
    targetTokens: 240,
    maxTokens: 512,
  });
  const cut = passages.map(({ span }) => document.text.slice(span.start, span.end)).join('\n');
  expect(cut.replace(/\s+/gu, '')).toBe(document.text.replace(/\s+/gu, ''));
  const contexts = passages.map(({ span }) => passageText(document, span).context.length);
  expect(contexts.reduce((longest, length) => Math.max(longest, length), 0)).toBeLessThanOrEqual(1_500);
});
