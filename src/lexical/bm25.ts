import type { TranslatedWord, WeightedTerm } from '../contracts/query.js';
import { findSorted } from '../text/find-sorted.js';
import { PostingsReader, type Postings } from './postings.js';
import { ScoreAccumulator } from './score-accumulator.js';

/**
 * Okapi BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
 * with the inverse document frequency that is never negative: ln(1 + (N − n + 0.5) / (n + 0.5)).
 */
export interface Bm25Parameters {
  readonly k1: number;
  readonly b: number;
}

/** A term by its position in a field, and the part of a word that it makes up. */
interface HeldTerm {
  readonly index: number;
  readonly part: number;
}

/** What one term of a question adds to the scores of passages. */
export interface TermScorer {
  /** How many passages hold the term. */
  readonly count: number;
  /** No passage is given more. */
  readonly bound: number;
  /** Adds to the scores what the term gives. */
  addToAll(scores: ScoreAccumulator): void;
  /** Adds what the term gives to a few passages alone, in ascending order; `scores` has one a passage. */
  addTo(scores: Float32Array, docIds: Uint32Array): void;
}

/** Chosen on the development questions; see the table in scripts/experiments. */
export const bm25Parameters: Bm25Parameters = { k1: 0.9, b: 0.8 };

/** The weight of the field of grams; that of stems is 1. Chosen likewise. */
export const gramWeight = 0.8;

/**
 * So many passages more are assumed, which hold none of the terms: in an index of two passages a word of both would weigh
 * next to nothing against one of neither. Among hundreds it makes no difference. With two or more, a copy of a file changes
 * no answer of tests/cases; of two, four and twenty, four answer most of the seed article and least of what it does not say.
 */
const assumedPassages = 4;

export function inverseDocumentFrequency(passages: number, holding: number): number {
  return Math.log(1 + (passages + assumedPassages - holding + 0.5) / (holding + 0.5));
}

/** The length part of the formula: k1 · (1 − b + b · length / mean length). */
export function lengthNorm({ k1, b }: Bm25Parameters, length: number, meanLength: number): number {
  return k1 * (1 - b + (b * length) / meanLength);
}

/** The mean length of the passages of a field, never 0. */
export function meanLengthOf(totalLength: number, passages: number): number {
  return Math.max(1e-9, totalLength / Math.max(1, passages));
}

/**
 * The most that frequency / (frequency + norm) comes to: the frequency is at most the maximal relative term
 * frequency times the length, and what it leaves of k1 · (1 − b) is nothing or more.
 */
export function maxTfComponent({ k1, b }: Bm25Parameters, maxRelativeTf: number, meanLength: number): number {
  return 1 / (1 + (k1 * b) / (maxRelativeTf * meanLength));
}

/** Scores the passages of one field; made once an index, since it keeps the length part of the formula. */
export class Bm25Field {
  /** k1 · (1 − b + b · length / mean length), one a passage. */
  private readonly lengthNorms: Float32Array;
  private readonly meanLength: number;
  private readonly reader: PostingsReader;
  /** Frequencies of what stands for one word, one a passage; 0 but while they are added up. */
  private sums: ScoreAccumulator | undefined;

  constructor(
    private readonly postings: Postings,
    private readonly parameters: Bm25Parameters,
  ) {
    const { lengths } = postings;
    let total = 0;
    for (const length of lengths) total += length;
    this.meanLength = meanLengthOf(total, lengths.length);
    this.lengthNorms = new Float32Array(lengths.length);
    for (let i = 0; i < lengths.length; i++) {
      this.lengthNorms[i] = lengthNorm(parameters, lengths[i]!, this.meanLength);
    }
    this.reader = new PostingsReader(postings);
  }

  /** One scorer for each of `terms` that gives anything; what they give is times `fieldWeight`. */
  scorersOf(terms: readonly WeightedTerm[], fieldWeight: number): TermScorer[] {
    return terms.flatMap(({ term, weight }) => {
      const index = findSorted(this.postings.terms, term);
      if (index < 0 || weight <= 0) return [];
      const factor = fieldWeight * weight * this.idf(term) * (this.parameters.k1 + 1);
      return [
        {
          count: this.postings.docFreqs[index]!,
          bound: factor * this.maxTfComponent(this.postings.maxRelativeTfs[index]!),
          addToAll: (scores: ScoreAccumulator) => {
            this.addToAll(scores, index, factor);
          },
          addTo: (scores: Float32Array, docIds: Uint32Array) => {
            this.addTo(scores, docIds, index, factor);
          },
        },
      ];
    });
  }

