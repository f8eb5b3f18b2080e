import { describe, expect, it } from 'vitest';
import type { MissingRecognition, UnreadPage } from '../../src/contracts/reading-notice.js';
import { describeNotice } from '../../src/text/describe-notice.js';

const notices: readonly (MissingRecognition | UnreadPage)[] = [
  { code: 'no-ocr' },
  { code: 'no-ocr-language', languages: ['ara'] },
  { code: 'no-ocr-language', languages: ['ara', 'eng'] },
  ...(['time', 'memory', 'output', 'missing', 'failed'] as const).map((failure): UnreadPage => ({
    code: 'page-failed',
    page: 7,
    failure,
  })),
  { code: 'pages-given-up', page: 7 },
  { code: 'page-limit', page: 7, limitPages: 1000 },
];

describe('describeNotice', () => {
  it('has a sentence of its own for every notice in each language', () => {
    for (const language of ['ar', 'en'] as const) {
      const sentences = notices.map((notice) => describeNotice(notice, language));
      expect(new Set(sentences).size).toBe(notices.length);
      for (const sentence of sentences) expect(sentence).toMatch(/^[^\n]{10,300}[^.]\.$/);
    }
    for (const notice of notices) {
      expect(describeNotice(notice, 'ar')).toMatch(/^\p{Script=Arabic}/u);
      expect(describeNotice(notice, 'ar')).not.toMatch(/[?;,] /);
    }
  });

  it.each<[MissingRecognition | UnreadPage, string, string]>([
    [
      { code: 'no-ocr-language', languages: ['ara'] },
      "OCR reads no Arabic here: install tesseract's data for it (on Debian and Ubuntu: apt-get install tesseract-ocr-ara).",
      'لا تُقرأ هنا صفحات مصورة باللغة العربية: ثبّت بيانات tesseract لها (في Debian وUbuntu: apt-get install tesseract-ocr-ara).',
    ],
    [
      { code: 'page-failed', page: 2, failure: 'time' },
      'page 2 takes longer to read by OCR than is allowed for a page.',
      'الصفحة 2 تستغرق قراءتها آليًا وقتًا أطول مما يُسمح به لصفحة.',
    ],
    [
      { code: 'page-limit', page: 3, limitPages: 2 },
      'page 3 and those behind it were not tried: 2 pages of a file are read by OCR.',
      'الصفحة 3 وما بعدها لم تُقرأ: يُقرأ آليًا من كل ملف صفحتان على الأكثر.',
    ],
  ])('words %j', (notice, inEnglish, inArabic) => {
    expect(describeNotice(notice, 'en')).toBe(inEnglish);
    expect(describeNotice(notice, 'ar')).toBe(inArabic);
  });
});
