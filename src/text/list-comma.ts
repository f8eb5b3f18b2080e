import type { AnswerLanguage } from '../contracts/answer.js';

/** Between the items of a list in a line, with the space behind it. */
export const listComma: Readonly<Record<AnswerLanguage, string>> = { ar: '، ', en: ', ' };
