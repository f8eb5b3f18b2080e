import type { AnswerLanguage } from '../../contracts/answer.js';
import type { FileProblem } from '../../contracts/file-problem.js';
import { arabic } from './arabic.js';
import { english } from './english.js';
import type { ProblemWording } from './problem-wording.js';

const wordings: Readonly<Record<AnswerLanguage, ProblemWording>> = { ar: arabic, en: english };

/**
 * Why a file is passed over and, where something can be done about it, what: in English a clause that follows the name of
 * the file ("is empty"), in Arabic one that follows the name and a colon ("فارغ").
 */
export function describeProblem(problem: FileProblem, language: AnswerLanguage): string {
  const wording = wordings[language][problem.code] as string | ((problem: FileProblem) => string);
  return typeof wording === 'string' ? wording : wording(problem);
}
