import type { AnswerShape } from '../contracts/query.js';
import type { FoldedToken } from '../contracts/token.js';
import { isIn, wordSet } from '../text/word-set.js';
import { questionWords, type ExpectedAnswerType } from './question-words.js';

/** Nouns that stand for several things. */
const plurals = wordSet(
  'انواع الانواع اسباب الاسباب اهداف الاهداف مكونات المكونات فوايد الفوايد شروط الشروط مراحل المراحل اعراض الاعراض ' +
    'خصايص الخصايص اقسام الاقسام طرق الطرق اثار الاثار نتايج النتايج مميزات المميزات اركان الاركان عناصر العناصر ' +
    'اعضاء الاعضاء دول الدول مدن المدن اسماء الاسماء خطوات الخطوات وظايف الوظايف ادوار اجزاء الاجزاء لغات اللغات ' +
    'مصادر المصادر عوامل العوامل مبادئ المبادئ بنود البنود حقوق الحقوق واجبات الواجبات وثايق الوثايق مستندات المستندات ' +
    'اشكال الاشكال ابواب فصول اعمال الاعمال مؤلفات كتب الكتب جوايز الجوايز مهام المهام اضرار الاضرار ايام الايام ' +
    'types kinds causes reasons goals components benefits conditions stages symptoms features parts effects results steps ' +
    'countries cities languages members names elements principles rights duties documents requirements rules ways',
);
const lists = wordSet('اذكر اذكري عدد عددي سم list name enumerate mention');
/** Behind "what", in English: "what are". */
const areWords = wordSet('are were');

/** The words of a question that may say that it asks for several things. */
const opening = 6;

/** What the words of a question let its answer consist of. */
export function findAnswerShape(question: readonly FoldedToken[], type: ExpectedAnswerType): AnswerShape {
  const head = question.slice(0, opening).map(({ folded }) => folded);
  const isCount = type === 'number' || type === 'date';
  const first = head[0] ?? '';
  return {
    isList:
      !isCount &&
      (head.some((word) => isIn(plurals, word)) ||
        (lists.has(first) && head.length > 1) ||
        (questionWords.what.has(first) && areWords.has(head[1] ?? ''))),
    isExplanation: type === 'reason' || (head.some((word) => questionWords.how.has(word)) && !isCount),
  };
}
