import type { APIEmbedField } from 'discord.js';

import type { AnswerLanguage, GlossedWord } from '../../contracts/answer.js';
import { listComma } from '../../text/list-comma.js';
import type { Wording } from '../wording/wording.js';
import { directed, isolate } from './direction.js';
import { fitLine } from './escape-markdown.js';
import { maxFieldValue } from './limits.js';

const maxWord = 60;
const separator = ' · ';
const more = `${separator}…`;

/**
 * What the words of a quotation may mean, as a field that says so; with `…` where not all of them fit. Meanings come
 * first, so that the line runs in the direction of the reader's language.
 */
export function renderGloss(
  gloss: readonly GlossedWord[],
  language: AnswerLanguage,
  words: Wording,
): APIEmbedField {
  let value = directed(language, '');
  for (const [at, { word, meanings, isSpelled }] of gloss.entries()) {
    const said = meanings.map((meaning) => fitLine(meaning, maxWord, '–').markdown).join(listComma[language]);
    const own = isolate(fitLine(word, maxWord, '–').markdown);
    const part = `${at > 0 ? separator : ''}${isolate(`${isSpelled ? '\\~' : ''}${said} (${own})`)}`;
    const isLast = at === gloss.length - 1;
    if (value.length + part.length + (isLast ? 0 : more.length) > maxFieldValue) {
      value += more;
      break;
    }
    value += part;
  }
  const hasSounds = gloss.some(({ isSpelled }) => isSpelled);
  return { name: directed(language, words.answer.gloss(hasSounds)), value };
}
