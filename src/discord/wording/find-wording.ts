import type { AnswerLanguage } from '../../contracts/answer.js';
import { arabic } from './arabic.js';
import { english } from './english.js';
import type { Wording } from './wording.js';

const table: Readonly<Record<AnswerLanguage, Wording>> = { ar: arabic, en: english };

export function wordingOf(language: AnswerLanguage): Wording {
  return table[language];
}
