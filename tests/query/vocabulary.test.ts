import { describe, expect, it } from 'vitest';
import { findRelatedWords } from '../../src/query/vocabulary/related-words.js';
import { everydaySynonyms } from '../../src/query/vocabulary/everyday-synonyms.js';
import { officeSynonyms } from '../../src/query/vocabulary/office-synonyms.js';
import { dialectNouns } from '../../src/query/vocabulary/dialect-nouns.js';
import { dialectVerbs } from '../../src/query/vocabulary/dialect-verbs.js';
import { englishSynonyms } from '../../src/query/vocabulary/english-synonyms.js';
import { findRootForms } from '../../src/query/root-forms.js';
import { findWordForms } from '../../src/query/word-forms.js';
import { tokenize } from '../../src/text/tokenize.js';

const fold = (word: string): string => tokenize(word)[0]!.folded;

describe('findWordForms', () => {
  it.each([
    ['بيفتح', 'يفتح'],
    ['بتدفعوا', 'يدفع'],
    ['بدفع', 'يدفع'],
    ['هيرجعلي', 'يرجع'],
    ['حيفتح', 'تفتح'],
    ['ديشتغل', 'يشتغل'],
    ['يغرمونه', 'يغرم'],
    ['ياخذون', 'ياخذ'],
    ['بيسامحوا', 'يسامح'],
    ['ميفتحش', 'يفتح'],
    ['مادفعتش', 'دفع'],
    ['ينفعش', 'ينفع'],
    ['حجزت', 'حجز'],
    ['شحنتو', 'شحن'],
    ['عالعيادة', 'العيادة'],
    ['هالقانون', 'القانون'],
    ['كهربا', 'كهرباء'],
    ['المسا', 'المساء'],
  ])('%s may be %s', (word, other) => {
    expect([...findWordForms(fold(word)).keys()]).toContain(fold(other));
  });

  it.each(['museum', '2024', 'من', 'المتحف'])('takes %s for no form of another word', (word) => {
    expect([...findWordForms(fold(word)).keys()]).toEqual([]);
  });
});

describe('findRootForms', () => {
  it.each([
    ['دفع', 'مدفوع'],
    ['مفتوح', 'افتتاح'],
    ['تبديل', 'بدل'],
    ['مسروق', 'سرق'],
    ['صلح', 'اصلاح'],
  ])('%s and %s are of one root', (word, other) => {
    expect(findRootForms(word)).toContain(other);
  });

  it.each(['راح', 'كهرباء', 'ab', 'من'])('finds no root in %s', (word) => {
    expect(findRootForms(word)).toEqual([]);
  });
});

describe('findRelatedWords', () => {
  it.each([
    ['فلوس', 'مال'],
    ['موبايل', 'هاتف'],
    ['أسانسير', 'مصعد'],
    ['تلبيسة', 'تاج'],
    ['دواليب', 'إطار'],
    ['خصم', 'تخفيض'],
    ['price', 'fee'],
    ['paid', 'payment'],
  ])('%s may stand for %s', (word, other) => {
    const found = findRelatedWords(fold(word), new Set(['dialect', 'synonym']));
    expect(found.map(([related]) => related)).toContain(fold(other));
  });

  it('leaves out the tables that are not wanted', () => {
    expect(findRelatedWords(fold('فلوس'), new Set())).toEqual([]);
  });
});

describe('the tables', () => {
  it('have a word on either side of each equals sign', () => {
    const lines = (dialectVerbs + dialectNouns)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of lines) {
      const sides = line.split('=').map((side) => side.trim());
      expect(sides, line).toHaveLength(2);
      expect(
        sides.every((side) => side !== ''),
        line,
      ).toBe(true);
    }
  });

  it.each([
    ['office', officeSynonyms],
    ['everyday', everydaySynonyms],
    ['english', englishSynonyms],
  ])('of %s synonyms name no word twice in a line', (_, table) => {
    for (const line of table.split('\n')) {
      const words = line.split(' ').filter(Boolean);
      expect(new Set(words).size, line).toBe(words.length);
    }
  });
});
