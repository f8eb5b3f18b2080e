import type { AnswerLanguage } from '../contracts/answer.js';
import { tokenize } from './tokenize.js';
import { wordSet } from './word-set.js';

/** Words that next to every text of a language has, and that are no words of others in its script. */
const english = wordSet('the of and is are was were for with that this which');
const arabic = wordSet('في من على إلى عن مع هذا هذه التي الذي كان كانت');

const withArticle = /^[وفبكل]?(?:ال|لل)[ء-ي]{2}/u;

/** The language that most of the telling words of a text are of; undefined where it has none, as figures or French. */
export function languageOfText(text: string): AnswerLanguage | undefined {
  let arabicWords = 0;
  let englishWords = 0;
  for (const { folded } of tokenize(text)) {
    if (english.has(folded)) englishWords++;
    else if (arabic.has(folded) || withArticle.test(folded)) arabicWords++;
  }
  if (arabicWords === englishWords) return undefined;
  return arabicWords > englishWords ? 'ar' : 'en';
}

/** Whether a text is, as far as its words tell, in the other language of the two. */
export function isInOtherLanguage(text: string, language: AnswerLanguage): boolean {
  const own = languageOfText(text);
  return own !== undefined && own !== language;
}
