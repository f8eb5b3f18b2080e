import type { Span } from './span.js';

/** A word folded for matching. */
export interface FoldedToken {
  readonly folded: string;
  /** Of `folded`, 32 bits: for tables of words. */
  readonly hash: number;
}

/** A word of a text with the span it was read from. */
export interface Token extends FoldedToken, Span {}
