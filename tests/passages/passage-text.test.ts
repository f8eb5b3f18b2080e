import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentContent } from '../../src/contracts/document.js';
import { fitContext, passageText } from '../../src/passages/passage-text.js';
import { mixedText } from '../text/mixed-text.js';
import { anyDocument, makeDocument } from './make-document.js';

function textOf(document: DocumentContent, body: string): { context: string; body: string } {
  const start = document.text.indexOf(body);
  return passageText(document, { start, end: start + body.length });
}

describe('passageText', () => {
  const document = makeDocument(
    [
      ['title', 'قناة السويس'],
      ['paragraph', 'before'],
      ['heading', 'First'],
      ['paragraph', 'one'],
      ['heading', 'Second'],
      ['paragraph', 'two'],
    ],
    'قناة السويس',
  );

  it.each([
    ['the title above the first heading', 'before', 'قناة السويس'],
    ['the title and the nearest heading', 'one', 'قناة السويس\nFirst'],
    ['the nearest of two headings', 'two', 'قناة السويس\nSecond'],
    ['no title that the passage holds itself', document.text.slice(0, 20), ''],
    ['no heading that the passage begins with, nor the one before it', 'Second\n\ntwo', 'قناة السويس'],
  ])('gives %s', (_, body, context) => {
    expect(textOf(document, body)).toEqual({ context, body });
  });

  it.each(['000_3be0290bbfd39d7b', '2024-01-02', '', 'a', '...'])('says nothing of the title %j', (title) => {
    expect(textOf(makeDocument([['paragraph', 'body']], title), 'body').context).toBe('');
  });

  it('cuts a title without an end, and not in the middle of a character', () => {
    const { context } = textOf(makeDocument([['paragraph', 'body']], `x${'😀'.repeat(300)} word`), 'body');
    expect(context).toBe('');
    const long = textOf(makeDocument([['paragraph', 'body']], `word ${'😀'.repeat(300)}`), 'body').context;
    expect(long.length).toBeLessThanOrEqual(200);
    expect(long.isWellFormed()).toBe(true);
  });

  it('finds what the passage stands under, for any span', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(500), (given, offset) => {
        const start = Math.min(offset, given.text.length);
        const { context, body } = passageText(given, { start, end: given.text.length });
        expect(body).toBe(given.text.slice(start));
        const first = given.blocks.findLast(({ span }) => span.start <= start) ?? given.blocks[0];
        const parts: string[] = [];
        for (let above = given.blocks[first?.parent ?? -1]; above; above = given.blocks[above.parent]) {
          const part = given.text.slice(above.span.start, above.span.end);
          const isCutBefore = above.kind === 'paragraph' || above.kind === 'answer';
          if (above.span.start < start) parts.push(isCutBefore ? part.slice(-200) : part.slice(0, 200));
        }
        const wanted = parts.slice(0, 6).map((part) => part.toWellFormed());
        const title = given.title.slice(0, 200).toWellFormed();
        expect([wanted.join('\n'), [title, ...wanted].join('\n')]).toContain(context);
      }),
    );
  });

  it('looks at few blocks for a passage', () => {
    const large = makeDocument(
      Array.from({ length: 2000 }, () => ['paragraph', 'نص'] as const),
      'عنوان النص',
    );
    let looks = 0;
    const blocks = new Proxy(large.blocks, {
      get: (target, key, receiver): unknown => {
        looks++;
        return Reflect.get(target, key, receiver);
      },
    });
    const counted = { ...large, blocks };
    for (const block of large.blocks) passageText(counted, block.span);
    // A binary search looks at a block or two each time that it halves them.
    expect(looks).toBeLessThan(large.blocks.length * 2 * Math.log2(large.blocks.length));
  });
});

describe('fitContext', () => {
  const count = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;

  it.each([
    ['one two three', 3, 'one two three'],
    ['', 3, ''],
    ['one two three', 0, ''],
    ['unbroken', 0, ''],
    ['one two three four', 2, 'one two'],
  ])('of %j keeps within %d tokens: %j', (context, maxTokens, fitted) => {
    expect(fitContext(context, count, maxTokens)).toBe(fitted);
  });

  it('gives a start of the context that fits', () => {
    fc.assert(
      fc.property(mixedText, fc.nat(20), (context, maxTokens) => {
        const fitted = fitContext(context, count, maxTokens);
        expect(context.startsWith(fitted)).toBe(true);
        expect(count(fitted)).toBeLessThanOrEqual(maxTokens);
      }),
    );
  });
});
