import { expect, it } from 'vitest';
import type { Locator, Place } from '../../src/contracts/answer.js';
import { answerWords } from '../../src/text/answer-words.js';
import { describeHeading, describeLocation } from '../../src/text/describe-location.js';

const cases: readonly [given: Locator & Partial<Place>, english: string, arabic: string][] = [
  [{ line: 7 }, 'paragraph 3 · line 7', 'الفقرة 3 · السطر 7'],
  [{}, 'paragraph 3', 'الفقرة 3'],
  [{ page: { number: 12 }, section: 'المادة 5' }, 'page 12 · المادة 5', 'ص. 12 · المادة 5'],
  [{ page: { number: 12, label: '12' } }, 'page 12', 'ص. 12'],
  [{ page: { number: 14, label: 'xii' } }, 'page xii (page 14 of the file)', 'ص. xii (الصفحة 14 من الملف)'],
  [{ page: { number: 2 }, section: 'المادة 5', heading: 'المادة 5: نطاق' }, 'page 2', 'ص. 2'],
  [
    { page: { number: 2 }, section: 'المادة 5', heading: 'المادة 5:' },
    'page 2 · المادة 5',
    'ص. 2 · المادة 5',
  ],
  [{ format: 'epub', page: { number: 2, label: '11' } }, 'page 11', 'ص. 11'],
  [
    {
      format: 'epub',
      chapter: { number: 1, label: 'الباب الأول: النشأة' },
      page: { number: 2 },
      section: 'الباب الأول',
    },
    'الباب الأول: النشأة · page 2',
    'الباب الأول: النشأة · ص. 2',
  ],
  [{ format: 'csv', line: 7 }, 'line 7', 'السطر 7'],
  [{ title: 'المادة (5)', heading: 'المادة (5)', section: 'المادة (5)' }, 'paragraph 3', 'الفقرة 3'],
  [
    { page: { number: 2 }, title: 'Article 50 explained', section: 'Article 5' },
    'page 2 · Article 5',
    'ص. 2 · Article 5',
  ],
  [{ slide: 7 }, 'slide 7', 'الشريحة 7'],
  [{ slide: 7, inNotes: true }, "slide 7 · speaker's notes", 'الشريحة 7 · ملاحظات المتحدث'],
  [{ sheet: { number: 1, label: 'Prices', row: 14 } }, 'sheet Prices · row 14', 'ورقة Prices · الصف 14'],
  [{ sheet: { number: 2, row: 14 } }, 'sheet 2 · row 14', 'ورقة 2 · الصف 14'],
  [{ chapter: { number: 2 } }, 'chapter 2 · paragraph 3', 'الفصل 2 · الفقرة 3'],
  [{ chapter: { number: 2, label: 'Two' }, heading: 'Two' }, 'paragraph 3', 'الفقرة 3'],
  [{ chapter: { number: 2, label: 'Two' }, heading: 'B', page: { number: 4 } }, 'Two · page 4', 'Two · ص. 4'],
  [{ page: { number: 1 }, reading: 'recognised' }, 'page 1 · read by OCR', 'ص. 1 · قُرئ آليًا من صورة'],
  [
    { page: { number: 1 }, reading: 'damaged' },
    'page 1 · text layer damaged: check the source',
    'ص. 1 · نص الملف تالف، فراجع المصدر',
  ],
  [
    { page: { number: 1 }, reading: 'repaired' },
    'page 1 · text layer repaired',
    'ص. 1 · رُمِّم نص الملف التالف',
  ],
];

it.each(cases)('%o', (given, english, arabic) => {
  const place: Place = {
    documentId: 1,
    title: 'T',
    path: 'a',
    paragraph: 3,
    heading: undefined,
    ...given,
  };
  expect(describeLocation(place, answerWords.en).join(' · ')).toBe(english);
  expect(describeLocation(place, answerWords.ar).join(' · ')).toBe(arabic);
});

it('says a heading once', () => {
  const place: Place = { documentId: 1, title: 'T', path: 'a', paragraph: 3, heading: 'المادة 5:' };
  expect(describeHeading(place)).toBe('المادة 5:');
  expect(describeHeading({ ...place, section: 'المادة 5' })).toBeUndefined();
  expect(describeHeading({ ...place, section: 'المادة 5', heading: 'المادة 5: نطاق' })).toBe(
    'المادة 5: نطاق',
  );
  expect(describeHeading({ ...place, heading: 'T' })).toBeUndefined();
  const sheet = { number: 1, label: 'Prices', row: 2 };
  expect(describeHeading({ ...place, heading: 'Prices', sheet })).toBeUndefined();
  expect(describeHeading({ ...place, heading: 'Fruit', sheet })).toBe('Fruit');
});
