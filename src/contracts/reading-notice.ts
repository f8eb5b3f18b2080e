/** A language that pages are recognised in, as tesseract names it. */
export type RecognitionLanguage = 'ara' | 'eng';

/** What keeps pages that are pictures from being read: nothing reads them here, or not in these languages. */
export type MissingRecognition =
  | { readonly code: 'no-ocr' }
  | { readonly code: 'no-ocr-language'; readonly languages: readonly RecognitionLanguage[] };

/** A page of a file that was to be recognised and was not; `page` is its number in the file, from 1. */
export type UnreadPage =
  | {
      readonly code: 'page-failed';
      readonly page: number;
      /** `output`: more text than is taken of a page; `missing`: the program that reads pages is gone. */
      readonly failure: 'time' | 'memory' | 'output' | 'missing' | 'failed';
    }
  /** This page and those behind it were not tried, after several that failed. */
  | { readonly code: 'pages-given-up'; readonly page: number }
  /** This page and those behind it were not tried: so many pages of a file are recognised. */
  | { readonly code: 'page-limit'; readonly page: number; readonly limitPages: number };

/** What an operator should know of a run beside its files. `path`: of the file that it is about. */
export type ReadingNotice = MissingRecognition | (UnreadPage & { readonly path: string });
