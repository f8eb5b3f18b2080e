import type { AnswerLanguage, GlossedWord } from '../contracts/answer.js';
import { answerWords } from '../text/answer-words.js';
import { listComma } from '../text/list-comma.js';
import { isolate, sanitizeLine, showName } from './sanitize.js';
import type { Style } from './style.js';

/**
 * What the words of a quotation may mean, in one line that says so. Meanings come first, so that the line runs in the
 * direction of the reader's language; the word that each stands for follows, isolated.
 */
export function renderGloss(gloss: readonly GlossedWord[], language: AnswerLanguage, style: Style): string {
  const label = answerWords[language].gloss(gloss.some(({ isSpelled }) => isSpelled));
  const words = gloss.map(({ word, meanings, isSpelled }) => {
    const said = meanings.map(sanitizeLine).join(listComma[language]);
    return isolate(`${isSpelled ? '~' : ''}${said} (${showName(word)})`);
  });
  return style.dim(`${label}: ${words.join(' · ')}`);
}
