import { UsageError } from '../contracts/errors.js';
import { countOf } from '../text/count.js';

/** Longer questions are refused: they are texts, not questions. */
export const maxQuestionUnits = 1000;

/**
 * A question as it is asked: white space made single, control characters removed.
 * @throws UsageError for one of more than {@link maxQuestionUnits} UTF-16 units.
 */
export function cleanQuestion(question: string): string {
  const clean = question
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  if (clean.length > maxQuestionUnits) {
    throw new UsageError(
      `The question has ${countOf(clean.length, 'character')}; at most ${countOf(maxQuestionUnits, 'character')} are taken.`,
      'Ask it in fewer words.',
    );
  }
  return clean;
}
