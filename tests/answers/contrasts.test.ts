import { expect, it } from 'vitest';
import { ContrastFinder } from '../../src/answers/contrasts.js';
import { tokenize } from '../../src/text/tokenize.js';

it.each([
  ['متى يفتح المتحف يوم الجمعة؟', ['ويغلق المتحف يوم الثلاثاء'], true],
  ['متى يفتح المتحف يوم الجمعة؟', ['يفتح المتحف', 'الجمعة: من 15:00'], false],
  ['متى يفتح المتحف يوم الجمعة؟', ['يفتح المتحف في الثالثة'], false],
  ['ما عقوبة المخالفة الثانية؟', ['المرة الأولى: إنذار'], true],
  ['ما عقوبة المخالفة الثانية؟', ['المرة الأولى: إنذار', 'المرة الثانية: حسم يوم'], false],
  ['what does the green light mean', ['red: no paper'], true],
  ['ما معنى الضوء الأخضر؟', ['Green | ready'], false],
  ['how many people work there', ['red: no paper, on Monday'], false],
])('%s %j: %s', (question, texts, expected) => {
  const finder = new ContrastFinder(tokenize(question));
  expect(finder.contradicts(texts.map((text) => ({ words: tokenize(text) })))).toBe(expected);
});
