import type { AnswerLanguage } from '../../contracts/answer.js';
import type { FileProblem } from '../../contracts/file-problem.js';
import { describeProblem } from '../../text/file-problems/describe-problem.js';
import { fitLine } from './escape-markdown.js';

/** Longer than any of our clauses, whatever the parameters of a problem. */
const maxUnits = 240;

/** Why a file was passed over, as Markdown. */
export function showProblem(problem: FileProblem, language: AnswerLanguage): string {
  return fitLine(describeProblem(problem, language), maxUnits, '–').markdown;
}