  /**
   * One scorer for each word, whatever stands for it: the frequencies of its alternatives are added up by their parts,
   * and so are the numbers of passages that hold them, after Darwish and Oard, "Probabilistic Structured Query Methods"
   * (2003).
   */
  scorersOfWords(words: readonly TranslatedWord[], fieldWeight: number): TermScorer[] {
    return words.flatMap(({ alternatives, weight, idf }) => {
      const held = alternatives.flatMap(({ term, part }) => {
        const index = findSorted(this.postings.terms, term);
        return index < 0 ? [] : [{ index, part }];
      });
      if (held.length === 0 || weight <= 0) return [];
      const factor = fieldWeight * weight * idf * (this.parameters.k1 + 1);
      const maxRelativeTf = held.reduce(
        (sum, { index, part }) => sum + part * this.postings.maxRelativeTfs[index]!,
        0,
      );
      return [
        {
          count: held.reduce((sum, { index }) => sum + this.postings.docFreqs[index]!, 0),
          bound: factor * this.maxTfComponent(maxRelativeTf),
          addToAll: (scores: ScoreAccumulator) => {
            this.addSumsToAll(scores, held, factor);
          },
          addTo: (scores: Float32Array, docIds: Uint32Array) => {
            this.addSumsTo(scores, docIds, held, factor);
          },
        },
      ];
    });
  }

  /** How many of the passages that a test lets through hold a term. */
  documentFrequencyAmong(term: number, isAmong: (docId: number) => boolean): number {
    const index = findSorted(this.postings.terms, term);
    if (index < 0) return 0;
    const { reader } = this;
    reader.open(index);
    let count = 0;
    while (reader.readNext()) {
      for (let i = 0; i < reader.count; i++) count += isAmong(reader.docIds[i]!) ? 1 : 0;
    }
    return count;
  }

  /** What a passage of mean length would score that holds each of `terms` once. */
  idfSum(terms: readonly WeightedTerm[]): number {
    return terms.reduce((total, { term, weight }) => total + weight * this.idf(term), 0);
  }

  /** How many passages hold a term. */
  documentFrequency(term: number): number {
    const index = findSorted(this.postings.terms, term);
    return index < 0 ? 0 : this.postings.docFreqs[index]!;
  }

  /** Whether a passage holds a term. */
  holds(term: number, docId: number): boolean {
    const index = findSorted(this.postings.terms, term);
    if (index < 0) return false;
    this.reader.open(index);
    return this.reader.frequencyAt(docId) > 0;
  }

  /** The inverse document frequency of a term. */
  idf(term: number): number {
    return inverseDocumentFrequency(this.postings.lengths.length, this.documentFrequency(term));
  }

  private maxTfComponent(maxRelativeTf: number): number {
    return maxTfComponent(this.parameters, maxRelativeTf, this.meanLength);
  }

  private addSumsToAll(scores: ScoreAccumulator, terms: readonly HeldTerm[], factor: number): void {
    const { lengthNorms } = this;
    const sums = (this.sums ??= new ScoreAccumulator(lengthNorms.length));
    for (const { index, part } of terms) this.addFrequencies(sums, index, part);
    for (const docId of sums.docIds()) {
      const frequency = sums.values[docId]!;
      scores.add(docId, (factor * frequency) / (frequency + lengthNorms[docId]!));
    }
    sums.clear();
  }

  /** Adds the frequencies of a term, by a part of it, as {@link addToAll} adds what a term gives. */
  private addFrequencies(sums: ScoreAccumulator, index: number, part: number): void {
    const { reader } = this;
    const { docIds, frequencies } = reader;
    const { values, touched } = sums;
    let { touchedCount } = sums;
    reader.open(index);
    while (reader.readNext()) {
      const { count } = reader;
      for (let i = 0; i < count; i++) {
        const docId = docIds[i]!;
        const before = values[docId]!;
        touched[touchedCount] = docId;
        touchedCount += before === 0 ? 1 : 0;
        values[docId] = before + part * frequencies[i]!;
      }
    }
    sums.touchedCount = touchedCount;
  }

  private addSumsTo(
    scores: Float32Array,
    docIds: Uint32Array,
    terms: readonly HeldTerm[],
    factor: number,
  ): void {
    const { reader, lengthNorms } = this;
    const sums = new Float32Array(docIds.length);
    for (const { index, part } of terms) {
      reader.open(index);
      docIds.forEach((docId, at) => {
        sums[at]! += part * reader.frequencyAt(docId);
      });
    }
    docIds.forEach((docId, at) => {
      const frequency = sums[at]!;
      if (frequency > 0) scores[docId]! += (factor * frequency) / (frequency + lengthNorms[docId]!);
    });
  }

  private addToAll(scores: ScoreAccumulator, index: number, factor: number): void {
    const { reader, lengthNorms } = this;
    const { docIds, frequencies } = reader;
    const { values, touched } = scores;
    let { touchedCount } = scores;
    reader.open(index);
    while (reader.readNext()) {
      const { count } = reader;
      for (let i = 0; i < count; i++) {
        const docId = docIds[i]!;
        const frequency = frequencies[i]!;
        const before = values[docId]!;
        // Written in any case, and over again unless it is counted: a branch that nobody can foresee costs more.
        touched[touchedCount] = docId;
        touchedCount += before === 0 ? 1 : 0;
        values[docId] = before + (factor * frequency) / (frequency + lengthNorms[docId]!);
      }
    }
    scores.touchedCount = touchedCount;
  }

  private addTo(scores: Float32Array, docIds: Uint32Array, index: number, factor: number): void {
    const { reader, lengthNorms } = this;
    reader.open(index);
    for (const docId of docIds) {
      const frequency = reader.frequencyAt(docId);
      if (frequency > 0) scores[docId]! += (factor * frequency) / (frequency + lengthNorms[docId]!);
    }
  }
}
