import type { AnswerLanguage } from '../contracts/answer.js';

const arabicLetters = /(?=\p{L})\p{Script=Arabic}/gu;
const letters = /\p{L}/gu;

/** Arabic where at least as many letters are Arabic as not, and any are; English words otherwise. */
export function detectLanguage(text: string): AnswerLanguage {
  const arabic = text.match(arabicLetters)?.length ?? 0;
  const all = text.match(letters)?.length ?? 0;
  return arabic > 0 && arabic * 2 >= all ? 'ar' : 'en';
}
