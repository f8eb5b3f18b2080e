import type { Span } from './span.js';

/** A term of a query and how much of it a text holds. */
export interface QueryTermMatch extends Span {
  /** As it stands in the corrected question, at `[start, end)` of it. */
  readonly word: string;
  /** Its part in the whole query, 0 to 1; rare words weigh more, stopwords next to nothing. */
  readonly weight: number;
  /** 1 where the text has the word in some form, less where it has some of its grams, 0 where it has none. */
  readonly share: number;
  /** The translation that the text has in place of the word; undefined where it has the word itself, or neither. */
  readonly translation?: string | undefined;
}

/** How much of a query a text holds. */
export interface QueryMatch {
  /** The weighted mean of the terms' shares, 0 to 1. */
  readonly coverage: number;
  readonly terms: readonly QueryTermMatch[];
}
