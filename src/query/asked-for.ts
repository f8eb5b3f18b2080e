import type { AskedFor, QuestionForm } from '../contracts/query.js';
import type { FoldedToken } from '../contracts/token.js';
import { findSectionReferences } from '../text/section-numbers.js';
import { tokenize } from '../text/tokenize.js';
import type { Token } from '../contracts/token.js';
import { findAnswerShape } from './answer-shape.js';
import { findAnswerType } from './answer-type.js';
import { findAskedSense } from './asked-values.js';
import {
  asksForList,
  asksForSeveral,
  asksWhatToDo,
  asksWhether,
  asksForReason,
  asksForMeaning,
  tellsWhatPartSays,
} from './question-forms.js';

/** Parts of documents whose text may be asked for by their number alone. */
const quotable: ReadonlySet<string> = new Set([
  'article',
  'part',
  'chapter',
  'section',
  'clause',
  'paragraph',
  'annex',
]);

function formOf(text: string, words: readonly Token[], hasValues: boolean): QuestionForm {
  const type = findAnswerType(words);
  const folded = words.map((word: FoldedToken) => word.folded);
  const sections = findSectionReferences(text, words).filter(({ kind }) => quotable.has(kind));
  if (sections.length > 0 && (tellsWhatPartSays(folded) || isLittleMore(words, sections))) return 'section';
  if (asksWhether(text, folded, hasValues)) return 'yes-no';
  if (type === 'reason' || asksForReason(folded)) return 'reason';
  if (asksForMeaning(folded)) return 'definition';
  if (asksWhatToDo(folded)) return 'procedure';
  if (asksForSeveral(folded)) return 'list';
  if (hasValues) return 'value';
  if (findAnswerShape(words, type).isList || asksForList(folded)) return 'list';
  if (type === 'definition') return isOfSomething(folded) ? 'other' : 'definition';
  if (type === 'person' || type === 'place') return type;
  return 'other';
}

/** "what is the password of the page": one thing of another, and not what a password is. */
function isOfSomething(words: readonly string[]): boolean {
  const the = words.indexOf('the');
  return (
    the >= 0 && the <= 2 && words.slice(the).some((word) => word === 'of' || word === 'in' || word === 'for')
  );
}

/** Whether a question is hardly more than the name of a part: "المادة 15؟", "نص المادة 15". */
function isLittleMore(words: readonly Token[], sections: readonly { start: number; end: number }[]): boolean {
  const outside = words.filter(
    ({ start, end }) => !sections.some((each) => each.start <= start && end <= each.end),
  );
  return outside.length <= 1;
}

/** What a question asks for. */
export function findAskedFor(question: string, words: readonly Token[] = tokenize(question)): AskedFor {
  const sense = findAskedSense(words.map(({ folded }) => folded));
  const questionForm = formOf(question, words, (sense?.values.length ?? 0) > 0);
  const isValue = questionForm === 'value';
  return {
    questionForm,
    askedValues: isValue ? (sense?.values ?? []) : [],
    askedDimension: isValue ? sense?.dimension : undefined,
  };
}
