import { describe, expect, it } from 'vitest';
import { findAskedUnit, keepOfUnit } from '../../src/answers/asked-unit.js';
import { findEvidence } from '../../src/answers/evidence.js';
import { measureEvidenceNear, measureKin } from '../../src/answers/kinship.js';
import { skeletonOf } from '../../src/text/word-skeleton.js';
import { findWords } from '../../src/text/words.js';

function skeletons(text: string): string[] {
  return [...new Set(findWords(text).map(skeletonOf))];
}

function askedWords(text: string): ReadonlyMap<string, number> {
  const words = skeletons(text);
  return new Map(words.map((word) => [word, 1 / words.length]));
}

describe('skeletonOf', () => {
  it.each([
    'انتهي انتهى انتهاء الانتهاء ينتهي تنتهي ستنتهي',
    'اتجه تتجه يتجه التوجه توجه',
    'الأسلحة أسلحة التسليحي',
    'روسيا الروسي روسية',
    'المناورات مناورات',
    'وإيران إيران الإيرانية',
  ])('is one for the forms of a word: %s', (forms) => {
    expect(skeletons(forms)).toHaveLength(1);
  });

  it.each(['زار وزير', 'دعا عدا', 'Iran Iraq', '2020 2021', 'م ه'])('keeps %s apart', (words) => {
    expect(skeletons(words)).toHaveLength(2);
  });
});

describe('measureKin', () => {
  it('is the share of the question that a sentence has in any form', () => {
    const asked = askedWords('انتهي حظر الاسلحة');
    expect(measureKin(asked, findWords('بعد الانتهاء من الحظر التسليحي'))).toBeCloseTo(1);
    expect(measureKin(asked, findWords('بعد الحظر'))).toBeCloseTo(1 / 3);
    expect(measureKin(asked, [])).toBe(0);
    expect(measureKin(new Map(), findWords('بعد الحظر'))).toBe(0);
  });
});

describe('measureEvidenceNear', () => {
  const nearness = (question: string, text: string): number => {
    const words = findWords(text);
    return measureEvidenceNear(askedWords(question), words, findEvidence(text, 'date', words));
  };

  it('is larger for the date beside what was asked than for one at the other end', () => {
    const beside = 'قال السفير إن الحظر انتهى في أكتوبر 2020 بعد محادثات طويلة بين البلدين';
    const apart = 'في أكتوبر 2020 قال السفير بعد محادثات طويلة بين البلدين إن الحظر انتهى';
    expect(nearness('انتهى الحظر', beside)).toBeGreaterThan(1.5 * nearness('انتهى الحظر', apart));
  });

  it('is nothing without a date, or without a word of the question', () => {
    expect(nearness('انتهى الحظر', 'انتهى الحظر')).toBe(0);
    expect(nearness('انتهى الحظر', 'في أكتوبر 2020')).toBe(0);
  });
});

describe('findAskedUnit', () => {
  const keep = (question: string, text: string): string[] => {
    const words = findWords(text);
    const unit = findAskedUnit(question)!;
    return keepOfUnit(findEvidence(text, 'number', words), words, unit).map(({ start, end }) =>
      text.slice(start, end),
    );
  };

  it.each([
    ['كم سنة عمر التعاون؟', 'الحكومة الـ13 تتعاون منذ 50 عاما', ['50 عاما']],
    ['كم يوما استمرت؟', 'بعد 3 أسابيع استمرت أربعة أيام', ['أربعة أيام']],
    ['how many years did it last?', 'In 3 months and 12 years', ['12 years']],
    ['كم سنة عمره؟', 'استمر ثلاثة أيام', []],
  ])('%s: of "%s" %j', (question, text, expected) => {
    expect(keep(question, text)).toEqual(expected);
  });

  it.each(['كم عدد السكان؟', 'متى انتهت سنة الحظر؟', 'how did the years pass?', 'كم', ''])(
    'is none for %j',
    (question) => {
      expect(findAskedUnit(question)).toBeUndefined();
    },
  );
});
