import type { AnswerLanguage } from '../contracts/answer.js';
import type { MissingRecognition, RecognitionLanguage, UnreadPage } from '../contracts/reading-notice.js';
import { count } from './count.js';

type Failure = Extract<UnreadPage, { code: 'page-failed' }>['failure'];

interface NoticeWords {
  /** Behind the number of the page. */
  readonly failures: Readonly<Record<Failure, string>>;
  readonly page: (number: number) => string;
  readonly givenUp: string;
  readonly limit: (pages: number) => string;
  readonly noOcr: string;
  readonly noLanguage: (languages: readonly RecognitionLanguage[], packages: string) => string;
}

const installAll = 'apt-get install tesseract-ocr tesseract-ocr-ara poppler-utils';

const english: NoticeWords = {
  failures: {
    time: 'takes longer to read by OCR than is allowed for a page',
    memory: 'takes more memory to read by OCR than is allowed for a page',
    output: 'gives more text by OCR than a page can hold',
    missing: 'could not be read by OCR (its program is gone)',
    failed: 'could not be read by OCR',
  },
  page: (number) => `page ${number}`,
  givenUp: 'and those behind it were not tried, after several that could not be read by OCR',
  limit: (pages) =>
    `and those behind it were not tried: ${count('en', pages, { one: 'page', other: 'pages' })} of a file are read by OCR`,
  noOcr: `OCR=auto finds nothing that reads pages here: install the program tesseract with its data for Arabic and English (on Debian and Ubuntu: ${installAll}).`,
  noLanguage: (languages, packages) => {
    const names = languages.map((language) => ({ ara: 'Arabic', eng: 'English' })[language]).join(' and ');
    return `OCR reads no ${names} here: install tesseract's data for it (on Debian and Ubuntu: apt-get install ${packages}).`;
  },
};

const pageForms = { one: 'صفحة واحدة', two: 'صفحتان', few: 'صفحات', many: 'صفحة', other: 'صفحة' };

const arabic: NoticeWords = {
  failures: {
    time: 'تستغرق قراءتها آليًا وقتًا أطول مما يُسمح به لصفحة',
    memory: 'تحتاج قراءتها آليًا إلى ذاكرة أكبر مما يُسمح به لصفحة',
    output: 'تعطي قراءتها آليًا نصًا أكثر مما تتسع له صفحة',
    missing: 'تعذّرت قراءتها آليًا (لم يعد برنامج القراءة موجودًا)',
    failed: 'تعذّرت قراءتها آليًا',
  },
  page: (number) => `الصفحة ${number}`,
  givenUp: 'وما بعدها لم تُقرأ، بعد صفحات عدة تعذّرت قراءتها آليًا',
  limit: (pages) => `وما بعدها لم تُقرأ: يُقرأ آليًا من كل ملف ${count('ar', pages, pageForms)} على الأكثر`,
  noOcr: `ضُبط OCR=auto وليس هنا ما يقرأ الصفحات المصورة: ثبّت برنامج tesseract مع بياناته للعربية والإنجليزية (في Debian وUbuntu: ${installAll}).`,
  noLanguage: (languages, packages) => {
    const names = languages.map((language) => ({ ara: 'العربية', eng: 'الإنجليزية' })[language]).join(' و');
    return `لا تُقرأ هنا صفحات مصورة باللغة ${names}: ثبّت بيانات tesseract لها (في Debian وUbuntu: apt-get install ${packages}).`;
  },
};

const noticeWords: Readonly<Record<AnswerLanguage, NoticeWords>> = { ar: arabic, en: english };

/** What kept pages from being read, as a sentence; of a page of a file one that follows the name of the file and a colon. */
export function describeNotice(notice: MissingRecognition | UnreadPage, language: AnswerLanguage): string {
  const words = noticeWords[language];
  switch (notice.code) {
    case 'no-ocr':
      return words.noOcr;
    case 'no-ocr-language': {
      const packages = notice.languages.map((code) => `tesseract-ocr-${code}`).join(' ');
      return words.noLanguage(notice.languages, packages);
    }
    case 'page-failed':
      return `${words.page(notice.page)} ${words.failures[notice.failure]}.`;
    case 'pages-given-up':
      return `${words.page(notice.page)} ${words.givenUp}.`;
    case 'page-limit':
      return `${words.page(notice.page)} ${words.limit(notice.limitPages)}.`;
  }
}
