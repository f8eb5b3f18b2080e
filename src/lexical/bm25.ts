import { findSorted, type Postings } from './postings.js';

/**
 * Okapi BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
 * with the inverse document frequency that is never negative: ln(1 + (N − n + 0.5) / (n + 0.5)).
 */
export interface Bm25Parameters {
  readonly k1: number;
  readonly b: number;
}

/** A term of a question with its part in the score. */
export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

function inverseDocumentFrequency(passages: number, holding: number): number {
  return Math.log(1 + (passages - holding + 0.5) / (holding + 0.5));
}

/** How many passages hold a term. */
function documentFrequency(postings: Postings, term: number): number {
  const index = findSorted(postings.terms, term);
  return index < 0 ? 0 : postings.offsets[index + 1]! - postings.offsets[index]!;
}

/** Scores the passages of one field; made once an index, since it keeps the length part of the formula. */
export class Bm25Field {
  /** k1 · (1 − b + b · length / mean length), one a passage. */
  private readonly lengthNorms: Float32Array;

  constructor(
    readonly postings: Postings,
    private readonly parameters: Bm25Parameters,
  ) {
    const { lengths } = postings;
    let total = 0;
    for (const length of lengths) total += length;
    const mean = total / Math.max(1, lengths.length);
    const { k1, b } = parameters;
    this.lengthNorms = new Float32Array(lengths.length);
    for (let i = 0; i < lengths.length; i++) {
      this.lengthNorms[i] = k1 * (1 - b + (b * lengths[i]!) / Math.max(1e-9, mean));
    }
  }

  /** Adds to `scores` (one a passage) what `terms` give, times `fieldWeight`. */
  accumulate(scores: Float32Array, terms: readonly WeightedTerm[], fieldWeight: number): void {
    const { offsets, positions, frequencies, lengths } = this.postings;
    const { k1 } = this.parameters;
    for (const { term, weight } of terms) {
      const index = findSorted(this.postings.terms, term);
      if (index < 0) continue;
      const from = offsets[index]!;
      const to = offsets[index + 1]!;
      const idf = inverseDocumentFrequency(lengths.length, to - from);
      const factor = fieldWeight * weight * idf * (k1 + 1);
      for (let i = from; i < to; i++) {
        const position = positions[i]!;
        const frequency = frequencies[i]!;
        scores[position]! += (factor * frequency) / (frequency + this.lengthNorms[position]!);
      }
    }
  }

  /** What a passage of mean length would score that holds each of `terms` once. */
  ceiling(terms: readonly WeightedTerm[]): number {
    return terms.reduce((total, { term, weight }) => total + weight * this.rarity(term), 0);
  }

  /** How many passages hold a term. */
  frequency(term: number): number {
    return documentFrequency(this.postings, term);
  }

  /** Whether the passage at a position holds a term. */
  holds(term: number, position: number): boolean {
    const { terms, offsets, positions } = this.postings;
    const index = findSorted(terms, term);
    if (index < 0) return false;
    return findSorted(positions.subarray(offsets[index], offsets[index + 1]), position) >= 0;
  }

  /** The inverse document frequency of a term. */
  rarity(term: number): number {
    return inverseDocumentFrequency(this.postings.lengths.length, this.frequency(term));
  }
}
