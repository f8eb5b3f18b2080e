import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewriteQuestion, variantKinds, type VariantKind } from '../../src/evaluation/variants.js';

describe('rewriteQuestion', () => {
  it.each<[VariantKind, string, string]>([
    ['hamzas left out', 'أين نشأ الإمام؟ ما سئل في المساء', 'اين نشا الامام؟ ما سيل في المسا'],
    ['ه for ة', 'ما عاصمة المملكة؟', 'ما عاصمه المملكه؟'],
    ['ى and ي swapped', 'متى بني في القرى؟', 'متي بنى فى القري؟'],
    ['spaces left out or put in', 'ما هو سعر القمح والشعير و زيت؟', 'ماهو سعر القمح و الشعير وزيت؟'],
    ['the other digits', 'عام 1956 و٧٠', 'عام ١٩٥٦ و70'],
    ['Egyptian question words', 'متى ولد؟ أين؟ من هو؟', 'امتى ولد؟ فين؟ مين؟'],
    ['Levantine question words', 'لماذا سافر؟ كم؟', 'ليش سافر؟ قديش؟'],
    ['Gulf question words', 'ماذا قال؟ ما هي؟', 'شنو قال؟ وش هي؟'],
  ])('%s', (kind, question, typed) => {
    expect(rewriteQuestion(question, kind, 1)).toBe(typed);
  });

  it('takes whole words only', () => {
    expect(rewriteQuestion('من كمال وأينشتاين', 'Egyptian question words', 1)).toBe('مين كمال وأينشتاين');
  });

  it('makes one slip in one word of four letters or more, never in its first letter', () => {
    for (let seed = 0; seed < 300; seed++) {
      const typed = rewriteQuestion('من كتب الرواية', 'a spelling slip', seed).split(' ');
      expect(typed.slice(0, 2)).toEqual(['من', 'كتب']);
      expect(typed[2]).toMatch(/^ا/u);
      expect(Math.abs(typed[2]!.length - 'الرواية'.length)).toBeLessThanOrEqual(1);
    }
  });

  it('changes nothing but what it says: marks and stretched letters fold away', () => {
    const bare = (text: string): string =>
      text.replace(/[\u064B-\u0652ـ]/gu, '').replace(/([اوي])\1+/gu, '$1');
    for (const kind of ['diacritics', 'elongation'] as const) {
      const question = 'متى انتهى الحظر التسليحي على إيران؟';
      const typed = rewriteQuestion(question, kind, 4);
      expect(typed).not.toBe(question);
      expect(bare(typed)).toBe(question);
    }
  });

  it('is the same for the same seed, and takes any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...variantKinds),
        fc.nat(),
        (text, kind, seed) => {
          expect(rewriteQuestion(text, kind, seed)).toBe(rewriteQuestion(text, kind, seed));
        },
      ),
    );
    expect(rewriteQuestion('When was it built?', 'all mixed', 1)).toBe('When was it built?');
  });
});
