import { describe, expect, it } from 'vitest';
import { isInOtherLanguage, languageOfText } from '../../src/text/language-of-text.js';

describe('languageOfText', () => {
  it.each([
    ['وصل الوزير إلى العاصمة', 'ar'],
    ['The minister arrived', 'en'],
    ['زار الوزير مصنع Toyota Motor Corporation', 'ar'],
    ['Le ministre est arrivé dans la capitale', undefined],
    ['وزیر به پایتخت رسید', undefined],
    ['1956 – 1970', undefined],
    ['', undefined],
  ])('takes "%s" for %s', (text, language) => {
    expect(languageOfText(text)).toBe(language);
    expect(isInOtherLanguage(text, 'en')).toBe(language === 'ar');
    expect(isInOtherLanguage(text, 'ar')).toBe(language === 'en');
  });
});
