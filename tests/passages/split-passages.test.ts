import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentContent } from '../../src/contracts/document.js';
import type { Span } from '../../src/contracts/span.js';
import { splitPassages, type PassageLimits, type TokenCounter } from '../../src/passages/split-passages.js';
import { splitSentences } from '../../src/text/sentences.js';
import { anyDocument, makeDocument, type BlockText } from './make-document.js';

const countWords: TokenCounter = (text) => text.split(/\s+/u).filter((word) => word !== '').length;

/** Ways of counting that differ as models do; white space is free in all of them. */
const counters: readonly [string, TokenCounter][] = [
  ['words', countWords],
  ['characters', (text) => Array.from(text.replace(/\s/gu, '')).length],
  ['bytes', (text) => Buffer.byteLength(text.replace(/\s/gu, ''))],
  [
    'pieces of words',
    (text) => text.split(/\s+/u).reduce((sum, word) => sum + Math.ceil(word.length / 3), 0),
  ],
];

const limitsOf = fc
  .record({
    targetTokens: fc.integer({ min: 4, max: 120 }),
    maxTokens: fc.integer({ min: 16, max: 160 }),
  })
  .map((limits): PassageLimits => limits);

function slice(document: DocumentContent, { start, end }: Span): string {
  return document.text.slice(start, end);
}

function passagesOf(document: DocumentContent, limits: Partial<PassageLimits> = {}): string[] {
  const all = { targetTokens: 12, maxTokens: 20, ...limits };
  return splitPassages(document, countWords, all).map((passage) => slice(document, passage.span));
}

describe('splitPassages', () => {
  const sentence = (name: string, words: number): string => `${Array<string>(words).fill(name).join(' ')}.`;

  it.each<[string, BlockText[], Partial<PassageLimits>, string[]]>([
    ['nothing of nothing', [], {}, []],
    [
      'short blocks together',
      [
        ['paragraph', 'a b.'],
        ['list-item', 'c d.'],
      ],
      {},
      ['a b.\n\nc d.'],
    ],
    [
      'blocks apart that do not fit together',
      [
        ['paragraph', sentence('a', 7)],
        ['paragraph', sentence('b', 7)],
      ],
      {},
      [sentence('a', 7), sentence('b', 7)],
    ],
    [
      'a heading with what follows it',
      [
        ['paragraph', 'a b.'],
        ['heading', 'H'],
        ['paragraph', 'c d.'],
      ],
      {},
      ['a b.', 'H\n\nc d.'],
    ],
    [
      'a title and a heading in a row',
      [
        ['title', 'T'],
        ['heading', 'H'],
        ['paragraph', 'c d.'],
      ],
      {},
      ['T\n\nH\n\nc d.'],
    ],
    [
      'a heading at the end alone',
      [
        ['paragraph', 'a b.'],
        ['heading', 'H'],
      ],
      {},
      ['a b.', 'H'],
    ],
    [
      'a long block at the ends of its sentences',
      [['paragraph', [sentence('Aa', 5), sentence('Bb', 5), sentence('Cc', 5)].join(' ')]],
      {},
      [`${sentence('Aa', 5)} ${sentence('Bb', 5)}`, sentence('Cc', 5)],
    ],
    [
      'a question with its answer',
      [
        ['paragraph', sentence('a', 8)],
        ['question', 'b c?'],
        ['answer', sentence('d', 8)],
      ],
      {},
      [sentence('a', 8), `b c?\n\n${sentence('d', 8)}`],
    ],
    [
      'a row as one sentence',
      [['table-row', `${sentence('Aa', 3)} | ${sentence('Bb', 3)}`]],
      {},
      [`${sentence('Aa', 3)} | ${sentence('Bb', 3)}`],
    ],
  ])('makes %s', (_, blocks, limits, wanted) => {
    expect(passagesOf(makeDocument(blocks), limits)).toEqual(wanted);
  });

  it('cuts a sentence that is over the most tokens', () => {
    const passages = passagesOf(makeDocument([['paragraph', sentence('abcd', 50)]]));
    expect(passages.length).toBeGreaterThan(2);
    expect(passages.join(' ')).toBe(sentence('abcd', 50));
    for (const passage of passages) expect(countWords(passage)).toBeLessThanOrEqual(20);
  });

  it('takes a run of emoji under a counter of bytes, and ends when one character is over the limit', () => {
    const document = makeDocument([['paragraph', '😀'.repeat(100)]]);
    const limits = { targetTokens: 16, maxTokens: 16 };
    const counted = splitPassages(document, (text) => Buffer.byteLength(text), limits);
    expect(counted.map((passage) => slice(document, passage.span)).join('')).toBe(document.text);
    const never = splitPassages(document, (text) => text.length * 50, limits);
    expect(never).toHaveLength(100);
    expect(never.every((passage) => slice(document, passage.span) === '😀')).toBe(true);
  });

  it.each(counters)('holds every sentence in sound spans within the limit, counted in %s', (_, count) => {
    fc.assert(
      fc.property(anyDocument, limitsOf, (document, limits) => {
        const passages = splitPassages(document, count, limits);
        const covered = new Uint8Array(document.text.length);
        passages.forEach(({ span, sentences }, index) => {
          expect(sentences.length).toBeGreaterThan(0);
          expect(span).toEqual({ start: sentences[0]!.start, end: sentences.at(-1)!.end });
          expect(count(slice(document, span))).toBeLessThanOrEqual(limits.maxTokens);
          sentences.forEach(({ start, end }, position) => {
            expect(end).toBeGreaterThan(start);
            if (position > 0) expect(start).toBeGreaterThanOrEqual(sentences[position - 1]!.end);
            covered.fill(1, start, end);
          });
          expect(span.start).toBeGreaterThanOrEqual(passages[index - 1]?.span.end ?? 0);
        });
        for (const block of document.blocks) {
          for (const { start, end } of splitSentences(document.text, block.span)) {
            for (let i = start; i < end; i++) {
              if (covered[i] === 0) expect(document.text.charAt(i)).toMatch(/\s/u);
            }
          }
        }
      }),
    );
  });

  it('begins a passage at each heading that no other heading stands above', () => {
    fc.assert(
      fc.property(anyDocument, limitsOf, (document, limits) => {
        const starts = new Set(
          splitPassages(document, countWords, limits).map((passage) => passage.span.start),
        );
        document.blocks.forEach((block, index) => {
          const above = document.blocks[index - 1]?.kind;
          if (block.kind === 'heading' && above !== 'heading' && above !== 'title') {
            expect(starts).toContain(block.span.start);
          }
        });
      }),
    );
  });
});
