import type { Verdict } from '../contracts/verdict.js';

export const verdicts = ['answered', 'unsure', 'no-answer'] as const satisfies readonly Verdict[];

/**
 * From this confidence on, what was found is shown as a candidate. Chosen on development questions, so that "no answer"
 * is right six times out of seven and withholds the right sentence three times in a hundred (scripts/experiments). It
 * is no setting: whoever wants more or fewer sure answers moves the threshold.
 */
export const unsureFrom = 0.1;

/** `threshold`: lowest confidence that counts as an answer, 0 to 1. */
export function verdictOf(confidence: number, threshold: number): Verdict {
  if (confidence >= threshold) return 'answered';
  return confidence >= unsureFrom ? 'unsure' : 'no-answer';
}
