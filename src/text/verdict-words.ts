import type { AnswerLanguage } from '../contracts/answer.js';

/** What is said where no answer is sure, at the terminal and on Discord alike. */
export interface VerdictWords {
  readonly unsure: string;
  readonly noAnswer: string;
}

export const verdictWords: Readonly<Record<AnswerLanguage, VerdictWords>> = {
  ar: {
    unsure: 'لست متأكدًا: قد تكون هذه هي الإجابة، فراجع المصدر.',
    noAnswer: 'لا توجد في المستندات إجابة عن هذا السؤال.',
  },
  en: {
    unsure: 'Not sure: this may be the answer. Check the source.',
    noAnswer: 'The documents hold no answer to this question.',
  },
};
