import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestWords, shortStem } from '../../src/reranking/forward-index.js';
import { hashTerm, stemWord, termsOf } from '../../src/text/terms.js';
import { splitSentences } from '../../src/text/sentences.js';
import { findWords } from '../../src/text/words.js';
import { mixedText } from '../text/mixed-text.js';

const stem = (folded: string): number => shortStem(hashTerm(stemWord(folded)));

describe('digestWords', () => {
  it('keeps the stems of title and text in order, whatever form the words have', () => {
    const body = 'المدارس الجديدة. مدارس!';
    const { context, body: stems } = digestWords({ context: 'مدرسة', body, sentences: [] });
    expect([...context]).toEqual([stem('مدرسه')]);
    expect([...stems]).toEqual([stem('المدارس'), stem('الجديده'), stem('مدارس')]);
    expect(stems[0]).toBe(stems[2]);
  });

  it('says how many words stand before the end of each sentence', () => {
    const body = 'One two. Three, four five. Six';
    const sentences = splitSentences(body, { start: 0, end: body.length });
    expect([...digestWords({ context: 'seven eight', body, sentences }).sentenceEnds]).toEqual([2, 5, 6]);
  });

  it('has an entry for every word, and ends that ascend up to the last of them, of any text', () => {
    fc.assert(
      fc.property(mixedText, mixedText, (context, body) => {
        const sentences = splitSentences(body, { start: 0, end: body.length });
        const digest = digestWords({ context, body, sentences });
        const wanted = (text: string): number[] =>
          findWords(text).map((word) => shortStem(termsOf(word).stem));
        expect([...digest.context]).toEqual(wanted(context));
        expect([...digest.body]).toEqual(wanted(body));
        const ends = [...digest.sentenceEnds];
        expect(ends).toEqual(ends.toSorted((a, b) => a - b));
        expect(ends).toHaveLength(sentences.length);
        expect(ends.at(-1) ?? 0).toBe(digest.body.length);
      }),
    );
  });
});
