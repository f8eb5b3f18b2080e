import type { ExpectedAnswerType } from '../contracts/query.js';
import type { Span } from '../contracts/span.js';
import type { Token } from '../contracts/token.js';
import { findDates } from './dates.js';
import { findNumbers } from './numbers.js';
import { tokenize } from './tokenize.js';

/** What a sentence may have that a question may ask for, as bits. A year is a date that tells its year. */
export const answerTypeSignals = { year: 1, number: 2 } as const;

/** The bits of what a sentence must have to answer a question of this type; 0 where there is no sure signal. */
export function signalsFor(type: ExpectedAnswerType): number {
  if (type === 'date') return answerTypeSignals.year;
  return type === 'number' ? answerTypeSignals.number : 0;
}

/** The bits of what a sentence has. */
export function findSignals(sentence: string): number {
  const words = tokenize(sentence);
  const dates = findDates(sentence, words);
  const year = dates.some(({ tellsYear }) => tellsYear) ? answerTypeSignals.year : 0;
  const number = findNumbers(sentence, words, dates).length > 0 ? answerTypeSignals.number : 0;
  return year | number;
}

/** The dates of `text` for a question of type `date`, its numbers for `number`, in order; none for other types. */
export function findValues(
  text: string,
  type: ExpectedAnswerType,
  words: readonly Token[] = tokenize(text),
): Span[] {
  const found = type === 'date' ? findDates(text, words) : type === 'number' ? findNumbers(text, words) : [];
  // A word's span takes in the marks behind it, of which the byte order mark counts as white space.
  return found.map(({ start, end }) => ({ start, end: start + text.slice(start, end).trimEnd().length }));
}
