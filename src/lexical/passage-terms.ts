import type { AnswerLanguage } from '../contracts/answer.js';
import { termsOf } from '../text/terms.js';
import { tokenize } from '../text/tokenize.js';
import { maxFrequency } from './build-postings.js';
import type { LexicalPassage } from './lexical-builder.js';
import { tellLanguage } from './passage-languages.js';

/** The terms of one field of a passage: each with how often it stands there, and how many there are in all. */
export interface FieldTerms {
  readonly frequencies: ReadonlyMap<number, number>;
  /** Terms, repeated ones counted. */
  readonly length: number;
}

/** What a passage is found by, as an index that keeps passages one by one needs it. */
export interface PassageTerms {
  readonly stems: FieldTerms;
  readonly grams: FieldTerms;
  /** Undefined for one that is in neither language. */
  readonly language: AnswerLanguage | undefined;
}

function countTerms(terms: readonly number[]): FieldTerms {
  const frequencies = new Map<number, number>();
  for (const term of terms) {
    frequencies.set(term, Math.min(maxFrequency, (frequencies.get(term) ?? 0) + 1));
  }
  return { frequencies, length: terms.length };
}

/** The terms of a passage, as a `LexicalBuilder` counts them. */
export function findPassageTerms({ context, body }: Omit<LexicalPassage, 'id'>): PassageTerms {
  const words = [context, body].flatMap((text) => tokenize(text)).map((word) => termsOf(word));
  const stems = countTerms(words.map(({ stem }) => stem));
  const grams = countTerms(words.flatMap((word) => word.grams));
  return { stems, grams, language: tellLanguage((gram) => grams.frequencies.get(gram) ?? 0) };
}
