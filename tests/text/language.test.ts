import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStopword } from '../../src/text/stopwords.js';
import { detectLanguage } from '../../src/text/language.js';
import { tokenize } from '../../src/text/tokenize.js';

describe('detectLanguage', () => {
  it.each([
    ['متى تأسست الأمم المتحدة؟', 'ar'],
    ['When was the United Nations founded?', 'en'],
    ['', 'en'],
    ['123 ?!', 'en'],
    ['١٢٣ ؟', 'en'],
    ['ـــ', 'en'],
    ['ما هو TCP', 'ar'],
    ['من هو Albert Einstein الألماني', 'en'],
    ['ab اب', 'ar'],
    ['abc اب', 'en'],
    ['پاکستان کہاں ہے', 'ar'],
    ['Quelle est la capitale ?', 'en'],
    ['東京はどこ', 'en'],
    ['ﻣﺼﺮ', 'ar'],
  ])('%j is answered in %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('does not mind what is no letter', () => {
    const noise = fc.string({ unit: fc.constantFrom(...Array.from(' ؟?.,1٢\u064e😀«')) });
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        expect(detectLanguage(`${before}أين مصر${after}`)).toBe('ar');
        expect(detectLanguage(`${before}Where is it${after}`)).toBe('en');
      }),
    );
  });
});

describe('isStopword', () => {
  const folded = (word: string): string => tokenize(word)[0]!.folded;

  it.each([
    ...'ما ماذا من متى أين كيف لماذا كم أي هل في على إلى عن إذا التي الذي كان'.split(' '),
    ...'ليه فين إزاي امتى شو وين ليش شنو مين قديش شلون'.split(' '),
    ...'What WHEN who Which how the of is did'.split(' '),
  ])('%s asks and says nothing of the subject', (word) => {
    expect(isStopword(folded(word))).toBe(true);
  });

  it.each('مصر المتحدة تأسست سنة قناة رئيس capital founded Egypt 1956 東京'.split(' '))(
    '%s is of the subject',
    (word) => {
      expect(isStopword(folded(word))).toBe(false);
    },
  );

  it('knows no empty word and no name of an object', () => {
    for (const word of ['', 'constructor', '__proto__', 'toString']) expect(isStopword(word)).toBe(false);
  });
});
