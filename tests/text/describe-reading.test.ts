import { describe, expect, it } from 'vitest';
import type { ParseRemark, ReadSummary } from '../../src/contracts/document.js';
import { describeAllReading, describeReading } from '../../src/text/describe-reading.js';

const summaryOf = (given: Partial<ReadSummary>): ReadSummary => ({
  path: 'a',
  format: 'pdf',
  headings: 0,
  parts: {},
  remarks: [],
  ...given,
});
const remarkOf = (
  code: ParseRemark['code'],
  parts: readonly number[],
  format: ReadSummary['format'] = 'pdf',
) =>
  (['en', 'ar'] as const).map((language) =>
    describeReading(summaryOf({ format, remarks: [{ code, parts }] }), language),
  );

describe('describeReading', () => {
  it.each<[ParseRemark['code'], number[], ReadSummary['format'], string, string]>([
    ['scanned', [3], 'pdf', 'page 3 has no text layer (scan)', 'الصفحة 3 بلا طبقة نص (مصورة)'],
    [
      'scanned',
      [3, 5, 6, 7],
      'pdf',
      'pages 3, 5–7 have no text layer (scans)',
      'الصفحات 3، 5–7 بلا طبقة نص (مصورة)',
    ],
    ['blank', [2], 'pdf', 'page 2 is blank', 'الصفحة 2 فارغة'],
    ['recognised', [1, 2], 'pdf', 'pages 1–2 were read by OCR', 'الصفحات 1–2 قُرئت آليًا من صور'],
    [
      'illegible',
      [4],
      'pdf',
      'page 4 is a scan on which OCR could make nothing out',
      'الصفحة 4 مصورة تعذرت قراءتها آليًا',
    ],
    ['repaired', [], 'pdf', 'text layer repaired', 'رُمِّم نص الملف التالف'],
    ['hidden', [2], 'xlsx', 'sheet 2 is hidden and was left out', 'الورقة 2 مخفية وقد تُركت'],
    ['hidden', [1, 4], 'pptx', 'slides 1, 4 are hidden and were left out', 'الشرائح 1، 4 مخفية وقد تُركت'],
    [
      'cut-off',
      [5001],
      'pdf',
      'page 5001 and what follows was not read (limit)',
      'لم تُقرأ الصفحة 5001 وما بعدها (الحد الأقصى)',
    ],
    ['cut-off', [], 'docx', 'too long: the end was not read', 'طويل جدًا، فلم تُقرأ نهايته'],
    ['misnamed', [], 'pdf', 'is a PDF file, whatever its name says', 'هو ملف PDF أيًا كان اسمه'],
  ])('%s of %j in %s', (code, parts, format, english, arabic) => {
    expect(remarkOf(code, parts, format)).toEqual([english, arabic]);
  });

  it('counts, and says nothing where there is nothing to say', () => {
    const summary = summaryOf({ parts: { page: 12 }, headings: 34 });
    expect(describeReading(summary, 'en')).toBe('12 pages, 34 headings');
    expect(describeReading(summary, 'ar')).toBe('12 صفحة، 34 عنوانًا');
    expect(describeReading(summaryOf({ format: 'docx' }), 'en')).toBe('');
    expect(describeAllReading([summaryOf({ format: 'docx', headings: 2 })], 'en')).toBe('');
  });

  it('is short, however many pages there are to name', () => {
    const parts = Array.from({ length: 2000 }, (_, i) => 2 * i + 1);
    for (const text of remarkOf('scanned', parts)) expect(text.length).toBeLessThan(100);
  });

  it('adds up what is without text', () => {
    const read = [
      summaryOf({ parts: { page: 10 }, remarks: [{ code: 'scanned', parts: [1, 2] }] }),
      summaryOf({ parts: { page: 2 }, headings: 1, remarks: [{ code: 'blank', parts: [2] }] }),
    ];
    expect(describeAllReading(read, 'en')).toBe('12 pages, 1 heading, 3 pages without text');
    expect(describeAllReading(read, 'ar')).toBe('12 صفحة، عنوان واحد، منها 3 صفحات بلا نص');
  });
});
