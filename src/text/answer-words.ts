import type { AnswerLanguage } from '../contracts/answer.js';
import type { Reading } from '../contracts/document.js';

/** What is said around quotations, at the terminal and on Discord alike: one word for one thing. */
export interface AnswerWords extends Readonly<Record<Reading, string>> {
  readonly answer: string;
  readonly unsure: string;
  readonly noAnswer: string;
  /** In front of `shown` passages of which none is an answer. */
  readonly nearest: (shown: number) => string;
  /** In the middle of a sentence. */
  readonly confidence: string;
  readonly paragraph: (number: number) => string;
  readonly line: (number: number) => string;
  /** By what is printed on it. */
  readonly page: (label: string) => string;
  /** In brackets behind {@link page}, where another number is printed. */
  readonly pageOfFile: (number: number) => string;
  readonly slide: (number: number) => string;
  /** What the speaker noted for a slide. */
  readonly notes: string;
  readonly sheet: (name: string) => string;
  readonly row: (number: number) => string;
  /** Of a chapter without a title. */
  readonly chapter: (number: number) => string;
  /** Of a quotation in the other language than the question. */
  readonly sourceInOther: string;
  /** In place of {@link noAnswer} where the nearest passage is in the other language: less was looked for than there may be. */
  readonly noAnswerInOther: string;
  /** In front of what the words of a quotation may mean; `hasSounds`: some are only spelled, with `~` before them. */
  readonly gloss: (hasSounds: boolean) => string;
  /** In front of the paths of documents that hold the same passage. */
  readonly alsoIn: string;
}

export const answerWords: Readonly<Record<AnswerLanguage, AnswerWords>> = {
  ar: {
    answer: 'الإجابة',
    unsure: 'لست متأكدًا: قد تكون هذه هي الإجابة، فراجع المصدر.',
    noAnswer: 'لا توجد في المستندات إجابة عن هذا السؤال.',
    nearest: (shown) =>
      shown === 1 ? 'أقرب مقطع إليه، وقد لا يجيب عنه:' : 'أقرب المقاطع إليه، وقد لا تجيب عنه:',
    confidence: 'الثقة',
    paragraph: (number) => `الفقرة ${number}`,
    line: (number) => `السطر ${number}`,
    page: (label) => `ص. ${label}`,
    pageOfFile: (number) => `الصفحة ${number} من الملف`,
    slide: (number) => `الشريحة ${number}`,
    notes: 'ملاحظات المتحدث',
    sheet: (name) => `ورقة ${name}`,
    row: (number) => `الصف ${number}`,
    chapter: (number) => `الفصل ${number}`,
    repaired: 'رُمِّم نص الملف التالف',
    damaged: 'نص الملف تالف، فراجع المصدر',
    recognised: 'قُرئ آليًا من صورة',
    sourceInOther: 'المصدر بالإنجليزية.',
    noAnswerInOther:
      'لم أجد إجابة عن هذا السؤال. أقرب مقطع إليه بالإنجليزية، وقد تجد أكثر إن سألت بالإنجليزية.',
    gloss: (hasSounds) => `كلمة كلمة من معجم، وليست ترجمة${hasSounds ? ' (~ بحسب النطق)' : ''}`,
    alsoIn: 'ورد بنصه أيضًا في',
  },
  en: {
    answer: 'Answer',
    unsure: 'Not sure: this may be the answer. Check the source.',
    noAnswer: 'The documents hold no answer to this question.',
    nearest: (shown) =>
      shown === 1
        ? 'The nearest passage, which may not answer it:'
        : 'The nearest passages, which may not answer it:',
    confidence: 'confidence',
    paragraph: (number) => `paragraph ${number}`,
    line: (number) => `line ${number}`,
    page: (label) => `page ${label}`,
    pageOfFile: (number) => `page ${number} of the file`,
    slide: (number) => `slide ${number}`,
    notes: "speaker's notes",
    sheet: (name) => `sheet ${name}`,
    row: (number) => `row ${number}`,
    chapter: (number) => `chapter ${number}`,
    repaired: 'text layer repaired',
    damaged: 'text layer damaged: check the source',
    recognised: 'read by OCR',
    sourceInOther: 'The source is in Arabic.',
    noAnswerInOther:
      'No answer was found. The nearest passage is in Arabic: you may find more if you ask in Arabic.',
    gloss: (hasSounds) =>
      `Word by word from a dictionary, not a translation${hasSounds ? ' (~ by sound)' : ''}`,
    alsoIn: 'Also word for word in',
  },
};
