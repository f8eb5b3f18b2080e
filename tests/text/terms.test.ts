import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemArabic } from '../../src/text/arabic-stem.js';
import { hashTerm, stemWord, termsOf } from '../../src/text/terms.js';
import { asToken, tokenize } from '../../src/text/tokenize.js';
import { mixedText } from './mixed-text.js';

function stemOf(word: string): string {
  return stemWord(tokenize(word)[0]!.folded);
}

describe('stems', () => {
  it.each([
    ['the article', 'مدرسة', 'المدرسة'],
    ['conjunction and article', 'مدرسة', 'والمدرسة'],
    ['preposition and article', 'مدرسة', 'بالمدرسة'],
    ['lam and article', 'مدرسة', 'للمدرسة'],
    ['conjunction, lam and article', 'مدرسة', 'وللمدرسة'],
    ['a pronoun', 'كتاب', 'كتابهم'],
    ['a pronoun and an article', 'كتاب', 'الكتاب'],
    ['a sound plural', 'مهندس', 'المهندسون'],
    ['the other case of it', 'مهندس', 'والمهندسين'],
    ['hamza and none', 'الإسلام', 'الاسلام'],
    ['diacritics', 'مُدَرِّس', 'المدرس'],
    ['conjunction alone', 'معركة', 'ومعركة'],
    ['English plural', 'treaty', 'treaties'],
    ['English past', 'nationalise', 'nationalised'],
    ['English possessive', 'egypt', 'Egypt’s'],
  ])('meet in spite of %s', (_, word, inflected) => {
    expect(stemOf(inflected)).toBe(stemOf(word));
  });

  it.each([
    ['a short word with a waw of its own', 'ولد', 'ولد'],
    ['a short word with a ba of its own', 'بيت', 'بيت'],
    ['a number', '1956', '1956'],
    ['a pair of Chinese characters', '東京', '東京'],
    ['a word of letters and digits', 'f16', 'f16'],
  ])('of %s: %s gives %s', (_, word, stem) => {
    expect(stemOf(word)).toBe(stem);
  });

  it('are parts of the word, never empty, and no shorter than the bounds', () => {
    const isNameOfGod = (folded: string): boolean => stemArabic(folded) === 'الله';
    const word = fc
      .string({ unit: fc.constantFrom(...Array.from('ابتكلمنهويفسدر')), minLength: 1, maxLength: 12 })
      .filter((folded) => !isNameOfGod(folded));
    fc.assert(
      fc.property(word, (folded) => {
        const stem = stemArabic(folded);
        expect(folded).toContain(stem);
        expect(stem.length).toBeGreaterThanOrEqual(Math.min(folded.length, 2));
      }),
    );
  });

  it('keep different words apart', () => {
    const stems = ['كتاب', 'كاتب', 'مكتب', 'مدرسة', 'درس', 'مصر', 'صبر'].map(stemOf);
    expect(new Set(stems).size).toBe(stems.length);
  });
});

describe('hashTerm', () => {
  it('gives whole numbers of 53 bits at most, the same for the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (term) => {
        const hash = hashTerm(term);
        expect(Number.isSafeInteger(hash)).toBe(true);
        expect(hash).toBeGreaterThanOrEqual(0);
        expect(hashTerm(term)).toBe(hash);
      }),
    );
  });

  it('gives 200,000 terms as many hashes', () => {
    const hashes = new Set<number>();
    for (let i = 0; i < 100_000; i++) {
      hashes.add(hashTerm(`ك${i}`));
      hashes.add(hashTerm(`${i.toString(36)}$`));
    }
    expect(hashes.size).toBe(200_000);
  });
});

describe('termsOf', () => {
  it.each([
    ['س', 0],
    ['سم', 1],
    ['مصر', 2],
    ['مدرسه', 4],
    ['a'.repeat(64), 63],
  ])('gives %s %d grams', (folded, grams) => {
    expect(termsOf(asToken(folded)).grams).toHaveLength(grams);
  });

  it('marks the ends of a word, so that a gram of its middle is another', () => {
    expect(termsOf(asToken('abc')).grams).toEqual(['^abc', 'abc$'].map(hashTerm));
    expect(termsOf(asToken('xabcx')).grams).not.toContain(termsOf(asToken('abc')).grams[0]);
  });

  it('gives the same terms every time, for words of any text', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        for (const word of tokenize(text)) {
          const { folded } = word;
          const { stem, grams } = termsOf(word);
          expect(stem).toBe(hashTerm(stemWord(folded)));
          expect(grams).toHaveLength(Math.max(0, folded.length - 1));
        }
      }),
    );
  });
});
