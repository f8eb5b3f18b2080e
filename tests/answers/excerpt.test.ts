import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseExcerpt } from '../../src/answers/excerpt.js';
import type { Span } from '../../src/contracts/span.js';

const bound = 500;

/** Sentences one after the other with single spaces between them. */
function layOut(lengths: readonly number[], from = 0): Span[] {
  let at = from;
  return lengths.map((length) => {
    const span = { start: at, end: at + length };
    at = span.end + 1;
    return span;
  });
}

describe('chooseExcerpt', () => {
  it.each([
    ['a lone sentence', [80], 0, [0, 80]],
    ['the whole of a short passage', [80, 80, 80], 1, [0, 242]],
    ['a sentence longer than the bound, alone', [300, 900, 300], 1, [301, 1201]],
    ['neighbours as far as they fit', [400, 200, 200, 400], 1, [401, 802]],
    ['what follows when nothing comes before', [200, 200, 400], 0, [0, 401]],
    ['a passage of exactly the bound', [249, 250], 0, [0, 500]],
    ['no neighbour that is one unit too long', [250, 250], 0, [0, 250]],
  ] as const)('shows %s', (_name, lengths, answer, [start, end]) => {
    expect(chooseExcerpt(layOut(lengths), answer, answer)).toEqual({ start, end });
  });

  it('holds the answer, is made of whole sentences, keeps to the bound, and cannot grow', () => {
    const passage = fc.record({
      lengths: fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 12 }),
      from: fc.nat(1000),
      ends: fc.tuple(fc.nat(11), fc.nat(11)),
    });
    fc.assert(
      fc.property(passage, ({ lengths, from, ends }) => {
        const sentences = layOut(lengths, from);
        const [first, last] = ends.map((end) => end % lengths.length).sort((a, b) => a - b);
        const excerpt = chooseExcerpt(sentences, first!, last!);
        const start = sentences.findIndex((sentence) => sentence.start === excerpt.start);
        const end = sentences.findIndex((sentence) => sentence.end === excerpt.end);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start).toBeLessThanOrEqual(first!);
        expect(end).toBeGreaterThanOrEqual(last!);
        if (start < first! || end > last!) expect(excerpt.end - excerpt.start).toBeLessThanOrEqual(bound);
        if (start > 0) expect(excerpt.end - sentences[start - 1]!.start).toBeGreaterThan(bound);
        if (end + 1 < sentences.length) {
          expect(sentences[end + 1]!.end - excerpt.start).toBeGreaterThan(bound);
        }
      }),
    );
  });
});
