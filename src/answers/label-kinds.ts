import type { Query } from '../contracts/query.js';
import type { FoldedToken } from '../contracts/token.js';
import { isIn, wordSet } from '../text/word-set.js';

const reasonLabels = wordSet('سبب السبب اسباب الاسباب العله لماذا cause causes reason reasons why because');
const procedureLabels = wordSet(
  'حل الحل الحلول علاج العلاج المعالجه طريقه الطريقه كيفيه خطوات الخطوات اجراء الاجراء العمل تصرف التصرف كيف ' +
    'fix fixes solution remedy workaround steps procedure action do how',
);
const symptomLabels = wordSet(
  'عرض الاعراض اعراض المشكله مشكله العطل عطل الحاله symptom symptoms problem issue error fault',
);

/** Whether a label says that what is asked for stands behind it: the cause of a "why", the remedy of a "what do I do". */
export function namesAskedKind(
  words: readonly FoldedToken[],
  { answerType, answerShape }: Pick<Query, 'answerType' | 'answerShape'>,
): boolean {
  const has = (set: ReadonlySet<string>): boolean => words.some(({ folded }) => isIn(set, folded));
  if (answerType === 'reason') return has(reasonLabels);
  return answerShape.isExplanation && has(procedureLabels);
}

/** Whether a label says that behind it stands what the question starts from, and not what it asks for. */
export function namesProblem(words: readonly FoldedToken[]): boolean {
  return words.some(({ folded }) => isIn(symptomLabels, folded));
}
