import { describe, expect, it } from 'vitest';
import { glossCitation } from '../../src/application/gloss-citation.js';
import { createCitation, excerpt } from '../terminal/fake-answers.js';

const start = 40;
const wordsOf = (...given: Parameters<typeof glossCitation>): string[] =>
  glossCitation(...given).map(({ word }) => word);

describe('glossCitation', () => {
  it('glosses what is marked, at offsets into the stored text', () => {
    const citation = createCitation();
    const gloss = glossCitation(citation, 'en');
    expect(gloss.map(({ word }) => word)).toEqual(['انتهى', 'الحظر', 'تشرين', 'الأول', 'أكتوبر', 'لعام']);
    for (const { word, start: from, end } of gloss) {
      expect(excerpt.slice(from - start, end - start)).toBe(word);
    }
  });

  it('glosses all of a passage in which nothing is marked', () => {
    const words = wordsOf(createCitation({ answerSpans: [] }), 'en');
    expect(words).toContain('واشنطن');
    expect(words).toContain('الصفقات');
  });

  it('glosses nothing in the language of the reader', () => {
    expect(glossCitation(createCitation(), 'ar')).toEqual([]);
  });

  it('takes the language of a row that has no words to tell it by from what it stands under', () => {
    const row = 'Films 50p';
    const parts = {
      excerpt: row,
      excerptSpan: { start: 0, end: row.length },
      answerSpans: [],
      markSpan: undefined,
    };
    const under = (title: string) => ({ ...createCitation().place, title, heading: undefined });
    expect(wordsOf(createCitation({ ...parts, place: under('Rules of the library') }), 'ar')).toEqual([
      'Films',
    ]);
    expect(wordsOf(createCitation({ ...parts, place: under('Films') }), 'ar')).toEqual([]);
  });
});
