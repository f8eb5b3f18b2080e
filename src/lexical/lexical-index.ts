import type { RankedPassage } from '../contracts/hit.js';
import type { LexicalTerms } from '../contracts/query.js';
import type { LexicalSearcher } from '../contracts/search.js';
import type { FoldedToken } from '../contracts/token.js';
import { findSorted } from '../text/find-sorted.js';
import { termsOf } from '../text/terms.js';
import { Bm25Field, type TermScorer } from './bm25.js';
import type { LexicalData } from './lexical-builder.js';
import { TopKSearcher } from './top-k-searcher.js';

// Chosen on the development questions; see the table in scripts/experiments.
const parameters = { k1: 0.9, b: 0.8 };
const gramWeight = 0.8;

/** Ranks passages by the terms that they share with a query: BM25 over stems and character grams. */
export class LexicalIndex implements LexicalSearcher {
  private readonly stems: Bm25Field;
  private readonly grams: Bm25Field;
  private readonly searcher: TopKSearcher;

  constructor(readonly data: LexicalData) {
    this.stems = new Bm25Field(data.stems, parameters);
    this.grams = new Bm25Field(data.grams, parameters);
    this.searcher = new TopKSearcher(data.passageIds.length);
  }

  get size(): number {
    return this.data.passageIds.length;
  }

  search(terms: LexicalTerms, limit: number, isAllowed?: (passageId: number) => boolean): RankedPassage[] {
    const { passageIds } = this.data;
    const top = this.searcher.search(
      this.scorersOf(terms),
      limit,
      isAllowed && ((docId) => isAllowed(passageIds[docId]!)),
    );
    return top.map(({ docId, score }, index) => ({ passageId: passageIds[docId]!, rank: index + 1, score }));
  }

  score(terms: LexicalTerms, passageIds: readonly number[]): number[] {
    const docIds = passageIds.map((id) => this.docIdOf(id));
    const known = Uint32Array.from(new Set(docIds.filter((docId) => docId >= 0))).sort();
    const scores = this.searcher.score(this.scorersOf(terms), known);
    return docIds.map((docId) => scores[findSorted(known, docId)] ?? 0);
  }

  lengths(passageIds: readonly number[]): number[] {
    const { lengths } = this.data.stems;
    return passageIds.map((id) => lengths[this.docIdOf(id)] ?? 0);
  }

  wordContainment(word: FoldedToken, passageIds: readonly number[]): number[] {
    const { stem, grams } = termsOf(word);
    return passageIds.map((id) => {
      const docId = this.docIdOf(id);
      if (docId < 0 || !this.stems.holds(stem, docId)) return 0;
      const held = grams.filter((gram) => this.grams.holds(gram, docId)).length;
      return (held / Math.max(1, grams.length)) ** 3;
    });
  }

  documentFrequency(stem: number): number {
    return this.stems.documentFrequency(stem);
  }

  stemIdf(stem: number): number {
    return this.stems.idf(stem);
  }

  gramIdf(gram: number): number {
    return gramWeight * this.grams.idf(gram);
  }

  bm25Normalizer({ stems, grams }: Pick<LexicalTerms, 'stems' | 'grams'>): number {
    return this.stems.idfSum(stems) + gramWeight * this.grams.idfSum(grams);
  }

  private docIdOf(passageId: number): number {
    return findSorted(this.data.passageIds, passageId);
  }

  private scorersOf({ stems, grams, expansion }: LexicalTerms): TermScorer[] {
    return [
      ...this.stems.scorersOf(stems, 1),
      ...this.grams.scorersOf(grams, gramWeight),
      // They stand in for the words' grams too.
      ...this.stems.scorersOf(expansion, 1 + gramWeight),
    ];
  }
}
