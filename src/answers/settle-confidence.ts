import type { Citation } from '../contracts/answer.js';
import type { Query } from '../contracts/query.js';
import { readNumbers } from '../text/read-numbers.js';
import { tokenize } from '../text/tokenize.js';
import { hasDigit } from '../text/word-set.js';
import type { ConfidenceFeatures } from './confidence.js';
import type { RatedSentence } from './rate-passage.js';

/** An answer about another thing of its kind is not sure at the usual threshold, however much of the question it holds. */
const ofAnother = 0.4;
/** Where a size, a number or an address is asked for, and no number is there, there is no answer. */
const withoutValue = 0.1;
/** A part that is asked for by its number, and that one document alone has, is found. */
const foundByNumber = 0.8;

/** Kinds of values that are never told without a number: a price may be "all of it", a time a condition. */
const numeric: ReadonlySet<string> = new Set(['duration', 'measure', 'phone', 'percent']);

/** What settles the confidence in an answer beside what its model weighs. */
export interface Settlement {
  readonly query: Pick<Query, 'questionForm' | 'askedValues' | 'askedDimension' | 'tokens'>;
  readonly best: RatedSentence;
  readonly features: ConfidenceFeatures;
  /** All that were rated. */
  readonly sentences: readonly RatedSentence[];
  /** What would be shown as the answer. */
  readonly answering: Pick<Citation, 'answerSpans'>;
}

/** "مجاناً", "free": a price without a number. */
const noPrice = /مجان|لا شي|free|none|nothing|no (?:fee|charge|extra)/iu;

/** Whether what is marked as the answer has a number, in digits or in words, that the question has not, or says that there is no price. */
function tellsNumber({ query: { tokens }, best, answering: { answerSpans } }: Settlement): boolean {
  const { text } = best.candidate.document;
  const marked = answerSpans.map(({ start, end }) => text.slice(start, end)).join('\n');
  const words = tokenize(marked);
  const asked = new Set(tokens.map(({ folded }) => folded));
  const numbers = readNumbers(marked, words).map(({ first }) => words[first]!);
  const digits = words.filter(({ folded }) => hasDigit(folded));
  return noPrice.test(marked) || [...numbers, ...digits].some(({ folded }) => !asked.has(folded));
}

/** Whether an answer is about another thing than the question names: another number, another of a kind, an empty cell. */
export function isOfAnother(features: ConfidenceFeatures): boolean {
  const { namesOthers, lacksNumber, contradicts, emptyCell, isOfAnother: isNamedOther } = features;
  // A weekday or a rank alone does not settle it: running text names several.
  const isOutOfScope = contradicts > 1;
  return isOutOfScope || [namesOthers, lacksNumber, emptyCell, isNamedOther].some((each) => each > 0);
}

/** Whether one document alone has the part that is asked for by its number. */
function isSole({ best, sentences }: Settlement): boolean {
  return sentences.every(
    ({ candidate, features }) =>
      features.inAskedSection === 0 || candidate.document.id === best.candidate.document.id,
  );
}

/** Whether a size is asked for, and running text has a number without a unit, which may count anything. */
function hasNoUnit({ query, best: { features } }: Settlement): boolean {
  const isBareNumber = features.askedValue > 0 && features.askedValue < 1;
  const isRunning = features.isTableRow === 0 && features.isField === 0;
  return (
    query.askedDimension !== undefined && query.askedValues[0] === 'measure' && isBareNumber && isRunning
  );
}

/** The confidence that the model estimates, settled where something is plainer than all that it weighs. */
export function settleConfidence(estimated: number, settlement: Settlement): number {
  const { query, features } = settlement;
  if (query.questionForm === 'section') {
    if (features.inAskedSection === 0) return estimated * ofAnother;
    return isSole(settlement) ? Math.max(estimated, foundByNumber) : estimated;
  }
  const [asked] = query.askedValues;
  const isUnvalued = asked !== undefined && features.noAskedValue > 0 && !tellsNumber(settlement);
  if (isUnvalued && numeric.has(asked)) return estimated * withoutValue;
  const isAmiss = (isUnvalued && asked === 'money') || hasNoUnit(settlement) || isOfAnother(features);
  return isAmiss ? estimated * ofAnother : estimated;
}
