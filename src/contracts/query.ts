import type { AnswerLanguage } from './answer.js';
import type { SectionReference } from './section.js';
import type { Token } from './token.js';
import type { Dimension, ValueKind } from './value.js';

/** What an answer may consist of beside one sentence. */
export interface AnswerShape {
  /** The question asks for several things. */
  readonly isList: boolean;
  /** The question asks why or how: its answer may continue in the next sentences. */
  readonly isExplanation: boolean;
}

/**
 * What a question wants to be told: `value` one of {@link AskedFor.askedValues}, `section` what a numbered part of a
 * document says, `yes-no` whether something is so, `procedure` how to do something or what to do.
 */
export type QuestionForm =
  | 'value'
  | 'yes-no'
  | 'list'
  | 'procedure'
  | 'reason'
  | 'definition'
  | 'section'
  | 'person'
  | 'place'
  | 'other';

/** What is asked for, as far as the words of a question say. */
export interface AskedFor {
  readonly questionForm: QuestionForm;
  /**
   * The kinds of values that may answer, the likeliest first; empty where the question asks for no value, or does not
   * say for which.
   */
  readonly askedValues: readonly ValueKind[];
  /** What a `measure` that answers measures; undefined where it may be anything. */
  readonly askedDimension: Dimension | undefined;
}

/** What a question says of the state of affairs that it asks about. */
export interface QuestionScope {
  /** Asks what is not, or may not be: "ما لا يجوز", "which books may not …". */
  readonly isNegated: boolean;
  /** Asks for what came before or after something; undefined where it names no such relation. */
  readonly timeDirection: 'before' | 'after' | undefined;
  /** Asks for what held once and no longer does: "النص السابق", "the old limit". */
  readonly asksForOld: boolean;
}

/** A term, by its 53-bit hash, with its weight in a query: above 0, usually at most 1. */
export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

/** One of the things that a word may be in another language. */
export interface Alternative {
  readonly term: number;
  /** As it is written most. */
  readonly form: string;
  /** Above 0, at most 1. Those that translate a word add up to 1; the word itself, where it is held, is whole. */
  readonly part: number;
}

/** A word of a question with all that it may be in another language: looked up as one. */
export interface TranslatedWord {
  readonly stem: number;
  readonly weight: number;
  /** Among the passages in that language. */
  readonly idf: number;
  readonly alternatives: readonly Alternative[];
}

/** What passages in the other language are searched for, in place of the words of the question. */
export interface TranslatedTerms {
  /** The language of the passages that are searched. */
  readonly language: AnswerLanguage;
  readonly words: readonly TranslatedWord[];
}

/** What a query looks up in the inverted index: each term once. */
export interface LexicalTerms {
  readonly stems: readonly WeightedTerm[];
  readonly grams: readonly WeightedTerm[];
  /** Stems that stand in for those of `stems` that no passage holds. */
  readonly expansion: readonly WeightedTerm[];
  /** Only where there are passages in the other language; those in that of the question are scored without it. */
  readonly translated?: TranslatedTerms | undefined;
}

/** A stem that is used like another, or translates it. */
export interface RelatedTerm {
  readonly stem: number;
  /** Above 0, at most 1. */
  readonly similarity: number;
}

/** A stem that may be a word of the question in another language. */
export interface TermTranslation extends RelatedTerm {
  /** As it is written most. */
  readonly form: string;
}

/** One distinct stem of a question. */
export interface QueryTerm {
  /** The first token of {@link Query.corrected} with this stem. */
  readonly token: Token;
  readonly stem: number;
  /** Inverse document frequency of the stem; of one that no passage holds, that of its rarest related stem. */
  readonly idf: number;
  /** Less than 1 for stopwords. */
  readonly weight: number;
  /** The character grams of the token, each with its inverse document frequency times the weight of that field. */
  readonly grams: readonly { readonly term: number; readonly idf: number }[];
  readonly related: readonly RelatedTerm[];
  /** Those of `related` that are other forms of the word or other words for it; the rest are only used like it. */
  readonly synonyms: readonly RelatedTerm[];
  /** Only where passages in the other language are searched for it. */
  readonly translations?: readonly TermTranslation[] | undefined;
  /**
   * Those of `related` that stand in for a stem which no passage of the index holds, most similar first; empty where one
   * holds it.
   */
  readonly standIns: readonly RelatedTerm[];
}

/**
 * A question, analyzed once: everything that retrieval, re-ranking and answering need to know of it. Immutable; it
 * belongs to the snapshot of the index whose term statistics it holds.
 */
export interface Query extends AskedFor, QuestionScope {
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
  readonly answerShape: AnswerShape;
  /** Folded words for the unit that an amount is asked in ("كم يوما"); undefined where the question names none. */
  readonly askedUnit: ReadonlySet<string> | undefined;
  /** The parts of documents that the question names by number: "المادة الخامسة", "version 4.2". */
  readonly sections: readonly SectionReference[];
  /** Unit vector of `corrected`, of the embedder's dimension; empty where there are no tokens. */
  readonly embedding: Float32Array;
  /**
   * The question as passages in the other language are searched for it: its terms translated, and its vector that of
   * the translated words. Only where there are such passages.
   */
  readonly translated?: Query | undefined;
}
