import type { AnswerLanguage } from '../contracts/answer.js';
import type { RankedPassage } from '../contracts/hit.js';
import type { Alternative, LexicalTerms, TranslatedTerms } from '../contracts/query.js';
import type { LexicalSearcher } from '../contracts/search.js';
import type { FoldedToken } from '../contracts/token.js';
import { BoundedMap } from '../text/bounded-map.js';
import { findSorted } from '../text/find-sorted.js';
import { termsOf } from '../text/terms.js';
import { Bm25Field, bm25Parameters, gramWeight, inverseDocumentFrequency, type TermScorer } from './bm25.js';
import type { LexicalData } from './lexical-builder.js';
import { PassageLanguages } from './passage-languages.js';
import { TopKSearcher, type ScoredDocument } from './top-k-searcher.js';

/**
 * So few passages are scored one by one: a search for the best of them would read the lists of all, for what is common in
 * the others.
 */
const fewPassages = 500;

/** Stems of which it is remembered how many passages of a language hold them: some megabytes. */
const rememberedFrequencies = 50_000;

/** Ranks passages by the terms that they share with a query: BM25 over stems and character grams. */
export class LexicalIndex implements LexicalSearcher {
  private readonly stems: Bm25Field;
  private readonly grams: Bm25Field;
  private readonly searcher: TopKSearcher;
  private knownLanguages: PassageLanguages | undefined;
  /** By language, of how many of its passages hold a stem: counting them takes as long as reading all postings. */
  private readonly frequenciesIn = {
    ar: new BoundedMap<number, number>(rememberedFrequencies),
    en: new BoundedMap<number, number>(rememberedFrequencies),
  };

  constructor(readonly data: LexicalData) {
    this.stems = new Bm25Field(data.stems, bm25Parameters);
    this.grams = new Bm25Field(data.grams, bm25Parameters);
    this.searcher = new TopKSearcher(data.passageIds.length);
  }

  get size(): number {
    return this.data.passageIds.length;
  }

  search(terms: LexicalTerms, limit: number, isAllowed?: (passageId: number) => boolean): RankedPassage[] {
    const { passageIds } = this.data;
    const isAllowedId = isAllowed && ((docId: number) => isAllowed(passageIds[docId]!));
    const top = terms.translated
      ? this.searchBoth(terms, terms.translated, limit, isAllowedId)
      : this.searcher.search(this.scorersOf(terms), limit, isAllowedId);
    return top.map(({ docId, score }, index) => ({ passageId: passageIds[docId]!, rank: index + 1, score }));
  }

  score(terms: LexicalTerms, passageIds: readonly number[]): number[] {
    const docIds = passageIds.map((id) => this.docIdOf(id));
    const known = Uint32Array.from(new Set(docIds.filter((docId) => docId >= 0))).sort();
    const scores = terms.translated
      ? this.scoreBoth(terms, terms.translated, known)
      : this.searcher.score(this.scorersOf(terms), known);
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
      return held / Math.max(1, grams.length);
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

  documentFrequencyIn(stem: number, language: AnswerLanguage): number {
    if (this.passagesIn(language) === this.size) return this.documentFrequency(stem);
    const known = this.frequenciesIn[language];
    let frequency = known.get(stem);
    if (frequency === undefined) {
      const { languages } = this;
      frequency = this.stems.documentFrequencyAmong(stem, (docId) => languages.isIn(docId, language));
      known.set(stem, frequency);
    }
    return frequency;
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
    return this.languages.count(language);
  }

  holdsGram(gram: number): boolean {
    return this.grams.documentFrequency(gram) > 0;
  }

  isIn(passageId: number, language: AnswerLanguage): boolean {
    const docId = this.docIdOf(passageId);
    return docId >= 0 && this.languages.isIn(docId, language);
  }

  /** Found at the first question, since most indexes are in one language and most questions in the same. */
  private get languages(): PassageLanguages {
    this.knownLanguages ??= new PassageLanguages(this.data.grams);
    return this.knownLanguages;
  }

  /** The best of both languages: each passage is scored by the words in its own. */
  private searchBoth(
    terms: LexicalTerms,
    translated: TranslatedTerms,
    limit: number,
    isAllowed: ((docId: number) => boolean) | undefined,
  ): ScoredDocument[] {
    const { languages, size } = this;
    const { language } = translated;
    const isOther = (docId: number): boolean => languages.isIn(docId, language);
    const isForeign = (docId: number): boolean => isOther(docId) && (isAllowed?.(docId) ?? true);
    const isOwn = (docId: number): boolean => !isOther(docId) && (isAllowed?.(docId) ?? true);
    const foreign = this.searcher.search(this.translatedScorersOf(terms, translated), limit, isForeign);
    if (languages.count(language) === size) return foreign;
    const own =
      size - languages.count(language) <= fewPassages
        ? this.scoreAll(terms, languages.outside(language).filter(isOwn))
        : this.searcher.search(this.scorersOf(terms), limit, isOwn);
    return [...own, ...foreign].sort((a, b) => b.score - a.score || a.docId - b.docId).slice(0, limit);
  }

  /** The passages that any of the terms give a score. */
  private scoreAll(terms: LexicalTerms, docIds: Uint32Array): ScoredDocument[] {
    const scores = this.searcher.score(this.scorersOf(terms), docIds);
    return Array.from(docIds, (docId, index) => ({ docId, score: scores[index]! })).filter(
      ({ score }) => score > 0,
    );
  }

  private scoreBoth(terms: LexicalTerms, translated: TranslatedTerms, docIds: Uint32Array): number[] {
    const foreign = docIds.filter((docId) => this.languages.isIn(docId, translated.language));
    const own = docIds.filter((docId) => !this.languages.isIn(docId, translated.language));
    const foreignScores = this.searcher.score(this.translatedScorersOf(terms, translated), foreign);
    const ownScores = own.length > 0 ? this.searcher.score(this.scorersOf(terms), own) : [];
    return Array.from(
      docIds,
      (docId) => foreignScores[findSorted(foreign, docId)] ?? ownScores[findSorted(own, docId)]!,
    );
  }

  /** What they give is on the scale of the question's own words, so that passages of both languages compare. */
  private translatedScorersOf(terms: LexicalTerms, { words }: TranslatedTerms): TermScorer[] {
    const whole = words.reduce((sum, { weight, idf }) => sum + weight * idf, 0);
    return whole > 0 ? this.stems.scorersOfWords(words, this.bm25Normalizer(terms) / whole) : [];
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
