import type { AnswerLanguage } from '../contracts/answer.js';

/** What only the terminal says: there is no passage to show either. */
export const nothingNear: Readonly<Record<AnswerLanguage, string>> = {
  ar: 'وليس فيها ما يقاربه.',
  en: 'Nothing in them comes near it either.',
};
