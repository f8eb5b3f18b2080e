import type { AnswerLanguage } from '../contracts/answer.js';
import { verdictWords } from '../text/verdict-words.js';

/** The words around quotations, in the language of the question. */
export interface AnswerWords {
  readonly answer: string;
  readonly unsure: string;
  readonly noAnswer: string;
  readonly nearest: string;
  readonly nothingNear: string;
  readonly confidence: (percent: number) => string;
  readonly paragraph: (number: number) => string;
  readonly line: (number: number) => string;
  readonly alsoIn: string;
}

const english: AnswerWords = {
  answer: 'Answer',
  ...verdictWords.en,
  nearest: 'The nearest passages, which may not answer it:',
  nothingNear: 'Nothing in them comes near it either.',
  confidence: (percent) => `confidence ${percent} %`,
  paragraph: (number) => `paragraph ${number}`,
  line: (number) => `line ${number}`,
  alsoIn: 'also in',
};

const arabic: AnswerWords = {
  answer: 'الجواب',
  ...verdictWords.ar,
  nearest: 'أقرب المقاطع، وقد لا تجيب عنه:',
  nothingNear: 'وليس فيها ما يقاربه.',
  confidence: (percent) => `الثقة ${percent} %`,
  paragraph: (number) => `الفقرة ${number}`,
  line: (number) => `السطر ${number}`,
  alsoIn: 'وكذلك في',
};

export const answerWords: Readonly<Record<AnswerLanguage, AnswerWords>> = { ar: arabic, en: english };
