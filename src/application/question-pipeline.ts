import {
  answerQuery,
  comparedPassages,
  minRatedPassages,
  type AnsweredQuery,
  type AnswerLimits,
} from '../answers/answer-query.js';
import type { RetrievedPassage } from '../answers/retrieved-passage.js';
import type { StoredDocument } from '../contracts/document.js';
import type { Embedder } from '../contracts/embedder.js';
import type { Candidate, RankedPassage, RerankedHit } from '../contracts/hit.js';
import type { QueryMatch } from '../contracts/match.js';
import type { StoredPassage } from '../contracts/passage.js';
import type { Query } from '../contracts/query.js';
import type {
  AnalysisIndex,
  MethodOptions,
  Reranker,
  RerankOptions,
  RetrieveOptions,
  Retriever,
  SingleMethodRetriever,
  Thesaurus,
  Translator,
} from '../contracts/search.js';
import { queryFor } from '../matching/query-for.js';
import { QueryMatcher } from '../matching/query-matcher.js';
import { analyzeQuestion } from '../query/analyze-question.js';
import { tokenize } from '../text/tokenize.js';

export interface PipelineParts {
  readonly embedder: Embedder;
  readonly thesaurus: Thesaurus;
  readonly translator: Translator;
  readonly lexical: AnalysisIndex;
  /**
   * Of an index in another process: has a question analyzed with what is known of terms, and again once what was asked
   * for in vain has been read.
   */
  readonly analyzeWith?: (analyze: (index: AnalysisIndex) => Promise<Query>) => Promise<Query>;
  readonly retriever: Retriever & SingleMethodRetriever;
  readonly reranker: Reranker;
  /** In the order asked for; passages that are gone are left out. */
  readonly findPassages: (ids: readonly number[]) => Promise<StoredPassage[]>;
  readonly findDocument: (id: number) => Promise<StoredDocument | undefined>;
}

export type SearchOptions = RetrieveOptions & RerankOptions;

/**
 * The way of a question through one snapshot of an index: analyze → retrieve → rerank → answer. Every stage takes what
 * the one before it gives, and rejects with the signal's reason once it is aborted.
 */
export class QuestionPipeline {
  constructor(private readonly parts: PipelineParts) {}

  /** @throws UsageError for a question that is too long. */
  analyze(question: string, signal?: AbortSignal): Promise<Query> {
    const { parts } = this;
    const analyze = (lexical: AnalysisIndex): Promise<Query> =>
      analyzeQuestion(question, { ...parts, lexical }, signal);
    return parts.analyzeWith ? parts.analyzeWith(analyze) : analyze(parts.lexical);
  }

  /** Candidates, best fused score first; none for a question without a token. */
  retrieve(query: Query, options: RetrieveOptions): Promise<Candidate[]> {
    return this.parts.retriever.retrieve(query, options);
  }

  rerank(query: Query, candidates: readonly Candidate[], options: RerankOptions): Promise<RerankedHit[]> {
    return this.parts.reranker.rerank(query, candidates, options);
  }

  /** Retrieves and re-ranks: the best passages for a query. No sentence is rated. */
  async search(query: Query, options: SearchOptions): Promise<RerankedHit[]> {
    return this.rerank(query, await this.retrieve(query, options), options);
  }

  /** Retrieves, re-ranks and answers. */
  async answer(
    query: Query,
    { filter, ...limits }: AnswerLimits & Pick<RetrieveOptions, 'filter'>,
  ): Promise<AnsweredQuery> {
    const { signal } = limits;
    const limit = Math.max(minRatedPassages, limits.citations + 2, comparedPassages);
    const hits = await this.search(query, { limit, filter, signal });
    const retrieved = await this.loadPassages(hits);
    signal?.throwIfAborted();
    return answerQuery(query, retrieved, this.parts.embedder, limits);
  }

  /** See {@link SingleMethodRetriever}. */
  retrieveDense(query: Query, options: MethodOptions): Promise<RankedPassage[]> {
    return this.parts.retriever.retrieveDense(query, options);
  }

  /** See {@link SingleMethodRetriever}. */
  retrieveLexical(query: Query, options: MethodOptions): Promise<RankedPassage[]> {
    return this.parts.retriever.retrieveLexical(query, options);
  }

  /** Which terms of the query the text of a hit holds. */
  match(query: Query, hit: RerankedHit, text: string): QueryMatch {
    return new QueryMatcher(queryFor(query, hit)).match(tokenize(text));
  }

  private async loadPassages(hits: readonly RerankedHit[]): Promise<RetrievedPassage[]> {
    const passages = await this.parts.findPassages(hits.map((hit) => hit.passageId));
    const byId = new Map(passages.map((passage) => [passage.id, passage]));
    const loaded = hits.map(async (hit): Promise<RetrievedPassage | undefined> => {
      const passage = byId.get(hit.passageId);
      const document = passage && (await this.parts.findDocument(passage.documentId));
      return document && { hit, passage, document };
    });
    return (await Promise.all(loaded)).filter((each) => each !== undefined);
  }
}
