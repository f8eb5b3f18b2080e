import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DROPPED,
  EXPANDED,
  foldCodePoint,
  foldExpandedUnit,
  foldUnit,
  SEPARATOR,
} from '../../src/text/fold.js';
import { mixedText } from './mixed-text.js';

/** A whole string, separators as spaces. */
function fold(text: string): string {
  return Array.from(text, (character) => foldCodePoint(character.codePointAt(0)!) ?? ' ').join('');
}

describe('folding', () => {
  it.each([
    ['hamza seats', 'أإآٱ ؤ ئ', 'اااا و ي'],
    ['a lone hamza stays', 'ماء', 'ماء'],
    ['alif maqsura and ta marbuta', 'مدرسة على', 'مدرسه علي'],
    ['diacritics', 'مُحَمَّدٌ', 'محمد'],
    ['superscript alif', 'هٰذا', 'هذا'],
    ['tatweel', 'العـــربية', 'العربيه'],
    ['a combining hamza', 'ا\u0654', 'ا'],
    ['presentation forms', 'ﺍﻟﻌﺮﺑﻴﺔ', 'العربيه'],
    ['the ligature lam alif', 'ﻻﻷ', 'لالا'],
    ['the ligature Allah', 'ﷲ', 'الله'],
    ['a presentation form of a mark alone', '\ufe71\ufe76', ''],
    ['Persian letters', 'کگیپچ', 'ككيبج'],
    ['Urdu letters', 'ہھے', 'ههي'],
    ['Latin accents, composed', 'Crème Brûlée', 'creme brulee'],
    ['Latin accents, decomposed', 'Cre\u0300me', 'creme'],
    ['a capital with a dot', 'İstanbul', 'istanbul'],
    ['a small letter without a dot', 'ısı', 'isi'],
    ['German sharp s', 'Straße STRASSE', 'strasse strasse'],
    ['Greek final sigma', 'ΛΟΓΟΣ λόγος', 'λογοσ λογοσ'],
    ['a Latin ligature', 'ﬁn', 'fin'],
    ['full-width forms', 'ＡＢＣ１２', 'abc12'],
    ['half-width katakana', 'ｶﾞ', 'カ'],
    ['superscript digits', 'x²', 'x2'],
    ['zero-width and bidi controls', 'a\u200bb\u200dc\u202ed\u2066e\ufeff', 'abcde'],
    ['punctuation of every script', 'a،b؛c؟d。e', 'a b c d e'],
    ['symbols', 'a+b€c😀d', 'a b c d'],
  ])('%s', (_, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('gives the digits of every script their values', () => {
    const digits: number[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      if (/\p{Nd}/u.test(String.fromCodePoint(codePoint))) digits.push(codePoint);
    }
    // Unicode gives every script its ten in a row, so by position each is its own value again and again.
    expect(digits.length).toBeGreaterThan(600);
    expect(digits.length % 10).toBe(0);
    expect(digits.map(foldCodePoint)).toEqual(digits.map((_, index) => String(index % 10)));
  });

  it.each(['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९', '০১২৩৪৫৬৭৮৯', '๐๑๒๓๔๕๖๗๘๙', '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗', '𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿'])(
    'reads %s',
    (digits) => {
      expect(fold(digits)).toBe('0123456789');
    },
  );

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(mixedText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('is the same by unit as by code point, everywhere outside the surrogates', () => {
    const differing: number[] = [];
    for (let unit = 0; unit < 0x10000; unit++) {
      if (unit >= 0xd800 && unit < 0xe000) continue;
      const code = foldUnit(unit);
      const byUnit =
        code === SEPARATOR
          ? undefined
          : code === DROPPED
            ? ''
            : code === EXPANDED
              ? foldExpandedUnit(unit)
              : String.fromCharCode(code);
      if (byUnit !== foldCodePoint(unit)) differing.push(unit);
    }
    expect(differing).toEqual([]);
    expect(foldUnit('한'.charCodeAt(0))).toBe(EXPANDED);
  });
});
