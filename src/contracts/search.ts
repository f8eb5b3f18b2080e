import type { Awaitable } from './awaitable.js';
import type { Candidate, RankedPassage, RerankedHit } from './hit.js';
import type { AnswerLanguage } from './answer.js';
import type { Alternative, LexicalTerms, Query } from './query.js';
import type { FoldedToken } from './token.js';

export interface VectorSearchOptions {
  /** Only these passages. */
  readonly isAllowed?: ((passageId: number) => boolean) | undefined;
  /** `low` takes a fraction of the time, and may miss a good part of the nearest passages. Default: `high`. */
  readonly effort?: 'low' | 'high' | undefined;
}

/** Finds the passages whose vectors are nearest to one. Score: inner product, −1 to 1 for unit vectors. */
export interface VectorIndex {
  readonly size: number;
  search(vector: Float32Array, limit: number, options?: VectorSearchOptions): RankedPassage[];
}

/** How rare terms are among the passages of an index. */
export interface TermStatistics {
  /** How many passages hold a stem. */
  documentFrequency(stem: number): number;
  /** Inverse document frequency of a stem; never negative. */
  stemIdf(stem: number): number;
  /** Inverse document frequency of a character gram times the weight of that field. */
  gramIdf(gram: number): number;
  /** See {@link Query.bm25Normalizer}. */
  bm25Normalizer(terms: Pick<LexicalTerms, 'stems' | 'grams'>): number;
  /** How many passages in a language hold a stem. */
  documentFrequencyIn(stem: number, language: AnswerLanguage): number;
  /** Inverse document frequency, among the passages in a language, of a word that may be any of some stems. */
  alternativesIdf(alternatives: readonly Alternative[], language: AnswerLanguage): number;
  /** How many passages are in a language; some are in neither. */
  passagesIn(language: AnswerLanguage): number;
  /** Whether a passage holds a character gram. */
  holdsGram(gram: number): boolean;
}

/** What the passages of an index hold at all. */
export type HeldTerms = Pick<TermStatistics, 'documentFrequency' | 'holdsGram'>;

/** Finds the passages that share terms with a query. Score: BM25, 0 and up, unbounded. */
export interface LexicalSearcher extends TermStatistics {
  readonly size: number;
  search(terms: LexicalTerms, limit: number, isAllowed?: (passageId: number) => boolean): RankedPassage[];
  /** Scores of given passages, in the order of `passageIds`; 0 for one without a shared term. */
  score(terms: LexicalTerms, passageIds: readonly number[]): number[];
  /** Whether a passage is in a language. */
  isIn(passageId: number, language: AnswerLanguage): boolean;
  /** How many words given passages have, title and heading included. */
  lengths(passageIds: readonly number[]): number[];
  /** How much of a word each passage holds, 0 to 1: nothing without its stem, all of it with all of its grams. */
  wordContainment(word: FoldedToken, passageIds: readonly number[]): number[];
}

/** What the analysis of a question asks an index, which may be in another process. */
export interface AnalysisIndex extends TermStatistics {
  /** Reads ahead what is known of words, where that is not at hand; the other methods are asked about them next. */
  prepare?(words: readonly FoldedToken[]): Promise<void>;
  /**
   * Throws where an answer since {@link prepare} was a guess, for the analysis to be begun again when more is known:
   * called before work that would be in vain. See `analyzeWith` of the pipeline.
   */
  confirm?(): void;
  search(terms: LexicalTerms, limit: number): Awaitable<RankedPassage[]>;
  /** See {@link LexicalSearcher.wordContainment}. */
  wordContainment(word: FoldedToken, passageIds: readonly number[]): Awaitable<number[]>;
}

/** What retrieval knows of a passage beside its scores. */
export interface PassageTraits {
  /** How many words it has, title and heading included; 0 for one that is not there. */
  readonly words: number;
  /** Undefined for one that is in neither language. */
  readonly language: AnswerLanguage | undefined;
}

/** The two methods of the first stage over one snapshot of an index, wherever that is kept. */
export interface RetrievalMethods {
  /** How many passages there are, and how many of them are in a language. */
  readonly size: number;
  passagesIn(language: AnswerLanguage): number;
  /** The best passages by BM25 over terms; see {@link LexicalSearcher.search}. */
  searchTerms(terms: LexicalTerms, options: MethodOptions): Awaitable<RankedPassage[]>;
  /** See {@link LexicalSearcher.score}. */
  scoreTerms(terms: LexicalTerms, passageIds: readonly number[]): Awaitable<number[]>;
  /** The passages whose vectors are nearest to one; see {@link VectorIndex.search}. */
  searchVectors(
    vector: Float32Array,
    options: MethodOptions & Pick<VectorSearchOptions, 'effort'>,
  ): Awaitable<RankedPassage[]>;
  /** The stored vectors of passages, in the order asked for; undefined for one that is not there. */
  findVectors(passageIds: readonly number[]): Promise<(Float32Array | undefined)[]>;
  /** In the order asked for. */
  describe(passageIds: readonly number[]): Awaitable<PassageTraits[]>;
}

/** Which stems are used alike or translate each other. */
export interface Thesaurus {
  has(stem: number): boolean;
  /** Related stem → similarity, above 0 and at most 1. */
  neighboursOf(stem: number): ReadonlyMap<number, number>;
}

/** What a word may be in the other language. */
export interface Translator {
  /**
   * The translations and spellings of a word that are held: none where none is, and for a word in the script of that
   * language. Their parts add up to 1. Spellings are left out where it may not be a name: finding them takes a hundred times
   * as long.
   */
  translate(word: FoldedToken, into: AnswerLanguage, held: HeldTerms, mayBeName?: boolean): Alternative[];
}

/** Some of the passages of an index: made by the snapshot that is searched with it. */
export interface PassageFilter {
  /** How many there are. */
  readonly size: number;
}

export interface RetrieveOptions {
  /** Candidates wanted at least, as far as there are so many. */
  readonly limit: number;
  /** Only these passages. */
  readonly filter?: PassageFilter | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** First stage: finds candidates, best fused score first; none for a query without tokens. Rejects with the signal's reason once it is aborted. */
export interface Retriever {
  retrieve(query: Query, options: RetrieveOptions): Promise<Candidate[]>;
}

export interface RerankOptions {
  /** Hits wanted at most. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}

/** Hits asked of one method. */
export interface MethodOptions {
  readonly limit: number;
  /** Only these passages. */
  readonly filter?: PassageFilter | undefined;
}

/** The two methods that a first stage combines, one by one; for evaluation and inspection. */
export interface SingleMethodRetriever {
  /** The nearest passages by vector alone. */
  retrieveDense(query: Query, options: MethodOptions): Promise<RankedPassage[]>;
  /** The passages that share most with the terms of the query, by BM25 alone. */
  retrieveLexical(query: Query, options: MethodOptions): Promise<RankedPassage[]>;
}

/**
 * Second stage: orders candidates, given best first, by a closer look at the best of them. Rejects with the signal's
 * reason once it is aborted.
 */
export interface Reranker {
  rerank(query: Query, candidates: readonly Candidate[], options: RerankOptions): Promise<RerankedHit[]>;
}
