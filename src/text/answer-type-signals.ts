import type { ValueKind } from '../contracts/value.js';
import { findDates } from './dates.js';
import { findNumbers } from './numbers.js';
import { tokenize } from './tokenize.js';

/** What a sentence may have that a question may ask for, as bits. A year is a date that tells its year. */
export const answerTypeSignals = { year: 1, number: 2 } as const;

/** Kinds of values that need no digits. */
const wordKinds: ReadonlySet<ValueKind> = new Set<ValueKind>(['weekday', 'email', 'url']);

/**
 * The bits of what a sentence must have to answer a question for values of these kinds, the likeliest first; 0 where
 * there is no sure signal.
 */
export function signalsFor([likeliest]: readonly ValueKind[]): number {
  if (likeliest === undefined || wordKinds.has(likeliest)) return 0;
  return likeliest === 'date' ? answerTypeSignals.year : answerTypeSignals.number;
}

/** The bits of what a sentence has. */
export function findSignals(sentence: string): number {
  const words = tokenize(sentence);
  const dates = findDates(sentence, words);
  const year = dates.some(({ tellsYear }) => tellsYear) ? answerTypeSignals.year : 0;
  const number = findNumbers(sentence, words, dates).length > 0 ? answerTypeSignals.number : 0;
  return year | number;
}
