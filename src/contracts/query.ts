import type { AnswerLanguage } from './answer.js';
import type { Token } from './token.js';

/** The kind of thing that a question asks for, as far as its words say. */
export type ExpectedAnswerType = 'date' | 'number' | 'person' | 'place' | 'reason' | 'definition' | 'other';

/** What an answer may consist of beside one sentence. */
export interface AnswerShape {
  /** The question asks for several things. */
  readonly isList: boolean;
  /** The question asks why or how: its answer may continue in the next sentences. */
  readonly isExplanation: boolean;
}

/** A term, by its 53-bit hash, with its weight in a query: above 0, usually at most 1. */
export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

/** What a query looks up in the inverted index: each term once. */
export interface LexicalTerms {
  readonly stems: readonly WeightedTerm[];
  readonly grams: readonly WeightedTerm[];
  /** Stems that stand in for those of `stems` that no passage holds. */
  readonly expansion: readonly WeightedTerm[];
}

/** A stem that is used like another, or translates it. */
export interface RelatedTerm {
  readonly stem: number;
  /** Above 0, at most 1. */
  readonly similarity: number;
}

/** One distinct stem of a question. */
export interface QueryTerm {
  /** The first token of {@link Query.corrected} with this stem. */
  readonly token: Token;
  readonly stem: number;
  /** Inverse document frequency of the stem. */
  readonly idf: number;
  /** Less than 1 for stopwords. */
  readonly weight: number;
  /** The character grams of the token, each with its inverse document frequency times the weight of that field. */
  readonly grams: readonly { readonly term: number; readonly idf: number }[];
  readonly related: readonly RelatedTerm[];
}

/**
 * A question, analyzed once: everything that retrieval, re-ranking and answering need to know of it. Immutable; it
 * belongs to the snapshot of the index whose term statistics it holds.
 */
export interface Query {
  /** As asked; white space made single. */
  readonly text: string;
  /** `text` with typos corrected: what is matched and embedded. */
  readonly corrected: string;
  readonly language: AnswerLanguage;
  /** The tokens of `corrected`, in order. Without any, nothing can be found. */
  readonly tokens: readonly Token[];
  /** The distinct stems of `tokens`, in order. */
  readonly terms: readonly QueryTerm[];
  /** How many of `terms` are no stopwords. */
  readonly contentTerms: number;
  readonly lexical: LexicalTerms;
  /** The BM25 score of a passage of mean length that holds every term once; 0 where no term has any weight. */
  readonly bm25Normalizer: number;
  readonly answerType: ExpectedAnswerType;
  readonly answerShape: AnswerShape;
  /** Folded words for the unit that an amount is asked in ("كم يوما"); undefined where the question names none. */
  readonly askedUnit: ReadonlySet<string> | undefined;
  /** Unit vector of `corrected`, of the embedder's dimension; empty where there are no tokens. */
  readonly embedding: Float32Array;
}
