import { expect, it } from 'vitest';
import type { Query } from '../../src/contracts/query.js';
import { namesOthers } from '../../src/answers/numbered-names.js';
import { termsOf } from '../../src/text/terms.js';
import { tokenize } from '../../src/text/tokenize.js';

it.each([
  ['كم سعر ثريا 4؟', ['سهيل 4 | ثريا 5 | ثريا برو', 'السعر | 2,480'], true],
  ['كم سعر ثريا 5؟', ['سهيل 4 | ثريا 5 | ثريا برو'], false],
  ['كم سعر ثريا 4؟', ['السعر 2480'], false],
  ['where is room ٤?', ['Room 12 is upstairs.'], true],
  ['where is room 4?', ['Room 12 is above room 4.'], false],
  ['how much is it in 2024?', ['in 2023 it was 5'], false],
  ['ما جزاء التأخر للمرة الخامسة؟', ['المرة الأولى: تنبيه شفوي.', 'المادة الخامسة: التأخر'], true],
  ['ما جزاء التأخر للمرة الثالثة؟', ['المرة الثالثة: حسم ربع يوم.'], false],
  ['عقوبة التدخين تالت مرة؟', ['حسم يومين في المرة الأولى، والفصل في المرة الثانية.'], true],
  ['عقوبة التأخر تاني مرة؟', ['المرة الثانية: إنذار كتابي.'], false],
  ['what is the fine the third time?', ['10 crowns the first time, 20 the second time'], true],
  ['متى يصل القطار 813؟', ['رقم القطار    811    813    815'], false],
  ['متى يصل القطار 823؟', ['رقم القطار    811    813    815'], true],
  ['متى حكم فلاد الثالث؟', ['حكم فلاد الثاني قبله'], false],
  // Years and amounts are no names.
  ['ماذا حدث عام 1990؟', ['عام 1967 وعام 1973'], false],
  ['how far is 30 km?', ['12 km'], false],
])('%s %j: %s', (question, texts, expected) => {
  expect(
    namesOthers(
      { corrected: question, tokens: tokenize(question), terms: [] },
      texts.map((text) => ({ text, words: tokenize(text) })),
    ),
  ).toBe(expected);
});

it('knows a name by its translations', () => {
  const corrected = 'what does the Suhail 6 weigh';
  const tokens = tokenize(corrected);
  const stemOf = (word: string): number => termsOf(tokenize(word)[0]!).stem;
  const terms: Query['terms'] = tokens.map((token) => ({
    token,
    stem: termsOf(token).stem,
    idf: 1,
    weight: 1,
    grams: [],
    related: [],
    synonyms: [],
    translations: token.folded === 'suhail' ? [{ stem: stemOf('سهيل'), form: 'سهيل', similarity: 1 }] : [],
    standIns: [],
  }));
  const texts = (text: string) => [{ text, words: tokenize(text) }];
  expect(namesOthers({ corrected, tokens, terms }, texts('وزن سهيل 5'))).toBe(true);
  expect(namesOthers({ corrected, tokens, terms }, texts('وزن سهيل ٦'))).toBe(false);
});
