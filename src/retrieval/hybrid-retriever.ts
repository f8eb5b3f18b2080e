import type { Candidate, RankedPassage } from '../contracts/hit.js';
import type { AnswerLanguage } from '../contracts/answer.js';
import type { Query } from '../contracts/query.js';
import type {
  MethodOptions,
  RetrievalMethods,
  Retriever,
  RetrieveOptions,
  SingleMethodRetriever,
  VectorSearchOptions,
} from '../contracts/search.js';
import { innerProduct } from '../text/inner-product.js';
import { fuse, relativeLength } from './fuse.js';
import { rankHits } from './local-methods.js';

/** Candidates taken from each method before they are scored by both. */
const candidatesPerMethod = 50;

/**
 * Where the best passage has so much of the BM25 normalizer, vectors add nothing that words have not found
 * (scripts/experiments), and the graph is searched with low effort.
 */
const wellCovered = 0.5;

/** Of so small a share of the passages words find what there is, and the nearest are found with low effort. */
const fewShare = 0.01;

/**
 * Dense and lexical retrieval as equals: each names its candidates, every candidate is scored by both, and the two
 * scores are fused. So a passage's score does not depend on which of the two had found it.
 */
export class HybridRetriever implements Retriever, SingleMethodRetriever {
  constructor(private readonly methods: RetrievalMethods) {}

  /** With a question that is translated: the nearest of each language to the vector for it. */
  async retrieveDense(
    query: Query,
    options: MethodOptions,
    effort: VectorSearchOptions['effort'] = 'high',
  ): Promise<RankedPassage[]> {
    const { translated } = query;
    if (!translated || translated.embedding === query.embedding) {
      return this.findNearest(query, options, effort);
    }
    const { language } = query.lexical.translated!;
    const ownCount = this.methods.size - this.methods.passagesIn(language);
    const ownEffort = ownCount <= fewShare * this.methods.size ? 'low' : effort;
    const others = await this.keepIn(language, true, await this.findNearest(translated, options, effort));
    const own =
      ownCount === 0
        ? []
        : await this.keepIn(language, false, await this.findNearest(query, options, ownEffort));
    return rankHits([...others, ...own], options.limit);
  }

  /** The hits that are in a language, or those that are not. */
  private async keepIn(
    language: AnswerLanguage,
    isIn: boolean,
    hits: readonly RankedPassage[],
  ): Promise<RankedPassage[]> {
    const traits = await this.methods.describe(hits.map(({ passageId }) => passageId));
    return hits.filter((_, index) => (traits[index]!.language === language) === isIn);
  }

  private async findNearest(
    { embedding }: Query,
    options: MethodOptions,
    effort: VectorSearchOptions['effort'],
  ): Promise<RankedPassage[]> {
    return this.methods.searchVectors(embedding, { ...options, effort });
  }

  async retrieveLexical({ lexical }: Query, options: MethodOptions): Promise<RankedPassage[]> {
    return this.methods.searchTerms(lexical, options);
  }

  async retrieve(query: Query, { limit, filter, signal }: RetrieveOptions): Promise<Candidate[]> {
    const options = { limit: Math.max(candidatesPerMethod, limit), filter };
    signal?.throwIfAborted();
    if (query.tokens.length === 0) return [];
    const byWords = await this.retrieveLexical(query, options);
    signal?.throwIfAborted();
    const isCovered = (byWords[0]?.score ?? 0) > wellCovered * query.bm25Normalizer;
    const byVector = await this.retrieveDense(query, options, isCovered ? 'low' : 'high');
    signal?.throwIfAborted();
    const lexical = new Map(byWords.map((hit) => [hit.passageId, hit]));
    const dense = new Map(byVector.map((hit) => [hit.passageId, hit]));
    const ids = [...new Set([...lexical.keys(), ...dense.keys()])];
    const bm25 = await this.scoreOthers(query, ids, lexical);
    const traits = await this.methods.describe(ids);
    const language = query.lexical.translated?.language;
    const translatedIds = new Set(
      language === undefined ? [] : ids.filter((_, index) => traits[index]!.language === language),
    );
    const cosines = await this.compareOthers(query, ids, dense, translatedIds);
    signal?.throwIfAborted();
    return ids
      .map((passageId, index): Candidate => {
        const cosine = cosines.get(passageId)!;
        const normalizedBm25 = query.bm25Normalizer > 0 ? bm25.get(passageId)! / query.bm25Normalizer : 0;
        const length = relativeLength(traits[index]!.words);
        return {
          passageId,
          ...(translatedIds.has(passageId) ? { isTranslated: true } : {}),
          fusedScore: fuse(cosine, normalizedBm25, length),
          cosine,
          normalizedBm25,
          relativeLength: length,
          dense: dense.get(passageId),
          lexical: lexical.get(passageId),
        };
      })
      .sort((a, b) => b.fusedScore - a.fusedScore || a.passageId - b.passageId);
  }

  /** The BM25 scores of `ids`, of which `found` has some. */
  private async scoreOthers(
    { lexical }: Query,
    ids: readonly number[],
    found: ReadonlyMap<number, RankedPassage>,
  ): Promise<Map<number, number>> {
    const others = ids.filter((id) => !found.has(id));
    const scores = await this.methods.scoreTerms(lexical, others);
    return scoresOf(found, others, scores);
  }

  /** The cosines of `ids`, of which `found` has some; 0 for a passage without a vector. */
  private async compareOthers(
    query: Query,
    ids: readonly number[],
    found: ReadonlyMap<number, RankedPassage>,
    translatedIds: ReadonlySet<number>,
  ): Promise<Map<number, number>> {
    const others = ids.filter((id) => !found.has(id));
    const embeddingFor = (id: number): Float32Array =>
      (translatedIds.has(id) && query.translated ? query.translated : query).embedding;
    const vectors = await this.methods.findVectors(others);
    const cosines = vectors.map((vector, index) =>
      vector ? innerProduct(embeddingFor(others[index]!), vector) : 0,
    );
    return scoresOf(found, others, cosines);
  }
}

function scoresOf(
  found: ReadonlyMap<number, RankedPassage>,
  others: readonly number[],
  scores: readonly number[],
): Map<number, number> {
  return new Map([
    ...[...found].map(([id, { score }]): [number, number] => [id, score]),
    ...others.map((id, index): [number, number] => [id, scores[index]!]),
  ]);
}
