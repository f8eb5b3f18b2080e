import type { Query } from '../contracts/query.js';
import type { FoldedToken } from '../contracts/token.js';
import { isIn, wordSet } from '../text/word-set.js';

const reasonLabels = wordSet('سبب السبب اسباب الاسباب العله لماذا cause causes reason reasons why because');
const procedureLabels = wordSet(
  'حل الحل الحلول علاج العلاج المعالجه طريقه الطريقه كيفيه خطوات الخطوات اجراء الاجراء العمل تصرف التصرف كيف ' +
    'تفعله تفعل نفعل تعمل المطلوب fix fixes solution remedy workaround steps procedure action do how',
);
const symptomLabels = wordSet(
  'عرض الاعراض اعراض المشكله مشكله العطل عطل الحاله symptom symptoms problem issue error fault',
);

/** Whether a label says that behind it stands what the question starts from, and not what it asks for. */
export function namesProblem(words: readonly FoldedToken[]): boolean {
  return words.some(({ folded }) => isIn(symptomLabels, folded));
}

const meaningHeaders = wordSet('معني المعني معناه معناها دلاله الدلاله meaning means');
/** Of a table of codes and lamps: what a code means is its cause. */
const causeHeaders = wordSet('السبب سبب cause');
const personHeaders = wordSet('المسوول المشرف المدرب المدرس الاسم من who person name responsible owner');
const placeHeaders = wordSet('المكان مكان القاعه الموقع العنوان where place location room');
const timeHeaders = wordSet(
  'موعد موعدها موعده الموعد وقت الوقت تاريخ التاريخ الساعه متي when date time deadline',
);

/**
 * Whether a label or the header of a column names what a question of this form asks for: the cause of a "why", the
 * remedy of a "what do I do".
 */
export function namesAskedForm(
  words: readonly FoldedToken[],
  { questionForm, askedValues }: Pick<Query, 'questionForm' | 'askedValues'>,
): boolean {
  const has = (set: ReadonlySet<string>): boolean => words.some(({ folded }) => isIn(set, folded));
  const [kind] = askedValues;
  if (questionForm === 'definition') return has(meaningHeaders) || has(causeHeaders);
  if (questionForm === 'reason') return has(reasonLabels);
  if (questionForm === 'procedure') return has(procedureLabels);
  if (questionForm === 'person') return has(personHeaders);
  if (questionForm === 'place') return has(placeHeaders);
  return (kind === 'date' || kind === 'time') && has(timeHeaders);
}
