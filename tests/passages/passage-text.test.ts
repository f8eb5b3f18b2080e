import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedDocument } from '../../src/contracts/document.js';
import { fitContext, passageText } from '../../src/passages/passage-text.js';
import { mixedText } from '../text/mixed-text.js';
import { anyDocument, makeDocument } from './make-document.js';

function textOf(document: ParsedDocument, body: string): { context: string; body: string } {
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
    ['no heading that the passage begins with', 'Second\n\ntwo', 'قناة السويس\nFirst'],
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

  it('finds the heading that a plain search finds, for any span', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(500), (given, offset) => {
        const start = Math.min(offset, given.text.length);
        const heading = given.blocks.findLast(({ kind, span }) => kind === 'heading' && span.start < start);
        const { context, body } = passageText(given, { start, end: given.text.length });
        expect(body).toBe(given.text.slice(start));
        if (heading) {
          const wanted = given.text.slice(heading.span.start, heading.span.end).slice(0, 200).toWellFormed();
          expect(context.endsWith(wanted)).toBe(true);
        } else {
          expect(['', given.title.slice(0, 200).toWellFormed()]).toContain(context);
        }
      }),
    );
  });

  it('looks through the blocks once a document', () => {
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
    expect(looks).toBeLessThan(large.blocks.length * 10);
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
