import type { AnswerLanguage } from '../contracts/answer.js';
import type { Alternative, LexicalTerms, TranslatedTerms, WeightedTerm } from '../contracts/query.js';
import type { TermStatistics } from '../contracts/search.js';
import {
  bm25Parameters,
  gramWeight,
  inverseDocumentFrequency,
  lengthNorm,
  maxTfComponent,
  meanLengthOf,
} from './bm25.js';

/** A term is looked up in one of two fields. */
export type TermField = 'stems' | 'grams';

/** What an index knows of one of its terms. */
export interface TermFacts {
  /** How many passages hold it, and how many of them are in each language. */
  readonly passages: number;
  readonly ar: number;
  readonly en: number;
  /** The highest share that it has of a passage: its frequency over the passage's length; a 32-bit float. */
  readonly maxRelativeTf: number;
}

/** What an index knows of its passages, all together. */
export interface IndexFacts {
  readonly passages: number;
  readonly ar: number;
  readonly en: number;
  /** Terms of all passages, repeated ones counted. */
  readonly totalLengths: Readonly<Record<TermField, number>>;
}

/** The facts of a term; undefined for one that no passage holds. */
export type FindFacts = (field: TermField, term: number) => TermFacts | undefined;

/** What one term of a question, or what stands for one word, gives to a passage. */
export interface PlannedTerm {
  readonly field: TermField;
  /** Of several, the frequencies are added up by their parts. */
  readonly held: readonly { readonly term: number; readonly part: number }[];
  readonly factor: number;
  /** No passage is given more. */
  readonly bound: number;
}

/** A passage as far as it is scored. */
export interface ScorablePassage {
  readonly lengths: Readonly<Record<TermField, number>>;
  /** Of the terms of the plan, each with all that stands for one word, by their position in it. */
  frequency(position: number): number;
}

/**
 * What a `LexicalIndex` computes from its postings, from the facts of terms alone: statistics, and what each term of a
 * question gives. The same numbers to the last bit.
 */
export class TermPlanner implements TermStatistics {
  private readonly meanLengths: Readonly<Record<TermField, number>>;

  constructor(
    private readonly index: IndexFacts,
    private readonly find: FindFacts,
  ) {
    const { passages, totalLengths } = index;
    this.meanLengths = {
      stems: meanLengthOf(totalLengths.stems, passages),
      grams: meanLengthOf(totalLengths.grams, passages),
    };
  }

  documentFrequency(stem: number): number {
    return this.find('stems', stem)?.passages ?? 0;
  }

  stemIdf(stem: number): number {
    return this.idf('stems', stem);
  }

  gramIdf(gram: number): number {
    return gramWeight * this.idf('grams', gram);
  }

  bm25Normalizer({ stems, grams }: Pick<LexicalTerms, 'stems' | 'grams'>): number {
    return this.idfSum('stems', stems) + gramWeight * this.idfSum('grams', grams);
  }

  documentFrequencyIn(stem: number, language: AnswerLanguage): number {
    return this.find('stems', stem)?.[language] ?? 0;
  }

  alternativesIdf(alternatives: readonly Alternative[], language: AnswerLanguage): number {
    const passages = this.passagesIn(language);
    const holding = alternatives.reduce(
      (sum, { term, part }) => sum + part * this.documentFrequencyIn(term, language),
      0,
    );
    return inverseDocumentFrequency(passages, Math.min(passages, holding));
  }

  passagesIn(language: AnswerLanguage): number {
    return this.index[language];
  }

  holdsGram(gram: number): boolean {
    return this.find('grams', gram) !== undefined;
  }

  /** What the terms of a question give, those that give most first. */
  plan({ stems, grams, expansion }: LexicalTerms): PlannedTerm[] {
    return inOrder([
      ...this.planField('stems', stems, 1),
      ...this.planField('grams', grams, gramWeight),
      // They stand in for the words' grams too.
      ...this.planField('stems', expansion, 1 + gramWeight),
    ]);
  }

  /** What the words of a question give to passages in the other language. */
  planTranslated(terms: LexicalTerms, { words }: TranslatedTerms): PlannedTerm[] {
    const whole = words.reduce((sum, { weight, idf }) => sum + weight * idf, 0);
    if (whole <= 0) return [];
    const fieldWeight = this.bm25Normalizer(terms) / whole;
    return inOrder(
      words.flatMap(({ alternatives, weight, idf }): PlannedTerm[] => {
        const held = alternatives
          .filter(({ term }) => this.find('stems', term))
          .map(({ term, part }) => ({ term, part }));
        if (held.length === 0 || weight <= 0) return [];
        const factor = fieldWeight * weight * idf * (bm25Parameters.k1 + 1);
        const maxRelativeTf = held.reduce(
          (sum, { term, part }) => sum + part * this.find('stems', term)!.maxRelativeTf,
          0,
        );
        const bound = factor * maxTfComponent(bm25Parameters, maxRelativeTf, this.meanLengths.stems);
        return [{ field: 'stems', held, factor, bound }];
      }),
    );
  }

  /** What a passage scores: a sum of 32-bit floats, as a `ScoreAccumulator` has it. */
  score(plan: readonly PlannedTerm[], passage: ScorablePassage): number {
    const norms = {
      stems: Math.fround(lengthNorm(bm25Parameters, passage.lengths.stems, this.meanLengths.stems)),
      grams: Math.fround(lengthNorm(bm25Parameters, passage.lengths.grams, this.meanLengths.grams)),
    };
    let score = 0;
    let position = 0;
    for (const { field, held, factor } of plan) {
      let frequency = 0;
      for (const { part } of held) {
        frequency = Math.fround(frequency + part * passage.frequency(position++));
      }
      if (frequency > 0) score = Math.fround(score + (factor * frequency) / (frequency + norms[field]));
    }
    return score;
  }

  private idf(field: TermField, term: number): number {
    return inverseDocumentFrequency(this.index.passages, this.find(field, term)?.passages ?? 0);
  }

  private idfSum(field: TermField, terms: readonly WeightedTerm[]): number {
    return terms.reduce((total, { term, weight }) => total + weight * this.idf(field, term), 0);
  }

  private planField(field: TermField, terms: readonly WeightedTerm[], fieldWeight: number): PlannedTerm[] {
    return terms.flatMap(({ term, weight }): PlannedTerm[] => {
      const facts = this.find(field, term);
      if (!facts || weight <= 0) return [];
      const factor = fieldWeight * weight * this.idf(field, term) * (bm25Parameters.k1 + 1);
      const bound = factor * maxTfComponent(bm25Parameters, facts.maxRelativeTf, this.meanLengths[field]);
      return [{ field, held: [{ term, part: 1 }], factor, bound }];
    });
  }
}

/** Sums of floats depend on the order. */
function inOrder(terms: readonly PlannedTerm[]): PlannedTerm[] {
  return terms.toSorted((a, b) => b.bound - a.bound);
}

/**
 * What a term gives to a passage that holds it so often, over its factor: 0 to 1. With the lengths of now, for an index
 * that keeps it with each posting.
 */
export function tfComponent(frequency: number, length: number, meanLength: number): number {
  return frequency / (frequency + lengthNorm(bm25Parameters, length, meanLength));
}
