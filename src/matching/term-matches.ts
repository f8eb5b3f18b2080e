import type { Query } from '../contracts/query.js';
import type { FoldedToken } from '../contracts/token.js';
import { termsOf } from '../text/terms.js';
import { TermMap } from './term-map.js';

/** A word of a text that matches a term of a query. */
export interface TermMatch {
  /** Position among the words of the text. */
  readonly position: number;
  /** Position among the terms of the query. */
  readonly term: number;
  /** 1 for the term itself, in any form; less for one related to it. */
  readonly similarity: number;
}

/** The part of a stem's hash that the forward index keeps. Two stems that share it, which is rare, match each other. */
function shortStem(stem: number): number {
  return stem >>> 0;
}

/** The stem of each word, as the forward index keeps it. */
export function shortStemsOf(words: readonly FoldedToken[]): Uint32Array {
  return Uint32Array.from(words, (word) => shortStem(termsOf(word).stem));
}

/** Finds the words of texts that match a term of a query: by the same stem, or by one related to it. */
export class TermMatcher {
  /** Of each term of the query its part in the whole, by idf; they add up to 1, or are all 0. */
  readonly weights: readonly number[];
  private readonly byStem = new TermMap<Omit<TermMatch, 'position'>[]>();

  constructor({ terms }: Query) {
    const weights = terms.map(({ idf, weight }) => idf * weight);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.weights = weights.map((weight) => (total > 0 ? weight / total : 0));
    terms.forEach(({ stem, related, translations = [] }, term) => {
      this.add(stem, term, 1);
      for (const { stem: other, similarity } of translations) this.add(other, term, similarity);
      for (const { stem: other, similarity } of related) this.add(other, term, similarity);
    });
  }

  private add(stem: number, term: number, similarity: number): void {
    this.byStem.getOrMake(shortStem(stem), () => []).push({ term, similarity });
  }

  /** In a text given by {@link shortStemsOf} its words; in the order of the text. */
  findMatches(stems: Uint32Array): TermMatch[] {
    const matches: TermMatch[] = [];
    stems.forEach((stem, position) => {
      const terms = this.byStem.get(stem);
      if (!terms) return;
      for (const { term, similarity } of terms) matches.push({ position, term, similarity });
    });
    return matches;
  }
}

/** How much of a query matches from one position up to another make up, 0 to 1: each term counts by its most similar. */
export function softCoverage(
  matches: readonly Omit<TermMatch, 'position'>[],
  weights: readonly number[],
  from = 0,
  to = matches.length,
): number {
  if (from === to) return 0;
  const most = new Array<number>(weights.length).fill(0);
  for (let at = from; at < to; at++) {
    const { term, similarity } = matches[at]!;
    if (similarity > most[term]!) most[term] = similarity;
  }
  return weights.reduce((sum, weight, term) => sum + weight * most[term]!, 0);
}
